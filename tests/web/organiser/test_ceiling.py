from __future__ import annotations

from tests.build import Town
from tests.web.organiser.test_offers import add

URL = "/organiser/shops/boulangerie/ceiling"


def test_a_ceiling_is_kept_seen_by_people_and_taken_away(town: Town) -> None:
    ines = town.ines()
    assert "This shop has no ceiling." in ines.get(URL).text
    page = ines.post(URL, 200, cents_max="0,50", period="month")
    assert "The ceiling is kept." in page.told
    assert "€0.00 of €0.50 sold, €0.50 left" in page.text
    offers = town.fatou().get("/me/offers").text
    assert "This shop has had its share for now. Again on" in offers
    page = ines.post(URL, 200, cents_max="")
    assert "This shop has no ceiling any more." in page.told
    assert "This shop has had its share" not in town.fatou().get("/me/offers").text
    assert "set the ceiling of a shop" in ines.get("/organiser/audit").text


def test_a_ceiling_that_is_no_amount_is_refused(town: Town) -> None:
    page = town.ines().post(URL, 422, cents_max="much")
    assert "At most, in euros" in page.alert


def test_people_read_who_pays(town: Town) -> None:
    ines = town.ines()
    page = add(ines, divisible="", face_cents="1.50", shop_share_cents="0.50")
    both = "It is worth €2.00: the town pays €1.50, the shop €0.50."
    assert both in page.text
    assert both in town.fatou().get("/me/offers").text
    assert both in town.fatou().get("/shops/boulangerie").text
    page = add(ines, divisible="", face_cents="0", shop_share_cents="3")
    assert "The shop offers it. It is worth €3.00." in page.text
    assert "The town pays €2.50." in add(ines).text


def test_a_voucher_in_parts_is_paid_by_the_town_alone(town: Town) -> None:
    page = add(town.ines(), 422, shop_share_cents="0.50")
    assert "A voucher used in parts is paid by the town alone." in page.alert
