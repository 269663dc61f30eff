"""The seed town's treasure hunts: one that is played, and one that is being written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from muvengine.core.game.hunt import Hunt, HuntState, Place, Spot
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.shop import key_of_name
from muvengine.formats.town_files import load_yaml
from muvengine.services.attempt import OpenUow
from muvengine.services.find_place import SignRead, find_by_sign
from muvengine.services.keep_hunt import make_hunt, save_place
from muvengine.services.run_hunt import start_hunt

NewToken = Callable[[], str]


def seed_hunts(
    open_uow: OpenUow,
    folder: Path,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: NewToken,
) -> None:
    """Make what ``hunts.yaml`` says; everybody has found the places that it names.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: by key; staff find nothing.
        now: in the town's zone; the moment of the start.
        new_token: draws signs and keys.
    """
    for entry in load_yaml(folder / "hunts.yaml")["hunts"]:
        key = _make(open_uow, entry, now, new_token)
        for one in entry["places"]:
            spot = Spot(one.get("shop", ""), one.get("route", ""))
            place = Place(0, one["name"], one["hint"], one["pictogram"], spot)
            save_place(open_uow, key, place, actor=SYSTEM, now=now, new_token=new_token)
        if entry["state"] == HuntState.RUNNING:
            start_hunt(open_uow, key, actor=SYSTEM, now=now)
        for number in entry["found"]:
            for person in people.values():
                if person.role is Role.PARTICIPANT:
                    _find(open_uow, key, number, person, now, new_token)


def _make(open_uow: OpenUow, entry: Mapping[str, Any], now: datetime, new_token: NewToken) -> str:
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    hunt = Hunt(
        key=key_of_name(entry["title"]["fr"]),
        title=entry["title"],
        starts_at=midnight + timedelta(days=entry["first_day"]),
        ends_at=midnight + timedelta(days=entry["last_day"]),
        about=entry["about"],
        in_order=entry["in_order"],
        place_points=entry["place_points"],
        all_points=entry["all_points"],
    )
    attempt = Attempt.of(SYSTEM, new_token(), "make_hunt", hunt)
    return make_hunt(open_uow, hunt, attempt=attempt, now=now)


def _find(
    open_uow: OpenUow, key: str, number: int, person: Person, now: datetime, new_token: NewToken
) -> None:
    with open_uow() as uow:
        sign = uow.hunts.signs(uow.hunts.get(key=key).id)[number]
    read = SignRead(person.id, sign.token)
    attempt = read.attempt(Actor(person.role, person.id), new_token())
    find_by_sign(open_uow, read, attempt=attempt, now=now)
