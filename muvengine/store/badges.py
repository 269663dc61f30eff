"""Running figures of the game and the badges they brought, at rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.game.badges import SHOP
from muvengine.core.game.held import HeldBadge
from muvengine.core.rules.sheet import Sheet
from muvengine.store.prepared import Prepared
from muvengine.store.scores import ScoreStore
from muvengine.store.tables import metadata

_TALLY: Final = metadata.tables["game_tally"]
_HELD: Final = metadata.tables["badge_held"]
_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_ROUTE: Final = metadata.tables["route"]
_SHOP: Final = metadata.tables["shop"]
_VOUCHER: Final = metadata.tables["voucher"]
_USED: Final = metadata.tables["redemption"]
TAKEN: Final = ("accepted", "covered", "settled")
_MINE: Final = Prepared(
    select(_TALLY.c.key, _TALLY.c.value).where(_TALLY.c.person_id == bindparam("person_id"))
)
_STANDING: Final = Prepared(
    select(_HELD)
    .where(_HELD.c.person_id == bindparam("person_id"), _HELD.c.lost_at.is_(None))
    .order_by(_HELD.c.id)
)


def _adding(dialect: Any) -> Any:  # noqa: ANN401  two dialects, two insert classes
    row = dialect.insert(_TALLY)
    return row.on_conflict_do_update(
        index_elements=[_TALLY.c.person_id, _TALLY.c.key],
        set_={"value": _TALLY.c.value + row.excluded.value},
    )


_COUNT: Final = Prepared({"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)})


def _giving(dialect: Any) -> Any:  # noqa: ANN401  two dialects, two insert classes
    return dialect.insert(_HELD).on_conflict_do_nothing().returning(_HELD.c.id)


# Whoever sends a first trip gets a badge: built anew, it would cost more than all else here.
_GIVE: Final = Prepared({"sqlite": _giving(sqlite), "postgresql": _giving(postgresql)})


class BadgeStore:
    """Count and keep badges inside one transaction; call ``TripStore.lock_owner`` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, person_id: int, more: Mapping[str, int]) -> None:
        """Add to running figures; values below zero take away, 0 is left out."""
        # One order for everybody: two transactions must not wait for each other.
        rows = [
            {"person_id": person_id, "key": key, "value": value}
            for key, value in sorted(more.items())
            if value
        ]
        _COUNT.run_many(self._connection, rows)

    def tallies(self, person_id: int) -> dict[str, int]:
        """Give a person's running figures."""
        return dict(_MINE.all(self._connection, {"person_id": person_id}))

    def standing(self, person_id: int) -> tuple[HeldBadge, ...]:
        """List the badges somebody holds, the first one first."""
        rows = _STANDING.all(self._connection, {"person_id": person_id})
        return tuple(_held(row) for row in rows)

    def ever(self, person_id: int) -> tuple[HeldBadge, ...]:
        """List the badges somebody holds or held, the first one first."""
        query = select(_HELD).where(_HELD.c.person_id == person_id).order_by(_HELD.c.id)
        return tuple(_held(row) for row in self._connection.execute(query))

    def give(self, held: HeldBadge) -> bool:
        """Keep a badge; False when it is held already."""
        values = {
            "person_id": held.person_id,
            "badge": held.badge,
            "version_id": held.version_id,
            "routes": list(held.routes),
            "trip_id": held.trip_id,
            "got_at": held.got_at,
        }
        return _GIVE.scalar(self._connection, values) is not None

    def take_back(self, held_id: int, *, trip_id: int | None, now: datetime) -> None:
        """Note that a badge is lost, and with which trip; None for a report."""
        self._change(held_id, lost_at=now, lost_trip_id=trip_id)

    def owe_to(self, held_id: int, trip_id: int | None) -> None:
        """Note which trip a badge stands on now."""
        self._change(held_id, trip_id=trip_id)

    def counting(self, person_id: int, *, most: int) -> list[tuple[int, Sheet]]:
        """Give the latest trips of somebody that bring experience, with the sheet that stands."""
        stands = (_SCORE.c.trip_id == _TRIP.c.id) & (_SCORE.c.score_no == _TRIP.c.score_no)
        query = (
            select(_TRIP.c.id, _TRIP.c.score_no)
            .join(_SCORE, stands)
            .where(_TRIP.c.person_id == person_id, _TRIP.c.withdrawn_at.is_(None))
            .where(_SCORE.c.experience > 0)
            .order_by(_TRIP.c.start_at.desc(), _TRIP.c.id.desc())
            .limit(most)
        )
        scores = ScoreStore(self._connection)
        found = self._connection.execute(query).all()
        return [(row.id, scores.get(row.id, row.score_no)) for row in found]

    def open_routes(self, *, most: int | None = None) -> tuple[str, ...]:
        """Name the set routes that are open, by their keys; no more than so many."""
        query = select(_ROUTE.c.key).where(_ROUTE.c.state == "live").order_by(_ROUTE.c.key)
        query = query.limit(most)
        return tuple(self._connection.execute(query).scalars())

    def open_shops(self) -> tuple[str, ...]:
        """Name the shops that are open, by their keys."""
        query = select(_SHOP.c.key).where(_SHOP.c.state == "open").order_by(_SHOP.c.key)
        return tuple(self._connection.execute(query).scalars())

    def shops_visited(self, person_id: int, before: datetime) -> dict[str, int]:
        """Give the figures of shops that took a voucher of somebody until then, each as 1."""
        query = (
            select(_SHOP.c.key)
            .distinct()
            .join(_USED, _USED.c.shop_id == _SHOP.c.id)
            .join(_VOUCHER, _VOUCHER.c.id == _USED.c.voucher_id)
            .where(_VOUCHER.c.person_id == person_id, _USED.c.scanned_at < before)
            .where(_USED.c.state.in_(TAKEN))
        )
        return {f"{SHOP}{key}": 1 for key in self._connection.execute(query).scalars()}

    def visitors(self, since: datetime, before: datetime) -> list[int]:
        """List who has used a voucher in a span of time."""
        query = (
            select(_VOUCHER.c.person_id)
            .distinct()
            .join(_USED, _USED.c.voucher_id == _VOUCHER.c.id)
            .where(_USED.c.received_at >= since, _USED.c.scanned_at < before)
            .where(_USED.c.state.in_(TAKEN))
            .order_by(_VOUCHER.c.person_id)
        )
        return [int(one) for one in self._connection.execute(query).scalars()]

    def public_ids(self, trip_ids: Collection[int]) -> dict[int, str]:
        """Give the public names of trips."""
        query = select(_TRIP.c.id, _TRIP.c.public_id).where(_TRIP.c.id.in_(trip_ids))
        return {row.id: row.public_id for row in self._connection.execute(query)}

    def _change(self, held_id: int, **values: object) -> None:
        self._connection.execute(update(_HELD).where(_HELD.c.id == held_id).values(**values))


def _held(row: Row[Any]) -> HeldBadge:
    return HeldBadge(
        id=row.id,
        person_id=row.person_id,
        badge=row.badge,
        version_id=row.version_id,
        routes=tuple(row.routes),
        trip_id=row.trip_id,
        got_at=row.got_at,
        lost_at=row.lost_at,
        lost_trip_id=row.lost_trip_id,
    )
