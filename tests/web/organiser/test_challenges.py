"""Challenges for organisers: what is chosen and reached, rests, ends, and what shops propose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tests.build import Town, ride
from tests.people import NOON
from tests.web.participant.test_challenges import play, settle, take

URL = "/organiser/challenges"
DRAFT: Final[dict[str, Any]] = {
    "title": "Two mornings on foot",
    "days": "2",
    "first_day": "2026-04-06",
    "last_day": "2026-04-30",
    "first": "07:00",
    "until": "12:00",
    "offer": "0",
    "good": "A coffee",
    "worth": "1,50",
    "stock": "1",
    "modes": "walk",
}


def test_what_is_chosen_and_reached_is_told_by_week(town: Town) -> None:
    play(town)
    ines = town.ines()
    assert "Nobody has chosen a challenge yet." in ines.get(URL).text
    take(town)
    town.trip(ride())
    town.trip(ride(NOON - timedelta(hours=27), seed=8))
    settle(town)
    page = ines.get(URL)
    assert page.all("tr")[1].text.endswith("Days easy 1 1 20")
    table = ines.client.get(f"{URL}.csv").text
    assert table.splitlines()[1] == "2026-W15;Days;easy;1;1;20"


def test_a_challenge_rests_ends_and_goes_on(town: Town) -> None:
    play(town)
    ines = town.ines()
    page = ines.post(f"{URL}/days/halt", 422, on=URL, reason="no", do="halt")
    assert page.alert
    page = ines.post(f"{URL}/days/halt", on=URL, reason="too easy", do="halt")
    assert "The challenge rests." in page.told
    assert "too easy" in page.text
    assert "I take it up" not in town.fatou().get(URL.replace("organiser", "me")).text
    page = ines.post(f"{URL}/days/lift", on=URL)
    assert "proposed again" in page.told
    take(town)
    page = ines.post(f"{URL}/days/halt", on=URL, reason="a mistake", do="end")
    assert "a mistake" in page.text


def test_a_shop_proposes_and_people_join_once_it_is_accepted(town: Town) -> None:
    play(town)
    ines, tablet, fatou = town.ines(), town.tablet(), town.fatou()
    page = tablet.post("/shop/challenges", on="/shop/challenges", **DRAFT)
    assert "Sent." in page.told
    assert "waits for an answer" in page.text
    page = ines.get(URL)
    assert "Two mornings on foot" in page.text
    (accept,) = [one for one in page.actions() if one.endswith("accept")]
    page = ines.post(accept, on=URL)
    assert "People can join now." in page.told
    page = fatou.get("/me/challenges")
    assert "You get: A coffee" in page.text
    (join,) = [one for one in page.actions() if "/challenges/shops/" in one]
    page = fatou.post(join, on="/me/challenges")
    assert "0 of 2" in page.text
    town.trip(ride())
    town.trip(ride(NOON - timedelta(hours=27), seed=8))
    settle(town)
    page = fatou.get("/me/challenges")
    assert "Your voucher is ready." in page.text
    assert "A coffee" in fatou.get("/me/vouchers").text
    assert "1 person joined · 1 did it · 0 vouchers used · 0 of 1 left" in (
        tablet.get("/shop/challenges").text
    )


def test_a_shop_reads_why_its_draft_was_declined(town: Town) -> None:
    play(town)
    ines, tablet = town.ines(), town.tablet()
    tablet.post("/shop/challenges", on="/shop/challenges", **DRAFT)
    (decline,) = [one for one in ines.get(URL).actions() if one.endswith("decline")]
    page = ines.post(decline, on=URL, reason="Not in the holidays")
    assert "Declined." in page.told
    assert "Reason: Not in the holidays" in tablet.get("/shop/challenges").text
    ines.post(decline, 409, on=URL, reason="Not in the holidays")


def test_a_shops_challenge_is_stopped_and_ended(town: Town) -> None:
    play(town)
    ines = town.ines()
    town.tablet().post("/shop/challenges", on="/shop/challenges", **DRAFT)
    accept = next(one for one in ines.get(URL).actions() if one.endswith("accept"))
    ines.post(accept, on=URL)
    page = ines.post(accept.replace("accept", "stop"), on=URL)
    assert "nobody joins any more" in page.text
    assert "No shop has a challenge just now." in town.fatou().get("/me/challenges").text
    page = ines.post(accept.replace("accept", "cancel"), on=URL, reason="The shop moves")
    assert "Reason: The shop moves" in page.text
