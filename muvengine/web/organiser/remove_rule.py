"""Take a rule out of a draft, after a look at the lines that leave the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import render_template, url_for
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


@dataclass(frozen=True, slots=True)
class Removal:
    """What would be taken out of a draft.

    Attributes:
        now: what it says, line by line; empty while it cannot be read.
        named: what else names it.
        words: whose sentences tell that.
        to: the address that takes it out.
        back: the address of its form.
    """

    opened: Opened
    ruled: Ruled
    now: tuple[str, ...]
    named: tuple[str, ...]
    words: str
    to: str
    back: str


@pages.get("/rulebook/drafts/<int:draft_id>/rules/<name>/remove")
def remove_rule(draft_id: int, name: str) -> Answer:
    """Show the lines that would leave the text, and what else names the rule."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        raise NotFound(kind="rule")
    return removal_page(_removal(opened, ruled), HTTPStatus.OK)


@pages.post("/rulebook/drafts/<int:draft_id>/rules/<name>/remove")
def remove_rule_now(draft_id: int, name: str) -> Response | Answer:
    """Take the rule out."""
    opened = open_draft(draft_id)
    ruled = opened.outline.find(name)
    if ruled is None:
        return show_draft(opened, HTTPStatus.CONFLICT, here.say("rule_editor.gone"))
    outcome = write(opened, lambda source: take_out(source, ruled.path))
    if not outcome.kept:
        return removal_page(_removal(outcome.opened, ruled), outcome.status, outcome.why)
    tell("rule_editor.told_removed", label=plain_label(ruled))
    return to_edit(draft_id, "rules")


def removal_page(removal: Removal, status: int, sentence: str | None = None) -> Answer:
    """Show what would leave a text."""
    page = render_template(
        "organiser/remove_rule.html",
        at=removal.opened.at,
        label=plain_label(removal.ruled),
        now=removal.now,
        lines=_lines(removal.opened, removal.ruled),
        named=removal.named,
        words=removal.words,
        to=removal.to,
        back=removal.back,
        sentence=sentence,
    )
    return page, status


def _removal(opened: Opened, ruled: Ruled) -> Removal:
    place: dict[str, Any] = {"draft_id": opened.draft.id, "name": ruled.name}
    now = now_in_words(opened, readable(opened), ruled.name)
    return Removal(
        opened=opened,
        ruled=ruled,
        now=tuple(part for part in (now.pays, now.when) if part) if now else (),
        named=tuple(_naming(opened.outline, ruled)),
        words="rule_editor",
        to=url_for(".remove_rule_now", **place),
        back=url_for(".edit_rule", **place),
    )


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
