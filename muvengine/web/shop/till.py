"""Take a voucher over the counter: one field, one large answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import (
    AlreadyRedeemed,
    BadAmount,
    BillNeeded,
    MuvError,
)
from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.reads.shop_day import redemption_of
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from muvengine.services.undo_redemption import undo_redemption
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.web.shop.amounts import amount_cents
from muvengine.web.shop.pages import pages
from muvengine.web.shop.shell import till_page
from muvengine.words.http_status import status_of

Answer = tuple[str, int, dict[str, str]]
# A refusal that is nobody's fault looks different from one that needs care.
USED: Final = (AlreadyRedeemed,)


@pages.get("", strict_slashes=False)
def till() -> Response:
    """Wait for the next voucher."""
    return till_page(bare=False)


@pages.post("", strict_slashes=False)
def take() -> Response | Answer:
    """Take a voucher, or say plainly why not."""
    wiring, device = here.wiring(), here.till()
    code, attempt = request.form.get("code", ""), request.form.get("attempt", "")
    try:
        tap = Tap(code, attempt, here.now(), amount_cents(request.form.get("amount", "")))
        taken = take_at_till(wiring.open_uow, tap, device=device, key=attempt, now=here.now())
    except MuvError as refusal:
        return _refused(refusal, code)
    where = url_for("shop.taken", redemption_id=taken.redemption_id)
    return redirect(where, HTTPStatus.SEE_OTHER)


@pages.get("/taken/<int:redemption_id>")
def taken(redemption_id: int) -> str:
    """Confirm in large type; nobody can forge this page for another shop or number."""
    found = redemption_of(here.wiring().open_reading, here.till().shop_id, redemption_id)
    undoable = found.state == "accepted" and here.wiring().now() - found.scanned_at <= UNDO_MAX
    undoable = undoable and found.device_id == here.till().id
    return render_template("shop/taken.html", taken=found, undoable=undoable)


@pages.post("/taken/<int:redemption_id>/undo")
def undo(redemption_id: int) -> Response:
    """Make the voucher good again."""
    undo_redemption(
        here.wiring().open_uow,
        redemption_id,
        device=here.till(),
        attempt=here.attempt("undo_redemption", str(redemption_id)),
        now=here.wiring().now(),
    )
    tell("shop.told_undone")
    return redirect(url_for("shop.till"), HTTPStatus.SEE_OTHER)


def _refused(refusal: MuvError, code: str) -> Answer:
    page = render_template(
        "shop/refused.html",
        sentence=words_for(refusal),
        used=isinstance(refusal, USED),
        ask_amount=isinstance(refusal, BadAmount),
        ask_bill=isinstance(refusal, BillNeeded),
        code=code,
    )
    headers = {}
    if "retry_after_s" in refusal.facts:
        headers["Retry-After"] = str(refusal.facts["retry_after_s"])
    return page, status_of(refusal), headers
