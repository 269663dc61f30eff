"""Tournaments and their matches at rest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.matches import MatchPoints, Reason, Result
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.team_table import Played
from muvengine.core.game.tournament import Fixture, Phase
from muvengine.core.game.tournament_life import (
    Match,
    MatchState,
    Tournament,
    TournamentState,
)
from muvengine.store.tables import metadata

_TOURNAMENT: Final = metadata.tables["tournament"]
_MATCH: Final = metadata.tables["team_match"]


class TournamentStore:
    """Find and change tournaments inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Tournament, *, now: datetime, by: int | None) -> int:
        """Keep a new tournament and give its number."""
        terms = {"plan": asdict(new.plan), "points": asdict(new.points), "teams": list(new.teams)}
        values = {
            "public_id": new.public_id,
            "season_id": new.season_id,
            "title": dict(new.title),
            "terms": json.dumps(terms),
            "first_monday": new.first_week.monday,
            "state": str(TournamentState.RUNNING),
            "made_at": now,
            "made_by": by,
            "reason": "",
        }
        written = insert(_TOURNAMENT).values(values).returning(_TOURNAMENT.c.id)
        return int(self._connection.execute(written).scalar_one())

    def get(self, public_id: str) -> Tournament:
        """Find a tournament by the random part of its address.

        Raises:
            NotFound: no such tournament.
        """
        return self._one(_TOURNAMENT.c.public_id == public_id)

    def locked(self, tournament_id: int) -> Tournament:
        """Hold a tournament still until the transaction ends, and give it as it stands."""
        held = select(_TOURNAMENT.c.id).where(_TOURNAMENT.c.id == tournament_id)
        self._connection.execute(held.with_for_update())
        return self._one(_TOURNAMENT.c.id == tournament_id)

    def listed(self, season_id: int | None = None) -> tuple[Tournament, ...]:
        """List tournaments, of one season or of all, the latest first."""
        query = select(_TOURNAMENT).order_by(_TOURNAMENT.c.id.desc())
        if season_id is not None:
            query = query.where(_TOURNAMENT.c.season_id == season_id)
        return tuple(_tournament(row) for row in self._connection.execute(query))

    def end(self, tournament_id: int, state: TournamentState, reason: str, now: datetime) -> bool:
        """Let a tournament be over or called off; False when another hand was faster."""
        running = _TOURNAMENT.c.state == str(TournamentState.RUNNING)
        changed = self._connection.execute(
            update(_TOURNAMENT)
            .where(_TOURNAMENT.c.id == tournament_id, running)
            .values(state=str(state), reason=reason, ended_at=now)
        )
        return changed.rowcount == 1

    def draw(self, tournament_id: int, fixtures: Iterable[Fixture]) -> None:
        """Keep matches that are drawn."""
        rows = [
            {
                "tournament_id": tournament_id,
                "phase": str(one.phase),
                "monday": one.week.monday,
                "turn": one.turn,
                "group_no": one.group,
                "slot": one.slot,
                "home_id": one.home,
                "away_id": one.away,
                "state": str(MatchState.OPEN),
                "reason": "",
                "told": "",
            }
            for one in fixtures
        ]
        self._connection.execute(insert(_MATCH), rows)

    def match(self, match_id: int) -> Match:
        """Find a match.

        Raises:
            NotFound: no such match.
        """
        found = self._matches(_MATCH.c.id == match_id)
        if not found:
            raise NotFound(kind="match")
        return found[0]

    def matches(self, tournament_id: int) -> tuple[Match, ...]:
        """List every match of a tournament, by week, group and place."""
        return self._matches(_MATCH.c.tournament_id == tournament_id)

    def of_week(self, week: IsoWeek) -> tuple[Match, ...]:
        """List the open matches of a week, of tournaments that go on."""
        running = select(_TOURNAMENT.c.id).where(
            _TOURNAMENT.c.state == str(TournamentState.RUNNING)
        )
        return self._matches(
            (_MATCH.c.monday == week.monday)
            & (_MATCH.c.state == str(MatchState.OPEN))
            & _MATCH.c.tournament_id.in_(running)
        )

    def finish(self, match: Match, *, by: int | None, now: datetime) -> None:
        """Write down how a match ended: as it was played, or as a hand put it right."""
        values: dict[str, Any] = {
            "state": str(match.state),
            "told": match.told,
            "decided_at": now,
            "decided_by": by,
        }
        if match.played is not None:
            result = match.played.result
            values |= {
                "home_score": match.played.home_score,
                "away_score": match.played.away_score,
                "home_points": result.home_points,
                "away_points": result.away_points,
                "winner_id": result.winner,
                "reason": str(result.reason),
            }
        self._connection.execute(update(_MATCH).where(_MATCH.c.id == match.id).values(values))

    def _matches(self, condition: ColumnElement[bool]) -> tuple[Match, ...]:
        order = (_MATCH.c.monday, _MATCH.c.group_no, _MATCH.c.slot, _MATCH.c.id)
        rows = self._connection.execute(select(_MATCH).where(condition).order_by(*order))
        return tuple(_match(row) for row in rows)

    def _one(self, condition: ColumnElement[bool]) -> Tournament:
        row = self._connection.execute(select(_TOURNAMENT).where(condition)).first()
        if row is None:
            raise NotFound(kind="tournament")
        return _tournament(row)


def _tournament(row: Row[Any]) -> Tournament:
    terms = json.loads(row.terms)
    return Tournament(
        id=row.id,
        public_id=row.public_id,
        season_id=row.season_id,
        title=row.title,
        plan=Plan(**terms["plan"]),
        points=MatchPoints(**terms["points"]),
        teams=tuple(terms["teams"]),
        first_week=IsoWeek(row.first_monday),
        state=TournamentState(row.state),
        reason=row.reason,
    )


def _match(row: Row[Any]) -> Match:
    fixture = Fixture(
        Phase(row.phase),
        IsoWeek(row.monday),
        row.turn,
        row.group_no,
        row.slot,
        row.home_id,
        row.away_id,
    )
    played = None
    if row.home_score is not None:
        result = Result(row.home_points, row.away_points, row.winner_id, Reason(row.reason))
        played = Played(row.home_id, row.away_id, row.home_score, row.away_score, result)
    return Match(row.id, row.tournament_id, fixture, MatchState(row.state), played, row.told)
