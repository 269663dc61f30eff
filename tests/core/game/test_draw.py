from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.draw import (
    Draw,
    DrawState,
    Prize,
    TicketPer,
    Tickets,
    check_announced,
    check_cancel,
    plain_number,
)

TODAY = date(2026, 4, 7)
SPRING = Draw(
    "spring",
    {"en": "Spring draw"},
    date(2026, 4, 1),
    date(2026, 4, 26),
    date(2026, 4, 30),
    (Prize(1, {"en": "A bell"}),),
)


@pytest.mark.parametrize(("tickets", "days", "experience", "earned"), [
    (Tickets(most=10),                                     0,     0,  0),
    (Tickets(most=10),                                     4,    90,  4),
    (Tickets(most=10),                                    11,   900, 10),
    (Tickets(TicketPer.EXPERIENCE, 50, 10),                4,    49,  0),
    (Tickets(TicketPer.EXPERIENCE, 50, 10),                4,   100,  2),
    (Tickets(TicketPer.EXPERIENCE, 50, 10),                1, 99999, 10),
])  # fmt: skip
def test_trips_become_tickets_up_to_a_ceiling(
    tickets: Tickets, days: int, experience: int, earned: int
) -> None:
    assert tickets.earned(days, experience) == earned


@pytest.mark.parametrize(("changed", "wrong"), [
    ({},                                                   {}),
    ({"last_day": date(2026, 3, 31)},                      {"last_day": "early"}),
    ({"first_day": date(2026, 1, 1), "last_day": date(2026, 4, 6)}, {"last_day": "early"}),
    ({"draw_day": date(2026, 4, 29)},                      {"draw_day": "early"}),
    ({"prizes": ()},                                       {"prizes": "none"}),
    ({"prizes": (Prize(1, {}),) * 51},                     {"prizes": "many"}),
    ({"tickets": Tickets(most=0)},                         {"tickets_max": "range"}),
    ({"tickets": Tickets(most=101)},                       {"tickets_max": "range"}),
    ({"tickets": Tickets(experience=0)},                   {"experience": "range"}),
])  # fmt: skip
def test_what_contradicts_itself_is_not_announced(
    changed: dict[str, object], wrong: dict[str, str]
) -> None:
    draw = replace(SPRING, **changed)  # type: ignore[arg-type]
    if not wrong:
        check_announced(draw, TODAY)
        return
    with pytest.raises(BadInput) as refused:
        check_announced(draw, TODAY)
    assert refused.value.facts["fields"] == wrong


def test_tickets_are_frozen_on_the_day_of_the_draw_or_when_that_was_missed() -> None:
    assert not SPRING.due(date(2026, 4, 29))
    assert SPRING.due(date(2026, 4, 30))
    assert SPRING.due(date(2026, 5, 9))
    assert not replace(SPRING, state=DrawState.FROZEN).due(date(2026, 4, 30))


def test_a_draw_waits_for_the_number_it_announced() -> None:
    assert not SPRING.ready
    frozen = replace(SPRING, state=DrawState.FROZEN)
    assert frozen.ready
    waiting = replace(frozen, outside={"en": "Loto"})
    assert not waiting.ready
    assert replace(waiting, outside_value="1-2-3").ready


@pytest.mark.parametrize("state", DrawState)
def test_the_seed_is_secret_until_the_draw_is_over(state: DrawState) -> None:
    draw = replace(SPRING, seed="secret", state=state)
    over = state in {DrawState.DRAWN, DrawState.CANCELLED}
    assert draw.open_seed == ("secret" if over else "")
    if over:
        with pytest.raises(NotPossible):
            check_cancel(draw)
    else:
        check_cancel(draw)


@pytest.mark.parametrize(("typed", "plain"), [
    ("3 17 42",             "3-17-42"),
    ("42, 3 and 17",        "3-17-42"),
    ("03-17-42",            "3-17-42"),
    ("numéro 5, chance 5",  "5-5"),
])  # fmt: skip
def test_the_number_from_outside_is_written_in_one_way(typed: str, plain: str) -> None:
    assert plain_number(typed) == plain


@pytest.mark.parametrize("typed", ["", "none", "1234567890", " ".join("1" * 21), "٣"])
def test_what_holds_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        plain_number(typed)
