"""How far an envelope reaches at the pace of the last four weeks, and when to sound the alarm.

The pace is cautious: the median of the last four whole weeks, so that one odd week says nothing,
or the mean of the latest two where that is more, so that growth is seen before it is too late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Final

WEEKS: Final = 4
DAYS_PER_WEEK: Final = 7
HORIZON_DAYS: Final = 730
"""Further than so nobody can see."""

WATCH_DAYS: Final = 21
SOON_DAYS: Final = 7
WATCH_SHARE: Final = Fraction(10, 100)
SOON_SHARE: Final = Fraction(3, 100)
ENDED_MIN: Final = 20
"""Fewer ended vouchers than so tell nothing about the next ones."""


class Course(StrEnum):
    """What will happen at this pace."""

    EMPTY = "empty"
    OVER = "over"
    UNKNOWN = "unknown"
    STILL = "still"
    ENDS = "ends"
    LASTS = "lasts"


class Level(StrEnum):
    """How near the end is, the mildest first."""

    WATCH = "watch"
    SOON = "soon"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far an envelope reaches.

    Attributes:
        course: see ``Course``.
        per_week: the pace, whole, rounded up; 0 where there is none.
        last_day: the last day on which it still holds; None where it is not known to end.
    """

    course: Course
    per_week: int = 0
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class LiabilityOutlook:
    """What shops will most likely be owed of what vouchers promise.

    Attributes:
        cents: expected, at most what is promised.
        used_percent: of what ended vouchers were worth; None when too few have ended, and then
            all of it is expected.
    """

    cents: int
    used_percent: int | None


def pace(weeks: Sequence[int]) -> Fraction | None:
    """Give what goes out in a week.

    Args:
        weeks: what went out in each of the last whole weeks, the latest first; below zero, when
            more came back than went out, counts as nothing.

    Returns:
        0 or more; None without a whole week.
    """
    if not weeks:
        return None
    known = [Fraction(max(0, week)) for week in weeks[:WEEKS]]
    latest = known[:2]
    return max(median(known), sum(latest, Fraction()) / len(latest))


def outlook(left: int, weeks: Sequence[int], today: date, *, ends_on: date | None) -> Outlook:
    """Tell until when an envelope lasts.

    Args:
        left: points or cents that can still be given.
        weeks: see ``pace``.
        today: on the town's calendar.
        ends_on: the last day of the season; None for money, which has none.
    """
    if ends_on is not None and today > ends_on:
        return Outlook(Course.OVER)
    per_week = pace(weeks)
    whole = 0 if per_week is None else -(-per_week.numerator // per_week.denominator)
    if left <= 0:
        return Outlook(Course.EMPTY, whole)
    if per_week is None:
        return Outlook(Course.UNKNOWN)
    if not per_week:
        return Outlook(Course.STILL)
    days = int(left * DAYS_PER_WEEK / per_week)
    far = HORIZON_DAYS if ends_on is None else (ends_on - today).days
    if days >= far:
        return Outlook(Course.LASTS, whole, ends_on)
    return Outlook(Course.ENDS, whole, today + timedelta(days=days))


def alarm_level(left: int, granted: int, seen: Outlook, today: date) -> Level | None:
    """Tell how loud to be; None when all is well.

    Few points left are no reason where they last until the season ends, and an envelope that was
    never filled is not yet in use.

    Args:
        left: points or cents that can still be given.
        granted: as many as were allowed in all.
        seen: of the same envelope.
        today: on the town's calendar.
    """
    if granted <= 0 or seen.course is Course.OVER:
        return None
    if seen.course is Course.EMPTY:
        return Level.EMPTY
    if seen.course is Course.LASTS:
        return None
    days = HORIZON_DAYS
    if seen.last_day is not None:
        days = (seen.last_day - today).days
    share = Fraction(left, granted)
    if days < SOON_DAYS or share < SOON_SHARE:
        return Level.SOON
    if days < WATCH_DAYS or share < WATCH_SHARE:
        return Level.WATCH
    return None


def liability_outlook(
    promised_cents: int, *, ended: int, ended_cents: int, used_cents: int
) -> LiabilityOutlook:
    """Tell how much of what vouchers promise will be used.

    Only vouchers whose last day is over count: those used early would make all look used.

    Args:
        promised_cents: on vouchers that can still be used.
        ended: how many vouchers are past their last day.
        ended_cents: what those were worth.
        used_cents: what of it was used.
    """
    if ended < ENDED_MIN or ended_cents <= 0:
        return LiabilityOutlook(promised_cents, None)
    # Rounded up: a cent too much is put aside rather than one too few.
    cents = -(-promised_cents * used_cents // ended_cents)
    return LiabilityOutlook(cents, round(Fraction(100 * used_cents, ended_cents)))
