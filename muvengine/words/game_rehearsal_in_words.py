"""What a game would have given, as tables and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from muvengine.core.game.challenges.challenge import Measure
from muvengine.core.game.challenges.foreseen import ToldChallenge
from muvengine.core.game.rehearsal import GameRehearsal
from muvengine.core.rules.rehearsal_findings import PEOPLE_MIN, few
from muvengine.words.catalogue import say, written
from muvengine.words.challenge_in_words import asked_by_file
from muvengine.words.figures import Share, figure


@dataclass(frozen=True, slots=True)
class GameRow:
    """A row: people under the draft, and under the game that was played.

    Attributes:
        label: what was reached.
        pictogram: its drawing; empty for none.
        people, before: in words; too few people are not told, nor is what the game that was
            played does not have.
        points: what the draft's rewards had cost; None where nothing is paid.
        share: of a challenge, how many percent had reached it under the draft; empty for others.
    """

    label: str
    pictogram: str
    people: str
    before: str
    points: int | None = None
    share: str = ""


@dataclass(frozen=True, slots=True)
class GameTable:
    """Rows under one heading; ``key`` is reward, level, badge or challenge."""

    key: str
    title: str
    rows: tuple[GameRow, ...]


def tables(told: GameRehearsal, locale: str) -> tuple[GameTable, ...]:
    """Give the tables that have rows."""
    made = [("reward", _rewards(told, locale)), ("level", _levels(told, locale))]
    if told.badges:
        made.append(("badge", _badges(told, locale)))
    if told.asks:
        made.append(("challenge", _challenges(told, locale)))
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
    yield from challenge_cost(told, locale)
    for table in tables(told, locale):
        yield ""
        named = ("people", "before", "share") if table.key == "challenge" else ("people", "before")
        yield " | ".join((table.title, *(say(f"game_drafts.col_{one}", locale) for one in named)))
        for row in table.rows:
            cells = (row.label, row.people, row.before, row.share)
            yield " | ".join(cell for cell in cells if cell)


def cost(told: GameRehearsal, locale: str) -> str:
    """Say what all rewards had cost."""
    points = told.draft.points
    if told.today is None:
        return say("game_drafts.rehearsal_cost_alone", locale, points=points)
    before = told.beside.points
    return say("game_drafts.rehearsal_cost", locale, points=points, before=before)


def challenge_cost(told: GameRehearsal, locale: str) -> tuple[str, ...]:
    """Say what challenges had cost, and under which assumptions; nothing where none is proposed."""
    draft, before = told.draft.challenges, told.beside.challenges
    if not told.asks or not draft.rows:
        return ()
    lines = [
        say("game_drafts.challenge_cost", locale, n=draft.takers, points=draft.points),
    ]
    if told.today is not None:
        lines.append(say("game_drafts.challenge_cost_before", locale, before=before.points))
    if told.expected:
        sums = zip(*told.expected.values(), strict=True)
        chosen, reached, points = (round(sum(one)) for one in sums)
        facts = {"chosen": chosen, "reached": reached, "points": points}
        lines.append(say("game_drafts.challenge_expected", locale, **facts))
    if any(row.challenge.measure is Measure.CAR_FREE for row in draft.rows):
        lines.append(say("game_drafts.challenge_days", locale))
    return tuple(lines)


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


def _challenges(told: GameRehearsal, locale: str) -> list[GameRow]:
    before = {
        (row.challenge.name, row.difficulty): row.people for row in told.beside.challenges.rows
    }
    return [
        GameRow(
            label=say(
                "game_drafts.challenge",
                locale,
                challenge=written(row.challenge.label, locale),
                difficulty=say(f"challenge.at_{row.difficulty}", locale),
                asked=asked_by_file(row.challenge, row.difficulty, locale),
            ),
            pictogram=row.challenge.pictogram,
            people=_people(row.people, locale),
            before=_people(before.get((row.challenge.name, row.difficulty)), locale),
            share=_share(row, locale),
        )
        for row in told.draft.challenges.rows
    ]


def _share(row: ToldChallenge, locale: str) -> str:
    if row.share is None or row.people < PEOPLE_MIN:
        return "–"
    return figure(Share(row.share), locale)


def _people(people: int | None, locale: str) -> str:
    if people is None:
        return "–"
    if few(people):
        return say("game_drafts.rehearsal_few", locale, n=PEOPLE_MIN)
    return figure(people, locale)
