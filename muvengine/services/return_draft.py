"""Give a proposed draft back to those who wrote it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.rules.draft import DraftOf, DraftState
from muvengine.services.attempt import OpenUow
from muvengine.services.drafting import draft_in, drafts_of, note_draft, turn_draft

ANSWER_CHARACTERS_MAX: Final = 500


def return_draft(
    open_uow: OpenUow,
    draft_id: int,
    answer: str,
    *,
    actor: Actor,
    now: datetime,
    kind: DraftOf = DraftOf.RULEBOOK,
) -> None:
    """Give a proposed draft back to be changed; its author may take it back as well.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        answer: what should change; may be empty.
        actor: an organiser.
        now: aware.
        kind: of which.

    Raises:
        BadInput: the answer is too long.
        NotFound: no such draft.
        NotPossible: ``state``: it is not proposed.
    """
    if len(answer) > ANSWER_CHARACTERS_MAX:
        raise BadInput(fields={"answer": "long"})
    with open_uow() as uow:
        drafts = drafts_of(uow, kind)
        draft = draft_in(drafts, draft_id, DraftState.PROPOSED)
        turn_draft(drafts, draft, DraftState.OPEN, actor, now, answer=answer)
        note_draft(uow, actor, kind, "return", draft_id, now)
        uow.commit()
