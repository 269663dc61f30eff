"""What a person chose once and may change: their language and their usual mode."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, session, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.modes.mode import Mode
from muvengine.services.set_locale import set_locale
from muvengine.services.set_usual_mode import set_usual_mode
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.modes import usual_modes
from muvengine.web.participant.pages import pages
from muvengine.words.catalogue import LANGUAGES

Answer = tuple[str, int]


class SettingsForm(Schema):
    """A language; the usual mode may be left unsaid."""

    locale = fields.String(required=True)
    usual_mode = fields.String(
        load_default=None,
        validate=validate.OneOf([mode.value for mode in Mode], error="layout.wrong"),
    )


@pages.get("/settings")
def settings() -> Answer:
    """Show what is chosen now."""
    return _page(Form())


@pages.post("/settings")
def keep_settings() -> Response | Answer:
    """Keep the choices; pages change their language at once for their owner."""
    form, person, wiring = read_form(SettingsForm, request.form), here.subject(), here.wiring()
    offered = here.programme().locales
    if form and form.values["locale"] not in offered:
        form = Form(typed=form.typed, errors={"locale": "layout.wrong"})
    if not form:
        return _page(form)
    locale, mode = form.values["locale"], form.values["usual_mode"]
    set_locale(wiring.open_uow, person_id=person.id, locale=locale, offered=offered)
    set_usual_mode(
        wiring.open_uow, person_id=person.id, mode=mode, actor=here.actor(), now=wiring.now()
    )
    if here.me().acting_for is None:
        session["locale"] = locale
    tell("participant.told_settings")
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)


def _page(form: Form) -> Answer:
    page = render_template(
        "participant/settings.html",
        form=form,
        modes=usual_modes(),
        locales=[(code, LANGUAGES.get(code, code)) for code in here.programme().locales],
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
