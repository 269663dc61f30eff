"""Points of workshops at rest, and how many a helper may hand out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.people.workshop import CEILING_A_DAY, Gift, HelperDay
from muvengine.store.people import name_key
from muvengine.store.tables import metadata

_CEILING: Final = metadata.tables["helper_ceiling"]
_GIFT: Final = metadata.tables["workshop_gift"]
_INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class WorkshopStore:
    """Keep gifts and ceilings inside one transaction; lock the helper before giving."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_ceiling(self, helper_id: int, points_max: int, *, now: datetime, by: int) -> None:
        """Keep how many points a helper may hand out in a day."""
        values = {"points_max": points_max, "updated_at": now, "updated_by": by}
        row = _INSERT[self._connection.dialect.name](_CEILING)
        row = row.values(helper_id=helper_id, **values)
        self._connection.execute(
            row.on_conflict_do_update(index_elements=[_CEILING.c.helper_id], set_=values)
        )

    def day_of(self, helper_id: int, day: date) -> HelperDay:
        """Give a helper's ceiling, and what they have handed out on a day."""
        ceiling = select(_CEILING.c.points_max).where(_CEILING.c.helper_id == helper_id)
        points_max = self._connection.execute(ceiling).scalar()
        given = select(func.coalesce(func.sum(_GIFT.c.points), 0)).where(
            _GIFT.c.helper_id == helper_id, _GIFT.c.day == day
        )
        used = int(self._connection.execute(given).scalar_one())
        return HelperDay(CEILING_A_DAY if points_max is None else int(points_max), used)

    def has(self, gift: Gift) -> bool:
        """Tell whether this workshop has paid this person already."""
        query = select(_GIFT.c.id).where(
            _GIFT.c.helper_id == gift.helper_id,
            _GIFT.c.day == gift.day,
            _GIFT.c.workshop_key == name_key(gift.workshop),
            _GIFT.c.person_id == gift.person_id,
        )
        return self._connection.execute(query).first() is not None

    def add(self, gift: Gift) -> None:
        """Keep a gift; the same one a second time is refused by the database."""
        values = {name: getattr(gift, name) for name in Gift.__slots__}
        values["workshop_key"] = name_key(gift.workshop)
        self._connection.execute(insert(_GIFT).values(values))
