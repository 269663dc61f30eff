"""A small year under each rulebook is met again to the point; the large one is run by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.rules.rehearsal_report import Report
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.reads.rehearsal import TOGETHER, added_up, plan, play
from muvengine.store.unit_of_work import UnitOfWork
from tests.long.kept_trips import keep_year
from tests.long.rehearse import WORKED
from tests.long.trips_of_a_year import DAYS, FIRST_DAY, LAST_DAY, TripsOfAYear
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


def test_everybody_shares_a_ceiling_of_the_programme_in_the_order_of_their_sheets(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    scarce = tmp_path / "scarce.yaml"
    source = (RULES.parent / "bike-month.yaml").read_text("utf-8")
    assert "points: 600000" in source
    scarce.write_text(source.replace("points: 600000", "points: 1200"), "utf-8")
    people = TOGETHER + 30
    sheets = keep_year(sqlite_engine, read_rulebook(scarce.read_bytes()), people, TRIPS)
    open_reading = partial(UnitOfWork, sqlite_engine, read_only=True)
    for first in (FIRST_DAY, FIRST_DAY + timedelta(days=DAYS // 2)):
        # Who travelled in the first half only has used the ceiling up as well.
        wanted = Wanted(scarce.read_bytes(), first, LAST_DAY)
        [everybody] = plan(open_reading, wanted, 1)
        report = play(open_reading, wanted, everybody.groups).report
        assert report.rules["budget"].base_times > 0
        assert report.unlike == 0
        assert report.sheets == sheets or first > FIRST_DAY
        hands = plan(open_reading, wanted, 3)
        parts = [play(open_reading, wanted, hand.groups) for hand in hands]
        assert added_up(open_reading, wanted, parts) is None, "no part can tell"


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
