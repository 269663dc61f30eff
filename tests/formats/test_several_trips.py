"""A file of several trips becomes a file for each, whatever its format."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from muvengine.core.errors import FileTooBig
from muvengine.core.traces.fingerprint import take_fingerprint
from muvengine.core.traces.fixes import Fixes
from muvengine.formats.containers import PackLimits, Part
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.several_trips import TRIPS_MAX, trips_of
from muvengine.formats.upload import read_upload
from tests.formats.tracks.documents import fit, geojson, kml_track, ride, tcx

DAY_S = 86_400.0


def days(*numbers: int, fixes: int = 40) -> Fixes:
    """A ride on each of these days; each is another piece, and lies elsewhere."""
    parts = [ride(fixes) for _ in numbers]
    return Fixes(
        t_s=np.concatenate([p.t_s + DAY_S * n for p, n in zip(parts, numbers, strict=True)]),
        lat=np.concatenate([p.lat + 0.001 * n for p, n in zip(parts, numbers, strict=True)]),
        lon=np.concatenate([part.lon for part in parts]),
        ele_m=np.concatenate([part.ele_m for part in parts]),
        accuracy_m=np.concatenate([part.accuracy_m for part in parts]),
        piece=np.concatenate([p.piece + 2 * i for i, p in enumerate(parts)]).astype(np.int32),
    )


def gpx(fixes: Fixes, creator: str = "recorder") -> bytes:
    return write_gpx(fixes, "week", creator).encode()


def trips(data: bytes, name: str = "week.gpx") -> list[Part]:
    return list(trips_of(Part(name, data), PackLimits()))


def prints(data: bytes) -> str:
    return take_fingerprint(read_upload(data).fixes).exact


@pytest.mark.parametrize("write", [gpx, tcx, kml_track, geojson, fit])
def test_each_day_is_a_file_that_is_known_however_it_is_sent(write: object) -> None:
    assert callable(write)
    found = trips(write(days(0, 1, 2)))
    assert [part.name for part in found] == ["week.gpx (1/3)", "week.gpx (2/3)", "week.gpx (3/3)"]
    alone = [prints(write(days(day))) for day in (0, 1, 2)]
    assert [prints(part.data) for part in found] == alone


def test_the_same_file_gives_the_same_bytes_and_keeps_its_creator() -> None:
    data = gpx(days(0, 3), creator="https://gpx.studio")
    assert trips(data) == trips(data)
    assert {read_gpx(part.data).creator for part in trips(data)} == {"https://gpx.studio"}


def test_parts_of_a_second_and_of_a_degree_survive() -> None:
    fixes = days(0, 1)
    odd = replace(fixes, t_s=fixes.t_s + 0.487, lat=fixes.lat + 1.4e-7)
    odd = replace(odd, accuracy_m=np.linspace(3.0, 9.0, len(fixes)).round(2))
    whole = read_gpx(gpx(odd)).fixes
    parts = [read_gpx(part.data).fixes for part in trips(gpx(odd))]
    for name in ("t_s", "lat", "lon", "ele_m", "accuracy_m"):
        both = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(both, getattr(whole, name)), name


def test_tracks_of_one_morning_are_parted_and_laps_are_not() -> None:
    def tracks(gap_min: int) -> bytes:
        later = replace(ride(), t_s=ride().t_s + np.ptp(ride().t_s) + 60.0 * gap_min)
        body = gpx(later).decode().partition("<trk>")[2].partition("</gpx>")[0]
        return gpx(days(0)).replace(b"</gpx>", f"<trk>{body}</gpx>".encode())

    assert len(trips(tracks(5))) == 1
    assert len(trips(tracks(45))) == 2


def test_one_trip_is_given_as_it_was_sent() -> None:
    data = gpx(days(0))
    assert trips(data) == [Part("week.gpx", data)]


@pytest.mark.parametrize("data", [b"", b"<gpx", b"2026-01-01T00 2026-01-09T00 no trace", b"{}"])
def test_what_cannot_be_read_is_left_to_whoever_judges_it(data: bytes) -> None:
    assert trips(data) == [Part("week.gpx", data)]


def test_impossible_dates_do_no_harm() -> None:
    data = gpx(days(0)).replace(b"2026-05", b"2026-99")
    assert trips(data) == [Part("week.gpx", data)]


def test_a_file_that_was_refused_before_stays_refused() -> None:
    refused = Part("a.gpx", b"", FileTooBig())
    assert list(trips_of(refused, PackLimits())) == [refused]


def test_more_trips_than_somebody_sends_at_once_are_refused() -> None:
    [part] = trips(gpx(days(*range(TRIPS_MAX + 1), fixes=4)))
    assert part.refusal is not None
    assert part.refusal.code == "too_big"
    assert len(trips(gpx(days(*range(TRIPS_MAX), fixes=4)))) == TRIPS_MAX


def test_long_names_keep_their_number() -> None:
    found = trips(gpx(days(0, 1)), "x" * 100)
    assert [part.name[-6:] for part in found] == [" (1/2)", " (2/2)"]
    assert {len(part.name) for part in found} == {100}
