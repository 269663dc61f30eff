from __future__ import annotations

from datetime import timedelta

import pytest

from tests import people
from tests.build import Town
from tests.conftest import Clock

MONTH = "/shop/month"


def come(town: Town, number: int) -> None:
    """So many new people each use a voucher for a coffee."""
    for one in range(number):
        person = people.participant(town.wiring.open_uow, f"P{one}")
        town.give(200, to=person)
        code = town.browser_of(person).post("/me/offers", offer="2").path.rpartition("/")[2]
        town.tablet("cafe").post("/shop", code=code)


@pytest.mark.parametrize(("locale", "few", "none"), [
    ("en", "a few people", "nobody"),
    ("fr", "quelques personnes", "personne"),
])  # fmt: skip
def test_fewer_than_five_new_faces_are_a_few(town: Town, locale: str, few: str, none: str) -> None:
    tablet = town.tablet("cafe", locale=locale)
    assert none in tablet.get(MONTH).text
    come(town, 2)
    page = tablet.get(MONTH)
    assert few in page.text
    assert "2 " in page.text
    assert [a for a in tablet.get("/shop/day").all("a") if a.attrs.get("href") == MONTH]


def test_a_month_is_drawn_summed_and_compared(town: Town, clock: Clock) -> None:
    come(town, 5)
    page = town.tablet("cafe").get(MONTH)
    assert "5 people" in page.text
    rows = [one.text for one in page.all("tr")]
    assert "Tuesday 7 April 5 €7.50" in rows
    assert "Total 5 €7.50" in rows
    assert len(page.all("rect", class_="month-bar")) == 1
    code = town.fatou().post("/me/offers", offer="2").path.rpartition("/")[2]
    tablet = town.tablet("cafe")
    taken = tablet.post("/shop", code=code).path
    tablet.post(f"{taken}/undo", on=taken)
    assert "Total 5 €7.50" in [one.text for one in tablet.get(MONTH).all("tr")]
    clock.moment += timedelta(days=30)
    page = town.tablet("cafe").get(MONTH)
    assert "month before: €7.50" in page.text
    assert "month before: 5 people" in page.text
    assert "No voucher was taken this month." in page.text
    assert len(page.all("rect", class_="month-bar-before")) == 1
    earlier = [str(a.attrs["href"]) for a in page.all("a", class_="btn btn-outline-primary")]
    assert earlier == [f"{MONTH}?month=2026-04"]
    page = town.ines().get("/organiser/shops/cafe/month?month=2026-04")
    assert "Total 5 €7.50" in [one.text for one in page.all("tr")]
    assert not [name for name in ("P0", "P1") if name in page.text.split()]
    assert "0" in town.tablet("boulangerie").get(MONTH).text
    assert "€7.50" not in town.tablet("boulangerie").get(MONTH).text


def test_months_to_come_and_odd_ones_show_this_month(town: Town) -> None:
    tablet = town.tablet()
    for odd in ("2026-05", "2099-01", "nonsense", "0001-01"):
        assert "April 2026" in tablet.get(f"{MONTH}?month={odd}").one("h1").text
