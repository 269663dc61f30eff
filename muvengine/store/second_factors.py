"""Seeds of codes and codes on paper, at rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from muvengine.store.tables import metadata

_FACTOR: Final = metadata.tables["second_factor"]
_RECOVERY: Final = metadata.tables["recovery_code"]


@dataclass(frozen=True, slots=True)
class HeldFactor:
    """Somebody's sealed seed.

    Attributes:
        sealed: the seed.
        on: a first code was shown, so that signing in asks for one.
        last_step: of the last code that was used.
    """

    sealed: bytes
    on: bool
    last_step: int


class SecondFactorStore:
    """Find and keep seeds and codes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: int) -> HeldFactor | None:
        """Find somebody's seed, also one that is not used yet."""
        query = select(_FACTOR).where(_FACTOR.c.person_id == person_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return HeldFactor(row.sealed, row.confirmed_at is not None, row.last_step)

    def is_on(self, person_id: int) -> bool:
        """Tell whether signing in asks this person for a code."""
        held = self.get(person_id)
        return held is not None and held.on

    def who_is_on(self) -> frozenset[int]:
        """List by number who is asked for a code."""
        query = select(_FACTOR.c.person_id).where(_FACTOR.c.confirmed_at.is_not(None))
        return frozenset(self._connection.execute(query).scalars())

    def begin(self, person_id: int, sealed: bytes, *, at: datetime) -> None:
        """Keep a seed that is good when a first code is shown, in place of one that was not."""
        self._connection.execute(
            delete(_FACTOR).where(
                _FACTOR.c.person_id == person_id, _FACTOR.c.confirmed_at.is_(None)
            )
        )
        new = {"person_id": person_id, "sealed": sealed, "made_at": at, "last_step": 0}
        self._connection.execute(insert(_FACTOR).values(new))

    def confirm(self, person_id: int, *, at: datetime) -> None:
        """Ask for a code from now on."""
        self._connection.execute(
            update(_FACTOR).where(_FACTOR.c.person_id == person_id).values(confirmed_at=at)
        )

    def use_step(self, person_id: int, step: int) -> bool:
        """Use up a step's code; False where it, or a later one, was used: the UPDATE decides."""
        used = update(_FACTOR).where(_FACTOR.c.person_id == person_id, _FACTOR.c.last_step < step)
        return self._connection.execute(used.values(last_step=step)).rowcount == 1

    def use_recovery(self, person_id: int, code_hash: str, *, at: datetime) -> bool:
        """Use up a code on paper; False where it was used, or is none."""
        good = update(_RECOVERY).where(
            _RECOVERY.c.code_hash == code_hash,
            _RECOVERY.c.person_id == person_id,
            _RECOVERY.c.used_at.is_(None),
        )
        return self._connection.execute(good.values(used_at=at)).rowcount == 1

    def renew_recovery(self, person_id: int, hashes: Iterable[str]) -> None:
        """Keep new codes on paper in place of all others."""
        self._connection.execute(delete(_RECOVERY).where(_RECOVERY.c.person_id == person_id))
        rows = [{"code_hash": one, "person_id": person_id} for one in hashes]
        if rows:
            self._connection.execute(insert(_RECOVERY), rows)

    def recovery_left(self, person_id: int) -> int:
        """Count the codes on paper that open still."""
        left = select(func.count()).where(
            _RECOVERY.c.person_id == person_id, _RECOVERY.c.used_at.is_(None)
        )
        return int(self._connection.execute(left).scalar_one())

    def drop(self, person_id: int) -> bool:
        """Ask for no code any more; False where none was asked."""
        self.renew_recovery(person_id, ())
        gone = delete(_FACTOR).where(_FACTOR.c.person_id == person_id)
        return self._connection.execute(gone).rowcount == 1
