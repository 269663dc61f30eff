"""The two ways to read a GPX file, held against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.errors import FileRefused, UploadRefused
from muvengine.formats.columns import Columns
from muvengine.formats.gpx.envelope import open_envelope
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gpx.read import read_plainly, read_wholly
from muvengine.formats.gpx.write import write_gpx
from tests.formats.gpx.documents import HOSTILE, gpx, point, walk
from tests.formats.test_fuzzed_uploads import bent
from tests.formats.tracks.documents import ride

FIELDS = (
    "<ele>12.5</ele>", "<time>2026-05-04T08:00:00Z</time>", "<hdop>3</hdop>", "<ele></ele>",
    "<time/>", "<sat>7</sat>", "<!-- x -->", "<ele> 1 </ele>", "<ele>nan</ele>", "\n  ",
    "<extensions><hAcc>4</hAcc></extensions>", "<ele>&#49;</ele>", "<ele>1<b/>2</ele>",
)  # fmt: skip
FRAMES = (
    "<trkseg>{}</trkseg>", "<trkseg >{}</trkseg>", "<a><trkseg>{}</trkseg></a>",
    '<x xmlns="urn:x"><trkseg>{}</trkseg></x>', "<trkseg><trkseg>{}</trkseg></trkseg>",
    "<![CDATA[<trkseg>{}</trkseg>]]>", "<trkseg>{}</trkseg><trkseg/>", "<trkseg></trkseg>",
    "</trk><trk><trkseg>{}</trkseg>", "<name>n</name><trkseg>{}</trkseg>", "<trkseg>{}",
    '</trk><trk xmlns="urn:x"><trkseg>{}</trkseg>', "<?x <trkseg>{}</trkseg>?>",
)  # fmt: skip


def agree(data: bytes, limits: Limits = LIMITS) -> bool:
    """Read both ways, compare, and tell whether the short one was taken."""
    try:
        envelope = open_envelope(data, limits)
    except UploadRefused:
        return False
    try:
        plainly = read_plainly(envelope, limits)
    except FileRefused as refused:
        with pytest.raises(type(refused)):
            read_wholly(envelope, limits)
        return True
    if plainly is None:
        return False
    assert said(plainly) == said(read_wholly(envelope, limits))
    return True


def said(columns: Columns) -> list[object]:
    fields = [getattr(columns, name) for name in Columns.__slots__]
    return [field if isinstance(field, str) else list(field) for field in fields]


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Tracks of segments of points, of which some are plain."""
    frames = []
    for _ in range(draw(st.integers(1, 3))):
        points = [
            point(i, inside="".join(draw(st.lists(st.sampled_from(FIELDS), max_size=2))))
            for i in range(draw(st.integers(0, 3)))
        ]
        plain = "".join(one.replace("<time>", "<ele>1</ele><time>") for one in points)
        frame = draw(st.sampled_from(FRAMES))
        frames.append(frame.replace("{}", draw(st.sampled_from(("".join(points), plain, walk(3))))))
    return gpx("</trkseg>" + "".join(frames) + "<trkseg>")


@settings(max_examples=300, deadline=None)
@given(documents() | bent({"gpx": write_gpx(ride(4), "Ride", "test").encode(), "walk": gpx()}))
def test_both_ways_to_read_a_file_say_the_same(data: bytes) -> None:
    agree(data)


@pytest.mark.parametrize("path", sorted(HOSTILE.rglob("*.gpx")), ids=lambda path: path.name)
def test_both_ways_say_the_same_of_a_hostile_file(path: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123  the path is one already
        agree(file.read())


def test_what_recorders_write_is_read_the_short_way() -> None:
    assert agree(write_gpx(ride(50), "Ride", "test").encode())
    assert agree(gpx(walk(9) + "</trkseg><trkseg>" + walk(5) + "</trkseg></trk><trk><trkseg>"))


@pytest.mark.parametrize("limits", [
    replace(LIMITS, fixes_max=19),
    replace(LIMITS, elements_max=6),
    replace(LIMITS, elements_a_fix_max=3),
    replace(LIMITS, names_max=6),
    replace(LIMITS, depth_max=4),
])  # fmt: skip
def test_a_file_near_a_limit_is_judged_by_expat_alone(limits: Limits) -> None:
    assert not agree(gpx(walk(20)), limits)


@pytest.mark.parametrize("points", [
    walk() + "<!-- -->",
    walk() + "<trkpt/>",
    walk() + point(20, inside="<extensions/>"),
    walk().replace("<time>", "<time> ", 1),
    walk().replace('"13.361500"', '"&#49;3.36"', 1),
])  # fmt: skip
def test_a_point_that_is_not_plain_leaves_the_file_to_expat(points: str) -> None:
    assert not agree(gpx(points))
