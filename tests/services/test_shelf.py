"""What a process keeps in its memory is what the database says, and is not asked twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

import numpy as np
from sqlalchemy import Engine

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.routes.zone import Zone
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.services.close_route import close_route
from muvengine.services.drop_zone import drop_zone
from muvengine.services.judge_trace import judge_trace
from muvengine.services.keep_timetable import (
    close_timetable,
    publish_timetable,
    upload_timetable,
)
from muvengine.services.publish_route import publish_route
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.require_codes import require_codes
from muvengine.services.save_route import save_route
from muvengine.services.save_zone import save_zone
from muvengine.services.set_programme import set_programme
from muvengine.services.shelf import Shelf
from muvengine.services.withdraw_rulebook import withdraw_rulebook
from muvengine.services.yardstick import Yardstick
from muvengine.store.unit_of_work import UnitOfWork
from tests.formats.gtfs.feeds import pack, small
from tests.people import staff
from tests.town import AVENUE, NOON, RULES, SECRET, ZONE, Town, found, gpx, ride

Act = Callable[..., Any]
NEXT: Final = NOON.date() + timedelta(days=3)
SQUARE: Final = (np.array([43.61, 43.61, 43.64, 43.64]), np.array([5.05, 5.09, 5.09, 5.05]))
BESIDE_THE_AVENUE: Final = gpx(ride(way=(AVENUE[0] + 0.0003, AVENUE[1])))
"""Some 33 m beside it, out of its corridor of 20 m and in one of 40 m."""


def acts() -> list[tuple[str, Act]]:
    """List one act for each way in which what trips are measured with may change."""
    line = SetRoute(Route("avenue", *AVENUE, buffer_m=20.0), {"fr": "L'avenue", "en": "The avenue"})
    wider = SetRoute(Route("avenue", *AVENUE, buffer_m=40.0), line.label)
    zone = Zone("centre", {"fr": "Le centre", "en": "The centre"}, *SQUARE)
    book = RULES.read_bytes().replace(b"version: 1", b"version: 2", 1)
    elsewhere = Programme("Berre", None, ZONE, contact="04 90 00 00 00")
    return [
        ("programme", partial(set_programme, programme=elsewhere)),
        ("codes", partial(require_codes, required=True)),
        ("a rulebook", partial(publish_rulebook, publication=Publication(book, NEXT))),
        ("a rulebook taken back", partial(withdraw_rulebook, version_id=2)),
        ("a route", lambda open_uow, **by: add(open_uow, line, **by)),
        ("its corridor", partial(save_route, route=wider)),
        ("a route closed", partial(close_route, key="avenue")),
        ("a zone", partial(save_zone, zone=zone)),
        ("a zone dropped", partial(drop_zone, key="centre")),
        ("a timetable", use_timetable),
        ("a timetable put away", partial(close_timetable, feed_id=1)),
    ]


def add(open_uow: Callable[[], UnitOfWork], line: SetRoute, **by: Any) -> None:  # noqa: ANN401  who and when
    save_route(open_uow, line, **by)
    publish_route(open_uow, line.line.key, **by)


def use_timetable(open_uow: Callable[[], UnitOfWork], **by: Any) -> None:  # noqa: ANN401  who and when
    number, _ = upload_timetable(open_uow, pack(small()), "City buses", **by)
    assert number is not None
    publish_timetable(open_uow, number, **by)


def told(yardstick: Yardstick) -> tuple[object, ...]:
    """Say of a yardstick what any of the acts could change."""
    lat, lon = SQUARE
    beside = judge_trace(BESIDE_THE_AVENUE, Claim("walk"), yardstick=yardstick)
    return (
        yardstick.programme,
        [(one.version_id, one.first_day, one.end_day) for one in yardstick.rulebooks],
        len(yardstick.routes),
        [match.key for match in beside.routes],
        yardstick.zones.at(float(lat.mean()), float(lon.mean())),
        len(yardstick.provers),
    )


def test_after_every_act_a_shelf_of_before_gives_what_a_new_one_gives(engine: Engine) -> None:
    town = found(engine)
    organiser = Actor(Role.ORGANISER, staff(town.open_uow, role=Role.ORGANISER).id)
    kept = Shelf(town.open_reading, secret=SECRET, trace_days=14)
    before = told(kept.yardstick(now=NOON))
    for name, act in acts():
        act(town.open_uow, actor=organiser, now=NOON)
        fresh = told(Shelf(town.open_reading, secret=SECRET, trace_days=14).yardstick(now=NOON))
        assert fresh != before, f"{name} changes nothing"
        assert told(kept.yardstick(now=NOON, seen=version(town))) == fresh, name
        before = fresh


def version(town: Town) -> int:
    with town.open_reading() as uow:
        return uow.programme.with_versions()[1].yardstick


def test_whoever_saw_the_version_asks_nothing_more(engine: Engine) -> None:
    town, asked = found(engine), list[str]()

    def open_reading() -> UnitOfWork:
        asked.append("asked")
        return town.open_reading()

    shelf = Shelf(open_reading, secret=SECRET, trace_days=14)
    shelf.yardstick(now=NOON)
    asked.clear()
    seen = version(town)
    shelf.yardstick(now=NOON, seen=seen)
    assert asked == []
    shelf.yardstick(now=NOON)
    assert asked == ["asked"]
    set_programme(town.open_uow, Programme("Berre", None, ZONE), actor=SYSTEM, now=NOON)
    assert shelf.yardstick(now=NOON, seen=seen + 1).programme.name == "Berre"
    # Another's version is older than what is known by now: what is known is not undone.
    assert shelf.yardstick(now=NOON, seen=seen).programme.name == "Berre"
