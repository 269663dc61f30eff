"""Where the programme stands, on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.store.figures import LedgerFigures, SeasonFigures, seasons, whole_programme
from muvengine.store.job_runs import JobRun
from muvengine.store.mails import MailFigures
from muvengine.store.town_figures import TownFigures, town_figures
from muvengine.store.unit_of_work import UnitOfWork

__all__ = [
    "Dashboard",
    "JobRun",
    "LedgerFigures",
    "MailFigures",
    "SeasonFigures",
    "TownFigures",
    "dashboard",
    "mail_figures",
]

MAILS_SINCE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What an organiser sees first; counts only, nobody's trips or points.

    Attributes:
        town: people, this month's trips, open questions, vouchers.
        ledger: points and cents of the whole programme.
        season: the envelope of points of today; None when no season has this day.
        jobs: the newest run of each job, by key.
        contests_waiting: lines of statements that shops contest, without an answer.
        offline_waiting: vouchers taken without network that an organiser must decide.
    """

    town: TownFigures
    ledger: LedgerFigures
    season: SeasonFigures | None
    jobs: tuple[JobRun, ...]
    contests_waiting: int = 0
    offline_waiting: int = 0


def dashboard(open_reading: Callable[[], UnitOfWork], today: date) -> Dashboard:
    """Give the figures of the month so far.

    Args:
        open_reading: starts a reading.
        today: the programme's local day.
    """
    with open_reading() as uow:
        now = (one for one in seasons(uow.connection) if one.first_day <= today <= one.last_day)
        return Dashboard(
            town=town_figures(uow.connection, today.replace(day=1), today),
            ledger=whole_programme(uow.connection),
            season=next(now, None),
            jobs=uow.job_runs.latest(),
            contests_waiting=uow.contests.count_open(),
            offline_waiting=len(uow.disputes.waiting()),
        )


def mail_figures(open_reading: Callable[[], UnitOfWork], now: datetime) -> MailFigures:
    """Tell how mails fared in the last seven days, and what waits."""
    with open_reading() as uow:
        return uow.mails.figures(now - MAILS_SINCE)
