"""Rehearsals: ask what other rules would have paid, see how far it is, read what was found."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.rules.rehearsal_findings import (
    CENTS_PER_POINT,
    PEOPLE_MIN,
    few,
)
from muvengine.core.rules.rehearsal_report import Report
from muvengine.formats.rehearsal_files import rehearsal_csv, rehearsal_json
from muvengine.reads.rehearsals import RehearsalSeen, rehearsal_seen
from muvengine.reads.rehearsals import rehearsals as list_rehearsals
from muvengine.services.work_rehearsal import go_on
from muvengine.web import here
from muvengine.web.bars import bar
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import day_of
from muvengine.web.page_words import tell
from muvengine.web.rehearsal_on_page import about, found_in, labels_of
from muvengine.words.http_status import status_of
from muvengine.words.rehearsal_in_words import few_in_words, signed, tables

Answer = tuple[str, int]
# A worker looks every other second.
LATE: Final = timedelta(minutes=1)


@pages.get("/rulebook/rehearsals")
def rehearsals() -> str:
    """List the last rehearsals."""
    listed = list_rehearsals(here.wiring().open_reading)
    return render_template("organiser/rehearsals.html", listed=listed, day_of=day_of)


@pages.get("/rulebook/rehearsals/<public_id>")
def rehearsal(public_id: str) -> Answer:
    """Show how far a rehearsal is, or what was found."""
    return _page(public_id, None, HTTPStatus.OK)


@pages.post("/rulebook/rehearsals/<public_id>/go-on")
def go_on_with_rehearsal(public_id: str) -> Response | Answer:
    """Let a rehearsal that stopped go on."""
    try:
        go_on(here.wiring().open_uow, public_id)
    except NotPossible as refusal:
        return _page(public_id, here.say("rehearsals.not_failed"), status_of(refusal))
    tell("rehearsals.told_go_on")
    return redirect(url_for(".rehearsal", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.get("/rulebook/rehearsals/<public_id>.csv", defaults={"ending": "csv"})
@pages.get("/rulebook/rehearsals/<public_id>.json", defaults={"ending": "json"})
def rehearsal_as_file(public_id: str, ending: str) -> Response:
    """Hand out what was found, as a table or for programs."""
    seen = _seen(public_id)
    report = _report(seen)
    if ending == "json":
        content = rehearsal_json(report, seen.candidate, about(seen))
    else:
        locale = here.locale()
        content = rehearsal_csv(tables(report, labels_of(seen, locale), locale), locale)
    wanted, name = seen.rehearsal.wanted, f"{seen.rehearsal.name}-{seen.rehearsal.version}"
    return handed_out(content, f"{name}-{wanted.first}-{wanted.last}.{ending}", TYPES[ending])


def _seen(public_id: str) -> RehearsalSeen:
    wiring = here.wiring()
    return rehearsal_seen(wiring.open_reading, wiring.shelf.rulebook, public_id)


def _report(seen: RehearsalSeen) -> Report:
    if seen.rehearsal.report is None:
        raise NotFound(kind="rehearsal")
    return seen.rehearsal.report


def _late(seen: RehearsalSeen) -> bool:
    """Tell whether a rehearsal waits so long that nobody may be there to play it."""
    untouched = seen.progress is not None and seen.progress.touched_at is None
    return untouched and here.wiring().now() - seen.rehearsal.asked_at > LATE


def _page(public_id: str, sentence: str | None, status: int) -> Answer:
    seen = _seen(public_id)
    one, locale = seen.rehearsal, here.locale()
    found = {} if one.report is None else found_in(seen, one.report, locale)
    page = render_template(
        "organiser/rehearsal.html",
        one=one,
        seen=seen,
        sentence=sentence,
        late=_late(seen),
        day_of=day_of,
        bar=bar,
        few=few,
        few_words=few_in_words(locale),
        people_min=PEOPLE_MIN,
        cents_per_point=CENTS_PER_POINT,
        signed=lambda points: signed(points, locale),
        **found,
    )
    return page, status
