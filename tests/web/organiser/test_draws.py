from __future__ import annotations

import pytest

from tests.build import Town, ride
from tests.conftest import Clock
from tests.people import NOON
from tests.web.draws import NEW, SPRING, announced, drawn


def test_a_draw_is_announced_with_its_seal(town: Town) -> None:
    key = announced(town, count_1="2", several="true")
    page = town.ines().get(f"/organiser/draws/{key}")
    assert "Prize 2: A bicycle bell" in page.text
    assert "One person may win more than one prize." in page.text
    listed = town.ines().get("/organiser/draws")
    assert listed.one("a", href=f"/organiser/draws/{key}")
    assert "announced a prize draw" in town.ines().get("/organiser/audit").text


@pytest.mark.parametrize(("changed", "said"), [
    ({"title_en": "", "title_fr": ""}, "Type a title in one language at least."),
    ({"last_day": "2026-04-06"}, "Choose a day that is not over"),
    ({"draw_day": "2026-04-15"}, "Leave at least 3 whole days after the last day."),
    ({"draw_day": ""}, "Choose a day"),
    ({"prize_1_en": "", "prize_1_fr": ""}, "Name one prize at least."),
    ({"count_1": "0"}, "too small"),
    ({"count_1": "30", "prize_2_en": "A lamp", "count_2": "30"}, "Fifty prizes at most."),
    ({"offer_2": "999"}, "This voucher cannot be a prize now."),
    ({"tickets_max": "101"}, "too"),
])  # fmt: skip
def test_what_is_wrong_with_a_draw_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    page = town.ines().post(NEW, 422, **{**SPRING, **changed})
    assert said in page.alert
    assert town.stranger().get("/draws").text.count("Spring draw") == 0


def test_more_vouchers_than_there_are_cannot_be_won(town: Town) -> None:
    page = town.ines().get(NEW)
    loaf = next(one for one in page.all("option") if "A loaf" in one.text)
    ines, offer = town.ines(), str(loaf.attrs["value"])
    page = ines.post(NEW, 409, **{**SPRING, "offer_1": offer, "count_1": "3"})
    assert "This voucher cannot be a prize now." in page.alert


def test_a_thing_is_handed_over_with_a_note(town: Town, clock: Clock) -> None:
    town.trip(ride())
    key = announced(town)
    assert drawn(town, clock).drawn == 1
    ines, url = town.ines(), f"/organiser/draws/{key}"
    page = ines.get(url)
    assert "Won by Fatou, ticket 1" in page.text
    hand = next(action for action in page.actions() if action.endswith("/hand-over"))
    assert "Give a reason" in ines.post(hand, 422, on=url, note="ok").alert
    page = ines.post(hand, on=url, note="at the feast on the square")
    assert "Handed over: at the feast on the square" in page.text
    form = {**ines.hidden(url), "note": "at the feast again"}
    assert "not possible now" in ines.send(hand, form, 409).alert
    assert "handed a prize over" in ines.get("/organiser/audit").text


def test_the_number_from_outside_is_typed_twice_and_draws(town: Town, clock: Clock) -> None:
    town.trip(ride())
    key = announced(town, outside_en="The lottery of 16 April")
    assert drawn(town, clock).drawn == 0
    ines, url = town.ines(), f"/organiser/draws/{key}"
    tell = f"{url}/outside"
    assert "Type the numbers." in ines.post(tell, 422, on=url, outside="none", again="none").alert
    page = ines.post(tell, 422, on=url, outside="3 17", again="3 18")
    assert "They are not the same." in page.alert
    page = ines.post(tell, on=url, outside="17 3", again="3, 17")
    assert "the winners are drawn" in page.told
    public = town.stranger().get(f"/draws/{key}").text
    assert "Number from outside 3-17" in public
    assert "All is right." in town.stranger().get(f"/draws/{key}/check").text


def test_a_cancelled_draw_says_why(town: Town, clock: Clock) -> None:
    key = announced(town)
    ines, url = town.ines(), f"/organiser/draws/{key}"
    assert "Give a reason" in ines.post(f"{url}/cancel", 422, on=url, reason="no").alert
    page = ines.post(f"{url}/cancel", on=url, reason="the shop is closed")
    assert "The draw does not take place." in page.told
    public = town.stranger().get(f"/draws/{key}").text
    assert "Why: the shop is closed" in public
    assert "It stays secret" not in public
    form = {**ines.hidden("/organiser/draws/new"), "reason": "once again"}
    assert "not possible now" in ines.send(f"{url}/cancel", form, 409).alert
    assert drawn(town, clock).drawn == 0


def test_a_voucher_that_cannot_be_issued_says_why(town: Town, clock: Clock) -> None:
    town.trip(ride())
    page = town.ines().get(NEW)
    loaf = next(one for one in page.all("option") if "A loaf" in one.text)
    key = announced(town, offer_1=str(loaf.attrs["value"]))
    with town.wiring.open_uow() as uow:
        for _ in range(2):
            uow.offers.take(int(str(loaf.attrs["value"])), NOON.date())
        uow.commit()
    assert drawn(town, clock).vouchers == 0
    page = town.ines().get(f"/organiser/draws/{key}")
    assert "The shop has none left." in page.text
    mine = town.fatou().get("/me/draws").text
    assert "The voucher will come as soon as it can be issued." in mine
