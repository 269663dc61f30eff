"""Shops that asked to join, for organisers."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.vouchers.shop_request import KeptRequest
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def shop_requests(open_reading: OpenReading) -> list[KeptRequest]:
    """List requests: those that wait first, the oldest of them on top."""
    with open_reading() as uow:
        return uow.shop_requests.listed()


def shop_request(open_reading: OpenReading, request_id: int) -> KeptRequest:
    """Give one request.

    Raises:
        NotFound: no such request, or it was forgotten.
    """
    with open_reading() as uow:
        return uow.shop_requests.get(request_id)


def requests_waiting(open_reading: OpenReading) -> int:
    """Count those that wait for an answer."""
    with open_reading() as uow:
        return uow.shop_requests.waiting()
