"""Take a part out of a draft of the game, after a look at the lines that leave the text."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.core.rules.draft import DraftOf
from muvengine.formats.rulebook_yaml.outline import Outline, Ruled
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.rewrite import take_out
from muvengine.web import here
from muvengine.web.organiser.edit_game import show_game_draft
from muvengine.web.organiser.game_parts import told_of
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.remove_rule import Removal, removal_page
from muvengine.web.organiser.write_form import write
from muvengine.web.organiser.written_text import plain_label
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/game/drafts/<int:draft_id>/parts/<section>/<name>/remove")
def remove_game_part(draft_id: int, section: str, name: str) -> Answer:
    """Show the lines that would leave the text, and what else names the part."""
    opened = open_draft(draft_id, DraftOf.GAME)
    ruled = opened.outline.find(name, section)
    if ruled is None:
        raise NotFound(kind="rule")
    return removal_page(_removal(opened, ruled), HTTPStatus.OK)


@pages.post("/game/drafts/<int:draft_id>/parts/<section>/<name>/remove")
def remove_game_part_now(draft_id: int, section: str, name: str) -> Response | Answer:
    """Take the part out."""
    opened = open_draft(draft_id, DraftOf.GAME)
    ruled = opened.outline.find(name, section)
    if ruled is None:
        return show_game_draft(opened, HTTPStatus.CONFLICT, here.say("game_parts.gone"))
    outcome = write(opened, lambda source: take_out(source, ruled.path))
    if not outcome.kept:
        return removal_page(_removal(outcome.opened, ruled), outcome.status, outcome.why)
    tell("rule_editor.told_removed", label=plain_label(ruled))
    return to_edit(draft_id, f"part-{section}", DraftOf.GAME)


def _removal(opened: Opened, ruled: Ruled) -> Removal:
    place: dict[str, Any] = {
        "draft_id": opened.draft.id,
        "section": ruled.section,
        "name": ruled.name,
    }
    return Removal(
        opened=opened,
        ruled=ruled,
        now=told_of(ruled),
        named=tuple(_naming(opened.outline, ruled)),
        words="game_parts",
        to=url_for(".remove_game_part_now", **place),
        back=url_for(".edit_game_part", **place),
    )


def _naming(outline: Outline, ruled: Ruled) -> Iterator[str]:
    """Say which examples name a badge or a challenge."""
    for example in as_list(outline.document.get("examples")):
        named = {
            "badges": as_list(value_at(example, ("expect", "badges"))),
            "challenges": [value_at(example, ("chosen", "challenge"))],
        }
        if ruled.name in named.get(ruled.section, ()):
            yield here.say("rule_editor.in_example", name=as_dict(example).get("example", ""))
