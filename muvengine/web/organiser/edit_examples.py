"""Examples of a draft: add one from values, take what it gives as right, take one out."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import render_template, request
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.rules.conditions import WORDS
from muvengine.core.rules.score import Score
from muvengine.formats.rule_form.controls import Typed, Words, first
from muvengine.formats.rule_form.example_form import agreed, example_field_of, example_of
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.rewrite import Unwritable, add_to, put_at, take_out
from muvengine.services.check_rulebook import check_against_town
from muvengine.web import here
from muvengine.web.organiser.edit_draft import show_draft
from muvengine.web.organiser.form_page import FormPage
from muvengine.web.organiser.open_draft import Opened, keep, open_draft, overtaken, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_choices import mode_names, posted
from muvengine.web.organiser.text_problems import NOTHING, Wrong, fresh_problems, wrong_of
from muvengine.web.organiser.write_form import write
from muvengine.web.page_words import tell
from muvengine.web.place_names import with_place_names
from muvengine.web.route_labels import route_labels
from muvengine.web.sheet_on_page import SheetOnPage, laid_out
from muvengine.words.score_in_words import explain

Answer = tuple[str, int]
NOON: Final = "12:00"


@pages.get("/rulebook/drafts/<int:draft_id>/examples/new")
def new_example(draft_id: int) -> Answer:
    """Ask for a trip."""
    opened = open_draft(draft_id)
    day = opened.draft.text.first_day or here.now().date()
    fields = {"day": [day.isoformat()], "time": [NOON], "trips": ["10"]}
    return _page(opened, fields, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/examples/new")
def add_example(draft_id: int) -> Response | Answer:
    """Say what the trip gives, or keep it with the points that are expected."""
    opened, typed = open_draft(draft_id), posted()
    source, number = opened.draft.text.source, len(opened.outline.example_lines)
    example = example_of(typed)
    try:
        source = add_to(source, ("examples",), example)
    except Unwritable:
        wrong = Wrong(others=[here.say("rule_editor.unwritable")])
        return _page(opened, typed, _REFUSED, wrong=wrong)
    wrong = wrong_of(
        fresh_problems(opened.draft.text, source), lambda one: example_field_of(one, number)
    )
    names = [
        as_dict(one).get("example") for one in as_list(opened.outline.document.get("examples"))
    ]
    if example["example"] in names:
        wrong.fields["example"] = [here.say("rule_editor.example_exists")]
    if wrong:
        return _page(opened, typed, _REFUSED, wrong=wrong)
    tried = _tried(source, number)
    if tried is None:
        wrong = Wrong(others=[here.say("rule_editor.examples_later")])
        return _page(opened, typed, _REFUSED, wrong=wrong)
    if request.form.get("do") != "keep":
        fields = {**typed, "points": [str(tried.score.points)]}
        return _page(opened, fields, HTTPStatus.OK, tried=tried)
    return _kept(opened, typed, tried.score, source)


@pages.post("/rulebook/drafts/<int:draft_id>/examples/<int:number>/mend")
def mend_example(draft_id: int, number: int) -> Response | Answer:
    """Expect what an example gives."""
    opened = open_draft(draft_id)
    example = _numbered(opened, number)
    tried = _tried(opened.draft.text.source, number)
    if tried is None:
        sentence = here.say("rule_editor.examples_later")
        return show_draft(opened, _REFUSED, sentence)
    path = ("examples", number, "expect")
    name, expect = example.get("example", ""), agreed(tried.score, as_dict(example.get("expect")))
    tell_later = ("rule_editor.told_mended", {"name": name, "n": tried.score.points})
    return _changed(opened, lambda source: put_at(source, path, expect), tell_later)


@pages.post("/rulebook/drafts/<int:draft_id>/examples/<int:number>/drop")
def drop_example(draft_id: int, number: int) -> Response | Answer:
    """Take an example out."""
    opened = open_draft(draft_id)
    name = _numbered(opened, number).get("example", "")
    tell_later = ("rule_editor.told_dropped", {"name": name})
    return _changed(opened, lambda source: take_out(source, ("examples", number)), tell_later)


_REFUSED: Final = HTTPStatus.UNPROCESSABLE_ENTITY


def _numbered(opened: Opened, number: int) -> Words:
    examples = as_list(opened.outline.document.get("examples"))
    if number >= len(examples):
        raise NotFound(kind="example")
    return as_dict(examples[number])


def _changed(
    opened: Opened, change: Callable[[str], str], then: tuple[str, dict[str, object]]
) -> Response | Answer:
    """Change the text of a draft unless a colleague did: an example is known by its number."""
    outcome = write(opened, change)
    if not outcome.kept:
        theirs = here.say("rulebooks.refused_changed")
        sentence = theirs if outcome.status == HTTPStatus.CONFLICT else outcome.why
        return show_draft(outcome.opened, outcome.status, sentence or theirs)
    code, facts = then
    tell(code, **facts)
    return to_edit(opened.draft.id, "examples")


class Tried(NamedTuple):
    """An example that was run: its points, and its sheet in words."""

    score: Score
    sheet: SheetOnPage


def _tried(source: str, number: int) -> Tried | None:
    """Run an example; None while the text cannot be read."""
    checked = check_against_town(here.wiring().open_reading, source.encode())
    book = checked.readable
    if book is None:
        return None
    example = checked.examples[number]
    score, day = example.score(book), example.facts.start.date()
    lines = explain(score.lines, with_place_names(book), here.locale(), day, route_labels())
    return Tried(score, laid_out(lines, book, example.facts.legs[0].mode))


def _kept(opened: Opened, typed: Typed, score: Score, source: str) -> Response | Answer:
    number, example = len(opened.outline.example_lines), example_of(typed)
    same = not first(typed, "points") or example["expect"]["points"] == score.points
    expect = agreed(score) if same else example["expect"]
    theirs = here.say("rule_editor.theirs_example")
    if overtaken(opened):
        return _page(opened, typed, HTTPStatus.CONFLICT, sentence=theirs)
    try:
        keep(opened, put_at(source, ("examples", number, "expect"), expect))
    except NotPossible:
        again = open_draft(opened.draft.id)
        return _page(again, typed, HTTPStatus.CONFLICT, sentence=theirs)
    tell("rule_editor.told_example", name=example["example"])
    return to_edit(opened.draft.id, "examples")


def _page(
    opened: Opened,
    fields: Typed,
    status: int,
    *,
    wrong: Wrong = NOTHING,
    sentence: str | None = None,
    tried: Tried | None = None,
) -> Answer:
    page = render_template(
        "organiser/new_example.html",
        page=FormPage(opened.at, dict(fields), wrong, {}),
        at=opened.at,
        modes=mode_names(opened.outline),
        routes=route_labels(),
        weather=WORDS["weather"],
        tried=tried,
        sentence=sentence,
    )
    return page, status
