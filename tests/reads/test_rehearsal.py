"""A rehearsal on a town's kept trips, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.rules.rehearsal_report import NOT_KNOWN, Report
from muvengine.reads.rehearsal import (
    added_up,
    plan,
    play,
    season_left,
    version_id,
)
from muvengine.store.tables import metadata
from tests.people import participant, staff
from tests.services.test_outings import gathered
from tests.services.test_zones import WEST, save
from tests.town import NOON, RULES, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, drawn, withdraw

SOURCE: Final = RULES.read_bytes()
DEARER: Final = SOURCE.replace(b"- {up_to: 2, points: 12}", b"- {up_to: 2, points: 24}", 1)
TODAY: Final = NOON.date()
PERIOD: Final = (TODAY - timedelta(days=5), TODAY)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Three people whose trips were corrected, contested, refused and taken back."""
    town = found(engine)
    for seed, name in enumerate(("Ali", "Zoé"), start=20):
        other = replace(town, person=participant(town.open_uow, name))
        _walk(other, seed, days_ago=40)
        _walk(other, seed, days_ago=1)
    first, second, third = (_walk(town, seed, days_ago=seed - 1) for seed in (1, 2, 3))
    contest(town, town.trip(first))
    answer(town, town.trip(first), accept=True)
    correct(town, town.trip(second), "run")
    withdraw(town, town.trip(third))
    answer(town, drawn(town), accept=True)
    return town


def _walk(town: Town, seed: int, *, days_ago: int) -> str:
    now = NOON - timedelta(days=days_ago)
    fixes = ride(start=now - timedelta(hours=4), seed=seed)
    return town.send(gpx(fixes), now=now).public_id


def _report(town: Town, source: bytes, parts: int, *, base_id: int | None = None) -> Report:
    wanted = Wanted(source, *PERIOD, base_id)
    dealt = plan(town.open_reading, wanted, parts)
    assert len(dealt) == min(parts, 3)
    played = [play(town.open_reading, wanted, part.groups) for part in dealt]
    report = added_up(town.open_reading, wanted, played)
    assert report is not None
    return report


def test_the_rules_in_force_pay_every_sheet_again_to_the_point(town: Town) -> None:
    report = _report(town, SOURCE, 1)
    assert (report.unlike, report.total.people, report.total.trips) == (0, 3, 6)
    assert report.sheets > report.total.trips
    with town.open_reading() as uow:
        assert report.total.base == uow.happenings.points_since(PERIOD[0]) > 0


def test_any_number_of_parts_gives_the_same_report(town: Town) -> None:
    assert _report(town, DEARER, 1) == _report(town, DEARER, 2) == _report(town, DEARER, 3)


def test_dearer_kilometres_are_paid_and_told_by_rule(town: Town) -> None:
    report = _report(town, DEARER, 1)
    assert report.total.change > 0
    assert report.rules["walk-km"].candidate > report.rules["walk-km"].base
    assert all(one.change > 0 for one in report.winners)
    assert report.losers == ()


def test_a_published_version_may_be_the_base_instead_of_what_was_paid(town: Town) -> None:
    base_id = version_id(town.open_reading, "muv", 1)
    as_paid, replayed = _report(town, DEARER, 1), _report(town, DEARER, 1, base_id=base_id)
    assert replayed.total == as_paid.total


def test_a_version_that_nobody_published_is_no_base(town: Town) -> None:
    with pytest.raises(NotFound):
        version_id(town.open_reading, "muv", 9)
    with pytest.raises(NotFound):
        plan(town.open_reading, Wanted(SOURCE, *PERIOD, 99), 1)


def test_what_happened_before_the_period_is_remembered_and_not_paid(town: Town) -> None:
    early = Wanted(SOURCE, TODAY - timedelta(days=60), TODAY)
    groups = plan(town.open_reading, early, 1)
    whole = play(town.open_reading, early, groups[0].groups).report
    assert (whole.total.trips, whole.unlike) == (8, 0)
    assert _report(town, SOURCE, 1).total.base < whole.total.base


def test_the_season_is_told_as_it_stood_before_the_period(town: Town) -> None:
    wanted = Wanted(SOURCE, *PERIOD)
    before = season_left(town.open_reading, wanted)
    assert before is not None
    whole = season_left(town.open_reading, replace(wanted, first=TODAY - timedelta(days=60)))
    assert whole == 100_000 > before
    assert season_left(town.open_reading, replace(wanted, last=date(2031, 1, 1))) is None


def test_trips_are_told_apart_by_the_zone_in_which_they_began(town: Town) -> None:
    save(town, WEST)
    _walk(replace(town, person=participant(town.open_uow, "Lou")), 7, days_ago=0)
    quarters = _report_of_all(town).quarters
    assert {key: row.trips for key, row in quarters.items()} == {"": 6, "west": 1}


def test_facts_that_were_kept_before_there_were_zones_know_of_none(town: Town) -> None:
    _age_facts(town)
    quarters = _report_of_all(town).quarters
    assert {key: row.trips for key, row in quarters.items()} == {"": 5, NOT_KNOWN: 1}


def _report_of_all(town: Town) -> Report:
    wanted = Wanted(SOURCE, *PERIOD)
    report = added_up(
        town.open_reading,
        wanted,
        [
            play(town.open_reading, wanted, part.groups)
            for part in plan(town.open_reading, wanted, 2)
        ],
    )
    assert report is not None
    assert report.unlike == 0
    return report


def _age_facts(town: Town) -> None:
    """Give the last trip a sheet like its last one, from before there were zones."""
    score = metadata.tables["trip_score"]
    trip = metadata.tables["trip"]
    with town.open_uow() as uow:
        kept = uow.connection.execute(select(score).order_by(score.c.id.desc())).mappings().first()
        assert kept is not None
        number = kept["score_no"] + 1
        older = {**kept, "score_no": number, "facts_version": 2}
        del older["id"]
        uow.connection.execute(insert(score).values(older))
        its = trip.c.id == kept["trip_id"]
        uow.connection.execute(update(trip).where(its).values(score_no=number))
        uow.commit()


def test_people_whom_one_helper_walked_with_are_replayed_together(engine: Engine) -> None:
    """Also where another helper brought the recording: the ceiling is of the one who walked."""
    group = gathered(engine)
    group.walk()
    other = Actor("mediator", staff(group.town.open_uow, "Maud").id)
    group.send(hand=other)
    alone = replace(group.town, person=participant(group.town.open_uow, "Alone"))
    hand = replace(group.hand, on_behalf_of=alone.person.id)
    alone.send(gpx(ride(seed=9)), actor=hand)
    [whole] = plan(group.town.open_reading, Wanted(SOURCE, *PERIOD), 9)
    [together] = whole.groups
    assert set(together) == {alone.person.id, *(person.id for person in group.people)}
