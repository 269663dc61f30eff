"""What the programme offers: wallet, offers, set routes and the rulebook in force."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from muvengine.api.v1 import door
from muvengine.api.v1.schemas import (
    OfferOut,
    RouteOut,
    RulebookOut,
    WalletOut,
    listed,
)
from muvengine.reads.offers import OfferOfShop, offers_on_sale
from muvengine.reads.routes import routes as set_routes
from muvengine.reads.rulebook import rulebook_now
from muvengine.reads.wallet import Wallet
from muvengine.reads.wallet import wallet as read_wallet

resources = door.resources_for("programme", door.Caller.PARTICIPANT, "The programme")


@resources.get("/wallet")
@resources.response(HTTPStatus.OK, WalletOut)
def wallet() -> Wallet:
    """Give the caller's points: to spend, on their way, and what ends when."""
    return read_wallet(door.wiring().open_reading, door.person().id)


@resources.get("/offers")
@resources.response(HTTPStatus.OK, listed(OfferOut, "OfferList"))
def offers() -> dict[str, Any]:
    """List what can be had for points today, cheapest first."""
    found = offers_on_sale(door.wiring().open_reading, door.today())
    return {"items": [_offer(one) for one in found], "next": None}


@resources.get("/routes")
@resources.response(HTTPStatus.OK, listed(RouteOut, "RouteList"))
def routes() -> dict[str, Any]:
    """List the set routes that count today."""
    found = set_routes(door.wiring().open_reading, today=door.today())
    items = [
        {
            "key": route.line.key,
            "label": route.label,
            "length_m": route.length_m,
            "buffer_m": route.line.buffer_m,
            "direction": route.line.direction.value,
            "line": [
                [float(lat), float(lon)]
                for lat, lon in zip(route.line.lat, route.line.lon, strict=True)
            ],
        }
        for route in found
    ]
    return {"items": items, "next": None}


@resources.get("/rulebook")
@resources.response(HTTPStatus.OK, RulebookOut)
def rulebook() -> dict[str, Any]:
    """Give the rulebook in force today, verbatim."""
    here = door.wiring()
    found = rulebook_now(here.open_reading, here.shelf.rulebook, door.today())
    return {
        "name": found.version.name,
        "version": found.version.version,
        "sha256": found.version.sha256,
        "effective_from": found.version.effective_from,
        "effective_until": found.version.effective_until,
        "source": found.source,
    }


def _offer(one: OfferOfShop) -> dict[str, Any]:
    return {
        "id": one.offer.id,
        "shop": one.shop_key,
        "title": one.offer.title,
        "price_points": one.offer.price_points,
        "face_cents": one.offer.face_cents,
        "stock_left": one.offer.stock_left,
        "kind": one.offer.kind,
        "percent_off": one.offer.terms.percent_off,
        "divisible": one.offer.divisible,
        "left_today": one.offer.left_today(door.today()),
        "min_age": one.offer.terms.min_age,
        "no_alcohol_tobacco": one.offer.terms.no_alcohol_tobacco,
        "not_taken": one.offer.terms.closed,
    }
