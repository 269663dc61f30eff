"""An organiser draws up a tournament, puts a match right, or calls one off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import BadInput
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_settings import DEFAULTS, Plan, TeamSettings
from muvengine.core.game.tournament import ranking_matches
from muvengine.core.game.tournament_life import (
    TEAMS_MIN,
    Ending,
    Match,
    MatchState,
    Tournament,
    TournamentState,
    check_changeable,
    put_right,
)
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow, once
from muvengine.services.game_rules import team_settings
from muvengine.services.team_season import season_of_play
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "tournament"


@dataclass(frozen=True, slots=True)
class NewTournament:
    """A tournament to be drawn up.

    Attributes:
        title: by language, at least one.
        first_week: of its matches; later than the week that runs.
        teams: public ids; empty for every team that plays.
        plan: see there.
    """

    title: Mapping[str, str]
    first_week: IsoWeek
    teams: tuple[str, ...] = ()
    plan: Plan = DEFAULTS.plan


def draw_up(
    open_uow: OpenUow,
    new: NewTournament,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Draw up a tournament and its ranking matches, and give its public id.

    Args:
        open_uow: starts a writing transaction.
        new: see there.
        attempt: claims the write; its actor is the organiser.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: no title, fewer than two teams, or a week that has begun.
        NotPossible: no season runs.
        KeyReused: the attempt's key was used for something else.
    """
    require_organiser(attempt.actor)

    def draw(uow: UnitOfWork) -> dict[str, Any]:
        settings = team_settings(uow, new.first_week)
        tournament = _drawn(uow, new, settings, uow.programme.local_day(now), new_token())
        number = uow.tournaments.add(tournament, now=now, by=attempt.actor.id)
        matches = ranking_matches(tournament.teams, new.plan, new.first_week)
        uow.tournaments.draw(number, matches)
        uow.audit.append(attempt.actor, "tournament.draw", KIND, tournament.public_id, at=now)
        return {"public_id": tournament.public_id}

    return str(once(open_uow, attempt, draw).value["public_id"])


def _drawn(
    uow: UnitOfWork, new: NewTournament, settings: TeamSettings, day: date, public_id: str
) -> Tournament:
    season = season_of_play(uow, day)
    if not any(new.title.values()):
        raise BadInput(fields={"title": "missing"})
    if new.first_week <= IsoWeek.of(day) or new.first_week.monday > season.last_day:
        raise BadInput(fields={"first_week": "range"})
    playing = [one.team for one in uow.teams.of_season(season.id) if not one.team.closed_at]
    teams = sorted(one.id for one in playing if not new.teams or one.public_id in new.teams)
    if len(teams) < TEAMS_MIN:
        raise BadInput(fields={"teams": "few"})
    return Tournament(
        public_id=public_id,
        season_id=season.id,
        title=new.title,
        plan=new.plan,
        points=settings.points,
        teams=tuple(teams),
        first_week=new.first_week,
    )


def correct_match(
    open_uow: OpenUow,
    match_id: int,
    ending: Ending,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> Match:
    """Say how a match ended, whatever the figures: one team broke the rules, for instance.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no such match.
        NotPossible: it is not over; or others already play for its result.
    """
    told = _reason(actor, reason)
    with open_uow() as uow:
        tournament, match = _held(uow, match_id)
        corrected = put_right(match, ending, tournament.points, told)
        _finish(uow, tournament, corrected, "match.correct", actor, now)
    return corrected


def cancel_match(
    open_uow: OpenUow, match_id: int, reason: str, *, actor: Actor, now: datetime
) -> Match:
    """Call a match off: it counts for nobody; in the bracket the better place goes on.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no such match.
        NotPossible: others already play for its result.
    """
    told = _reason(actor, reason)
    with open_uow() as uow:
        tournament, match = _held(uow, match_id)
        off = replace(match, state=MatchState.CANCELLED, told=told)
        _finish(uow, tournament, off, "match.cancel", actor, now)
    return off


def cancel_tournament(
    open_uow: OpenUow, public_id: str, reason: str, *, actor: Actor, now: datetime
) -> bool:
    """Call a tournament off; what teams reached in their weeks stays.

    Returns:
        False when it was over before.

    Raises:
        NotAllowed: this is for organisers.
        ReasonMissing: fewer than five characters.
        NotFound: no such tournament.
    """
    told = _reason(actor, reason)
    with open_uow() as uow:
        tournament = uow.tournaments.locked(uow.tournaments.get(public_id).id)
        if not uow.tournaments.end(tournament.id, TournamentState.CANCELLED, told, now):
            return False
        uow.audit.append(actor, "tournament.cancel", KIND, public_id, at=now)
        uow.commit()
    return True


def _reason(actor: Actor, reason: str) -> str:
    require_organiser(actor)
    return given_reason(" ".join(reason.split()))


def _held(uow: UnitOfWork, match_id: int) -> tuple[Tournament, Match]:
    tournament = uow.tournaments.locked(uow.tournaments.match(match_id).tournament_id)
    # Read once the tournament is held: the closing of a week may have changed it meanwhile.
    match = uow.tournaments.match(match_id)
    check_changeable(tournament, match, uow.tournaments.matches(tournament.id))
    return tournament, match


def _finish(
    uow: UnitOfWork, tournament: Tournament, match: Match, act: str, actor: Actor, now: datetime
) -> None:
    uow.tournaments.finish(match, by=actor.id, now=now)
    meta = {"match": match.id}
    uow.audit.append(actor, act, KIND, tournament.public_id, meta, at=now)
    uow.commit()
