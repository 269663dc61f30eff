"""A draft that is being changed by forms: read, written anew, and kept unless a colleague was."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.rules.draft import Draft, DraftOf, DraftState
from muvengine.formats.game_yaml.outline import game_outline_of
from muvengine.formats.rulebook_yaml.outline import Outline, outline_of
from muvengine.reads.rulebook_life import draft_seen
from muvengine.services.keep_draft import Change, edit_draft
from muvengine.web import here


class At(NamedTuple):
    """Which draft, as it was read; 0 for one that is not kept yet."""

    draft_id: int = 0
    revision: int = 0


NEW: Final = At()


class Opened(NamedTuple):
    """A draft that may be changed.

    Attributes:
        draft: as it stands.
        outline: of its text.
        kind: of what.
    """

    draft: Draft
    outline: Outline
    kind: DraftOf = DraftOf.RULEBOOK

    @property
    def at(self) -> At:
        """Which one, as it was read."""
        return At(self.draft.id, self.draft.revision)


def open_draft(draft_id: int, kind: DraftOf = DraftOf.RULEBOOK) -> Opened:
    """Give a draft that is being written; one that stands still is answered by its page.

    Raises:
        NotFound: no such draft.
    """
    draft = draft_seen(here.wiring().open_reading, draft_id, kind).draft
    if draft.state is not DraftState.OPEN:
        page = ".game_draft" if kind is DraftOf.GAME else ".rulebook_draft"
        abort(redirect(url_for(page, draft_id=draft_id), HTTPStatus.SEE_OTHER))
    outlined = game_outline_of if kind is DraftOf.GAME else outline_of
    return Opened(draft, outlined(draft.text.source), kind)


def posted_revision() -> int:
    """Give which revision of the draft a form was made from."""
    return request.form.get("revision", default=0, type=int)


def overtaken(opened: Opened) -> bool:
    """Tell whether a colleague changed the draft since the form was made."""
    return posted_revision() != opened.draft.revision


def keep(opened: Opened, source: str) -> None:
    """Keep another text of a draft.

    Raises:
        BadInput: see ``edit_draft``.
        NotPossible: a colleague changed it between our reading and our writing.
    """
    wiring, draft = here.wiring(), opened.draft
    text = replace(draft.text, source=source)
    change = Change(draft.id, draft.revision, text, opened.kind)
    edit_draft(wiring.open_uow, change, actor=here.actor(), now=wiring.now())


def may_act(at: At, source: str, kind: DraftOf = DraftOf.RULEBOOK) -> bool:
    """Tell whether forms may change a text: it is what is kept of an open draft."""
    if not at.draft_id:
        return False
    draft = draft_seen(here.wiring().open_reading, at.draft_id, kind).draft
    return draft.state is DraftState.OPEN and (draft.revision, draft.text.source) == (
        at.revision,
        source,
    )


def to_edit(draft_id: int, anchor: str | None = None, kind: DraftOf = DraftOf.RULEBOOK) -> Response:
    """Lead back to the page on which a draft is changed."""
    page = ".edit_game" if kind is DraftOf.GAME else ".edit_draft_form"
    url = url_for(page, draft_id=draft_id, _anchor=anchor)
    return redirect(url, HTTPStatus.SEE_OTHER)
