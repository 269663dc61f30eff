from __future__ import annotations

from tests.build import Town, ride
from tests.conftest import Clock
from tests.web.draws import NEW, announced, drawn

URL = "/me/draws"


def test_tickets_are_seen_before_and_after_the_draw(town: Town, clock: Clock) -> None:
    assert "There is no draw now" in town.fatou().get(URL).text
    announced(town)
    assert "You have no ticket yet." in town.fatou().get(URL).text
    town.trip(ride())
    fatou = town.fatou()
    assert "You have 1 ticket so far." in fatou.get(URL).text
    assert fatou.get("/me").one("a", href=URL)
    drawn(town, clock)
    page = town.fatou().get(URL)
    assert "Your ticket has the number 1." in page.text
    assert "You won: A bicycle bell The organiser hands it to you." in page.text


def test_a_won_voucher_lies_with_the_others_and_is_not_given_back(town: Town, clock: Clock) -> None:
    town.trip(ride())
    page = town.ines().get(NEW)
    coffee = next(one for one in page.all("option") if "A coffee" in one.text)
    announced(town, offer_1=str(coffee.attrs["value"]), prize_1_en="", prize_1_fr="")
    assert drawn(town, clock).vouchers == 1
    fatou = town.fatou()
    page = fatou.get(URL)
    assert "You won: A coffee The voucher is with your vouchers." in page.text
    assert "Café de la Mousse" in fatou.get("/me/vouchers").text
    link = next(
        one
        for one in fatou.get("/me/vouchers").all("a")
        if "/me/vouchers/" in str(one.attrs["href"])
    )
    voucher = fatou.get(str(link.attrs["href"]))
    assert not [one for one in voucher.actions() if one.endswith("/cancel")]


def test_a_mediator_prints_the_tickets_in_the_words_of_their_owner(
    town: Town, clock: Clock
) -> None:
    town.trip(ride())
    announced(town)
    karim = town.karim(helping=town.fatou_)
    assert karim.get(URL).one("a", href=f"{URL}/paper")
    said = town.fatou_.locale
    page = karim.get(f"{URL}/paper")
    assert page.one("div", lang=said)
    assert ("Vous avez 1 ticket" if said == "fr" else "You have 1 ticket") in page.text
    drawn(town, clock)
    page = town.fatou().get(f"{URL}/paper")
    assert "http://localhost/draws" in page.text
    assert ("Vous avez gagné" if said == "fr" else "You won") in page.text
