from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import (
    MEMBERS_MAX,
    Membership,
    Team,
    TeamKind,
    check_joining,
    check_name,
    check_shown,
    counts_from,
    counts_until,
)

AT = datetime(2026, 4, 7, 12, tzinfo=UTC)
OPEN = Team("Les Canourgues", TeamKind.NEIGHBOURHOOD, open=True, code="", public_id="", season_id=1)
CLOSED = replace(OPEN, open=False)


@pytest.mark.parametrize(("team", "by_code", "members", "refused"), [
    (OPEN,                         False, 0,               None),
    (OPEN,                         True,  0,               None),
    (CLOSED,                       True,  0,               None),
    (CLOSED,                       False, 0,               {"team": "code"}),
    (OPEN,                         False, MEMBERS_MAX - 1, None),
    (OPEN,                         True,  MEMBERS_MAX,     {"team": "full"}),
    (replace(OPEN, closed_at=AT),  True,  0,               {"team": "closed"}),
])  # fmt: skip
def test_an_open_team_takes_anybody_a_closed_one_wants_its_code(
    team: Team, *, by_code: bool, members: int, refused: dict[str, str] | None
) -> None:
    if refused is None:
        check_joining(team, by_code=by_code, members=members)
        return
    with pytest.raises(NotPossible) as caught:
        check_joining(team, by_code=by_code, members=members)
    assert caught.value.facts == refused


def test_joining_counts_from_monday_and_leaving_from_the_monday_after() -> None:
    tuesday, sunday, monday = date(2026, 4, 7), date(2026, 4, 12), date(2026, 4, 13)
    assert counts_from(tuesday) == counts_from(sunday) == monday
    assert counts_until(tuesday) == counts_until(sunday) == sunday


@given(joined=st.dates(date(2026, 1, 1), date(2026, 12, 1)), stayed=st.integers(0, 60))
def test_nobody_counts_for_two_teams_in_one_week(joined: date, stayed: int) -> None:
    left = joined + timedelta(days=stayed)
    before = Membership(1, 1, counts_from(joined), counts_until(left))
    after = Membership(1, 2, counts_from(left))
    week = IsoWeek.of(joined)
    for number in range(12):
        one = week.after(number)
        assert not (before.counts_in(one) and after.counts_in(one))
        # From the week after joining somebody is always in one of them.
        assert (before.counts_in(one) or after.counts_in(one)) is (number > 0)


@pytest.mark.parametrize(("name", "field"), [
    ("",          "missing"),
    ("   ",       "missing"),
    ("a" * 41,    "long"),
    ("a\u202eb",  "missing"),   # a sign that turns the writing round
])  # fmt: skip
def test_a_team_has_a_name(name: str, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_name(name)
    assert caught.value.facts["fields"] == {"name": field}


def test_what_others_read_of_somebody_may_stay_empty() -> None:
    assert check_shown("  ") == ""
    assert check_shown(" Fatou  B. ") == "Fatou B."
    with pytest.raises(BadInput):
        check_shown("a" * 25)
