"""The numbers with a name of a draft: change one, and every rule that names it changes."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from muvengine.formats.rule_form.controls import Typed
from muvengine.formats.rule_form.params_form import ParamsForm, params_form
from muvengine.formats.rulebook_yaml.outline import Outline
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import texts
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.rewrite import put_at
from muvengine.web.organiser.form_page import FormPage
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_choices import decimal_sign, params_of, posted
from muvengine.web.organiser.text_problems import NOTHING, Wrong
from muvengine.web.organiser.write_form import write
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
    form = _form(opened)

    def change(source: str) -> str:
        return put_at(source, ("params",), form.read(typed)) if form.params else ""

    outcome = write(opened, change, lambda one: _field_of(one, typed))
    if not outcome.kept:
        return _page(
            outcome.opened, typed, outcome.status, wrong=outcome.wrong, sentence=outcome.sentence
        )
    tell(f"rule_editor.told_{'numbers' if outcome.changed else 'same'}")
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
