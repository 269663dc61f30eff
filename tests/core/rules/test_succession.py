"""Versions follow each other: no day without a rulebook, no day with two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.draft import Draft, DraftState, DraftText
from muvengine.core.rules.life import Hands, Lived, Stage, stages
from muvengine.core.rules.succession import Hole, covered_until, holes, new_hole, settled
from muvengine.core.rules.version import Version, in_force

START = date(2026, 1, 1)
NOW = datetime(2026, 4, 7, tzinfo=UTC)


def on(month: int, day: int = 1) -> date:
    return date(2026, month, day)


def version(number: int, first: date, until: date | None = None, name: str = "muv") -> Version:
    return Version(number, name, number, f"{number:064}", first, until, "", None)


@pytest.mark.parametrize(("spans", "found"), [
    ([],                                              []),
    ([(on(1), None)],                                 []),
    ([(on(1), on(3)), (on(3), None)],                 []),
    ([(on(1), on(3)), (on(4), None)],                 [(on(3), on(4))]),
    ([(on(4), None), (on(1), on(3))],                 [(on(3), on(4))]),
    # A short one inside a long one ends, and the long one holds again.
    ([(on(1), on(9)), (on(2), on(3)), (on(9), None)], []),
    ([(on(1), None), (on(2), on(3)), (on(9), None)],  []),
    ([(on(1), on(2)), (on(3), on(4)), (on(5), None)], [(on(2), on(3)), (on(4), on(5))]),
])  # fmt: skip
def test_days_between_rulebooks_without_one_are_found(
    spans: list[tuple[date, date | None]], found: list[tuple[date, date]]
) -> None:
    versions = [version(number, *span) for number, span in enumerate(spans, 1)]
    assert holes(versions) == tuple(Hole(*one) for one in found)


DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days=days))
SPANS = st.lists(st.tuples(DAYS, st.none() | st.integers(1, 20)), max_size=6)


@given(SPANS)
def test_a_day_in_a_hole_is_one_between_rulebooks_on_which_none_holds(
    spans: list[tuple[date, int | None]],
) -> None:
    versions = [
        version(number, first, None if length is None else first + timedelta(days=length))
        for number, (first, length) in enumerate(spans, 1)
    ]
    days = [START + timedelta(days=number) for number in range(90)]
    held = [day for day in days if in_force(versions, day)]
    wanted = {day for day in days if held and held[0] <= day <= held[-1]} - set(held)
    found = {day for day in days for one in holes(versions) if one.first_day <= day < one.end_day}
    assert found == wanted


def test_only_a_hole_that_was_not_there_and_is_not_over_counts() -> None:
    first = version(1, on(1), on(3))
    far = version(2, on(6))
    assert new_hole([first], [first, far], from_day=on(2)) == Hole(on(3), on(6))
    assert new_hole([first], [first, far], from_day=on(6)) is None, "those days are over"
    part = version(3, on(4))
    assert new_hole([first, far], [first, far, part], from_day=on(2)) is None, "it is smaller"
    middle = version(4, on(3), on(6))
    assert new_hole([first, middle, far], [first, far], from_day=on(2)) == Hole(on(3), on(6))


@pytest.mark.parametrize(("first_day", "until", "wanted", "late"), [
    (on(1),     None,     on(4, 8), False),
    (on(1),     None,     on(4, 7), True),
    (on(1),     None,     on(2),    True),
    # The old one ended: days without rules may still be given to one.
    (on(1),     on(4),    on(4),    False),
    (on(1),     on(4),    on(3, 31), True),
    # Nothing holds yet.
    (on(4, 20), None,     on(4, 7), False),
])  # fmt: skip
def test_days_that_have_their_rules_keep_them(
    *, first_day: date, until: date | None, wanted: date, late: bool
) -> None:
    assert settled([version(1, first_day, until)], wanted, on(4, 8)) is late


def test_a_town_may_begin_in_the_past() -> None:
    assert not settled([], on(1), on(4, 8))


@pytest.mark.parametrize(("ends", "until"), [
    ([],              None),
    ([None],          None),
    ([on(3), None],   None),
    ([on(3), on(9)],  on(9)),
])  # fmt: skip
def test_the_end_of_the_rules_is_known(ends: list[date | None], until: date | None) -> None:
    versions = [version(number, on(1), end) for number, end in enumerate(ends, 1)]
    assert covered_until(versions) == until


def test_each_version_stands_somewhere() -> None:
    lived = [
        Lived(version(1, on(1)), Hands()),
        Lived(version(2, on(3)), Hands()),
        Lived(version(3, on(4)), Hands(), withdrawn=True),
        Lived(version(4, on(6)), Hands()),
    ]
    assert stages(lived, on(5)) == {
        1: Stage.OVER, 2: Stage.IN_FORCE, 3: Stage.WITHDRAWN, 4: Stage.COMING,
    }  # fmt: skip


def test_nobody_is_their_own_second_pair_of_eyes() -> None:
    text = DraftText("a: b\n")
    draft = Draft(1, text, "", 1, DraftState.PROPOSED, NOW, 1, NOW, 2, NOW, 3)
    assert [draft.second_may_be(person) for person in (1, 2, 3, 4, None)] == [
        False, False, False, True, False,
    ]  # fmt: skip
    assert [draft.written_by(person) for person in (1, 2, 3, 4, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
