"""Set routes from a draft to the day they are closed, and recordings held against them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    FileRefused,
    KeyReused,
    NotAllowed,
    NotFound,
    NotPossible,
)
from muvengine.core.people.act import Act
from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.audit_trail import audit_trail
from muvengine.services.add_route import add_route
from muvengine.services.close_route import close_route
from muvengine.services.publish_route import publish_route
from muvengine.services.save_route import SavedRoute, line_of_file, request_of, save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.shelf import Shelf
from tests.town import AVENUE, NOON, SECRET, STREET, Town, found, gpx, ride


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


LINE_FIELDS = ("key", "lat", "lon", "buffer_m", "direction")


def avenue(**changes: Any) -> SetRoute:  # noqa: ANN401  fields of a route or of its line
    of_line = {name: changes.pop(name) for name in LINE_FIELDS if name in changes}
    line = replace(Route("avenue", *AVENUE), **of_line)
    return replace(SetRoute(line, {"fr": "L’avenue"}), **changes)


def save(town: Town, route: SetRoute, **options: Any) -> SavedRoute:  # noqa: ANN401  as asked for
    return save_route(town.open_uow, route, actor=SYSTEM, now=NOON, **options)


def publish(town: Town, key: str = "avenue") -> SetRoute:
    return publish_route(town.open_uow, key, actor=SYSTEM, now=NOON)


def close(town: Town, key: str = "avenue") -> SetRoute:
    return close_route(town.open_uow, key, actor=SYSTEM, now=NOON)


def kept(town: Town, key: str = "avenue") -> SetRoute:
    with town.open_reading() as uow:
        return uow.routes.get(key)


def matched(town: Town) -> int:
    return len(town.shelf.yardstick(now=NOON).routes)


def acts(town: Town, key: str = "avenue") -> list[Act]:
    return [act for act in audit_trail(town.open_reading) if act.ref_id == key][::-1]


def wrong(refused: pytest.ExceptionInfo[BadInput]) -> dict[str, str]:
    fields = refused.value.facts["fields"]
    assert isinstance(fields, dict)
    return fields


def test_a_new_route_is_a_draft_that_nothing_is_matched_with(town: Town) -> None:
    saved = save(town, avenue(state="live"))
    assert (saved.new, saved.state, kept(town).state) == (True, "draft", "draft")
    assert matched(town) == 1
    assert town.trip(town.send(gpx(ride(way=AVENUE, by="bike")), "bike").public_id).routes == ()


def test_a_route_published_is_matched_by_every_process_at_once(town: Town) -> None:
    other = Shelf(town.open_reading, secret=SECRET, trace_days=14)
    save(town, avenue())
    assert len(other.yardstick(now=NOON).routes) == 1
    assert publish(town).state == "live"
    assert matched(town) == 2
    assert len(other.yardstick(now=NOON).routes) == 2
    trip = town.trip(town.send(gpx(ride(way=AVENUE, by="bike")), "bike").public_id)
    assert [one.key for one in trip.routes] == ["avenue"]


def test_a_route_is_closed_and_opened_again_and_every_step_is_written_down(town: Town) -> None:
    save(town, avenue())
    publish(town)
    assert close(town).state == "closed"
    assert matched(town) == 1
    assert publish(town).state == "live"
    assert matched(town) == 2
    told = [act.act for act in acts(town)]
    assert told == ["route.save", "route.publish", "route.close", "route.reopen"]


def test_a_button_pressed_twice_changes_and_writes_down_once(town: Town) -> None:
    save(town, avenue())
    for _ in range(2):
        publish(town)
    for _ in range(2):
        close(town)
    assert len(acts(town)) == 3


def test_a_draft_is_not_closed(town: Town) -> None:
    save(town, avenue())
    with pytest.raises(NotPossible):
        close(town)
    for act in (publish, close):
        with pytest.raises(NotFound):
            act(town, "nothing")


def test_only_organisers_touch_routes(town: Town) -> None:
    save(town, avenue())
    with pytest.raises(NotAllowed):
        save_route(town.open_uow, avenue(), actor=town.me, now=NOON)
    for service in (publish_route, close_route):
        with pytest.raises(NotAllowed):
            service(town.open_uow, "avenue", actor=town.me, now=NOON)
    assert kept(town).state == "draft"


def test_a_route_whose_last_day_is_over_is_not_published(town: Town) -> None:
    save(town, avenue(valid_until=date(2026, 4, 6)))
    with pytest.raises(BadInput) as refused:
        publish(town)
    assert wrong(refused) == {"valid_until": "past"}
    assert kept(town).state == "draft"
    save(town, avenue(valid_until=date(2026, 4, 7)))
    assert publish(town).state == "live"


def test_publishing_looks_again_at_what_is_kept(town: Town) -> None:
    with town.open_uow() as uow:
        short = avenue(lon=np.array([5.07, 5.0701]), label={})
        uow.routes.save(short, NOON)
        uow.commit()
    with pytest.raises(BadInput) as refused:
        publish(town)
    assert wrong(refused) == {"label": "missing", "line": "length"}


def test_the_line_of_a_live_route_is_not_moved_unasked(town: Town) -> None:
    trip = town.send(gpx(ride()))
    moved = SetRoute(Route("street", *AVENUE), {"fr": "La rue", "en": "The street"})
    with pytest.raises(BadInput) as refused:
        save(town, moved)
    assert wrong(refused) == {"line": "live"}
    saved = save(town, moved, may_move_live=True)
    assert saved == SavedRoute("live", ("line",), new=False)
    # What was scored keeps its share.
    assert town.trip(trip.public_id).routes[0].share > 0.9
    [_, _, act] = acts(town, "street")
    with town.open_reading() as uow:
        was_m, is_m = (
            act.meta["changes"]["line"] if isinstance(act.meta["changes"], dict) else (0, 0)
        )
        assert (was_m, is_m) == (1614, uow.routes.get("street").length_m)


def test_a_form_sent_twice_makes_one_draft_and_hears_the_same(town: Town) -> None:
    route = avenue()
    attempt = request_of(SYSTEM, "tapped", route, "add_route")
    heard = [
        add_route(town.open_uow, route, actor=SYSTEM, now=NOON, attempt=attempt) for _ in range(2)
    ]
    assert heard == [SavedRoute("draft", (), new=True)] * 2
    assert len(acts(town)) == 1
    again = request_of(SYSTEM, "another day", route, "add_route")
    with pytest.raises(BadInput) as refused:
        add_route(town.open_uow, route, actor=SYSTEM, now=NOON, attempt=again)
    assert wrong(refused) == {"key": "taken"}


def test_another_line_under_the_same_key_is_no_repetition(town: Town) -> None:
    lat = np.linspace(43.62, 43.66, 1_500)
    one, other = (avenue(lat=lat, lon=np.linspace(5.07, east, 1_500)) for east in (5.13, 5.12))
    save(town, one, attempt=request_of(SYSTEM, "tapped", one, "save_route"))
    with pytest.raises(KeyReused):
        save(town, other, attempt=request_of(SYSTEM, "tapped", other, "save_route"))
    assert kept(town).line.lon[-1] == 5.13


def test_a_change_says_what_is_otherwise(town: Town) -> None:
    route = avenue(note={"fr": "À l’ombre"}, valid_from=date(2026, 4, 1))
    save(town, route)
    assert save(town, route).changed == ()
    changed = save(
        town,
        avenue(buffer_m=30.0, direction=Direction.FORWARD, valid_until=date(2026, 5, 1)),
    )
    assert changed.changed == ("buffer_m", "direction", "note", "valid_from", "valid_until")
    meta = acts(town)[-1].meta
    assert meta["state"] == "draft"
    changes = meta["changes"]
    assert isinstance(changes, dict)
    assert changes["buffer_m"] == [40.0, 30.0]
    assert changes["valid_until"] == [None, "2026-05-01"]
    assert "43.6" not in str(meta)


def test_stops_are_kept_in_the_order_of_the_line(town: Town) -> None:
    for key, lon in (("east", 5.12), ("west", 5.08), ("middle", 5.10)):
        save_shop(town.open_uow, Shop(key, key, 43.635, lon), actor=SYSTEM, now=NOON)
    save(town, avenue(stops=("later", "east", "west", "middle")))
    assert kept(town).stops == ("west", "middle", "east", "later")


def test_a_route_is_read_back_as_it_was_saved(town: Town) -> None:
    route = avenue(stops=("bakery",), note={"fr": "À l’ombre"}, valid_from=date(2026, 4, 1))
    save(town, route)
    read = kept(town)
    np.testing.assert_array_equal(read.line.lat, route.line.lat)
    np.testing.assert_array_equal(read.line.lon, route.line.lon)
    assert read.length_m == pytest.approx(4_836, abs=10)
    assert (read.stops, read.note, read.valid_from) == (("bakery",), route.note, route.valid_from)


def test_a_route_counts_on_its_days(town: Town) -> None:
    street = SetRoute(Route("street", *STREET), {"fr": "La rue"}, valid_from=date(2026, 4, 8))
    save(town, street)
    assert town.trip(town.send(gpx(ride())).public_id).routes == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": "L’avenue"},                                   {"key": "word"}),
        ({"key": "a" * 65},                                     {"key": "word"}),
        ({"label": {"fr": " "}},                                {"label": "missing"}),
        ({"buffer_m": 14.0},                                    {"buffer_m": "range"}),
        ({"buffer_m": 76.0},                                    {"buffer_m": "range"}),
        ({"lat": np.array([43.6, np.nan])},                     {"line": "positions"}),
        ({"lat": AVENUE[0][:1], "lon": AVENUE[1][:1]},          {"line": "positions"}),
        ({"lon": np.array([5.07, 5.0701])},                     {"line": "length"}),
        ({"lat": AVENUE[1], "lon": AVENUE[0]},                  {"line": "outside"}),
        ({"valid_from": date(2026, 5, 2), "valid_until": date(2026, 5, 1)},
                                                                {"valid_until": "order"}),
    ],
)  # fmt: skip
def test_a_route_that_is_not_one_is_not_saved(
    town: Town, changes: dict[str, object], told: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        save(town, avenue(**changes))
    assert wrong(refused) == told


def test_the_line_of_a_route_comes_out_of_a_file_with_few_vertices() -> None:
    line = line_of_file("ride", gpx(ride()))
    assert line.key == "ride"
    assert 2 <= len(line.lat) < len(ride()) / 4
    with pytest.raises(FileRefused):
        line_of_file("ride", b"<gpx/>")
