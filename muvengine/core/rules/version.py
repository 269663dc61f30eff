"""A published version of a rulebook, and which one holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rulebook, without its text.

    Attributes:
        id: the row's number.
        name, version: as written in it.
        sha256: of its text.
        effective_from, effective_until: the days on which it holds, the end excluded; None
            for no end.
        note: what the publisher said about it.
        published_at: when.
    """

    id: int
    name: str
    version: int
    sha256: str
    effective_from: date
    effective_until: date | None
    note: str
    published_at: datetime | None

    def holds_on(self, day: date) -> bool:
        """Tell whether its dates allow a local day; see ``in_force`` for which one holds."""
        return self.effective_from <= day and (
            self.effective_until is None or day < self.effective_until
        )

    def collides(self, earlier: Version) -> bool:
        """Tell whether this version claims days of one that was published before it.

        A later version of the same rulebook takes over from its first day on, so that
        organisers need not know in advance how long one will last.
        """
        begins_in_time = (
            self.effective_until is None or earlier.effective_from < self.effective_until
        )
        still_holds = (
            earlier.effective_until is None or self.effective_from < earlier.effective_until
        )
        takes_over = earlier.name == self.name and earlier.effective_from < self.effective_from
        return begins_in_time and still_holds and not takes_over


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """Give the version that holds on a local day: the latest begun whose dates allow it."""
    allowed = [version for version in versions if version.holds_on(day)]
    return max(allowed, key=lambda version: version.effective_from, default=None)
