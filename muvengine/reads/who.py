"""Who is behind a cookie or a bearer token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Device, Person, SignedIn
from muvengine.core.people.session_time import TOUCH_EVERY, idle_for
from muvengine.core.people.token import token_hash
from muvengine.core.trips.programme import Bearings
from muvengine.core.vouchers.offline import HEARD_AFTER
from muvengine.store.sessions import OpenSession
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
Here = tuple[SignedIn | Device, Bearings]
"""Who calls, and what is known of the town."""


def signed_in(open_reading: OpenReading, token: str, now: datetime) -> SignedIn | None:
    """Give who is signed in with this token; None when the session ended, rested or aged out.

    A help ends by itself once its helper may know the person no more, and so does what the holder
    of a mandate does once it is over.
    """
    with open_reading() as uow:
        held = uow.sessions.find(token_hash(token))
        helped, may_spend = _acting(uow, held, now) if held else (None, True)
    if held is None or now >= held.expires_at:
        return None
    rested = now - held.seen_at
    if rested > idle_for(held.person.role, shared_computer=held.shared_computer):
        return None
    return SignedIn(
        held.person,
        acting_for=helped,
        shared_computer=held.shared_computer,
        touch_due=rested >= TOUCH_EVERY,
        may_spend=may_spend,
    )


def _acting(uow: UnitOfWork, held: OpenSession, now: datetime) -> tuple[Person | None, bool]:
    """Give for whom somebody still acts, and whether their hand may spend."""
    other = held.acting_for
    if other is None:
        return None, True
    if held.person.role is Role.PARTICIPANT:
        mandate = uow.mandates.between(held.person.id, other.id, uow.programme.local_day(now))
        return (other, mandate.may_spend) if mandate else (None, True)
    return (other if uow.centres.reaches(held.person.id, other.id, now) else None), True


def device_by_token(
    open_reading: OpenReading, token: str, now: datetime, *, late: bool = False
) -> Device | None:
    """Give the paired tablet of this token; a revoked one is none.

    Args:
        open_reading: starts a reading transaction.
        token: of its cookie.
        now: aware.
        late: a tablet that was revoked lately may still tell what it did before.
    """
    with open_reading() as uow:
        return uow.sessions.device(token_hash(token), revoked_since=_since(now, late=late))


def bearer(
    open_reading: OpenReading, token: str, now: datetime, *, late: bool = False
) -> SignedIn | Device | None:
    """Give the person or tablet of an API token; a pairing token counts as its tablet's."""
    with open_reading() as uow:
        return _bearer(uow, token_hash(token), _since(now, late=late))


def at_the_door(
    open_glance: OpenReading,
    token: str,
    now: datetime,
    *,
    tablet: bool = False,
    late: bool = False,
) -> Here | None:
    """Give whose API token it is and the town's bearings; None of an unknown one.

    Args:
        open_glance: starts a reading of statements that need no common moment.
        token: as it was sent.
        now: aware.
        tablet: it is most likely a tablet's, which is looked for first.
        late: see ``device_by_token``.
    """
    hashed, since = token_hash(token), _since(now, late=late)
    looked_for = (_tablet_here, _person_here) if tablet else (_person_here, _tablet_here)
    with open_glance() as uow:
        found = (look(uow, hashed, since) for look in looked_for)
        return next((one for one in found if one is not None), None)


def _tablet_here(uow: UnitOfWork, hashed: str, since: datetime | None) -> Here | None:
    return uow.sessions.device_here(hashed, revoked_since=since)


def _person_here(uow: UnitOfWork, hashed: str, _since: datetime | None) -> Here | None:
    found = uow.sessions.person_here(hashed)
    return None if found is None else (SignedIn(found[0]), found[1])


def _bearer(uow: UnitOfWork, hashed: str, since: datetime | None) -> SignedIn | Device | None:
    person = uow.sessions.token_person(hashed)
    if person is not None:
        return SignedIn(person)
    return uow.sessions.device(hashed, revoked_since=since)


def _since(now: datetime, *, late: bool) -> datetime | None:
    return now - HEARD_AFTER if late else None
