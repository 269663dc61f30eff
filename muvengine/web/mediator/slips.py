"""Write down who shared a car, from a paper slip."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, LimitReached, MuvError, NotPossible, UnknownCode
from muvengine.services.write_slip import Slip, write_slip
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


class SlipForm(Schema):
    """What stands on the paper."""

    driver = fields.String(required=True, error_messages={"required": "slips.unknown"})
    passenger = fields.String(required=True, error_messages={"required": "slips.unknown"})
    day = fields.Date(
        required=True,
        error_messages={"required": "slips.no_day", "invalid": "slips.no_day"},
    )


@pages.get("/slips")
def slips() -> Answer:
    """Ask for both names and the day."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/slips")
def note_slip() -> Response | Answer:
    """Pair the two."""
    form, wiring = read_form(SlipForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    slip = Slip(form.values["driver"][:200], form.values["passenger"][:200], form.values["day"])
    try:
        driver, passenger = write_slip(
            wiring.open_uow,
            wiring.shelf,
            slip,
            attempt=slip.attempt(here.me().person_actor, request.form.get("attempt", "")),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except (UnknownCode, NotPossible, BadInput, LimitReached) as refusal:
        return _refused(form, refusal)
    tell("slips.told", driver=driver, passenger=passenger)
    return redirect(url_for(".slips"), HTTPStatus.SEE_OTHER)


def _refused(form: Form, refusal: MuvError) -> Answer:
    """Say at the field what is wrong with it; what is wrong with both stands above."""
    status = status_of(refusal)
    if isinstance(refusal, BadInput):
        return _page(Form(form.typed, errors={"day": "slips.far"}), status)
    if isinstance(refusal, LimitReached):
        return _page(form, status, "slips.too_many")
    state = refusal.facts.get("state", "unknown")
    code = f"slips.{state}" if state in {"many", "same", "written"} else "slips.unknown"
    who = refusal.facts.get("who")
    if who is None:
        return _page(form, status, code)
    return _page(Form(form.typed, errors={str(who): code}), status)


def _page(form: Form, status: int, code: str | None = None) -> Answer:
    page = render_template(
        "mediator/slips.html",
        form=form,
        sentence=here.say(code) if code else None,
        today=here.now().date().isoformat(),
    )
    return page, status
