"""The form of one rule: of a draft's text it changes the rule's own lines and nothing else."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.formats.rule_form.names import name_for
from muvengine.formats.rule_form.problem_fields import field_of
from muvengine.formats.rule_form.rule_form import RuleForm, rule_form
from muvengine.formats.rulebook_yaml.outline import Ruled
from muvengine.formats.rulebook_yaml.plain import as_list
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rewrite import add_to, put_at
from muvengine.formats.rulebook_yaml.rule_places import NAMED_BY
from muvengine.web import here
from muvengine.web.assets import PICTOGRAMS
from muvengine.web.organiser.edit_draft import show_draft
from muvengine.web.organiser.form_page import FormPage
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_choices import Choices, choices, posted
from muvengine.web.organiser.rule_words import kept_words, now_in_words, readable
from muvengine.web.organiser.text_problems import NOTHING, Wrong
from muvengine.web.organiser.write_form import write
from muvengine.web.organiser.written_text import label_said, plain_label
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/rulebook/drafts/<int:draft_id>/rules/<name>")
def edit_rule(draft_id: int, name: str) -> Answer:
    """Show a rule as a form."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        raise NotFound(kind="rule")
    offered = choices(opened.outline)
    form = rule_form(ruled.section, ruled.rule, offered.around)
    return _page(opened, form, offered, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/rules/<name>")
def change_rule(draft_id: int, name: str) -> Response | Answer:
    """Keep a rule as it was typed, or say what is wrong with it."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        return show_draft(opened, HTTPStatus.CONFLICT, here.say("rule_editor.gone"))
    offered = choices(opened.outline)
    form = rule_form(ruled.section, ruled.rule, offered.around)
    form = replace(form, rule=form.read(posted()))
    return _written(opened, form, offered, ruled)


@pages.get("/rulebook/drafts/<int:draft_id>/add/<section>")
def add_rule(draft_id: int, section: str) -> Answer:
    """Show the empty form of a new rule."""
    opened = open_draft(draft_id)
    offered = choices(opened.outline)
    form = rule_form(_section(section), {}, offered.around)
    return _page(opened, form, offered, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/add/<section>")
def keep_new_rule(draft_id: int, section: str) -> Response | Answer:
    """Add a rule, or say what is wrong with it."""
    opened = open_draft(draft_id)
    offered = choices(opened.outline)
    form = rule_form(_section(section), {}, offered.around)
    form = replace(form, rule=form.read(posted()))
    return _written(opened, form, offered, None)


def _section(section: str) -> str:
    if section not in NAMED_BY:
        raise NotFound(kind="rule")
    return section


def _written(
    opened: Opened, form: RuleForm, offered: Choices, ruled: Ruled | None
) -> Response | Answer:
    """Write a rule into the text and keep it, where nothing new is wrong with the text."""
    listed = as_list(opened.outline.document.get(form.section))
    path: Path = ruled.path if ruled else (form.section, len(listed))

    def change(source: str) -> str:
        if ruled:
            return put_at(source, path, form.rule)
        return add_to(source, path[:1], _named(opened, form))

    fields = form.fields
    outcome = write(opened, change, lambda problem: field_of(problem, path, fields))
    if not outcome.kept:
        return _page(
            outcome.opened,
            form,
            offered,
            outcome.status,
            wrong=outcome.wrong,
            sentence=outcome.sentence,
        )
    _tell(form, added=ruled is None, changed=outcome.changed)
    return to_edit(opened.draft.id, "rules")


def _named(opened: Opened, form: RuleForm) -> dict[str, object]:
    """Put a name of its own before the words of a new rule."""
    label = form.rule.get("label", {})
    text = label.get("en") or next(iter(label.values()), "")
    return {NAMED_BY[form.section]: name_for(text, opened.outline.names), **form.rule}


def _tell(form: RuleForm, *, added: bool, changed: bool) -> None:
    label = label_said(form.rule, form.name)
    code = "added" if added else "saved" if changed else "same"
    tell(f"rule_editor.told_{code}", label=label)


def _page(
    opened: Opened,
    form: RuleForm,
    offered: Choices,
    status: int,
    *,
    wrong: Wrong = NOTHING,
    sentence: str | None = None,
) -> Answer:
    book = readable(opened)
    ruled = opened.outline.find(form.name) if form.name else None
    page = render_template(
        "organiser/edit_rule.html",
        page=FormPage(opened.at, form.fields, wrong, offered.shared, form),
        offered=offered,
        at=opened.at,
        form=form,
        label=plain_label(ruled) if ruled else "",
        now=now_in_words(opened, book, form.name),
        ruled=ruled,
        kept=kept_words(opened, book, form),
        sentence=sentence,
        drawn=PICTOGRAMS,
    )
    return page, status
