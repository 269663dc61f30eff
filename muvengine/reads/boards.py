"""Leaderboards as people see them: teams and quarters for all, one's own place for oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from muvengine.core.game.board_span import Span, month_span, season_span, week_span
from muvengine.core.game.boards import (
    ALL,
    Figures,
    GroupSum,
    GroupWeek,
    Metric,
    Period,
    Place,
    group_sums,
    ranked,
)
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_score import TeamScore
from muvengine.core.game.team_settings import TeamSettings
from muvengine.core.game.weeks import WEEK
from muvengine.reads.team_settings import settings_of
from muvengine.store.board_players import OnBoards
from muvengine.store.boards import QUARTER, TEAM
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which board.

    Attributes:
        period: how long it looks back.
        of: the name of the week, month or season; "" for the one that runs.
        metric: what is compared.
        mode: of which trips; "" for all.
    """

    period: Period = Period.WEEK
    of: str = ""
    metric: Metric = Metric.EXPERIENCE
    mode: str = ALL


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A team or a quarter on a board.

    Attributes:
        place: its rank and figure.
        label: its name, by language; one without a language is the same in all.
        worked: how the figure came about.
    """

    place: Place
    label: Label
    worked: GroupSum


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards of teams and quarters.

    Attributes:
        asked: as it was understood.
        settings: how teams count now.
        span: its weeks; None where no season runs or has this name.
        teams, quarters: those with a public figure, the best first.
        hidden: how many teams and quarters moved, with too few people for a figure.
        modes: in which somebody moved.
        open: some of its weeks may still change.
    """

    asked: Asked
    settings: TeamSettings
    span: Span | None = None
    teams: Sequence[GroupPlace] = ()
    quarters: Sequence[GroupPlace] = ()
    hidden: int = 0
    modes: Sequence[str] = ()
    open: bool = False

    @property
    def by_team_score(self) -> bool:
        """Tell whether a team's figure is its score, as in matches."""
        return self.asked.metric is Metric.EXPERIENCE and self.asked.mode == ALL


def boards(open_reading: OpenReading, asked: Asked, now: datetime) -> Boards:
    """Read the boards that everybody may see.

    Args:
        open_reading: starts a reading transaction.
        asked: which.
        now: aware.
    """
    with open_reading() as uow:
        today = uow.programme.local_day(now)
        found = Boards(asked, settings_of(uow, IsoWeek.of(today)), _span(uow, asked, today))
        span, games = found.span, uow.games.listed()
        if span is None:
            return found
        teams = _teams(uow, span, today) if found.by_team_score else _groups(uow, TEAM, asked, span)
        quarters = _groups(uow, QUARTER, asked, span)
        moved = {(TEAM, one.group) for one in teams[0]}
        moved |= {(QUARTER, one.group) for one in quarters[0]}
        zones = {zone.key: zone.label for zone in uow.zones.all_of_them()}
        shown = [
            _places(group_sums(weeks, asked.metric, found.settings.public_from, scores), labels)
            for (weeks, scores), labels in (
                (teams, _team_names(uow, span)),
                (quarters, zones),
            )
        ]
        return replace(
            found,
            teams=shown[0],
            quarters=shown[1],
            hidden=len(moved) - len(shown[0]) - len(shown[1]),
            modes=uow.boards.modes(span.first, span.last),
            open=games is not None and not games.is_closed(span.last, now),
        )


_Weeks = tuple[list[GroupWeek], Mapping[tuple[str, date], int] | None]


def _groups(uow: UnitOfWork, kind: str, asked: Asked, span: Span) -> _Weeks:
    return uow.boards.groups(kind, asked.mode, span.first, span.last), None


def _teams(uow: UnitOfWork, span: Span, today: date) -> _Weeks:
    """Give the scores of teams as matches take them: final ones, and those of open weeks by now."""
    results = uow.team_weeks.between(span.first, span.last)
    worked = {(str(one.team_id), one.week.monday): one.worked for one in results}
    final = {monday for _, monday in worked}
    monday = span.first
    while monday <= min(span.last, today):
        if monday not in final:
            week = IsoWeek(monday)
            settings = settings_of(uow, week)
            experience = uow.board_players.members_experience(monday)
            worked |= {
                (str(team), monday): settings.score(figures) for team, figures in experience.items()
            }
        monday += WEEK
    weeks = [
        GroupWeek(team, monday, one.active, Figures(_together(one)))
        for (team, monday), one in sorted(worked.items())
        if one.active
    ]
    return weeks, {place: one.score for place, one in worked.items()}


def _together(worked: TeamScore) -> int:
    return worked.best + worked.shared


def _team_names(uow: UnitOfWork, span: Span) -> dict[str, Label]:
    """Name the teams of every season that has a day of these weeks."""
    names: dict[str, Label] = {}
    for season in uow.seasons.listed():
        if season.first_day < span.last + WEEK and season.last_day >= span.first:
            found = uow.teams.names(season.id)
            names |= {str(number): {"": name} for number, name in found.items()}
    return names


def _places(sums: Mapping[str, GroupSum], labels: Mapping[str, Label]) -> list[GroupPlace]:
    """Put those that still have a name in their order."""
    figures = {key: one.figure for key, one in sums.items() if key in labels}
    return [GroupPlace(place, labels[place.name], sums[place.name]) for place in ranked(figures)]


def _span(uow: UnitOfWork, asked: Asked, today: date) -> Span | None:
    if asked.period is Period.WEEK:
        return week_span(asked.of, today)
    if asked.period is Period.MONTH:
        return month_span(asked.of, today)
    named = [one for one in uow.seasons.listed() if one.key == asked.of]
    season = named[0] if named else uow.seasons.on_day(today)
    return season_span(season) if season else None


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody on a board beside somebody.

    Attributes:
        place: rank, pseudonym, figure.
        me: it is whoever looks.
    """

    place: Place
    me: bool


@dataclass(frozen=True, slots=True)
class MyBoard:
    """Somebody's own board.

    Attributes:
        asked: as it was understood.
        on: as whom; None where they are on no board.
        near: three above, oneself and three below; empty without a figure of one's own.
        span: its weeks; None where no season runs.
        quarter: the zone they play for, and from which Monday on; None for none.
        quarters: labels of all there are, by key.
        modes: that may be asked for.
    """

    asked: Asked
    on: OnBoards | None
    near: Sequence[Near]
    span: Span | None
    quarter: tuple[str, date] | None
    quarters: Mapping[str, Label]
    modes: Sequence[str]


def my_board(open_reading: OpenReading, person_id: int, asked: Asked, now: datetime) -> MyBoard:
    """Read one's own place and one's neighbours; nobody else's.

    Args:
        open_reading: starts a reading transaction.
        person_id: who looks.
        asked: which board.
        now: aware.
    """
    with open_reading() as uow:
        span = _span(uow, asked, uow.programme.local_day(now))
        on = uow.board_players.get(person_id)
        return MyBoard(
            asked=asked,
            on=on,
            near=_near(uow, on, span, asked) if on and span else (),
            span=span,
            quarter=uow.board_players.quarter(person_id),
            quarters={zone.key: zone.label for zone in uow.zones.all_of_them()},
            modes=uow.board_players.modes(person_id),
        )


def _near(uow: UnitOfWork, on: OnBoards, span: Span, asked: Asked) -> tuple[Near, ...]:
    board = (span.period, span.first_day, asked.mode)
    places, metric = uow.board_places, asked.metric
    mine = places.figure(on.person_id, board, metric)
    if mine <= 0:
        return ()
    beside = places.near(on.person_id, board, metric, mine)
    rows = [(one.person_id, one.name, one.figure) for one in beside]
    above = sum(1 for one in beside if (-one.figure, one.person_id) < (-mine, on.person_id))
    rows.insert(above, (on.person_id, on.name, mine))
    ranks = _ranks(uow, board, metric, [figure for _, _, figure in rows])
    return tuple(
        Near(Place(ranks[figure], name, figure), person == on.person_id)
        for person, name, figure in rows
    )


def _ranks(
    uow: UnitOfWork, board: tuple[Period, date, str], metric: Metric, figures: Iterable[int]
) -> dict[int, int]:
    """Give the rank of each figure of people who stand one after another, the best first."""
    distinct = list(dict.fromkeys(figures))
    rank = 1 + uow.board_places.above(board, metric, distinct[0])
    ranks = {}
    for figure in distinct:
        ranks[figure] = rank
        # Nobody stands between two of them.
        rank += uow.board_places.equal(board, metric, figure) if figure != distinct[-1] else 0
    return ranks


def proposed_free(open_reading: OpenReading, names: Sequence[str]) -> str:
    """Give the first of some pseudonyms that nobody has; "" where all are taken."""
    with open_reading() as uow:
        taken = uow.board_players.taken(names)
    return next((name for name in names if name not in taken), "")
