"""What was done lately at a desk of the seed town."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from muvengine.core.game.weeks import monday_of
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.trips.diary import Tick, week_of
from muvengine.formats.town_files import load_yaml
from muvengine.services import call_back
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from muvengine.services.give_mandate import Wish, give_mandate
from muvengine.services.keep_diary import keep_diary
from muvengine.services.shelf import OpenUow, Shelf

NewToken = Callable[[], str]
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)


def seed_desk(
    open_uow: OpenUow,
    shelf: Shelf,
    folder: Path,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: NewToken,
) -> None:
    """Let a helper have done what ``desk.yaml`` says.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        folder: the seed data.
        people: by key, with the helper.
        now: in the town's zone; the moment of the start.
        new_token: draws keys.
    """
    said = load_yaml(folder / "desk.yaml")
    hand = Actor(Role.MEDIATOR, people[said["helper"]].id)
    _workshop(open_uow, said["workshop"], people, hand, now, new_token())
    for entry in said["calls"]:
        by_day = (now + entry["in_days"] * DAY).date()
        wish = call_back.Wish(people[entry["who"]].name, entry["why"], by_day)
        call_back.note_call(open_uow, wish, attempt=wish.attempt(hand, new_token()), now=now)
    entry = said["diary"]
    beside = Actor(hand.kind, hand.id, on_behalf_of=people[entry["person"]].id)
    keep_diary(
        open_uow,
        shelf,
        _ticks(entry, now),
        actor=beside,
        key=new_token(),
        now=now,
        new_token=new_token,
    )
    _mandate(open_uow, said["mandate"], people, hand, now, new_token())


def _workshop(
    open_uow: OpenUow,
    entry: Mapping[str, Any],
    people: Mapping[str, Person],
    hand: Actor,
    now: datetime,
    key: str,
) -> None:
    names = tuple(people[one].name for one in entry["people"])
    given = Workshop(entry["name"], entry["points"], names)
    at = now - entry["days_ago"] * DAY
    give_at_workshop(open_uow, given, actor=hand, key=key, now=at)


def _ticks(entry: Mapping[str, Any], now: datetime) -> list[Tick]:
    days = week_of(monday_of(now.date()) - WEEK)
    return [
        Tick(day, entry["mode"], number + 1)
        for day, ticks in zip(days, entry["ticks"], strict=True)
        for number in range(ticks)
    ]


def _mandate(
    open_uow: OpenUow,
    entry: Mapping[str, Any],
    people: Mapping[str, Person],
    hand: Actor,
    now: datetime,
    key: str,
) -> None:
    giver, today = people[entry["by"]], now.date()
    last = today + entry["days"] * DAY
    wish = Wish(
        giver.id, people[entry["to"]].name, today, last, may_spend=entry["spend"], signed=True
    )
    beside = Actor(hand.kind, hand.id, on_behalf_of=giver.id)
    attempt = wish.attempt(beside, key)
    give_mandate(open_uow, open_uow, wish, attempt=attempt, now=now)
