"""One participant acts for another, for a time, and gains nothing by it; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    NotAllowed,
    NotFound,
    NotPossible,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.mandate import HOLDERS_MAX, LONGEST, PEOPLE_MAX
from muvengine.core.trips.judgement import Claim
from muvengine.reads.helpers import done_for
from muvengine.reads.mandates import mandates_of
from muvengine.reads.who import signed_in
from muvengine.services.act_on_mandate import act_on_mandate, stop_acting
from muvengine.services.attesting import one_hand, require_mandate
from muvengine.services.erase_person import erase_person
from muvengine.services.give_mandate import Wish, end_mandate, give_mandate
from muvengine.services.submit_trip import Submission, submit_trip
from tests.people import Dice, card, participant, staff
from tests.services.test_act_for import session_of
from tests.services.test_races import HANDS, together
from tests.town import NOON, Town, found, gpx, ride

TODAY = date(2026, 4, 7)
DAY = timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Ali next door."""
    return found(engine)


@pytest.fixture
def ali(town: Town) -> Person:
    return participant(town.open_uow, "Ali")


def give(
    town: Town,
    to: Person,
    *,
    by: Person | None = None,
    actor: Actor | None = None,
    first: date = TODAY,
    last: date = TODAY + 30 * DAY,
    spend: bool = False,
    signed: bool = False,
    said: str = "",
) -> str:
    person = by or town.person
    number = said or card(town.open_uow, to, seed=town.key()).number
    wish = Wish(person.id, number, first, last, may_spend=spend, signed=signed)
    attempt = wish.attempt(actor or Actor("participant", person.id), town.key())
    return give_mandate(town.open_uow, town.open_reading, wish, attempt=attempt, now=NOON)


def by_mandate(holder: Person, person: Person) -> Actor:
    return Actor("participant", holder.id, on_behalf_of=person.id)


def send_by(town: Town, actor: Actor, data: bytes, mode: str = "walk") -> str:
    person_id = actor.on_behalf_of or actor.id or 0
    sent = Submission(person_id, actor, data, Claim(mode))
    attempt = sent.attempt(town.key())
    return submit_trip(
        town.open_uow, town.shelf, sent, attempt=attempt, now=NOON, new_token=town.dice
    ).public_id


def test_the_holder_begins_ends_and_is_seen_by_the_person(town: Town, ali: Person) -> None:
    assert give(town, ali, spend=True) == "Ali"
    [mandate] = mandates_of(town.open_reading, ali.id, TODAY).held
    assert (mandate.person, mandate.holder, mandate.may_spend) == ("Fatou", "Ali", True)
    token, who = session_of(town.open_uow, ali)
    act_on_mandate(town.open_uow, mandate.id, token=token, who=who, now=NOON)
    acting = signed_in(town.open_reading, token, NOON)
    assert acting is not None
    assert acting.on_mandate
    assert (acting.subject, acting.may_spend) == (town.person, True)
    assert acting.actor == by_mandate(ali, town.person)
    trip = send_by(town, acting.actor, gpx(ride()))
    assert town.trip(trip).submitted_by == ali.id
    stop_acting(town.open_uow, token=token, who=acting, now=NOON)
    alone = signed_in(town.open_reading, token, NOON)
    assert alone is not None
    assert alone.acting_for is None
    told = done_for(town.open_reading, town.person.id, NOON - DAY, NOON + DAY)
    assert {(one.what, one.helper) for one in told} >= {
        ("mandate.begin", "Ali"),
        ("mandate.end", "Ali"),
        ("walk", "Ali"),
    }
    # What somebody does for themselves is no other hand's.
    assert "mandate.give" not in {one.what for one in told}


def test_points_go_to_the_person_and_none_to_the_holder(town: Town, ali: Person) -> None:
    give(town, ali)
    trip = town.trip(send_by(town, by_mandate(ali, town.person), gpx(ride())))
    own = town.trip(town.send(gpx(ride(start=NOON - timedelta(hours=3), seed=3))).public_id)
    assert trip.person_id == town.person.id
    assert trip.points > 0
    # As sent by themselves: neither the small amount nor the long wait of a helped trip.
    assert not town.sheet(trip.public_id).facts.assisted
    assert town.sheet(own.public_id).facts.assisted is False
    with town.open_reading() as uow:
        counted = uow.connection.exec_driver_sql(
            f"SELECT COUNT(*) FROM trip WHERE person_id = {ali.id}"  # noqa: S608  a number
        ).scalar()
    assert counted == 0


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (TODAY - DAY, TODAY, {"first_day": "over"}),
        (TODAY + LONGEST + DAY, TODAY + LONGEST + DAY, {"first_day": "far"}),
        (TODAY, TODAY - DAY, {"last_day": "before"}),
        (TODAY, TODAY + LONGEST + DAY, {"last_day": "long"}),
    ],
)
def test_it_begins_today_or_later_and_lasts_a_year_at_most(
    town: Town, ali: Person, first: date, last: date, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        give(town, ali, first=first, last=last)
    assert refused.value.facts["fields"] == wrong
    give(town, ali, last=TODAY + LONGEST)


def test_two_hold_for_one_and_one_holds_for_five(town: Town, ali: Person) -> None:
    others = [participant(town.open_uow, f"Neighbour {number}") for number in range(PEOPLE_MAX)]
    give(town, ali)
    with pytest.raises(NotPossible) as again:
        give(town, ali)
    assert again.value.facts == {"state": "again"}
    give(town, others[0])
    assert HOLDERS_MAX == 2
    with pytest.raises(NotPossible) as holders:
        give(town, others[1])
    assert holders.value.facts == {"state": "holders"}
    for one in others[1:]:
        give(town, ali, by=one)
    with pytest.raises(NotPossible) as people:
        give(town, ali, by=others[0])
    assert people.value.facts == {"state": "people"}
    with pytest.raises(NotPossible) as own:
        give(town, ali, by=ali)
    assert own.value.facts == {"state": "self"}


def test_of_mandates_given_at_once_two_stand(town: Town) -> None:
    others = [participant(town.open_uow, f"Neighbour {number}") for number in range(HANDS)]
    numbers = [card(town.open_uow, one).number for one in others]

    # The others are too many: of holders, or of tries in an hour.
    together(lambda number: give(town, others[number], said=numbers[number]))
    assert len(mandates_of(town.open_reading, town.person.id, TODAY).given) == HOLDERS_MAX


def test_a_card_and_no_name_and_not_for_ever(town: Town, ali: Person) -> None:
    for said in ("Ali", "2222 2222 2", "nobody", "x", "yz"):
        with pytest.raises(UnknownCode):
            give(town, ali, said=said)
    with pytest.raises(TooManyAttempts):
        give(town, ali, said="Ali")


def test_a_helper_writes_it_down_beside_the_person_from_signed_paper(
    town: Town, ali: Person
) -> None:
    maud = staff(town.open_uow)
    beside = Actor("mediator", maud.id, on_behalf_of=town.person.id)
    with pytest.raises(NotPossible) as unsigned:
        give(town, ali, actor=beside)
    assert unsigned.value.facts == {"state": "paper"}
    assert give(town, ali, actor=beside, signed=True, said="Ali") == "Ali"
    [mandate] = mandates_of(town.open_reading, town.person.id, TODAY).given
    assert mandate.on_paper
    [told] = done_for(town.open_reading, town.person.id, NOON - DAY, NOON + DAY)
    assert (told.what, told.helper) == ("mandate.give", "Maud")


def hands(town: Town, ali: Person, maud: Person) -> dict[str, Actor]:
    return {
        "giver": Actor("participant", town.person.id),
        "holder": Actor("participant", ali.id),
        "helper": Actor("mediator", maud.id, on_behalf_of=ali.id),
        "stranger": Actor("participant", maud.id),
        "helper alone": Actor("mediator", maud.id),
        "acting": by_mandate(ali, town.person),
    }


@pytest.mark.parametrize("who", ["stranger", "helper alone", "acting"])
def test_nobody_else_ends_it(town: Town, ali: Person, who: str) -> None:
    give(town, ali)
    [mandate] = mandates_of(town.open_reading, town.person.id, TODAY).given
    actor = hands(town, ali, staff(town.open_uow))[who]
    with pytest.raises(NotAllowed):
        end_mandate(town.open_uow, mandate.id, actor=actor, now=NOON)


@pytest.mark.parametrize("who", ["giver", "holder", "helper"])
def test_either_ends_it_at_any_time(town: Town, ali: Person, who: str) -> None:
    maud = staff(town.open_uow)
    give(town, ali)
    [mandate] = mandates_of(town.open_reading, town.person.id, TODAY).given
    token, signed = session_of(town.open_uow, ali)
    act_on_mandate(town.open_uow, mandate.id, token=token, who=signed, now=NOON)
    actor = hands(town, ali, maud)[who]
    end_mandate(town.open_uow, mandate.id, actor=actor, now=NOON)
    after = signed_in(town.open_reading, token, NOON)
    assert after is not None
    assert after.acting_for is None
    with pytest.raises(NotFound):
        end_mandate(town.open_uow, mandate.id, actor=actor, now=NOON)
    with pytest.raises(NotAllowed):
        send_by(town, by_mandate(ali, town.person), gpx(ride()))


def test_it_is_over_after_its_last_day_and_not_before_its_first(town: Town, ali: Person) -> None:
    give(town, ali, first=TODAY + DAY, last=TODAY + 2 * DAY)
    hand = by_mandate(ali, town.person)
    for days, holds in ((0, False), (1, True), (2, True), (3, False)):
        with town.open_reading() as uow:
            if holds:
                assert require_mandate(uow, hand, town.person.id, NOON + days * DAY) is not None
            else:
                with pytest.raises(NotAllowed):
                    require_mandate(uow, hand, town.person.id, NOON + days * DAY)


def test_only_a_mandate_to_spend_spends(town: Town, ali: Person) -> None:
    give(town, ali)
    hand = by_mandate(ali, town.person)
    with town.open_reading() as uow, pytest.raises(NotAllowed):
        require_mandate(uow, hand, town.person.id, NOON, spend=True)


NEVER: dict[str, Callable[[Town, Actor], object]] = {
    "another mandate": lambda town, actor: give(town, participant(town.open_uow), actor=actor),
    "erasure": lambda town, actor: erase_person(
        town.open_uow, town.person.id, actor=actor, now=NOON, new_token=Dice("gone")
    ),
}


@pytest.mark.parametrize("what", NEVER)
def test_what_is_the_persons_alone_stays_so(town: Town, ali: Person, what: str) -> None:
    give(town, ali, spend=True)
    with pytest.raises(NotAllowed):
        NEVER[what](town, by_mandate(ali, town.person))


def test_one_hand_is_one_witness(town: Town, ali: Person) -> None:
    """Or a holder would prove their own ride by the one they sent for somebody else."""
    give(town, ali)
    theirs = town.trip(send_by(town, by_mandate(ali, town.person), gpx(ride())))
    other = gpx(ride(start=NOON - timedelta(hours=3), seed=4))
    own = town.trip(send_by(town, Actor("participant", ali.id), other))
    fatous = town.trip(town.send(gpx(ride(start=NOON - timedelta(hours=2), seed=5))).public_id)
    with town.open_reading() as uow:
        assert one_hand(uow, theirs, own)
        assert not one_hand(uow, fatous, own)


def test_with_an_account_its_mandates_and_centres_go(town: Town, ali: Person) -> None:
    give(town, ali)
    maud = staff(town.open_uow)
    with town.open_uow() as uow:
        uow.centres.show_card(maud.id, ali.id, now=NOON)
        uow.commit()
    erase_person(town.open_uow, ali.id, actor=SYSTEM, now=NOON, new_token=Dice("gone"))
    with town.open_reading() as uow:
        assert uow.connection.exec_driver_sql("SELECT COUNT(*) FROM mandate").scalar() == 0
        assert uow.connection.exec_driver_sql("SELECT COUNT(*) FROM card_visit").scalar() == 0
        assert uow.centres.of_person(ali.id) == ()
