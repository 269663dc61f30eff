"""Challenges of shops in the seed town: one that people may join, one that waits for an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from muvengine.core.game.challenges.sponsored import DAY_MIN, Sponsored
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.formats.town_files import load_yaml
from muvengine.services.attempt import OpenUow
from muvengine.services.sponsor_challenge import accept_sponsored, draft_challenge


def seed_challenges(
    open_uow: OpenUow,
    folder: Path,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    """Make the challenges of shops that ``game.yaml`` tells of.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        now: in the town's zone; the moment of the start.
        new_token: draws public ids.
    """
    for entry in load_yaml(folder / "game.yaml")["sponsored"]:
        wanted = _wanted(open_uow, entry, now)
        attempt = Attempt.of(SYSTEM, new_token(), "draft_challenge", wanted)
        public_id = draft_challenge(open_uow, wanted, attempt=attempt, now=now, new_token=new_token)
        if entry["accepted"]:
            accept_sponsored(open_uow, public_id, actor=SYSTEM, now=now)


def _wanted(open_uow: OpenUow, entry: Mapping[str, Any], now: datetime) -> Sponsored:
    with open_uow() as uow:
        shops = uow.shops.listed(open_only=False)
    shop_id = next(shop.id for shop in shops if shop.key == entry["shop"])
    today = now.date()
    return Sponsored(
        shop_id=shop_id,
        title=entry["title"],
        days=entry["days"],
        first_day=today + timedelta(days=entry["first_day"]),
        last_day=today + timedelta(days=entry["last_day"]),
        good=entry["good"],
        stock=entry["stock"],
        worth_cents=entry["worth_cents"],
        modes=tuple(entry["modes"]),
        weekdays=tuple(entry.get("weekdays", ())),
        from_min=entry.get("from_min", 0),
        until_min=entry.get("until_min", DAY_MIN),
        pictogram=entry["pictogram"],
    )
