"""Turn points into vouchers."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from muvengine.api.v1 import door
from muvengine.api.v1.schemas import VoucherOrder, VoucherOut
from muvengine.reads.voucher_text import voucher_text
from muvengine.reads.vouchers import voucher_of
from muvengine.services.buy_voucher import Purchase, buy_voucher

resources = door.resources_for("vouchers", door.Caller.PARTICIPANT, "Vouchers")


@resources.post("/vouchers")
@resources.arguments(VoucherOrder)
@resources.response(HTTPStatus.CREATED, VoucherOut)
@resources.doc(parameters=[door.KEY_PARAMETER])
def buy(order: dict[str, Any]) -> Any:  # noqa: ANN401  the schema writes it
    """Buy a voucher; 409 not_enough, sold_out(_today), limit, day_limit, age, unfunded, closed."""
    here, person = door.wiring(), door.person()
    said = ":old_enough" if order["old_enough"] else ""
    bought = buy_voucher(
        here.open_uow,
        Purchase(order["offer"], person.id, channel="api", old_enough=order["old_enough"]),
        attempt=door.attempt("buy_voucher", f"{order['offer']}{said}"),
        now=door.now(),
        new_token=here.new_token,
    )
    voucher = voucher_of(here.open_reading, person.id, bought.code)
    end = datetime.combine(voucher.last_day + timedelta(days=1), time(), door.zone())
    body = {
        "code": voucher.code,
        "offer": voucher.offer_id,
        "shop": voucher.shop_key,
        "face_cents": voucher.face_cents,
        "expires_at": end,
        # What was bought, also when the same request is heard again later.
        "state": voucher.state.value,
        "token": voucher_text(here.open_reading, here.settings.secret_key, voucher),
    }
    return door.answer(body, replayed=bought.replayed)
