"""Pay for a report that is confirmed, take that back when it is refused, and turn its badges.

Called inside another service's transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.game.badges import REPORTS, progress
from muvengine.core.game.held import HeldBadge
from muvengine.core.game.version import Games, GameVersion
from muvengine.core.game.weeks import monday_of
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.spots.report import Report, due
from muvengine.core.spots.reward import ReportReward
from muvengine.services.game_posting import Cause, Paid, pay, unpay
from muvengine.services.game_rules import game_of
from muvengine.store.unit_of_work import UnitOfWork

REF: Final = "report"


def hold_report(uow: UnitOfWork, report_id: int) -> tuple[Report, bool]:
    """Hold a report and its reporter still; give it, and whether the reporter is still there.

    Raises:
        NotFound: no such report.
    """
    there = True
    # The person before the report, as before a wallet: two hands never wait for each other.
    try:
        uow.trips.lock_owner(uow.reports.get(report_id).person_id)
    except NotFound as missing:
        if missing.facts.get("kind") == REF:
            raise
        # The account was closed: nobody is there to be paid.
        there = False
    return uow.reports.locked(report_id), there


def settle_report(uow: UnitOfWork, report: Report, by: By, *, there: bool) -> None:
    """Let points and badges follow what a report counts for now.

    Args:
        uow: writing, with the report held and turned already.
        report: as it stands now.
        by: whose hand, when, and for a refusal why.
        there: the reporter has an account; nobody else is paid.
    """
    standing = uow.report_rewards.standing(report.id)
    if standing is not None and not report.counts:
        back = Paid(standing.points, standing.journal_id)
        journal_id, kept = unpay(uow, report.person_id, back, Ref(REF, report.id), by)
        uow.report_rewards.unpay(standing.id, journal_id, kept_points=kept, now=by.at)
    if not there:
        return
    games = uow.games.listed()
    local = by.at.astimezone(uow.programme.get().zone)
    version = games.of_week(monday_of(local.date())) if games else None
    if games is None or version is None:
        return
    if standing is None and report.counts:
        _pay(uow, report, version, local, by)
    _turn_badges(uow, report.person_id, version, games, by.at)


def _pay(uow: UnitOfWork, report: Report, version: GameVersion, local: datetime, by: By) -> None:
    rules = game_of(uow, version).reports
    if rules is None or not rules.points:
        return
    person_id, monday = report.person_id, monday_of(local.date())
    others = uow.report_rewards.in_week(person_id, monday, besides=report.id)
    points = due(rules.points, rules.a_week_max, others)
    times, kept = uow.report_rewards.earlier(report.id)
    cause = Cause(person_id, f"{REF}:{report.id}:{times + 1}", Ref(REF, report.id), local.date())
    paid = pay(uow, cause, points, by, kept=kept)
    reward = (rules.points, paid.points, paid.journal_id, by.at)
    uow.report_rewards.pay(ReportReward(report.id, person_id, monday, *reward))


def _turn_badges(
    uow: UnitOfWork, person_id: int, version: GameVersion, games: Games, now: datetime
) -> None:
    """Give the badges that confirmed reports have reached, take back those they reach no more."""
    asked = [one for one in game_of(uow, version).badges if one.reports is not None]
    confirmed, standing = {REPORTS: uow.reports.confirmed(person_id)}, set()
    for held in uow.badges.standing(person_id):
        standing.add(held.badge)
        # A badge is held by the terms under which it was reached.
        badge = game_of(uow, games.numbered(held.version_id)).badge(held.badge)
        if badge is None or badge.reports is None:
            continue
        if not progress(badge, confirmed, ()).reached:
            uow.badges.take_back(held.id, trip_id=None, now=now)
    for badge in asked:
        if badge.name not in standing and progress(badge, confirmed, ()).reached:
            uow.badges.give(HeldBadge(0, person_id, badge.name, version.id, (), None, now))
