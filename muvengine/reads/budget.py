"""What the programme may still give, and what it has given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.store.figures import LedgerFigures, SeasonFigures, seasons, whole_programme
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Budget:
    """The envelopes of points, the latest season first, and the figures of the ledger."""

    seasons: tuple[SeasonFigures, ...]
    figures: LedgerFigures


def budget(open_reading: OpenReading) -> Budget:
    """Give the programme's budget as it stands."""
    with open_reading() as uow:
        return Budget(seasons(uow.connection), whole_programme(uow.connection))
