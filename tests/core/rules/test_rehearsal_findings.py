"""What a report says to those who decide, and who is rehearsed together."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.rehearsal_data import as_data, report_of
from muvengine.core.rules.rehearsal_findings import (
    BANDS,
    bands,
    caps_hit,
    cents,
    few,
    folded,
    middle,
    never_applied,
    outermost,
    runs_out,
    splits,
    without_quarter,
)
from muvengine.core.rules.rehearsal_parts import (
    dealt,
    groups_of,
    overrun,
    shares_helpers,
    shares_programme,
)
from muvengine.core.rules.rehearsal_report import (
    MOST_SHOWN,
    NOT_KNOWN,
    PersonChange,
    Report,
    RuleSums,
    Sums,
    TripChange,
    Unlike,
    largest,
    merged,
)
from muvengine.core.rules.rehearsal_tally import percent_of
from muvengine.core.rules.rulebook import Owner, Period
from tests.core.rules.building import WALK_KM, bonus, book, cap, flat

DAY = date(2026, 3, 14)


def people(**by_percent: int) -> Report:
    """A report in which so many people have such a change; ``m12`` is minus twelve."""
    changes: dict[int | None, Sums] = {}
    for word, count in by_percent.items():
        percent = None if word == "new" else int(word[1:]) * (-1 if word[0] == "m" else 1)
        changes[percent] = Sums(count, count, 100 * count, (100 + (percent or 0)) * count)
    return Report(changes=changes)


@pytest.mark.parametrize(
    ("base", "candidate", "percent"),
    [
        (100, 100,    0),
        (100, 110,   10),
        (1000, 899, -11),
        (1000, 900, -10),
        (3, 2,      -34),
        (50, 0,    -100),
        (0, 0,        0),
        (0, 7,     None),
        (1, 900,   1000),
    ],
)  # fmt: skip
def test_a_change_is_told_in_whole_percent_rounded_down(
    base: int, candidate: int, percent: int | None
) -> None:
    assert percent_of(base, candidate) == percent


def test_people_are_sorted_into_bands_with_the_low_bound_in() -> None:
    report = people(m100=1, m50=2, m11=4, m10=8, p9=16, p10=32, p49=64, p50=128, new=256)
    counts = {(band.low, band.high): band.sums.people for band in bands(report)}
    assert counts == {
        (None, -50): 1,
        (-50, -25): 2,
        (-25, -10): 4,
        (-10, 10): 24,
        (10, 25): 32,
        (25, 50): 64,
        (50, None): 128 + 256,
    }
    assert len(counts) == len(BANDS)


@pytest.mark.parametrize(
    ("report", "percent"),
    [
        (people(), None),
        (people(new=3), None),
        (people(p4=1), 4),
        (people(m20=1, p4=1, p30=1), 4),
        (people(m20=2, p4=1), -20),
        (people(p30=5, m20=4, new=90), 30),
    ],
)
def test_the_middle_is_what_half_of_the_people_stay_below(
    report: Report, percent: int | None
) -> None:
    assert middle(report) == percent


def test_rules_that_never_applied_and_caps_that_were_hit_are_named_in_order() -> None:
    rules = book(WALK_KM, bonus("b", flat(1)), bonus("a", flat(1)), caps=(cap("d", 9, Period.DAY),))
    report = Report(
        rules={
            "a": RuleSums(1, 3, 0, 3, 0),
            "walk-km": RuleSums(1, 3, 3, 1, 1),
            "d": RuleSums(1, -3, -9, 1, 3),
        }
    )
    assert never_applied(report, rules) == ("b", "a")
    assert caps_hit(report, rules) == {"d": 3}
    assert caps_hit(Report(), rules) == {"d": 0}


@pytest.mark.parametrize(
    ("left", "by_base", "by_candidate"),
    [(200, None, None), (199, None, 16), (100, None, 15), (99, 16, 15), (0, 14, 14), (-1, 14, 14)],
)
def test_the_envelope_runs_out_on_the_first_day_that_costs_more_than_is_left(
    left: int, by_base: int | None, by_candidate: int | None
) -> None:
    days = {15: (30, 80), 14: (40, 90), 16: (30, 30)}
    report = Report(days={DAY.replace(day=day): Sums(1, 1, *cost) for day, cost in days.items()})
    found = [runs_out(report, left, candidate=side) for side in (False, True)]
    assert [day.day if day else None for day in found] == [by_base, by_candidate]


def test_rows_about_few_people_are_put_together_until_they_are_many() -> None:
    rows = {"walk": Sums(40, 9, 9, 9), "bike": Sums(12, 5, 5, 6), "train": Sums(3, 4, 4, 2)}
    told = folded(rows)
    assert told.rows == {"walk": rows["walk"]}
    assert told.others == Sums(15, 9, 9, 8)
    assert folded({"walk": Sums(10, 1, 1, 1)}).others is None
    assert folded({"walk": Sums(2, 1, 1, 1)}).rows == {}


def test_splits_leave_out_trips_of_which_nobody_knows_where_they_began() -> None:
    many = Sums(20, 30, 300, 310)
    report = Report(modes={"walk": many}, quarters={"": many, NOT_KNOWN: Sums(4, 7, 70, 70)})
    told = splits(report)
    assert dict(told["quarter"].rows) == {"": many}
    assert told["quarter"].others is None
    assert (without_quarter(report), without_quarter(Report())) == (7, 0)
    assert list(told) == ["mode", "quarter", "group", "assisted"]


def test_rows_come_with_the_most_points_first() -> None:
    rows = {"a": Sums(20, 1, 9, 1), "b": Sums(20, 1, 1, 9), "c": Sums(20, 1, 9, 1)}
    assert list(folded(rows).rows) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("report", "ends"),
    [(people(), None), (people(new=3), None), (people(m20=1, p4=1, new=2), (-20, 4))],
)
def test_the_outermost_changes_are_shares_of_something(
    report: Report, ends: tuple[int, int] | None
) -> None:
    assert outermost(report) == ends


@pytest.mark.parametrize(("count", "hidden"), [(0, False), (1, True), (9, True), (10, False)])
def test_nobody_may_be_shown_and_ten_may(count: int, *, hidden: bool) -> None:
    assert few(count) is hidden


@pytest.mark.parametrize(("points", "money"), [(0, 0), (2134, 2134), (-70, -70)])
def test_a_point_promises_a_cent(points: int, money: int) -> None:
    assert cents(points) == money


CHANGES = st.lists(st.integers(-40, 40), max_size=30)


@given(CHANGES)
def test_the_largest_are_kept_in_any_order(changes: list[int]) -> None:
    rows = [PersonChange(change, number, 0, 0) for number, change in enumerate(changes)]
    kept = largest(rows, gains=True)
    assert [one.change for one in kept] == sorted(changes, reverse=True)[:MOST_SHOWN]
    assert largest(rows[::-1], gains=True) == kept
    assert [one.change for one in largest(rows, gains=False)] == sorted(changes)[:MOST_SHOWN]


def _report(number: int) -> Report:
    trip = TripChange(number, number, DAY, "walk", 900, 1, 1 + number, (), ())
    sums = Sums(1, number, number, 2 * number)
    return Report(
        total=sums,
        statuses={"scored": (number, number), f"s{number}": (1, 0)},
        rules={"walk-km": RuleSums(1, number, number), f"r{number}": RuleSums(1)},
        modes={"walk": sums},
        segments={str(number): sums},
        days={DAY: sums},
        changes={100: sums, None: sums},
        gains=(trip,),
        winners=(PersonChange(number, number, 1, 1),),
        sheets=number,
        unlike=1,
        first_unlike=(Unlike(number, 1, 0, 1),),
    )


def test_reports_are_merged_in_any_order_and_grouping_and_nothing_adds_nothing() -> None:
    parts = [_report(number) for number in range(1, 5)]
    whole = merged(parts)
    assert whole.total == Sums(4, 10, 10, 20)
    assert whole.statuses["scored"] == (10, 10)
    assert [one.change for one in whole.gains] == [4, 3, 2, 1]
    for order in permutations(parts):
        assert merged(order) == whole
    assert merged([merged(parts[:2]), Report(), merged(parts[2:])]) == whole
    assert merged([]) == Report()


def test_a_report_is_read_back_as_it_was_kept() -> None:
    whole = merged(_report(number) for number in range(1, 4))
    assert report_of(json.loads(json.dumps(as_data(whole)))) == whole


@pytest.mark.parametrize(
    ("helped", "groups"),
    [
        ([], [(1,), (2,), (3,), (4,)]),
        ([(3, 7), (1, 7)], [(1, 3), (2,), (4,)]),
        ([(3, 7), (2, 8), (4, 8), (4, 7)], [(1,), (2, 3, 4)]),
        ([(1, 7), (2, 7), (2, 7), (3, 9)], [(1, 2), (3,), (4,)]),
    ],
)
def test_people_of_one_helper_are_rehearsed_together(
    helped: list[tuple[int, int]], groups: list[tuple[int, ...]]
) -> None:
    assert groups_of([4, 3, 2, 1], helped) == groups


def test_groups_are_dealt_out_evenly_and_each_once() -> None:
    groups = [(1, 2), (3,), (4,), (5,)]
    hands = dealt(groups, {1: 50, 2: 50, 3: 60, 4: 30, 5: 20}, 2)
    assert (
        hands
        == [[(1, 2)], [(3,), (4,), (5,)]]
        == dealt(groups[::-1], {1: 50, 2: 50, 3: 60, 4: 30, 5: 20}, 2)
    )
    assert dealt(groups, {}, 9) == [[group] for group in groups]
    assert dealt([], {}, 4) == []


def test_rulebooks_say_who_shares_what() -> None:
    alone = book(WALK_KM, caps=(cap("d", 9, Period.DAY),))
    helper = book(WALK_KM, caps=(cap("h", 9, Period.DAY, owner=Owner.HELPER),))
    budget = book(WALK_KM, caps=(cap("b", 9, Period.SEASON, owner=Owner.PROGRAMME),))
    assert [shares_helpers([one]) for one in (alone, helper, budget)] == [False, True, False]
    assert [shares_programme([alone, one]) for one in (alone, helper, budget)] == [
        False,
        False,
        True,
    ]
    key = "programme:season:tests:p:b"
    assert overrun({key: 8}, [alone, budget]) == ()
    assert overrun({key: 9}, [alone, budget]) == (key,)
    assert overrun({key: 9}, [alone]) == ()
