"""The weather of a day, as rules may ask for it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.rules.conditions import WORDS
from muvengine.reads.programme import day_notes, programme
from muvengine.services.import_weather import import_weather
from muvengine.services.note_day import note_day
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell, tell_said
from muvengine.words.figures import FullDay
from muvengine.words.weather_in_words import imported_in_words, refused_in_words, word_lines

Answer = tuple[str, int]
KINDS: Final = WORDS["weather"]
DAYS_SHOWN: Final = timedelta(days=30)
DAYS_AHEAD: Final = timedelta(days=7)


class WeatherForm(Schema):
    """A day, and what it was like; nothing chosen takes the note away."""

    day = fields.Date(
        required=True,
        error_messages={"required": "places.no_day", "invalid": "places.no_day"},
    )
    weather = fields.String(load_default=None, validate=validate.OneOf(KINDS, error="layout.wrong"))


@pages.get("/weather")
def weather() -> Answer:
    """List the last days that were noted."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/weather")
def note_weather() -> Response | Answer:
    """Keep a day's weather; trips sent from now on see it."""
    form = read_form(WeatherForm, request.form)
    today = here.now().date()
    if form and not today - DAYS_SHOWN <= form.values["day"] <= today + DAYS_AHEAD:
        form = Form(form.typed, errors={"day": "places.day_far"})
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    day, kind, wiring = form.values["day"], form.values["weather"], here.wiring()
    note_day(wiring.open_uow, day, kind, actor=here.actor(), now=wiring.now())
    tell("places.told_weather" if kind else "places.told_no_weather", day=FullDay(day))
    return redirect(url_for(".weather"), HTTPStatus.SEE_OTHER)


@pages.post("/weather/file")
def import_weather_file() -> Response | Answer:
    """Take the days of a file that was saved from Open-Meteo's archive."""
    file, wiring = request.files.get("file"), here.wiring()
    if file is None or not file.filename:
        return _page(Form(errors={"file": "weather.no_file"}), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        found = import_weather(wiring.open_uow, file.read(), actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        wrong = Form(errors={"file": "weather.wrong"})
        why = refused_in_words(refusal.facts, here.locale())
        return _page(wrong, HTTPStatus.UNPROCESSABLE_ENTITY, why)
    tell_said(imported_in_words(found, here.locale()))
    return redirect(url_for(".weather"), HTTPStatus.SEE_OTHER)


def _page(form: Form, status: int, why: str | None = None) -> Answer:
    today = here.now().date()
    notes = day_notes(here.wiring().open_reading, today - DAYS_SHOWN, today + DAYS_AHEAD)
    page = render_template(
        "organiser/weather.html",
        form=form,
        today=today,
        notes=list(reversed(notes)),
        why=why,
        words=word_lines(here.locale()),
        zone=programme(here.wiring().open_reading).zone.key,
        kinds=[("", here.say("places.weather_none"))]
        + [(kind, here.say(f"rule_phrases.weather_{kind}")) for kind in KINDS],
    )
    return page, status
