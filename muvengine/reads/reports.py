"""Reports as their reporter sees them, as others on the way do, the office, and everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from muvengine.core.game.game import ReportRules
from muvengine.core.game.weeks import monday_of
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.spots.report import A_DAY_MAX, Category, Report, ReportState, Where
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.my_week import played_by
from muvengine.store.reports import ReportSeen
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
NEWS_WITHIN: Final = timedelta(days=7)
"""For so long an answer is told in the week of who reported it, and in their letter."""
MINE_SHOWN: Final = 50
OTHERS_SHOWN: Final = 50
MENDED_SHOWN: Final = 100

__all__ = ["ReportSeen"]


@dataclass(frozen=True, slots=True)
class OthersReport:
    """What another person reported, without who did and in which words.

    Attributes:
        id: number of the report.
        category, where, made_at, state: see ``Report``.
        witnesses: how many have seen it too.
    """

    id: int
    category: Category
    where: Where
    made_at: datetime
    state: ReportState
    witnesses: int


@dataclass(frozen=True, slots=True)
class MyReports:
    """One person's reports, and those of others that they may confirm.

    Attributes:
        mine: the latest first.
        others: those that are not over and not seen by this person yet, the oldest first.
        left_today: how many they may still make today.
        rules: what a report brings this week; None where nothing is paid.
    """

    mine: Sequence[ReportSeen]
    others: Sequence[OthersReport]
    left_today: int
    rules: ReportRules | None


@dataclass(frozen=True, slots=True)
class PlacesToReport:
    """Where something can be reported: open routes, and shops and stops, each by key."""

    routes: Mapping[str, SetRoute]
    shops: Mapping[str, Shop]


def my_reports(
    open_reading: OpenReading, person_id: int, now: datetime, *, helper_id: int | None = None
) -> MyReports:
    """Read somebody's reports.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose.
        now: in the town's zone.
        helper_id: the mediator beside them; None for nobody.
    """
    morning = datetime.combine(now.date(), time(), now.tzinfo).astimezone(UTC)
    with open_reading() as uow:
        played = played_by(uow)
        game = None if played is None else played.of_week(monday_of(now.date()))
        rules = None if game is None else game.reports
        made = uow.reports.made_since(person_id, morning)
        return MyReports(
            mine=uow.reports.of_person(person_id, most=MINE_SHOWN),
            others=[
                _others(one)
                for one in uow.reports.to_confirm(person_id, helper_id, most=OTHERS_SHOWN)
            ],
            left_today=max(A_DAY_MAX - made, 0),
            rules=rules if rules is not None and rules.points else None,
        )


def latest_news(open_reading: OpenReading, person_id: int, now: datetime) -> Report | None:
    """Give what somebody reported that was confirmed or answered last, in the last days."""
    with open_reading() as uow:
        mine = [one.report for one in uow.reports.of_person(person_id, most=MINE_SHOWN)]
    fresh = [
        one
        for one in mine
        if one.state is not ReportState.OPEN and one.state_at > now - NEWS_WITHIN
    ]
    return max(fresh, key=lambda one: one.state_at, default=None)


def others_report(open_reading: OpenReading, report_id: int) -> OthersReport:
    """Give what everybody on the way may know of a report.

    Raises:
        NotFound: no such report.
    """
    with open_reading() as uow:
        return _others(uow.reports.one_seen(report_id))


def _others(one: ReportSeen) -> OthersReport:
    report = one.report
    return OthersReport(
        report.id, report.category, report.where, report.made_at, report.state, one.witnesses
    )


def places_to_report(open_reading: OpenReading, now: datetime) -> PlacesToReport:
    """Give where something can be reported now, in the town's zone."""
    with open_reading() as uow:
        live = [one for one in uow.routes.live() if one.holds_on(now.date())]
        shops = uow.shops.listed()
    return PlacesToReport({one.line.key: one for one in live}, {shop.key: shop for shop in shops})


def in_office(
    open_reading: OpenReading,
    states: Sequence[ReportState],
    *,
    after: int = 0,
    most: int | None = None,
) -> list[ReportSeen]:
    """List reports in some states, the oldest first; nobody's name is among it.

    Args:
        open_reading: starts a reading transaction.
        states: only these.
        after: only those made after the one of this number, for the next page.
        most: at most so many; None for all.
    """
    with open_reading() as uow:
        return uow.reports.in_states(states, after=after, most=most)


def one_in_office(open_reading: OpenReading, report_id: int) -> ReportSeen:
    """Give one report.

    Raises:
        NotFound: no such report.
    """
    with open_reading() as uow:
        return uow.reports.one_seen(report_id)


def counted(open_reading: OpenReading) -> Mapping[ReportState, int]:
    """Count reports by state."""
    with open_reading() as uow:
        return uow.reports.by_state()


def waiting(open_reading: OpenReading) -> int:
    """Count the reports that the town has not answered yet, or only confirmed."""
    found = counted(open_reading)
    return found.get(ReportState.OPEN, 0) + found.get(ReportState.CONFIRMED, 0)


def mended(open_reading: OpenReading) -> list[Report]:
    """List what was mended, the latest first, for everybody."""
    with open_reading() as uow:
        return uow.reports.mended(most=MENDED_SHOWN)


def names_of_places(open_reading: OpenReading) -> PlacesToReport:
    """Give every route and shop that a report may name, closed ones too."""
    with open_reading() as uow:
        routes, shops = uow.routes.all_of_them(), uow.shops.listed(open_only=False)
    return PlacesToReport({one.line.key: one for one in routes}, {shop.key: shop for shop in shops})
