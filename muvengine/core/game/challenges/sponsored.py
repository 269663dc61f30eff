"""A deed that a shop asks for, and the good of its own that it gives for it.

draft ──▶ open ──▶ stopped (nobody joins any more; who is in goes on)
│         └────▶ cancelled (ends at once; what was reached by then is given)
└─────▶ declined
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.rules.conditions import WORDS, Condition, OneOf, StartBetween

WEEKDAYS: Final = WORDS["weekday"]
DAYS_MAX: Final = 60
STOCK_MAX: Final = 1_000
WORTH_CENTS_MAX: Final = 10_000
LIFE_DAYS_MAX: Final = 92
TEXT_MAX: Final = 60
DAY_MIN: Final = 24 * 60


class SponsoredState(StrEnum):
    """Where it stands; see the drawing above."""

    DRAFT = "draft"
    DECLINED = "declined"
    OPEN = "open"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Sponsored:
    """A shop's challenge.

    Attributes:
        shop_id: whose.
        title: what it is called, by language.
        days: on so many days one must move.
        modes: in one of these ways; empty for any.
        weekdays: on these; empty for any.
        from_min, until_min: between these minutes after midnight.
        first_day, last_day: of the time it lasts, both included.
        good: what the shop gives, by language.
        pictogram: its drawing.
        worth_cents: what it is worth; the shop gives it.
        stock: how many there are; so many may join.
        state: see ``SponsoredState``.
        reason: why it was declined or cancelled.
        won_offer_id: the offer that is won, once it was accepted.
        public_id: random, stands in addresses of pages.
        id: the row's number; 0 before it is kept.
    """

    shop_id: int
    title: Mapping[str, str]
    days: int
    first_day: date
    last_day: date
    good: Mapping[str, str]
    stock: int
    worth_cents: int
    modes: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    from_min: int = 0
    until_min: int = DAY_MIN
    pictogram: str = "gift"
    state: SponsoredState = SponsoredState.DRAFT
    reason: str = ""
    won_offer_id: int | None = None
    public_id: str = ""
    id: int = 0

    @property
    def when(self) -> tuple[Condition, ...]:
        """Give what a trip must meet besides its mode."""
        found: list[Condition] = []
        if self.weekdays:
            found.append(OneOf("weekday", self.weekdays))
        if (self.from_min, self.until_min) != (0, DAY_MIN):
            found.append(StartBetween(self.from_min, self.until_min))
        return tuple(found)

    def runs_on(self, day: date) -> bool:
        """Tell whether it lasts on a local day."""
        return self.first_day <= day <= self.last_day


def check_sponsored(wanted: Sponsored, today: date) -> None:
    """Refuse a challenge that cannot be done, or that promises nothing.

    Raises:
        BadInput: a code for each field that is wrong: ``title``, ``good``: missing or long;
            ``days``: more than there are; ``last_day``: before the first, over, or too far;
            ``until``: not after the beginning; ``stock``, ``worth``: out of range.
    """
    wrong: dict[str, str] = {}
    for name, texts in (("title", wanted.title), ("good", wanted.good)):
        text = next(iter(texts.values()), "").strip()
        if not 0 < len(text) <= TEXT_MAX:
            wrong[name] = "long" if text else "missing"
    if wanted.last_day < max(wanted.first_day, today):
        wrong["last_day"] = "order"
    elif (wanted.last_day - min(wanted.first_day, today)).days > LIFE_DAYS_MAX:
        wrong["last_day"] = "far"
    elif not 1 <= wanted.days <= min(_days_in(wanted), DAYS_MAX):
        wrong["days"] = "range"
    if not 0 <= wanted.from_min < wanted.until_min <= DAY_MIN:
        wrong["until"] = "order"
    if not 1 <= wanted.stock <= STOCK_MAX:
        wrong["stock"] = "range"
    if not 0 <= wanted.worth_cents <= WORTH_CENTS_MAX:
        wrong["worth"] = "range"
    if wrong:
        raise BadInput(fields=wrong)


def _days_in(wanted: Sponsored) -> int:
    """Count the days on which the deed can be done."""
    span = range(wanted.first_day.toordinal(), wanted.last_day.toordinal() + 1)
    if not wanted.weekdays:
        return len(span)
    meant = {WEEKDAYS.index(day) for day in wanted.weekdays}
    return sum(date.fromordinal(day).weekday() in meant for day in span)
