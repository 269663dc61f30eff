"""What a season holds, week by week: what begins, what ends, who plays, when people are free."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muvengine.core.game.challenges.sponsored import SponsoredState
from muvengine.core.game.draw import DrawState
from muvengine.core.game.hunt import HuntState
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.tournament_life import MatchState, TournamentState
from muvengine.core.game.weeks import monday_of, mondays
from muvengine.core.ledger.season import Season
from muvengine.reads.my_week import played_by
from muvengine.store.unit_of_work import UnitOfWork


class Kind(StrEnum):
    """What an entry is about, in the order in which entries of a week are told."""

    SEASON_BEGINS = "season_begins"
    RULES = "rules"
    GAME = "game"
    FREE = "free"
    MATCHES = "matches"
    CHALLENGE = "challenge"
    HUNT = "hunt"
    TICKETS_END = "tickets_end"
    DRAW = "draw"
    POT_ENDS = "pot_ends"
    SEASON_ENDS = "season_ends"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the calendar.

    Attributes:
        kind: see ``Kind``.
        first, last: its local days, both included.
        label: words by language; empty where the kind says all.
        ref: what leads to its page.
        count: how many matches; 0 for anything else.
    """

    kind: Kind
    first: date
    last: date
    label: Mapping[str, str]
    ref: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A week with what touches it, in the order of kinds and days."""

    week: IsoWeek
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SeasonCalendar:
    """One season, and what others there are.

    Attributes:
        season: the one that is told.
        others: keys of the others, in their order.
        weeks: all of them, from the one of its first day to the one of its last.
    """

    season: Season
    others: tuple[str, ...]
    weeks: tuple[CalendarWeek, ...]


def season_calendar(
    open_reading: Callable[[], UnitOfWork], today: date, key: str | None = None
) -> SeasonCalendar | None:
    """Tell a season.

    Args:
        open_reading: starts a reading transaction.
        today: the programme's local day.
        key: of the season; None for the one of today, or the next, or the last.

    Returns:
        None where there is no season yet.

    Raises:
        NotFound: no such season.
    """
    with open_reading() as uow:
        seasons = uow.seasons.listed()
        if not seasons:
            return None
        season = uow.seasons.get(key) if key else _now(seasons, today)
        entries = [one for one in _entries(uow, season) if _touches(one, season)]
    order = list(Kind)
    entries.sort(key=lambda one: (order.index(one.kind), one.first, one.ref))
    weeks = (IsoWeek(one) for one in mondays(monday_of(season.first_day), season.last_day))
    told = tuple(
        CalendarWeek(
            week,
            tuple(one for one in entries if one.first <= week.sunday and week.monday <= one.last),
        )
        for week in weeks
    )
    others = tuple(one.key for one in seasons if one.key != season.key)
    return SeasonCalendar(season, others, told)


def _now(seasons: tuple[Season, ...], today: date) -> Season:
    by_day = sorted(seasons, key=lambda one: one.first_day)
    return next((one for one in by_day if today <= one.last_day), by_day[-1])


def _touches(entry: Entry, season: Season) -> bool:
    return entry.first <= season.last_day and season.first_day <= entry.last


def _entries(uow: UnitOfWork, season: Season) -> Iterator[Entry]:
    yield Entry(Kind.SEASON_BEGINS, season.first_day, season.first_day, {}, season.key)
    yield Entry(Kind.SEASON_ENDS, season.last_day, season.last_day, {}, season.key)
    yield from _rules_and_game(uow)
    yield from _matches(uow, season)
    yield from _draws(uow)
    yield from _challenges_and_hunts(uow)
    for pot in uow.pots.listed():
        yield Entry(Kind.POT_ENDS, pot.last_day, pot.last_day, pot.title, pot.key)


def _rules_and_game(uow: UnitOfWork) -> Iterator[Entry]:
    for version in uow.rulebooks.published():
        day = version.effective_from
        label = {"": f"{version.name} {version.version}"}
        yield Entry(Kind.RULES, day, day, label, str(version.id))
    played = played_by(uow)
    if played is None:
        return
    for game in played.games.versions:
        yield Entry(Kind.GAME, game.first_day, game.first_day, {}, str(game.id))
    for span in played.suspended:
        last = span.end - timedelta(days=1)
        yield Entry(Kind.FREE, span.first, last, span.label, "")


def _matches(uow: UnitOfWork, season: Season) -> Iterator[Entry]:
    for tournament in uow.tournaments.listed(season.id):
        if tournament.state is TournamentState.CANCELLED:
            continue
        by_week: dict[IsoWeek, int] = {}
        for match in uow.tournaments.matches(tournament.id):
            played = match.fixture.away is not None and match.state is not MatchState.CANCELLED
            week = match.fixture.week
            by_week[week] = by_week.get(week, 0) + played
        for week, count in by_week.items():
            days = week.monday, week.sunday
            yield Entry(Kind.MATCHES, *days, tournament.title, tournament.public_id, count)


def _draws(uow: UnitOfWork) -> Iterator[Entry]:
    for draw in uow.draws.listed():
        if draw.state is DrawState.CANCELLED:
            continue
        yield Entry(Kind.TICKETS_END, draw.last_day, draw.last_day, draw.title, draw.key)
        yield Entry(Kind.DRAW, draw.draw_day, draw.draw_day, draw.title, draw.key)


def _challenges_and_hunts(uow: UnitOfWork) -> Iterator[Entry]:
    for one in uow.sponsored.listed():
        asked = one.sponsored
        if asked.state in {SponsoredState.OPEN, SponsoredState.STOPPED}:
            label = {language: f"{one.shop_name}, {told}" for language, told in asked.title.items()}
            days = asked.first_day, asked.last_day
            yield Entry(Kind.CHALLENGE, *days, label, asked.public_id)
    zone = uow.programme.get().zone
    for hunt in uow.hunts.listed(drafts=False):
        if hunt.state is not HuntState.CANCELLED:
            first, last = (at.astimezone(zone).date() for at in (hunt.starts_at, hunt.ends_at))
            yield Entry(Kind.HUNT, first, last, hunt.title, hunt.key)
