from __future__ import annotations

from datetime import timedelta

import pytest

from tests.build import Town
from tests.conftest import Clock

PAGE = "/shop/offers"


def test_one_tap_says_none_today_and_one_takes_it_back(town: Town, clock: Clock) -> None:
    tablet, fatou = town.tablet(), town.fatou()
    voucher = fatou.post("/me/offers", offer="1").path
    page = tablet.post(f"{PAGE}/1/none", on=PAGE)
    assert "none until Tuesday 7 April, included" in page.told
    page = town.fatou().get("/me/offers")
    assert "Not today. None until Tuesday 7 April, included." in page.text
    # Told before they walk: in the list, on the voucher, on paper, on the page of the shop.
    assert "Not today." in fatou.get("/me/vouchers").text
    for url in (voucher, f"{voucher}/print"):
        assert "Do not go today" in fatou.get(url).text
    assert "Not today." in town.stranger().get("/shops/boulangerie").text
    page = fatou.post("/me/offers", 409, on="/me/vouchers", offer="1", attempt="x")
    assert "none of it until Tuesday 7 April, included" in page.alert
    assert "on sale again" in tablet.post(f"{PAGE}/1/some", on=PAGE).told
    assert "Do not go today" not in fatou.get(voucher).text
    tablet.post(f"{PAGE}/1/none", on=PAGE)
    clock.moment += timedelta(days=1)
    assert "Do not go today" not in fatou.get(voucher).text
    assert "On sale now." in tablet.get(PAGE).text


def test_a_chosen_day_in_french(town: Town) -> None:
    tablet = town.tablet("cafe", locale="fr")
    page = tablet.post(f"{PAGE}/2/none", on=PAGE, until="2026-04-10")
    assert "jusqu’au vendredi 10 avril inclus" in page.told
    assert "En vente maintenant." in page.text, "the other offer goes on"


@pytest.mark.parametrize("until", ["2026-04-06", "2026-05-09", "soon", "2026-02-30"])
def test_an_impossible_day_is_refused(town: Town, until: str) -> None:
    page = town.tablet().post(f"{PAGE}/1/none", 422, on=PAGE, until=until)
    assert "Choose today or a day of the next month." in page.alert
    assert "On sale now." in page.text


def test_another_shops_offer_is_not_found(town: Town) -> None:
    tablet = town.tablet()
    for act in ("none", "some"):
        tablet.post(f"{PAGE}/2/{act}", 404, on=PAGE)


def test_the_trail_says_who_had_none(town: Town) -> None:
    town.tablet().post(f"{PAGE}/1/none", on=PAGE)
    assert "has none of an offer today" in town.ines().get("/organiser/audit").text
