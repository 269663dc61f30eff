"""Points read by their frame are those that the pattern of a plain point takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.formats.gpx import plain
from muvengine.formats.gpx.frame import FRAMED_BYTES, Frame, read_framed
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.write import write_gpx
from tests.formats.gpx.documents import gpx, walk
from tests.formats.tracks.documents import ride

DECIMALS = st.from_regex(r"[+-]?[0-9]{0,4}\.?[0-9]{0,8}", fullmatch=True)
TIMES = st.sampled_from(("2026-05-04T08:00:00Z", "2026-05-04T08:00:01.25Z", "", "Z", "08:00"))
SPACES = st.sampled_from(("", " ", "\n", "\r\n\t", "\n      "))
NAMES = ("ele", "time", "hdop")


@st.composite
def runs(draw: st.DrawFn) -> bytes:
    """Points of one frame, in which one byte may be another's."""
    gaps = [draw(SPACES) for _ in range(6)]
    names = [name for name in NAMES if draw(st.booleans())]
    points = []
    for _ in range(draw(st.integers(1, 6))):
        fields = "".join(
            f"<{name}>{draw(TIMES if name == 'time' else DECIMALS)}</{name}>{gaps[2]}"
            for name in names
        )
        place = f'lat="{draw(DECIMALS)}" {gaps[0]}lon="{draw(DECIMALS)}"{gaps[1]}'
        points.append(f"<trkpt {place}>{gaps[3]}{fields}</trkpt>{gaps[4]}")
    run = bytearray("".join(points).rstrip().encode() + gaps[5].encode())
    if draw(st.booleans()):
        run[draw(st.integers(0, len(run) - 1))] = draw(st.sampled_from(b'<>"= \n\0/a9.&'))
    return bytes(run)


@given(runs(), st.binary(max_size=3), st.integers(0, 200))
def test_a_frame_takes_what_the_pattern_takes(run: bytes, before: bytes, after: int) -> None:
    data = before + run + b"-" * after
    begin, end = len(before), len(before) + len(run)
    first = plain.POINT.match(run.decode("latin-1"))
    framed = first and read_framed(data, begin, end, Frame.of(first))
    if not framed:
        return
    varied = plain._read_varied(data, begin, end)  # noqa: SLF001  the other way to read it
    assert varied is not None
    empty = [""] * len(framed[1])
    assert [list(framed.get(number, empty)) for number in range(1, 6)] == varied.columns


@pytest.mark.parametrize("points", [
    walk(60),
    walk(60).replace("\n", "\r\n").replace("><", ">\r\n    <") + "\n  ",
    walk(60).replace('lat="41', 'lat="-41'),
])  # fmt: skip
def test_a_recorders_points_are_read_by_their_frame(points: str) -> None:
    assert len(points) > FRAMED_BYTES
    first = plain.POINT.match(points)
    assert first is not None
    framed = read_framed(points.encode() + b"-" * 80, 0, len(points), Frame.of(first))
    assert framed is not None
    assert len(framed[1]) == 60


def test_segments_written_in_other_ways_come_out_in_their_order() -> None:
    narrow, wide = walk(60), walk(50).replace("><", ">\n  <").replace("00Z", "00.5Z")
    parts = (narrow, wide, walk(3), narrow)
    together = read_gpx(gpx("</trkseg><trkseg>".join(parts)), replace(LIMITS, bad_share_max=1.0))
    alone = [read_gpx(gpx(part)).fixes for part in parts]
    assert together.fixes.lat.tolist() == [lat for one in alone for lat in one.lat.tolist()]
    assert together.fixes.t_s.tolist() == [t for one in alone for t in one.t_s.tolist()]


def test_a_ride_across_ten_and_hundred_metres_keeps_its_heights() -> None:
    fixes = ride(300)
    heights = [round(9 + i * 0.4, 1) for i in range(300)]
    fixes = replace(fixes, ele_m=fixes.ele_m * 0 + heights)
    assert read_gpx(write_gpx(fixes, "Ride", "test").encode()).fixes.ele_m.tolist() == heights
