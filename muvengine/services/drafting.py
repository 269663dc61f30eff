"""What is done alike to drafts of the rules and of the game."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotAllowed, NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.draft import Draft, DraftOf, DraftState
from muvengine.store.drafts import DraftStore
from muvengine.store.unit_of_work import UnitOfWork


def drafts_of(uow: UnitOfWork, kind: DraftOf) -> DraftStore:
    """Give where drafts of a kind are kept."""
    return uow.game_drafts if kind is DraftOf.GAME else uow.rulebook_drafts


def own_draft(drafts: DraftStore, draft_id: int, revision: int, actor: Actor) -> Draft:
    """Give an open draft to one who wrote it, as it was read.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it is not open, or changed meanwhile.
        NotAllowed: somebody who did not write it.
    """
    draft = draft_in(drafts, draft_id, DraftState.OPEN)
    if not draft.written_by(actor.id):
        raise NotAllowed(act="propose")
    _check_read(draft, revision)
    return draft


def proposed_draft(drafts: DraftStore, draft_id: int, revision: int, actor: Actor) -> Draft:
    """Give a proposed draft to a second organiser, as it was read.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it is not proposed, or changed meanwhile.
        NotAllowed: one of those who wrote it, or no organiser.
    """
    draft = draft_in(drafts, draft_id, DraftState.PROPOSED)
    if actor.kind != Role.ORGANISER or not draft.second_may_be(actor.id):
        raise NotAllowed(act="approve")
    _check_read(draft, revision)
    return draft


def draft_in(drafts: DraftStore, draft_id: int, state: DraftState) -> Draft:
    """Give a draft that stands where it should.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: where it stands.
    """
    draft = drafts.get(draft_id)
    if draft.state is not state:
        raise NotPossible(state=draft.state.value)
    return draft


def turn_draft(
    drafts: DraftStore, draft: Draft, after: DraftState, actor: Actor, now: datetime, **more: object
) -> None:
    """Move a draft on from where it was read; ``more`` as for the store.

    Raises:
        NotPossible: another hand was faster.
    """
    if not drafts.turn(draft, after, by=actor.id, now=now, **more):
        raise NotPossible(state="changed")


def note_draft(
    uow: UnitOfWork,
    actor: Actor,
    kind: DraftOf,
    act: str,
    draft_id: int,
    now: datetime,
    **meta: object,
) -> None:
    """Write down who did what to a draft."""
    about = "draft" if kind is DraftOf.RULEBOOK else "game_draft"
    uow.audit.append(actor, f"{kind}.{act}", about, str(draft_id), meta, at=now)


def _check_read(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise NotPossible(state="changed")
