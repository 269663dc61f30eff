"""What goes out of the envelopes week by week, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, case, func, literal, or_, select

from muvengine.core.ledger.account import BUDGET, season_budget
from muvengine.core.ledger.outlook import (
    DAYS_PER_WEEK,
    WEEKS,
    Level,
    Outlook,
    alarm_level,
    outlook,
)
from muvengine.store.figures import SeasonFigures, seasons
from muvengine.store.tables import metadata
from muvengine.store.types import UtcDateTime

_account: Final = metadata.tables["ledger_account"]
_journal: Final = metadata.tables["ledger_journal"]
_transfer: Final = metadata.tables["ledger_transfer"]
# What fills or empties an envelope by decision says nothing about its pace.
_FILLING: Final = (
    "season.fund",
    "season.close",
    "season.carry",
    "budget.fund",
    "budget.return",
    "offline.fund",
    "offline.return",
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Points of a season, or the euros of the budget.

    Attributes:
        subject: ``season:2026`` or ``budget``.
        granted: what was ever put in.
        left: what can still be given.
        weeks: what went out in the last whole weeks, the latest first; at most four.
        outlook: how far it reaches.
        level: of the alarm; None when all is well.
    """

    subject: str
    granted: int
    left: int
    weeks: tuple[int, ...]
    outlook: Outlook
    level: Level | None


def season_now(connection: Connection, today: date) -> SeasonFigures | None:
    """Give the season of ``today``, else the latest that is over; None before the first."""
    begun = [one for one in seasons(connection) if one.first_day <= today]
    return begun[0] if begun else None


def points_envelope(connection: Connection, now: datetime) -> Envelope | None:
    """Give the points of the season of ``now``; None where no season has begun.

    Args:
        connection: reading.
        now: in the town's zone; weeks end at its last midnight.
    """
    season = season_now(connection, now.date())
    if season is None:
        return None
    weeks = weekly(connection, season_budget(season.key, 0).code, now)
    subject, granted, left = f"season:{season.key}", int(season.points_granted), season.points_left
    return _envelope(subject, granted, left, weeks, now.date(), season.last_day)


def money_envelope(connection: Connection, now: datetime) -> Envelope:
    """Give the euros of the budget; see ``points_envelope``."""
    found = select(_account.c.balance).where(_account.c.code == BUDGET.code)
    left = int(connection.execute(found).scalar() or 0)
    weeks = weekly(connection, BUDGET.code, now)
    granted = _granted(connection)
    return _envelope("budget", granted, left, weeks, now.date(), None)


def envelopes(connection: Connection, now: datetime) -> tuple[Envelope, ...]:
    """Give every envelope that can run out."""
    points = points_envelope(connection, now)
    money = money_envelope(connection, now)
    return (money,) if points is None else (points, money)


def weekly(connection: Connection, account_code: str, now: datetime) -> tuple[int, ...]:
    """Sum what left an account less what came back, in whole weeks up to the last midnight.

    Args:
        connection: reading.
        account_code: of a bounded account.
        now: in the town's zone.

    Returns:
        The latest week first; at most four, and only whole weeks since the first move.
    """
    edges = _edges(now)
    number = select(_account.c.id).where(_account.c.code == account_code).scalar_subquery()
    moves = (
        select(_transfer.c.amount, _transfer.c.src_id, _journal.c.recorded_at)
        .join(_journal, _journal.c.id == _transfer.c.journal_id)
        .where(or_(_transfer.c.src_id == number, _transfer.c.dst_id == number))
        .where(_journal.c.kind.not_in(_FILLING))
    )
    known = _whole_weeks(connection, moves, edges, now)
    if not known:
        return ()
    latest = moves.where(_journal.c.recorded_at >= edges[known]).subquery()
    at = latest.c.recorded_at
    week = case(*((at >= edges[n], literal(n)) for n in range(1, known + 1)), else_=literal(known))
    signed = case((latest.c.src_id == number, latest.c.amount), else_=-latest.c.amount)
    query = select(week.label("week"), func.sum(signed)).where(at < edges[0]).group_by("week")
    sums = {int(row[0]): int(row[1]) for row in connection.execute(query)}
    return tuple(sums.get(n, 0) for n in range(1, known + 1))


def _whole_weeks(
    connection: Connection, moves: Select[Any], edges: Sequence[datetime], now: datetime
) -> int:
    """Count the weeks that began no earlier than the day of the first move."""
    first = moves.subquery().c.recorded_at
    begun = connection.execute(select(func.min(first, type_=UtcDateTime()))).scalar()
    if begun is None:
        return 0
    opening = datetime.combine(begun.astimezone(now.tzinfo).date(), time(), now.tzinfo)
    return sum(edge >= opening for edge in edges[1:])


def _edges(now: datetime) -> list[datetime]:
    """Give local midnights: the last one, and those of one to four weeks before."""
    today, zone = now.date(), now.tzinfo
    return [
        datetime.combine(today - timedelta(days=DAYS_PER_WEEK * n), time(), zone).astimezone(UTC)
        for n in range(WEEKS + 1)
    ]


def _envelope(
    subject: str,
    granted: int,
    left: int,
    weeks: Sequence[int],
    today: date,
    ends_on: date | None,
) -> Envelope:
    seen = outlook(left, weeks, today, ends_on=ends_on)
    level = alarm_level(left, granted, seen, today)
    return Envelope(subject, granted, left, tuple(weeks), seen, level)


def _granted(connection: Connection) -> int:
    """Sum what funders put into the budget, less what went back to them."""
    funder = select(_account.c.id).where(_account.c.owner_kind == "funder")
    amount = func.coalesce(func.sum(_transfer.c.amount), 0)
    came = connection.execute(select(amount).where(_transfer.c.src_id.in_(funder)))
    back = connection.execute(select(amount).where(_transfer.c.dst_id.in_(funder)))
    return int(came.scalar_one()) - int(back.scalar_one())
