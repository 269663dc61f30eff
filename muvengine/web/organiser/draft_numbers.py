"""The numbers with a name of a draft: change one, and every rule that names it changes."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.formats.rule_form.controls import Typed
from muvengine.formats.rule_form.params_form import ParamsForm, params_form
from muvengine.formats.rulebook_yaml.outline import Outline
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import texts
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.rewrite import Unwritable, put_at
from muvengine.web import here
from muvengine.web.organiser.form_page import FormPage
from muvengine.web.organiser.open_draft import Opened, keep, open_draft, overtaken, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_choices import decimal_sign, params_of, posted
from muvengine.web.organiser.text_problems import NOTHING, Wrong, fresh_problems, wrong_of
from muvengine.web.organiser.written_text import plain_label
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/rulebook/drafts/<int:draft_id>/numbers")
def draft_numbers(draft_id: int) -> Answer:
    """Show every number with a name."""
    opened = open_draft(draft_id)
    return _page(opened, _form(opened).fields, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/numbers")
def change_numbers(draft_id: int) -> Response | Answer:
    """Keep the numbers as they were typed, or say what is wrong with one."""
    opened, typed = open_draft(draft_id), posted()
    form, draft = _form(opened), opened.draft
    try:
        source = put_at(draft.text.source, ("params",), form.read(typed)) if form.params else ""
    except Unwritable:
        wrong = Wrong(others=[here.say("rule_editor.unwritable")])
        return _page(opened, typed, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=wrong)
    wrong = wrong_of(fresh_problems(draft.text, source), lambda one: _field_of(one, typed))
    if wrong:
        return _page(opened, typed, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=wrong)
    theirs = here.say("rule_editor.theirs")
    if overtaken(opened):
        return _page(opened, typed, HTTPStatus.CONFLICT, sentence=theirs)
    try:
        keep(opened, source)
    except NotPossible:
        return _page(open_draft(draft_id), typed, HTTPStatus.CONFLICT, sentence=theirs)
    tell(f"rule_editor.told_{'same' if source == draft.text.source else 'numbers'}")
    return to_edit(draft_id, "numbers")


def _form(opened: Opened) -> ParamsForm:
    first_day = str(value_at(opened.outline.document, ("effective", "from")) or "")
    return params_form(params_of(opened.outline), first_day, decimal_sign())


def _field_of(problem: Problem, typed: Typed) -> str | None:
    """Find the row of a number; a number that does not fit a rule is told by its name."""
    path = problem.path.replace("[", ".").replace("]", "")
    if problem.code == "R211":
        path = f"params.{problem.facts['name']}"
    if not path.startswith("params."):
        return None
    for inside in (f"{path}.value", path, f"{path}.0.value"):
        if inside in typed:
            return inside
    return ""


def _page(
    opened: Opened,
    fields: Typed,
    status: int,
    *,
    wrong: Wrong = NOTHING,
    sentence: str | None = None,
) -> Answer:
    page = render_template(
        "organiser/draft_numbers.html",
        page=FormPage(opened.at, dict(fields), wrong, {}),
        at=opened.at,
        form=_form(opened),
        used=_used(opened.outline),
        sentence=sentence,
    )
    return page, status


def _used(outline: Outline) -> dict[str, list[str]]:
    """Tell which rules name each number."""
    found: dict[str, list[str]] = {}
    for ruled in outline.rules:
        named = {text[1:] for _, text in texts(ruled.rule, ()) if text.startswith("$")}
        for name in sorted(named):
            found.setdefault(name, []).append(plain_label(ruled))
    return found
