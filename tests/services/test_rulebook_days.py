"""Which days a rulebook may have: none without one, none with two, none that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    MuvError,
    NotPossible,
    RulebookGap,
    RulebookLate,
    RulebookOverlap,
    RulebookRefused,
    RulebookWithdrawn,
)
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.draft import DraftState, DraftText
from muvengine.core.rules.life import Hands
from muvengine.core.rules.version import in_force
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from tests.rulebooks import Office, open_office, small
from tests.town import NOON, RULES, found, gpx, ride
from tests.trip_acts import correct, send

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def office(engine: Engine) -> Office:
    return open_office(engine)


@pytest.mark.parametrize(("now", "first_day", "refusal"), [
    (NOON,                                       TODAY,                        RulebookLate),
    (NOON,                                       TODAY - timedelta(days=30),   RulebookLate),
    (NOON,                                       TOMORROW,                     None),
    # At twelve minutes to midnight in Marseille tomorrow is free; at seven minutes a phone
    # whose clock is ahead may have sent a trip of tomorrow.
    (NOON.replace(hour=21, minute=48),           TOMORROW,                     None),
    (NOON.replace(hour=21, minute=53),           TOMORROW,                     RulebookLate),
    (NOON.replace(hour=21, minute=53),           TOMORROW + timedelta(days=1), None),
    # In Marseille it is tomorrow already.
    (NOON.replace(hour=22, minute=30),           TOMORROW,                     RulebookLate),
])  # fmt: skip
def test_a_rulebook_begins_tomorrow_at_the_earliest(
    office: Office, now: datetime, first_day: date, refusal: type[MuvError] | None
) -> None:
    draft_id = office.draft(small(first_day=first_day))
    if refusal is None:
        office.propose(draft_id, now=now)
        assert office.approve(draft_id, now=now).effective_from == first_day
        return
    with pytest.raises(refusal):
        office.propose(draft_id, now=now)
    publication = Publication(small(first_day=first_day).encode())
    with pytest.raises(refusal):
        publish_rulebook(office.open_uow, publication, actor=SYSTEM, now=now)


def test_whoever_approves_too_late_is_told(office: Office) -> None:
    draft_id = office.proposed(small(first_day=TOMORROW))
    with pytest.raises(RulebookLate):
        office.approve(draft_id, now=NOON + timedelta(days=1))
    assert office.read(draft_id).state is DraftState.PROPOSED


def test_the_day_of_a_draft_stands_beside_its_text(office: Office) -> None:
    version = office.published(DraftText(small(), first_day=date(2026, 6, 1)))
    assert version.effective_from == date(2026, 6, 1)


def test_another_rulebook_follows_the_end_of_the_one_before(engine: Engine) -> None:
    office = open_office(engine, until=date(2026, 7, 1))
    with pytest.raises(RulebookOverlap):
        office.published(small(1, date(2026, 6, 30), name="summer"))
    with pytest.raises(RulebookGap) as refused:
        office.published(small(1, date(2026, 7, 3), name="summer"))
    days = {"first_day": date(2026, 7, 1), "end_day": date(2026, 7, 3)}
    assert refused.value.facts == days
    assert office.published(small(1, date(2026, 7, 1), name="summer")).name == "summer"


def test_a_version_that_others_lean_on_is_not_taken_back(engine: Engine) -> None:
    office = open_office(engine, until=date(2026, 7, 1))
    summer = office.published(small(1, date(2026, 7, 1), until=date(2026, 9, 1), name="summer"))
    autumn = office.published(small(1, date(2026, 9, 1), name="autumn"))
    with pytest.raises(RulebookGap) as refused:
        office.withdraw(summer)
    days = {"first_day": date(2026, 7, 1), "end_day": date(2026, 9, 1)}
    assert refused.value.facts == days
    office.withdraw(autumn)
    office.withdraw(summer)
    assert office.versions() == [1]


def test_days_that_had_no_rules_may_be_given_some(engine: Engine) -> None:
    office = open_office(engine, until=date(2026, 4, 3))
    with pytest.raises(RulebookLate):
        office.published(small(2, date(2026, 4, 2)))
    with pytest.raises(RulebookGap):
        office.published(small(2, TOMORROW + timedelta(days=1)))
    assert office.published(small(2, date(2026, 4, 3))).effective_from == date(2026, 4, 3)


def test_the_same_number_is_never_given_twice(office: Office) -> None:
    version = office.published()
    office.withdraw(version)
    with pytest.raises(RulebookWithdrawn):
        office.proposed()
    assert office.published(small(3)).version == 3


def test_two_drafts_of_one_number_are_told_apart_when_one_is_published(office: Office) -> None:
    first, second = office.proposed(small(points=5)), office.proposed(small(points=6))
    office.approve(first)
    with pytest.raises(RulebookRefused) as refused:
        office.approve(second)
    assert "R403" in {problem.code for problem in refused.value.facts["problems"]}  # type: ignore[attr-defined]


def test_a_version_taken_back_leaves_its_days_to_the_one_before(office: Office) -> None:
    version = office.published(small(2, TOMORROW))
    office.withdraw(version)
    with office.open_reading() as uow:
        assert in_force(uow.rulebooks.published(), TOMORROW) == uow.rulebooks.get(1)
        lived = uow.rulebooks.lived(version.id)
    assert (lived.withdrawn, lived.withdrawn_at, lived.withdrawn_by) == (True, NOON, office.awa.id)
    assert office.acts()[-1] == "rulebook.withdraw"


def test_what_has_begun_is_not_taken_back(office: Office) -> None:
    version = office.published(small(2, TOMORROW))
    for later in (NOON.replace(hour=21, minute=53), NOON + timedelta(days=1)):
        with pytest.raises(NotPossible) as refused:
            office.withdraw(version, now=later)
        assert refused.value.facts == {"state": "begun"}
    office.withdraw(version)
    with pytest.raises(NotPossible) as refused:
        office.withdraw(version)
    assert refused.value.facts == {"state": "withdrawn"}


def test_late_trips_are_judged_by_the_rules_of_their_day(engine: Engine) -> None:
    town = found(engine)
    changed = RULES.read_text(encoding="utf-8").replace("\nversion: 1\n", "\nversion: 2\n")
    publication = Publication(changed.encode(), first_day=TOMORROW)
    publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON)
    later = NOON + timedelta(days=2)
    tomorrow = gpx(ride(start=NOON + timedelta(hours=19), seed=3))
    sent = [town.send(trip, now=later).public_id for trip in (tomorrow, gpx(ride()))]
    with town.open_reading() as uow:
        judged_by = [uow.rulebooks.get(town.sheet(one).version_id).version for one in sent]
    assert judged_by == [2, 1]


def test_a_corrected_trip_stays_with_the_version_that_judged_it(engine: Engine) -> None:
    town = found(engine)
    trip = send(town, "bus", "bike")
    with town.open_reading() as uow:
        first = uow.rulebooks.get(1)
        source = uow.rulebooks.source(1).replace("\nversion: 1\n", "\nversion: 2\n")
    # As a town may have it from before: the day of the trip was given to a second version.
    with town.open_uow() as uow:
        again = replace(first, version=2, sha256="2" * 64, effective_from=NOON.date())
        uow.rulebooks.publish(again, source, hands=Hands(), now=NOON)
        uow.commit()
    correct(town, trip, "bus")
    assert town.trip(trip.public_id).score_no == 2
    assert town.sheet(trip.public_id).version_id == first.id
