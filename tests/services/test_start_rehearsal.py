"""A rehearsal is asked for once, with its parts, and only of what can be played."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    KeyReused,
    MuvError,
    NotFound,
    NotPossible,
    RulebookRefused,
)
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.rehearsal_kept import KeptRehearsal, RehearsalState, Wanted
from muvengine.services.start_rehearsal import RUNNING_MAX, start_rehearsal, wish
from tests.people import participant
from tests.town import NOON, RULES, Town, found, gpx, ride

TODAY: Final = NOON.date()
YESTERDAY: Final = TODAY - timedelta(days=1)
TOMORROW: Final = TODAY + timedelta(days=1)
WANTED: Final = Wanted(RULES.read_bytes(), TODAY - timedelta(days=30), TODAY)


@pytest.fixture
def town(engine: Engine) -> Town:
    made = found(engine)
    for seed, name in enumerate(("Ali", "Zoé"), start=1):
        other = replace(made, person=participant(made.open_uow, name))
        other.send(gpx(ride(seed=seed)))
    return made


def start(town: Town, wanted: Wanted = WANTED, key: str = "key") -> str:
    return start_rehearsal(
        town.open_uow,
        town.open_reading,
        wanted,
        attempt=wish(wanted, SYSTEM, key),
        now=NOON,
        new_token=town.dice,
    )


def kept(town: Town, public_id: str) -> KeptRehearsal:
    with town.open_reading() as uow:
        return uow.simulations.get(public_id)


def test_what_was_asked_is_kept_with_its_parts(town: Town) -> None:
    found_again = kept(town, start(town))
    assert found_again.wanted == WANTED
    assert (found_again.name, found_again.version) == ("muv", 1)
    assert found_again.state is RehearsalState.RUNNING
    with town.open_reading() as uow:
        progress = uow.simulations.progress(found_again.id)
        assert (progress.sheets, progress.percent, progress.touched_at) == (2, 0, None)


def test_asking_twice_with_one_key_is_asking_once(town: Town) -> None:
    assert start(town) == start(town)
    with town.open_reading() as uow:
        assert uow.simulations.running() == 1
    with pytest.raises(KeyReused):
        start(town, replace(WANTED, first=TODAY))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (replace(WANTED, last=TOMORROW), BadInput(fields={"last": "future"})),
        (replace(WANTED, first=TODAY, last=YESTERDAY), BadInput(fields={"last": "order"})),
        (replace(WANTED, base_id=99), NotFound(kind="rulebook")),
    ],
)
def test_what_cannot_be_played_is_not_kept(town: Town, wanted: Wanted, refusal: MuvError) -> None:
    with pytest.raises(type(refusal)) as raised:
        start(town, wanted)
    assert raised.value.facts == refusal.facts
    with town.open_reading() as uow:
        assert uow.simulations.latest(most=9) == ()


def test_a_text_with_problems_is_refused_with_all_of_them(town: Town) -> None:
    with pytest.raises(RulebookRefused) as raised:
        start(town, replace(WANTED, source=b"a: b"))
    assert raised.value.facts["problems"]


def test_only_a_few_run_at_the_same_time(town: Town) -> None:
    for number in range(RUNNING_MAX):
        start(town, key=f"key-{number}")
    with pytest.raises(NotPossible):
        start(town, key="one more")
