"""Treasure hunts: how many found what, start, pause, cancel, and figures as a table."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError, NotPossible, ReasonMissing
from muvengine.core.game.hunt import Way
from muvengine.formats.table_cells import write_table
from muvengine.reads import hunts as reading
from muvengine.services.run_hunt import cancel_hunt, pause_hunt, start_hunt
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.hunt_words import state_of
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import known, written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
WAYS = tuple(one.value for one in Way)


@pages.get("/hunts")
def hunts() -> str:
    """List hunts, drafts among them."""
    found = reading.offices(here.wiring().open_reading)
    return render_template("organiser/hunts.html", hunts=found, state_of=state_of)


@pages.get("/hunts/<key>")
def hunt(key: str) -> Answer:
    """Show one hunt with its figures and what can be done to it now."""
    return hunt_page(key, None, HTTPStatus.OK)


@pages.post("/hunts/<key>/start")
def begin_hunt(key: str) -> Response | Answer:
    """Let it be played; its terms and places stay as they are."""
    try:
        start_hunt(here.wiring().open_uow, key, actor=here.actor(), now=here.now())
    except NotPossible as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_started")
    return _back(key)


@pages.post("/hunts/<key>/pause")
def hold_hunt(key: str) -> Response | Answer:
    """Let nobody find anything for a while, or go on."""
    pause = request.form.get("pause") == "yes"
    uow = here.wiring().open_uow
    try:
        pause_hunt(uow, key, pause=pause, actor=here.actor(), now=here.now())
    except NotPossible as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_paused" if pause else "hunt.told_on")
    return _back(key)


@pages.post("/hunts/<key>/cancel")
def stop_hunt(key: str) -> Response | Answer:
    """End it early, with the reason; what was paid stays."""
    reason, uow = request.form.get("reason", ""), here.wiring().open_uow
    try:
        cancel_hunt(uow, key, reason, actor=here.actor(), now=here.now())
    except (ReasonMissing, NotPossible) as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_cancelled")
    return _back(key)


@pages.get("/hunts/<key>/figures.csv")
def hunt_figures(key: str) -> Response:
    """Hand out how many found what; nobody's name is in it."""
    view, locale = reading.in_office(here.wiring().open_reading, key), here.locale()
    head = [here.say("hunt.col_number"), here.say("hunt.col_place"), here.say("hunt.col_found")]
    rows: list[list[object]] = [[*head, *(here.say(f"hunt.way_{way}") for way in WAYS)]]
    for place in view.hunt.places:
        ways = [view.by(place.number, way) for way in WAYS]
        name = written(place.name, locale)
        rows.append([place.number, name, view.found(place.number), *ways])
    rows.append(["", here.say("hunt.col_all"), view.complete])
    rows.append(["", here.say("hunt.col_points"), view.points])
    return handed_out(write_table(rows), f"hunt-{view.hunt.key}.csv", TYPES["csv"])


def words_of_office(refusal: MuvError) -> str:
    """Say to an organiser why something cannot be done to a hunt."""
    code = f"hunt.office_{refusal.facts.get('state', '')}"
    if isinstance(refusal, NotPossible) and "places_max" in refusal.facts:
        return here.say("hunt.office_many_places")
    return here.say(code) if known(code) else words_for(refusal)


def hunt_page(key: str, sentence: str | None, status: int) -> Answer:
    """Draw the page of one hunt."""
    view = reading.in_office(here.wiring().open_reading, key)
    page = render_template(
        "organiser/hunt.html",
        view=view,
        sentence=sentence,
        state=state_of(view.hunt),
        ways=WAYS,
    )
    return page, status


def _back(key: str) -> Response:
    return redirect(url_for(".hunt", key=key), HTTPStatus.SEE_OTHER)
