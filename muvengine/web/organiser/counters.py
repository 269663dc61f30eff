"""A shop without a tablet: its counter sign, the words of the day, its paper list."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.day_word import day_word
from muvengine.formats.qr import qr_svg
from muvengine.reads.counters import counter_sign_of
from muvengine.reads.offers import offers_of_shop
from muvengine.reads.shops import shop as read_shop
from muvengine.services.keep_counter import make_counter_sign, revoke_counter_sign
from muvengine.web import here
from muvengine.web.months import asked_month
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.paper_lines import enter_for_shop, no_lines
from muvengine.words.catalogue import say

SIZES: Final = ("a4", "a5", "sticker")
SHEET_LINES: Final = 22


@pages.get("/shops/<key>/counter")
def counter_sign(key: str) -> str:
    """Show the counter sign and the window sticker as they are printed."""
    wiring = here.wiring()
    shop = read_shop(wiring.open_reading, key)
    sign = counter_sign_of(wiring.open_reading, shop.id)
    size = request.args.get("size", "")
    size = size if size in SIZES else SIZES[0]
    today = here.now().date()
    offers = offers_of_shop(wiring.open_reading, shop.id)
    # A sticker hangs where people stand when the shop is closed: it leads to the shop's page.
    path = url_for("public.shop", key=key)
    if size != "sticker" and sign is not None:
        path = url_for("account.counter", token=sign.token)
    locales = here.locales_on(size)
    do = "sticker_do" if size == "sticker" else "sign_do"
    return render_template(
        "organiser/counter_sign.html",
        shop=shop,
        sign=sign,
        size=size,
        sizes=SIZES,
        offers=[one.offer for one in offers if one.offer.on_sale(today)][:4],
        takes=[(one, say("shop_hand.sign_takes", one)) for one in locales],
        sentences=[(one, say(f"shop_hand.{do}", one)) for one in locales],
        address=wiring.settings.base_url,
        qr=_qr(path, exact=size == "sticker"),
    )


@pages.post("/shops/<key>/counter")
def make_counter(key: str) -> Response:
    """Make a sign; one that stands there takes nothing from now on."""
    wiring = here.wiring()
    make_counter_sign(
        wiring.open_uow, key, actor=here.actor(), now=wiring.now(), new_token=wiring.new_token
    )
    tell("shop_hand.told_sign")
    return redirect(url_for(".counter_sign", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/shops/<key>/counter/revoke")
def revoke_counter(key: str) -> Response:
    """Take the sign down."""
    wiring = here.wiring()
    revoke_counter_sign(wiring.open_uow, key, actor=here.actor(), now=wiring.now())
    tell("shop_hand.told_sign_gone")
    return redirect(url_for(".counter_sign", key=key), HTTPStatus.SEE_OTHER)


@pages.get("/shops/<key>/counter/month")
def counter_month(key: str) -> str:
    """Print the words of the days of a month, and lines for paper vouchers beneath."""
    reading = here.wiring().open_reading
    shop = read_shop(reading, key)
    sign = counter_sign_of(reading, shop.id)
    if sign is None:
        raise NotFound(kind="sign")
    first = asked_month(here.now().date())
    days = [first + timedelta(days=number) for number in range(31)]
    return render_template(
        "organiser/counter_month.html",
        shop=shop,
        first=first,
        days=[(day, day_word(sign.secret, day)) for day in days if day.month == first.month],
        lines=range(SHEET_LINES),
        before=_beside(first, -1),
        after=_beside(first, 31),
    )


@pages.get("/shops/<key>/paper")
def paper_list(key: str) -> str:
    """Ask for the lines of a shop's paper list."""
    return _paper(key, done=False)


@pages.post("/shops/<key>/paper")
def enter_paper_list(key: str) -> str:
    """Take each line; the form comes back with what came of it."""
    return _paper(key, done=True)


def _paper(key: str, *, done: bool) -> str:
    shop = read_shop(here.wiring().open_reading, key)
    lines = no_lines(here.now().date())
    if done:
        lines = enter_for_shop(shop.id, shop.key)
    return render_template(
        "organiser/paper_list.html",
        shop=shop,
        lines=lines,
        done=done,
        action=url_for(".enter_paper_list", key=key),
        back=url_for(".shop", key=key),
        back_text=shop.name,
    )


def _beside(first: date, days: int) -> str:
    return f"{(first + timedelta(days=days)):%Y-%m}"


def _qr(path: str, *, exact: bool) -> Markup:
    address = here.wiring().settings.base_url + path
    return Markup(qr_svg(address, exact=exact))  # noqa: S704  drawn by ourselves from our own words
