"""Timetables at rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.routes.feed import Feed, FeedState
from muvengine.store.prepared import Prepared
from muvengine.store.programme import yardstick_changed
from muvengine.store.tables import metadata

_FEED: Final = metadata.tables["transit_feed"]
_TOLD: Final = tuple(column for column in _FEED.c if column.name not in {"kept", "uploaded_by"})
_LIVE: Final = Prepared(
    select(_FEED.c.id, _FEED.c.sha256).where(_FEED.c.state == "live").order_by(_FEED.c.id)
)


class TimetableStore:
    """Find, keep and publish timetables inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def live_keys(self) -> tuple[tuple[int, str], ...]:
        """Give number and digest of each timetable that trips are held against."""
        return tuple((row.id, row.sha256) for row in _LIVE.all(self._connection))

    def kept(self, feed_id: int) -> bytes:
        """Give what was kept of a timetable.

        Raises:
            NotFound: no such timetable.
        """
        query = select(_FEED.c.kept).where(_FEED.c.id == feed_id)
        found = self._connection.execute(query).scalar()
        if found is None:
            raise NotFound(kind="timetable")
        return bytes(found)

    def get(self, feed_id: int) -> Feed:
        """Find a timetable.

        Raises:
            NotFound: no such timetable.
        """
        query = select(*_TOLD).where(_FEED.c.id == feed_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="timetable")
        return _feed(row)

    def all_of_them(self, *, count: int = 50) -> tuple[Feed, ...]:
        """List timetables, the latest first."""
        query = select(*_TOLD).order_by(_FEED.c.id.desc()).limit(count)
        return tuple(_feed(row) for row in self._connection.execute(query).mappings())

    def add(self, values: Mapping[str, Any]) -> int:
        """Keep a draft; gives its number."""
        added = self._connection.execute(
            insert(_FEED).values(**values, state="draft").returning(_FEED.c.id)
        )
        return int(added.scalar_one())

    def publish(self, feed_id: int, now: datetime) -> Feed:
        """Make a draft the live one of its name, in place of another.

        Raises:
            NotFound: no such timetable.
            NotPossible: it is no draft any more.
        """
        name = self.get(feed_id).name
        # Two colleagues publish at once: the second waits, and sees what the first made live.
        of_name = select(_FEED.c.id).where(_FEED.c.name == name).order_by(_FEED.c.id)
        self._connection.execute(of_name.with_for_update()).all()
        self._connection.execute(
            update(_FEED)
            .where(_FEED.c.name == name, _FEED.c.state == "live")
            .values(state="replaced")
        )
        changed = self._connection.execute(
            update(_FEED)
            .where(_FEED.c.id == feed_id, _FEED.c.state == "draft")
            .values(state="live", published_at=now)
        )
        if not changed.rowcount:
            raise NotPossible(state="published")
        yardstick_changed(self._connection)
        return self.get(feed_id)

    def close(self, feed_id: int) -> Feed:
        """Put a timetable away; one that is away stays so.

        Raises:
            NotFound: no such timetable.
        """
        self._connection.execute(
            update(_FEED).where(_FEED.c.id == feed_id).values(state="replaced")
        )
        yardstick_changed(self._connection)
        return self.get(feed_id)


def _feed(row: RowMapping) -> Feed:
    return Feed(
        id=row["id"],
        name=row["name"],
        state=FeedState(row["state"]),
        sha256=row["sha256"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        summary=row["summary"],
        problems=tuple((code, file, line, facts) for code, file, line, facts in row["problems"]),
        uploaded_at=row["uploaded_at"],
        published_at=row["published_at"],
    )
