"""Challenges: what is chosen and reached, let one rest or end it, answer shops."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as File
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError
from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty
from muvengine.core.game.iso_week import IsoWeek
from muvengine.formats.table_cells import write_table
from muvengine.reads.challenge_office import challenge_board
from muvengine.services.halt_challenge import halt_challenge, lift_halt
from muvengine.services.sponsor_challenge import (
    accept_sponsored,
    cancel_sponsored,
    decline_sponsored,
    stop_sponsored,
)
from muvengine.web import here
from muvengine.web.challenge_words import challenge_refused, words
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_COLUMNS = ("week", "challenge", "at", "chosen", "reached", "points")


@pages.get("/challenges")
def challenges() -> Answer:
    """Show the challenges of the game and of shops."""
    return _page(None, HTTPStatus.OK)


@pages.get("/challenges.csv")
def challenges_csv() -> File:
    """Hand out what was chosen and reached, week by week."""
    board = challenge_board(here.wiring().open_reading, here.now().date())
    head = [here.say(f"challenge.office_{column}") for column in _COLUMNS]
    rows = [
        (
            IsoWeek(one.monday).name,
            written(board.labels.get(one.name, {}), here.locale()) or one.name,
            here.say(f"challenge.at_{one.difficulty}"),
            one.chosen,
            one.reached,
            one.points,
        )
        for one in board.weeks
    ]
    return handed_out(write_table([head, *rows]), "challenges.csv", TYPES["csv"])


@pages.post("/challenges/<name>/halt")
def halt(name: str) -> Response | Answer:
    """Let a challenge rest, or end it."""
    reason, end = request.form.get("reason", ""), request.form.get("do") == "end"
    try:
        uow, actor = here.wiring().open_uow, here.actor()
        halt_challenge(uow, name, reason, end=end, actor=actor, now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("halted")


@pages.post("/challenges/<name>/lift")
def lift(name: str) -> Response | Answer:
    """Propose a challenge again."""
    try:
        lift_halt(here.wiring().open_uow, name, actor=here.actor(), now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("lifted")


@pages.post("/challenges/shops/<public_id>/accept")
def accept_shop_challenge(public_id: str) -> Response | Answer:
    """Let people join what a shop proposed."""
    try:
        accept_sponsored(here.wiring().open_uow, public_id, actor=here.actor(), now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("accepted")


@pages.post("/challenges/shops/<public_id>/decline")
def decline_shop_challenge(public_id: str) -> Response | Answer:
    """Say no, with the reason that the shop reads."""
    reason, uow = request.form.get("reason", ""), here.wiring().open_uow
    try:
        decline_sponsored(uow, public_id, reason, actor=here.actor(), now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("declined")


@pages.post("/challenges/shops/<public_id>/stop")
def stop_shop_challenge(public_id: str) -> Response | Answer:
    """Let nobody join any more."""
    try:
        stop_sponsored(here.wiring().open_uow, public_id, actor=here.actor(), now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("stopped")


@pages.post("/challenges/shops/<public_id>/cancel")
def cancel_shop_challenge(public_id: str) -> Response | Answer:
    """End a shop's challenge at once."""
    reason, uow = request.form.get("reason", ""), here.wiring().open_uow
    try:
        cancel_sponsored(uow, public_id, reason, actor=here.actor(), now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("cancelled")


def _back(what: str) -> Response:
    tell(f"challenge.told_{what}")
    return redirect(url_for(".challenges"), HTTPStatus.SEE_OTHER)


def _refused(refusal: MuvError) -> Answer:
    return _page(challenge_refused(refusal), status_of(refusal))


def _page(sentence: str | None, status: int) -> Answer:
    today = here.now().date()
    page = render_template(
        "organiser/challenges.html",
        board=challenge_board(here.wiring().open_reading, today),
        sentence=sentence,
        today=today,
        spoken=words(),
        steps=(*PERSONAL, Difficulty.GROUP),
    )
    return page, status
