"""The form in which counting past trips again is asked for: which version, which days, why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotFound, NotPossible
from muvengine.core.rules.rescoring_act import Terms
from muvengine.core.rules.version import Version
from muvengine.reads.rescorings import Choice, begun_versions, rescoring_choice
from muvengine.services.ask_rescoring import ask_rescoring, wish
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.numbers import ROW_MAX
from muvengine.web.organiser.fields import Whole, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rescorings import why_not
from muvengine.web.page_words import tell
from muvengine.web.rehearsal_on_page import told_of
from muvengine.words.figures import FullDay
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_WRONG: Final = "rescoring.days_wrong"


def _day() -> fields.Date:
    return fields.Date(required=True, error_messages={"required": _WRONG, "invalid": _WRONG})


class ChoiceForm(Schema):
    """A version and a period."""

    version = Whole(1, ROW_MAX, required=True)
    first = _day()
    last = _day()


@pages.get("/rulebook/rescorings/new")
def new_rescoring() -> Answer:
    """Ask for version and days; then for the reason, once they are rehearsed."""
    if "first" not in request.args:
        return _form(Form(typed=request.args.to_dict()), HTTPStatus.OK)
    form = _chosen(request.args)
    return _form(form, HTTPStatus.OK if form else HTTPStatus.UNPROCESSABLE_ENTITY)


@pages.post("/rulebook/rescorings")
def ask_for_rescoring() -> Response | Answer:
    """Keep it, for a colleague to decide."""
    form = _chosen(request.form)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring, values = here.wiring(), form.values
    reasons = by_language(request.form, "reason")
    back = request.form.get("take_back", "").strip()
    terms = Terms(values["version"], values["first"], values["last"], reasons, back)
    try:
        public_id = ask_rescoring(
            wiring.open_uow,
            terms,
            attempt=wish(terms, here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadInput as refusal:
        return _form(_marked(form, refusal), status_of(refusal))
    except NotPossible as refusal:
        return _form(form, status_of(refusal), why_not(refusal))
    tell("rescoring.told_asked")
    return redirect(url_for(".rescoring", public_id=public_id), HTTPStatus.SEE_OTHER)


def _chosen(typed: Mapping[str, str]) -> Form:
    form = read_form(ChoiceForm, typed)
    if not form:
        return form
    if form.values["last"] < form.values["first"]:
        return Form(form.typed, form.values, {"last": "rescoring.days_order"})
    if form.values["last"] > here.now().date():
        return Form(form.typed, form.values, {"last": "rescoring.days_future"})
    return form


def _marked(form: Form, refusal: BadInput) -> Form:
    said = refusal.facts["fields"]
    assert isinstance(said, dict), "the service names the fields"
    errors = {
        name: "rescoring.reason_wrong" if why == "length" else f"rescoring.days_{why}"
        for name, why in said.items()
    }
    return Form(form.typed, form.values, errors)


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    wiring, today = here.wiring(), here.now().date()
    choice: Choice | None = None
    if form.values and not {"first", "last"} & set(form.errors):
        try:
            choice = _choice(form.values, today)
        except MuvError as refusal:
            sentence = sentence or why_not(refusal)
            status = status_of(refusal)
    page = render_template(
        "organiser/ask_rescoring.html",
        form=form,
        sentence=sentence,
        versions=[_named(one) for one in begun_versions(wiring.open_reading, today)],
        choice=choice,
        found=told_of(choice.rehearsal) if choice and choice.rehearsal else None,
    )
    return page, status


def _choice(values: Mapping[str, Any], today: date) -> Choice:
    """Look the version up.

    Raises:
        NotPossible: it was withdrawn, has not begun, or there is none of that number.
    """
    reading = here.wiring().open_reading
    try:
        return rescoring_choice(reading, values["version"], values["first"], values["last"], today)
    except NotFound as refusal:
        raise NotPossible(state="not_begun") from refusal


def _named(version: Version) -> tuple[str, str]:
    day = FullDay(version.effective_from)
    words = here.say("rescoring.version", version=version.version, name=version.name, day=day)
    return str(version.id), words
