"""The list a tablet takes along, as a JSON body with a tag that tells whether it changed."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.terms import ClosedTimes
from muvengine.reads.till_snapshot import ListedVoucher, Snapshot
from muvengine.store.snapshots import ShopOffer
from muvengine.words.catalogue import written


def snapshot_body(
    found: Snapshot, device: Device, *, locale: str, made_at: datetime
) -> dict[str, Any]:
    """Write a snapshot for a tablet.

    Args:
        found: what it may know.
        device: whose it is.
        locale: of the titles.
        made_at: in the town's zone.
    """
    return {
        "made_at": made_at.isoformat(),
        "shop": {"id": device.shop_id, "name": device.shop_name},
        "device": device.id,
        "salt": found.salt,
        "keys": [{"id": key.id, "public_key": key.public_key} for key in found.keys],
        "offers": [_offer(one, locale) for one in found.offers],
        "vouchers": [_voucher(one, made_at) for one in found.vouchers],
        "allowance": {
            "left_cents": found.left_cents,
            "hours": found.terms.hours,
            "count": found.terms.scans,
            "amount_cents": found.terms.amount_cents,
        },
    }


def tag_of(body: dict[str, Any]) -> str:
    """Give a text that changes when anything but the moment of making does."""
    kept = {name: value for name, value in body.items() if name != "made_at"}
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:32]


def _offer(one: ShopOffer, locale: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": written(one.title, locale),
        "pictogram": one.pictogram,
        "divisible": one.divisible,
        "percent": one.terms.percent_off,
        "not_taken": _not_taken(one.terms.closed),
    }


def _not_taken(closed: ClosedTimes) -> dict[str, Any]:
    hours = [
        {
            "weekday": one.weekday,
            "begins": f"{one.begins:%H:%M}",
            "ends": f"{one.ends:%H:%M}",
        }
        for one in closed.hours
    ]
    return {"hours": hours, "days": [day.isoformat() for day in closed.days]}


def _voucher(one: ListedVoucher, made_at: datetime) -> dict[str, Any]:
    used_at = None if one.used_at is None else one.used_at.astimezone(made_at.tzinfo).isoformat()
    return {
        "hash": one.hash,
        "token_hash": one.token_hash,
        "offer": one.offer_id,
        "left_cents": one.left_cents,
        "face_cents": one.face_cents,
        "divisible": one.divisible,
        "state": one.state,
        "used_at": used_at,
        "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "percent": one.percent,
        "not_taken": _not_taken(one.closed),
    }
