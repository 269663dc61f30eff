"""Organisers act at once: what must happen once happens once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    MuvError,
)
from muvengine.core.rules.draft import DraftState
from muvengine.services.return_draft import return_draft
from tests.rulebooks import Office, open_office, small
from tests.town import NOON

HANDS = 16


@pytest.fixture
def office(engine: Engine) -> Office:
    return open_office(engine)


class Race(NamedTuple):
    """What sixteen hands heard, and what became of it."""

    heard: Counter[object]
    versions: list[int]


def at_once(office: Office, act: Callable[[int], object]) -> Race:
    start = Barrier(HANDS)

    def hand(number: int) -> object:
        start.wait()
        try:
            act(number)
        except MuvError as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(HANDS) as pool:
        heard = Counter(pool.map(hand, range(HANDS)))
    return Race(heard, office.versions())


def test_two_organisers_who_approve_at_once_publish_once(office: Office) -> None:
    draft_id, hands = office.proposed(), (office.hugo, office.awa)
    race = at_once(office, lambda n: office.approve(draft_id, by=hands[n % 2], revision=1))
    assert race == ({"done": 1, "not_possible": HANDS - 1}, [1, 2])
    assert office.acts().count("rulebook.publish") == 2, "the first one of the town, and this"


def test_drafts_approved_at_once_never_share_a_day(office: Office) -> None:
    drafts = [office.proposed(small(number + 2)) for number in range(HANDS)]
    race = at_once(office, lambda n: office.approve(drafts[n], revision=1))
    assert race.heard == {"done": 1, "rulebook_overlap": HANDS - 1}
    assert len(race.versions) == 2


def test_a_draft_changed_by_many_at_once_is_changed_by_one(office: Office) -> None:
    draft_id = office.draft()
    race = at_once(office, lambda n: office.edit(draft_id, small(points=n + 20), by=office.hugo))
    assert race.heard == {"done": 1, "not_possible": HANDS - 1}
    assert office.read(draft_id).revision == 2


def test_approving_and_giving_back_at_once_end_in_one_of_the_two(office: Office) -> None:
    draft_id = office.proposed()

    def act(number: int) -> object:
        if number % 2:
            return office.approve(draft_id, revision=1)
        return_draft(office.open_uow, draft_id, "no", actor=office.awa, now=NOON)
        return None

    race = at_once(office, act)
    assert race.heard == {"done": 1, "not_possible": HANDS - 1}
    published = office.read(draft_id).state is DraftState.PUBLISHED
    assert race.versions == ([1, 2] if published else [1])
