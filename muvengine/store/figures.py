"""Figures of the ledger, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, case, func, or_, select

from muvengine.core.ledger.account import BANK, BUDGET, EXPIRED, SPENT, VOUCHERS_OUT, WRITTEN_OFF
from muvengine.store.awards import AwardState
from muvengine.store.tables import metadata
from muvengine.store.tallies import TallyStore

_account: Final = metadata.tables["ledger_account"]
_journal: Final = metadata.tables["ledger_journal"]
_transfer: Final = metadata.tables["ledger_transfer"]
_season: Final = metadata.tables["season"]
_award: Final = metadata.tables["award"]
_trip: Final = metadata.tables["trip"]


@dataclass(frozen=True, slots=True)
class Move:
    """One line of an account's statement.

    Attributes:
        id: rises with time; where the next page starts.
        at: when it happened.
        kind: the journal's.
        amount: points or cents, below zero when they went out.
        balance: afterwards; None for accounts that keep none.
        reason: as given.
        ref_kind, ref_id: what it is about.
    """

    id: int
    at: datetime
    kind: str
    amount: int
    balance: int | None
    reason: str
    ref_kind: str
    ref_id: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Points of a trip that cannot be spent yet.

    Attributes:
        public_id, mode, local_day: the trip's.
        points: above 0.
        release_at: when they may be spent, at the earliest; None while a person has to look.
    """

    public_id: str
    mode: str
    local_day: date
    points: int
    release_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """What a season may give and has left."""

    key: str
    first_day: date
    last_day: date
    points_granted: int
    points_left: int


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """Points and cents of the whole programme, as they lie now.

    Points that were spent and then written off count as written off alone.
    """

    points_pending: int
    points_available: int
    points_spent: int
    points_expired: int
    points_written_off: int
    budget_cents: int
    vouchers_out_cents: int
    payable_cents: int
    paid_cents: int
    funded_cents: int


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """An account with what it holds: what came in less what went out."""

    code: str
    unit: str
    owner_kind: str
    owner_id: int | None
    balance: int


def moves(
    connection: Connection, account_code: str, *, before: int | None, count: int
) -> tuple[Move, ...]:
    """Give an account's latest moves first, those older than ``before`` where it is given."""
    account_id = select(_account.c.id).where(_account.c.code == account_code).scalar_subquery()
    incoming = _transfer.c.dst_id == account_id
    query = (
        select(
            _transfer.c.id,
            _journal.c.occurred_at,
            _journal.c.kind,
            case((incoming, _transfer.c.amount), else_=-_transfer.c.amount).label("amount"),
            case((incoming, _transfer.c.dst_after), else_=_transfer.c.src_after).label("after"),
            _journal.c.reason,
            _journal.c.ref_kind,
            _journal.c.ref_id,
        )
        .join(_journal, _journal.c.id == _transfer.c.journal_id)
        .where(or_(incoming, _transfer.c.src_id == account_id))
        .order_by(_transfer.c.id.desc())
        .limit(count)
    )
    if before is not None:
        query = query.where(_transfer.c.id < before)
    return tuple(Move(*row) for row in connection.execute(query))


def balance(connection: Connection, account_code: str) -> tuple[str, int] | None:
    """Give an account's unit and what it holds; None when it was never used."""
    query = select(_account).where(_account.c.code == account_code)
    row = connection.execute(query).first()
    if row is None:
        return None
    return row.unit, row.balance if row.bounded else TallyStore(connection).now()[account_code]


def accounts(connection: Connection) -> tuple[AccountFigures, ...]:
    """Give every account but those of participants, by code."""
    held = TallyStore(connection).now()
    query = select(_account).where(_account.c.owner_kind != "participant").order_by(_account.c.code)
    return tuple(
        AccountFigures(
            row.code,
            row.unit,
            row.owner_kind,
            row.owner_id,
            row.balance if row.bounded else held[row.code],
        )
        for row in connection.execute(query)
    )


def seasons(connection: Connection) -> tuple[SeasonFigures, ...]:
    """Give every season, the latest first."""
    # What a season before carried on is given to this one, as a decision of its own.
    granted = (
        select(func.coalesce(func.sum(_transfer.c.amount), 0))
        .join(_journal, _journal.c.id == _transfer.c.journal_id)
        .where(_journal.c.kind.in_(("season.fund", "season.carry")))
        .where(_transfer.c.dst_id == _account.c.id)
        .correlate(_account)
        .scalar_subquery()
    )
    query = (
        select(
            _season.c.key,
            _season.c.first_day,
            _season.c.last_day,
            granted,
            func.coalesce(_account.c.balance, 0),
        )
        # By its code, which is unique: looking for an owner passes over every person's accounts.
        .outerjoin(_account, _account.c.code == "season:" + _season.c.key + ":budget")
        .order_by(_season.c.first_day.desc())
    )
    return tuple(SeasonFigures(*row) for row in connection.execute(query))


def whole_programme(connection: Connection) -> LedgerFigures:
    """Sum the whole ledger."""
    held = TallyStore(connection).now()
    return LedgerFigures(
        points_pending=held["p:*:pending"],
        points_available=held["p:*:available"],
        points_spent=held[SPENT.code],
        points_expired=held[EXPIRED.code],
        points_written_off=held[WRITTEN_OFF.code],
        budget_cents=held[BUDGET.code],
        vouchers_out_cents=held[VOUCHERS_OUT.code],
        payable_cents=held["shop:*:payable"],
        paid_cents=held[BANK.code],
        funded_cents=-sum(net for sort, net in held.items() if sort.startswith("funder:")),
    )


def next_release(connection: Connection, person_id: int) -> datetime | None:
    """Tell when some of a person's waiting points may be spent; None when none wait."""
    query = select(func.min(_award.c.release_at, type_=_award.c.release_at.type)).where(
        _award.c.person_id == person_id, _award.c.state == AwardState.PENDING
    )
    return connection.execute(query).scalar()


def waiting(connection: Connection, person_id: int) -> tuple[Waiting, ...]:
    """Give the trips whose points are on their way, the first to arrive first."""
    query = (
        select(
            _trip.c.public_id,
            _trip.c.mode,
            _trip.c.local_day,
            _award.c.points,
            _award.c.release_at,
            _award.c.state,
        )
        .join(_trip, _trip.c.id == _award.c.trip_id)
        .where(
            _award.c.person_id == person_id,
            _award.c.state.in_([AwardState.PENDING, AwardState.HELD]),
            _award.c.points > 0,
        )
        .order_by(_award.c.release_at, _award.c.id)
    )
    return tuple(
        Waiting(
            row.public_id,
            row.mode,
            row.local_day,
            row.points,
            row.release_at if row.state == AwardState.PENDING else None,
        )
        for row in connection.execute(query)
    )
