"""What must always hold in the ledger, each as one query that finds the first broken row.

Numbered as in the design (rewards, 4.6).  Every query gives the name of the row, what was found
and what was expected, and no row when all is well.  They read tables that the engine writes by
other paths, so that a fault of the writers shows.
"""

# ruff: noqa: S608  the queries are put together from constants of this module

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, bindparam, select, text

from muvengine.core.ledger.journal import Kind
from muvengine.core.ledger.seal import GENESIS, block_hash, changed_journal
from muvengine.store.seals import SealStore
from muvengine.store.tables import metadata

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


_IN: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE dst_id = a.id), 0)"
_OUT: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE src_id = a.id), 0)"
_USED: Final = "COALESCE((SELECT SUM(amount) FROM points_lot_use WHERE lot_id = l.id), 0)"
_LOTS: Final = "COALESCE((SELECT SUM(remaining) FROM points_lot WHERE account_id = a.id), 0)"
_WAITING: Final = (
    "COALESCE((SELECT SUM(points) FROM award WHERE person_id = a.owner_id "
    "AND state IN ('pending', 'held')), 0)"
)
_LIVE: Final = (
    "COALESCE((SELECT SUM(face_cents - redeemed_cents) FROM voucher "
    "WHERE state IN ('reserved', 'issued', 'redeemed')), 0)"
)
_TAKEN: Final = (
    "COALESCE((SELECT SUM(amount_cents) FROM redemption WHERE voucher_id = v.id "
    "AND state IN ('accepted', 'settled')), 0)"
)
_OWED: Final = """COALESCE((SELECT SUM(r.amount_cents) FROM redemption r
    LEFT JOIN settlement p ON p.id = r.settlement_id WHERE r.shop_id = s.id
    AND r.state IN ('accepted', 'covered') AND (p.id IS NULL OR p.state <> 'paid')), 0)
    + COALESCE((SELECT SUM(c.cents) FROM statement_contest c
    LEFT JOIN settlement p ON p.id = c.on_settlement_id WHERE c.shop_id = s.id
    AND c.journal_id IS NOT NULL AND (p.id IS NULL OR p.state <> 'paid')), 0)"""
# A correction upwards is posted when it is decided, one downwards when its statement is closed.
_DUE: Final = """CASE WHEN c.cents < 0 AND NOT EXISTS (SELECT 1 FROM settlement p
    WHERE p.id = c.on_settlement_id AND p.state <> 'draft') THEN 0 ELSE c.cents END"""
_MOVED: Final = """COALESCE((
    SELECT SUM(CASE WHEN a.owner_kind = 'shop' AND a.owner_id = c.shop_id THEN x.amount
    ELSE -x.amount END) FROM ledger_journal j JOIN ledger_transfer x ON x.journal_id = j.id
    JOIN ledger_account a ON a.id = x.dst_id WHERE j.kind = 'statement.correct'
    AND j.ref_kind = 'contest' AND j.ref_id = c.id), 0)"""
_SOLD: Final = "(SELECT COUNT(*) FROM voucher WHERE offer_id = o.id AND state <> 'void')"
_AWARDED: Final = (
    "COALESCE((SELECT SUM(points) FROM award WHERE trip_id = t.id AND state <> 'reversed'), 0)"
)
_POSTED: Final = """COALESCE((
    SELECT SUM(x.amount) FROM ledger_journal j JOIN ledger_transfer x ON x.journal_id = j.id
    WHERE j.kind = 'trip.award' AND j.ref_kind = 'trip' AND j.ref_id = t.id
    AND NOT EXISTS (SELECT 1 FROM ledger_journal r WHERE r.reverses_id = j.id)), 0)"""
_GIVEN: Final = (
    "COALESCE((SELECT SUM(points + match_points) FROM pot_gift WHERE pot_id = p.id "
    "AND back_at IS NULL), 0)"
)
_MATCHED: Final = (
    "COALESCE((SELECT SUM(match_points) FROM pot_gift WHERE pot_id = p.id AND back_at IS NULL), 0)"
)
_IN_POT: Final = (
    "COALESCE((SELECT balance FROM ledger_account WHERE owner_kind = 'pot' AND owner_id = p.id "
    "AND unit = '{}'), 0)"
)
_HELD: Final = f"(CASE WHEN p.state = 'reached' THEN 0 ELSE {_GIVEN} END)"
_ASIDE: Final = "(CASE WHEN p.state IN ('open', 'ending') THEN p.reached_cents ELSE 0 END)"
_SUM: Final = "COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE journal_id = {}), 0)"

QUERIES: Final = {
    "I1 balance": f"""
        SELECT a.code, a.balance, {_IN} - {_OUT} FROM ledger_account a
        WHERE a.bounded AND (a.balance < 0 OR a.balance <> {_IN} - {_OUT}) ORDER BY a.id LIMIT 1""",
    "I2 transfer": """
        SELECT t.id, t.unit, s.unit FROM ledger_transfer t
        LEFT JOIN ledger_account s ON s.id = t.src_id LEFT JOIN ledger_account d ON d.id = t.dst_id
        LEFT JOIN ledger_journal j ON j.id = t.journal_id
        WHERE s.id IS NULL OR d.id IS NULL OR j.id IS NULL OR s.unit <> t.unit OR d.unit <> t.unit
        OR s.id = d.id OR t.amount <= 0 ORDER BY t.id LIMIT 1""",
    "I2 journal": """
        SELECT j.business_key, 0, 1 FROM ledger_journal j
        WHERE j.kind NOT IN ('voucher.redeem', 'redeem.undo', 'offline.cover')
        AND NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.journal_id = j.id)
        ORDER BY j.id LIMIT 1""",
    "I3 lots": f"""
        SELECT a.code, {_LOTS}, a.balance FROM ledger_account a
        WHERE a.owner_kind = 'participant' AND a.code LIKE '%available' AND a.balance <> {_LOTS}
        ORDER BY a.id LIMIT 1""",
    "I4 lot uses": f"""
        SELECT l.id, l.amount - l.remaining, {_USED} FROM points_lot l
        WHERE l.amount - l.remaining <> {_USED} ORDER BY l.id LIMIT 1""",
    "I5 vouchers out": f"""
        SELECT 'programme:vouchers_out', held, live FROM (SELECT COALESCE((SELECT balance
        FROM ledger_account WHERE code = 'programme:vouchers_out'), 0) AS held, {_LIVE} AS live) b
        WHERE held <> live""",
    "I5 voucher": f"""
        SELECT v.code, v.redeemed_cents, {_TAKEN} FROM voucher v
        WHERE v.redeemed_cents <> {_TAKEN} ORDER BY v.id LIMIT 1""",
    "I6 payable": f"""
        SELECT s.key, COALESCE(a.balance, 0), {_OWED} FROM shop s LEFT JOIN ledger_account a
        ON a.owner_kind = 'shop' AND a.owner_id = s.id
        WHERE COALESCE(a.balance, 0) <> {_OWED} ORDER BY s.id LIMIT 1""",
    "I6 covered": f"""
        SELECT r.client_id, {_SUM.format("j.id")}, r.amount_cents FROM redemption r
        LEFT JOIN ledger_journal j ON j.id = r.journal_id AND j.kind = 'offline.cover'
        WHERE (r.state = 'covered') <> (j.id IS NOT NULL)
        OR (r.state = 'covered' AND {_SUM.format("j.id")} <> r.amount_cents)
        OR (r.state = 'disputed' AND r.journal_id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    "I6 cover": """
        SELECT j.business_key, s.code, 'programme:offline_allowance' FROM ledger_journal j
        JOIN ledger_transfer t ON t.journal_id = j.id JOIN ledger_account s ON s.id = t.src_id
        LEFT JOIN redemption r ON r.journal_id = j.id
        WHERE j.kind = 'offline.cover' AND (s.code <> 'programme:offline_allowance'
        OR r.id IS NULL) ORDER BY j.id LIMIT 1""",
    "I6 statement": """
        SELECT s.number, COALESCE(SUM(l.amount_cents), 0), s.total_cents FROM settlement s
        LEFT JOIN settlement_line l ON l.settlement_id = s.id WHERE s.state <> 'draft'
        GROUP BY s.id, s.number, s.total_cents
        HAVING COALESCE(SUM(l.amount_cents), 0) <> s.total_cents ORDER BY s.id LIMIT 1""",
    "I6 line": """
        SELECT l.redemption_id, l.amount_cents, r.amount_cents FROM settlement_line l
        JOIN redemption r ON r.id = l.redemption_id JOIN settlement s ON s.id = l.settlement_id
        WHERE l.amount_cents <> r.amount_cents OR r.settlement_id IS NULL
        OR r.settlement_id <> s.id OR r.shop_id <> s.shop_id
        OR r.state NOT IN ('accepted', 'covered') ORDER BY l.redemption_id LIMIT 1""",
    "I6 correction": f"""
        SELECT c.id, {_MOVED}, {_DUE} FROM statement_contest c
        WHERE {_MOVED} <> {_DUE} ORDER BY c.id LIMIT 1""",
    "I6 correction line": """
        SELECT c.id, COALESCE(l.amount_cents, 0), c.cents FROM statement_contest c
        LEFT JOIN settlement_line l ON l.contest_id = c.id
        LEFT JOIN settlement s ON s.id = c.on_settlement_id
        WHERE CASE WHEN s.state IN ('closed', 'paid') THEN l.id IS NULL OR c.journal_id IS NULL
        OR l.settlement_id <> s.id OR l.amount_cents <> c.cents OR s.shop_id <> c.shop_id
        ELSE l.id IS NOT NULL END ORDER BY c.id LIMIT 1""",
    "I6 paid": f"""
        SELECT s.number, COALESCE({_SUM.format("j.id")}, 0), s.total_cents FROM settlement s
        LEFT JOIN ledger_journal j ON j.kind = 'shop.settle' AND j.ref_id = s.id
        WHERE (CASE WHEN s.state = 'paid' THEN s.total_cents ELSE 0 END)
        <> COALESCE({_SUM.format("j.id")}, 0) ORDER BY s.id LIMIT 1""",
    "I6 numbers": """
        SELECT id, number, due FROM (SELECT id, number, ROW_NUMBER() OVER (ORDER BY number) AS due
        FROM settlement WHERE number IS NOT NULL) n WHERE number <> due ORDER BY due LIMIT 1""",
    "I6 redemption": f"""
        SELECT r.id, r.amount_cents, COALESCE({_SUM.format("r.journal_id")}, 0) FROM redemption r
        WHERE r.state <> 'disputed' AND r.amount_cents <> {_SUM.format("r.journal_id")}
        ORDER BY r.id LIMIT 1""",
    "I6 undone": """
        SELECT r.id, r.state, u.business_key FROM redemption r
        LEFT JOIN ledger_journal u ON u.reverses_id = r.journal_id
        WHERE (r.state = 'undone') <> (u.id IS NOT NULL) ORDER BY r.id LIMIT 1""",
    "I7 stock": f"""
        SELECT o.id, o.issued, {_SOLD} FROM offer o
        WHERE o.issued <> {_SOLD} OR o.issued > o.stock ORDER BY o.id LIMIT 1""",
    "I7 voucher issue": """
        SELECT v.code, COUNT(j.id), 1 FROM voucher v LEFT JOIN ledger_journal j
        ON j.id = v.issue_journal_id AND j.kind = 'voucher.issue' AND j.business_key =
        'issue:' || v.token GROUP BY v.id, v.code HAVING COUNT(j.id) <> 1 ORDER BY v.id LIMIT 1""",
    "I7 voucher end": """
        SELECT v.code, v.state, COUNT(j.id) FROM voucher v LEFT JOIN ledger_journal j
        ON j.ref_kind = 'voucher' AND j.ref_id = v.id
        AND j.kind = CASE v.state WHEN 'expired' THEN 'voucher.expire' ELSE 'voucher.void' END
        GROUP BY v.id, v.code, v.state
        HAVING COUNT(j.id) <> CASE WHEN v.state IN ('void', 'expired') THEN 1 ELSE 0 END
        ORDER BY v.id LIMIT 1""",
    "I7 taken once": """
        SELECT v.code, COUNT(*), 1 FROM voucher v JOIN redemption r ON r.voucher_id = v.id
        WHERE NOT v.divisible AND r.state IN ('accepted', 'covered', 'settled')
        GROUP BY v.id, v.code HAVING COUNT(*) > 1 ORDER BY v.id LIMIT 1""",
    "I8 award": f"""
        SELECT t.public_id, {_AWARDED}, t.points FROM trip t
        WHERE t.points <> {_AWARDED} OR t.points <> {_POSTED} ORDER BY t.id LIMIT 1""",
    "I8 score": """
        SELECT t.public_id, s.points, t.points FROM trip t LEFT JOIN trip_score s
        ON s.trip_id = t.id AND s.score_no = t.score_no
        WHERE s.id IS NULL OR s.points <> t.points ORDER BY t.id LIMIT 1""",
    "I8 pending": f"""
        SELECT a.code, a.balance, {_WAITING} FROM ledger_account a
        WHERE a.owner_kind = 'participant' AND a.code LIKE '%pending' AND a.balance <> {_WAITING}
        ORDER BY a.id LIMIT 1""",
    "I8 release": """
        SELECT a.id, a.state, j.kind FROM award a
        LEFT JOIN ledger_journal j ON j.id = a.release_journal_id
        WHERE a.points > 0 AND ((a.state = 'released' AND (j.id IS NULL
        OR j.kind <> 'trip.release' OR j.ref_id <> a.trip_id))
        OR (a.state IN ('pending', 'held') AND j.id IS NOT NULL)) ORDER BY a.id LIMIT 1""",
    "I8 nothing": """
        SELECT public_id, points, 0 FROM trip
        WHERE points <> 0 AND (outcome = 'refused' OR withdrawn_at IS NOT NULL)
        ORDER BY id LIMIT 1""",
    "I9 reversed once": """
        SELECT reverses_id, COUNT(*), 1 FROM ledger_journal WHERE reverses_id IS NOT NULL
        GROUP BY reverses_id HAVING COUNT(*) > 1 ORDER BY reverses_id LIMIT 1""",
    "I9 mirror": f"""
        SELECT r.business_key, {_SUM.format("r.id")}, {_SUM.format("r.reverses_id")}
        FROM ledger_journal r WHERE r.reverses_id IS NOT NULL
        AND {_SUM.format("r.id")} <> {_SUM.format("r.reverses_id")} ORDER BY r.id LIMIT 1""",
    "I13 pot": f"""
        SELECT p.key, {_IN_POT.format("PT")}, {_HELD} FROM pot p
        WHERE {_IN_POT.format("PT")} <> {_HELD} OR {_GIVEN} > p.goal_points
        OR (p.state = 'reached' AND {_GIVEN} <> p.goal_points)
        OR (p.state = 'not_reached' AND {_GIVEN} <> 0) ORDER BY p.id LIMIT 1""",
    "I13 pot match": f"""
        SELECT p.key, {_MATCHED}, p.match_points_max FROM pot p
        WHERE {_MATCHED} > p.match_points_max ORDER BY p.id LIMIT 1""",
    "I13 pot money": f"""
        SELECT p.key, {_IN_POT.format("EUR")}, {_ASIDE} FROM pot p
        WHERE {_IN_POT.format("EUR")} <> {_ASIDE} ORDER BY p.id LIMIT 1""",
    "I11 order": """
        WITH moves AS (
            SELECT t.id, a.id AS account, t.amount AS delta, t.dst_after AS held
            FROM ledger_transfer t JOIN ledger_account a ON a.id = t.dst_id AND a.bounded
            UNION ALL
            SELECT t.id, a.id, -t.amount, t.src_after
            FROM ledger_transfer t JOIN ledger_account a ON a.id = t.src_id AND a.bounded),
        steps AS (SELECT id, held, delta + LAG(held, 1, CAST(0 AS BIGINT))
            OVER (PARTITION BY account ORDER BY id) AS due FROM moves)
        SELECT id, held, due FROM steps WHERE held IS NULL OR due IS NULL OR held <> due
        ORDER BY id LIMIT 1""",
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
    mirrors = {Kind.TRIP_REVERSE: Kind.TRIP_AWARD, Kind.REDEEM_UNDO: Kind.VOUCHER_REDEEM}
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
    _hours,
    _kinds,
    _sealed,
    _papers,
)
