"""Whatever bytes come, a timetable is read or refused: nothing else is ever raised."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.errors import FileRefused
from muvengine.formats.gtfs.kept import keep, unkeep
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.read import read_gtfs
from tests.formats.gtfs.feeds import pack, small

GOOD = {file: ("\r\n".join(rows) + "\r\n").encode() for file, rows in small().items()}
PACKED = pack(small())
MARKS = (
    b"", b",", b'"', b"\n", b"\r", b"\0", b"\xff", b"-1", b"99999999999", b"nan", b"1e9",
    b"48:00:00", b"00000000", b"99991231", b"\xe2\x80\xae", b"," * 60, b'""', b"there", b"90",
)  # fmt: skip


def tried(data: bytes) -> None:
    try:
        reading = read_gtfs(data)
    except FileRefused:
        return
    assert (reading.timetable is None) == bool(reading.errors)
    if reading.timetable is not None:
        unkeep(keep(reading.timetable))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    tried(data)
    tried(b"PK\x03\x04" + data)


@given(st.data())
def test_a_bent_zip(data: st.DataObject) -> None:
    bent = bytearray(PACKED)
    for _ in range(data.draw(st.integers(1, 5))):
        bent[data.draw(st.integers(0, len(bent) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(bent))


@settings(max_examples=300)
@given(st.data())
def test_bent_tables(data: st.DataObject) -> None:
    tables = dict(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        file = data.draw(st.sampled_from(sorted(tables)))
        text = tables[file]
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.sampled_from((first, first + 1, first + 6, len(text))))
        mark = data.draw(st.sampled_from(MARKS) | st.binary(max_size=6))
        tables[file] = text[:first] + mark + text[last:]
    tried(pack(tables))


@settings(max_examples=200)
@given(st.data())
def test_bent_values(data: st.DataObject) -> None:
    tables = small()
    for _ in range(data.draw(st.integers(1, 6))):
        rows = tables[data.draw(st.sampled_from(sorted(tables)))]
        place = data.draw(st.integers(0, len(rows) - 1))
        values = rows[place].split(",")
        column = data.draw(st.integers(0, len(values) - 1))
        values[column] = data.draw(
            st.sampled_from((*values, "", "0", "1", "-1", "180", "89.9", "47:59:59", "20269999"))
        )
        rows[place] = ",".join(values)
    tried(pack(tables))


def bomb(name: str, size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in GOOD.items():
            archive.writestr(file, data if file != name else data + b"a,b\n" * (size // 4))
    return packed.getvalue()


@pytest.mark.parametrize("name", ["stops.txt", "stop_times.txt", "shapes.txt"])
def test_a_bomb_is_left_after_the_first_bytes_too_many(name: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_gtfs(bomb(name, 4_000_000))
    assert refusal.value.code == "too_big"


def test_too_many_files_are_refused_unread() -> None:
    with pytest.raises(FileRefused) as refusal:
        read_gtfs(PACKED, GtfsLimits(parts_max=3))
    assert refusal.value.code == "too_big"


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"stop_id\n", "compressed")])
def test_what_is_no_zip_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_gtfs(data)
    assert refusal.value.code == code
