"""Take a published rulebook back before its first day."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotPossible, RulebookGap
from muvengine.core.people.actor import Actor
from muvengine.core.rules.succession import new_hole
from muvengine.services.attempt import OpenUow
from muvengine.services.fit_rulebook import earliest_day


def withdraw_rulebook(open_uow: OpenUow, version_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a version back: its days go to the version before it.

    One organiser may do this alone: nobody has earned by it yet, and what holds stays.

    Args:
        open_uow: starts a writing transaction.
        version_id: of a published version.
        actor: by whose hand.
        now: aware.

    Raises:
        NotFound: no such version.
        NotPossible: ``state`` is ``withdrawn`` already, or ``begun``: trips may have been
            judged by it.
        RulebookGap: days before a later version would have no rulebook.
    """
    with open_uow() as uow:
        uow.rulebooks.alone()
        lived = uow.rulebooks.lived(version_id)
        if lived.withdrawn:
            raise NotPossible(state="withdrawn")
        earliest = earliest_day(now, uow.programme.get().zone)
        if lived.version.effective_from < earliest:
            raise NotPossible(state="begun")
        before = uow.rulebooks.published()
        after = [one for one in before if one.id != version_id]
        hole = new_hole(before, after, from_day=earliest)
        if hole is not None:
            raise RulebookGap(first_day=hole.first_day, end_day=hole.end_day)
        if not uow.rulebooks.withdraw(version_id, by=actor.id, now=now):
            raise NotPossible(state="withdrawn")
        meta = {"sha256": lived.version.sha256}
        uow.audit.append(actor, "rulebook.withdraw", "rulebook", str(version_id), meta, at=now)
        uow.commit()
