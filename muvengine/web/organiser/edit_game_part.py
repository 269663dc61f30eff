"""The form of one part of a game: of a draft's text it changes that part's lines alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import render_template, request
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.core.game.challenges.challenge import GROUP_KINDS, PERSONAL_KINDS, Kind
from muvengine.core.rules.draft import DraftOf
from muvengine.formats.game_form.beginnings import begun, place_among
from muvengine.formats.game_form.game_form import game_form
from muvengine.formats.game_yaml.challenges import KINDS
from muvengine.formats.game_yaml.outline import BLOCKS, LISTS, NAMED_BY
from muvengine.formats.rule_form.controls import Words
from muvengine.formats.rule_form.names import name_for
from muvengine.formats.rule_form.problem_fields import field_of
from muvengine.formats.rule_form.rule_form import RuleForm
from muvengine.formats.rulebook_yaml.outline import Ruled
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rewrite import add_to, put_at
from muvengine.web import here
from muvengine.web.assets import PICTOGRAMS
from muvengine.web.organiser.edit_game import show_game_draft
from muvengine.web.organiser.game_fields import GamePage, kept_parts
from muvengine.web.organiser.game_parts import KIND_PICTOGRAMS, title_of
from muvengine.web.organiser.open_draft import Opened, open_draft, to_edit
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_choices import choices, posted
from muvengine.web.organiser.write_form import Outcome, write
from muvengine.web.organiser.written_text import label_said, plain_label
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is changed or added.

    Attributes:
        path: where it stands, or will.
        form: see there.
        ruled: of a list, as it stands; None for a new one and for a single block.
        new: it is added to a list.
    """

    path: Path
    form: RuleForm
    ruled: Ruled | None = None
    new: bool = False

    @property
    def label(self) -> str:
        """What people call it."""
        if self.form.section in BLOCKS:
            return title_of(self.form.section)
        return label_said(self.form.rule, self.form.name)


@pages.get("/game/drafts/<int:draft_id>/parts/<section>")
def edit_game_block(draft_id: int, section: str) -> Answer:
    """Show a single block as a form."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _page(Outcome(opened, status=HTTPStatus.OK), _block(opened, section))


@pages.post("/game/drafts/<int:draft_id>/parts/<section>")
def change_game_block(draft_id: int, section: str) -> Response | Answer:
    """Keep a single block as it was typed, or say what is wrong with it."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _kept(opened, _block(opened, section))


@pages.get("/game/drafts/<int:draft_id>/parts/<section>/<name>")
def edit_game_part(draft_id: int, section: str, name: str) -> Answer:
    """Show a level, badge, challenge or suspension as a form."""
    opened = open_draft(draft_id, DraftOf.GAME)
    ruled = opened.outline.find(name, section)
    if ruled is None:
        raise NotFound(kind="rule")
    return _page(Outcome(opened, status=HTTPStatus.OK), _listed(opened, ruled))


@pages.post("/game/drafts/<int:draft_id>/parts/<section>/<name>")
def change_game_part(draft_id: int, section: str, name: str) -> Response | Answer:
    """Keep it as it was typed, or say what is wrong with it."""
    opened = open_draft(draft_id, DraftOf.GAME)
    ruled = opened.outline.find(name, section)
    if ruled is None:
        return show_game_draft(opened, HTTPStatus.CONFLICT, here.say("game_parts.gone"))
    return _kept(opened, _listed(opened, ruled))


@pages.get("/game/drafts/<int:draft_id>/add/challenges")
def choose_kind(draft_id: int) -> str:
    """Offer the kinds of challenges."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return render_template(
        "organiser/choose_kind.html",
        at=opened.at,
        groups={"for_one": PERSONAL_KINDS, "for_several": GROUP_KINDS},
        drawn=KIND_PICTOGRAMS,
    )


@pages.get("/game/drafts/<int:draft_id>/add/challenges/<kind>")
def add_challenge(draft_id: int, kind: str) -> Answer:
    """Show the form of a new challenge of a kind."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _page(Outcome(opened, status=HTTPStatus.OK), _new(opened, "challenges", kind))


@pages.post("/game/drafts/<int:draft_id>/add/challenges/<kind>")
def keep_new_challenge(draft_id: int, kind: str) -> Response | Answer:
    """Add a challenge, or say what is wrong with it."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _kept(opened, _new(opened, "challenges", kind))


@pages.get("/game/drafts/<int:draft_id>/add/<section>")
def add_game_part(draft_id: int, section: str) -> Answer:
    """Show the form of a new level, badge or suspension."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _page(Outcome(opened, status=HTTPStatus.OK), _new(opened, section))


@pages.post("/game/drafts/<int:draft_id>/add/<section>")
def keep_new_game_part(draft_id: int, section: str) -> Response | Answer:
    """Add it, or say what is wrong with it."""
    opened = open_draft(draft_id, DraftOf.GAME)
    return _kept(opened, _new(opened, section))


def _block(opened: Opened, section: str) -> _Part:
    path = BLOCKS.get(section)
    if path is None:
        raise NotFound(kind="rule")
    block = value_at(opened.outline.document, path)
    return _Part(path, _form(opened, section, as_dict(block) or begun(section)))


def _listed(opened: Opened, ruled: Ruled) -> _Part:
    return _Part(ruled.path, _form(opened, ruled.section, ruled.rule), ruled)


def _new(opened: Opened, section: str, kind: str = "") -> _Part:
    if section not in LISTS or (section == "challenges") != (kind in KINDS):
        raise NotFound(kind="rule")
    return _Part(LISTS[section], _form(opened, section, begun(section, kind)), new=True)


def _form(opened: Opened, section: str, block: Words) -> RuleForm:
    return game_form(section, block, choices(opened.outline).around)


def _kept(opened: Opened, part: _Part) -> Response | Answer:
    """Write a part into the text and keep it, where nothing new is wrong with the text."""
    section, typed = part.form.section, part.form.read(posted())
    part = replace(part, form=replace(part.form, rule=typed))
    path = part.path
    if part.new:
        path = (*path, place_among(section, typed, value_at(opened.outline.document, path)))

    def change(source: str) -> str:
        if not part.new:
            return put_at(source, path, typed)
        number = path[-1]
        assert isinstance(number, int)
        return add_to(source, part.path, _named(opened, part), at=number)

    fields = part.form.fields
    outcome = write(opened, change, lambda problem: field_of(problem, path, fields))
    if not outcome.kept:
        return _page(outcome, part)
    code = "added" if part.new else "saved" if outcome.changed else "same"
    tell(f"rule_editor.told_{code}", label=part.label)
    return to_edit(opened.draft.id, f"part-{section}", DraftOf.GAME)


def _named(opened: Opened, part: _Part) -> Words:
    """Put a name of its own before the words of a new badge or challenge."""
    section, block = part.form.section, part.form.rule
    word = NAMED_BY[section]
    if word in part.form.controls:
        return block
    label = as_dict(block.get("label"))
    text = str(label.get("en") or next(iter(label.values()), ""))
    taken = {one.name for one in opened.outline.rules if one.section == section}
    return {word: name_for(text, taken, what=word), **block}


def _page(outcome: Outcome, part: _Part) -> Answer:
    opened, form, ruled = outcome.opened, part.form, part.ruled
    page = GamePage(opened.at, form.fields, outcome.wrong, {}, form)
    heading = plain_label(ruled) if ruled else part.label
    text = render_template(
        "organiser/edit_game_part.html",
        page=page,
        offered=choices(opened.outline),
        at=opened.at,
        form=form,
        kind=page.kind,
        kind_drawn=KIND_PICTOGRAMS[Kind(page.kind)] if page.kind else "",
        to=request.path,
        new=part.new,
        heading=here.say(f"game_parts.new_{form.section}") if part.new else heading,
        ruled=ruled,
        kept=kept_parts(opened, part.path, form) if not part.new else [],
        sentence=outcome.sentence,
        drawn=PICTOGRAMS,
    )
    return text, outcome.status
