"""What the seed town plays for: a pot, a draw that is over and one to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from muvengine.core.game.draw import Draw, Prize, Tickets
from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.pot import Milestone, Pot
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.shop import key_of_name
from muvengine.formats.town_files import load_yaml
from muvengine.services.announce_draw import announce_draw
from muvengine.services.attempt import OpenUow
from muvengine.services.draw_prizes import work_draws
from muvengine.services.give_to_pot import Giving, give_to_pot
from muvengine.services.make_pot import make_pot

# As much as a loaf costs stays in the wallet.
KEPT_POINTS: Final = 120


def seed_game(
    open_uow: OpenUow,
    folder: Path,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    """Make what ``game.yaml`` says, each as of its own moment.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: participants by key.
        now: in the town's zone; the moment of the start.
        new_token: draws seeds and keys.
    """
    said = load_yaml(folder / "game.yaml")
    for entry in said["draws"]:
        _announce(open_uow, entry, now, new_token)
    for entry in said["pots"]:
        _open_pot(open_uow, entry, people, now, new_token)


def _announce(
    open_uow: OpenUow, entry: Mapping[str, Any], now: datetime, new_token: Callable[[], str]
) -> None:
    """Announce a draw in time, and let its day come where that is over."""
    announced, drawn = (now + timedelta(days=entry[name]) for name in ("announced", "draw_day"))
    today = now.date()
    draw = Draw(
        key=key_of_name(entry["title"]["fr"]),
        title=entry["title"],
        about=entry["about"],
        first_day=today + timedelta(days=entry["first_day"]),
        last_day=today + timedelta(days=entry["last_day"]),
        draw_day=drawn.date(),
        prizes=tuple(Prize(place, title) for place, title in enumerate(entry["prizes"], 1)),
        tickets=Tickets(most=entry["tickets_max"]),
    )
    attempt = Attempt.of(SYSTEM, new_token(), "announce_draw", draw)
    announce_draw(open_uow, draw, attempt=attempt, now=announced, new_token=new_token)
    if drawn <= now:
        work_draws(open_uow, now=drawn, new_token=new_token)


def _open_pot(
    open_uow: OpenUow,
    entry: Mapping[str, Any],
    people: Mapping[str, Person],
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    pot = Pot(
        key=key_of_name(entry["title"]["fr"]),
        title=entry["title"],
        goal_points=entry["goal_points"],
        last_day=now.date() + timedelta(days=entry["last_day"]),
        about=entry["about"],
        pictogram=entry["pictogram"],
        match_ratio=entry["match_ratio"],
        match_points_max=entry["match_points_max"],
        milestones=tuple(Milestone(one["points"], one["label"]) for one in entry["milestones"]),
    )
    make_pot(open_uow, pot, attempt=Attempt.of(SYSTEM, new_token(), "make_pot", pot), now=now)
    with open_uow() as uow:
        pot_id = uow.pots.get(key=pot.key).id
        held = {key: uow.ledger.balance(available(one.id)) for key, one in people.items()}
    for key, person in people.items():
        points = held[key] - KEPT_POINTS
        if points >= entry["gift"]:
            giving = Giving(pot_id, person.id, entry["gift"])
            hand = Actor(person.role, person.id)
            attempt = Attempt.of(hand, new_token(), "give_to_pot", giving)
            give_to_pot(open_uow, giving, attempt=attempt, now=now)
            return
