"""What a shop's tablet does."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

from muvengine.api.v1 import door
from muvengine.api.v1.schemas import RedemptionOut, ShopDayOut
from muvengine.api.v1.till_schemas import SnapshotOut
from muvengine.core.vouchers.redemption import Redemption
from muvengine.formats.tap_body import TapBody, moment_of, said_of, scanned_at_of
from muvengine.reads.shop_day import redemption_of, shop_day
from muvengine.reads.snapshot_body import snapshot_body, tag_of
from muvengine.reads.till_snapshot import till_snapshot
from muvengine.services.note_contact import note_contact
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from muvengine.services.undo_redemption import undo_redemption

CLOCK_PARAMETER: Final = {
    "in": "header",
    "name": "X-Till-Clock",
    "schema": {"type": "string", "format": "date-time"},
    "description": "The time by the till's own clock, so that one that is wrong is seen.",
}
resources = door.resources_for("tills", door.Caller.DEVICE, "Tills")


@resources.post("/redemptions")
@resources.arguments(TapBody())
@resources.response(HTTPStatus.CREATED, RedemptionOut)
@resources.doc(parameters=[door.KEY_PARAMETER])
def redeem(tap: dict[str, Any]) -> Any:  # noqa: ANN401  the schema writes it
    """Take a voucher, once; a refusal says why, when and where."""
    here, device = door.wiring(), door.tablet()
    taken = take_at_till(
        here.open_uow,
        Tap(
            said_of(tap),
            tap["client_id"],
            scanned_at_of(tap, door.now()),
            tap.get("amount_cents"),
            offline=tap.get("offline", False),
        ),
        device=device,
        key=door.key(),
        now=door.now(),
    )
    found = taken.made or redemption_of(here.open_reading, device.shop_id, taken.redemption_id)
    return door.answer(_redemption(found), replayed=taken.replayed)


@resources.post("/redemptions/<int:redemption_id>/undo")
@resources.response(HTTPStatus.OK, RedemptionOut)
@resources.doc(parameters=[door.KEY_PARAMETER])
def undo(redemption_id: int) -> Any:  # noqa: ANN401  the schema writes it
    """Make a voucher good again, within fifteen minutes."""
    here, device = door.wiring(), door.tablet()
    answer = undo_redemption(
        here.open_uow,
        redemption_id,
        device=device,
        attempt=door.attempt("undo_redemption", str(redemption_id)),
        now=here.now(),
    )
    found = redemption_of(here.open_reading, device.shop_id, redemption_id)
    headers = {"Idempotency-Hit": "true"} if answer.replayed else {}
    return _redemption(found), HTTPStatus.OK, headers


@resources.get("/shop/snapshot")
@resources.response(HTTPStatus.OK, SnapshotOut)
@resources.alt_response(HTTPStatus.NOT_MODIFIED, description="Nothing changed since If-None-Match.")
@resources.doc(parameters=[CLOCK_PARAMETER])
def snapshot() -> Any:  # noqa: ANN401  the schema writes it
    """Give what a till needs while it has no network: its shop's vouchers, hashed."""
    here, device = door.wiring(), door.tablet()
    found = till_snapshot(here.open_reading, device, now=here.now())
    said = moment_of(request.headers.get("X-Till-Clock", ""))
    note_contact(here.open_uow, here.open_reading, device, now=here.now(), said=said)
    body = snapshot_body(found, device, locale=door.locale(), made_at=door.now())
    tag = tag_of(body)
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    if request.if_none_match.contains(tag):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return body, HTTPStatus.OK, headers


@resources.get("/shop/day")
@resources.response(HTTPStatus.OK, ShopDayOut)
def day() -> dict[str, Any]:
    """Give what this shop took today."""
    here, device = door.wiring(), door.tablet()
    found = shop_day(here.open_reading, device.shop_id, door.today(), door.zone())
    return {
        "day": found.day,
        "count": found.count,
        "total_cents": found.total_cents,
        "items": [_redemption(one) for one in found.taken],
    }


def _redemption(made: Redemption) -> dict[str, Any]:
    moment: datetime = made.scanned_at
    return {
        "id": made.id,
        "state": made.state,
        "offer": made.title,
        "amount_cents": made.amount_cents,
        "code": made.code,
        "scanned_at": moment,
    }
