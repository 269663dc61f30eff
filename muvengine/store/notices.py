"""Public texts at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from muvengine.core.people.notice import Notice
from muvengine.store.tables import metadata

_TEXT: Final = metadata.tables["notice_text"]
_PERSON: Final = metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class Written:
    """A version: its number, its Markdown (empty for the shipped text), when and by whom."""

    id: int
    source: str
    at: datetime
    by: str


class NoticeStore:
    """Keep and list versions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self, notice: Notice, locale: str, *, most: int) -> tuple[Written, ...]:
        """List the versions of a text in a language, the latest first."""
        query = (
            select(_TEXT.c.id, _TEXT.c.source, _TEXT.c.written_at, _PERSON.c.name)
            .outerjoin(_PERSON, _PERSON.c.id == _TEXT.c.written_by)
            .where(_TEXT.c.notice == notice.value, _TEXT.c.locale == locale)
            .order_by(_TEXT.c.id.desc())
            .limit(most)
        )
        return tuple(_written(row) for row in self._connection.execute(query))

    def last(self, notice: Notice, locale: str) -> Written | None:
        """Give the version that holds; None where nobody has written one."""
        return next(iter(self.versions(notice, locale, most=1)), None)

    def add(
        self, notice: Notice, locale: str, source: str, *, now: datetime, by: int | None
    ) -> int:
        """Keep a new version and give its number."""
        values = {
            "notice": notice.value,
            "locale": locale,
            "source": source,
            "written_at": now,
            "written_by": by,
        }
        added = insert(_TEXT).values(values).returning(_TEXT.c.id)
        return int(self._connection.execute(added).scalar_one())


def _written(row: Any) -> Written:  # noqa: ANN401  a row
    return Written(row.id, row.source, row.written_at, row.name or "")
