"""A challenge of the week: who may take which one up, and what is fixed then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypedDict

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import MistypedCode, NotAllowed, NotFound, NotPossible
from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.team import TeamKind
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.services.choose_challenge import Choosing, choose_challenge
from muvengine.services.halt_challenge import halt_challenge, lift_halt
from muvengine.services.join_team import Joining, join_by_code
from muvengine.services.leave_challenge import Leaving, leave_challenge
from muvengine.services.make_team import NewTeam, make_team
from tests.challenged import (
    GAME,
    OFFICE,
    choose,
    hand,
    neighbour,
    playing,
    raise_to,
    settle,
    wallet,
)
from tests.game_town import MONDAY, walk_on
from tests.town import NOON, Town

WEEK = timedelta(days=7)


class When(TypedDict):
    """Whose hand, and when."""

    actor: Actor
    now: datetime


@pytest.fixture
def town(engine: Engine) -> Town:
    return playing(engine)


def refused(caught: pytest.ExceptionInfo[NotPossible]) -> object:
    return caught.value.facts["challenge"]


def test_what_was_proposed_is_fixed_when_it_is_chosen(town: Town) -> None:
    run = choose(town)
    with town.open_reading() as uow:
        kept = uow.challenges.get(run)
        (player,) = uow.challenges.players(run)
    assert (kept.name, kept.difficulty, kept.target, kept.points, kept.version_id) == (
        "days", Difficulty.EASY, 2, 20, 1,
    )  # fmt: skip
    assert (kept.first_day, kept.last_day) == (MONDAY, MONDAY + timedelta(days=6))
    assert player.person_id == town.person.id


def test_one_is_chosen_at_a_time_and_another_after_leaving(town: Town) -> None:
    run = choose(town)
    with pytest.raises(NotPossible) as caught:
        choose(town)
    assert refused(caught) == "taken"
    leaving = Leaving(town.person.id, run)
    attempt = leaving.attempt(hand(town.person), town.key())
    leave_challenge(town.open_uow, leaving, attempt=attempt, now=NOON)
    assert choose(town) != run
    assert choose(town, now=NOON + WEEK)


def test_what_has_brought_its_reward_is_not_left(town: Town) -> None:
    run = choose(town)
    walk_on(town, MONDAY)
    walk_on(town, MONDAY + timedelta(days=1))
    settle(town)
    leaving = Leaving(town.person.id, run)
    attempt = leaving.attempt(hand(town.person), town.key())
    with pytest.raises(NotPossible) as caught:
        leave_challenge(town.open_uow, leaving, attempt=attempt, now=NOON)
    assert refused(caught) == "reached"
    boris = neighbour(town)
    other = Leaving(boris.id, run)
    attempt = other.attempt(hand(boris), town.key())
    with pytest.raises(NotFound):
        leave_challenge(town.open_uow, other, attempt=attempt, now=NOON)


@pytest.mark.parametrize(
    ("name", "at", "why"),
    [("days", "hard", "not_proposed"), ("duo", "group", "level"), ("team", "group", "level")],
)
def test_what_is_not_proposed_is_not_chosen(town: Town, name: str, at: str, why: str) -> None:
    with pytest.raises(NotPossible) as caught:
        choose(town, name, at)
    assert refused(caught) == why


def test_whoever_begins_is_proposed_nothing(town: Town) -> None:
    with pytest.raises(NotPossible):
        choose(town, person=neighbour(town))
    with pytest.raises(NotFound):
        choose(town, "nothing")


def test_a_free_week_and_a_town_without_a_game_propose_nothing(engine: Engine) -> None:
    free = b"suspended: [{from: 2026-04-12, until: 2026-04-20, label: {en: Strike, fr: Greve}}]\n"
    town = playing(engine, GAME + free)
    with pytest.raises(NotPossible) as caught:
        choose(town)
    assert refused(caught) == "free_week"
    assert choose(town, now=NOON + 2 * WEEK)
    with pytest.raises(NotPossible) as caught:
        choose(town, now=NOON - 9 * WEEK)
    assert refused(caught) == "no_game"


def test_a_helper_chooses_for_whom_they_help_and_nobody_else_does(town: Town) -> None:
    with pytest.raises(NotAllowed):
        choose(town, actor=Actor("participant", neighbour(town).id))
    helper = Actor("mediator", neighbour(town, "Maud").id, on_behalf_of=town.person.id)
    assert choose(town, actor=helper)


def test_the_same_press_twice_chooses_once(town: Town) -> None:
    wish = Choosing(town.person.id, "days", "easy")
    attempt = wish.attempt(hand(town.person), "once")
    said = {
        int(
            choose_challenge(
                town.open_uow, wish, attempt=attempt, now=NOON, new_token=town.dice
            ).value["run"]
        )
        for _ in range(2)
    }
    assert len(said) == 1


def test_what_the_organisers_halt_is_not_proposed_until_they_lift_it(town: Town) -> None:
    run = choose(town)
    when = When(actor=OFFICE, now=NOON)
    assert halt_challenge(town.open_uow, "days", "too easy", end=False, **when) == 0
    with pytest.raises(NotPossible) as caught:
        choose(town, now=NOON + WEEK)
    assert refused(caught) == "not_proposed"
    with pytest.raises(NotPossible):
        halt_challenge(town.open_uow, "days", "too easy", end=False, **when)
    # Who has chosen it goes on.
    walk_on(town, MONDAY)
    walk_on(town, MONDAY + timedelta(days=1))
    assert settle(town).given == 1
    lift_halt(town.open_uow, "days", **when)
    with pytest.raises(NotPossible):
        lift_halt(town.open_uow, "days", **when)
    assert choose(town, now=NOON + WEEK) != run
    with pytest.raises(NotFound):
        halt_challenge(town.open_uow, "nothing", "never was", end=True, **when)


def test_what_is_ended_counts_what_was_done_by_then(town: Town) -> None:
    boris = neighbour(town)
    raise_to(town, boris, 3)
    choose(town)
    choose(town, person=boris)
    walk_on(town, MONDAY)
    walk_on(town, MONDAY + timedelta(days=1))
    later = NOON + timedelta(hours=2)
    ended = halt_challenge(town.open_uow, "days", "a mistake", end=True, actor=OFFICE, now=later)
    assert ended == 2
    fatou, town.person = town.person, boris
    walk_on(town, MONDAY + timedelta(days=2), hour=5)
    walk_on(town, MONDAY + timedelta(days=3), hour=5)
    town.person = fatou
    settle(town)
    assert (wallet(town), wallet(town, boris)) == (20, 0)


def _join(town: Town, person: Person, code: str) -> None:
    joining = Joining(person.id, "")
    last_week = NOON - WEEK
    join_by_code(town.open_uow, town.open_reading, code, joining, actor=hand(person), now=last_week)


def test_a_team_is_asked_for_as_much_as_it_has_members(town: Town) -> None:
    boris = neighbour(town)
    made = make_team(
        town.open_uow,
        NewTeam("Les marcheurs", TeamKind.CLASS),
        attempt=Attempt(SYSTEM, town.key(), "make_team", "x"),
        now=NOON - WEEK,
        new_token=town.dice,
    )
    raise_to(town, town.person, 500)
    with pytest.raises(NotPossible) as caught:
        choose(town, "team", "group")
    assert refused(caught) == "no_team"
    with town.open_reading() as uow:
        code = uow.teams.get(made).code
    _join(town, town.person, code)
    _join(town, boris, code)
    run = choose(town, "team", "group")
    with town.open_reading() as uow:
        assert uow.challenges.get(run).target == 2
    # Whoever is in the team joins what was begun, at any level.
    assert choose(town, person=boris, run=run) == run
    with pytest.raises(NotFound):
        choose(town, person=neighbour(town, "Chen"), run=run)
    walk_on(town, MONDAY)
    walk_on(town, MONDAY + timedelta(days=1))
    # Boris brought nothing of his own.
    assert settle(town).given == 1
    town.person = boris
    walk_on(town, MONDAY, hour=5)
    assert settle(town).given == 1


def test_only_two_do_a_challenge_for_two(town: Town) -> None:
    raise_to(town, town.person, 500)
    run = choose(town, "duo", "group")
    with town.open_reading() as uow:
        code = uow.challenges.get(run).code or ""
    with pytest.raises(NotPossible) as caught:
        choose(town, code=code)
    assert refused(caught) == "two_already"
    choose(town, person=neighbour(town), code=code.lower())
    with pytest.raises(NotPossible):
        choose(town, person=neighbour(town, "Chen"), code=code)
    with pytest.raises(NotPossible) as caught:
        choose(town, person=neighbour(town, "Dina"), code=code, now=NOON + WEEK)
    assert refused(caught) == "over"
    with pytest.raises(MistypedCode):
        choose(town, code="ABC")
