"""The sign that hangs at a shop's stop: make, print, renew, take down."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.formats.qr import qr_svg
from muvengine.reads.shops import shop as read_shop
from muvengine.reads.stops import sign_of
from muvengine.services.keep_sign import make_sign, revoke_sign
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import say

SIZES: Final = ("a4", "a5")


@pages.get("/shops/<key>/sign")
def stop_sign(key: str) -> str:
    """Show the sign as it is printed, in the languages it has room for."""
    wiring = here.wiring()
    shop, sign = read_shop(wiring.open_reading, key), sign_of(wiring.open_reading, key)
    size = request.args.get("size", "")
    size = size if size in SIZES else SIZES[0]
    return render_template(
        "organiser/stop_sign.html",
        shop=shop,
        sign=sign if shop.open else None,
        size=size,
        sizes=SIZES,
        sentences=[(one, say("stops.sign_do", one)) for one in here.locales_on(size)],
        address=wiring.settings.base_url,
        qr=_qr(sign.token) if sign else "",
    )


@pages.post("/shops/<key>/sign")
def make_stop_sign(key: str) -> Response:
    """Make a sign; one that hangs there says nothing from now on."""
    wiring = here.wiring()
    make_sign(
        wiring.open_uow, key, actor=here.actor(), now=wiring.now(), new_token=wiring.new_token
    )
    tell("stops.told_made")
    return redirect(url_for(".stop_sign", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/shops/<key>/sign/revoke")
def revoke_stop_sign(key: str) -> Response:
    """Take the sign down."""
    wiring = here.wiring()
    revoke_sign(wiring.open_uow, key, actor=here.actor(), now=wiring.now())
    tell("stops.told_revoked")
    return redirect(url_for(".stop_sign", key=key), HTTPStatus.SEE_OTHER)


def _qr(token: str) -> Markup:
    address = here.wiring().settings.base_url + url_for("account.stop", token=token)
    return Markup(qr_svg(address))  # noqa: S704  drawn by ourselves from our own token
