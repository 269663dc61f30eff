"""Treasure hunts as everybody sees them, as a player, a helper and an organiser do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.game.hunt import Hunt, HuntState, Place, Way
from muvengine.core.game.hunt_find import Find, HuntReward
from muvengine.core.people.card import as_token
from muvengine.store.hunt_finds import Stamp
from muvengine.store.hunts import HuntSign
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
STAMPS_SHOWN: Final = 50
LAST_SHOWN: Final = 10

__all__ = ["HuntSign", "Stamp"]


@dataclass(frozen=True, slots=True)
class MyHunt:
    """A hunt as one person plays it.

    Attributes:
        hunt: see ``Hunt``.
        found: finds by number of the place.
        rewards: what stands paid, by number of the place, 0 for all.
        back: what was taken back, and not found again.
        now: when it was looked at.
    """

    hunt: Hunt
    found: Mapping[int, Find]
    rewards: Mapping[int, HuntReward]
    back: Mapping[int, Find]
    now: datetime

    @property
    def points(self) -> int:
        """What was paid."""
        return sum(one.points for one in self.rewards.values())

    @property
    def less(self) -> bool:
        """Tell whether the season had less than was promised."""
        return self.points < sum(one.wanted_points for one in self.rewards.values())

    @property
    def complete(self) -> bool:
        """Tell whether every place is found."""
        return bool(self.hunt.places) and len(self.found) == len(self.hunt.places)


@dataclass(frozen=True, slots=True)
class AtSign:
    """A sign as somebody holds it before they press.

    Attributes:
        hunt, place: of which hunt and place.
        mine: what they have found there.
        good: the sign hangs there now.
    """

    hunt: Hunt
    place: Place
    mine: Mapping[int, Find]
    good: bool


@dataclass(frozen=True, slots=True)
class HuntInOffice:
    """A hunt with its figures.

    Attributes:
        hunt: see ``Hunt``.
        signs: those that hang, by number of the place.
        counted: finds of each place by way.
        people: players by how many places they have found.
        points: paid until now.
        promised: what would have been paid, had the season had it.
    """

    hunt: Hunt
    signs: Mapping[int, HuntSign]
    counted: Mapping[int, Mapping[Way, int]]
    people: Mapping[int, int]
    points: int
    promised: int

    @property
    def players(self) -> int:
        """How many have found anything."""
        return sum(self.people.values())

    @property
    def complete(self) -> int:
        """How many have found everything."""
        return self.people.get(len(self.hunt.places), 0)

    def found(self, number: int) -> int:
        """How many have found a place."""
        return sum(self.counted.get(number, {}).values())

    def by(self, number: int, way: str) -> int:
        """How many have found a place in one way."""
        return self.counted.get(number, {}).get(Way(way), 0)


def hunts(open_reading: OpenReading) -> tuple[Hunt, ...]:
    """List every hunt that was started, the latest first."""
    with open_reading() as uow:
        return tuple(one for one in uow.hunts.listed(drafts=False) if one.places)


def hunt(open_reading: OpenReading, key: str) -> Hunt:
    """Give a hunt that was started.

    Raises:
        NotFound: no such hunt, or a draft.
    """
    with open_reading() as uow:
        found = uow.hunts.get(key=key)
    if found.state is HuntState.DRAFT:
        raise NotFound(kind="hunt")
    return found


def my_hunts(open_reading: OpenReading, person_id: int, now: datetime) -> tuple[MyHunt, ...]:
    """List hunts as somebody plays them; over ones only where they found anything."""
    with open_reading() as uow:
        mine = [_mine(uow, one, person_id, now) for one in uow.hunts.listed(drafts=False)]
    return tuple(one for one in mine if one.found or one.back or _goes_on(one.hunt, now))


def _mine(uow: UnitOfWork, one: Hunt, person_id: int, now: datetime) -> MyHunt:
    found = uow.hunt_finds.of_person(one.id, person_id)
    back = uow.hunt_finds.taken_back(one.id, person_id)
    return MyHunt(
        one,
        found,
        uow.hunt_finds.rewards(one.id, person_id),
        {number: find for number, find in back.items() if number not in found},
        now,
    )


def _goes_on(one: Hunt, now: datetime) -> bool:
    return one.state is not HuntState.CANCELLED and not one.over(now)


def at_sign(open_reading: OpenReading, said: str, person_id: int) -> AtSign | None:
    """Give the place whose sign has this token; None when no sign has."""
    token = as_token(said)
    with open_reading() as uow:
        sign = uow.hunts.find_sign(token=token) if token else None
        if sign is None:
            return None
        found = uow.hunts.get(hunt_id=sign.hunt_id)
        place = found.place(sign.number)
        assert place is not None, "a sign hangs at a place"
        mine = uow.hunt_finds.of_person(found.id, person_id)
        return AtSign(found, place, mine, good=sign.revoked_at is None)


def to_stamp(open_reading: OpenReading, now: datetime) -> tuple[Hunt, ...]:
    """List hunts for which a helper stamps or enters paper now."""
    with open_reading() as uow:
        return tuple(one for one in uow.hunts.listed(drafts=False) if one.takes_paper(now))


def at_shop(open_reading: OpenReading, shop: str, now: datetime) -> tuple[tuple[Hunt, Place], ...]:
    """List the places at which a shop's till stamps now."""
    with open_reading() as uow:
        if not uow.hunts.at_shop(shop):
            return ()
        running = [one for one in uow.hunts.listed(drafts=False) if one.playable(now)]
    return tuple((one, place) for one in running for place in one.places if place.spot.shop == shop)


def helped_place(open_reading: OpenReading, key: str, number: int) -> tuple[Hunt, Place]:
    """Give a place with its hunt.

    Raises:
        NotFound: no such hunt or place, or a draft.
    """
    found = hunt(open_reading, key)
    place = found.place(number)
    if place is None:
        raise NotFound(kind="place")
    return found, place


def last_stamps(
    open_reading: OpenReading,
    one: Hunt,
    number: int,
    *,
    helper_id: int | None = None,
    device_id: int | None = None,
) -> list[Stamp]:
    """List the last cards that a helper, or a till, has stamped at a place.

    Somebody of centres other than the helper's has no name here.
    """
    with open_reading() as uow:
        found = uow.hunt_finds.stamps(one.id, number=number, most=STAMPS_SHOWN)
        finders = {stamp.find.person_id for stamp in found}
        known = finders if helper_id is None else uow.centres.known(helper_id, finders)
    hand = (helper_id, device_id)
    mine = [
        stamp if stamp.find.person_id in known else replace(stamp, name="")
        for stamp in found
        if stamp.find.back_at is None
        and stamp.find.way is Way.CARD
        and (stamp.find.helper_id, stamp.find.device_id) == hand
    ]
    return mine[:LAST_SHOWN]


def offices(open_reading: OpenReading) -> tuple[Hunt, ...]:
    """List every hunt, drafts among them."""
    with open_reading() as uow:
        return uow.hunts.listed()


def in_office(open_reading: OpenReading, key: str) -> HuntInOffice:
    """Give a hunt with its figures.

    Raises:
        NotFound: no such hunt.
    """
    with open_reading() as uow:
        found = uow.hunts.get(key=key)
        points, promised = uow.hunt_finds.paid(found.id)
        return HuntInOffice(
            found,
            uow.hunts.signs(found.id),
            uow.hunt_finds.counted(found.id),
            Counter(uow.hunt_finds.people(found.id)),
            points,
            promised,
        )


def signs_of(open_reading: OpenReading, key: str) -> tuple[Hunt, Mapping[int, HuntSign]]:
    """Give a hunt with the signs that hang, by number of the place.

    Raises:
        NotFound: no such hunt.
    """
    with open_reading() as uow:
        found = uow.hunts.get(key=key)
        return found, uow.hunts.signs(found.id)


def stamps(
    open_reading: OpenReading, key: str, *, before: int | None = None
) -> tuple[Hunt, Sequence[Stamp]]:
    """List the finds of a hunt, taken back ones among them, the latest first.

    Raises:
        NotFound: no such hunt.
    """
    with open_reading() as uow:
        found = uow.hunts.get(key=key)
        return found, uow.hunt_finds.stamps(found.id, before=before, most=STAMPS_SHOWN)
