"""An organiser gives an offer a picture, or takes it away."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.formats.picture import small_picture
from muvengine.services.attempt import OpenUow


def keep_picture(
    open_uow: OpenUow, offer_id: int, data: bytes, *, actor: Actor, now: datetime
) -> None:
    """Keep a small copy of a picture without anything but its dots; safe to repeat.

    Raises:
        BadInput: see ``small_picture``.
        NotFound: no such offer.
    """
    # Drawn before the transaction: no lock is held while a picture is read.
    small = small_picture(data)
    with open_uow() as uow:
        uow.offers.get(offer_id)
        uow.pictures.keep(offer_id, small, by=actor.id, now=now)
        uow.audit.append(actor, "offer.picture", "offer", str(offer_id), at=now)
        uow.commit()


def drop_picture(open_uow: OpenUow, offer_id: int, *, actor: Actor, now: datetime) -> None:
    """Take an offer's picture away; safe to repeat."""
    with open_uow() as uow:
        if uow.pictures.drop(offer_id):
            uow.audit.append(actor, "offer.picture_drop", "offer", str(offer_id), at=now)
        uow.commit()
