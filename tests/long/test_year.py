"""Three months of a small town add up to the cent; the large year is run by hand."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Engine

from muvengine.store.unit_of_work import UnitOfWork
from tests.long.books import look, report
from tests.long.year import SMALL, found_year

# Without these the sum would be right for want of anything to add.
HAPPENED = (
    "redemptions",
    "redemptions undone",
    "late scans",
    "vouchers voided",
    "vouchers expired",
    "points expired",
    "trips taken back",
    "statements paid",
    "contests more",
    "contests less",
    "contests refused",
    "season closings",
    "points carried on",
)


def test_a_small_town_adds_up_to_the_cent(sqlite_engine: Engine) -> None:
    year = found_year(partial(UnitOfWork, sqlite_engine), SMALL)
    year.run()
    books = look(year)
    assert books.hold, report(year, books)
    assert [what for what in HAPPENED if not year.done[what]] == []
