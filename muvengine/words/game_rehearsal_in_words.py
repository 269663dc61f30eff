"""What a game would have given, as tables and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from muvengine.core.game.rehearsal import GameRehearsal
from muvengine.core.rules.rehearsal_findings import PEOPLE_MIN, few
from muvengine.words.catalogue import say, written
from muvengine.words.figures import figure


@dataclass(frozen=True, slots=True)
class GameRow:
    """A row: people under the draft, and under the game that was played.

    Attributes:
        label: what was reached.
        pictogram: its drawing; empty for none.
        people, before: in words; too few people are not told, nor is what the game that was
            played does not have.
        points: what the draft's rewards had cost; None where nothing is paid.
    """

    label: str
    pictogram: str
    people: str
    before: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class GameTable:
    """Rows under one heading; ``key`` is reward, level or badge."""

    key: str
    title: str
    rows: tuple[GameRow, ...]


def tables(told: GameRehearsal, locale: str) -> tuple[GameTable, ...]:
    """Give the tables that have rows."""
    made = [("reward", _rewards(told, locale)), ("level", _levels(told, locale))]
    if told.badges:
        made.append(("badge", _badges(told, locale)))
    return tuple(
        GameTable(key, say(f"game_drafts.col_{key}", locale), tuple(rows))
        for key, rows in made
        if rows
    )


def as_lines(told: GameRehearsal | None, locale: str) -> Iterator[str]:
    """Give the rehearsal as lines of text."""
    if told is None:
        yield say("game_drafts.rehearsal_none", locale)
        return
    span = told.draft.span
    yield say(
        "game_drafts.rehearsal_lead",
        locale,
        n=span.weeks,
        first=span.first,
        last=span.end,
    )
    yield say("game_drafts.rehearsal_players", locale, n=told.draft.players)
    yield cost(told, locale)
    for table in tables(told, locale):
        yield ""
        columns = (say(f"game_drafts.col_{one}", locale) for one in ("people", "before"))
        yield " | ".join((table.title, *columns))
        yield from (f"{row.label} | {row.people} | {row.before}" for row in table.rows)


def cost(told: GameRehearsal, locale: str) -> str:
    """Say what all rewards had cost."""
    points = told.draft.points
    if told.today is None:
        return say("game_drafts.rehearsal_cost_alone", locale, points=points)
    before = told.beside.points
    return say("game_drafts.rehearsal_cost", locale, points=points, before=before)


def _rewards(told: GameRehearsal, locale: str) -> list[GameRow]:
    before = {one.reward.weeks: one.people for one in told.beside.rewards}
    return [
        GameRow(
            label=say(
                "game_drafts.reward", locale, weeks=one.reward.weeks, points=one.reward.points
            ),
            pictogram="calendar",
            people=_people(one.people, locale),
            before=_people(before.get(one.reward.weeks), locale),
            points=one.points,
        )
        for one in told.draft.rewards
    ]


def _levels(told: GameRehearsal, locale: str) -> list[GameRow]:
    before = dict(enumerate(people for _, people in told.beside.levels))
    return [
        GameRow(
            label=written(level.label, locale),
            pictogram=level.pictogram,
            people=_people(people, locale),
            before=_people(before.get(number), locale),
        )
        for number, (level, people) in enumerate(told.draft.levels)
    ]


def _badges(told: GameRehearsal, locale: str) -> list[GameRow]:
    before = {badge.name: people for badge, people in told.beside.badges}
    return [
        GameRow(
            label=written(badge.label, locale),
            pictogram=badge.pictogram,
            people=_people(people, locale),
            before=_people(before.get(badge.name), locale),
        )
        for badge, people in told.draft.badges
    ]


def _people(people: int | None, locale: str) -> str:
    if people is None:
        return "–"
    if few(people):
        return say("game_drafts.rehearsal_few", locale, n=PEOPLE_MIN)
    return figure(people, locale)
