"""Treasure hunts at rest: their terms, places and signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.hunt import Hunt, HuntState, Place, Spot
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_hunt: Final = metadata.tables["hunt"]
_place: Final = metadata.tables["hunt_place"]
_sign: Final = metadata.tables["hunt_sign"]


@dataclass(frozen=True, slots=True)
class HuntSign:
    """What hangs at a place.

    Attributes:
        hunt_id, number: of the hunt, and of the place in it.
        token: in the square's address.
        code: as people type it.
        revoked_at: from when it says nothing; None while it is good.
    """

    hunt_id: int
    number: int
    token: str
    code: str
    revoked_at: datetime | None = None


class HuntStore:
    """Find and change hunts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, hunt: Hunt, *, now: datetime, by: int | None) -> int | None:
        """Keep a draft and give its number; None when its key is taken."""
        values = {
            **_terms(hunt),
            "key": hunt.key,
            "state": HuntState.DRAFT.value,
            "made_at": now,
            "made_by": by,
            "cancelled_reason": "",
        }
        number = insert_once(self._connection, _hunt, values, returning=_hunt.c.id)
        return None if number is None else int(number)

    def get(self, *, key: str | None = None, hunt_id: int | None = None) -> Hunt:
        """Find a hunt by its key or number, with its places.

        Raises:
            NotFound: no such hunt.
        """
        return self._one(_hunt.c.key == key if key is not None else _hunt.c.id == hunt_id)

    def locked(self, key: str) -> Hunt:
        """Hold a hunt still until the transaction ends, and give it as it stands.

        Raises:
            NotFound: no such hunt.
        """
        one = select(_hunt.c.id).where(_hunt.c.key == key)
        # Finds point at it meanwhile, and are not to wait.
        self._connection.execute(one.with_for_update(key_share=True))
        return self._one(_hunt.c.key == key)

    def listed(self, *, drafts: bool = True) -> tuple[Hunt, ...]:
        """List hunts with their places, the latest start first."""
        return self._read(None if drafts else _hunt.c.state != HuntState.DRAFT.value)

    def change(self, hunt: Hunt) -> None:
        """Write the terms of a draft anew; call ``locked`` before."""
        self._set(hunt.id, **_terms(hunt))

    def turn(self, hunt_id: int, state: HuntState, **columns: object) -> None:
        """Note another state, and when or why; call ``locked`` before."""
        self._set(hunt_id, state=state.value, **columns)

    def add_place(self, hunt_id: int, place: Place) -> int:
        """Keep a place and give its number of the row."""
        row = insert(_place).values(hunt_id=hunt_id, **_of_place(place)).returning(_place.c.id)
        return int(self._connection.execute(row).scalar_one())

    def change_place(self, place: Place) -> None:
        """Write what is known of a place anew."""
        values = _of_place(place)
        self._connection.execute(update(_place).where(_place.c.id == place.id).values(**values))

    def drop_place(self, hunt: Hunt, place: Place) -> None:
        """Forget a place of a draft with its signs; those behind it move up."""
        self._connection.execute(delete(_sign).where(_sign.c.place_id == place.id))
        self._connection.execute(delete(_place).where(_place.c.id == place.id))
        for later in hunt.places[place.number :]:
            self.change_place(replace(later, number=later.number - 1))

    def pause_place(self, place_id: int, now: datetime | None) -> None:
        """Let nobody find a place from now on, or let people find it again (None)."""
        values = {"paused_at": now}
        self._connection.execute(update(_place).where(_place.c.id == place_id).values(**values))

    def add_sign(self, place_id: int, token: str, code: str, *, now: datetime) -> None:
        """Keep a new sign; call ``revoke_sign`` before."""
        values = {"place_id": place_id, "token": token, "code": code, "made_at": now}
        self._connection.execute(insert(_sign).values(**values))

    def revoke_sign(self, place_id: int, now: datetime) -> None:
        """End the sign that hangs at a place."""
        standing = (_sign.c.place_id == place_id) & _sign.c.revoked_at.is_(None)
        self._connection.execute(update(_sign).where(standing).values(revoked_at=now))

    def signs(self, hunt_id: int) -> dict[int, HuntSign]:
        """Give the signs that hang now, by number of the place."""
        good = (_place.c.hunt_id == hunt_id) & _sign.c.revoked_at.is_(None)
        return {one.number: one for one in self._signs(good)}

    def find_sign(self, *, token: str = "", code: str = "") -> HuntSign | None:
        """Find a sign by what somebody read off it, good or not."""
        found = self._signs(_sign.c.token == token if token else _sign.c.code == code)
        return next(iter(found), None)

    def _signs(self, wanted: ColumnElement[bool]) -> list[HuntSign]:
        query = (
            select(_place.c.hunt_id, _place.c.number, _sign)
            .join(_place, _place.c.id == _sign.c.place_id)
            .where(wanted)
        )
        return [
            HuntSign(row.hunt_id, row.number, row.token, row.code, row.revoked_at)
            for row in self._connection.execute(query)
        ]

    def _set(self, hunt_id: int, **values: object) -> None:
        self._connection.execute(update(_hunt).where(_hunt.c.id == hunt_id).values(**values))

    def _one(self, wanted: ColumnElement[bool]) -> Hunt:
        found = self._read(wanted)
        if not found:
            raise NotFound(kind="hunt")
        return found[0]

    def _read(self, wanted: ColumnElement[bool] | None) -> tuple[Hunt, ...]:
        query = select(_hunt).order_by(_hunt.c.starts_at.desc(), _hunt.c.id.desc())
        rows = self._connection.execute(query if wanted is None else query.where(wanted)).all()
        places = self._places([row.id for row in rows])
        return tuple(_as_hunt(row, tuple(places.get(row.id, ()))) for row in rows)

    def _places(self, hunts: Iterable[int]) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        query = select(_place).where(_place.c.hunt_id.in_(list(hunts))).order_by(_place.c.number)
        for row in self._connection.execute(query):
            found.setdefault(row.hunt_id, []).append(_as_place(row))
        return found

    def at_shop(self, shop: str) -> int:
        """Count the places of running hunts at which a shop's till stamps."""
        query = (
            select(func.count())
            .select_from(_place)
            .join(_hunt, _hunt.c.id == _place.c.hunt_id)
            .where(_place.c.shop == shop, _hunt.c.state == HuntState.RUNNING.value)
        )
        return int(self._connection.execute(query).scalar_one())


def _terms(hunt: Hunt) -> dict[str, Any]:
    return {
        "title": dict(hunt.title),
        "about": dict(hunt.about),
        "starts_at": hunt.starts_at,
        "ends_at": hunt.ends_at,
        "in_order": hunt.in_order,
        "place_points": hunt.place_points,
        "all_points": hunt.all_points,
        "a_day_max": hunt.a_day_max,
    }


def _of_place(place: Place) -> dict[str, Any]:
    spot = place.spot
    return {
        "number": place.number,
        "name": dict(place.name),
        "hint": dict(place.hint),
        "pictogram": place.pictogram,
        "shop": spot.shop,
        "route": spot.route,
        "lat": spot.lat,
        "lon": spot.lon,
    }


def _as_place(row: Row[Any]) -> Place:
    return Place(
        number=row.number,
        name=row.name,
        hint=row.hint,
        pictogram=row.pictogram,
        spot=Spot(row.shop, row.route, row.lat, row.lon),
        paused_at=row.paused_at,
        id=row.id,
    )


def _as_hunt(row: Row[Any], places: tuple[Place, ...]) -> Hunt:
    return Hunt(
        key=row.key,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        about=row.about,
        in_order=row.in_order,
        place_points=row.place_points,
        all_points=row.all_points,
        a_day_max=row.a_day_max,
        places=places,
        state=HuntState(row.state),
        cancelled_reason=row.cancelled_reason,
        id=row.id,
    )
