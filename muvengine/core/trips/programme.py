"""The one programme of an installation: where, in which time and in which languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from muvengine.core.traces.area import Area


@dataclass(frozen=True, slots=True)
class Programme:
    """What a town decides once.

    Attributes:
        name: shown on every page.
        area: trips start or end inside; None lifts the limit.
        zone: people's days are local to it.
        locales: languages offered, the first is the default.
        contact: how to reach a human, shown beside every refusal.
        vouchers_a_day: how many one person may take a day over all offers, 1 to 50.
        codes_required: organisers come in with a code beside their password.
    """

    name: str
    area: Area | None
    zone: ZoneInfo
    locales: tuple[str, ...] = ("fr", "en")
    contact: str = ""
    vouchers_a_day: int = 3
    codes_required: bool = False


@dataclass(frozen=True, slots=True)
class Bearings:
    """What everything that comes from outside is placed by.

    Attributes:
        zone: of the town's clocks.
        yardstick_version: another one tells that something changed of what trips are
            measured with.
    """

    zone: ZoneInfo
    yardstick_version: int


@dataclass(frozen=True, slots=True)
class DayNote:
    """What a day was like.

    Attributes:
        day: local.
        weather: a word that rules may ask for.
        imported: it comes from a file of measurements, not from the organiser.
    """

    day: date
    weather: str
    imported: bool = False
