"""A trip's score sheet as a file to print, in the language of the person whose trip it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flask import Response

from muvengine.core.people.identity import Person
from muvengine.formats.score_sheet_pdf import PaperLine, ScorePaper, draw_score
from muvengine.reads.corrections import corrections
from muvengine.reads.score_sheet import ScoreSheet
from muvengine.web import here
from muvengine.web.assets import PICTOGRAMS
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.route_labels import route_labels
from muvengine.web.sheet_on_page import SheetOnPage, sheet_on_page
from muvengine.words.catalogue import say, written
from muvengine.words.figures import Clock, FullDay, Metres, Seconds, figure
from muvengine.words.score_in_words import Explained

MISSED_MAX: Final = 5
"""Paper cannot be unfolded: what is least useful stays on the page."""


def sheet_file(read: ScoreSheet, person: Person) -> Response:
    """Hand out a sheet for paper.

    Args:
        read: a trip of theirs.
        person: whose it is.
    """
    locale = person.locale
    sheet = sheet_on_page(read, locale, route_labels(locale))
    name = f"trip-{read.trip.local_day.isoformat()}.pdf"
    return handed_out(draw_score(_paper(read, person, sheet)), name, TYPES["pdf"])


def _paper(read: ScoreSheet, person: Person, sheet: SheetOnPage) -> ScorePaper:
    locale, told, trip = person.locale, sheet.told, read.trip
    missed = [*([told.idea] if told.idea else ()), *told.missed]
    left = len(missed) - MISSED_MAX
    closing = [
        *_again(read, locale),
        say(
            "participant.rulebook_used",
            locale,
            name=written(read.rulebook.label, locale),
            version=read.rulebook.version,
        ),
        say("explanations.paper_desk", locale),
    ]
    if left > 0:
        closing.insert(0, say("explanations.paper_more", locale, n=left))
    return ScorePaper(
        programme=here.programme().name,
        title=say("explanations.paper_title", locale),
        about=_about(read, person),
        lines=tuple(_lines((*told.lines, *told.folded), sheet, locale)),
        total=(
            say("participant.sheet_total", locale),
            say("participant.n_points", locale, n=trip.points),
        ),
        spend=_spend(read, locale),
        missed_title=say("explanations.paper_missed", locale),
        missed=tuple(_lines(missed[:MISSED_MAX], sheet, locale)),
        closing=closing,
        language=locale[:2],
        # The same sheet gives the same bytes on every printer.
        made_at=here.local(read.sheet.created_at),
    )


def _again(read: ScoreSheet, locale: str) -> list[str]:
    """Say when it was last counted again, and why."""
    found = corrections(here.wiring().open_reading, read.trip.person_id, read.trip.public_id)
    if not found:
        return []
    last = found[0]
    again = say(
        "rescoring.paper_again",
        locale,
        at=here.local(last.at),
        before=last.before,
        after=last.after,
    )
    why = last.reason or written(last.reasons, locale)
    return [f"{again} {say('review.reason', locale, reason=why)}" if why else again]


def _about(read: ScoreSheet, person: Person) -> list[str]:
    locale, trip = person.locale, read.trip
    state = "withdrawn" if trip.withdrawn_at else trip.outcome
    return [
        say(
            "explanations.paper_of",
            locale,
            name=person.name,
            mode=say(f"modes.{trip.mode}", locale),
            day=FullDay(trip.local_day),
        ),
        say(
            "explanations.paper_trip",
            locale,
            distance=Metres(trip.distance_m),
            duration=Seconds(trip.duration_s),
            start=Clock(here.local(trip.start_at)),
            end=Clock(here.local(trip.end_at)),
        ),
        say(f"participant.outcome_{state}", locale),
    ]


def _lines(lines: Iterable[Explained], sheet: SheetOnPage, locale: str) -> Iterable[PaperLine]:
    for line in lines:
        drawing = sheet.drawings[line.rule]
        points = "" if line.missed else _points(line.points, locale)
        yield PaperLine(PICTOGRAMS.get(drawing, drawing), line.label, line.told, points)


def _points(points: int, locale: str) -> str:
    if not points:
        return figure(0, locale)
    code = "participant.gained" if points > 0 else "participant.lost"
    return say(code, locale, n=abs(points))


def _spend(read: ScoreSheet, locale: str) -> str:
    """Say when the points can be spent, as the page of the trip does."""
    if read.trip.withdrawn_at:
        return say("participant.spend_back", locale)
    if read.held:
        return say("participant.spend_held", locale)
    if read.spendable_at:
        return say("participant.spend_from", locale, at=here.local(read.spendable_at))
    return say("participant.spend_now", locale) if read.trip.points else ""
