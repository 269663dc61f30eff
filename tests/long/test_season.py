"""Four weeks of a small town's game hold; the large season is run by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.long.season import SMALL, found_season
from tests.long.season_challenges import Chosen, Shares
from tests.long.season_report import look, report

# Without these all would hold for want of anything to go wrong.
HAPPENED = ("trips", "trips sent late", "trips corrected", "trips taken back", "weeks closed")


def test_a_small_season_holds(sqlite_engine: Engine) -> None:
    season = found_season(sqlite_engine, SMALL)
    season.run()
    looked = look(season)
    assert looked.hold, report(season, looked)
    assert [what for what in HAPPENED if not season.done[what]] == []
    assert looked.with_a_place
    assert looked.matches


@pytest.mark.parametrize(
    ("reached", "paid", "due"),
    [(50, 1_000, True), (29, 1_000, False), (71, 1_000, False), (50, 1_101, False)],
)
def test_the_middle_is_neither_trivial_nor_hopeless_and_costs_what_was_foreseen(
    reached: int, paid: int, *, due: bool
) -> None:
    as_ever, trying = Chosen(600, 200), Chosen(400, 10 * reached - 200)
    shares = Shares({"middle": as_ever}, {"middle": trying}, paid, 1_000)
    assert shares.hold is due
    told = [f"{one.share:.0%} reached" for one in (Chosen(100, reached), as_ever, trying)]
    assert any(all(one in line for one in told) for line in shares.lines)
