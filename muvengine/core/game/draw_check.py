"""Check a published draw from its own figures alone, as anybody may who does not trust us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from muvengine.core.game.draw import Draw
from muvengine.core.game.drawing import (
    Entry,
    Terms,
    commitment_of,
    terms_of,
    tickets_hash,
    winners,
)

NOTHING: Final = "-"


class Step(StrEnum):
    """What is checked, in order."""

    SEED = "seed"
    NUMBERS = "numbers"
    HOLDERS = "holders"
    TICKETS = "tickets"
    WINNERS = "winners"


@dataclass(frozen=True, slots=True)
class PublishedDraw:
    """What a draw published when it was over.

    Attributes:
        seed, commitment: the first was secret, the second public from the start.
        terms: see ``drawing.Terms``; its hash of the tickets is the one that was published.
        entries: the list of tickets.
        winners: winning tickets, the first prize first.
    """

    seed: str
    commitment: str
    terms: Terms
    entries: tuple[Entry, ...]
    winners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of the check: what was published, and what is found when it is computed again."""

    step: Step
    published: str
    found: str

    @property
    def right(self) -> bool:
        """Tell whether both are the same."""
        return self.published == self.found


def published(draw: Draw, entries: Sequence[Entry]) -> PublishedDraw:
    """Give what a draw that is over published; of a cancelled one nobody has won."""
    won = tuple(prize.ticket for prize in draw.prizes if prize.ticket is not None)
    return PublishedDraw(draw.open_seed, draw.commitment, terms_of(draw), tuple(entries), won)


def check_draw(draw: PublishedDraw) -> tuple[Finding, ...]:
    """Compute a draw again, step by step; it is right when every step is."""
    total = sum(one.tickets for one in draw.entries)
    again = winners(draw.entries, draw.seed, draw.terms)
    return (
        Finding(Step.SEED, draw.commitment, commitment_of(draw.seed)),
        Finding(Step.NUMBERS, f"1-{total}" if total else NOTHING, _span(draw.entries)),
        Finding(
            Step.HOLDERS, str(len(draw.entries)), str(len({one.holder for one in draw.entries}))
        ),
        Finding(Step.TICKETS, draw.terms.tickets_sha256, tickets_hash(draw.entries)),
        Finding(Step.WINNERS, _listed(draw.winners), _listed(again)),
    )


def _span(entries: tuple[Entry, ...]) -> str:
    """Tell which numbers the tickets have, joined where they follow each other."""
    spans: list[tuple[int, int]] = []
    for entry in sorted(entries, key=lambda one: one.first):
        if spans and entry.first == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], entry.last)
        else:
            spans.append((entry.first, entry.last))
    return ", ".join(f"{first}-{last}" for first, last in spans) or NOTHING


def _listed(tickets: tuple[int, ...]) -> str:
    return ", ".join(map(str, tickets)) or NOTHING
