"""Cards for many, cards without a name, a lost card, and points that change their account."""

from __future__ import annotations

import re

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.card_packs import pack, packs
from muvengine.reads.people import find_people
from muvengine.services.adjust_points import Adjustment, adjust_points
from tests import people
from tests.desk import Desk
from tests.pages import Browser
from tests.people import PASSWORD
from tests.printed import read_back

MOVE = {"reason": "enrolled twice", "agreed": "true"}


def give(desk: Desk, points: int) -> None:
    gift = Adjustment(desk.fatou.id, points, "a gift for a test")
    attempt = gift.attempt(SYSTEM, str(points))
    adjust_points(desk.wiring.open_uow, gift, attempt=attempt, now=desk.now())


def sheet(browser: Browser, url: str, **form: str) -> list[list[str]]:
    """Read the codes of a sheet that a form answers with."""
    hidden = browser.hidden("/desk/packs")
    reply = browser.client.post(url, data=hidden | form)
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    assert reply.headers["Cache-Control"] == "no-store"
    return [page for page in read_back(reply.data, 297) if page]


@pytest.mark.parametrize(("layout", "a_page"), [("cards", 10), ("labels", 24)])
def test_a_pack_is_printed_listed_and_given_at_its_first_use(
    desk: Desk, layout: str, a_page: int
) -> None:
    maud = desk.signed_in(desk.maud)
    codes = sheet(maud, "/desk/packs", name="CM2", count="11", layout=layout)
    assert [len(page) for page in codes] == ([10, 1] if a_page == 10 else [11])
    page = maud.get(f"/desk?q={codes[0][0]}")
    assert page.path == "/desk/enrol"
    typed = {"card": page.field("card"), "locale": "fr", "consent": "true"}
    enrolled = maud.send("/desk/enrol", maud.hidden("/desk/enrol") | typed)
    assert "The card is good now" in enrolled.told
    [listed] = packs(desk.wiring.open_reading)
    assert (listed.cards, listed.waiting) == (11, 10)
    assert enrolled.one("h1").text in maud.get(f"/desk/packs/{listed.id}").text


def test_a_class_is_given_its_cards_and_the_rest_is_void(desk: Desk) -> None:
    maud = desk.signed_in(desk.maud)
    [codes] = sheet(maud, "/desk/packs", name="CM2", count="3", layout="cards")
    [listed] = packs(desk.wiring.open_reading)
    url = f"/desk/packs/{listed.id}"
    assert "we cannot enrol them" in maud.post(url, 422, cards=codes[0], locale="fr").alert
    said = f"{codes[0]}; Léa\n{codes[1]}\nnothing"
    page = maud.post(url, cards=said, locale="fr", consent="true")
    assert "2 cards were given." in page.text
    assert "nothing : No card without a name" in re.sub(r"\s*:", " :", page.text)
    assert pack(desk.wiring.open_reading, listed.id, desk.maud.id).cards[0].holder == "Léa"
    assert "1 card opens nothing any more." in maud.post(f"{url}/void", on=url).told


def test_people_without_a_card_get_one_each(desk: Desk) -> None:
    maud = desk.signed_in(desk.maud)
    maud.post("/desk/enrol", name="Omar", locale="fr", consent="true")
    [omar] = find_people(desk.wiring.open_reading, "omar")
    [codes] = sheet(maud, "/desk/packs/people", person=omar.public_id, layout="labels")
    assert len(codes) == 1
    assert "has a card" in maud.get("/desk/packs").text


def test_who_plays_already_is_given_a_card_without_a_name(desk: Desk) -> None:
    maud = desk.signed_in(desk.maud)
    [[code]] = sheet(maud, "/desk/packs", name="stall", count="1", layout="cards")
    number = maud.get(f"/desk?q={code}").field("card")
    page = maud.post(
        "/desk/packs/give", on=f"/desk/enrol?card={number}", person="Fatou", card=number
    )
    assert page.told.startswith("Fatou has this card now.")
    assert maud.get(f"/desk?q={code}").text.count("Fatou") == 1


def test_a_lost_card_is_told_with_the_fate_of_its_vouchers(desk: Desk) -> None:
    maud = desk.signed_in(desk.maud)
    url = f"/desk/people/{desk.fatou.public_id}"
    people.card(desk.wiring.open_uow, desk.fatou)
    page = maud.post(f"{url}/void", on=url)
    assert "A printed voucher stays good" in page.text
    assert "no unused voucher" in maud.post(f"{url}/vouchers/back", on=url).told


def test_points_are_moved_with_a_second_hand_above_two_hundred(desk: Desk) -> None:
    omar = people.participant(desk.wiring.open_uow, "Omar")
    people.staff(desk.wiring.open_uow, "Nadia")
    give(desk, 201)
    maud = desk.signed_in(desk.maud)
    url = f"/desk/people/{desk.fatou.public_id}/move"
    assert "second" in maud.post(url, 403, person="Omar", **MOVE).alert.lower()
    assert "same account" in maud.post(url, 409, person="Fatou", **MOVE).alert
    assert "the person must agree" in maud.post(url, 422, person="Omar", reason="twice").alert
    signed = {"email": "nadia@centre.example", "password": PASSWORD}
    page = maud.send(url, maud.hidden(url) | {"person": "Omar"} | MOVE | signed)
    assert (page.one("h1").text, page.told) == ("Omar", "201 points were moved to Omar.")
    mine = desk.signed_in(omar)
    assert "Points from one account of yours to another" in mine.get("/me/points").text
    gone = maud.get(f"/desk/people/{desk.fatou.public_id}").text
    assert "This account is on hold: no card opens it." in gone
