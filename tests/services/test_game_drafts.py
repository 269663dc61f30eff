"""A game is written by one organiser, put in force by another, and rehearsed before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import GameLate, GameRefused, MuvError, NotAllowed, NotPossible
from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty
from muvengine.core.game.game import Game
from muvengine.core.game.rehearsal import GameRehearsal
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import WEEK, WeekScore
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.draft import DraftOf, DraftState, DraftText
from muvengine.formats.game_yaml.read import read_game
from muvengine.reads.game_rehearsal import rehearse_game
from muvengine.services.halt_challenge import halt_challenge
from muvengine.services.keep_draft import Change, drop_draft, edit_draft, keep_draft
from muvengine.services.pause_streak import Pausing, pause_streak
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.propose_game import approve_game, propose_game
from muvengine.services.return_draft import return_draft
from muvengine.words.game_rehearsal_in_words import as_lines
from tests.challenged import GAME as PLAYED
from tests.challenged import choose, playing, settle
from tests.game_town import FILE, GAME, MONDAY, begin_game, walk_on
from tests.people import participant, staff
from tests.rulebooks import Office, open_office
from tests.town import NOON, Town, found
from tests.trip_acts import withdraw

TEXT = FILE.read_text("utf-8")
EASIER = TEXT.replace("  days: 3\n", "  days: 2\n", 1)
# Three difficulties of days in a week, for everybody.
CHALLENGES = b"""\
schema: muv.game/v1
label: {en: Game, fr: Jeu}
challenges:
  - challenge: days
    kind: days_in_week
    label: {en: Days, fr: Jours}
    pictogram: calendar
    easy: {goal: 2, points: 20}
    middle: {goal: 3, points: 30}
    hard: {goal: 4, points: 40}
"""
CLOSED = datetime.combine(MONDAY + WEEK + timedelta(days=10), NOON.time(), NOON.tzinfo)


@dataclass
class GameOffice:
    """Organisers who write the game."""

    office: Office
    keys: count[int]

    def draft(self, text: str = TEXT, first_day: date | None = None) -> int:
        written = DraftText(text, first_day)
        attempt = Attempt.of(self.office.ines, f"game-{next(self.keys)}", "keep_draft", written)
        return keep_draft(
            self.office.open_uow, written, attempt=attempt, now=NOON, kind=DraftOf.GAME
        )

    def propose(self, draft_id: int, by: Actor | None = None, revision: int = 1) -> None:
        actor = by or self.office.ines
        propose_game(self.office.open_uow, draft_id, revision, actor=actor, now=NOON)

    def approve(
        self, draft_id: int, by: Actor | None = None, revision: int = 1, now: datetime = NOON
    ) -> GameVersion:
        actor = by or self.office.hugo
        return approve_game(self.office.open_uow, draft_id, revision, actor=actor, now=now)

    def proposed(self, text: str = TEXT, first_day: date | None = None) -> int:
        draft_id = self.draft(text, first_day)
        self.propose(draft_id)
        return draft_id

    def state(self, draft_id: int) -> DraftState:
        with self.office.open_reading() as uow:
            return uow.game_drafts.get(draft_id).state

    def acts(self) -> list[str]:
        with self.office.open_reading() as uow:
            acts = [act.act for act in uow.audit.list() if act.act.startswith("game.")]
        return acts[::-1]


@pytest.fixture
def office(engine: Engine) -> GameOffice:
    return GameOffice(open_office(engine), count())


@pytest.fixture
def town(engine: Engine) -> Town:
    made = found(engine)
    begin_game(made)
    return made


def test_a_game_is_proposed_and_put_in_force_by_a_second_hand(office: GameOffice) -> None:
    draft_id = office.proposed()
    version = office.approve(draft_id)
    with office.office.open_reading() as uow:
        assert uow.games.source(version.id) == TEXT
        assert uow.game_drafts.get(draft_id).version_id == version.id
        assert uow.game_drafts.waiting() == ()
        assert uow.rulebook_drafts.waiting() == (), "drafts of the rules stand apart"
    assert version.published_by == office.office.hugo.id
    assert office.acts() == ["game.draft", "game.propose", "game.publish", "game.approve"]


HANDS: list[tuple[str, type[MuvError], Callable[[GameOffice, int], object]]] = [
    ("its author", NotAllowed, lambda one, draft: one.approve(draft, one.office.ines)),
    ("a mediator", NotAllowed, lambda one, draft: one.approve(draft, one.office.karim)),
    ("an older text", NotPossible, lambda one, draft: one.approve(draft, revision=7)),
    ("a second time", NotPossible, lambda one, draft: one.propose(draft)),
]


@pytest.mark.parametrize(("_who", "refusal", "act"), HANDS)
def test_what_nobody_may_do_with_a_proposed_game(
    office: GameOffice,
    _who: str,
    refusal: type[MuvError],
    act: Callable[[GameOffice, int], object],
) -> None:
    draft_id = office.proposed()
    with pytest.raises(refusal):
        act(office, draft_id)
    assert office.state(draft_id) is DraftState.PROPOSED


def test_only_its_author_asks_for_a_second_look(office: GameOffice) -> None:
    draft_id = office.draft()
    with pytest.raises(NotAllowed):
        office.propose(draft_id, office.office.hugo)


def test_a_game_with_problems_is_kept_and_not_proposed(office: GameOffice) -> None:
    draft_id = office.draft(TEXT.replace("joker_every", "jocker_every"))
    with pytest.raises(GameRefused):
        office.propose(draft_id)
    assert office.state(draft_id) is DraftState.OPEN


def test_a_game_speaks_every_language_of_the_town(office: GameOffice) -> None:
    draft_id = office.draft(TEXT.replace(", fr: Graine}", "}", 1))
    with pytest.raises(GameRefused):
        office.propose(draft_id)


def test_a_week_that_began_meanwhile_keeps_its_game(town: Town, engine: Engine) -> None:
    walk_on(town, MONDAY)
    ines, hugo = (
        Actor(Role.ORGANISER, staff(town.open_uow, name, Role.ORGANISER).id)
        for name in ("Ines", "Hugo")
    )
    office = GameOffice(Office(engine, ines, hugo, hugo, hugo), count())
    draft_id = office.proposed(EASIER, MONDAY + WEEK)
    with pytest.raises(GameLate):
        office.approve(draft_id, now=CLOSED)
    assert office.state(draft_id) is DraftState.PROPOSED


def test_a_game_is_given_back_changed_and_given_up(office: GameOffice) -> None:
    draft_id, uow, hugo = office.proposed(), office.office.open_uow, office.office.hugo
    return_draft(uow, draft_id, "two days", actor=hugo, now=NOON, kind=DraftOf.GAME)
    change = Change(draft_id, 1, DraftText(EASIER), DraftOf.GAME)
    assert edit_draft(uow, change, actor=office.office.ines, now=NOON).text.source == EASIER
    drop_draft(uow, draft_id, actor=office.office.ines, now=NOON, kind=DraftOf.GAME)
    assert office.state(draft_id) is DraftState.DROPPED
    assert office.acts() == ["game.draft", "game.propose", "game.return", "game.edit", "game.drop"]


def rehearsed(town: Town, game: Game, weeks: int = 8, **limits: int) -> GameRehearsal:
    told = rehearse_game(town.open_reading, game, CLOSED, weeks=weeks, **limits)
    assert told is not None
    return told


def put_week(town: Town, person_id: int, monday: date, days: int) -> None:
    week = WeekScore(monday, 10 * days, days, (*[1] * days, *[0] * (7 - days)))
    with town.open_uow() as uow:
        uow.week_scores.add(person_id, week)
        uow.commit()


def test_a_rehearsal_of_the_game_that_is_played_costs_what_was_paid(town: Town) -> None:
    """2 weeks in a row, a joker, a pause, and one who stopped: the same hands read them."""
    people = [town.person.id, *(participant(town.open_uow, name).id for name in ("Zoé", "Ali"))]
    first = MONDAY - 3 * WEEK
    for person, counts in zip(people, ((3, 3, 0, 3), (4, 0, 0, 3), (3, 2, 1, 7)), strict=True):
        for number, days in enumerate(counts):
            put_week(town, person, first + number * WEEK, days)
    pausing, asker = Pausing(people[1], pause=True), Actor("participant", people[1])
    early = datetime.combine(first + WEEK, NOON.time(), NOON.tzinfo)
    attempt = pausing.attempt(asker, "a pause")
    pause_streak(town.open_uow, pausing, attempt=attempt, now=early)
    pay_streaks(town.open_uow, now=CLOSED)
    with town.open_reading() as uow:
        paid = sum(one.points for person in people for one in uow.streaks.rewards(person))
    told = rehearsed(town, GAME)
    assert paid == told.draft.points == told.beside.points > 0
    assert told.draft.players == 3


def test_weeks_that_are_open_and_weeks_before_the_span_give_nothing(town: Town) -> None:
    for number in range(-5, 3):
        put_week(town, town.person.id, MONDAY + number * WEEK, 3)
    told = rehearsed(town, GAME, weeks=1).draft
    assert (told.span.first, told.span.last) == (MONDAY + WEEK, MONDAY + WEEK)
    assert [one.people for one in told.rewards] == [0, 0, 0, 0], "2 and 4 weeks came before"
    longer = rehearsed(town, GAME, weeks=4).draft
    assert [one.people for one in longer.rewards] == [0, 1, 0, 0]


def test_an_easier_game_would_have_given_more(town: Town) -> None:
    for number in range(2):
        put_week(town, town.person.id, MONDAY + number * WEEK, 2)
    told = rehearsed(town, read_game(EASIER.encode()))
    assert (told.draft.points, told.beside.points) == (20, 0)


def test_badges_and_levels_are_counted_from_the_trips_that_stand(town: Town) -> None:
    trips = [walk_on(town, MONDAY), walk_on(town, MONDAY + timedelta(days=1))]
    told = rehearsed(town, GAME)
    by_name = {badge.name: people for badge, people in told.draft.badges}
    assert (by_name["first-walk"], by_name["ten-trips"]) == (1, 0)
    assert sum(people for _, people in told.draft.levels) == 1
    for trip in trips:
        withdraw(town, trip)
    told = rehearsed(town, GAME)
    assert not any(people for _, people in (*told.draft.badges, *told.draft.levels))


def test_with_more_trips_than_asked_for_badges_are_left_out(town: Town) -> None:
    walk_on(town, MONDAY)
    told = rehearsed(town, GAME, trips_max=0)
    assert (told.trips, told.badges) == (1, False)
    assert not any(people for _, people in told.draft.badges)


def test_challenges_are_told_from_what_people_did(town: Town) -> None:
    """Three days in the last week; two of the three weeks that stood before it had three too."""
    game = read_game(CHALLENGES)
    for number, days in zip(range(-3, 2), (3, 1, 3, 3, 3), strict=True):
        for day in range(days):
            walk_on(town, MONDAY + number * WEEK + timedelta(days=day))
    told = rehearsed(town, game, weeks=1).draft.challenges
    rows = {(row.challenge.name, row.difficulty): row for row in told.rows}
    assert [rows["days", at].reached for at in PERSONAL] == [1, 1, 0]
    assert [(row.people, row.times) for row in told.rows] == [(1, 1), (1, 1), (0, 0)]
    assert (told.takers, told.points) == (1, 20)


def test_what_people_chose_tells_what_challenges_go_on_to_cost(engine: Engine) -> None:
    """One chose in one of two weeks, and reached what they would have met half of the time."""
    town = playing(engine)
    choose(town)
    for day in range(2):
        walk_on(town, MONDAY + timedelta(days=day))
    settle(town)
    told = rehearsed(town, read_game(PLAYED), weeks=2)
    assert told.draft.challenges.points == 20
    assert told.expected[Difficulty.EASY] == pytest.approx((1, 1, 20))
    (line,) = (one for one in as_lines(told, "en") if "go on" in one)
    assert line.endswith("20 points in as many weeks (1 chosen, 1 reached).")
    more = rehearsed(town, read_game(PLAYED.replace(b"points: 20", b"points: 50")), weeks=2)
    assert more.expected[Difficulty.EASY].points == pytest.approx(50)


def test_with_more_trips_than_asked_for_challenges_are_left_out_and_badges_stay(town: Town) -> None:
    walk_on(town, MONDAY)
    told = rehearsed(town, GAME, asked_max=0)
    assert (told.badges, told.asks, told.draft.challenges.takers) == (True, False, 0)
    assert any(people for _, people in told.draft.badges)


def test_a_stopped_challenge_is_not_proposed(town: Town) -> None:
    game = read_game(CHALLENGES.replace(b"challenge: days\n", b"challenge: days-on-the-move\n"))
    walk_on(town, MONDAY)
    assert rehearsed(town, game).draft.challenges.takers
    halt_challenge(town.open_uow, "days-on-the-move", "too easy", end=False, actor=SYSTEM, now=NOON)
    told = rehearsed(town, game).draft.challenges
    assert {(row.people, row.times, row.reached) for row in told.rows} == {(0, 0, 0)}
    assert (told.takers, told.points) == (0, 0)


def test_a_town_that_never_played_has_no_past(office: GameOffice) -> None:
    assert rehearse_game(office.office.open_reading, GAME, NOON) is None
