"""A year of trips kept in a town's database, each with the sheet that its rules gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import islice
from typing import Final

from sqlalchemy import Engine, bindparam, insert, update

from muvengine.core.rules.anew import FIRST, Earlier, counters_without, past_of
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.sheet import Sheet
from muvengine.store.scores import row_of
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.kept_rows import add_person, trip_row
from tests.long.trips_of_a_year import HELPERS, Sent, TripsOfAYear
from tests.town import found

# Sheets that one transaction keeps.
AT_ONCE: Final = 5_000
SHARED: Final = ("helper:", "programme:")

_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_ANEW: Final = (
    update(_TRIP)
    .where(_TRIP.c.id == bindparam("trip"))
    .values(score_no=bindparam("number"), points=bindparam("paid"))
)


@dataclass(slots=True)
class _Last:
    """The latest sheet of a trip."""

    number: int
    earlier: Earlier


@dataclass
class Scorer:
    """Counters that grow sheet by sheet, as the services' do."""

    book: Rulebook
    version_id: int
    own: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, int] = field(default_factory=dict)
    last: dict[int, _Last] = field(default_factory=dict)

    def sheet(self, sent: Sent) -> Sheet:
        """Score a trip, for the first time or anew, and count it."""
        keys, before = counter_keys(self.book, sent.facts), self.last.get(sent.trip)
        held = {
            key: counters[key]
            for counters in (self.own[sent.person], self.shared)
            for key in keys
            if key in counters
        }
        known = counters_without(held, before.earlier if before else FIRST, keys)
        score = evaluate(self.book, sent.facts, known)
        if before:
            self._count(sent.person, before.earlier.counts, -1)
        self._count(sent.person, score.counts, 1)
        number = before.number + 1 if before else 1
        self.last[sent.trip] = _Last(number, Earlier(score.counts, past_of(keys, known)))
        made = datetime.combine(sent.day, time(20), UTC)
        return Sheet(number, self.version_id, sent.facts, known, score, made)

    def _count(self, person: int, counts: Mapping[str, int], sign: int) -> None:
        for key, value in counts.items():
            held = self.shared if key.startswith(SHARED) else self.own[person]
            held[key] = held.get(key, 0) + sign * value


def keep_year(engine: Engine, book: Rulebook, people: int, trips: int) -> int:
    """Live a year under a rulebook in an empty town; its ledger stays empty.

    Returns:
        How many sheets there are: some trips have two.
    """
    found(engine)
    with UnitOfWork(engine) as uow:
        version_id = uow.rulebooks.published()[0].id
        helpers = tuple(add_person(uow, f"helper{number}", "mediator") for number in range(HELPERS))
        ids = [add_person(uow, f"p{number}") for number in range(people)]
        uow.commit()
    scorer, rest, sheets = Scorer(book, version_id), iter(TripsOfAYear(people, trips, helpers)), 0
    while some := list(islice(rest, AT_ONCE)):
        with UnitOfWork(engine) as uow:
            _keep(uow, scorer, some, ids)
            uow.commit()
        sheets += len(some)
    return sheets


def _keep(uow: UnitOfWork, scorer: Scorer, some: Iterable[Sent], ids: list[int]) -> None:
    trips, rows, anew = [], [], []
    for sent in some:
        sheet = scorer.sheet(sent)
        rows.append(row_of(sent.trip, sheet))
        if sheet.score_no == 1:
            trips.append(trip_row(sent.trip, ids[sent.person], sent.facts, sheet.score))
        else:
            paid = sheet.score.points
            anew.append({"trip": sent.trip, "number": sheet.score_no, "paid": paid})
    for statement, values in ((insert(_TRIP), trips), (insert(_SCORE), rows), (_ANEW, anew)):
        if values:
            uow.connection.execute(statement, values)
