"""Points and cents at rest: the only place that changes a balance.

A bounded account is changed by one UPDATE that also asks whether the balance holds: of two
spenders of the last points one matches no row.  Unbounded accounts keep no balance, so that
they are not one row everybody waits for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NoReturn

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import AlreadyReversed, NotEnough, NotPossible, Unfunded
from muvengine.core.ledger.account import WRITTEN_OFF, Account, season_budget
from muvengine.core.ledger.journal import Journal, Kind, Transfer, deltas
from muvengine.store.connection import is_sqlite
from muvengine.store.one_move import account_row, is_one_move, journal_row, post_one_move
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_account = metadata.tables["ledger_account"]
_journal = metadata.tables["ledger_journal"]
_transfer = metadata.tables["ledger_transfer"]
_season = metadata.tables["season"]
_trip = metadata.tables["trip"]

_MOVE: Final = Prepared(
    update(_account)
    .where(
        _account.c.code == bindparam("account"),
        _account.c.bounded,
        _account.c.balance + bindparam("delta") >= 0,
    )
    .values(balance=_account.c.balance + bindparam("delta"))
    .returning(_account.c.id, _account.c.balance)
)
_ACCOUNT: Final = select(_account.c.id, _account.c.balance).where(
    _account.c.code == bindparam("account")
)
_FIND: Final = Prepared(_ACCOUNT)
_LOCK: Final = Prepared(_ACCOUNT.with_for_update(key_share=True))
_OPEN: Final = Prepared(
    {
        "sqlite": sqlite.insert(_account).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(_account).on_conflict_do_nothing(),
    }
)


def _crediting(dialect: Any) -> Any:  # noqa: ANN401  two dialects, two insert classes
    row = dialect.insert(_account)
    return row.on_conflict_do_update(
        index_elements=[_account.c.code],
        set_={"balance": _account.c.balance + row.excluded.balance},
    ).returning(_account.c.id, _account.c.balance)


# What comes in always holds, so that opening and moving are one statement.
_CREDIT: Final = Prepared({"sqlite": _crediting(sqlite), "postgresql": _crediting(postgresql)})
# A reversal that was made before finds its key taken; any other key is taken by a fault.
_REVERSE: Final = Prepared(
    {
        "sqlite": sqlite.insert(_journal).on_conflict_do_nothing().returning(_journal.c.id),
        "postgresql": postgresql.insert(_journal).on_conflict_do_nothing().returning(_journal.c.id),
    }
)
_WRITE: Final = Prepared(insert(_journal).returning(_journal.c.id))
_LINE: Final = Prepared(insert(_transfer).returning(_transfer.c.id))
_KEY: Final = Prepared(
    select(_journal.c.id).where(_journal.c.business_key == bindparam("business_key"))
)
_SEASON: Final = select(_season.c.id, _season.c.key).order_by(_season.c.first_day.desc()).limit(1)
_SEASON_OF_DAY: Final = Prepared(
    _SEASON.where(
        bindparam("day", type_=_season.c.first_day.type).between(
            _season.c.first_day, _season.c.last_day
        )
    )
)
_SEASON_OF_TRIP: Final = Prepared(
    _SEASON.join(_trip, _trip.c.local_day.between(_season.c.first_day, _season.c.last_day)).where(
        _trip.c.id == bindparam("trip_id")
    )
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A journal as it was written.

    Attributes:
        id: the journal's number.
        transfers: the numbers of its transfers, in order.
        accounts: numbers of the accounts it touched, by code.
    """

    id: int
    transfers: tuple[int, ...]
    accounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Held:
    id: int
    balance: int | None


class LedgerStore:
    """Post journals and read accounts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(self, journal: Journal, now: datetime) -> Posted:
        """Write a journal and move what it moves, all or nothing.

        Accounts are opened when they are first used.

        Raises:
            AlreadyReversed: another journal has taken ``reverses_id`` back.
            NotEnough: a wallet holds fewer points.
            Unfunded: a season's or the programme's budget is used up.
            NotPossible: a shop was paid in the meantime.
        """
        if is_one_move(journal) and not is_sqlite(self._connection):
            return self._post_at_once(journal, now)
        journal_id = self._write(journal, now)
        held = self._move(journal.transfers)
        lines = tuple(
            self._line(journal_id, number, transfer, held)
            for number, transfer in enumerate(journal.transfers, start=1)
        )
        return Posted(journal_id, lines, {code: account.id for code, account in held.items()})

    def posted(self, business_key: str) -> int | None:
        """Give the journal of this key; None when it was never posted."""
        return _KEY.scalar(self._connection, {"business_key": business_key})

    def balance(self, account: Account) -> int:
        """Give what a bounded account holds; 0 when it was never used."""
        assert account.bounded
        row = _FIND.first(self._connection, {"account": account.code})
        return 0 if row is None else int(row.balance)

    def lock(self, account: Account) -> int:
        """Hold a bounded account still until the transaction ends; give its balance.

        The lock is the one an UPDATE takes: a stronger one would wait for the references of
        other journals' transfers, and they for it.
        """
        row = _LOCK.first(self._connection, {"account": account.code})
        return 0 if row is None else int(row.balance)

    def season_of_day(self, day: date) -> Account | None:
        """Give the envelope of the season that holds ``day``; None where there is none."""
        row = _SEASON_OF_DAY.first(self._connection, {"day": day})
        return None if row is None else season_budget(row.key, row.id)

    def season_of_trip(self, trip_id: int) -> Account | None:
        """Give the envelope of the season that holds the local day of a kept trip."""
        row = _SEASON_OF_TRIP.first(self._connection, {"trip_id": trip_id})
        return None if row is None else season_budget(row.key, row.id)

    def open_season(self, key: str, first_day: date, last_day: date) -> Account:
        """Give the envelope of season ``key``, made when it is new.

        Raises:
            NotPossible: another season has some of these days, or this one has other days.
        """
        columns = _season.c
        overlap = (columns.first_day <= last_day) & (columns.last_day >= first_day)
        same = columns.key == key
        for row in self._connection.execute(select(_season).where(overlap | same)):
            if (row.key, row.first_day, row.last_day) != (key, first_day, last_day):
                raise NotPossible(season=row.key)
            return season_budget(key, row.id)
        made = insert(_season).values(key=key, first_day=first_day, last_day=last_day)
        season_id = self._connection.execute(made.returning(columns.id)).scalar_one()
        return season_budget(key, season_id)

    def net(self, account: Account) -> int:
        """Sum what came in less what went out; also for accounts that keep no balance."""
        row = _FIND.first(self._connection, {"account": account.code})
        if row is None:
            return 0
        amount = func.coalesce(func.sum(_transfer.c.amount), 0)
        came = self._connection.execute(select(amount).where(_transfer.c.dst_id == row.id))
        went = self._connection.execute(select(amount).where(_transfer.c.src_id == row.id))
        return int(came.scalar_one()) - int(went.scalar_one())

    def written_off(self, trip_id: int) -> int:
        """Sum what was spent of a trip's awards before they were taken back."""
        query = (
            select(func.coalesce(func.sum(_transfer.c.amount), 0))
            .join(_journal, _journal.c.id == _transfer.c.journal_id)
            .join(_account, _account.c.id == _transfer.c.dst_id)
            .where(_journal.c.kind == Kind.TRIP_REVERSE, _journal.c.ref_kind == "trip")
            .where(_journal.c.ref_id == trip_id, _account.c.code == WRITTEN_OFF.code)
        )
        return int(self._connection.execute(query).scalar_one())

    def _post_at_once(self, journal: Journal, now: datetime) -> Posted:
        (transfer,) = journal.transfers
        src, dst = transfer.src, transfer.dst
        row = post_one_move(self._connection, journal, now)
        if row is None:
            refuse(src, held=self.balance(src), needed=transfer.amount)
        return Posted(row.journal_id, (row.id,), {src.code: row.src_id, dst.code: row.dst_id})

    def _write(self, journal: Journal, now: datetime) -> int:
        row = journal_row(journal, now)
        if journal.reverses_id is None:
            return int(_WRITE.one(self._connection, row).id)
        journal_id = _REVERSE.scalar(self._connection, row)
        if journal_id is None:
            raise AlreadyReversed(journal_id=journal.reverses_id)
        return int(journal_id)

    def _move(self, transfers: tuple[Transfer, ...]) -> dict[str, _Held]:
        accounts = {
            account.code: account
            for transfer in transfers
            for account in (transfer.src, transfer.dst)
        }
        moves = deltas(transfers)
        held = {code: self._change(accounts[code], delta) for code, delta in moves.items()}
        for code in sorted(accounts.keys() - moves.keys()):
            held[code] = _Held(self._found(accounts[code]), None)
        return held

    def _change(self, account: Account, delta: int) -> _Held:
        if delta > 0:
            credited = _CREDIT.one(self._connection, account_row(account, delta))
            return _Held(credited.id, credited.balance)
        values = {"account": account.code, "delta": delta}
        row = _MOVE.first(self._connection, values)
        if row is None:
            refuse(account, held=self.balance(account), needed=-delta)
        return _Held(row.id, row.balance)

    def _found(self, account: Account) -> int:
        found = _FIND.first(self._connection, {"account": account.code})
        if found is None:
            self._open(account)
            found = _FIND.one(self._connection, {"account": account.code})
        return int(found.id)

    def _open(self, account: Account) -> None:
        _OPEN.run(self._connection, account_row(account, 0))

    def _line(
        self, journal_id: int, number: int, transfer: Transfer, held: Mapping[str, _Held]
    ) -> int:
        src, dst = held[transfer.src.code], held[transfer.dst.code]
        row = {
            "journal_id": journal_id,
            "line": number,
            "unit": transfer.src.unit,
            "src_id": src.id,
            "dst_id": dst.id,
            "amount": transfer.amount,
            "src_after": src.balance,
            "dst_after": dst.balance,
        }
        return int(_LINE.one(self._connection, row).id)


def refuse(account: Account, *, held: int, needed: int) -> NoReturn:
    """Say which refusal it is that an account holds less than is needed."""
    if account.owner_kind == "participant":
        raise NotEnough(available=held, needed=needed)
    if account.owner_kind == "shop":
        raise NotPossible(account=account.code)
    raise Unfunded(account=account.code, left=held, needed=needed)
