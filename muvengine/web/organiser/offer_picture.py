"""The picture of an offer: send one, take it away."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.reads.offers import offer as read_offer
from muvengine.services.keep_picture import drop_picture, keep_picture
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/offers/<int:offer_id>/picture")
def offer_picture(offer_id: int) -> Answer:
    """Show the picture there is, and ask for one."""
    return _page(offer_id, Form(), HTTPStatus.OK)


@pages.post("/offers/<int:offer_id>/picture")
def send_picture(offer_id: int) -> Response | Answer:
    """Keep a small copy of what was sent."""
    wiring, file = here.wiring(), request.files.get("file")
    if file is None or not file.filename:
        return _page(offer_id, _wrong("none"), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        data = file.read()
        keep_picture(wiring.open_uow, offer_id, data, actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        why = cast("dict[str, Any]", refusal.facts["fields"])["picture"]
        return _page(offer_id, _wrong(why), HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("offers.told_picture")
    return redirect(url_for(".offer_picture", offer_id=offer_id), HTTPStatus.SEE_OTHER)


@pages.post("/offers/<int:offer_id>/picture/drop")
def take_picture_away(offer_id: int) -> Response:
    """Show the drawing again in its place."""
    wiring = here.wiring()
    drop_picture(wiring.open_uow, offer_id, actor=here.actor(), now=wiring.now())
    tell("offers.told_picture_gone")
    return redirect(url_for(".offer_picture", offer_id=offer_id), HTTPStatus.SEE_OTHER)


def _wrong(why: str) -> Form:
    return Form(errors={"file": f"offers.picture_{why}"})


def _page(offer_id: int, form: Form, status: int) -> Answer:
    found = read_offer(here.wiring().open_reading, offer_id)
    return render_template(
        "organiser/offer_picture.html", offer=found.offer, shop_name=found.shop_name, form=form
    ), status
