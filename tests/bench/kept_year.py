"""A town whose people made many trips, each with the sheet that the rules in force gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, insert

from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.store.scores import row_of
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.kept_rows import add_person, trip_row
from tests.town import NOON, ZONE, found

SOURCE: Final = (Path(__file__).parents[2] / "rules" / "muv.yaml").read_bytes()
TRIPS_A_PERSON: Final = 200
TRIPS_A_DAY: Final = 2
# Trips of so many are kept in one transaction.
PEOPLE_AT_ONCE: Final = 100
FIRST_DAY: Final = NOON.date() - timedelta(days=TRIPS_A_PERSON // TRIPS_A_DAY)

_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]


def fill(engine: Engine, trips: int) -> None:
    """Write so many trips with their sheets; all else of a town is there, its ledger is empty."""
    found(engine)
    with UnitOfWork(engine) as uow:
        version = uow.rulebooks.published()[0]
    people = trips // TRIPS_A_PERSON
    for first in range(0, people, PEOPLE_AT_ONCE):
        with UnitOfWork(engine) as uow:
            for number in range(first, min(first + PEOPLE_AT_ONCE, people)):
                _live(uow, number, version.id)
            uow.commit()


def _live(uow: UnitOfWork, number: int, version_id: int) -> None:
    """Write a person with all their trips."""
    book, kinds = _book()
    person = add_person(uow, f"p{number}")
    counters: dict[str, int] = {}
    trips, sheets = [], []
    for turn in range(TRIPS_A_PERSON):
        facts = _on_its_day(kinds[(number + turn) % len(kinds)], turn)
        asked = {key: counters[key] for key in counter_keys(book, facts) if key in counters}
        score = evaluate(book, facts, asked)
        trip_id = number * TRIPS_A_PERSON + turn + 1
        trips.append(trip_row(trip_id, person, facts, score))
        sheets.append(row_of(trip_id, Sheet(1, version_id, facts, asked, score, NOON)))
        for key, value in score.counts.items():
            counters[key] = counters.get(key, 0) + value
    uow.connection.execute(insert(_TRIP), trips)
    uow.connection.execute(insert(_SCORE), sheets)


@cache
def _book() -> tuple[Rulebook, tuple[TripFacts, ...]]:
    """Give the rules and the kinds of trip that their examples tell."""
    checked = check_rulebook(SOURCE)
    assert checked.rulebook is not None
    told = [example.facts for example in checked.examples]
    return checked.rulebook, tuple(facts for facts in told if facts.helper_id is None)


def _on_its_day(facts: TripFacts, turn: int) -> TripFacts:
    day = FIRST_DAY + timedelta(days=turn // TRIPS_A_DAY)
    start = datetime.combine(day, time(8 + 8 * (turn % TRIPS_A_DAY)), ZONE)
    return replace(facts, start=start)
