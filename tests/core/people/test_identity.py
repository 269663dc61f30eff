"""Whose hand acts, and for whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from muvengine.core.errors import NotAllowed
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Device, Person, SignedIn
from muvengine.core.people.permission import require_helper, require_organiser
from muvengine.core.people.session_time import ends_at, idle_for

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
FATOU = Person(1, "f", Role.PARTICIPANT, "Fatou", "fr")
MAUD = Person(2, "m", Role.MEDIATOR, "Maud", "fr")


def test_a_mediator_acts_by_her_own_hand_for_the_person_she_helps() -> None:
    helping = SignedIn(MAUD, acting_for=FATOU)
    assert helping.actor == Actor("mediator", 2, on_behalf_of=1)
    assert helping.subject is FATOU
    assert SignedIn(FATOU).subject is FATOU
    assert SignedIn(FATOU).actor == Actor("participant", 1)


def test_a_tablet_acts_as_a_device() -> None:
    assert Device(3, 1, "ana", "Chez Ana").actor == Actor("device", 3)


@pytest.mark.parametrize(("actor", "helps", "organises"), [
    (Actor("participant", 1), False, False),
    (Actor("device", 1),      False, False),
    (Actor("mediator", 1),    True,  False),
    (Actor("organiser", 1),   True,  True),
    (SYSTEM,                  True,  True),
])  # fmt: skip
def test_only_staff_act_on_other_accounts(
    actor: Actor,
    helps: bool,  # noqa: FBT001  a column of the table
    organises: bool,  # noqa: FBT001
) -> None:
    for require, allowed in ((require_helper, helps), (require_organiser, organises)):
        if allowed:
            require(actor)
        else:
            with pytest.raises(NotAllowed):
                require(actor)


@pytest.mark.parametrize(("role", "shared", "idle", "longest"), [
    (Role.PARTICIPANT, False, timedelta(days=30),    timedelta(days=180)),
    (Role.PARTICIPANT, True,  timedelta(minutes=10), timedelta(days=180)),
    (Role.MEDIATOR,    False, timedelta(minutes=30), timedelta(hours=12)),
    (Role.MEDIATOR,    True,  timedelta(minutes=10), timedelta(hours=12)),
    (Role.ORGANISER,   False, timedelta(minutes=30), timedelta(hours=12)),
])  # fmt: skip
def test_a_session_ends_sooner_where_more_is_at_stake(
    role: Role,
    shared: bool,  # noqa: FBT001
    idle: timedelta,
    longest: timedelta,
) -> None:
    assert idle_for(role, shared_computer=shared) == idle
    assert ends_at(role, NOON) == NOON + longest
