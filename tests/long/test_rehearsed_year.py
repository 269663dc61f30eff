"""A small year under each rulebook is met again to the point; the large one is run by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.rules.rehearsal_report import Report
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.reads.rehearsal import added_up, plan, play
from muvengine.store.unit_of_work import UnitOfWork
from tests.long.kept_trips import keep_year
from tests.long.rehearse import WORKED
from tests.long.trips_of_a_year import FIRST_DAY, LAST_DAY, TripsOfAYear
from tests.town import RULES

PEOPLE = 12
TRIPS = 600


def rehearsed(open_reading: Callable[[], UnitOfWork], path: Path, parts: int) -> Report:
    wanted = Wanted(path.read_bytes(), FIRST_DAY, LAST_DAY)
    hands = plan(open_reading, wanted, parts)
    assert len(hands) == parts
    report = added_up(
        open_reading, wanted, [play(open_reading, wanted, hand.groups) for hand in hands]
    )
    assert report is not None
    return report


@pytest.mark.parametrize("path", [*WORKED, RULES], ids=lambda path: path.stem)
def test_a_year_under_a_rulebook_is_met_again_in_one_part_and_in_several(
    sqlite_engine: Engine, path: Path
) -> None:
    sheets = keep_year(sqlite_engine, read_rulebook(path.read_bytes()), PEOPLE, TRIPS)
    open_reading = partial(UnitOfWork, sqlite_engine, read_only=True)
    whole = rehearsed(open_reading, path, 1)
    assert (whole.sheets, whole.unlike, whole.total.trips) == (sheets, 0, TRIPS)
    assert whole.total.base == whole.total.candidate > 0
    assert rehearsed(open_reading, path, 3) == whole
    other = rehearsed(open_reading, WORKED[0] if path == RULES else RULES, 1)
    assert other.unlike > TRIPS / 2


def test_a_year_has_what_makes_a_year_hard() -> None:
    year = list(TripsOfAYear(PEOPLE, TRIPS, (1, 2)))
    assert year == list(TripsOfAYear(PEOPLE, TRIPS, (1, 2)))
    first = {sent.trip: sent for sent in reversed(year)}.values()
    assert len(first) == TRIPS < len(year)
    assert sum(sent.day > sent.facts.start.date() for sent in first) > TRIPS / 20
    offsets = {sent.facts.start.utcoffset() for sent in year}
    assert len(offsets) == len({"winter", "summer"})
    assert {sent.facts.helper_id for sent in year} == {None, 1, 2}
    assert any(len(sent.facts.legs) > 1 for sent in year)
    assert {sent.facts.outcome for sent in year} == {"confirmed", "doubtful", "refused"}
