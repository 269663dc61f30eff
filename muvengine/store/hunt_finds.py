"""Who found what in treasure hunts, and what was paid for it, at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.hunt import Way
from muvengine.core.game.hunt_find import Find, HuntReward
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_find: Final = metadata.tables["hunt_find"]
_reward: Final = metadata.tables["hunt_reward"]
_place: Final = metadata.tables["hunt_place"]
_person: Final = metadata.tables["person"]
_device: Final = metadata.tables["shop_device"]
_shop: Final = metadata.tables["shop"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A find as organisers and helpers see it.

    Attributes:
        find: see ``Find``.
        number: of the place.
        name: of the finder.
        helper: name of who stamped, or of the shop whose till did; empty for a sign.
    """

    find: Find
    number: int
    name: str
    helper: str


class HuntFindStore:
    """Keep finds and rewards inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, find: Find) -> bool:
        """Keep a find; False when the person has this place already."""
        values = {name: getattr(find, name) for name in Find.__slots__ if name != "id"}
        values["way"] = find.way.value
        number = insert_once(self._connection, _find, values, returning=_find.c.id)
        return number is not None

    def of_person(self, hunt_id: int, person_id: int) -> dict[int, Find]:
        """Give what somebody has found in a hunt, by number of the place."""
        query = (
            select(_place.c.number, _find)
            .join(_place, _place.c.id == _find.c.place_id)
            .where(_find.c.hunt_id == hunt_id, _find.c.person_id == person_id)
            .where(_find.c.back_at.is_(None))
            .order_by(_place.c.number)
        )
        return {row.number: _as_find(row) for row in self._connection.execute(query)}

    def taken_back(self, hunt_id: int, person_id: int) -> dict[int, Find]:
        """Give what was taken back of somebody, the latest of each place, by its number."""
        query = (
            select(_place.c.number, _find)
            .join(_place, _place.c.id == _find.c.place_id)
            .where(_find.c.hunt_id == hunt_id, _find.c.person_id == person_id)
            .where(_find.c.back_at.is_not(None))
            .order_by(_find.c.id)
        )
        return {row.number: _as_find(row) for row in self._connection.execute(query)}

    def get(self, find_id: int) -> Find:
        """Give a find, standing or not.

        Raises:
            NotFound: no such find.
        """
        row = self._connection.execute(select(_find).where(_find.c.id == find_id)).first()
        if row is None:
            raise NotFound(kind="find")
        return _as_find(row)

    def take_back(self, find_id: int, reason: str, *, by: int | None, now: datetime) -> bool:
        """Note why a find is none; False when another hand was faster."""
        standing = (_find.c.id == find_id) & _find.c.back_at.is_(None)
        values = {"back_at": now, "back_by": by, "back_reason": reason}
        done = self._connection.execute(update(_find).where(standing).values(**values))
        return done.rowcount == 1

    def stamped_by(self, *, helper_id: int | None, device_id: int | None, since: datetime) -> int:
        """Count the stamps of a helper or a till since then, taken back ones among them."""
        mine = _find.c.device_id == device_id if device_id else _find.c.helper_id == helper_id
        query = select(func.count()).select_from(_find).where(mine, _find.c.found_at >= since)
        return int(self._connection.execute(query).scalar_one())

    def stamps(
        self,
        hunt_id: int,
        *,
        number: int | None = None,
        before: int | None = None,
        most: int = 50,
    ) -> list[Stamp]:
        """List finds, the latest first; of one place where it is named.

        Args:
            hunt_id: of which hunt.
            number: of the place; None for all.
            before: only those older than the one of this number.
            most: at most so many.
        """
        wanted: list[ColumnElement[bool]] = [_find.c.hunt_id == hunt_id]
        if number is not None:
            wanted.append(_place.c.number == number)
        if before is not None:
            wanted.append(_find.c.id < before)
        helper = _person.alias("helper")
        query = (
            select(
                _find,
                _place.c.number,
                _person.c.name,
                func.coalesce(helper.c.name, _shop.c.name, "").label("helper"),
            )
            .join(_place, _place.c.id == _find.c.place_id)
            .join(_person, _person.c.id == _find.c.person_id)
            .outerjoin(helper, helper.c.id == _find.c.helper_id)
            .outerjoin(_device, _device.c.id == _find.c.device_id)
            .outerjoin(_shop, _shop.c.id == _device.c.shop_id)
            .where(*wanted)
            .order_by(_find.c.id.desc())
            .limit(most)
        )
        rows = self._connection.execute(query)
        return [Stamp(_as_find(row), row.number, row.name or "", row.helper) for row in rows]

    def counted(self, hunt_id: int) -> dict[int, dict[Way, int]]:
        """Count the standing finds of each place by way, by number of the place."""
        query = (
            select(_place.c.number, _find.c.way, func.count().label("people"))
            .join(_place, _place.c.id == _find.c.place_id)
            .where(_find.c.hunt_id == hunt_id, _find.c.back_at.is_(None))
            .group_by(_place.c.number, _find.c.way)
        )
        found: dict[int, dict[Way, int]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.number, {})[Way(row.way)] = row.people
        return found

    def people(self, hunt_id: int) -> list[int]:
        """Give how many places each player has found, in no order."""
        query = (
            select(func.count())
            .where(_find.c.hunt_id == hunt_id, _find.c.back_at.is_(None))
            .group_by(_find.c.person_id)
        )
        return [int(one) for one in self._connection.execute(query).scalars()]

    def rewards(self, hunt_id: int, person_id: int) -> dict[int, HuntReward]:
        """Give what stands paid to somebody in a hunt, by number of the place, 0 for all."""
        mine = (_reward.c.hunt_id == hunt_id) & (_reward.c.person_id == person_id)
        query = select(_reward).where(mine, _reward.c.back_at.is_(None))
        return {row.number: _as_reward(row) for row in self._connection.execute(query)}

    def earlier(self, hunt_id: int, person_id: int, number: int) -> tuple[int, int]:
        """Tell how often a reward went back, and how much of it was spent and so kept."""
        query = select(_reward.c.kept_points).where(
            _reward.c.hunt_id == hunt_id,
            _reward.c.person_id == person_id,
            _reward.c.number == number,
            _reward.c.back_at.is_not(None),
        )
        kept = self._connection.execute(query).scalars().all()
        return len(kept), sum(kept)

    def pay(self, paid: HuntReward) -> None:
        """Keep a reward; one that stands already is refused by the database."""
        values = {name: getattr(paid, name) for name in HuntReward.__slots__ if name != "id"}
        self._connection.execute(insert(_reward).values(kept_points=0, **values))

    def unpay(
        self, reward_id: int, journal_id: int | None, *, kept_points: int, now: datetime
    ) -> None:
        """Note that a reward went back, by which journal, and what of it was spent already."""
        values = {"back_journal_id": journal_id, "back_at": now, "kept_points": kept_points}
        self._connection.execute(update(_reward).where(_reward.c.id == reward_id).values(values))

    def paid(self, hunt_id: int) -> tuple[int, int]:
        """Sum what stands paid in a hunt, and what was promised for it."""
        query = select(
            func.coalesce(func.sum(_reward.c.points), 0),
            func.coalesce(func.sum(_reward.c.wanted_points), 0),
        ).where(_reward.c.hunt_id == hunt_id, _reward.c.back_at.is_(None))
        points, wanted = self._connection.execute(query).one()
        return int(points), int(wanted)


def _as_find(row: Row[Any]) -> Find:
    values: dict[str, Any] = {name: getattr(row, name) for name in Find.__slots__}
    return Find(**values | {"way": Way(row.way)})


def _as_reward(row: Row[Any]) -> HuntReward:
    values: dict[str, Any] = {name: getattr(row, name) for name in HuntReward.__slots__}
    return HuntReward(**values)
