"""Challenges of shops, and challenges of the game that were halted, at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.challenges.sponsored import Sponsored, SponsoredState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_SPONSORED: Final = metadata.tables["sponsored_challenge"]
_HALT: Final = metadata.tables["challenge_halt"]
_SHOP: Final = metadata.tables["shop"]
_RUN: Final = metadata.tables["challenge_run"]
_PLAYER: Final = metadata.tables["challenge_player"]
_REWARD: Final = metadata.tables["challenge_reward"]
_VOUCHER: Final = metadata.tables["voucher"]
_PLAIN: Final = (
    "days", "from_min", "until_min", "first_day", "last_day", "pictogram", "worth_cents", "stock",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SponsoredOfShop:
    """A shop's challenge, with the name of the shop and what became of it.

    Attributes:
        sponsored: see there.
        shop_name: as people read it.
        joined: how many are in.
        reached: how many hold its voucher, or held it until its last day.
        redeemed: how many have used it.
    """

    sponsored: Sponsored
    shop_name: str
    joined: int
    reached: int
    redeemed: int

    @property
    def places(self) -> int:
        """How many may still join: everybody who joins can have one."""
        return max(self.sponsored.stock - self.joined, 0)


@dataclass(frozen=True, slots=True)
class Halt:
    """A challenge of the game that is not proposed now.

    Attributes:
        name: of the challenge.
        ended: those that were chosen ended with it.
        reason: why.
        halted_at: aware.
    """

    name: str
    ended: bool
    reason: str
    halted_at: datetime


class SponsoredStore:
    """Find and change shops' challenges inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def draft(self, wanted: Sponsored, *, now: datetime) -> int:
        """Keep a draft and give its number."""
        values = {
            "public_id": wanted.public_id,
            "shop_id": wanted.shop_id,
            "title": dict(wanted.title),
            "good": dict(wanted.good),
            "modes": list(wanted.modes),
            "weekdays": list(wanted.weekdays),
            "state": str(SponsoredState.DRAFT),
            "reason": "",
            "drafted_at": now,
            **{name: getattr(wanted, name) for name in _PLAIN},
        }
        written = insert(_SPONSORED).values(values).returning(_SPONSORED.c.id)
        return int(self._connection.execute(written).scalar_one())

    def locked(self, public_id: str) -> Sponsored:
        """Hold a shop's challenge still until the transaction ends, and give it.

        Raises:
            NotFound: no such one.
        """
        mine = _SPONSORED.c.public_id == public_id
        self._connection.execute(select(_SPONSORED.c.id).where(mine).with_for_update())
        return self.get(public_id).sponsored

    def get(self, public_id: str) -> SponsoredOfShop:
        """Find a shop's challenge by the random part of its address.

        Raises:
            NotFound: no such one.
        """
        row = self._connection.execute(_told().where(_SPONSORED.c.public_id == public_id)).first()
        if row is None:
            raise NotFound(kind="challenge")
        return _of_shop(row)

    def numbered(self, sponsored_id: int) -> SponsoredOfShop:
        """Find a shop's challenge by its number, which another row names."""
        query = _told().where(_SPONSORED.c.id == sponsored_id)
        return _of_shop(self._connection.execute(query).one())

    def listed(
        self, *, shop_id: int | None = None, open_on: date | None = None
    ) -> tuple[SponsoredOfShop, ...]:
        """List shops' challenges, the latest first.

        Args:
            shop_id: of one shop alone.
            open_on: only those that can be joined on that day.
        """
        query = _told().order_by(_SPONSORED.c.id.desc())
        if shop_id is not None:
            query = query.where(_SPONSORED.c.shop_id == shop_id)
        if open_on is not None:
            query = query.where(
                _SPONSORED.c.state == SponsoredState.OPEN.value,
                _SPONSORED.c.last_day >= open_on,
                _SHOP.c.state == "open",
            )
        return tuple(_of_shop(row) for row in self._connection.execute(query))

    def turn(self, sponsored: Sponsored, to: SponsoredState, **values: object) -> bool:
        """Change the state, unless another hand was faster."""
        mine = (_SPONSORED.c.id == sponsored.id) & (_SPONSORED.c.state == sponsored.state.value)
        changed = update(_SPONSORED).where(mine).values(state=to.value, **values)
        return self._connection.execute(changed).rowcount == 1

    def halts(self) -> tuple[Halt, ...]:
        """List the challenges of the game that are not proposed now."""
        query = select(_HALT).where(_HALT.c.lifted_at.is_(None)).order_by(_HALT.c.id)
        return tuple(
            Halt(row.challenge, bool(row.ended), row.reason, row.halted_at)
            for row in self._connection.execute(query)
        )

    def halt(self, halt: Halt, *, by: int | None) -> bool:
        """Propose a challenge no more; False where that is so already."""
        values = {
            "challenge": halt.name,
            "ended": halt.ended,
            "reason": halt.reason,
            "halted_at": halt.halted_at,
            "halted_by": by,
        }
        return insert_once(self._connection, _HALT, values, returning=_HALT.c.id) is not None

    def lift(self, name: str, now: datetime) -> bool:
        """Propose a challenge again; False where it is not halted."""
        mine = (_HALT.c.challenge == name) & _HALT.c.lifted_at.is_(None)
        return (
            self._connection.execute(update(_HALT).where(mine).values(lifted_at=now)).rowcount == 1
        )


def _told() -> Any:  # noqa: ANN401  SQLAlchemy's own type names every column
    of_mine = (
        select(func.count())
        .select_from(_PLAYER.join(_RUN, _RUN.c.id == _PLAYER.c.run_id))
        .where(_RUN.c.sponsored_id == _SPONSORED.c.id, _PLAYER.c.left_at.is_(None))
    )
    held = of_mine.where(
        _PLAYER.c.id.in_(
            select(_REWARD.c.player_id)
            .join(_VOUCHER, _VOUCHER.c.id == _REWARD.c.voucher_id)
            .where(_REWARD.c.back_at.is_(None))
        )
    )
    used = of_mine.where(
        _PLAYER.c.id.in_(
            select(_REWARD.c.player_id)
            .join(_VOUCHER, _VOUCHER.c.id == _REWARD.c.voucher_id)
            .where(_VOUCHER.c.state == "redeemed")
        )
    )
    return select(
        _SPONSORED,
        _SHOP.c.name.label("shop_name"),
        of_mine.scalar_subquery().label("joined"),
        held.scalar_subquery().label("got"),
        used.scalar_subquery().label("used"),
    ).join(_SHOP, _SHOP.c.id == _SPONSORED.c.shop_id)


def _of_shop(row: Row[Any]) -> SponsoredOfShop:
    sponsored = Sponsored(
        shop_id=row.shop_id,
        title=row.title,
        good=row.good,
        modes=tuple(row.modes),
        weekdays=tuple(row.weekdays),
        state=SponsoredState(row.state),
        reason=row.reason,
        won_offer_id=row.won_offer_id,
        public_id=row.public_id,
        id=row.id,
        **{name: getattr(row, name) for name in _PLAIN},
    )
    return SponsoredOfShop(sponsored, row.shop_name, row.joined, row.got, row.used)
