"""What must always hold in the ledger, each as one query that finds the first broken row.

Numbered as in the design (rewards, 4.6).  Every query gives the name of the row, what was found
and what was expected, and no row when all is well.  They read tables that the engine writes by
other paths, so that a fault of the writers shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, bindparam, select, text

from muvengine.core.ledger.journal import Kind
from muvengine.core.ledger.seal import GENESIS, block_hash, changed_journal
from muvengine.store.board_rebuild import BoardRebuildStore
from muvengine.store.board_rows import BoardRowStore
from muvengine.store.game_rebuild import GameRebuildStore
from muvengine.store.promises import (
    cards,
    challenges,
    desk,
    draws,
    game,
    hunts,
    ledger,
    pots,
    reports,
    shops,
    teams,
    trips,
    vouchers,
)
from muvengine.store.score_rebuild import ScoreRebuildStore
from muvengine.store.seals import SealStore
from muvengine.store.tables import metadata
from muvengine.store.tallies import TallyStore

_trip: Final = metadata.tables["trip"]
_score: Final = metadata.tables["trip_score"]
_paper: Final = metadata.tables["settlement_paper"]
# Two trips of one person may touch by so much: clocks and pockets.
_TOUCH_MAX: Final = timedelta(seconds=60)
SHEETS_AT_ONCE: Final = 1000
PAPERS_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise.

    Attributes:
        invariant: its short name.
        row: the first row that breaks it.
        found, expected: what is there and what should be.
    """

    invariant: str
    row: str
    found: str
    expected: str


QUERIES: Final = {
    **ledger.QUERIES,
    **vouchers.QUERIES,
    **shops.QUERIES,
    **trips.QUERIES,
    **pots.QUERIES,
    **teams.QUERIES,
    **draws.QUERIES,
    **game.QUERIES,
    **challenges.QUERIES,
    **hunts.QUERIES,
    **reports.QUERIES,
    **desk.QUERIES,
    **cards.QUERIES,
}
"""SQL by invariant; portable between both databases."""


def broken(connection: Connection) -> tuple[Violation, ...]:
    """Check every invariant; give one violation for each that does not hold."""
    found = [_ask(connection, name, query) for name, query in QUERIES.items()]
    found += [check(connection) for check in _BY_HAND]
    return tuple(violation for violation in found if violation is not None)


def _ask(connection: Connection, name: str, query: str) -> Violation | None:
    row = connection.execute(text(query)).first()
    return None if row is None else Violation(name, str(row[0]), str(row[1]), str(row[2]))


def _lines(connection: Connection) -> Violation | None:
    """A sheet's lines sum to its points; lines are JSON, which the two databases read apart."""
    query = select(_score.c.trip_id, _score.c.score_no, _score.c.points, _score.c.lines)
    # Every sheet there ever was: not all at once.
    streaming = {"yield_per": SHEETS_AT_ONCE}
    with connection.execute(query.order_by(_score.c.id), execution_options=streaming) as rows:
        for row in rows:
            total = sum(line["points"] for line in row.lines)
            if total != row.points:
                name = f"{row.trip_id}:{row.score_no}"
                return Violation("I8 lines", name, str(total), str(row.points))
    return None


def _counters(connection: Connection) -> Violation | None:
    """What rules read of a person is the sum of what the standing sheets counted."""
    found = next(ScoreRebuildStore(connection).differing(), None)
    if found is None:
        return None
    kept, due = ("nothing" if one is None else str(one) for one in (found.kept, found.due))
    return Violation("I8 counters", found.row, kept, due)


def _weeks(connection: Connection) -> Violation | None:
    """What a week of the game holds is what the sheets of its trips say."""
    found = next(GameRebuildStore(connection).differing(), None)
    if found is None:
        return None
    kept, due = (f"{one.experience} {one.days}" for one in (found.kept, found.due))
    return Violation("I14 week", found.row, kept, due)


def _boards(connection: Connection) -> Violation | None:
    """A week by mode is what the sheets of its trips say."""
    found = next(BoardRebuildStore(connection).differing(), None)
    if found is None:
        return None
    return Violation("I17 board week", found.row, *(str(tuple(one)) for one in found[-2:]))


def _board_sums(connection: Connection) -> Violation | None:
    """What a group has, or somebody on boards, is the sum of weeks."""
    found = next(BoardRowStore(connection).differing(), None)
    if found is None:
        return None
    return Violation("I17 board sum", found.row, str(found.kept), str(found.due))


def _hours(connection: Connection) -> Violation | None:
    """No two live trips of one person overlap."""
    other = _trip.alias("other")
    query = (
        select(_trip.c.public_id, _trip.c.end_at, other.c.public_id, other.c.start_at)
        .join(other, (other.c.person_id == _trip.c.person_id) & (other.c.id != _trip.c.id))
        .where(_trip.c.withdrawn_at.is_(None), other.c.withdrawn_at.is_(None))
        .where(other.c.start_at >= _trip.c.start_at, other.c.start_at < _trip.c.end_at)
        .order_by(_trip.c.id)
    )
    for trip, end_at, second, start_at in connection.execute(query):
        if end_at - start_at > _TOUCH_MAX:
            return Violation("I12 hours", trip, second, "no overlap")
    return None


def _kinds(connection: Connection) -> Violation | None:
    """A reversal takes back the kind it is for."""
    journal = metadata.tables["ledger_journal"]
    taken = journal.alias("taken")
    mirrors = {
        Kind.TRIP_REVERSE: Kind.TRIP_AWARD,
        Kind.REDEEM_UNDO: Kind.VOUCHER_REDEEM,
        Kind.GAME_REVERSE: Kind.GAME_AWARD,
    }
    query = (
        select(journal.c.business_key, journal.c.kind, taken.c.kind)
        .outerjoin(taken, taken.c.id == journal.c.reverses_id)
        .where(journal.c.kind.in_(bindparam("kinds", expanding=True)))
        .order_by(journal.c.id)
    )
    for key, kind, reversed_kind in connection.execute(query, {"kinds": list(mirrors)}):
        if reversed_kind != mirrors[Kind(kind)]:
            return Violation("I9 kind", key, str(reversed_kind), mirrors[Kind(kind)])
    return None


def _sealed(connection: Connection) -> Violation | None:
    """Every sealed journal is what it was when it was sealed."""
    seals = SealStore(connection)
    prev_hash, before = GENESIS, 0
    for seal in seals.in_order():
        if seal.prev_hash != prev_hash or block_hash(prev_hash, seal.leaves) != seal.hash:
            return Violation("I10 chain", seal.hash, seal.prev_hash, prev_hash)
        changed = changed_journal(seal, seals.entries_between(before, seal.to_journal_id))
        if changed is not None:
            return Violation("I10 seal", f"journal {changed}", "changed", seal.hash)
        prev_hash, before = seal.hash, seal.to_journal_id
    return None


def _tallied(connection: Connection) -> Violation | None:
    """What is carried on is the sum of what was sealed."""
    found = TallyStore(connection).differing()
    return None if found is None else Violation("I10 tally", found[0], *map(str, found[1:]))


def _drawn(connection: Connection) -> Violation | None:
    """Every draw gives the same winners when it is computed again."""
    found = draws.differing(connection)
    return None if found is None else Violation("I16 draw", *found)


def _papers(connection: Connection) -> Violation | None:
    """A kept paper is the one whose hash was written down."""
    query = select(_paper.c.settlement_id, _paper.c.pdf, _paper.c.sha256)
    streaming = {"yield_per": PAPERS_AT_ONCE}
    ordered = query.order_by(_paper.c.settlement_id)
    with connection.execute(ordered, execution_options=streaming) as rows:
        for row in rows:
            found = sha256(row.pdf).hexdigest()
            if found != row.sha256:
                return Violation("I6 paper", str(row.settlement_id), found, row.sha256)
    return None


_BY_HAND: Final[tuple[Callable[[Connection], Violation | None], ...]] = (
    _lines,
    _counters,
    _weeks,
    _boards,
    _board_sums,
    _hours,
    _kinds,
    _sealed,
    _tallied,
    _papers,
    _drawn,
)
