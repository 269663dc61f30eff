"""Take a rule out of a draft, after a look at the lines that leave the text."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.formats.rulebook_yaml.outline import Outline, Ruled
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.rewrite import Unwritable, take_out
from muvengine.formats.rulebook_yaml.text_diff import gone_lines
from muvengine.web import here
from muvengine.web.organiser.edit_draft import show_draft
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_words import now_in_words, readable
from muvengine.web.organiser.write_form import write
from muvengine.web.organiser.written_text import plain_label
from muvengine.web.page_words import tell

Answer = tuple[str, int]
_NAMING = (
    ("expect", "lines"),
    ("expect", "missed"),
    ("history", "day_km"),
    ("history", "fired"),
    ("history", "points"),
)
"""Where an example names rules."""


@pages.get("/rulebook/drafts/<int:draft_id>/rules/<name>/remove")
def remove_rule(draft_id: int, name: str) -> Answer:
    """Show the lines that would leave the text, and what else names the rule."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        raise NotFound(kind="rule")
    return _page(opened, ruled, HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/rules/<name>/remove")
def remove_rule_now(draft_id: int, name: str) -> Response | Answer:
    """Take the rule out."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        return show_draft(opened, HTTPStatus.CONFLICT, here.say("rule_editor.gone"))
    outcome = write(opened, lambda source: take_out(source, ruled.path))
    if not outcome.kept:
        return _page(outcome.opened, ruled, outcome.status, outcome.why)
    tell("rule_editor.told_removed", label=plain_label(ruled))
    return to_edit(draft_id, "rules")


def _page(opened: Opened, ruled: Ruled, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "organiser/remove_rule.html",
        at=opened.at,
        ruled=ruled,
        label=plain_label(ruled),
        now=now_in_words(opened, readable(opened), ruled.name),
        lines=_lines(opened, ruled),
        named=list(_naming(opened.outline, ruled)),
        sentence=sentence,
    )
    return page, status


def _lines(opened: Opened, ruled: Ruled) -> str:
    """Give the lines that would go; the rule begins among them."""
    source = opened.draft.text.source
    try:
        left = take_out(source, ruled.path)
    except Unwritable:
        return ""
    return "".join(gone_lines(source, left, ruled.line))


def _naming(outline: Outline, ruled: Ruled) -> Iterator[str]:
    """Say what else names a rule."""
    for one in outline.rules:
        if ruled.name in (*as_list(one.rule.get("rules")), *as_list(one.rule.get("except"))):
            yield here.say("rule_editor.in_cap", name=plain_label(one))
    for example in as_list(outline.document.get("examples")):
        if any(ruled.name in as_dict(value_at(example, path)) for path in _NAMING):
            yield here.say("rule_editor.in_example", name=as_dict(example).get("example", ""))
