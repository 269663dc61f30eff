"""Ask a second organiser to put a draft in force, and what the second one answers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput, NotAllowed, NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.draft import Draft, DraftState
from muvengine.core.rules.life import Hands
from muvengine.core.rules.version import Version
from muvengine.services.attempt import OpenUow
from muvengine.services.fit_rulebook import Publication, fit_rulebook
from muvengine.services.publish_rulebook import put_in_force
from muvengine.store.unit_of_work import UnitOfWork

ANSWER_CHARACTERS_MAX: Final = 500


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
        draft = _read(uow, draft_id, DraftState.OPEN)
        if not draft.written_by(actor.id):
            raise NotAllowed(act="propose")
        _check_read(draft, revision)
        fit_rulebook(uow, publication_of(draft), now)
        _turn(uow, draft, DraftState.PROPOSED, actor, now, answer="")
        meta = {"sha256": draft.sha256}
        uow.audit.append(actor, "rulebook.propose", "draft", str(draft_id), meta, at=now)
        after = uow.rulebook_drafts.get(draft_id)
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
        draft = _read(uow, draft_id, DraftState.PROPOSED)
        if actor.kind != Role.ORGANISER or not draft.second_may_be(actor.id):
            raise NotAllowed(act="approve")
        _check_read(draft, revision)
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
        _turn(uow, draft, DraftState.PUBLISHED, actor, now, version_id=kept.id)
        meta = {"sha256": draft.sha256, "version": kept.id}
        uow.audit.append(actor, "rulebook.approve", "draft", str(draft_id), meta, at=now)
        uow.commit()
    return kept


def return_draft(
    open_uow: OpenUow, draft_id: int, answer: str, *, actor: Actor, now: datetime
) -> None:
    """Give a proposed draft back to be changed; its author may take it back as well.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        answer: what should change; may be empty.
        actor: an organiser.
        now: aware.

    Raises:
        BadInput: the answer is too long.
        NotFound: no such draft.
        NotPossible: ``state``: it is not proposed.
    """
    if len(answer) > ANSWER_CHARACTERS_MAX:
        raise BadInput(fields={"answer": "long"})
    with open_uow() as uow:
        draft = _read(uow, draft_id, DraftState.PROPOSED)
        _turn(uow, draft, DraftState.OPEN, actor, now, answer=answer)
        uow.audit.append(actor, "rulebook.return", "draft", str(draft_id), at=now)
        uow.commit()


def publication_of(draft: Draft) -> Publication:
    """Give a draft as what would be published."""
    text = draft.text
    return Publication(text.source.encode(), text.first_day, text.note)


def _read(uow: UnitOfWork, draft_id: int, state: DraftState) -> Draft:
    draft = uow.rulebook_drafts.get(draft_id)
    if draft.state is not state:
        raise NotPossible(state=draft.state.value)
    return draft


def _check_read(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise NotPossible(state="changed")


def _turn(
    uow: UnitOfWork, draft: Draft, after: DraftState, actor: Actor, now: datetime, **more: object
) -> None:
    if not uow.rulebook_drafts.turn(draft, after, by=actor.id, now=now, **more):
        raise NotPossible(state="changed")
