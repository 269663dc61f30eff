# ruff: noqa: E501, S608  statements of ours, one to a line
"""A large town at the end of a week: what everybody's weeks hold, and the teams they are in.

Written by SQL on SQLite.  All weeks but the newest one were looked at before, and every reward
that they earned stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, insert

from muvengine.core.game.streak_book import StreakBook
from muvengine.core.game.weeks import WEEK
from muvengine.formats.shipped import shipped
from muvengine.services.game_rules import played
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.week_scores import TOGETHER

FIRST_MONDAY: Final = date(2026, 1, 5)
WEEKS: Final = 12
LAST_MONDAY: Final = FIRST_MONDAY + (WEEKS - 1) * WEEK
CLOSED: Final = datetime(2026, 4, 2, 3, 35, tzinfo=UTC)
TEAM_PEOPLE: Final = 500
TRIPS: Final = 2
_PUBLISHED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# One in four weeks has no day at all, the others have one to five.
_ACTIVE: Final = "((p * 7919 + k * 104729) % 8 - 2)"


def fill(uow: UnitOfWork, people: int) -> None:
    """Write it; the database holds a programme and nothing else."""
    connection = uow.connection
    _numbers(connection, "who", "p", people)
    _numbers(connection, "turn", "k", WEEKS)
    for statement in _statements():
        connection.exec_driver_sql(statement)
    _publish(uow)
    _pay_earlier(uow, people)


def _numbers(connection: Connection, table: str, column: str, count: int) -> None:
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE {table} AS WITH RECURSIVE n({column}) AS (SELECT 1 UNION ALL"
        f" SELECT {column} + 1 FROM n WHERE {column} < {count}) SELECT {column} FROM n"
    )


def _statements() -> Sequence[str]:
    monday = f"date('{FIRST_MONDAY}', '+' || (7 * (k - 1)) || ' days')"
    days = ", ".join(f"{_ACTIVE} > {number}" for number in range(7))
    trip = f"(p - 1) * {TRIPS} + k"
    day = f"date('{LAST_MONDAY}', '+' || (k - 1) || ' days')"
    at = f"{day} || ' 08:00:00.000000'"
    both = "FROM who CROSS JOIN turn"
    return [
        "INSERT INTO season (id, key, first_day, last_day) VALUES (1, '2026', '2026-01-01', '2026-12-31')",
        """INSERT INTO person (id, public_id, name, name_key, role, locale, segments, said_age, note, created_at)
            SELECT p, 'p' || p, 'Person ' || p, 'person ' || p, 'participant', 'fr', '[]', 0, '', '2020-01-01 00:00:00.000000' FROM who""",
        f"""INSERT INTO week_score (person_id, monday, experience, trips, {", ".join(_DAYS)}, settled)
            SELECT p, {monday}, 20 * max({_ACTIVE}, 0), max({_ACTIVE}, 0), {days}, k < {WEEKS} {both}""",
        f"""INSERT INTO trip (id, public_id, person_id, channel, mode, start_at, end_at, local_day, distance_m,
            duration_s, outcome, reasons, evidence, evidence_class, dropped, routes, legs, fixes_sha256, shape_sha256,
            score_no, points, created_at)
            SELECT {trip}, 't' || ({trip}), p, 'seed', 'walk', {at}, {day} || ' 08:30:00.000000', {day}, 2000, 1800,
            'confirmed', '[]', '{{}}', 'trace', '[]', '[]', '[]', 'f' || ({trip}), 's' || ({trip}), 1, 10, {at} {both} WHERE k <= {TRIPS}""",
        "INSERT INTO rulebook_version (id, name, version, sha256, source, state, effective_from, note, created_at) VALUES (1, 'a', 1, 'a', '', 'published', '2026-01-01', '', '2026-01-01 00:00:00.000000')",
        f"""INSERT INTO trip_score (trip_id, score_no, rulebook_version_id, facts_version, facts, counters, counts, lines, points, experience, status, settlement, created_at)
            SELECT {trip}, 1, 1, 3, '{{}}', '{{}}', '{{}}', '[]', 10, 10, 'scored', '{{}}', {at} {both} WHERE k <= {TRIPS}""",
        f"""INSERT INTO team (id, public_id, season_id, name, name_key, kind, open, code, created_at, closed_reason)
            SELECT DISTINCT (p - 1) / {TEAM_PEOPLE} + 1, 'team' || ((p - 1) / {TEAM_PEOPLE}), 1, 'Team ' || ((p - 1) / {TEAM_PEOPLE}), 'team ' || ((p - 1) / {TEAM_PEOPLE}), 'class', 0, substr('00000000' || ((p - 1) / {TEAM_PEOPLE}), -9), '2026-01-01 00:00:00.000000', '' FROM who""",
        f"""INSERT INTO team_member (team_id, season_id, person_id, first_day, shown_as, joined_at)
            SELECT (p - 1) / {TEAM_PEOPLE} + 1, 1, p, '{FIRST_MONDAY}', '', '2026-01-01 00:00:00.000000' FROM who""",
        f"INSERT INTO team_week (monday, closed_at) VALUES ('{LAST_MONDAY - WEEK}', '2026-03-26 03:35:00.000000')",
    ]  # fmt: skip


def _publish(uow: UnitOfWork) -> None:
    from muvengine.formats.game_yaml.read import read_game  # noqa: PLC0415  slow to import

    source = shipped("rules/game/muv.yaml").read_bytes()
    uow.games.publish(
        read_game(source), source.decode(), "large", FIRST_MONDAY, by=None, now=_PUBLISHED
    )


def _pay_earlier(uow: UnitOfWork, people: int) -> None:
    """Let every reward of the weeks before stand; no points were left to pay."""
    games = uow.games.listed()
    assert games is not None
    book = StreakBook(played(uow, games), LAST_MONDAY - WEEK)
    rows = []
    for first in range(1, people + 1, TOGETHER):
        some = range(first, min(first + TOGETHER, people + 1))
        for person, active in uow.week_scores.active_days(some).items():
            rows += [
                {
                    "person_id": person,
                    "weeks": number,
                    "monday": earned.monday,
                    "wanted_points": earned.points,
                    "points": 0,
                    "paid_at": CLOSED - timedelta(days=7),
                    "kept_points": 0,
                }
                for number, earned in book.reached(active, ()).items()
            ]
    uow.connection.execute(insert(metadata.tables["streak_reward"]), rows)
