"""Figures for watching: how many of what, counted by the database itself.

Counted when asked and not kept in the process: there are several processes, and each would
know only a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Column, Connection, Table, func, select

from muvengine.store.tables import metadata

_TRIP: Final = metadata.tables["trip"]
_VOUCHER: Final = metadata.tables["voucher"]
_REDEMPTION: Final = metadata.tables["redemption"]
_REVIEW: Final = metadata.tables["trip_review"]
_ACCOUNT: Final = metadata.tables["ledger_account"]
_RUN: Final = metadata.tables["job_run"]

# Bounded accounts of one kind, by what their code ends with.
BALANCES: Final = {
    "points_pending": "p:%:pending",
    "points_available": "p:%:available",
    "points_envelope": "season:%:budget",
    "cents_budget": "programme:budget",
    "cents_vouchers_out": "programme:vouchers_out",
    "cents_payable": "shop:%:payable",
}


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure: what is measured, of which sort, and how much."""

    name: str
    sort: str
    value: float


def gauges(connection: Connection) -> Iterator[Gauge]:
    """Give every figure."""
    yield from _by(connection, "trips", _TRIP, _TRIP.c.outcome)
    yield from _by(connection, "vouchers", _VOUCHER, _VOUCHER.c.state)
    yield from _by(connection, "redemptions", _REDEMPTION, _REDEMPTION.c.state)
    yield from _by(connection, "reviews", _REVIEW, _REVIEW.c.state)
    for name, code in BALANCES.items():
        query = select(func.coalesce(func.sum(_ACCOUNT.c.balance), 0))
        held = connection.execute(query.where(_ACCOUNT.c.code.like(code))).scalar_one()
        yield Gauge("balance", name, float(held))
    done = select(_RUN.c.job, func.max(_RUN.c.finished_at)).where(_RUN.c.state == "done")
    for job, finished_at in connection.execute(done.group_by(_RUN.c.job)):
        moment: datetime = finished_at
        yield Gauge("job_last_done", job, moment.timestamp())


def _by(connection: Connection, name: str, table: Table, column: Column[str]) -> Iterator[Gauge]:
    for sort, count in connection.execute(
        select(column, func.count()).select_from(table).group_by(column)
    ):
        yield Gauge(name, sort, float(count))
