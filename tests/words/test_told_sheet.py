"""Five lines before the fold, and never a sum that is not right."""

from __future__ import annotations

import pytest

from muvengine.words.score_in_words import Explained
from muvengine.words.told_sheet import LINES_MAX, told_sheet


def line(
    points: int = 0, *, missed: bool = False, gives: int = 0, reachable: bool = False
) -> Explained:
    status = "skipped" if missed else "applied"
    return Explained(
        rule="rule",
        kind="bonus",
        status=status,
        label="Rule",
        points=points,
        why="",
        missed=missed,
        gives=gives,
        reachable=reachable,
    )


IDEA = line(missed=True, reachable=True, gives=10)
LUCK = line(missed=True, gives=30)


@pytest.mark.parametrize("given", range(12))
@pytest.mark.parametrize("missed", [(), (IDEA,), (LUCK, IDEA), (LUCK,)])
def test_at_most_five_lines_are_seen_and_all_sum_to_the_total(
    given: int, missed: tuple[Explained, ...]
) -> None:
    lines = [line(points) for points in range(given, 0, -1)]
    sheet = told_sheet([*lines, *missed])
    seen = len(sheet.lines) + bool(sheet.folded) + bool(sheet.idea)
    assert seen <= LINES_MAX
    assert [*sheet.lines, *sheet.folded] == lines
    points = sum(one.points for one in sheet.lines) + sheet.folded_points
    assert points == sum(one.points for one in lines)


def test_five_lines_need_no_fold() -> None:
    assert len(told_sheet([line(n) for n in range(5)]).lines) == 5


def test_one_more_line_is_never_folded_alone() -> None:
    assert len(told_sheet([line(n) for n in range(6)]).folded) == 2


def test_an_idea_is_something_a_person_can_do() -> None:
    assert told_sheet([LUCK, IDEA]).idea is IDEA
    assert told_sheet([LUCK]).idea is None
    assert told_sheet([line(missed=True, reachable=True)]).idea is None


def test_the_idea_is_not_told_twice() -> None:
    assert told_sheet([LUCK, IDEA]).missed == (LUCK,)
