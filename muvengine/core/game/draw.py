"""A prize draw: trips give tickets, and what decides is fixed before anybody can know it.

::

    announced --draw day--> frozen --> drawn       the list of tickets is public, then the seed
        '-----------------------'-----> cancelled  with the reason, and the seed is opened too

A secret seed is drawn when the draw is announced, and its hash is published at once.  The
tickets are frozen on the day of the draw.  What was announced never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput, NotPossible

PRIZES_MAX: Final = 50
TICKETS_MAX: Final = 100
"""More tickets of one person would make the others' worth nothing."""

LATE_DAYS: Final = 3
"""Days after the last one on which trips can still be sent: as long as a week stays open."""


class DrawState(StrEnum):
    """See the module."""

    ANNOUNCED = "announced"
    FROZEN = "frozen"
    DRAWN = "drawn"
    CANCELLED = "cancelled"


class TicketPer(StrEnum):
    """What gives one ticket: a day with a trip, or so many points of experience."""

    DAY = "day"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class Tickets:
    """How trips become tickets.

    Attributes:
        per: see ``TicketPer``.
        experience: points of experience for one ticket, above zero; of no matter for days.
        most: tickets one person may have, so that everybody has a chance; 1 to 100.
    """

    per: TicketPer = TicketPer.DAY
    experience: int = 1
    most: int = 10

    def earned(self, days: int, experience: int) -> int:
        """Tell how many tickets somebody has.

        Args:
            days: local days with a trip that earned something.
            experience: of the trips of all these days.
        """
        found = days if self.per is TicketPer.DAY else experience // self.experience
        return min(self.most, max(0, found))


@dataclass(frozen=True, slots=True)
class Prize:
    """One thing to be won.

    Attributes:
        place: from 1; the first is drawn first.
        title: words by language.
        offer_id: the offer whose voucher it is; None for a thing that is handed over.
        ticket, person_id: who won it; None before the draw, or when no ticket was left.
        voucher_id: the voucher it became.
        given_at: when it was issued or handed over.
        note: what was written down when it was handed over.
        waits: why its voucher could not be issued yet, the code of a refusal; empty when it could.
        id: 0 before it is kept.
    """

    place: int
    title: Mapping[str, str]
    offer_id: int | None = None
    ticket: int | None = None
    person_id: int | None = None
    voucher_id: int | None = None
    given_at: datetime | None = None
    note: str = ""
    waits: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Draw:
    """What was announced, and what came of it.

    Attributes:
        key: short name in addresses.
        title, about: words by language.
        first_day, last_day: local days on which trips give tickets, both included.
        draw_day: local day of the draw.
        tickets: see ``Tickets``.
        several: one person may win more than one prize.
        outside: words by language for a number that the world will see after the tickets are
            frozen and that nobody here can choose, as the numbers of a lottery; {} for none.
        commitment: the hash of the seed, public from the start.
        seed: secret until the draw, or until it is cancelled.
        state: see ``DrawState``.
        prizes: in the order in which they are drawn.
        announced_at, frozen_at, drawn_at, cancelled_at: aware; None where it did not happen yet.
        tickets_sha256: the hash of the list of tickets, once frozen.
        tickets_total, people: how many tickets and holders there are, once frozen.
        ledger_head: head of the seal chain of the ledger at that moment; empty before the first.
        outside_value: the number as ``plain_number`` writes it; empty before it is known.
        cancelled_reason: why.
        id: 0 before it is kept.
    """

    key: str
    title: Mapping[str, str]
    first_day: date
    last_day: date
    draw_day: date
    prizes: tuple[Prize, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    tickets: Tickets = field(default_factory=Tickets)
    several: bool = False
    outside: Mapping[str, str] = field(default_factory=dict)
    commitment: str = ""
    seed: str = ""
    state: DrawState = DrawState.ANNOUNCED
    announced_at: datetime | None = None
    frozen_at: datetime | None = None
    drawn_at: datetime | None = None
    cancelled_at: datetime | None = None
    tickets_sha256: str = ""
    tickets_total: int = 0
    people: int = 0
    ledger_head: str = ""
    outside_value: str = ""
    cancelled_reason: str = ""
    id: int = 0

    @property
    def open_seed(self) -> str:
        """The seed, once everybody may see it; empty before."""
        over = self.state in {DrawState.DRAWN, DrawState.CANCELLED}
        return self.seed if over else ""

    def due(self, today: date) -> bool:
        """Tell whether the tickets are to be frozen on a local day."""
        return self.state is DrawState.ANNOUNCED and self.draw_day <= today

    @property
    def ready(self) -> bool:
        """Tell whether nothing is missing for the winners to be drawn."""
        known = bool(self.outside_value) or not self.outside
        return self.state is DrawState.FROZEN and known


def check_announced(draw: Draw, today: date) -> None:
    """Refuse to announce what contradicts itself.

    Raises:
        BadInput: ``fields`` names what is wrong: ``last_day`` before the first or in the past,
            ``draw_day`` less than three days after the last, ``prizes`` none or too many,
            ``tickets_max`` or ``experience`` out of range.
    """
    wrong: dict[str, str] = {}
    if draw.last_day < max(draw.first_day, today):
        wrong["last_day"] = "early"
    if (draw.draw_day - draw.last_day).days <= LATE_DAYS:
        wrong["draw_day"] = "early"
    if not 1 <= len(draw.prizes) <= PRIZES_MAX:
        wrong["prizes"] = "many" if draw.prizes else "none"
    if not 1 <= draw.tickets.most <= TICKETS_MAX:
        wrong["tickets_max"] = "range"
    if draw.tickets.experience < 1:
        wrong["experience"] = "range"
    if wrong:
        raise BadInput(fields=wrong)


def check_cancel(draw: Draw) -> None:
    """Refuse to cancel a draw that is over.

    Raises:
        NotPossible: it was drawn or cancelled before, with the fact ``state``.
    """
    if draw.state not in {DrawState.ANNOUNCED, DrawState.FROZEN}:
        raise NotPossible(state=draw.state.value)


def plain_number(typed: str) -> str:
    """Write the numbers of a text in rising order with dashes between, as ``3-17-42``.

    Two people who read the same result aloud in another order write the same.

    Raises:
        BadInput: no number, or more than twenty, or one of more than nine digits.
    """
    digits = "".join(letter if letter in "0123456789" else " " for letter in typed)
    numbers = [part for part in digits.split() if part]
    if not 1 <= len(numbers) <= 20 or max(map(len, numbers)) > 9:  # noqa: PLR2004  see the docstring
        raise BadInput(fields={"outside": "numbers"})
    return "-".join(str(number) for number in sorted(map(int, numbers)))
