"""Prize draws: look at them, tell the number from outside, cancel, hand prizes over."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible, ReasonMissing
from muvengine.core.game.draw import plain_number
from muvengine.reads import draws as reading
from muvengine.services import run_draw
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
TYPED_MAX: Final = 200


@pages.get("/draws")
def draws() -> str:
    """List draws, those to come first."""
    found = reading.draws(here.wiring().open_reading)
    return render_template("organiser/draws.html", draws=found)


@pages.get("/draws/<key>")
def draw(key: str) -> Answer:
    """Show one draw with what can be done to it now."""
    return _page(key, None, HTTPStatus.OK)


@pages.post("/draws/<key>/outside")
def tell_outside(key: str) -> Response | Answer:
    """Write the number from outside down; it is typed twice, since it stays for ever."""
    wiring, typed = here.wiring(), request.form.get("outside", "")[:TYPED_MAX]
    try:
        if plain_number(typed) != plain_number(request.form.get("again", "")[:TYPED_MAX]):
            sentence = here.say("draw.outside_differs")
            return _page(key, sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
        run_draw.tell_outside(
            wiring.open_uow,
            key,
            typed,
            actor=here.actor(),
            now=here.now(),
            new_token=wiring.new_token,
        )
    except (BadInput, NotPossible) as refusal:
        return _refused(key, refusal)
    tell("draw.told_outside")
    return redirect(url_for(".draw", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/draws/<key>/cancel")
def cancel_draw(key: str) -> Response | Answer:
    """Let a draw not take place, with the reason."""
    reason, uow = request.form.get("reason", ""), here.wiring().open_uow
    try:
        run_draw.cancel_draw(uow, key, reason, actor=here.actor(), now=here.now())
    except (ReasonMissing, NotPossible) as refusal:
        return _refused(key, refusal)
    tell("draw.told_cancelled")
    return redirect(url_for(".draw", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/draws/<key>/prizes/<int:prize_id>/hand-over")
def hand_prize_over(key: str, prize_id: int) -> Response | Answer:
    """Write down how a prize was handed over."""
    note, uow = request.form.get("note", ""), here.wiring().open_uow
    try:
        run_draw.hand_over(uow, prize_id, note, actor=here.actor(), now=here.now())
    except (ReasonMissing, NotPossible) as refusal:
        return _refused(key, refusal)
    tell("draw.told_handed")
    return redirect(url_for(".draw", key=key), HTTPStatus.SEE_OTHER)


def _refused(key: str, refusal: MuvError) -> Answer:
    if isinstance(refusal, BadInput):
        sentence = here.say("draw.outside_none")
    elif isinstance(refusal, NotPossible):
        sentence = here.say("draw.not_now")
    else:
        sentence = words_for(refusal)
    return _page(key, sentence, status_of(refusal))


def _page(key: str, sentence: str | None, status: int) -> Answer:
    found, winners = reading.winners_of(here.wiring().open_reading, key)
    page = render_template(
        "organiser/draw.html", draw=found, winners=winners, sentence=sentence, why=_why
    )
    return page, status


def _why(code: str) -> str:
    """Say why a voucher waits; the facts of the refusal were not kept."""
    return here.say(f"draw.waits_{code}") if code in WAITS else here.say("draw.waits_other")


WAITS: Final = ("unfunded", "sold_out", "sold_out_today", "offer_closed", "not_found")
