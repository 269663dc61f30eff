"""Shops that asked to join: read, place and accept, or decline with a reason; the letter."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.vouchers.shop import Shop, key_of_name
from muvengine.core.vouchers.shop_request import KeptRequest
from muvengine.formats.qr import qr_svg
from muvengine.reads.routes import routes
from muvengine.reads.shop_requests import shop_request as read_request
from muvengine.reads.shop_requests import shop_requests as list_requests
from muvengine.reads.shops import shop as read_shop
from muvengine.reads.shops import shops
from muvengine.services.answer_request import accept_request, decline_request
from muvengine.services.pair_device import LETTER_CODE_LIFE, make_letter_code
from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.drawings import Line, Place, map_drawing, map_shapes
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.shops import NewShopForm
from muvengine.web.page_words import tell
from muvengine.words.catalogue import written

Answer = tuple[str, int]


@pages.get("/requests")
def shop_requests() -> str:
    """List shops that ask, those that wait first."""
    found = list_requests(here.wiring().open_reading)
    return render_template("organiser/shop_requests.html", requests=found)


@pages.get("/requests/<int:request_id>")
def shop_request(request_id: int) -> Answer:
    """Show what a shop wrote, and ask for its place."""
    kept = read_request(here.wiring().open_reading, request_id)
    typed = {"name": kept.request.name, "street": kept.request.street}
    return _page(kept, Form(typed=typed), HTTPStatus.OK)


@pages.post("/requests/<int:request_id>/accept")
def accept(request_id: int) -> Response | Answer:
    """Make the shop."""
    kept = read_request(here.wiring().open_reading, request_id)
    form, area = read_form(NewShopForm, request.form), here.programme().area
    if form and area and not area.holds(form.values["lat"], form.values["lon"]):
        form = Form(form.typed, form.values, {"lat": "places.outside_area"})
    if not form:
        return _page(kept, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = dict(form.values)
    key = values.pop("key") or key_of_name(values["name"])
    if not key:
        return _wrong(kept, form, "places.key_wrong")
    # Their own words, in their own language; the organiser may put them better later.
    locale = kept.request.locale
    hours = {locale: kept.request.hours} if kept.request.hours else {}
    shop = Shop(key=key, hours=hours, **values)
    wiring = here.wiring()
    try:
        accept_request(wiring.open_uow, request_id, shop, actor=here.actor(), now=wiring.now())
    except BadInput:
        return _wrong(kept, form, "places.key_taken")
    tell("shop_hand.told_accepted", shop=shop.name)
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/requests/<int:request_id>/decline")
def decline(request_id: int) -> Response | Answer:
    """Say no, with a reason."""
    wiring, reason = here.wiring(), request.form.get("reason", "").strip()[:1000]
    kept = read_request(wiring.open_reading, request_id)
    try:
        decline_request(wiring.open_uow, request_id, reason, actor=here.actor(), now=wiring.now())
    except BadInput:
        wrong = Form(errors={"reason": "shop_hand.request_no_reason"})
        return _page(kept, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("shop_hand.told_declined", shop=kept.request.name)
    return redirect(url_for(".shop_requests"), HTTPStatus.SEE_OTHER)


@pages.post("/shops/<key>/letter")
def shop_letter(key: str) -> str:
    """Print the welcome with a code that connects one tablet.

    Shown in answer to the POST itself, as a pairing code is: we keep only its hash.
    """
    wiring = here.wiring()
    shop = read_shop(wiring.open_reading, key)
    code = make_letter_code(
        wiring.open_uow, key, actor=here.actor(), now=wiring.now(), new_token=wiring.new_token
    )
    address = f"{wiring.settings.base_url}{url_for('account.pair')}"
    return render_template(
        "organiser/shop_letter.html",
        shop=shop,
        code=code,
        address=address,
        days=LETTER_CODE_LIFE.days,
        last_day=(here.now() + LETTER_CODE_LIFE).date(),
        qr=Markup(qr_svg(f"{address}/{code}")),  # noqa: S704  drawn by us from capitals and digits
    )


def _wrong(kept: KeptRequest, form: Form, code: str) -> Answer:
    return _page(kept, Form(form.typed, errors={"key": code}), HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(kept: KeptRequest, form: Form, status: int) -> Answer:
    reading, locale = here.wiring().open_reading, here.locale()
    lines = [
        Line(
            list(zip(one.line.lat.tolist(), one.line.lon.tolist(), strict=True)),
            name=written(one.label, locale),
        )
        for one in routes(reading, today=here.now().date())
    ]
    places = [Place((shop.lat, shop.lon), name=shop.name) for shop in shops(reading)]
    page = render_template(
        "organiser/shop_request.html",
        kept=kept,
        form=form,
        pictograms=[(key, here.say(f"places.pictogram_{key}")) for key in GIFTS],
        drawing=map_drawing(lines, places, title=here.say("shop_hand.request_map")),
        shapes=map_shapes(lines, places),
        tiles=here.wiring().settings.tile_url,
    )
    return page, status
