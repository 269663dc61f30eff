"""Zips and gzips are opened by content and within limits."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from muvengine.core.errors import FileRefused
from muvengine.formats.containers import PackLimits, Part, open_upload
from tests.formats.tracks.documents import fit, gzipped, kml_track, ride, tcx, zipped

PACK = Path(__file__).parents[1] / "hostile" / "gpx" / "pack"
TCX, KML, FIT = tcx(ride()), kml_track(ride()), fit(ride())


def parts(data: bytes, name: str = "x", limits: PackLimits | None = None) -> list[Part]:
    return list(open_upload(name, data, limits))


def refused(data: bytes, limits: PackLimits | None = None) -> str:
    with pytest.raises(FileRefused) as refusal:
        parts(data, limits=limits)
    return refusal.value.code


def test_a_plain_file_is_one_part() -> None:
    assert parts(TCX, "ride.tcx") == [Part("ride.tcx", TCX)]


def test_a_gzip_is_unpacked_also_of_several_members() -> None:
    assert parts(gzipped(TCX), "ride.tcx.gz") == [Part("ride.tcx", TCX)]
    assert parts(gzipped(TCX[:99]) + gzipped(TCX[99:]))[0].data == TCX


def test_a_zip_gives_its_recordings_and_passes_over_the_rest() -> None:
    data = zipped(
        a__gpx=TCX, b=FIT, photo__jpg=b"\xff\xd8\xff", notes__txt=b"hello", c__gz=gzipped(KML)
    )
    assert {part.name: part.data for part in parts(data)} == {"a.gpx": TCX, "b": FIT, "c": KML}


def test_what_calls_itself_a_recording_is_told_of() -> None:
    [part] = parts(zipped(broken__gpx=b"not a trace"))
    assert part == Part("broken.gpx", b"not a trace")


def test_a_kmz_is_its_document() -> None:
    assert [part.data for part in parts(zipped(doc__kml=KML, icon__png=b"\x89PNG"))] == [KML]


def test_a_zip_in_a_zip_is_not_opened() -> None:
    [part] = parts(zipped(inner__zip=zipped(a__gpx=TCX)))
    assert part.refusal is not None
    assert (part.refusal.code, part.data) == ("compressed", b"")


def test_a_path_out_of_the_folder_is_only_a_name() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/evil\x1b[2J\u202e.gpx", TCX)
    [part] = parts(packed.getvalue())
    assert part.name == "../../etc/evil[2J.gpx"


@pytest.mark.parametrize("name", ["gzip_bomb_100M.gpx.gz", "gzip_nested.gpx.gz"])
def test_a_bomb_is_left_after_the_first_bytes_too_many(name: str) -> None:
    assert refused((PACK / name).read_bytes()) == "too_big"


def test_a_bomb_in_a_zip_is_refused_and_its_neighbours_are_read() -> None:
    data = zipped(bomb__gpx=b"<" + b" " * 30_000_000, good__gpx=TCX)
    bomb, good = parts(data)
    assert bomb.refusal is not None
    assert (bomb.refusal.code, good.data) == ("too_big", TCX)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (PackLimits(parts_max=2),                  "too_big"),
        (PackLimits(total_bytes_max=len(TCX) * 2), "too_big"),
    ],
)  # fmt: skip
def test_a_zip_has_limits_of_count_and_total(limits: PackLimits, code: str) -> None:
    assert refused(zipped(a__gpx=TCX, b__gpx=TCX, c__gpx=TCX), limits) == code


def test_a_file_that_swells_too_much_is_not_believed() -> None:
    [part] = parts(zipped(a__gpx=TCX), limits=PackLimits(ratio_max=2))
    assert part.refusal is not None
    assert part.refusal.code == "compressed"


def test_the_parts_of_a_zip_have_the_limit_of_a_file() -> None:
    small = replace(PackLimits(), part_bytes_max=100)
    codes = [part.refusal and part.refusal.code for part in parts(zipped(a__gpx=TCX), limits=small)]
    assert codes == ["too_big"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 50,                   "compressed"),
        (zipped(a__gpx=TCX)[:-30],                     "compressed"),
        (gzipped(TCX)[:-20],                           "compressed"),
        (b"\x1f\x8b" + b"\0" * 50,                     "compressed"),
        (zipped(),                                     "no_track"),
        (zipped(photo__jpg=b"\xff\xd8\xff"),           "no_track"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_list_longer_than_it_says_is_refused() -> None:
    data = bytearray(zipped(**{f"f{number}__gpx": b"<gpx/>" for number in range(9)}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = b"\x01\0\x01\0"
    with pytest.raises(FileRefused):
        parts(bytes(data), limits=PackLimits(parts_max=5))


def test_a_list_larger_than_its_number_of_files_is_not_read() -> None:
    plain = zipped(a__gpx=TCX)
    end = plain.rfind(b"PK\x05\x06")
    start = int.from_bytes(plain[end + 16 : end + 20], "little")
    listed = plain[start:end] * 20_000
    size = len(listed).to_bytes(4, "little")
    lying = plain[:start] + listed + plain[end : end + 12] + size + plain[end + 16 :]
    assert refused(lying) == "too_big"


def test_a_list_for_packs_beyond_our_sizes_is_not_followed() -> None:
    plain = zipped(a__gpx=TCX)
    end = plain.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert refused(plain[:end] + locator + plain[end:]) == "compressed"
