"""Past trips are scored anew in the middle of anything: nobody loses, everything adds up."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import Engine, text

from muvengine.reads.ledger_check import check_ledger
from tests.fresh import copies, emptied
from tests.recount import TAKE_BACK, recount
from tests.trip_life import TripLife, play

# A trip on somebody's word pays less, a proven one more: some gain and some would lose.
MIXED = (
    ("  trip_points: 5\n", "  trip_points: 9\n"),
    ("  declared_points: 10\n", "  declared_points: 4\n"),
)
DAY_MAX = 60


class Recounted(TripLife):
    """The second version has begun, and two organisers use it whenever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.made = recount(self.town, *MIXED)

    def points(self) -> dict[int, int]:
        """Give what each person's trips have earned, spent or not."""
        query = text("SELECT person_id, SUM(points) AS points FROM trip GROUP BY person_id")
        with self.town.open_reading() as uow:
            return {row.person_id: row.points for row in uow.connection.execute(query)}

    @rule(take_back=st.sampled_from(["", "", TAKE_BACK]))
    def count_again(self, take_back: str) -> None:
        before = self.points()
        outcome = self.made.done(take_back)
        after = self.points()
        assert sum(after.values()) - sum(before.values()) == outcome.points_up - outcome.points_down
        if not take_back:
            assert all(after[person] >= points for person, points in before.items())
        if outcome.changed:
            type(self).met.add("counted down" if outcome.points_down else "counted up")

    @invariant()
    def everything_adds_up(self) -> None:
        assert self.made.differing() == []
        assert check_ledger(self.town.open_reading) == ()

    @invariant()
    def no_days_ceiling_is_passed(self) -> None:
        query = text("SELECT MAX(value) FROM score_counter WHERE key LIKE 'day%p:day'")
        with self.town.open_reading() as uow:
            assert (uow.connection.execute(query).scalar() or 0) <= DAY_MAX


def test_on_sqlite_past_trips_can_be_scored_anew_at_any_time(
    sqlite_template: Path, tmp_path: Path
) -> None:
    met = play(Recounted, copies(sqlite_template, tmp_path), lives=3, steps=25)
    assert met >= {"counted up", "counted down"}


def test_on_postgresql_past_trips_can_be_scored_anew_at_any_time(postgres_engine: Engine) -> None:
    met = play(Recounted, emptied(postgres_engine), lives=3, steps=20)
    assert met & {"counted up", "counted down"}
