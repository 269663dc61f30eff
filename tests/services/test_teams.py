"""Teams are made, joined and left, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.errors import (
    BadInput,
    MistypedCode,
    NotAllowed,
    NotPossible,
    ReasonMissing,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.core.game.team import Team, TeamKind
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.code import draw_code
from muvengine.services.join_team import (
    Joining,
    join_by_card,
    join_by_code,
    join_open_team,
    leave_team,
    show_in_team,
)
from muvengine.services.make_team import NewTeam, close_team, make_team
from tests.league import NEXT, WEEK, League
from tests.money import NOON, town
from tests.people import Dice, OpenUow, card, staff
from tests.services.test_races import HANDS, together


@pytest.fixture
def league(open_uow: OpenUow) -> League:
    return League(town(open_uow))


def leave(league: League, person: Person, days: int = 0) -> Team | None:
    hand, now = league.town.hand(person), NOON + timedelta(days=days)
    return leave_team(league.town.open_uow, person.id, actor=hand, now=now)


def season(league: League) -> int:
    with league.town.open_uow() as uow:
        return uow.seasons.get("2026").id


def test_a_team_has_a_name_of_its_own_and_a_code(league: League) -> None:
    one = league.team("Les Canourgues")
    assert (one.name, one.kind, one.open, len(one.code)) == (
        "Les Canourgues",
        TeamKind.CLASS,
        False,
        9,
    )
    with pytest.raises(BadInput) as caught:
        league.team("LES canourgués")
    assert caught.value.facts["fields"] == {"name": "taken"}


def test_the_same_press_makes_one_team(league: League) -> None:
    attempt = Attempt(SYSTEM, "twice", "make_team", "CM2")
    made = {
        make_team(
            league.town.open_uow,
            NewTeam("CM2", TeamKind.CLASS),
            attempt=attempt,
            now=NOON,
            new_token=Dice("t"),
        )
        for _ in range(2)
    }
    assert len(made) == 1


def test_people_alone_have_one_team_and_it_is_open(league: League) -> None:
    team = league.team("Tout le monde", kind=TeamKind.EVERYONE)
    assert team.open
    with pytest.raises(NotPossible):
        league.team("Encore", kind=TeamKind.EVERYONE)
    close_team(league.town.open_uow, team.public_id, "made anew", actor=SYSTEM, now=NOON)
    assert league.team("Nouveau", kind=TeamKind.EVERYONE).open


def test_participants_make_and_close_no_teams(league: League) -> None:
    fatou = league.town.person()
    hand, opened = league.town.hand(fatou), league.town.open_uow
    with pytest.raises(NotAllowed):
        make_team(
            opened,
            NewTeam("Moi", TeamKind.CLASS),
            attempt=Attempt(hand, "k", "make_team", ""),
            now=NOON,
            new_token=Dice(),
        )
    team = league.team("CM2")
    with pytest.raises(NotAllowed):
        close_team(opened, team.public_id, "I lost", actor=hand, now=NOON)
    with pytest.raises(NotAllowed):
        join_by_card(opened, team.public_id, "Fatou", actor=hand, now=NOON)


def test_joining_counts_from_next_week(league: League) -> None:
    team, fatou = league.team("CM2"), league.town.person()
    league.join(fatou, team, shown_as=" Fatou ")
    now_played = season(league)
    with league.town.open_uow() as uow:
        mine = uow.teams.mine(fatou.id, now_played)
        assert mine is not None
        assert (mine[0].id, mine[1].first_day, mine[1].shown_as) == (team.id, NEXT.monday, "Fatou")
    assert league.experience(WEEK) == {}
    assert league.experience(NEXT) == {team.id: {fatou.id: 0}}


def test_joining_twice_is_joining_once_and_nobody_is_in_two_teams(league: League) -> None:
    one, other, fatou = league.team("CM2"), league.team("CM1"), league.town.person()
    league.join(fatou, one)
    league.join(fatou, one)
    with pytest.raises(NotPossible) as caught:
        league.join(fatou, other)
    assert caught.value.facts == {"team": "other"}
    assert league.members(one) == [fatou.id]


def test_whoever_leaves_counts_to_sunday_and_may_join_another(league: League) -> None:
    one, other, fatou = league.team("CM2"), league.team("CM1"), league.town.person()
    league.join(fatou, one)
    assert leave(league, fatou, days=7) == one
    assert leave(league, fatou, days=7) is None
    league.join(fatou, other, NOON + timedelta(days=8))
    assert league.experience(NEXT) == {one.id: {fatou.id: 0}}
    assert league.experience(NEXT.after()) == {other.id: {fatou.id: 0}}


def test_thinking_again_in_the_week_of_joining_counts_for_nobody(league: League) -> None:
    one, other, fatou = league.team("CM2"), league.team("CM1"), league.town.person()
    league.join(fatou, one)
    leave(league, fatou)
    league.join(fatou, other)
    assert league.experience(WEEK) == {}
    assert league.experience(NEXT) == {other.id: {fatou.id: 0}}


def test_an_open_team_is_joined_without_a_code(league: League) -> None:
    opened, fatou = league.town.open_uow, league.town.person()
    everyone = league.team("Tous", kind=TeamKind.EVERYONE)
    joining, hand = Joining(fatou.id), league.town.hand(fatou)
    join_open_team(opened, everyone.public_id, joining, actor=hand, now=NOON)
    assert league.members(everyone) == [fatou.id]
    closed, karim = league.team("CM2"), league.town.person("Karim")
    with pytest.raises(NotPossible):
        join_open_team(opened, closed.public_id, Joining(karim.id), actor=hand, now=NOON)


def test_a_class_joins_card_after_card(league: League) -> None:
    opened, team = league.town.open_uow, league.team("CM2")
    maud = staff(opened)
    hand = Actor("mediator", maud.id)
    fatou, karim = league.town.person(), league.town.person("Karim")
    printed = card(opened, fatou)
    said = [printed.qr_text("https://muv.example"), "karim"]
    names = [join_by_card(opened, team.public_id, one, actor=hand, now=NOON) for one in said]
    assert names == ["Fatou", "Karim"]
    assert league.members(team) == [fatou.id, karim.id]
    with pytest.raises(UnknownCode):
        join_by_card(opened, team.public_id, "nobody", actor=hand, now=NOON)
    with opened() as uow:
        acts = [(one.act, one.actor.on_behalf_of) for one in uow.audit.list(count=2)]
    assert acts == [("team.join", karim.id), ("team.join", fatou.id)]


def test_whoever_guesses_codes_has_to_wait(league: League) -> None:
    opened, fatou = league.town.open_uow, league.town.person()
    team, hand = league.team("CM2"), league.town.hand(fatou)

    def say(code: str) -> None:
        join_by_code(opened, opened, code, Joining(fatou.id), actor=hand, now=NOON)

    with pytest.raises(MistypedCode):
        say("CM2")
    for number in range(10):
        with pytest.raises(UnknownCode):
            say(draw_code(Dice(f"guess {number}")()))
    with pytest.raises(TooManyAttempts):
        say(team.code)


def test_a_closed_team_lets_its_people_go(league: League) -> None:
    team, other = league.team("CM2", 2), league.team("CM1")
    with pytest.raises(ReasonMissing):
        close_team(league.town.open_uow, team.public_id, "no", actor=SYSTEM, now=NOON)
    closing = [
        close_team(
            league.town.open_uow, team.public_id, "the class is over", actor=SYSTEM, now=NOON
        )
        for _ in range(2)
    ]
    assert closing == [True, False]
    assert league.members(team) == []
    fatou = league.town.person()
    with pytest.raises(NotPossible):
        league.join(fatou, team)
    league.join(fatou, other)


def test_what_others_read_is_changed_and_taken_back(league: League) -> None:
    opened, team, fatou = league.town.open_uow, league.team("CM2"), league.town.person()
    hand = league.town.hand(fatou)
    with pytest.raises(NotPossible):
        show_in_team(opened, fatou.id, "F.", actor=hand, now=NOON)
    league.join(fatou, team)
    for shown in ("La marcheuse", ""):
        show_in_team(opened, fatou.id, shown, actor=hand, now=NOON)
        with opened() as uow:
            assert [one.shown_as for one in uow.teams.staying(team.id)] == [shown]


def test_two_hands_put_somebody_into_one_team(league: League) -> None:
    teams = [league.team(f"Team {number}") for number in range(HANDS)]
    fatou = league.town.person()

    heard = together(lambda number: league.join(fatou, teams[number]))
    assert heard == {None: 1, "not_possible": HANDS - 1}
    assert sum(len(league.members(team)) for team in teams) == 1
