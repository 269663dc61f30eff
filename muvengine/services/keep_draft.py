"""Write a draft of a rulebook, change it, or give it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.rules.draft import Draft, DraftState, DraftText
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

BYTES_MAX: Final = 256 * 1024
NOTE_CHARACTERS_MAX: Final = 500
ENDPOINT: Final = "keep_draft"


@dataclass(frozen=True, slots=True)
class Change:
    """Another text of a draft, written by somebody who read ``revision`` of it."""

    draft_id: int
    revision: int
    text: DraftText


def keep_draft(open_uow: OpenUow, text: DraftText, *, attempt: Attempt, now: datetime) -> int:
    """Keep a new draft, once however often it is sent, and give its number.

    It may be wrong still: nothing but its size and its letters is looked at.

    Raises:
        BadInput: ``fields`` names text or note.
        KeyReused: the attempt's key was used for something else.
    """
    _check(text)

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        draft_id = uow.rulebook_drafts.add(text, by=attempt.actor.id, now=now)
        uow.audit.append(attempt.actor, "rulebook.draft", "draft", str(draft_id), at=now)
        return {"draft": draft_id}

    return int(once(open_uow, attempt, keep).value["draft"])


def edit_draft(open_uow: OpenUow, change: Change, *, actor: Actor, now: datetime) -> Draft:
    """Change the text of an open draft; the same text again changes nothing.

    Raises:
        BadInput: ``fields`` names text or note.
        NotFound: no such draft.
        NotPossible: ``state`` is ``changed`` where a colleague changed it meanwhile, else
            what the draft is: proposed, published or dropped.
    """
    _check(change.text)
    with open_uow() as uow:
        draft = uow.rulebook_drafts.get(change.draft_id)
        if draft.state is not DraftState.OPEN:
            raise NotPossible(state=draft.state.value)
        if draft.text == change.text:
            return draft
        changed = uow.rulebook_drafts.rewrite(
            draft.id, change.text, revision=change.revision, by=actor.id, now=now
        )
        if not changed:
            raise NotPossible(state="changed")
        after = uow.rulebook_drafts.get(draft.id)
        uow.audit.append(
            actor, "rulebook.edit", "draft", str(draft.id), {"sha256": after.sha256}, at=now
        )
        uow.commit()
    return after


def drop_draft(open_uow: OpenUow, draft_id: int, *, actor: Actor, now: datetime) -> None:
    """Give a draft up; its text stays for the record.

    Raises:
        NotFound: no such draft.
        NotPossible: it is over already, or changed meanwhile.
    """
    with open_uow() as uow:
        draft = uow.rulebook_drafts.get(draft_id)
        if draft.state not in {DraftState.OPEN, DraftState.PROPOSED}:
            raise NotPossible(state=draft.state.value)
        if not uow.rulebook_drafts.turn(draft, DraftState.DROPPED, by=actor.id, now=now):
            raise NotPossible(state="changed")
        uow.audit.append(actor, "rulebook.drop", "draft", str(draft_id), at=now)
        uow.commit()


def _check(text: DraftText) -> None:
    fields = {}
    if not text.source.strip():
        fields["text"] = "missing"
    elif len(text.source.encode()) > BYTES_MAX:
        fields["text"] = "long"
    elif "\0" in text.source:
        # PostgreSQL keeps no such sign.
        fields["text"] = "letters"
    if len(text.note) > NOTE_CHARACTERS_MAX:
        fields["note"] = "long"
    if fields:
        raise BadInput(fields=fields)
