"""Statements of the paths that many wait on, compiled once and handed straight to the driver.

SQLAlchemy spends twenty times on a small statement what SQLite does: it looks the statement up
among those it has compiled, and makes a context and a result for it.  A statement that is
written once and run a million times needs none of that.  What SQLAlchemy is good at stays
its own: both dialects' text, the conversion of each value by the column's type, transactions
and connections.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Connection, Dialect, Select, UpdateBase, bindparam
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from muvengine.store.faults import fault_of

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
Statement = Select[Any] | UpdateBase

_NOTHING: Final[Values] = {}
# The driver would wait until it has seen a statement five times on a connection.
_AT_ONCE: Final = {"postgresql": {"prepare": True}}


class Prepared:
    """A Core statement that is compiled when it is first run, once for each database.

    Values are given by the names of its bind parameters, or of the columns of an INSERT; a
    row comes back as a named tuple.

    Args:
        statement: one for both databases, or one by the dialect's name.  Lists for ``IN`` are
            written with ``places``: the text of a statement never changes.
    """

    def __init__(self, statement: Statement | Mapping[str, Statement]) -> None:
        self._statement = statement
        self._texts: dict[tuple[str, ...], _Text] = {}

    def run(self, connection: Connection, values: Values = _NOTHING) -> int:
        """Run it for what it changes; give how many rows that were."""
        text = self._text(connection, values)
        return _execute(connection, text.sql, text.bound(values)).changed

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of the rows, which name the same values; with none not at all."""
        if rows:
            text = self._text(connection, rows[0])
            _execute(connection, text.sql, list(map(text.bound, rows)), many=True)

    def all(self, connection: Connection, values: Values = _NOTHING) -> list[Any]:
        """Give all rows."""
        text = self._text(connection, values)
        done = _execute(connection, text.sql, text.bound(values))
        return text.rows(done.columns, done.rows)

    def first(self, connection: Connection, values: Values = _NOTHING) -> Any | None:  # noqa: ANN401  a row
        """Give the first row; None when there is none."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def first_and(self, connection: Connection, plain: str, values: Values) -> Any | None:  # noqa: ANN401  a row
        """Give the first row, and run a statement without values after it, on the same way."""
        text = self._text(connection, values)
        done = _execute_both(connection, text.sql, text.bound(values), plain)
        rows = text.rows(done.columns, done.rows)
        return rows[0] if rows else None

    def one(self, connection: Connection, values: Values = _NOTHING) -> Any:  # noqa: ANN401  a row
        """Give the row that must be there."""
        (row,) = self.all(connection, values)
        return row

    def scalar(self, connection: Connection, values: Values = _NOTHING) -> Any | None:  # noqa: ANN401  a value
        """Give the first value of the first row; None when there is no row."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def _text(self, connection: Connection, values: Values) -> _Text:
        known = (connection.dialect.name, *values)
        text = self._texts.get(known)
        if text is None:
            # Two threads may both compile it; they keep equal ones.
            text = self._texts[known] = _Text(self._of(connection.dialect), connection, values)
        return text

    def _of(self, dialect: Dialect) -> Statement:
        if isinstance(self._statement, Mapping):
            return self._statement[dialect.name]
        return self._statement


def places(name: str, count: int) -> list[BindParameter[Any]]:
    """Give so many bind parameters for the list of an ``IN``; ``placed`` gives their values."""
    return [bindparam(place) for place in _places(name, count)]


@lru_cache(maxsize=64)
def _places(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for number in range(count))


def placed(name: str, values: Sequence[Any], count: int) -> dict[str, Any]:
    """Put at most ``count`` values in the places; the others stay empty and match nothing."""
    assert len(values) <= count
    spread = (*values, *(None,) * (count - len(values)))
    return dict(zip(_places(name, count), spread, strict=True))


class _Text:
    """A statement as one database reads it, and how values go in and rows come out."""

    def __init__(self, statement: Statement, connection: Connection, values: Values) -> None:
        dialect = self._dialect = connection.dialect
        compiled = statement.compile(dialect=dialect, column_keys=list(values))
        assert isinstance(compiled, SQLCompiler)
        assert not compiled.post_compile_params, "lists need places"
        self.sql = compiled.string
        self._columns = tuple(getattr(statement, "exported_columns", ()))
        self._make = _row_of([column.name for column in self._columns])
        self._reading: list[tuple[int, Convert]] | None = None
        self._fixed = {
            name: bind.effective_value
            for name, bind in compiled.binds.items()
            if not bind.required and name not in values
        }
        converts = {
            name: _impl(bind.type, dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        self._positional = compiled.positiontup is not None
        names = self._names = tuple(compiled.positiontup or converts)
        self._writing = [
            (n, convert) for n, name in enumerate(names) if (convert := converts[name]) is not None
        ]
        self._pick = _picker(names)
        # Nothing to add, to convert or to name: the values in their order are all there is.
        plain = self._positional and not self._writing and not self._fixed
        self.bound: Callable[[Values], Sequence[Any] | Values] = (
            self._pick if plain else self._bound
        )

    def _bound(self, values: Values) -> Sequence[Any] | Values:
        """Put values in the driver's order and form."""
        written = list(self._pick({**self._fixed, **values} if self._fixed else values))
        for number, convert in self._writing:
            written[number] = convert(written[number])
        return written if self._positional else dict(zip(self._names, written, strict=True))

    def rows(self, description: Sequence[Any], found: Sequence[Sequence[Any]]) -> list[Any]:
        """Read what the driver gives."""
        make = self._make
        if self._reading is None:
            self._reading = self._how_to_read(description)
        if not self._reading:
            return [make(row) for row in found]
        return [make(self._read(row)) for row in found]

    def _read(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for number, convert in self._reading or ():
            values[number] = convert(values[number])
        return values

    def _how_to_read(self, description: Sequence[Any]) -> list[tuple[int, Convert]]:
        """Ask each column's type; some answer by what the driver calls the column's."""
        dialect = self._dialect
        converts = (
            _impl(column.type, dialect).result_processor(dialect, told[1])
            for column, told in zip(self._columns, description, strict=True)
        )
        return [(n, convert) for n, convert in enumerate(converts) if convert is not None]


def run_plain(connection: Connection, sql: str) -> None:
    """Run a statement without values in the transaction as it stands, or outside of any."""
    raw = connection.connection
    try:
        raw.cursor().execute(sql)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _translated(error, connection, sql) from error


@contextmanager
def on_one_way(connection: Connection) -> Iterator[None]:
    """Send what is written in it together; errors come at its end, or at a commit within."""
    raw: Any = connection.connection.driver_connection
    try:
        with getattr(raw, "pipeline", nullcontext)():
            yield
    except BaseException as error:
        # After an error the rest is passed over, the commit too: SQLAlchemy believes that the
        # transaction has ended and would hand the connection to the next as it is.
        driver = connection.dialect.loaded_dbapi.Error
        gone = False
        try:
            raw.rollback()
        except driver:
            # What cannot even be undone is of no use to anybody, whatever the driver calls it.
            gone = True
        if isinstance(error, driver):
            raise _translated(error, connection, "COMMIT", gone=gone) from error
        raise


class _Done(NamedTuple):
    """What the driver says of a statement: how many rows it changed, or which it found."""

    changed: int
    columns: Sequence[Any] = ()
    rows: Sequence[Sequence[Any]] = ()


def _execute(
    connection: Connection,
    sql: str,
    bound: Any,  # noqa: ANN401  the driver's
    *,
    many: bool = False,
) -> _Done:
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    try:
        if many:
            cursor.executemany(sql, bound)
        else:
            cursor.execute(sql, bound, **_AT_ONCE.get(connection.dialect.name, {}))
        columns = None if many else cursor.description
        if columns is None:
            return _Done(cursor.rowcount)
        return _Done(0, columns, cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise _translated(error, connection, sql) from error
    finally:
        cursor.close()


def _execute_both(connection: Connection, sql: str, bound: Any, plain: str) -> _Done:  # noqa: ANN401  the driver's
    if connection.dialect.name != "postgresql":
        done = _execute(connection, sql, bound)
        run_plain(connection, plain)
        return done
    if not connection.in_transaction():
        connection.begin()
    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, raw.cursor() as after:
            with raw.pipeline():
                cursor.execute(sql, bound, prepare=True)
                after.execute(plain)
            return _Done(0, cursor.description, cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise _translated(error, connection, sql) from error


def _translated(
    error: DBAPIModule.Error, connection: Connection, sql: str, *, gone: bool = False
) -> Exception:
    """Give what SQLAlchemy would raise: a refusal of ours, or its own around the driver's."""
    dialect = connection.dialect
    lost = gone or dialect.is_disconnect(error, connection.connection, None)
    if lost:
        connection.invalidate(error)
    fault = fault_of(error, disconnected=lost)
    if fault is not None:
        return fault
    driver = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, {}, error, driver, hide_parameters=True, dialect=dialect)


def _row_of(names: list[str]) -> Callable[[Sequence[Any]], Any]:
    make: Callable[[Sequence[Any]], Any] = getattr(namedtuple("Row", names), "_make")  # noqa: PYI024, B009
    return make


def _picker(names: Sequence[str]) -> Callable[[Values], tuple[Any, ...]]:
    """Give what takes the values of these names, in this order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _impl(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)
