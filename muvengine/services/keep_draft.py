"""Write a draft of the rules or of the game, change it, or give it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.rules.draft import Draft, DraftOf, DraftState, DraftText
from muvengine.services.attempt import OpenUow, once
from muvengine.services.drafting import drafts_of, note_draft, turn_draft
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
    kind: DraftOf = DraftOf.RULEBOOK


def keep_draft(
    open_uow: OpenUow,
    text: DraftText,
    *,
    attempt: Attempt,
    now: datetime,
    kind: DraftOf = DraftOf.RULEBOOK,
) -> int:
    """Keep a new draft, once however often it is sent, and give its number.

    It may be wrong still: nothing but its size and its letters is looked at.

    Raises:
        BadInput: ``fields`` names text or note.
        KeyReused: the attempt's key was used for something else.
    """
    _check(text)

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        draft_id = drafts_of(uow, kind).add(text, by=attempt.actor.id, now=now)
        note_draft(uow, attempt.actor, kind, "draft", draft_id, now)
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
        drafts = drafts_of(uow, change.kind)
        draft = drafts.get(change.draft_id)
        if draft.state is not DraftState.OPEN:
            raise NotPossible(state=draft.state.value)
        if draft.text == change.text:
            return draft
        changed = drafts.rewrite(
            draft.id, change.text, revision=change.revision, by=actor.id, now=now
        )
        if not changed:
            raise NotPossible(state="changed")
        after = drafts.get(draft.id)
        note_draft(uow, actor, change.kind, "edit", draft.id, now, sha256=after.sha256)
        uow.commit()
    return after


def drop_draft(
    open_uow: OpenUow,
    draft_id: int,
    *,
    actor: Actor,
    now: datetime,
    kind: DraftOf = DraftOf.RULEBOOK,
) -> None:
    """Give a draft up; its text stays for the record.

    Raises:
        NotFound: no such draft.
        NotPossible: it is over already, or changed meanwhile.
    """
    with open_uow() as uow:
        draft = drafts_of(uow, kind).get(draft_id)
        if draft.state not in {DraftState.OPEN, DraftState.PROPOSED}:
            raise NotPossible(state=draft.state.value)
        turn_draft(drafts_of(uow, kind), draft, DraftState.DROPPED, actor, now)
        note_draft(uow, actor, kind, "drop", draft_id, now)
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
