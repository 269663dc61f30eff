"""Ask a second organiser to put a draft of the rules in force, and do it."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.rules.draft import Draft, DraftOf, DraftState
from muvengine.core.rules.life import Hands
from muvengine.core.rules.version import Version
from muvengine.services.attempt import OpenUow
from muvengine.services.drafting import note_draft, own_draft, proposed_draft, turn_draft
from muvengine.services.fit_rulebook import Publication, fit_rulebook
from muvengine.services.publish_rulebook import put_in_force


def propose_rulebook(
    open_uow: OpenUow, draft_id: int, revision: int, *, actor: Actor, now: datetime
) -> Draft:
    """Let a draft stand still until a second organiser has looked at it.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        revision: the one that was read.
        actor: who began it or changed it last.
        now: aware.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it changed meanwhile, or is not open.
        NotAllowed: somebody who did not write it.
        MuvError: see ``fit_rulebook``: what cannot be published is not proposed.
    """
    with open_uow() as uow:
        drafts = uow.rulebook_drafts
        draft = own_draft(drafts, draft_id, revision, actor)
        fit_rulebook(uow, publication_of(draft), now)
        turn_draft(drafts, draft, DraftState.PROPOSED, actor, now, answer="")
        note_draft(uow, actor, DraftOf.RULEBOOK, "propose", draft_id, now, sha256=draft.sha256)
        after = drafts.get(draft_id)
        uow.commit()
    return after


def approve_rulebook(
    open_uow: OpenUow, draft_id: int, revision: int, *, actor: Actor, now: datetime
) -> Version:
    """Put a proposed draft in force, by the hand of a second organiser.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        revision: the one that was read.
        actor: an organiser who neither began nor changed nor proposed it.
        now: aware.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it changed meanwhile, or is not proposed.
        NotAllowed: one of those who wrote it, or no organiser.
        MuvError: see ``fit_rulebook``; its day may have come too near.
    """
    with open_uow() as uow:
        uow.rulebooks.alone()
        draft = proposed_draft(uow.rulebook_drafts, draft_id, revision, actor)
        fit = fit_rulebook(uow, publication_of(draft), now)
        hands = Hands(
            published_by=actor.id,
            written_at=draft.created_at,
            written_by=draft.created_by,
            proposed_at=draft.proposed_at,
            proposed_by=draft.proposed_by,
            second_by=actor.id,
        )
        kept = put_in_force(uow, fit, draft.text.source, actor, now, hands)
        drafts, published = uow.rulebook_drafts, DraftState.PUBLISHED
        turn_draft(drafts, draft, published, actor, now, version_id=kept.id)
        meta = {"sha256": draft.sha256, "version": kept.id}
        note_draft(uow, actor, DraftOf.RULEBOOK, "approve", draft_id, now, **meta)
        uow.commit()
    return kept


def publication_of(draft: Draft) -> Publication:
    """Give a draft as what would be published."""
    text = draft.text
    return Publication(text.source.encode(), text.first_day, text.note)
