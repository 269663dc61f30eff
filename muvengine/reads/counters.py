"""Signs on counters, as organisers, clerks and participants see them."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.people.card import as_token
from muvengine.core.vouchers.counter_sign import CounterSign, Used
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def counter_sign_of(open_reading: OpenReading, shop_id: int) -> CounterSign | None:
    """Give the sign that stands on a shop's counter, where it takes vouchers."""
    with open_reading() as uow:
        sign = uow.counters.sign_of(shop_id)
        return sign if sign is not None and sign.good else None


def counter_sign_by(open_reading: OpenReading, said: str) -> CounterSign | None:
    """Give the good sign that has this token; None when none has."""
    token = as_token(said)
    if token is None:
        return None
    with open_reading() as uow:
        sign = uow.counters.find_sign(token=token)
        return sign if sign is not None and sign.good else None


def used_at_counter(open_reading: OpenReading, person_id: int, code: str) -> Used | None:
    """Tell when a person's voucher was last used by a sign; None when it never was.

    Raises:
        NotFound: none of theirs carries this code.
    """
    with open_reading() as uow:
        return uow.counters.last_use(uow.vouchers.of_person(person_id, code).id)
