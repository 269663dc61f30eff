"""A recording held against one route before it is published: nothing is kept of it."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, FileCompressed, FileRefused, NoRulebook, OutsideArea
from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.rules.route_credit import Credit
from muvengine.services.try_route import TriedRoute, try_route
from tests.town import AVENUE, NOON, STREET, Town, found, gpx, ride

LONG_AGO = datetime(2011, 7, 2, 9, tzinfo=UTC)
Way = tuple[np.ndarray, np.ndarray]


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def street(**changes: object) -> SetRoute:
    """A draft that nobody has kept yet."""
    return SetRoute(replace(Route("draft", *STREET), **changes), {"fr": "Brouillon"})  # type: ignore[arg-type]


def part(share: float) -> Way:
    """The first so much of the street, and away from it."""
    end = 5.090 + 0.020 * share
    return np.array([43.640, 43.640, 43.648]), np.array([5.090, end, end])


def attempt(
    town: Town, way: Way = STREET, route: SetRoute | None = None, *modes: str, by: str = "walk"
) -> TriedRoute:
    data = gpx(ride(by, way=way, start=LONG_AGO))
    return try_route(town.shelf, route or street(), data, modes or ("walk",), now=NOON)


@pytest.mark.parametrize(("share", "credit", "points"), [
    (0.10, Credit.NONE,  0),
    (0.50, Credit.PART,  5),
    (1.00, Credit.WHOLE, 10),
])  # fmt: skip
def test_the_share_is_told_with_what_it_is_worth(
    town: Town, share: float, credit: Credit, points: int
) -> None:
    tried = attempt(town, part(share))
    [walked] = tried.modes
    assert walked.match is not None
    assert walked.match is tried.match
    assert walked.match.share == pytest.approx(share, abs=0.06)
    assert (walked.credit, walked.points) == (credit, points)
    assert walked.verdict.outcome is Outcome.CONFIRMED
    assert tried.start.year == 2011


def test_each_mode_hears_what_a_participant_would(town: Town) -> None:
    tried = attempt(town, AVENUE, SetRoute(Route("draft", *AVENUE), {}), "bike", "walk", by="bike")
    bike, walk = tried.modes
    assert (bike.mode, bike.verdict.outcome, bike.credit) == ("bike", Outcome.CONFIRMED, "whole")
    # Faster than people walk: the rules pay a route only where nothing is in doubt.
    assert walk.verdict.outcome is not Outcome.CONFIRMED
    assert (walk.mode, walk.credit) == ("walk", Credit.NONE)
    assert walk.points == 0
    assert walk.match is not None


def test_a_route_ridden_in_another_mode_is_left_out_and_still_shown(town: Town) -> None:
    from muvengine.core.traces.fixes import Fixes  # noqa: PLC0415  one use
    from muvengine.formats.trace_generator.ride import RideLeg, record  # noqa: PLC0415

    before = np.array([43.640, 43.640]), np.array([5.040, 5.090])
    legs = (RideLeg("walk", *before), RideLeg("car", *STREET))
    fixes: Fixes = record(legs, LONG_AGO, 3)
    [walked] = try_route(town.shelf, street(), gpx(fixes), ("walk",), now=NOON).modes
    assert walked.match is not None
    assert walked.match.share > 0.9
    assert walked.credit is Credit.NONE
    assert walked.left_out or walked.verdict.outcome is Outcome.REFUSED


def test_against_the_direction_nothing_is_followed(town: Town) -> None:
    back = STREET[0], STREET[1][::-1]
    forward = attempt(town, back, street(direction=Direction.FORWARD))
    assert forward.match is None or forward.match.share < 0.1
    either = attempt(town, back)
    assert either.match is not None
    assert not either.match.forward


def test_a_recording_elsewhere_follows_nothing(town: Town) -> None:
    tried = attempt(town, (np.array([43.66, 43.66]), np.array([5.09, 5.11])))
    assert tried.match is None
    assert (tried.modes[0].credit, tried.modes[0].points) == (Credit.NONE, 0)


def test_nothing_is_kept_and_the_same_file_may_be_sent_as_a_trip(town: Town) -> None:
    data = gpx(ride())
    for _ in range(2):
        try_route(town.shelf, street(), data, ("walk",), now=NOON)
    with town.open_reading() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM trip").scalar_one() == 0
    assert town.trip(town.send(data).public_id).routes[0].key == "street"


def test_other_routes_do_not_mix_in(town: Town) -> None:
    tried = attempt(town)
    assert tried.match is not None
    assert tried.match.key == "draft"


def zipped(*files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(files):
            archive.writestr(f"{number}.gpx", data)
    return packed.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, zipped], ids=["gzip", "zip"])
def test_a_packed_recording_is_unpacked(town: Town, pack: Callable[[bytes], bytes]) -> None:
    tried = try_route(town.shelf, street(), pack(gpx(ride())), ("walk",), now=NOON)
    assert tried.modes[0].credit is Credit.WHOLE


def test_a_pack_of_several_recordings_is_refused(town: Town) -> None:
    packed = zipped(gpx(ride()), gpx(ride(seed=2)))
    with pytest.raises(FileCompressed):
        try_route(town.shelf, street(), packed, ("walk",), now=NOON)


@pytest.mark.parametrize(("data", "modes", "refusal"), [
    (b"hello",        ("walk",), FileRefused),
    (b"",             (),        BadInput),
])  # fmt: skip
def test_what_cannot_be_tried_is_refused(
    town: Town, data: bytes, modes: tuple[str, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        try_route(town.shelf, street(), data, modes, now=NOON)


def test_an_upload_outside_the_area_is_refused_as_a_participants_is(town: Town) -> None:
    away = np.array([48.85, 48.85]), np.array([2.35, 2.37])
    with pytest.raises(OutsideArea):
        attempt(town, away)


def test_before_any_rulebook_holds_nobody_can_say(town: Town) -> None:
    with pytest.raises(NoRulebook):
        try_route(
            town.shelf, street(), gpx(ride()), ("walk",), now=datetime(2019, 1, 1, tzinfo=UTC)
        )
