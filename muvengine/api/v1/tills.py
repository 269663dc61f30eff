"""What a shop's tablet does."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from muvengine.api.v1 import door
from muvengine.api.v1.schemas import RedemptionOut, ShopDayOut, TapBody
from muvengine.core.errors import BadInput, UnknownCode
from muvengine.core.people.limits import VOUCHER_OF_DEVICE
from muvengine.core.vouchers.qr_text import PREFIX
from muvengine.core.vouchers.redemption import Redemption
from muvengine.reads.shop_day import redemption_of, shop_day
from muvengine.services.redeem_voucher import Tap, redeem_voucher
from muvengine.services.throttle import counting, key_of
from muvengine.services.undo_redemption import undo_redemption

resources = door.resources_for("tills", door.Caller.DEVICE, "Tills")


@resources.post("/redemptions")
@resources.arguments(TapBody)
@resources.response(HTTPStatus.CREATED, RedemptionOut)
@resources.doc(parameters=[door.KEY_PARAMETER])
def redeem(tap: dict[str, Any]) -> Any:  # noqa: ANN401  the schema writes it
    """Take a voucher, once; a refusal says why, when and where."""
    here, device = door.wiring(), door.tablet()
    said = _said(tap)
    attempt = door.attempt(
        "redeem_voucher", said, tap["client_id"], str(tap.get("amount_cents", ""))
    )
    with counting(
        here.open_uow,
        here.open_reading,
        key=key_of("voucher", str(device.id)),
        limit=VOUCHER_OF_DEVICE,
        now=here.now(),
        costs=(UnknownCode,),
    ):
        taken = redeem_voucher(
            here.open_uow,
            Tap(said, tap["client_id"], door.now(), tap.get("amount_cents")),
            device=device,
            attempt=attempt,
            now=here.now(),
        )
    found = redemption_of(here.open_reading, device.shop_id, taken.redemption_id)
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


def _said(tap: dict[str, Any]) -> str:
    if ("code" in tap) == ("token" in tap):
        raise BadInput(fields={"code": "one_of_code_and_token"})
    if "code" in tap:
        return str(tap["code"])
    token = str(tap["token"])
    return token if token.upper().startswith(PREFIX) else PREFIX + token


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
