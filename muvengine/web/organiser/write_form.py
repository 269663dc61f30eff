"""A form's change written into the text of a draft: kept, or told why not."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from muvengine.core.errors import BadInput, NotPossible
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.rewrite import Unwritable
from muvengine.web import here
from muvengine.web.organiser.open_draft import Opened, keep, open_draft, overtaken
from muvengine.web.organiser.text_problems import NOTHING, Wrong, fresh_problems, wrong_of


class Outcome(NamedTuple):
    """What became of a change.

    Attributes:
        opened: the draft that the next form is made from.
        kept: whether its text says so now.
        changed: whether it said anything else before.
        wrong, sentence, status: why it was not kept.
    """

    opened: Opened
    kept: bool = False
    changed: bool = False
    wrong: Wrong = NOTHING
    sentence: str | None = None
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def why(self) -> str | None:
        """One sentence for a page without fields."""
        return self.sentence or next(iter(self.wrong.others), None)


def write(
    opened: Opened,
    change: Callable[[str], str],
    field_of: Callable[[Problem], str | None] | None = None,
) -> Outcome:
    """Change a text and keep it, where nothing new is wrong with it.

    Args:
        opened: the draft, as it stands.
        change: gives the other text, or raises ``Unwritable``.
        field_of: see ``wrong_of``; None keeps a text whatever is wrong with it.
    """
    text = opened.draft.text
    try:
        source = change(text.source)
    except Unwritable:
        return Outcome(opened, wrong=Wrong(others=[here.say("rule_editor.unwritable")]))
    if field_of is not None:
        wrong = wrong_of(fresh_problems(text, source, opened.kind), field_of)
        if wrong:
            return Outcome(opened, wrong=wrong)
    theirs = here.say("rule_editor.theirs")
    if overtaken(opened):
        return Outcome(opened, sentence=theirs, status=HTTPStatus.CONFLICT)
    try:
        keep(opened, source)
    except BadInput:
        return Outcome(opened, sentence=here.say("rulebooks.text_long"))
    except NotPossible:
        later = open_draft(opened.draft.id, opened.kind)
        return Outcome(later, sentence=theirs, status=HTTPStatus.CONFLICT)
    return Outcome(opened, kept=True, changed=source != text.source)
