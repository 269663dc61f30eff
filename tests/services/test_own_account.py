"""No helper's hand gives to the account they play under, nor to whose mandate they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import MuvError, NotAllowed, NotPossible, OwnAccount, UnknownCode
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person, SignedIn
from muvengine.core.trips.diary import Tick
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.stamp_card import Stamp, StampCard
from muvengine.services.act_for import act_for
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from muvengine.services.give_mandate import Wish, give_mandate
from muvengine.services.keep_diary import keep_diary
from muvengine.services.keep_stamp_card import attempt_of, keep_stamp_card
from muvengine.services.lead_outing import start_outing
from muvengine.services.mark_member import mark_member
from muvengine.services.set_helper_account import set_helper_account
from muvengine.services.show_ticket import Ticket, show_ticket
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.services.write_slip import Slip, write_slip
from tests.people import card, participant, staff
from tests.town import NOON, ZONE, Town, found, gpx, ride

TODAY: Final = date(2026, 4, 7)


@dataclass
class Place:
    """Nadia helps at the desk and plays as Nadou; Fatou is the one of ``town``."""

    town: Town
    nadia: Person
    nadou: Person

    @property
    def hand(self) -> Actor:
        return Actor("mediator", self.nadia.id)

    def beside(self, person: Person) -> Actor:
        return Actor("mediator", self.nadia.id, on_behalf_of=person.id)


@pytest.fixture
def place(engine: Engine) -> Place:
    town = found(engine)
    made = Place(town, staff(town.open_uow, "Nadia"), participant(town.open_uow, "Nadou"))
    assert say(made, "Nadou") == "Nadia"
    return made


def say(place: Place, said: str, helper: Person | None = None) -> str:
    public_id = (helper or place.nadia).public_id
    return set_helper_account(place.town.open_uow, public_id, said, actor=SYSTEM, now=NOON)


def _slip(place: Place, person: Person) -> object:
    town, slip = place.town, Slip(person.name, "Omar", TODAY)
    participant(town.open_uow, "Omar")
    attempt = slip.attempt(place.hand, town.key())
    return write_slip(
        town.open_uow, town.shelf, slip, attempt=attempt, now=NOON, new_token=town.dice
    )


def _outing(place: Place, person: Person) -> object:
    town = place.town
    outing = start_outing(
        town.open_uow, "walk", "Walk", actor=place.hand, now=NOON, new_token=town.dice
    )
    return mark_member(town.open_uow, outing, person.name, actor=place.hand, now=NOON)


def _workshop(place: Place, person: Person) -> object:
    given = Workshop("Bike repair", 10, (person.name,))
    [handed] = give_at_workshop(
        place.town.open_uow, given, actor=place.hand, key=place.town.key(), now=NOON
    )
    return _raised(handed.refusal)


def _diary(place: Place, person: Person) -> object:
    town = place.town
    [kept] = keep_diary(
        town.open_uow,
        town.shelf,
        [Tick(TODAY, "walk", 1)],
        actor=place.beside(person),
        key=town.key(),
        now=NOON,
        new_token=town.dice,
    )
    return _raised(kept.refusal)


def _stamps(place: Place, person: Person) -> object:
    town, actor = place.town, place.beside(person)
    at = NOON.astimezone(ZONE) - timedelta(hours=2)
    stamps = StampCard("walk", Stamp("west", at), Stamp("east", at + timedelta(minutes=20)))
    attempt = attempt_of(stamps, actor, town.key())
    return keep_stamp_card(
        town.open_uow, town.shelf, stamps, attempt=attempt, now=NOON, new_token=town.dice
    )


def _trip(place: Place, person: Person) -> object:
    town = place.town
    sent = Submission(person.id, place.beside(person), gpx(ride(seed=9)), Claim("walk"), "desk")
    attempt = sent.attempt(town.key())
    return submit_trip(
        town.open_uow, town.shelf, sent, attempt=attempt, now=NOON, new_token=town.dice
    )


def _ticket(place: Place, person: Person) -> object:
    town = place.town
    sent = Submission(person.id, Actor("participant", person.id), gpx(ride()), Claim("walk"))
    trip = submit_trip(
        town.open_uow,
        town.shelf,
        sent,
        attempt=sent.attempt(town.key()),
        now=NOON,
        new_token=town.dice,
    )
    ticket = Ticket(trip.public_id, 0)
    attempt = ticket.attempt(place.beside(person), town.key())
    show_ticket(town.open_uow, town.shelf, ticket, attempt=attempt, now=NOON)
    return None


def _help(place: Place, person: Person) -> object:
    who = SignedIn(place.nadia)
    return act_for(
        place.town.open_uow, token="t" * 22, who=who, public_id=person.public_id, now=NOON
    )


def _raised(refusal: MuvError | None) -> object:
    if refusal is not None:
        raise refusal
    return None


ACTS: Final[dict[str, Callable[[Place, Person], object]]] = {
    "help": _help,
    "trip": _trip,
    "diary": _diary,
    "stamps": _stamps,
    "ticket": _ticket,
    "workshop": _workshop,
    "outing": _outing,
    "slip": _slip,
}


@pytest.mark.parametrize("act", ACTS)
def test_a_helper_gives_nothing_to_their_own_account(place: Place, act: str) -> None:
    with pytest.raises(OwnAccount):
        ACTS[act](place, place.nadou)


@pytest.mark.parametrize("act", ACTS)
def test_nor_to_somebody_whose_mandate_they_hold(place: Place, act: str) -> None:
    town, number = place.town, card(place.town.open_uow, place.nadou).number
    wish = Wish(town.person.id, number, TODAY, TODAY)
    attempt = wish.attempt(town.me, town.key())
    give_mandate(town.open_uow, town.open_reading, wish, attempt=attempt, now=NOON)
    with pytest.raises(OwnAccount):
        ACTS[act](place, town.person)


@pytest.mark.parametrize("act", sorted(ACTS.keys() - {"stamps", "ticket"}))
def test_to_anybody_else_they_do(place: Place, act: str) -> None:
    """Or the refusals above would prove nothing; stamps and tickets have their own tests."""
    ACTS[act](place, place.town.person)


def test_nor_do_they_write_down_a_mandate_for_themselves(place: Place) -> None:
    town = place.town
    wish = Wish(town.person.id, "Nadou", TODAY, TODAY, signed=True)
    attempt = wish.attempt(place.beside(town.person), town.key())
    with pytest.raises(OwnAccount):
        give_mandate(town.open_uow, town.open_reading, wish, attempt=attempt, now=NOON)


def test_an_organiser_says_it_and_one_account_is_one_helpers(place: Place) -> None:
    other = staff(place.town.open_uow, "Maud")
    with pytest.raises(NotPossible) as taken:
        say(place, "Nadou", other)
    assert taken.value.facts == {"state": "taken"}
    with pytest.raises(UnknownCode):
        say(place, "nobody")
    with pytest.raises(NotAllowed):
        set_helper_account(
            place.town.open_uow, place.nadia.public_id, "", actor=place.hand, now=NOON
        )
    say(place, "")
    ACTS["workshop"](place, place.nadou)
