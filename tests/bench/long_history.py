# ruff: noqa: E501, ISC004, S608  statements of ours, one to a line
"""Many years of trips, releases and purchases, written by SQL and adding up but for score sheets.

A person has 200 trips, each awarded and released, and 100 purchases: 500 transfers.  The first
twenty people made their trips lately, one a day; everybody else's lie years back.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

TODAY: Final = date(2026, 4, 7)
TRIPS, PURCHASES = 200, 100
ROWS_OF_A_PERSON: Final = 2 * TRIPS + PURCHASES
POINTS, PRICE, FACE = 10, 20, 100
LATELY: Final = 20
TEAMS: Final = 4
# Days before today: the same month in every town, and a long time before.
_DAY: Final = f"date('{TODAY}', '-' || (CASE WHEN p <= {LATELY} THEN k ELSE 400 + k + p % 2000 END) || ' days')"
_AT: Final = f"{_DAY} || ' 08:00:00.000000'"


def fill(connection: Connection, rows: int) -> None:
    """Write about so many transfers; the database holds a programme and nothing else."""
    people = max(LATELY, rows // ROWS_OF_A_PERSON)
    connection.exec_driver_sql(
        "CREATE TEMP TABLE turn AS WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n"
        f" WHERE k < {TRIPS}) SELECT k FROM n"
    )
    connection.exec_driver_sql(
        "CREATE TEMP TABLE who AS WITH RECURSIVE n(p) AS (SELECT 1 UNION ALL SELECT p + 1 FROM n"
        f" WHERE p < {people}) SELECT p FROM n"
    )
    for statement in (*_statements(people), *_boards()):
        connection.exec_driver_sql(statement)


def _statements(people: int) -> list[str]:
    trips, sold = people * TRIPS, people * PURCHASES
    both = "FROM who CROSS JOIN turn"
    trip, number = f"(p - 1) * {TRIPS} + k", f"(p - 1) * {PURCHASES} + k"
    # Account numbers: 1 to 9 are the town's, then two a person.
    pending, available = "8 + 2 * p", "9 + 2 * p"
    return [
        "INSERT INTO season (id, key, first_day, last_day) VALUES (1, '2026', '2000-01-01', '2026-12-31')",
        *_town(trips, sold),
        """INSERT INTO person (id, public_id, name, name_key, role, locale, segments, note, created_at)
            SELECT p, 'p' || p, 'Person ' || p, 'person ' || p, 'participant', 'fr', '[]', '', '2020-01-01 00:00:00.000000' FROM who""",
        f"""INSERT INTO ledger_account (id, code, unit, owner_kind, owner_id, bounded, balance)
            SELECT {pending}, 'p:' || p || ':pending', 'PT', 'participant', p, 1, 0 FROM who""",
        f"""INSERT INTO ledger_account (id, code, unit, owner_kind, owner_id, bounded, balance)
            SELECT {available}, 'p:' || p || ':available', 'PT', 'participant', p, 1, 0 FROM who""",
        f"""INSERT INTO trip (id, public_id, person_id, channel, mode, start_at, end_at, local_day, distance_m,
            duration_s, outcome, reasons, evidence, evidence_class, dropped, routes, legs, fixes_sha256, shape_sha256,
            score_no, points, created_at)
            SELECT {trip}, 't' || ({trip}), p, 'seed', 'walk', {_AT}, {_DAY} || ' 08:30:00.000000', {_DAY}, 2000, 1800,
            'confirmed', '[]', '{{}}', 'trace', '[]', '[]', '[]', 'f' || ({trip}), 's' || ({trip}), 1, {POINTS}, {_AT} {both}""",
        _journals(f"10 + {trip}", "'trip.award'", f"'award:' || ({trip})", f"'trip', {trip}", both),
        _journals(f"{10 + trips} + {trip}", "'trip.release'", f"'release:' || ({trip})", f"'trip', {trip}", both),
        _journals(f"{10 + 2 * trips} + {number}", "'voucher.issue'", f"'issue:v' || ({number})", "'person', p", f"{both} WHERE k <= {PURCHASES}"),
        f"""INSERT INTO ledger_transfer (id, journal_id, line, unit, src_id, dst_id, amount, src_after, dst_after)
            SELECT 10 + {trip}, 10 + {trip}, 1, 'PT', 1, {pending}, {POINTS},
            {trips * POINTS} - {POINTS} * ({trip}), {POINTS} * k {both}""",
        f"""INSERT INTO ledger_transfer (id, journal_id, line, unit, src_id, dst_id, amount, src_after, dst_after)
            SELECT {10 + trips} + {trip}, {10 + trips} + {trip}, 1, 'PT', {pending}, {available}, {POINTS},
            {POINTS} * ({TRIPS} - k), {POINTS} * k {both}""",
        f"""INSERT INTO ledger_transfer (id, journal_id, line, unit, src_id, dst_id, amount, src_after, dst_after)
            SELECT {10 + 2 * trips} + {number}, {10 + 2 * trips} + {number}, 1, 'PT', {available}, 3, {PRICE},
            {PRICE} * ({PURCHASES} - k), NULL {both} WHERE k <= {PURCHASES}""",
        f"""INSERT INTO award (trip_id, score_no, person_id, points, journal_id, release_journal_id, release_at, expire_round, state)
            SELECT {trip}, 1, p, {POINTS}, 10 + {trip}, {10 + trips} + {trip}, {_AT}, 'none', 'released' {both}""",
        f"""INSERT INTO voucher (code, token, offer_id, person_id, shop_id, period_key, slot, state, price_points, face_cents,
            redeemed_cents, divisible, issue_journal_id, channel, issued_at, first_day, last_day, closed_reason)
            SELECT substr('00000000' || ({number}), -9), 'v' || ({number}), 1, p, 1, {_DAY}, 1,
            CASE WHEN p <= {LATELY} AND k <= 5 THEN 'issued' ELSE 'redeemed' END, {PRICE}, 0, 0, 0,
            {10 + 2 * trips} + {number}, 'app', {_AT}, {_DAY}, {_DAY}, '' {both} WHERE k <= {PURCHASES}""",
    ]  # fmt: skip


def _boards() -> list[str]:
    """Everybody is on boards and in one of four teams; a week has what its trips give."""
    day = _DAY
    monday = f"date({day}, 'weekday 0', '-6 days')"
    mark = f"1 << (9 * ((strftime('%w', {day}) + 6) % 7))"
    active = " + ".join(f"((days >> {9 * number}) % 512 > 0)" for number in range(7))
    figures = f"sum(experience), sum(distance_m), sum(trips), sum({active})"
    periods = (
        ("week", "monday"),
        ("month", "date(monday, '+6 days', 'start of month')"),
        ("season", "'2000-01-01'"),
    )
    return [
        f"""INSERT INTO board_week (person_id, monday, mode, experience, distance_m, trips, days)
            SELECT p, {monday}, mode, 10 * count(*), 2000 * count(*), count(*), sum({mark})
            FROM who CROSS JOIN turn CROSS JOIN (SELECT '' AS mode UNION ALL SELECT 'walk') GROUP BY 1, 2, 3""",
        "INSERT INTO board_player (person_id, name, name_key, joined_at) SELECT p, 'Fox ' || p, 'fox ' || p, '2020-01-01 00:00:00.000000' FROM who",
        *(
            f"""INSERT INTO board_place (person_id, period, first_day, mode, experience, distance_m, trips, days)
            SELECT person_id, '{period}', {first_day}, mode, {figures} FROM board_week GROUP BY 1, 3, 4"""
            for period, first_day in periods
        ),
        f"""INSERT INTO team (id, public_id, season_id, name, name_key, kind, open, code, created_at, closed_reason)
            SELECT p, 'team' || p, 1, 'Team ' || p, 'team ' || p, 'class', 0, substr('00000000' || p, -9), '2020-01-01 00:00:00.000000', '' FROM who WHERE p <= {TEAMS}""",
        f"INSERT INTO team_member (team_id, season_id, person_id, first_day, shown_as, joined_at) SELECT (p - 1) % {TEAMS} + 1, 1, p, '2000-01-03', '', '2020-01-01 00:00:00.000000' FROM who",
        f"""INSERT INTO board_group (kind, mode, monday, group_key, experience, distance_m, trips, days, active)
            SELECT 'team', mode, monday, (person_id - 1) % {TEAMS} + 1, {figures}, count(*) FROM board_week GROUP BY 2, 3, 4""",
    ]  # fmt: skip


def _town(trips: int, sold: int) -> list[str]:
    funded = trips * POINTS
    return [
        "INSERT INTO ledger_account (id, code, unit, owner_kind, owner_id, bounded, balance) VALUES"
        " (1, 'season:2026:budget', 'PT', 'season', 1, 1, 0), (2, 'programme:issued', 'PT', 'programme', NULL, 0, 0),"
        " (3, 'programme:spent', 'PT', 'programme', NULL, 0, 0), (4, 'programme:expired', 'PT', 'programme', NULL, 0, 0)",
        _journals("1", "'season.fund'", "'season:2026:fund:1'", "'season', 1", "", at="'2020-01-01 00:00:00.000000'"),
        "INSERT INTO ledger_transfer (id, journal_id, line, unit, src_id, dst_id, amount, src_after, dst_after)"
        f" VALUES (1, 1, 1, 'PT', 2, 1, {funded}, NULL, {funded})",
        "INSERT INTO shop (id, key, name, street, pictogram, lat, lon, about, hours, state, created_at) VALUES (1, 'shop', 'Shop', '', 'gift', 43.6, 5.1, '{}', '{}', 'open', '2020-01-01 00:00:00.000000')",
        "INSERT INTO offer (id, shop_id, title, note, pictogram, kind, price_points, face_cents, divisible, issued, per_person,"
        " per_person_period, valid_days, state, created_at)"
        f" VALUES (1, 1, '{{}}', '{{}}', 'gift', 'item', {PRICE}, 0, 0, {sold}, 1, 'day', 1, 'live', '2020-01-01 00:00:00.000000')",
    ]  # fmt: skip


def _journals(number: str, kind: str, key: str, ref: str, source: str, at: str = _AT) -> str:
    return (
        "INSERT INTO ledger_journal (id, kind, business_key, occurred_at, recorded_at, actor_kind,"
        f" reason, ref_kind, ref_id, meta) SELECT {number}, {kind}, {key}, {at}, {at}, 'system', '',"
        f" {ref}, '{{}}' {source}"
    )
