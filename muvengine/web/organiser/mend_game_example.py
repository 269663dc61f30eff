"""Examples of a game's draft that are not as agreed: take what they give as right, or out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from http import HTTPStatus

from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.core.rules.draft import DraftOf
from muvengine.formats.game_yaml.read import check_game
from muvengine.formats.rule_form.controls import Words
from muvengine.formats.rule_form.figures import lean
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.rewrite import put_at, take_out
from muvengine.web import here
from muvengine.web.organiser.edit_game import show_game_draft
from muvengine.web.organiser.game_examples import OTHERWISE, of_example
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.write_form import write
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.post("/game/drafts/<int:draft_id>/examples/<int:number>/mend")
def mend_game_example(draft_id: int, number: int) -> Response | Answer:
    """Expect what an example gives."""
    opened = open_draft(draft_id, DraftOf.GAME)
    example = _numbered(opened, number)
    data, languages = opened.draft.text.source.encode(), here.written_locales()
    problems = of_example(check_game(data, languages=languages).problems, number)
    given = {
        str(one.facts["of"]): _plain(one.facts["got"]) for one in problems if one.code == OTHERWISE
    }
    expect = as_dict(example.get("expect")) | given
    return _changed(
        opened, lambda source: put_at(source, ("examples", number, "expect"), expect), "mended"
    )


@pages.post("/game/drafts/<int:draft_id>/examples/<int:number>/drop")
def drop_game_example(draft_id: int, number: int) -> Response | Answer:
    """Take an example out."""
    opened = open_draft(draft_id, DraftOf.GAME)
    _numbered(opened, number)
    return _changed(opened, lambda source: take_out(source, ("examples", number)), "dropped")


def _numbered(opened: Opened, number: int) -> Words:
    examples = as_list(opened.outline.document.get("examples"))
    if number >= len(examples):
        raise NotFound(kind="example")
    return as_dict(examples[number])


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return lean(value) if isinstance(value, Decimal) else value


def _changed(opened: Opened, change: Callable[[str], str], then: str) -> Response | Answer:
    """Change the text of a draft unless a colleague did: an example is known by its number."""
    outcome = write(opened, change)
    if outcome.kept:
        tell(f"game_parts.told_{then}")
        return to_edit(opened.draft.id, "examples", DraftOf.GAME)
    theirs = here.say("rulebooks.refused_changed")
    sentence = theirs if outcome.status == HTTPStatus.CONFLICT else outcome.why
    return show_game_draft(outcome.opened, outcome.status, sentence or theirs)
