"""Share a car: show a code as its driver, enter one as who rides along."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached, MistypedCode, NotPossible, UnknownCode
from muvengine.core.vouchers.code import in_groups
from muvengine.formats.qr import qr_svg
from muvengine.reads.carpools import shared_rides
from muvengine.services.share_car import join_carpool, make_carpool_code
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for

Answer = tuple[str, int]


@pages.get("/carpool")
def carpool() -> Answer:
    """Show one's code, and take somebody else's."""
    return _page(Form(), HTTPStatus.OK)


@pages.get("/carpool/<code>")
def carpool_with_code(code: str) -> Answer:
    """Open with the code a driver's square holds; a press takes the seat."""
    return _page(Form(typed={"code": code[:20]}), HTTPStatus.OK)


@pages.post("/carpool/code")
def show_code() -> Response:
    """Draw a code to show to passengers."""
    wiring = here.wiring()
    make_carpool_code(
        wiring.open_uow, here.subject().id, now=wiring.now(), new_token=wiring.new_token
    )
    return redirect(url_for(".carpool"), HTTPStatus.SEE_OTHER)


@pages.post("/carpool/join")
def join() -> Response | Answer:
    """Take a seat."""
    wiring, typed = here.wiring(), request.form.get("code", "")
    try:
        join_carpool(wiring.open_uow, typed, here.subject().id, now=wiring.now())
    except NotPossible:
        return _wrong(typed, here.say("participant.carpool_own"))
    except (MistypedCode, UnknownCode, LimitReached) as refusal:
        full = isinstance(refusal, LimitReached)
        return _wrong(typed, here.say("participant.carpool_full") if full else words_for(refusal))
    tell("participant.told_carpool")
    return redirect(url_for(".carpool"), HTTPStatus.SEE_OTHER)


def _wrong(typed: str, sentence: str) -> Answer:
    return _page(Form(typed={"code": typed}), HTTPStatus.UNPROCESSABLE_ENTITY, sentence)


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    wiring = here.wiring()
    rides = shared_rides(wiring.open_reading, here.subject().id, wiring.now())
    page = render_template(
        "participant/carpool.html",
        form=form,
        sentence=sentence,
        rides=rides,
        code=in_groups(rides.code.code) if rides.code else "",
        qr=_qr(rides.code.code) if rides.code else "",
        traces_kept=wiring.settings.trace_days > 0,
    )
    return page, status


def _qr(code: str) -> Markup:
    address = here.wiring().settings.base_url + url_for(".carpool_with_code", code=code)
    return Markup(qr_svg(address, exact=True))  # noqa: S704  drawn by ourselves from our own code
