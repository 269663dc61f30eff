"""Slow down whoever guesses: a failed try costs, a success does not.

Tries are paid for before they are made, and given back when they succeed: so the limit also
holds for many processes that try at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

from muvengine.core.errors import MuvError, TooManyAttempts
from muvengine.core.people import limits
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.limits import Bucket, Limit
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]


def key_of(kind: str, who: str) -> str:
    """Name a bucket; addresses and e-mails are not kept in clear for it."""
    return f"{kind}:{sha256(who.encode()).hexdigest()[:32]}"


def take(open_uow: OpenUow, *, key: str, limit: Limit, now: datetime) -> None:
    """Pay for one try.

    Raises:
        TooManyAttempts: none is left; ``retry_after_s`` tells when one is.
    """
    take_all(open_uow, {key: limit}, now=now)


def take_all(open_uow: OpenUow, tries: Mapping[str, Limit], *, now: datetime) -> None:
    """Pay for one try in each bucket, or in none.

    Raises:
        TooManyAttempts: one bucket has none left.
    """
    with open_uow() as uow:
        # Always in the same order: two processes must not wait for each other.
        for key in sorted(tries):
            held = uow.buckets.lock(key, Bucket.full(tries[key], now))
            uow.buckets.keep(key, limits.take(held, tries[key], now))
        uow.commit()


def give_back(uow: UnitOfWork, tries: Mapping[str, Limit], *, now: datetime) -> None:
    """Return what a successful try paid, inside its own transaction."""
    for key in sorted(tries):
        held = uow.buckets.lock(key, Bucket.full(tries[key], now))
        uow.buckets.keep(key, limits.give_back(held, tries[key], now))


def look(open_reading: OpenUow, *, key: str, limit: Limit, now: datetime) -> None:
    """Ask whether a try is left, without paying.

    Raises:
        TooManyAttempts: none is left.
    """
    with open_reading() as uow:
        held = uow.buckets.find(key)
    if held is not None:
        limits.take(held, limit, now)


@contextmanager
def counting(
    open_uow: OpenUow,
    open_reading: OpenUow,
    *,
    key: str,
    limit: Limit,
    now: datetime,
    costs: tuple[type[MuvError], ...],
) -> Iterator[None]:
    """Let a try through while one is left; pay only for refusals in ``costs``.

    For tries that rarely fail, as codes at a till: a success writes nothing here.  Tries made
    at the same moment may overstep the limit by their number.

    Raises:
        TooManyAttempts: none is left.
    """
    look(open_reading, key=key, limit=limit, now=now)
    try:
        yield
    except costs:
        take(open_uow, key=key, limit=limit, now=now)
        raise


def note_failure(open_uow: OpenUow, *, act: str, now: datetime) -> None:
    """Count a failed sign-in of anybody; when they pile up, leave a mark for the organiser.

    Nobody is kept out by it: guessing from many addresses must not close the door for all.
    """
    try:
        take(open_uow, key=f"alarm:{act}", limit=limits.SIGN_IN_ALARM, now=now)
    except TooManyAttempts:
        _raise_alarm(open_uow, act, now)


def _raise_alarm(open_uow: OpenUow, act: str, now: datetime) -> None:
    try:
        take(open_uow, key=f"alarm_raised:{act}", limit=limits.ALARM_RAISED, now=now)
    except TooManyAttempts:
        return
    with open_uow() as uow:
        uow.audit.append(SYSTEM, f"alarm.{act}", at=now)
        uow.commit()
