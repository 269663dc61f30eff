"""A town that plays challenges, and what people do in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine

from muvengine.core.game.badges import EXPERIENCE
from muvengine.core.game.challenges.running import Reward
from muvengine.core.game.challenges.sponsored import Sponsored
from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.vouchers.shop import Shop
from muvengine.services.choose_challenge import Choosing, choose_challenge
from muvengine.services.join_sponsored import JoiningShop, join_sponsored
from muvengine.services.save_shop import save_shop
from muvengine.services.settle_challenges import SettledChallenges, settle_challenges
from muvengine.services.sponsor_challenge import accept_sponsored, draft_challenge
from tests.game_town import MONDAY, begin_game
from tests.people import participant
from tests.town import NOON, ZONE, Town, found

OFFICE: Final = Actor("organiser", 1)
SUNDAY: Final = MONDAY + timedelta(days=6)

GAME: Final = b"""\
schema: muv.game/v1
label: {en: Game, fr: Jeu}
experience:
  levels:
    - {from: 0, label: {en: a, fr: a}, pictogram: seed}
    - {from: 1, label: {en: b, fr: b}, pictogram: seed}
    - {from: 2, label: {en: c, fr: c}, pictogram: seed}
    - {from: 3, label: {en: d, fr: d}, pictogram: seed}
    - {from: 500, label: {en: e, fr: e}, pictogram: seed}
challenges:
  - challenge: days
    kind: days_in_week
    label: {en: Days, fr: Jours}
    pictogram: calendar
    easy: {goal: 2, points: 20}
    middle: {goal: 3, points: 30}
    hard: {goal: 4, points: 40}
  - challenge: team
    kind: team_total
    of: days
    label: {en: Team, fr: Equipe}
    pictogram: house
    goal: 1
    points: 25
  - challenge: duo
    kind: duo
    of: days
    label: {en: Duo, fr: Duo}
    pictogram: people
    goal: 3
    points: 30
"""
CAR_FREE: Final = GAME.replace(b"days_in_week", b"no_car_week")


def playing(engine: Engine, data: bytes = GAME, *, points: int = 100_000) -> Town:
    town = found(engine, points=points)
    begin_game(town, data)
    raise_to(town, town.person, 3)
    return town


def raise_to(town: Town, person: Person, experience: int) -> None:
    """Let somebody have so much experience, as if trips had brought it."""
    with town.open_uow() as uow:
        uow.badges.count(person.id, {EXPERIENCE: experience})
        uow.commit()


def hand(person: Person) -> Actor:
    return Actor("participant", person.id)


def choose(
    town: Town, name: str = "days", at: str = "easy", *, person: Person | None = None,
    run: int = 0, code: str = "", now: datetime = NOON, actor: Actor | None = None,
) -> int:  # fmt: skip
    who = person or town.person
    wish = Choosing(who.id, "" if run or code else name, at, run, code)
    attempt = wish.attempt(actor or hand(who), town.key())
    answer = choose_challenge(town.open_uow, wish, attempt=attempt, now=now, new_token=town.dice)
    return int(answer.value["run"])


def settle(town: Town, now: datetime = NOON) -> SettledChallenges:
    return settle_challenges(town.open_uow, now=now.astimezone(ZONE), new_token=town.dice)


def wallet(town: Town, person: Person | None = None) -> int:
    with town.open_reading() as uow:
        return uow.ledger.balance(available((person or town.person).id))


def rewards(town: Town) -> list[Reward]:
    """Every reward there ever was, the first one first."""
    with town.open_reading() as uow:
        rows = uow.connection.exec_driver_sql("SELECT player_id FROM challenge_reward")
        held = uow.challenge_rewards.of_players({row.player_id for row in rows})
        return sorted(held.values(), key=lambda one: one.id)


def neighbour(town: Town, name: str = "Boris") -> Person:
    return participant(town.open_uow, name)


def bakery(town: Town) -> Device:
    """A shop with its tablet."""
    shop = Shop("fournil", "Le Fournil", 43.64, 5.09)
    number = save_shop(town.open_uow, shop, actor=SYSTEM, now=NOON)
    return Device(1, number, "fournil", "Le Fournil")


MORNINGS: Final = Sponsored(
    shop_id=0,
    title={"en": "Two school mornings on foot"},
    days=2,
    first_day=MONDAY,
    last_day=SUNDAY + timedelta(days=7),
    good={"en": "A coffee"},
    stock=1,
    worth_cents=150,
    modes=("walk",),
    weekdays=("mon", "tue", "wed", "thu", "fri"),
    from_min=420,
    until_min=560,
)


def draft(town: Town, device: Device, wanted: Sponsored = MORNINGS) -> str:
    wanted = replace(wanted, shop_id=device.shop_id)
    attempt = Attempt.of(device.actor, town.key(), "draft_challenge", wanted)
    return draft_challenge(town.open_uow, wanted, attempt=attempt, now=NOON, new_token=town.dice)


def sponsor(town: Town, **changed: object) -> str:
    """A shop's challenge that people may join."""
    public_id = draft(town, bakery(town), replace(MORNINGS, **changed))  # type: ignore[arg-type]
    accept_sponsored(town.open_uow, public_id, actor=OFFICE, now=NOON)
    return public_id


def join(town: Town, public_id: str, person: Person | None = None) -> int:
    who = person or town.person
    wish = JoiningShop(who.id, public_id)
    attempt = wish.attempt(hand(who), town.key())
    answer = join_sponsored(town.open_uow, wish, attempt=attempt, now=NOON)
    return int(answer.value["run"])
