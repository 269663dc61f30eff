"""A group with one recorder: who earns, what, once; on both databases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import Duplicate, NotPossible, Overlap
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.outing import Member, Outing, OutingState
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.lead_outing import start_outing, turn_outing
from muvengine.services.mark_member import mark_member
from muvengine.services.score_outing import GroupRecording, score_outing
from tests.people import participant, staff
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, withdraw

WALK = ride("walk")
BEGIN = datetime.fromtimestamp(float(WALK.t_s[0]), NOON.tzinfo)
END = datetime.fromtimestamp(float(WALK.t_s[-1]), NOON.tzinfo)
NAMES = ("Ana", "Boris", "Chloé")


@dataclass
class Group:
    """A helper, three members, and what they do."""

    town: Town
    helper: Person
    people: tuple[Person, ...]
    public_id: str = ""

    @property
    def hand(self) -> Actor:
        return Actor("mediator", self.helper.id)

    def start(self, mode: str = "walk", *, at: datetime = BEGIN, name: str = "Walk") -> str:
        self.public_id = start_outing(
            self.town.open_uow, mode, name, actor=self.hand, now=at, new_token=self.town.dice
        )
        return self.public_id

    def mark(self, *people: Person, at: datetime) -> None:
        for person in people:
            mark_member(self.town.open_uow, self.public_id, person.name, actor=self.hand, now=at)

    def arrive(self, at: datetime = END) -> None:
        turn_outing(self.town.open_uow, self.public_id, arrived=True, actor=self.hand, now=at)

    def walk(self, mode: str = "walk", *, home: tuple[Person, ...] | None = None) -> None:
        """Go all the way, with those who come to the end."""
        self.start(mode)
        self.mark(*self.people, at=BEGIN)
        self.arrive()
        self.mark(*(self.people if home is None else home), at=END)

    def send(
        self,
        fixes: Fixes = WALK,
        *,
        hand: Actor | None = None,
        anyway: bool = False,
        creator: str = "MUV recorder",
    ) -> int:
        return score_outing(
            self.town.open_uow,
            self.town.shelf,
            GroupRecording(self.public_id, gpx(fixes, creator), anyway),
            actor=hand or self.hand,
            now=NOON,
            new_token=self.town.dice,
        )

    def outing(self) -> Outing:
        with self.town.open_reading() as uow:
            return uow.outings.get(self.public_id)

    def members(self) -> tuple[Member, ...]:
        with self.town.open_reading() as uow:
            return uow.outings.members(uow.outings.get(self.public_id).id)

    def trips(self) -> list[Trip | None]:
        """What became of each, in the order of their names."""
        with self.town.open_reading() as uow:
            by_person = {one.person_id: one.trip_id for one in self.members()}
            found = [by_person.get(person.id) for person in self.people]
            return [uow.trips.numbered(one) if one else None for one in found]

    def trip(self, number: int = 0) -> Trip:
        trip = self.trips()[number]
        assert trip is not None
        return trip

    def seen_by(self, number: int) -> Town:
        """The town as one of the members sees it."""
        return replace(self.town, person=self.people[number])


@pytest.fixture
def group(engine: Engine) -> Group:
    """Three people on foot with a helper."""
    return gathered(engine)


def gathered(engine: Engine) -> Group:
    town = found(engine)
    helper = staff(town.open_uow, "Karim")
    return Group(town, helper, tuple(participant(town.open_uow, name) for name in NAMES))


def test_all_who_were_seen_at_both_ends_earn_what_the_recording_is_worth(group: Group) -> None:
    alone = replace(group.town, person=participant(group.town.open_uow, "Alone"))
    plain = alone.trip(alone.send(gpx(ride("walk", seed=9))).public_id)
    group.walk()
    assert group.send() == 3
    for number, person in enumerate(group.people):
        trip = group.trip(number)
        assert (trip.outcome, trip.evidence_class) == ("confirmed", "proven")
        assert (trip.person_id, trip.submitted_by) == (person.id, group.helper.id)
        assert (trip.legs[0].proof, trip.legs[0].about) == ("outing", {"outing": "Walk"})
        facts = group.town.sheet(trip.public_id).facts
        assert (facts.assisted, facts.helper_id) == (True, group.helper.id)
        seen = group.seen_by(number)
        assert (seen.pending(), seen.spendable()) == (0, trip.points)
        with group.town.open_reading() as uow:
            assert uow.traces.sealed(trip.id) is not None
            assert uow.reviews.of_trip(trip.id) == []
    assert abs(group.trip().points - plain.points) <= 2
    assert group.outing().state is OutingState.SCORED
    assert len({trip.fixes_sha256 for trip in group.trips() if trip}) == 3
    assert check_ledger(group.town.open_reading) == ()


def test_the_helper_earns_nothing(group: Group) -> None:
    group.walk()
    group.send()
    assert replace(group.town, person=group.helper).pending() == 0


def test_a_bus_with_the_helper_is_a_bus(group: Group) -> None:
    group.walk("bus")
    group.send(ride("bus", start=BEGIN))
    assert {(trip.outcome, trip.evidence_class) for trip in group.trips() if trip} == {
        ("confirmed", "proven")
    }


def test_who_was_not_seen_at_the_end_is_told_and_may_contest(group: Group) -> None:
    group.walk(home=group.people[:2])
    assert group.send() == 3
    lost = group.trip(2)
    assert (lost.outcome, lost.reasons, lost.points) == ("refused", ("outing_no_end",), 0)
    assert (lost.evidence_class, lost.legs[0].proof) == ("declared", "")
    with group.town.open_reading() as uow:
        assert uow.traces.sealed(lost.id) is None
    seen = group.seen_by(2)
    contest(seen, lost)
    answer(seen, lost, accept=True)
    paid = seen.trip(lost.public_id)
    assert (paid.outcome, paid.evidence_class) == ("confirmed", "proven")
    assert paid.points == seen.spendable() > 0
    assert check_ledger(group.town.open_reading) == ()


@pytest.mark.parametrize("first", [True, False])
def test_a_members_own_copy_pays_once(group: Group, *, first: bool) -> None:
    boris = group.seen_by(1)
    group.walk()
    if first:
        own = boris.trip(boris.send(gpx(WALK)).public_id)
        assert group.send() == 2
        assert group.trips()[1] is None
        assert boris.pending() == own.points
    else:
        group.send()
        with pytest.raises(Duplicate) as refused:
            boris.send(gpx(WALK))
        assert refused.value.facts == {"outing": "Walk"}
    assert {trip.outcome for trip in group.trips() if trip} == {"confirmed"}
    assert check_ledger(group.town.open_reading) == ()


def test_another_recorder_of_the_same_walk_is_told_about_the_outing(group: Group) -> None:
    group.walk()
    group.send()
    with pytest.raises(Overlap) as refused:
        group.seen_by(1).send(gpx(ride("walk", seed=4)))
    assert refused.value.facts == {"outing": "Walk"}


def test_an_outsiders_copy_is_a_copy(group: Group) -> None:
    stranger = replace(group.town, person=participant(group.town.open_uow, "Stranger"))
    group.walk()
    group.send()
    with pytest.raises(Duplicate) as refused:
        stranger.send(gpx(WALK))
    assert refused.value.facts == {}
    moved = replace(WALK, t_s=WALK.t_s + 7_200.0)
    assert "copied" in stranger.trip(stranger.send(gpx(moved)).public_id).reasons


def test_a_group_with_an_outsiders_recording_is_stopped(group: Group) -> None:
    stranger = replace(group.town, person=participant(group.town.open_uow, "Stranger"))
    stranger.send(gpx(WALK))
    group.walk()
    with pytest.raises(Duplicate):
        group.send()
    assert group.trips() == [None, None, None]
    assert group.outing().state is OutingState.OPEN


def test_a_group_with_a_retimed_copy_waits_for_a_person(group: Group) -> None:
    stranger = replace(group.town, person=participant(group.town.open_uow, "Stranger"))
    stranger.send(gpx(replace(WALK, t_s=WALK.t_s - 86_400.0)))
    group.walk()
    group.send()
    for trip in group.trips():
        assert trip is not None
        assert "copied" in trip.reasons


def test_a_member_may_say_that_it_was_otherwise(group: Group) -> None:
    group.walk()
    group.send()
    seen, trip = group.seen_by(1), group.trip(1)
    correct(seen, trip, "run")
    told = seen.trip(trip.public_id)
    assert ("copied" in told.reasons, told.evidence_class) == (False, "trace")
    correct(seen, told, "walk")
    assert seen.trip(trip.public_id).evidence_class == "proven"
    withdraw(seen, trip)
    assert (seen.pending(), seen.spendable()) == (0, 0)
    assert group.seen_by(0).spendable() == group.trip().points
    assert check_ledger(group.town.open_reading) == ()


@pytest.mark.parametrize(
    ("start", "state"),
    [
        (BEGIN - timedelta(days=1), "other_time"),
        (BEGIN - timedelta(minutes=31), "other_time"),
        (BEGIN + timedelta(minutes=31), "other_time"),
    ],
)
def test_a_recording_of_another_time_is_not_the_groups(
    group: Group, start: datetime, state: str
) -> None:
    group.walk()
    with pytest.raises(NotPossible) as refused:
        group.send(ride("walk", start=start))
    assert refused.value.facts["state"] == state


def test_a_car_is_shown_to_the_helper_before_it_is_everybodys(group: Group) -> None:
    group.walk()
    drive = ride("car", start=BEGIN)
    with pytest.raises(NotPossible) as refused:
        group.send(drive)
    assert refused.value.facts["state"] == "refused"
    assert "speed" in str(refused.value.facts["reasons"])
    assert group.trips() == [None, None, None]
    assert group.send(drive, anyway=True) == 3
    assert {(trip.outcome, trip.points) for trip in group.trips() if trip} == {("refused", 0)}


def test_a_drawn_recording_asks_a_person_for_each(group: Group) -> None:
    group.walk()
    group.send(creator="https://gpx.studio")
    for trip in group.trips():
        assert trip is not None
        with group.town.open_reading() as uow:
            assert len(uow.reviews.of_trip(trip.id)) == 1


def test_an_outing_is_paid_at_its_end_and_once(group: Group) -> None:
    group.start()
    group.mark(*group.people, at=BEGIN)
    assert refused_as(group) == "not_ended"
    group.arrive()
    assert refused_as(group) == "nobody"
    group.mark(group.people[0], at=END)
    group.send()
    assert refused_as(group) == "scored"


def refused_as(group: Group) -> object:
    with pytest.raises(NotPossible) as refused:
        group.send()
    return refused.value.facts["state"]
