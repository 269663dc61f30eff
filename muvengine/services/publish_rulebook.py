"""Put a rulebook in force."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.rules.life import Hands
from muvengine.core.rules.version import Version
from muvengine.services.attempt import OpenUow
from muvengine.services.fit_rulebook import Publication, fit_rulebook
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["Publication", "publish_rulebook", "put_in_force"]


def publish_rulebook(
    open_uow: OpenUow, publication: Publication, *, actor: Actor, now: datetime
) -> Version:
    """Check a rulebook and keep it for ever, unless this very one is in force already.

    For whoever runs the server, and for a town that begins; organisers publish what a
    colleague has approved (``approve_rulebook``).

    Args:
        open_uow: starts a writing transaction.
        publication: what, and from when.
        actor: by whose hand.
        now: aware.

    Raises:
        MuvError: see ``fit_rulebook``.
    """
    with open_uow() as uow:
        uow.rulebooks.alone()
        fit = fit_rulebook(uow, publication, now)
        kept = put_in_force(uow, fit, publication.data.decode(), actor, now)
        uow.commit()
    return kept


def put_in_force(
    uow: UnitOfWork,
    fit: Version,
    source: str,
    actor: Actor,
    now: datetime,
    hands: Hands | None = None,
) -> Version:
    """Keep a version that fits; called inside another service's transaction.

    Args:
        uow: writing, after ``RulebookStore.alone``.
        fit: as ``fit_rulebook`` gave it; one that is published already stays as it is.
        source: its text.
        actor: whose act it is.
        now: aware.
        hands: who wrote, proposed and approved it; the actor alone when not given.
    """
    if fit.id:
        return fit
    through = hands or Hands(published_by=actor.id, written_by=actor.id)
    version_id = uow.rulebooks.publish(fit, source, hands=through, now=now)
    meta = {"sha256": fit.sha256, "first_day": fit.effective_from.isoformat()}
    uow.audit.append(actor, "rulebook.publish", "rulebook", str(version_id), meta, at=now)
    return uow.rulebooks.get(version_id)
