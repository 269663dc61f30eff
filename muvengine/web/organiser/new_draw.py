"""Announce a prize draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import AgeUnsaid, BadInput, NotFound, OfferClosed, SoldOut, Unfunded
from muvengine.core.game.draw import PRIZES_MAX, TICKETS_MAX, Draw, Prize, TicketPer, Tickets
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.shop import key_of_name
from muvengine.reads import draws as reading
from muvengine.reads.offers import OfferOfShop
from muvengine.services.announce_draw import announce_draw
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written

Answer = tuple[str, int]
GROUPS: Final = 5
"""Kinds of prizes that one form takes."""

EXPERIENCE_MAX: Final = 100_000
TITLE_CHARACTERS_MAX: Final = 120
_day: Final[dict[str, Any]] = {"required": "places.no_day", "invalid": "places.no_day"}
_PERS: Final = tuple(one.value for one in TicketPer)
# What the core says of a field, as people read it.
_WRONG: Final = {
    ("last_day", "early"): "draw.last_day_early",
    ("draw_day", "early"): "draw.draw_day_early",
    ("prizes", "none"): "draw.no_prize",
    ("prizes", "many"): "draw.many_prizes",
}


class DrawForm(Schema):
    """Days and figures of a draw; words by language and prizes come beside."""

    first_day = fields.Date(required=True, error_messages=_day)
    last_day = fields.Date(required=True, error_messages=_day)
    draw_day = fields.Date(required=True, error_messages=_day)
    per = fields.String(load_default="day", validate=validate.OneOf(_PERS, error="layout.wrong"))
    experience = Whole(1, EXPERIENCE_MAX, load_default=50)
    tickets_max = Whole(1, TICKETS_MAX, load_default=10)
    several = fields.Boolean(load_default=False)


class CountForm(Schema):
    """How many there are of one kind of prize."""

    count = Whole(1, PRIZES_MAX, load_default=1)


@pages.get("/draws/new")
def new_draw() -> Answer:
    """Ask for a draw."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/draws/new")
def add_draw() -> Response | Answer:
    """Announce a draw, once however often the form is sent."""
    form, draw = _read()
    if draw is None:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), "announce_draw", draw)
    wiring = here.wiring()
    try:
        key = announce_draw(
            wiring.open_uow, draw, attempt=attempt, now=here.now(), new_token=wiring.new_token
        )
    except BadInput as refusal:
        return _form(_with_errors(form, refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    except Unfunded as refusal:
        return _form(form, HTTPStatus.CONFLICT, words_for(refusal))
    except (AgeUnsaid, NotFound, OfferClosed, SoldOut):
        return _form(form, HTTPStatus.CONFLICT, here.say("draw.not_winnable"))
    tell("draw.told_announced")
    return redirect(url_for(".draw", key=key), HTTPStatus.SEE_OTHER)


def _read() -> tuple[Form, Draw | None]:
    form = read_form(DrawForm, request.form)
    offers = {str(one.offer.id): one for one in reading.to_win(here.wiring().open_reading)}
    title, errors = by_language(form.typed, "title"), dict(form.errors)
    first = here.written_locales()[0]
    if not title:
        errors[f"title_{first}"] = "places.no_title"
    elif max(map(len, title.values())) > TITLE_CHARACTERS_MAX:
        errors[f"title_{first}"] = "places.too_long"
    kinds = list(_kinds(form.typed, offers, errors))
    form = Form(form.typed, form.values, errors)
    if not form:
        return form, None
    prizes = tuple(replace(prize, place=number) for number, prize in enumerate(kinds, 1))
    return form, _draw(form, title, prizes)


def _kinds(
    typed: Mapping[str, str], offers: Mapping[str, OfferOfShop], errors: dict[str, str]
) -> Iterator[Prize]:
    """Give the prizes as typed, and note what is wrong with them."""
    first = here.written_locales()[0]
    for number in range(1, GROUPS + 1):
        title, offer = by_language(typed, f"prize_{number}"), typed.get(f"offer_{number}", "")
        if not title and not offer:
            continue
        won = offers.get(offer)
        if offer and won is None:
            errors[f"offer_{number}"] = "draw.not_winnable"
        if any(len(words) > TITLE_CHARACTERS_MAX for words in title.values()):
            errors[f"prize_{number}_{first}"] = "places.too_long"
        count = read_form(CountForm, {"count": typed.get(f"count_{number}", "")})
        if not count:
            errors[f"count_{number}"] = count.errors["count"]
            continue
        words = title or (dict(won.offer.title) if won else {})
        yield from [Prize(0, words, won.offer.id if won else None)] * count.values["count"]


def _draw(form: Form, title: Mapping[str, str], prizes: tuple[Prize, ...]) -> Draw:
    values = form.values
    return Draw(
        key=key_of_name(next(iter(title.values()))) or "draw",
        title=title,
        about=by_language(form.typed, "about"),
        first_day=values["first_day"],
        last_day=values["last_day"],
        draw_day=values["draw_day"],
        prizes=prizes,
        tickets=Tickets(TicketPer(values["per"]), values["experience"], values["tickets_max"]),
        several=values["several"],
        outside=by_language(form.typed, "outside"),
    )


def _with_errors(form: Form, refusal: BadInput) -> Form:
    first = here.written_locales()[0]
    errors, found = {}, refusal.facts["fields"]
    assert isinstance(found, dict)
    for name, wrong in found.items():
        field = f"prize_1_{first}" if name == "prizes" else name
        errors[field] = _WRONG.get((name, wrong), "layout.wrong")
    return Form(form.typed, errors=errors)


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    offers = [("", here.say("draw.prize_thing"))]
    for one in reading.to_win(here.wiring().open_reading):
        title = written(one.offer.title, here.locale())
        words = here.say("draw.prize_voucher", title=title, shop=one.shop_name)
        offers.append((str(one.offer.id), words))
    page = render_template(
        "organiser/new_draw.html",
        form=form,
        sentence=sentence,
        groups=range(1, GROUPS + 1),
        offers=offers,
        pers=[(one, here.say(f"draw.per_choice_{one}")) for one in _PERS],
    )
    return page, status
