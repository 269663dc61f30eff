"""Pictures that organisers send: small, upright, and nothing but dots."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from muvengine.core.errors import BadInput
from muvengine.formats.picture import BYTES_MAX, SIDE_DOTS, small_picture


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new(str(options.pop("mode", "RGB")), size, str(options.pop("colour", "red"))).save(
        written, kind, **options
    )
    return written.getvalue()


def seen(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(small_picture(data)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_small_jpeg(kind: str) -> None:
    small = seen(picture(kind))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (SIDE_DOTS, 320))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_colour_is_understood(mode: str) -> None:
    drawn = Image.new(mode, (40, 20))
    written = io.BytesIO()
    drawn.save(written, "PNG")
    assert seen(written.getvalue()).size == (40, 20)


def test_what_is_clear_becomes_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(written, "PNG")
    assert seen(written.getvalue()).getpixel((4, 4)) == (255, 255, 255)


def test_a_phone_held_sideways_and_what_it_wrote_about_the_place() -> None:
    about = Image.Exif()
    about[0x0112] = 6
    about[0x010F] = "A camera"
    about.get_ifd(0x8825)[1] = "N"
    small = small_picture(picture("JPEG", (60, 40), exif=about, comment=b"at home"))
    found = Image.open(io.BytesIO(small))
    assert found.size == (40, 60)
    assert len(found.getexif()) == 0
    assert b"camera" not in small
    assert b"at home" not in small


def test_what_hides_behind_a_picture_is_gone() -> None:
    assert b"<script>" not in small_picture(picture() + b"<script>alert(1)</script>")


def huge() -> bytes:
    """A PNG of a few bytes that says it is as large as a town."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * BYTES_MAX, "big"),
        (b"",                                      "kind"),
        (b"GIF89a",                                "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (b"\xff\xd8\xff\xe0 not really",           "unreadable"),
        (b"\x89PNG\r\n\x1a\n",                     "unreadable"),
        (picture()[:200],                          "unreadable"),
        (picture("PNG", (6000, 5000)),             "big"),
        (huge(),                                   "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_small_picture_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        small_picture(data)
    assert caught.value.facts["fields"] == {"picture": why}


@given(some.integers(0, 400), some.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_read_or_refused_and_never_more(at: int, noise: bytes) -> None:
    good = picture("JPEG", (32, 32))
    try:
        small_picture(good[:at] + noise + good[at + len(noise) :])
    except BadInput:
        return
