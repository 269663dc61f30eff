"""A participant's vouchers."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.vouchers.voucher import Voucher
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def vouchers_of(open_reading: OpenReading, person_id: int) -> list[Voucher]:
    """List a person's vouchers, newest first."""
    with open_reading() as uow:
        return uow.vouchers.all_of(person_id)


def voucher_of(open_reading: OpenReading, person_id: int, code: str) -> Voucher:
    """Give one of a person's vouchers.

    Raises:
        NotFound: none of theirs carries this code.
    """
    with open_reading() as uow:
        return uow.vouchers.of_person(person_id, code)
