"""When a season may be closed, and what may go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from muvengine.core.errors import BadInput, MuvError, NotPossible
from muvengine.core.ledger.season import Season, check_closing

SPRING = Season(1, "spring", date(2026, 1, 1), date(2026, 6, 30))
SUMMER = Season(2, "summer", date(2026, 7, 1), date(2026, 9, 30))
FIRST = date(2026, 7, 8)


def test_a_season_waits_a_week_for_what_people_send() -> None:
    assert SPRING.closing_from == FIRST
    assert SPRING.envelope.code == "season:spring:budget"


@pytest.mark.parametrize(("following", "left", "carried", "today", "refusal"), [
    (SUMMER, 10, 0,  FIRST,             None),
    (SUMMER, 10, 10, FIRST,             None),
    (None,   10, 0,  FIRST,             None),
    (SUMMER, 0,  0,  FIRST,             None),
    (SUMMER, 10, 0,  date(2026, 7, 7),  NotPossible),
    (SUMMER, 10, 11, FIRST,             BadInput),
    (SUMMER, 10, -1, FIRST,             BadInput),
    (None,   10, 1,  FIRST,             BadInput),
    (replace(SUMMER, closed_at=datetime(2026, 10, 9, tzinfo=UTC)), 10, 1, FIRST, NotPossible),
    (replace(SUMMER, first_day=date(2026, 6, 30)),                 10, 1, FIRST, NotPossible),
    (replace(SUMMER, closed_at=datetime(2026, 10, 9, tzinfo=UTC)), 10, 0, FIRST, None),
])  # fmt: skip
def test_what_may_be_closed(
    following: Season | None, left: int, carried: int, today: date, refusal: type[MuvError] | None
) -> None:
    def check() -> None:
        check_closing(SPRING, following, left=left, carried=carried, today=today)

    if refusal is None:
        check()
        return
    with pytest.raises(refusal):
        check()
