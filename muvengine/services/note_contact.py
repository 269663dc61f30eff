"""A tablet asks for its list: it is in touch, and its clock can be compared."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.identity import Device
from muvengine.services.attempt import OpenUow

SKEW_S_MAX: Final = 10**9
# A tablet asks every minute; one write each time would serve nobody.
NOTE_EVERY: Final = timedelta(seconds=50)


def note_contact(
    open_uow: OpenUow,
    open_reading: OpenUow,
    device: Device,
    *,
    now: datetime,
    said: datetime | None = None,
) -> None:
    """Remember when a tablet was in touch.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        device: which tablet.
        now: aware.
        said: the time by its own clock, aware, where it told.
    """
    with open_reading() as uow:
        before = uow.tills.standing(device.id).contact.last_sync_at
    if before is not None and timedelta(0) <= now - before < NOTE_EVERY:
        return
    skew_s = None if said is None else round((said - now).total_seconds())
    if skew_s is not None:
        skew_s = max(-SKEW_S_MAX, min(SKEW_S_MAX, skew_s))
    with open_uow() as uow:
        contact = uow.tills.standing(device.id).contact.heard(now)
        uow.tills.note_contact(device.id, contact, skew_s)
        uow.commit()
