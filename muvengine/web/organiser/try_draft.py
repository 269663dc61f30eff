"""Try a draft on a trip that was made: what it was paid, beside what it would be paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from flask import render_template, request

from muvengine.core.errors import NotFound
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.score import ADDED_LATER, LineStatus, Score
from muvengine.core.trips.facts import TripFacts
from muvengine.reads.kept_trips import latest_trips
from muvengine.reads.score_sheet import ScoreSheet, score_sheet
from muvengine.web import here
from muvengine.web.organiser.open_draft import open_draft
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rule_words import readable
from muvengine.web.place_names import with_place_names
from muvengine.web.sheet_on_page import SheetOnPage, laid_out
from muvengine.words.rulebook_in_words import describe
from muvengine.words.score_in_words import Explained, explain

Answer = tuple[str, int]
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A sheet in words, with its points."""

    sheet: SheetOnPage
    points: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A trip under both rulebooks.

    Attributes:
        read: the trip as it was paid.
        paid, draft: both sheets.
        anew: the draft counts something that the old rules did not.
        weighed: the season had less left, or points were spent: nothing of that is tried.
    """

    read: ScoreSheet
    paid: Side
    draft: Side
    anew: bool
    weighed: bool


@pages.get("/rulebook/drafts/<int:draft_id>/try")
def try_draft(draft_id: int) -> Answer:
    """Offer the last trips, or try the draft on one of them."""
    opened = open_draft(draft_id)
    wiring, book = here.wiring(), readable(opened)
    public_id = request.args.get("trip", "").strip()
    trial, unknown = None, False
    if public_id and book:
        try:
            trial = _tried(public_id, book)
        except NotFound:
            unknown = True
    page = render_template(
        "organiser/try_draft.html",
        at=opened.at,
        book=book,
        trips=latest_trips(wiring.open_reading, most=MOST),
        typed=public_id,
        trial=trial,
        unknown=unknown,
    )
    return page, HTTPStatus.NOT_FOUND if unknown else HTTPStatus.OK


def _tried(public_id: str, book: Rulebook) -> Trial:
    wiring = here.wiring()
    read = score_sheet(wiring.open_reading, wiring.shelf.rulebook, public_id, here.actor())
    sheet, old = read.sheet, read.rulebook
    score = evaluate(book, sheet.facts, sheet.counters)
    asked = set(counter_keys(book, sheet.facts)) - set(counter_keys(old, sheet.facts))
    return Trial(
        read=read,
        paid=_side(sheet.score, with_place_names(old), sheet.facts),
        draft=_side(score, book, sheet.facts),
        anew=bool(asked),
        weighed=any(line.rule in ADDED_LATER for line in sheet.score.lines),
    )


def _side(score: Score, book: Rulebook, facts: TripFacts) -> Side:
    """Say a sheet without what it tells of the person's way: when and where they were."""
    locale, day = here.locale(), score.day
    asked = {line.rule: line.when for part in describe(book, locale, day) for line in part.lines}
    whys = {line.rule: line.why for line in score.lines}
    said = [
        _discreet(line, whys[line.rule], asked.get(line.rule, ""))
        for line in explain(score.lines, book, locale, day)
    ]
    return Side(laid_out(said, book, facts.legs[0].mode), score.points)


def _discreet(line: Explained, why: Mapping[str, object], asked: str) -> Explained:
    """Tell what a rule asks for, not what was the case instead; no route by its name."""
    if line.status in _UNMET and why.get("value") != "refused":
        return replace(line, told=asked, reachable=False)
    return replace(line, told="") if "routes" in why else line


_UNMET: Final = frozenset({LineStatus.SKIPPED.value, LineStatus.FAILED.value})
