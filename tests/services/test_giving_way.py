"""Whoever judges an upload lets the one go first that has the database."""

from __future__ import annotations

from sqlalchemy import Engine, QueuePool

from tests.town import found, gpx, ride

STEPS = ("read", "check", "clean", "judge", "match")


def test_whoever_judges_gives_way_between_the_steps_and_holds_nothing_meanwhile(
    engine: Engine,
) -> None:
    town, held = found(engine), list[int]()
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    town.shelf.give_way = lambda: held.append(pool.checkedout())
    town.send(gpx(ride()))
    assert len(held) > len(STEPS)
    assert not any(held)
