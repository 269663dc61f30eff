"""A shop's tablets: a code to connect one, and shutting one out."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.formats.qr import qr_svg
from muvengine.reads.shops import devices_of
from muvengine.reads.shops import shop as read_shop
from muvengine.services.pair_device import CODE_LIFE, make_pairing_code
from muvengine.services.revoke_device import revoke_device
from muvengine.services.set_offline_terms import lift_suspension
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell


@pages.post("/shops/<key>/tablets")
def pairing_code(key: str) -> str:
    """Draw a code and show it this one time; we keep only its hash.

    Shown in answer to the POST itself: an address to come back to would have to keep it.
    """
    wiring = here.wiring()
    shop = read_shop(wiring.open_reading, key)
    code = make_pairing_code(
        wiring.open_uow,
        key,
        actor=here.actor(),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    address = f"{wiring.settings.base_url}{url_for('account.pair')}"
    return render_template(
        "organiser/pairing.html",
        shop=shop,
        code=code,
        address=address,
        minutes=int(CODE_LIFE.total_seconds() // 60),
        qr=Markup(qr_svg(f"{address}/{code}")),  # noqa: S704  drawn by us from capitals and digits
    )


@pages.post("/shops/<key>/tablets/<int:device_id>/revoke")
def revoke_tablet(key: str, device_id: int) -> Response:
    """Shut a lost or replaced tablet out at once."""
    wiring = here.wiring()
    _must_be_of(key, device_id)
    revoke_device(wiring.open_uow, device_id, actor=here.actor(), now=wiring.now())
    tell("places.told_revoked")
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/shops/<key>/tablets/<int:device_id>/lift")
def lift_tablet(key: str, device_id: int) -> Response:
    """Let a tablet that sent too many unknown codes work again."""
    wiring = here.wiring()
    _must_be_of(key, device_id)
    lift_suspension(wiring.open_uow, device_id, actor=here.actor(), now=wiring.now())
    tell("offline.told_lifted")
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _must_be_of(key: str, device_id: int) -> None:
    """Take an address for what it says: the tablet is the shop's.

    Raises:
        NotFound: no such shop, or another's tablet.
    """
    reading = here.wiring().open_reading
    shop = read_shop(reading, key)
    if device_id not in {tablet.id for tablet in devices_of(reading, shop.id)}:
        raise NotFound(kind="device")
