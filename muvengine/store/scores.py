"""Score sheets and counters at rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.rules.counters import owner_of
from muvengine.core.rules.rehearsal_outcomes import TELLING, Outcome, outcomes_of
from muvengine.core.rules.rulebook import Owner
from muvengine.core.rules.score import Line, LineStatus, Score, ScoreStatus, Settlement
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import FACTS_VERSION
from muvengine.core.trips.frozen import freeze, thaw
from muvengine.store.prepared import Prepared, placed, places
from muvengine.store.tables import metadata

_SCORE: Final = metadata.tables["trip_score"]
_COUNTER: Final = metadata.tables["score_counter"]

_ADD: Final = Prepared(insert(_SCORE))
_GET: Final = Prepared(
    select(_SCORE).where(
        _SCORE.c.trip_id == bindparam("trip_id"), _SCORE.c.score_no == bindparam("score_no")
    )
)
# A rulebook seldom counts more things than this at once.
_KEYS: Final = 48
_MINE: Final = Prepared(
    select(_COUNTER.c.key, _COUNTER.c.value).where(
        _COUNTER.c.person_id == bindparam("person_id"), _COUNTER.c.key.in_(places("key", _KEYS))
    )
)
# A ceiling of the whole programme is the sum over all people; few rulebooks have one.
_EVERYONES: Final = (
    select(_COUNTER.c.key, func.sum(_COUNTER.c.value))
    .where(_COUNTER.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(_COUNTER.c.key)
)


def _adding(dialect: Any) -> Any:  # noqa: ANN401  two dialects, two insert classes
    row = dialect.insert(_COUNTER)
    return row.on_conflict_do_update(
        index_elements=[_COUNTER.c.person_id, _COUNTER.c.key],
        set_={"value": _COUNTER.c.value + row.excluded.value},
    )


_COUNT: Final = Prepared({"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)})


# As ``_plain`` writes a line; in a text of JSON no quotation mark within a value is bare, so it
# is found nowhere else.
_WRITTEN: Final = '[{"rule": "'
_OUTCOMES: Final = re.compile(
    r'{"rule": "([^"]*+)", "kind": "[^"]*+", "points": (-?\d++), "status": "('
    + "|".join(sorted(TELLING))
    + ')"'
)


class ScoreStore:
    """Keep score sheets and counters inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, trip_id: int, sheet: Sheet) -> None:
        """Keep a sheet for ever."""
        _ADD.run(self._connection, row_of(trip_id, sheet))

    def get(self, trip_id: int, score_no: int) -> Sheet:
        """Find one sheet of a trip; the trip names those that exist."""
        row = _GET.one(self._connection, {"trip_id": trip_id, "score_no": score_no})
        return _sheet(row)

    def all_of(self, trip_id: int) -> list[Sheet]:
        """List every sheet a trip ever had, the latest first."""
        query = select(_SCORE).where(_SCORE.c.trip_id == trip_id)
        rows = self._connection.execute(query.order_by(_SCORE.c.score_no.desc()))
        return [_sheet(row) for row in rows]

    def counters(
        self, person_id: int, keys: Iterable[str], helper_id: int | None
    ) -> dict[str, int]:
        """Read the counters a score needs; call ``TripStore.lock_owner`` before.

        Args:
            person_id: whose trip.
            keys: as ``counter_keys`` names them.
            helper_id: the mediator, whose own row holds a helper's counters.
        """
        sought: dict[Owner, list[str]] = {}
        for key in keys:
            sought.setdefault(owner_of(key), []).append(key)
        found: dict[str, int] = {}
        for owner, names in sought.items():
            if owner is Owner.PROGRAMME:
                rows = self._connection.execute(_EVERYONES, {"keys": names})
                found |= {key: int(value) for key, value in rows}
            else:
                found |= self._held_by(helper_id if owner is Owner.HELPER else person_id, names)
        return found

    def _held_by(self, holder: int | None, names: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for start in range(0, len(names), _KEYS):
            wanted = placed("key", names[start : start + _KEYS], _KEYS)
            found |= dict(_MINE.all(self._connection, {"person_id": holder, **wanted}))
        return found

    def count(self, person_id: int, counts: Mapping[str, int], helper_id: int | None) -> None:
        """Add to counters.

        Args:
            person_id: whose trip.
            counts: what to add by key; below zero to take a score out again.
            helper_id: see ``counters``.
        """
        rows = [
            {
                "person_id": helper_id if owner_of(key) is Owner.HELPER else person_id,
                "key": key,
                "value": value,
            }
            # One order for everybody: two helpers' uploads must not wait for each other.
            for key, value in sorted(counts.items())
        ]
        _COUNT.run_many(self._connection, rows)


def row_of(trip_id: int, sheet: Sheet) -> dict[str, Any]:
    """Give a sheet as the columns of its row."""
    score = sheet.score
    return {
        "trip_id": trip_id,
        "score_no": sheet.score_no,
        "rulebook_version_id": sheet.version_id,
        "facts_version": FACTS_VERSION,
        "facts": freeze(sheet.facts),
        "counters": dict(sheet.counters),
        "counts": dict(score.counts),
        "lines": [_plain(line) for line in score.lines],
        "points": score.points,
        "experience": score.experience,
        "status": str(score.status),
        "settlement": asdict(score.settlement),
        "created_at": sheet.created_at,
    }


def _plain(line: Line) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "kind": str(line.kind),
        "points": line.points,
        "status": str(line.status),
        "why": dict(line.why),
    }


def lines_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Give lines back as they were kept."""
    return tuple(
        Line(one["rule"], one["kind"], one["points"], LineStatus(one["status"]), one["why"])
        for one in kept
    )


def outcomes_in(text: str) -> list[Outcome]:
    """Give what the lines of a sheet did.

    A million sheets have fifteen million lines, half of which say only why a rule did not
    apply: these are passed over as they stand in the text.

    Args:
        text: the lines as the database keeps them.
    """
    if not text.startswith(_WRITTEN):
        return outcomes_of(lines_of(json.loads(text)))
    return [(rule, int(points), status) for rule, points, status in _OUTCOMES.findall(text)]


def _sheet(row: Row[Any]) -> Sheet:
    facts = thaw(row.facts, row.facts_version)
    score = Score(
        status=ScoreStatus(row.status),
        lines=lines_of(row.lines),
        experience=row.experience,
        counts=row.counts,
        settlement=Settlement(**row.settlement),
        day=facts.start.date(),
    )
    return Sheet(
        row.score_no,
        row.rulebook_version_id,
        facts,
        row.counters,
        score,
        row.created_at,
    )
