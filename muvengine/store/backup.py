"""A copy of the whole database, taken while people work, and the way back.

SQLite: the online backup API, page by page, consistent although others write.  PostgreSQL:
its own ``pg_dump`` and ``pg_restore`` in the custom format, when they are installed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from muvengine.core.errors import NotPossible

SQLITE_MARK = b"SQLite format 3\x00"
POSTGRES_MARK = b"PGDMP"


def back_up(url: str, file: Path) -> None:
    """Copy the database into a new file; half a copy never carries its name.

    Raises:
        NotPossible: ``reason`` is exists, no_database, no_pg_dump or failed, with ``detail``.
    """
    if file.exists():
        raise NotPossible(reason="exists", file=str(file))
    half = file.with_name(f"{file.name}.part")
    half.unlink(missing_ok=True)
    try:
        _copy_out(make_url(url), half)
        half.rename(file)
    finally:
        half.unlink(missing_ok=True)


def restore(url: str, file: Path) -> None:
    """Put a copy in the place of the database's content.

    Raises:
        NotPossible: ``reason`` is no_file, not_a_backup, no_pg_restore or failed.
    """
    if not file.is_file():
        raise NotPossible(reason="no_file", file=str(file))
    parsed = make_url(url)
    mark = POSTGRES_MARK if _is_postgres(parsed) else SQLITE_MARK
    with file.open("rb") as start:
        if start.read(len(mark)) != mark:
            raise NotPossible(reason="not_a_backup", file=str(file))
    if _is_postgres(parsed):
        _run(
            "pg_restore",
            ["--clean", "--if-exists", "--no-owner", "--single-transaction"],
            parsed,
            file,
        )
        return
    _check_sqlite(file)
    target = _path(parsed)
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _copy_out(url: URL, file: Path) -> None:
    if _is_postgres(url):
        _run("pg_dump", ["--format=custom", f"--file={file}"], url, None)
        return
    if not _path(url).is_file():
        raise NotPossible(reason="no_database", file=str(_path(url)))
    with closing(sqlite3.connect(_path(url))) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        # The copy is one file: it must not need a journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    _check_sqlite(file)


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise NotPossible(reason="not_a_backup", file=str(file)) from error
    if found != "ok":
        raise NotPossible(reason="not_a_backup", file=str(file), detail=found)


def _run(program: str, arguments: list[str], url: URL, file: Path | None) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, not the list."""
    place = shutil.which(program)
    if place is None:
        raise NotPossible(reason=f"no_{program}")
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    command = [place, *arguments, f"--dbname={plain}", *([str(file)] if file else [])]
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    ran = subprocess.run(  # noqa: S603  no shell, our own arguments
        command, env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise NotPossible(reason="failed", detail=ran.stderr.strip()[-300:])


def _is_postgres(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def _path(url: URL) -> Path:
    assert url.database
    return Path(url.database)
