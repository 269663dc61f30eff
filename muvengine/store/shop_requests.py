"""Shops that ask to join."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, and_, case, delete, func, or_, select, update

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.shop_request import KeptRequest, RequestState, ShopRequest
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_REQUEST: Final = metadata.tables["shop_request"]
LISTED_MAX: Final = 200


class ShopRequestStore:
    """Keep, answer and forget requests inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, request: ShopRequest, token_hash: str, code_hash: str, *, now: datetime
    ) -> int | None:
        """Keep a new request and give its number; None when it is there already."""
        values = {name: getattr(request, name) for name in request.__slots__}
        values |= {"token_hash": token_hash, "code_hash": code_hash, "reason": ""}
        values |= {"state": RequestState.WAITING.value, "sent_at": now}
        number = insert_once(self._connection, _REQUEST, values, returning=_REQUEST.c.id)
        return None if number is None else int(number)

    def get(self, request_id: int) -> KeptRequest:
        """Find a request.

        Raises:
            NotFound: no such request, or it was forgotten.
        """
        query = select(_REQUEST).where(_REQUEST.c.id == request_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="request")
        return _kept(row)

    def find(self, hashed: str) -> KeptRequest | None:
        """Find a request by what its sender holds, the link or the code."""
        mine = or_(_REQUEST.c.token_hash == hashed, _REQUEST.c.code_hash == hashed)
        row = self._connection.execute(select(_REQUEST).where(mine)).mappings().first()
        return None if row is None else _kept(row)

    def listed(self) -> list[KeptRequest]:
        """List requests: those that wait first, the oldest of them on top; then the newest."""
        waits = case((_REQUEST.c.state == RequestState.WAITING.value, _REQUEST.c.id), else_=None)
        query = select(_REQUEST).order_by(waits.is_(None), waits, _REQUEST.c.id.desc())
        rows = self._connection.execute(query.limit(LISTED_MAX)).mappings()
        return [_kept(row) for row in rows]

    def waiting(self) -> int:
        """Count those that wait for an answer."""
        query = select(func.count()).where(_REQUEST.c.state == RequestState.WAITING.value)
        return int(self._connection.execute(query).scalar_one())

    def answer(
        self,
        request_id: int,
        state: RequestState,
        *,
        now: datetime,
        by: int | None,
        reason: str = "",
        shop_id: int | None = None,
    ) -> bool:
        """Answer a request that waits; False when another hand was faster."""
        changed = self._connection.execute(
            update(_REQUEST)
            .where(_REQUEST.c.id == request_id)
            .where(_REQUEST.c.state == RequestState.WAITING.value)
            .values(
                state=state.value, answered_at=now, answered_by=by, reason=reason, shop_id=shop_id
            )
        )
        return changed.rowcount == 1

    def prune(self, answered_before: datetime, sent_before: datetime) -> int:
        """Forget what was answered, and what never was; give how many."""
        return self._connection.execute(
            delete(_REQUEST).where(
                or_(
                    _REQUEST.c.answered_at < answered_before,
                    and_(_REQUEST.c.answered_at.is_(None), _REQUEST.c.sent_at < sent_before),
                )
            )
        ).rowcount


def _kept(row: RowMapping) -> KeptRequest:
    return KeptRequest(
        id=row["id"],
        request=ShopRequest(**{name: row[name] for name in ShopRequest.__slots__}),
        state=RequestState(row["state"]),
        sent_at=row["sent_at"],
        reason=row["reason"],
        answered_at=row["answered_at"],
        shop_id=row["shop_id"],
    )
