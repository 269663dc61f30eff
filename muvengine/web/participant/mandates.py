"""Whom I let act for me, and for whom I may act."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible, TooManyAttempts, UnknownCode
from muvengine.core.people.actor import Role
from muvengine.core.people.mandate import HOLDERS_MAX, LONGEST, PEOPLE_MAX
from muvengine.reads.mandates import mandates_of
from muvengine.services import act_on_mandate as acting
from muvengine.services.give_mandate import Wish, end_mandate, give_mandate
from muvengine.web import here
from muvengine.web.cookies import SESSION, read_cookie
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_NO_DAY: Final = "mandates.no_day"
REFUSALS: Final = (BadInput, NotPossible, UnknownCode, TooManyAttempts)


class MandateForm(Schema):
    """Who, from when to when, and what."""

    who = fields.String(required=True, error_messages={"required": "mandates.unknown"})
    first_day = fields.Date(required=True, error_messages={"required": _NO_DAY, "invalid": _NO_DAY})
    last_day = fields.Date(required=True, error_messages={"required": _NO_DAY, "invalid": _NO_DAY})
    may_spend = fields.Boolean(load_default=False)
    signed = fields.Boolean(load_default=False)


@pages.get("/mandates")
def mandates() -> Answer:
    """List what is in force, and ask for a new one."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/mandates")
def keep_mandate() -> Response | Answer:
    """Let somebody act for me."""
    form, wiring = read_form(MandateForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    said = dict(form.values)
    wish = Wish(here.subject().id, said.pop("who")[:200], **said)
    attempt = wish.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        name = give_mandate(
            wiring.open_uow, wiring.open_reading, wish, attempt=attempt, now=wiring.now()
        )
    except REFUSALS as refusal:
        return _refused(form, refusal)
    tell("mandates.told_given", name=name)
    return redirect(url_for(".mandates"), HTTPStatus.SEE_OTHER)


@pages.post("/mandates/<int:number>/end")
def drop_mandate(number: int) -> Response:
    """End one, given or held."""
    wiring = here.wiring()
    end_mandate(wiring.open_uow, number, actor=here.actor(), now=wiring.now())
    tell("mandates.told_ended")
    return redirect(url_for(".mandates"), HTTPStatus.SEE_OTHER)


@pages.post("/mandates/<int:number>/act")
def act_for(number: int) -> Response:
    """Act for whoever gave it, on their pages."""
    wiring, token = here.wiring(), read_cookie(SESSION) or ""
    person = acting.act_on_mandate(
        wiring.open_uow, number, token=token, who=here.me(), now=wiring.now()
    )
    tell("mandates.told_begun", name=person.name)
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)


@pages.post("/acting/stop")
def stop_acting() -> Response:
    """Act for myself again."""
    wiring, token, who = here.wiring(), read_cookie(SESSION) or "", here.me()
    acting.stop_acting(wiring.open_uow, token=token, who=who, now=wiring.now())
    if who.acting_for is not None:
        tell("mandates.told_stopped", name=who.acting_for.name)
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)


def _refused(form: Form, refusal: MuvError) -> Answer:
    """Say at the field what is wrong with it; what is wrong with the whole stands above."""
    status = status_of(refusal)
    if isinstance(refusal, BadInput):
        wrong: dict[str, str] = dict(refusal.facts["fields"])  # type: ignore[call-overload]  # always a table
        errors = {field: f"mandates.{field}_{how}" for field, how in wrong.items()}
        return _page(Form(form.typed, errors=errors), status)
    if isinstance(refusal, TooManyAttempts):
        return _page(form, status, words_for(refusal))
    state = refusal.facts.get("state", "unknown")
    field = "signed" if state == "paper" else "who"
    return _page(Form(form.typed, errors={field: f"mandates.{state}"}), status)


def _page(form: Form, status: int, sentence: str | None = None) -> Answer:
    today = here.now().date()
    page = render_template(
        "participant/mandates.html",
        form=form,
        sentence=sentence,
        mine=mandates_of(here.wiring().open_reading, here.subject().id, today),
        at_desk=here.actor().kind == Role.MEDIATOR,
        today=today,
        latest=today + LONGEST,
        holders_max=HOLDERS_MAX,
        people_max=PEOPLE_MAX,
    )
    return page, status
