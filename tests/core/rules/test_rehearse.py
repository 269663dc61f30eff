"""A rehearsal pays what the services would have paid, in one process or in many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.conditions import Between, Flag
from muvengine.core.rules.rehearsal_data import as_data, report_of
from muvengine.core.rules.rehearsal_outcomes import outcomes_of
from muvengine.core.rules.rehearsal_parts import added, groups_of, overrun
from muvengine.core.rules.rehearsal_report import Report, merged
from muvengine.core.rules.rehearse import Happened, Rehearsal
from muvengine.core.rules.rulebook import Band, Owner, Period, PerKm, Rulebook
from muvengine.core.rules.score import ENVELOPE, KEPT, Line, LineStatus
from muvengine.formats.rulebook_yaml.read import read_rulebook
from tests.core.rules.building import WALK_KM, bonus, book, cap, earn, flat, limit, percent
from tests.core.rules.keeping import ACTS, Books, kept_by

SHIPPED: Final = read_rulebook((Path(__file__).parents[3] / "rules" / "muv.yaml").read_bytes())
BIKE_KM: Final = earn("bike-km", PerKm((Band(Decimal(6), Decimal(5)), Band(Decimal(2)))), "bike")
GIFTS: Final = (
    bonus("new", flat(10), Flag("first_of_mode", value=True)),
    bonus("third", flat(15), Between("trips_total", Decimal(3)), limit=limit(1, Period.SEASON)),
    bonus("twice", flat(5), limit=limit(2, Period.DAY)),
    bonus("helped", percent(30), Flag("assisted", value=True)),
)
DAY: Final = cap("day", 70, Period.DAY)
HELPER: Final = cap("helper", 60, Period.DAY, owner=Owner.HELPER)
OLD: Final = book(WALK_KM, BIKE_KM, *GIFTS, caps=(HELPER, DAY))
NEW: Final = book(
    earn("walk-km", PerKm((Band(Decimal(9), Decimal(4)), Band(Decimal(1)))), "walk"),
    earn("bike-km", PerKm((Band(Decimal(8)),)), "bike"),
    earn("bus-trip", flat(7), "bus"),
    *GIFTS[1:],
    caps=(cap("day", 50, Period.DAY), cap("helper", 45, Period.DAY, owner=Owner.HELPER)),
)


def rehearsed(
    sheets: Iterable[Happened], candidate: Rulebook, base: Rulebook | None = None
) -> Report:
    rehearsal = Rehearsal(lambda _kept: candidate, (lambda _kept: base) if base else None)
    rehearsal.play(sheets)
    return rehearsal.report()


def in_parts(
    town: Books, candidate: Rulebook, base: Rulebook | None, place_of: Sequence[int]
) -> Report:
    """Deal groups of people out to as many rehearsals as ``place_of`` says."""
    parts: dict[int, Rehearsal] = {}
    people = {one.person for one in town.made}
    for number, group in enumerate(groups_of(people, town.helped())):
        place = place_of[number % len(place_of)]
        part = parts.setdefault(
            place, Rehearsal(lambda _kept: candidate, (lambda _kept: base) if base else None)
        )
        part.play([one for one in town.happened() if one.person in group])
    through_json = [json.loads(json.dumps(as_data(part.report()))) for part in parts.values()]
    return merged(report_of(data) for data in through_json)


@pytest.mark.parametrize("rules", [OLD, SHIPPED], ids=["small", "shipped"])
@given(acts=ACTS)
def test_the_rules_in_force_give_every_kept_sheet_again(rules: Rulebook, acts: Any) -> None:  # noqa: ANN401  acts
    town = kept_by(rules, acts)
    report = rehearsed(town.happened(), rules)
    assert (report.unlike, report.first_unlike) == (0, ())
    assert report.sheets == len(town.made)
    assert report.total.trips == len(town.last)
    points = sum(one.score.points for one in town.last.values())
    assert (report.total.base, report.total.candidate) == (points, points)
    assert all(row.base == row.candidate for row in report.rules.values())


@given(acts=ACTS, place_of=st.lists(st.integers(0, 3), min_size=1, max_size=5), kept=st.booleans())
def test_one_process_and_many_give_the_same_report(
    acts: Any,  # noqa: ANN401  acts
    place_of: list[int],
    kept: bool,  # noqa: FBT001  drawn
) -> None:
    town = kept_by(OLD, acts)
    base = None if kept else OLD
    alone = rehearsed(town.happened(), NEW, base)
    assert in_parts(town, NEW, base, place_of) == alone


@given(acts=ACTS)
def test_sheets_as_kept_and_sheets_made_again_are_one_base(acts: Any) -> None:  # noqa: ANN401  acts
    town = kept_by(OLD, acts)
    assert rehearsed(town.happened(), NEW) == rehearsed(town.happened(), NEW, OLD)


@given(acts=ACTS)
def test_the_candidate_pays_what_it_would_have_paid(acts: Any) -> None:  # noqa: ANN401  acts
    once = {(person, number): (person, number, said) for person, number, said in acts}
    town, would = kept_by(OLD, once.values()), kept_by(NEW, once.values())
    report = rehearsed(town.happened(), NEW)
    assert report.total.base == sum(one.score.points for one in town.made)
    assert report.total.candidate == sum(one.score.points for one in would.made)
    for name, row in report.rules.items():
        lines = [line for one in would.made for line in one.score.lines if line.rule == name]
        assert row.candidate == sum(line.points for line in lines)


@given(acts=ACTS, outside=st.sets(st.integers(0, 29)))
def test_trips_outside_the_period_count_as_they_were_kept(
    acts: Any,  # noqa: ANN401  acts
    outside: set[int],
) -> None:
    town = kept_by(OLD, acts)
    report = rehearsed(town.happened(outside=outside), OLD)
    assert report.unlike == 0
    assert report.total.trips == len(town.last.keys() - outside)


@given(acts=ACTS)
def test_every_split_adds_up_to_the_whole(acts: Any) -> None:  # noqa: ANN401  acts
    report = rehearsed(kept_by(OLD, acts).happened(), NEW)
    tables = (report.modes, report.days, report.assisted, report.quarters, report.changes)
    for split in [list(rows.values()) for rows in tables]:
        assert sum(row.trips for row in split) == report.total.trips
        assert sum(row.base for row in split) == report.total.base
        assert sum(row.candidate for row in split) == report.total.candidate
    assert sum(row.base for row in report.rules.values()) == report.total.base
    assert sum(row.candidate for row in report.rules.values()) == report.total.candidate
    assert sum(row.people for row in report.changes.values()) == report.total.people


def test_what_was_held_before_the_first_sheet_is_counted_on() -> None:
    town = kept_by(OLD, [(0, 0, ("walk", 3000, "confirmed", 0, False))])
    opened = Rehearsal(lambda _kept: OLD)
    opened.play(town.happened(), opening={0: {"life:mode:walk": 4, "life:trips": 9}})
    assert opened.report().rules["new"].candidate == 0
    assert opened.report().rules["third"].candidate == 15


def test_lines_that_no_rule_wrote_are_left_out_of_what_was_paid() -> None:
    town = kept_by(OLD, [(0, 0, ("walk", 3000, "confirmed", 0, False))])
    [one] = town.happened()
    assert one.kept
    cut = tuple(Line(name, "cap", -5, LineStatus.CAP, {}) for name in (ENVELOPE, KEPT))
    kept = one.kept._replace(outcomes=[*one.kept.outcomes, *outcomes_of(cut)])
    report = rehearsed([one._replace(kept=kept)], OLD)
    assert report.unlike == 0
    assert report.total.change == 0
    assert ENVELOPE not in report.rules


def test_a_change_that_eats_a_walk_shows_the_walk_and_its_lines() -> None:
    acts = [(0, number, ("bus", 0, "confirmed", 0, False)) for number in (0, 1)]
    acts.append((0, 2, ("walk", 7000, "confirmed", 0, False)))
    tight = book(WALK_KM, BIKE_KM, *GIFTS, caps=(HELPER, cap("day", 20, Period.DAY)))
    report = rehearsed(kept_by(OLD, acts).happened(), tight)
    worst = report.losses[0]
    assert (worst.trip, worst.mode) == (2, "walk")
    assert worst.change == worst.candidate - worst.base < 0
    assert ("day", worst.candidate_lines[-1].points) == worst.candidate_lines[-1]
    assert dict(worst.base_lines)["walk-km"] == dict(worst.candidate_lines)["walk-km"]
    assert report.losers[0].person == 0
    assert report.rules["day"].candidate_times > report.rules["day"].base_times


@pytest.mark.parametrize(("ceiling", "named"), [(1000, 0), (30, 1)])
def test_a_programmes_ceiling_that_the_parts_may_have_reached_is_named(
    ceiling: int, named: int
) -> None:
    budget = cap("budget", ceiling, Period.SEASON, owner=Owner.PROGRAMME)
    rules = book(WALK_KM, BIKE_KM, caps=(budget,))
    acts = [(person, 0, ("walk", 3000, "confirmed", 0, False)) for person in range(5)]
    town = kept_by(rules, acts)
    parts = [Rehearsal(lambda _kept: rules) for _ in range(5)]
    for part, one in zip(parts, town.happened(), strict=True):
        part.play([one])
    peaks = added(part.peaks() for part in parts)
    assert len(overrun(peaks, [rules])) == named
    alone = rehearsed(town.happened(), rules)
    assert alone.unlike == 0
    together = merged(part.report() for part in parts)
    assert (together == alone) is not bool(named)
