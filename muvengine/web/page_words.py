"""What every template may use without asking: words, figures, drawings, who is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from muvengine.core.people.actor import Role
from muvengine.core.vouchers.code import in_groups
from muvengine.web import here
from muvengine.web.assets import asset, icon, offer_drawing, pictogram, prize
from muvengine.web.kept_pages import is_kept_copy
from muvengine.web.states import empty
from muvengine.words.catalogue import (
    LANGUAGES,
    SOURCE_LOCALE,
    apart,
    demanded,
    direction,
    say,
    written,
)
from muvengine.words.figures import (
    Cents,
    Clock,
    FullDay,
    Metres,
    Month,
    Seconds,
    Share,
    browser_locale,
    figure,
    language_name,
)
from muvengine.words.terms_in_words import terms_lines


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
        in_language=in_language,
        only_in=_only_in,
        heard_in=_heard_in,
        browser_locale=lambda: browser_locale(here.locale()),
    )
    app.jinja_env.filters.update(
        money=lambda cents: figure(Cents(cents), here.locale()),
        distance=lambda metres: figure(Metres(metres), here.locale()),
        duration=lambda seconds: figure(Seconds(seconds), here.locale()),
        share=lambda part: figure(Share(part), here.locale()),
        number=lambda value: figure(value, here.locale()),
        day=lambda value: figure(value, here.locale()),
        moment=lambda value: figure(here.local(value), here.locale()),
        from_moment=lambda value: figure(_whole(here.local(value)), here.locale()),
        until_moment=lambda value: figure(_whole(here.local(value), ends=True), here.locale()),
        clock=lambda value: figure(Clock(here.local(value)), here.locale()),
        clock_of=lambda seconds: figure(Clock(_moment(seconds)), here.locale()),
        grouped=in_groups,
        terms=lambda of: terms_lines(of.terms, of.face_cents, here.locale()),
        written=lambda texts: apart(written(texts, here.locale()), here.locale()),
        full_day=lambda value: figure(FullDay(value), here.locale()),
        month=lambda value: figure(Month(value), here.locale()),
        local_day=lambda value: figure(here.local(value).date(), here.locale()),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_page)


def _whole(moment: datetime, *, ends: bool = False) -> date:
    # Nobody says midnight: a day begins with its name, and ends with the name of the day before.
    if moment.time() != time.min:
        return moment
    return moment.date() - timedelta(days=1 if ends else 0)


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
        "chosen_locale": here.chosen_locale(),
        "direction": direction(here.locale()),
        "writes_mails": here.wiring().post_box is not None,
        "languages": _named(here.programme().locales),
        "written_languages": _named(here.written_locales()),
        # A copy to keep is fetched behind another page, whose sentence it must not take.
        "told": None if _is_behind() else session.pop("told", None),
    }


def _is_behind() -> bool:
    return request.endpoint == "shop.shell" or is_kept_copy()


def in_language(locale: str) -> Markup:
    """Mark a part of a page as written in a language, and which way that is read."""
    return Markup('lang="{}" dir="{}"').format(locale, direction(locale))


def _heard_in(domain: str) -> Markup:
    """Mark words as English where this page's language has not the domain they come from."""
    if domain in demanded(here.locale()):
        return Markup()
    return Markup(" ") + in_language(SOURCE_LOCALE)


def _only_in() -> str:
    """Say, in the language somebody chose, which one this page is in instead."""
    chosen = here.chosen_locale()
    return say("layout.only_in", chosen, language=language_name(here.locale(), chosen))


def _named(locales: Iterable[str]) -> dict[str, str]:
    return {code: LANGUAGES.get(code, code) for code in locales}


def tell(code: str, **facts: object) -> None:
    """Keep a sentence for the next page: what was just done."""
    tell_said(here.say(code, **facts))


def tell_said(sentences: str) -> None:
    """Keep what was put into words already for the next page."""
    session["told"] = sentences
