"""Whose trip it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.trips.sight import may_act, may_look
from muvengine.core.trips.trip import Trip

NOON = datetime(2026, 4, 7, 12, tzinfo=UTC)
TRIP = Trip(
    public_id="a",
    person_id=7,
    submitted_by=None,
    channel="page",
    mode="walk",
    start_at=NOON,
    end_at=NOON,
    local_day=NOON.date(),
    distance_m=0,
    duration_s=0,
    outcome="confirmed",
    reasons=(),
    evidence_class="trace",
    fixes_sha256="",
    shape_sha256="",
    created_at=NOON,
)


@pytest.mark.parametrize(
    ("actor",                                   "acts", "looks"),
    [
        (Actor("participant", 7),               True,   True),
        (Actor("participant", 8),               False,  False),
        (Actor("mediator", 3, on_behalf_of=7),  True,   True),
        (Actor("mediator", 3, on_behalf_of=8),  False,  False),
        (Actor("mediator", 7),                  False,  False),
        (Actor("organiser", 1),                 False,  True),
        (Actor("organiser", 7),                 False,  True),
        (Actor("device", 7),                    False,  False),
        (SYSTEM,                                False,  False),
    ],
)  # fmt: skip
def test_a_trip_is_its_owners(actor: Actor, acts: bool, looks: bool) -> None:  # noqa: FBT001  a table
    assert may_act(TRIP, actor) is acts
    assert may_look(TRIP, actor) is looks
