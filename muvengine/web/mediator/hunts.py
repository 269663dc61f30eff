"""Stamp for a treasure hunt at the desk or at a place, and enter sheets of paper."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached, NotPossible, UnknownCode
from muvengine.core.game.hunt import Way
from muvengine.reads import hunts as reading
from muvengine.services.find_place import CardStamp, Told, stamp_card
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.hunt_words import state_of, tell_helper, words_of
from muvengine.web.mediator.pages import pages
from muvengine.web.numbers import row_number
from muvengine.web.page_words import tell_said
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
REFUSALS = (UnknownCode, NotPossible, LimitReached)


@pages.get("/hunts")
def hunts() -> str:
    """List hunts with their places."""
    found = reading.to_stamp(here.wiring().open_reading, here.now())
    return render_template("mediator/hunts.html", hunts=found, state_of=state_of)


@pages.get("/hunts/<key>/<int:number>")
def hunt_place(key: str, number: int) -> Answer:
    """Wait for the next card."""
    return _place_page(key, number, HTTPStatus.OK)


@pages.post("/hunts/<key>/<int:number>")
def stamp_hunt_card(key: str, number: int) -> Response | Answer:
    """Stamp the card that was read."""
    stamp = CardStamp(key, (number,), request.form.get("card", "")[:200])
    try:
        tell_helper(_send(stamp))
    except REFUSALS as refusal:
        return _place_page(key, number, status_of(refusal), words_of(refusal))
    return redirect(url_for(".hunt_place", key=key, number=number), HTTPStatus.SEE_OTHER)


@pages.get("/hunts/<key>/sheet")
def hunt_sheet(key: str) -> Answer:
    """Ask for a sheet of paper."""
    return _sheet_page(key, Form(), (), HTTPStatus.OK)


@pages.post("/hunts/<key>/sheet")
def enter_hunt_sheet(key: str) -> Response | Answer:
    """Enter the stamps of a sheet in one go."""
    said = request.form.get("card", "")[:200]
    numbers = tuple(sorted(set(request.form.getlist("place", type=row_number))))
    try:
        told = _send(CardStamp(key, numbers, said, Way.PAPER))
    except REFUSALS as refusal:
        form = Form(typed={"card": said})
        return _sheet_page(key, form, numbers, status_of(refusal), words_of(refusal))
    tell_said(_sheet_words(told))
    return redirect(url_for(".hunt_sheet", key=key), HTTPStatus.SEE_OTHER)


def _send(stamp: CardStamp) -> Told:
    wiring = here.wiring()
    # The helper's own hand: a card that is read is nobody's account.
    attempt = stamp.attempt(here.me().person_actor, request.form.get("attempt", ""))
    return stamp_card(wiring.open_uow, stamp, attempt=attempt, now=wiring.now())


def _sheet_words(told: Told) -> str:
    said = [here.say("hunt.sheet_told", name=told.name, n=len(told.new))]
    if told.points:
        said.append(here.say("hunt.sheet_told_points", n=told.points))
    if told.again:
        said.append(here.say("hunt.sheet_told_again", n=len(told.again)))
    return " ".join(said)


def _place_page(key: str, number: int, status: int, sentence: str | None = None) -> Answer:
    open_reading = here.wiring().open_reading
    hunt, place = reading.helped_place(open_reading, key, number)
    page = render_template(
        "mediator/hunt_place.html",
        form=Form(),
        sentence=sentence,
        hunt=hunt,
        place=place,
        last=reading.last_stamps(open_reading, hunt, number, helper_id=here.me().person.id),
    )
    return page, status


def _sheet_page(
    key: str, form: Form, ticked: tuple[int, ...], status: int, sentence: str | None = None
) -> Answer:
    page = render_template(
        "mediator/hunt_sheet.html",
        form=form,
        sentence=sentence,
        hunt=reading.hunt(here.wiring().open_reading, key),
        ticked=ticked,
    )
    return page, status
