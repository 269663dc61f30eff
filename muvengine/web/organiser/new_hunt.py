"""Write the terms of a treasure hunt, new or of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.hunt import A_DAY_MAX, POINTS_MAX, Hunt
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.shop import key_of_name
from muvengine.reads import hunts as reading
from muvengine.services.keep_hunt import change_hunt, make_hunt
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole, as_typed, by_language
from muvengine.web.organiser.hunts import hunt_page, words_of_office
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
TITLE_CHARACTERS_MAX: Final = 120
_day: Final[dict[str, Any]] = {"required": "places.no_day", "invalid": "places.no_day"}
_time: Final[dict[str, Any]] = {"required": "hunt.no_time", "invalid": "hunt.no_time"}
_WRONG: Final = {
    ("last_day", "early"): "hunt.last_day_early",
    ("last_day", "late"): "hunt.last_day_late",
}


class HuntForm(Schema):
    """Times and figures of a hunt; its words by language come beside."""

    first_day = fields.Date(required=True, error_messages=_day)
    first_time = fields.Time(load_default=time(9), error_messages=_time)
    last_day = fields.Date(required=True, error_messages=_day)
    last_time = fields.Time(load_default=time(18), error_messages=_time)
    in_order = fields.Boolean(load_default=False)
    place_points = Whole(0, POINTS_MAX, load_default=0)
    all_points = Whole(0, POINTS_MAX, load_default=0)
    a_day_max = Whole(1, A_DAY_MAX, load_default=100)


@pages.get("/hunts/new")
def new_hunt() -> Answer:
    """Ask for a hunt."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/hunts/new")
def add_hunt() -> Response | Answer:
    """Keep a draft, once however often the form is sent."""
    form, hunt = _read("")
    if hunt is None:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), "make_hunt", hunt)
    try:
        key = make_hunt(here.wiring().open_uow, hunt, attempt=attempt, now=here.now())
    except BadInput as refusal:
        return _page(_with_errors(form, refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("hunt.told_made")
    return redirect(url_for(".hunt", key=key), HTTPStatus.SEE_OTHER)


@pages.get("/hunts/<key>/edit")
def edit_hunt(key: str) -> Answer:
    """Show the terms of a draft, to be changed."""
    hunt = reading.in_office(here.wiring().open_reading, key).hunt
    return _page(Form(typed=_typed(hunt)), HTTPStatus.OK, key)


@pages.post("/hunts/<key>/edit")
def save_hunt(key: str) -> Response | Answer:
    """Write the terms of a draft anew."""
    form, hunt = _read(key)
    if hunt is None:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY, key)
    try:
        change_hunt(here.wiring().open_uow, hunt, actor=here.actor(), now=here.now())
    except BadInput as refusal:
        return _page(_with_errors(form, refusal), HTTPStatus.UNPROCESSABLE_ENTITY, key)
    except NotPossible as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_saved")
    return redirect(url_for(".hunt", key=key), HTTPStatus.SEE_OTHER)


def _read(key: str) -> tuple[Form, Hunt | None]:
    form = read_form(HuntForm, request.form)
    title, errors = by_language(form.typed, "title"), dict(form.errors)
    first = here.written_locales()[0]
    if not title:
        errors[f"title_{first}"] = "places.no_title"
    elif max(map(len, title.values())) > TITLE_CHARACTERS_MAX:
        errors[f"title_{first}"] = "places.too_long"
    form = Form(form.typed, form.values, errors)
    if not form:
        return form, None
    return form, _hunt(key or key_of_name(next(iter(title.values()))) or "hunt", form, title)


def _hunt(key: str, form: Form, title: Mapping[str, str]) -> Hunt:
    values = form.values
    return Hunt(
        key=key,
        title=title,
        starts_at=_moment(values["first_day"], values["first_time"]),
        ends_at=_moment(values["last_day"], values["last_time"]),
        about=by_language(form.typed, "about"),
        in_order=values["in_order"],
        place_points=values["place_points"],
        all_points=values["all_points"],
        a_day_max=values["a_day_max"],
    )


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), here.programme().zone)


def _typed(hunt: Hunt) -> dict[str, str]:
    first, last = here.local(hunt.starts_at), here.local(hunt.ends_at)
    return {
        **as_typed("title", hunt.title),
        **as_typed("about", hunt.about),
        "first_day": first.date().isoformat(),
        "first_time": f"{first:%H:%M}",
        "last_day": last.date().isoformat(),
        "last_time": f"{last:%H:%M}",
        "in_order": "true" if hunt.in_order else "",
        "place_points": str(hunt.place_points),
        "all_points": str(hunt.all_points),
        "a_day_max": str(hunt.a_day_max),
    }


def _with_errors(form: Form, refusal: BadInput) -> Form:
    found = refusal.facts["fields"]
    assert isinstance(found, dict)
    errors = {name: _WRONG.get((name, wrong), "layout.wrong") for name, wrong in found.items()}
    return Form(form.typed, errors=errors)


def _page(form: Form, status: int, key: str = "") -> Answer:
    title = reading.in_office(here.wiring().open_reading, key).hunt.title if key else {}
    page = render_template("organiser/new_hunt.html", form=form, key=key, title=title)
    return page, status
