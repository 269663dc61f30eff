"""Tell a database that cannot work now from a mistake in a statement."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.engine import ExceptionContext

from muvengine.core.errors import DatabaseAway, DiskFull, StorageRefused

RETRY_AFTER_S: Final = 30
_FULL: Final = {
    "SQLITE_FULL",
    # The index of the write-ahead log is a file of its own, and finds no room first.
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_IOERR_SHMMAP",
    "53100",
}
# Plain SQLITE_BUSY comes only after the whole busy timeout: trying again would take as long.
_AWAY: Final = ("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_AUTH")
# Another reader or writer was in the way for a moment.
_PASSING: Final = {"SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY"}
# PostgreSQL, by the first two signs: connection lost, no resources, shut down by somebody.
_AWAY_CLASSES: Final = ("08", "53", "57P")


def fault_of(error: BaseException | None, *, disconnected: bool = False) -> StorageRefused | None:
    """Give the refusal that a driver's error stands for; None for a mistake or a lost race.

    Args:
        error: as the driver raised it.
        disconnected: the connection is lost, whatever the error says.
    """
    name = _name(error)
    if name in _FULL:
        return DiskFull()
    if disconnected or (name not in _PASSING and name.startswith((*_AWAY, *_AWAY_CLASSES))):
        return DatabaseAway(retry_after_s=RETRY_AFTER_S)
    return None


def translate(context: ExceptionContext) -> StorageRefused | None:
    """Put a refusal in the place of a driver's error, for SQLAlchemy's ``handle_error``."""
    error = context.original_exception
    never_connected = context.connection is None and not isinstance(error, sqlite3.Error)
    disconnected = context.is_disconnect or (never_connected and not _name(error))
    return fault_of(error, disconnected=disconnected)


def _name(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
