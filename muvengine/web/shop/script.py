"""What the till's own script asks: its list of vouchers, taking one, undoing, the last twenty."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify, request
from marshmallow import ValidationError

from muvengine.core.errors import BadInput
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.redemption import Redemption
from muvengine.formats.tap_body import TapBody, moment_of, said_of, scanned_at_of
from muvengine.reads.shop_day import last_of_tablet, redemption_of
from muvengine.reads.snapshot_body import snapshot_body, tag_of
from muvengine.reads.till_snapshot import till_snapshot
from muvengine.services.note_contact import note_contact
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from muvengine.services.undo_redemption import undo_redemption
from muvengine.web import here
from muvengine.web.scripted import from_our_page
from muvengine.web.shop.pages import pages
from muvengine.words.catalogue import written

LAST: Final = 20
CODE_END: Final = 3
MARK: Final = "X-Till"


@pages.get("/snapshot")
def snapshot() -> Response:
    """Hand out what this tablet needs while it has no network; 304 when nothing changed."""
    wiring, device = here.wiring(), here.till()
    found = till_snapshot(wiring.open_reading, device, now=wiring.now())
    note_contact(
        wiring.open_uow,
        wiring.open_reading,
        device,
        now=wiring.now(),
        said=moment_of(request.headers.get("X-Till-Clock", "")),
    )
    body = snapshot_body(found, device, locale=here.locale(), made_at=here.now())
    answer = jsonify(body)
    answer.set_etag(tag_of(body))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept-Language, Cookie"
    answer.make_conditional(request)
    return answer


@pages.post("/redemptions")
def redeem_tap() -> tuple[Response, int, dict[str, str]]:
    """Take a voucher for the script; what it did without network is heard as a fact."""
    from_our_page(MARK, "shop")
    wiring, device = here.wiring(), here.till()
    body = _body()
    tap = Tap(
        said_of(body),
        body["client_id"],
        scanned_at_of(body, here.now()),
        body.get("amount_cents"),
        offline=body.get("offline", False),
    )
    taken = take_at_till(wiring.open_uow, tap, device=device, key=_key(), now=here.now())
    made = taken.made or redemption_of(wiring.open_reading, device.shop_id, taken.redemption_id)
    headers = {"Idempotency-Hit": "true"} if taken.replayed else {}
    return jsonify(_as_json(made)), HTTPStatus.CREATED, headers


@pages.post("/redemptions/<int:redemption_id>/undo")
def undo_tap(redemption_id: int) -> Response:
    """Make a voucher good again, for the script."""
    from_our_page(MARK, "shop")
    wiring, device = here.wiring(), here.till()
    undo_redemption(
        wiring.open_uow,
        redemption_id,
        device=device,
        attempt=Attempt(device.actor, _key(), "undo_redemption", str(redemption_id)),
        now=wiring.now(),
    )
    return jsonify(_as_json(redemption_of(wiring.open_reading, device.shop_id, redemption_id)))


@pages.get("/last")
def last() -> Response:
    """Give the last twenty of this tablet, newest first."""
    device = here.till()
    found = last_of_tablet(here.wiring().open_reading, device.id, at_most=LAST)
    return jsonify({"items": [_as_json(one) for one in found]})


def _body() -> dict[str, Any]:
    try:
        body: dict[str, Any] = TapBody().load(request.get_json())
    except ValidationError as error:
        raise BadInput(fields=dict(error.messages_dict)) from error
    return body


def _key() -> str:
    return request.headers.get("Idempotency-Key", "").strip()


def _as_json(made: Redemption) -> dict[str, Any]:
    until = made.undo_until(here.till().id)
    return {
        "id": made.id,
        "state": made.state,
        "offer": made.offer_id,
        "title": written(made.title, here.locale()),
        "pictogram": made.pictogram,
        "amount_cents": made.amount_cents,
        "code_end": made.code[-CODE_END:],
        "scanned_at": here.local(made.scanned_at).isoformat(),
        "undo_until": None if until is None else here.local(until).isoformat(),
    }


WITHOUT_FORM: Final = (redeem_tap, undo_tap)
"""Views that want ``MARK`` in place of a form's token."""
