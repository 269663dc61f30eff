"""Twelve weeks of a town's game through the real services, with a clock that goes from day to day.

People send trips, some late, some of which are corrected or taken back; teams meet each week;
quarters and people stand on boards.  Every week the invariants and the ledger are checked.
Trips come in as facts, not as recordings: this is about the game.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Final

from sqlalchemy import Engine

from muvengine.core.errors import MuvError
from muvengine.core.game.game import Game
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import TeamKind
from muvengine.core.game.team_settings import Plan
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.close_weeks import close_weeks
from muvengine.services.join_board import join_board, play_for_quarter
from muvengine.services.join_team import Joining, join_by_code
from muvengine.services.make_team import NewTeam, make_team
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.release_points import release_points
from muvengine.services.rescoring import rescore
from muvengine.services.run_tournament import NewTournament, draw_up
from muvengine.services.scoring import Hand, post_score, score_facts
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from muvengine.services.yardstick import InForce
from muvengine.store.invariants import Violation
from tests.game_town import FILE
from tests.kept_rows import add_person
from tests.long.season_challenges import Challenges, NoChallenges
from tests.long.season_player import PlayedChallenges
from tests.long.trips_of_a_year import DAYS, HELPERS, QUARTERS, Sent, TripsOfAYear
from tests.quarters import save_quarter
from tests.town import ZONE, Town, found

BEGUN: Final = IsoWeek(date(2026, 1, 5))
_LAST_WEEKS_CLOSE: Final = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How large a town, for how long; everybody makes about so many trips a week."""

    people: int
    teams: int
    weeks: int
    trips_a_week: int = 3
    # One in so many people is on boards, and one in so many trips is taken back.
    on_boards: int = 10
    taken_back: int = 60


LARGE: Final = Size(people=2_000, teams=60, weeks=12)
SMALL: Final = Size(people=24, teams=4, weeks=4, on_boards=3, taken_back=15)


@dataclass
class Season:
    """The whole town; ``rules`` hold in all of its weeks, ``say`` hears of each that is over."""

    size: Size
    town: Town
    people: list[Person]
    helpers: tuple[int, ...]
    rules: InForce
    challenges: Challenges = field(default_factory=NoChallenges)
    done: Counter[str] = field(default_factory=Counter)
    violations: list[tuple[str, Violation]] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)
    say: Callable[[str], object] = field(default=lambda _: None)

    def run(self) -> None:
        """Live through all the weeks, and on until the last one is closed."""
        sent = self._sent()
        waiting = next(sent, None)
        days = (self.size.weeks + _LAST_WEEKS_CLOSE) * 7
        for number in range(days):
            day = BEGUN.monday + timedelta(days=number)
            self._morning(day)
            while waiting is not None and waiting.day <= day:
                self._take(waiting)
                waiting = next(sent, None)
            for tried in self.challenges.tried(day):
                self._take(tried)

    def _sent(self) -> Iterator[Sent]:
        """Give what is sent in these weeks, in its order."""
        a_year = self.size.people * self.size.trips_a_week * DAYS // 7
        end = BEGUN.after(self.size.weeks).monday
        everything = iter(TripsOfAYear(self.size.people, a_year, self.helpers))
        in_time = takewhile(lambda sent: sent.day < end + timedelta(days=10), everything)
        return (one for one in in_time if BEGUN.monday <= one.facts.start.date() < end)

    def _morning(self, day: date) -> None:
        now = datetime.combine(day, time(3, 35), ZONE)
        week = IsoWeek.of(day)
        self.done["points released"] += release_points(self.town.open_uow, now=now)
        if day == week.monday and week < BEGUN.after(self.size.weeks):
            self.challenges.begin(week, now)
        closed = close_weeks(self.town.open_uow, now=now)
        if not closed:
            return
        self.done["weeks closed"] += closed
        settled = pay_streaks(self.town.open_uow, now=now)
        self.done["streaks looked at"] += settled.people
        self.done["streak rewards paid"] += settled.paid
        self.done["streak rewards taken back"] += settled.back
        self.challenges.end(week.after(-1), now)
        found_ = check_ledger(self.town.open_reading)
        self.violations += [(week.name, one) for one in found_]
        self.say(f"{week.after(-1).name} closed: {self.done['trips']} trips, broken {found_}")

    def _take(self, sent: Sent) -> None:
        now = datetime.combine(sent.day, time(21), ZONE)
        try:
            if sent.trip in self.kept:
                self._correct(sent, now)
            else:
                self._send(sent, now)
        except MuvError as refusal:
            self.done[f"refused ({refusal.code})"] += 1

    def _send(self, sent: Sent, now: datetime) -> None:
        person = self.people[sent.person]
        with self.town.open_uow() as uow:
            uow.trips.lock_owner(person.id)
            trip = _trip(sent, person, self.town.dice(), now)
            if uow.trips.meet(trip).overlap is not None:
                self.done["not sent: at another way"] += 1
                return
            score, counters = score_facts(uow, person.id, sent.facts, self.rules)
            trip = replace(trip, points=score.points)
            trip = replace(trip, id=uow.trips.add(trip))
            sheet = Sheet(1, self.rules.version_id, sent.facts, counters, score, now)
            post_score(uow, trip, sheet, Hand(Actor("participant", person.id), now))
            uow.commit()
        self.kept[sent.trip] = trip.public_id
        self.done["trips"] += 1
        self.done["trips sent late"] += sent.day > trip.local_day
        if sent.trip % self.size.taken_back == 0:
            self._take_back(person, trip, now)

    def _correct(self, sent: Sent, now: datetime) -> None:
        with self.town.open_uow() as uow:
            trip = uow.trips.locked(self.kept[sent.trip])
            if trip.withdrawn_at is not None:
                return
            changed = replace(trip, outcome=sent.facts.outcome, reasons=sent.facts.reasons)
            uow.trips.save(trip, changed)
            hand = Hand(SYSTEM, now)
            rescore(uow, changed, sent.facts, self.rules, hand=hand, reason="looked at again")
            uow.commit()
        self.done["trips corrected"] += 1

    def _take_back(self, person: Person, trip: Trip, now: datetime) -> None:
        wish = Withdrawal(trip.public_id)
        attempt = wish.attempt(Actor("participant", person.id), self.town.key())
        later = now + timedelta(hours=1)
        withdraw_trip(self.town.open_uow, self.town.shelf, wish, attempt=attempt, now=later)
        self.done["trips taken back"] += 1


def _trip(sent: Sent, person: Person, public_id: str, now: datetime) -> Trip:
    facts: TripFacts = sent.facts
    return Trip(
        public_id=public_id,
        person_id=person.id,
        submitted_by=facts.helper_id,
        channel="seed",
        mode=facts.legs[0].mode,
        start_at=facts.start,
        end_at=facts.start + timedelta(seconds=facts.duration_s),
        local_day=facts.start.date(),
        distance_m=sum(leg.distance_m for leg in facts.legs),
        duration_s=facts.duration_s,
        outcome=facts.outcome,
        reasons=facts.reasons,
        evidence_class=facts.evidence_class,
        fixes_sha256=f"f{sent.trip}",
        shape_sha256=f"s{sent.trip}",
        created_at=now,
    )


def found_season(engine: Engine, size: Size) -> Season:
    """Found a town in an empty database that plays from its first Monday on."""
    town = found(engine, points=size.people * size.weeks * 400)
    before = datetime.combine(BEGUN.monday - timedelta(days=3), time(12), ZONE)
    with town.open_uow() as uow:
        source = FILE.read_bytes()
        game = _game(source)
        uow.games.publish(game, source.decode(), "season", BEGUN.monday, by=None, now=before)
        helpers = tuple(add_person(uow, f"helper {one}", "mediator") for one in range(HELPERS))
        numbers = [add_person(uow, f"person {one}") for one in range(size.people)]
        people = [uow.people.get(number) for number in numbers]
        uow.commit()
    challenges = PlayedChallenges(town, people, game, BEGUN, size.weeks)
    with town.open_reading() as uow:
        (version,) = uow.rulebooks.published()
        rules = town.shelf.in_force(uow, version.id)
    season = Season(size, town, people, helpers, rules, challenges)
    _form_teams(season, before)
    _choose(season, before)
    return season


def _game(source: bytes) -> Game:
    from muvengine.formats.game_yaml.read import read_game  # noqa: PLC0415  slow to import

    return read_game(source)


def _form_teams(season: Season, now: datetime) -> None:
    town, size = season.town, season.size
    codes = []
    for number in range(size.teams):
        attempt = Attempt(SYSTEM, town.key(), "make_team", "")
        new = NewTeam(f"Team {number}", TeamKind.NEIGHBOURHOOD)
        made = make_team(town.open_uow, new, attempt=attempt, now=now, new_token=town.dice)
        with town.open_reading() as uow:
            codes.append(uow.teams.get(made).code)
    for number, person in enumerate(season.people):
        # One in ten plays alone; teams are of different sizes.
        if number % 10:
            code = codes[(number * number) % size.teams]
            hand = Actor("participant", person.id)
            joining = Joining(person.id)
            join_by_code(town.open_uow, town.open_reading, code, joining, actor=hand, now=now)
    cup = NewTournament({"en": "Cup"}, BEGUN, plan=Plan(ranking_weeks=max(2, size.weeks - 6)))
    attempt = Attempt(SYSTEM, town.key(), "draw_up", "")
    draw_up(town.open_uow, cup, attempt=attempt, now=now, new_token=town.dice)


def _choose(season: Season, now: datetime) -> None:
    """Let some come on boards, and most play for a quarter."""
    town = season.town
    for key in QUARTERS:
        save_quarter(town.open_uow, key)
    for number, person in enumerate(season.people):
        hand = Actor("participant", person.id)
        if number % season.size.on_boards == 0:
            name = "Fox " + "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
            join_board(town.open_uow, person.id, name, actor=hand, now=now)
        if number % 3:
            key = QUARTERS[number % len(QUARTERS)]
            play_for_quarter(town.open_uow, person.id, key, actor=hand, now=now)
