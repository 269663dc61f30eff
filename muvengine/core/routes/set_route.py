"""A set route with everything people read about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from muvengine.core.routes.route import Route

DRAFT: Final = "draft"
LIVE: Final = "live"
CLOSED: Final = "closed"
STATES: Final = (DRAFT, LIVE, CLOSED)


@dataclass(frozen=True, slots=True)
class SetRoute:
    """A set route as organisers keep it.

    Attributes:
        line: see ``Route``.
        label, note: by locale.
        length_m: of the line; 0 before it is kept.
        stops: keys of the shops along the way.
        valid_from, valid_until: first and last local day; None leaves a side open.
        state: draft, live or closed; only live ones are matched.
    """

    line: Route
    label: Mapping[str, str]
    note: Mapping[str, str] = field(default_factory=dict)
    length_m: int = 0
    stops: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    state: str = DRAFT

    def holds_on(self, day: date) -> bool:
        """Tell whether it counts on a local day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )
