"""What every template may use without asking: words, figures, drawings, who is there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf

from muvengine.core.people.actor import Role
from muvengine.core.vouchers.code import in_groups
from muvengine.web import here
from muvengine.web.assets import asset, icon, offer_drawing, pictogram, prize
from muvengine.web.kept_pages import is_kept_copy
from muvengine.web.states import empty
from muvengine.words.catalogue import written
from muvengine.words.figures import Cents, Clock, FullDay, Metres, Month, Seconds, Share, figure
from muvengine.words.terms_in_words import terms_lines

LANGUAGES = {"fr": "Français", "en": "English"}


def init_page_words(app: Flask) -> None:
    """Bind words and figures to the language of the page."""
    app.jinja_env.globals.update(
        say=here.say,
        asset=asset,
        empty=empty,
        icon=icon,
        pictogram=pictogram,
        prize=prize,
        offer_drawing=offer_drawing,
        csrf_token=generate_csrf,
        new_attempt=lambda: here.wiring().new_token(),
    )
    app.jinja_env.filters.update(
        money=lambda cents: figure(Cents(cents), here.locale()),
        distance=lambda metres: figure(Metres(metres), here.locale()),
        duration=lambda seconds: figure(Seconds(seconds), here.locale()),
        share=lambda part: figure(Share(part), here.locale()),
        number=lambda value: figure(value, here.locale()),
        day=lambda value: figure(value, here.locale()),
        moment=lambda value: figure(here.local(value), here.locale()),
        clock=lambda value: figure(Clock(here.local(value)), here.locale()),
        clock_of=lambda seconds: figure(Clock(_moment(seconds)), here.locale()),
        grouped=in_groups,
        terms=lambda of: terms_lines(of.terms, of.face_cents, here.locale()),
        written=lambda texts: written(texts, here.locale()),
        full_day=lambda value: figure(FullDay(value), here.locale()),
        month=lambda value: figure(Month(value), here.locale()),
        local_day=lambda value: figure(here.local(value).date(), here.locale()),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_page)


def _moment(seconds: float) -> datetime:
    return here.local(datetime.fromtimestamp(seconds, UTC))


def _page() -> dict[str, Any]:
    who = here.signed_in()
    return {
        "who": who,
        # What leads to one's own pages is only shown to whoever may have some.
        "plays": who is None or who.subject.role is Role.PARTICIPANT,
        "device": here.device(),
        "programme": here.programme(),
        "locale": here.locale(),
        "writes_mails": here.wiring().post_box is not None,
        "languages": {code: LANGUAGES.get(code, code) for code in here.programme().locales},
        # A copy to keep is fetched behind another page, whose sentence it must not take.
        "told": None if _is_behind() else session.pop("told", None),
    }


def _is_behind() -> bool:
    return request.endpoint == "shop.shell" or is_kept_copy()


def tell(code: str, **facts: object) -> None:
    """Keep a sentence for the next page: what was just done."""
    tell_said(here.say(code, **facts))


def tell_said(sentences: str) -> None:
    """Keep what was put into words already for the next page."""
    session["told"] = sentences
