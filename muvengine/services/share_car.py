"""A driver shows a code, a passenger enters it: both say that they share a car."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import LimitReached, NotPossible, UnknownCode
from muvengine.core.people.limits import PAIRING_OF_ADDRESS
from muvengine.core.people.token import token_hash
from muvengine.core.trips.carpool import CODE_LIFE, SEATS_MAX
from muvengine.core.vouchers.code import draw_code, normalise
from muvengine.services.shelf import OpenUow
from muvengine.services.throttle import key_of, take


def make_carpool_code(
    open_uow: OpenUow, driver_id: int, *, now: datetime, new_token: Callable[[], str]
) -> str:
    """Draw a code for the next hours; it takes the place of the driver's last one."""
    code = draw_code(new_token())
    with open_uow() as uow:
        span = (now, now + CODE_LIFE)
        uow.carpools.add_code(driver_id, code, token_hash(code), span)
        uow.commit()
    return code


def join_carpool(open_uow: OpenUow, typed: str, passenger_id: int, *, now: datetime) -> None:
    """Take a seat; entering the same code again changes nothing.

    Args:
        open_uow: starts a writing transaction.
        typed: the code as people type it.
        passenger_id: who rides along.
        now: aware.

    Raises:
        TooManyAttempts: too many tries of this person.
        MistypedCode: the check character does not fit.
        UnknownCode: nobody shows this code now.
        NotPossible: it is their own.
        LimitReached: the car is full.
    """
    take(open_uow, key=key_of("carpool", str(passenger_id)), limit=PAIRING_OF_ADDRESS, now=now)
    code = normalise(typed)
    with open_uow() as uow:
        found = uow.carpools.open_code(now, sha256=token_hash(code))
        if found is None:
            raise UnknownCode
        if found.driver_id == passenger_id:
            raise NotPossible(state="own_code")
        if uow.carpools.seats_of_code(found.id) >= SEATS_MAX:
            raise LimitReached
        uow.carpools.take_seat(found.id, passenger_id, now)
        uow.commit()
