"""A town in which anything may happen to trips, in any order: late, corrected, asked about,
taken back, sent by a helper's hand, walked in a group, shared in a car."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from muvengine.core.errors import MuvError
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.trips.trip import Trip
from muvengine.services.share_car import join_carpool, make_carpool_code
from tests.people import participant, staff
from tests.services.test_carpool import WAY, beside
from tests.services.test_outings import Group
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, withdraw

PEOPLE = st.integers(0, 2)
HELPERS = st.integers(0, 1)
MODES = st.sampled_from(["walk", "run", "bus"])
DAYS_AGO = st.integers(0, 4)
HOURS_AGO = st.integers(2, 9)
Kept = Trip | MultipleResults[Trip]


def moment(days_ago: int, hours_ago: int) -> datetime:
    """Give the beginning of one of a few hours, which people may fill but once."""
    return NOON - timedelta(days=days_ago, hours=hours_ago)


@cache
def recorded(days_ago: int, hours_ago: int, person: int, creator: str = "MUV recorder") -> bytes:
    """Give a walk along the street, recorded by one phone."""
    by = "drawn" if creator != "MUV recorder" else "walk"
    start = moment(days_ago, hours_ago)
    return gpx(ride(by, start=start, seed=100 * days_ago + 10 * hours_ago + person), creator)


class TripLife(RuleBasedStateMachine):
    """Three people, two helpers, and what becomes of trips."""

    fresh: ClassVar[Callable[[], Engine]]
    met: ClassVar[set[str]]
    sent = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.engine = type(self).fresh()
        self.town = found(self.engine)
        opening = self.town.open_uow
        self.people = [participant(opening, name) for name in ("Ana", "Boris", "Chloe")]
        self.helpers = [staff(opening, name) for name in ("Karim", "Maud")]

    def teardown(self) -> None:
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()

    def of(self, person: Person) -> Town:
        """The town as one of them sees it."""
        return replace(self.town, person=person)

    def attempt(self, name: str, act: Callable[[], object]) -> object:
        """Do it, or be refused; remember both."""
        try:
            done = act()
        except MuvError as refusal:
            type(self).met.add(f"{name} {refusal.code}")
            return None
        type(self).met.add(name)
        return done

    def owner(self, trip: Trip) -> Town:
        return self.of(next(one for one in self.people if one.id == trip.person_id))

    @rule(target=sent, person=PEOPLE, mode=MODES, days=DAYS_AGO, hours=HOURS_AGO)
    def send(self, person: int, mode: str, days: int, hours: int) -> Kept:
        town = self.of(self.people[person])
        data = recorded(days, hours, person)
        return self._kept(town, self.attempt("send", lambda: town.send(data, mode).public_id))

    @rule(target=sent, person=PEOPLE, helper=HELPERS, days=DAYS_AGO, hours=HOURS_AGO)
    def bring_to_the_desk(self, person: int, helper: int, days: int, hours: int) -> Kept:
        town = self.of(self.people[person])
        hand = Actor("mediator", self.helpers[helper].id, on_behalf_of=town.person.id)
        data = recorded(days, hours, person)
        done = self.attempt("desk", lambda: town.send(data, actor=hand).public_id)
        return self._kept(town, done)

    @rule(target=sent, person=PEOPLE, days=DAYS_AGO, hours=HOURS_AGO)
    def draw(self, person: int, days: int, hours: int) -> Kept:
        town = self.of(self.people[person])
        data = recorded(days, hours, person, "https://gpx.studio")
        return self._kept(town, self.attempt("draw", lambda: town.send(data).public_id))

    @rule(helper=HELPERS, sender=HELPERS, days=DAYS_AGO, hours=HOURS_AGO, home=st.integers(1, 3))
    def walk_in_a_group(self, helper: int, sender: int, days: int, hours: int, home: int) -> None:
        """The recording may be brought by another helper than the one who walked."""
        fixes = ride("walk", start=moment(days, hours), seed=7 + days)
        begin, end = (datetime.fromtimestamp(float(at), NOON.tzinfo) for at in fixes.t_s[[0, -1]])
        group = Group(self.town, self.helpers[helper], tuple(self.people))

        def go() -> None:
            group.start(at=begin)
            group.mark(*self.people, at=begin)
            group.arrive(at=end)
            group.mark(*self.people[:home], at=end)
            group.send(fixes, hand=Actor("mediator", self.helpers[sender].id), anyway=True)

        self.attempt("outing", go)

    @rule(
        target=sent, driver=PEOPLE, rider=PEOPLE, days=st.integers(0, 2), hours=HOURS_AGO,
        both=st.booleans(),
    )  # fmt: skip
    def share_a_car(self, driver: int, rider: int, days: int, hours: int, *, both: bool) -> Kept:
        start = moment(days, hours)
        front, back = self.of(self.people[driver]), self.of(self.people[rider])
        fixes = ride("car", start=start, way=WAY, seed=3)

        def go() -> str:
            opening = self.town.open_uow
            code = make_carpool_code(opening, front.person.id, now=start, new_token=self.town.dice)
            join_carpool(opening, code, back.person.id, now=start)
            first = front.send(gpx(fixes), "carpool").public_id
            if both:
                back.send(beside(fixes), "carpool")
            return first

        return self._kept(front, self.attempt("share", go))

    @rule(trip=sent, mode=MODES)
    def tell_otherwise(self, trip: Trip, mode: str) -> None:
        self.attempt("correct", lambda: correct(self.owner(trip), trip, mode))

    @rule(trip=sent)
    def take_back(self, trip: Trip) -> None:
        self.attempt("withdraw", lambda: withdraw(self.owner(trip), trip))

    @rule(trip=sent)
    def ask(self, trip: Trip) -> None:
        self.attempt("contest", lambda: contest(self.owner(trip), trip))

    @rule(trip=sent, accept=st.booleans())
    def look(self, trip: Trip, *, accept: bool) -> None:
        self.attempt("answer", lambda: answer(self.owner(trip), trip, accept=accept))

    def _kept(self, town: Town, public_id: object) -> Kept:
        return town.trip(public_id) if isinstance(public_id, str) else multiple()


def play(life: type[TripLife], fresh: Callable[[], Engine], *, lives: int, steps: int) -> set[str]:
    """Let so many towns live; give what was done in them, and what was refused."""
    met: set[str] = set()
    here = type("Here", (life,), {"fresh": staticmethod(fresh), "met": met})
    chosen = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(here, settings=chosen)
    return met
