"""Pictures that organisers send: read with care, written anew.

What comes out holds the colours of each dot and nothing else: no place, no camera, no name, and
nothing that was hidden behind the picture.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from muvengine.core.errors import BadInput

BYTES_MAX: Final = 4 * 1024 * 1024
DOTS_MAX: Final = 24_000_000
SIDE_DOTS: Final = 480
QUALITY: Final = 82
MEDIA_TYPE: Final = "image/jpeg"
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def small_picture(data: bytes) -> bytes:
    """Make a small JPEG of a PNG or JPEG, upright, on white, without metadata.

    Args:
        data: the file as it was sent.

    Returns:
        A JPEG of at most 480 dots a side.

    Raises:
        BadInput: ``fields["picture"]`` is big, kind or unreadable; in this order.
    """
    if len(data) > BYTES_MAX:
        raise BadInput(fields={"picture": "big"})
    if not data.startswith(_BEGINNINGS):
        raise BadInput(fields={"picture": "kind"})
    try:
        with warnings.catch_warnings():
            # Pillow warns before it opens what would fill the memory.
            warnings.simplefilter("error")
            return _drawn_anew(data)
    except BadInput:
        raise
    except Exception as error:
        # A broken file makes Pillow raise nearly anything: SyntaxError, struct.error, OSError.
        raise BadInput(fields={"picture": "unreadable"}) from error


def _drawn_anew(data: bytes) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415  costs start-up time, and few pages need it

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as sent:
        if sent.width * sent.height > DOTS_MAX:
            raise BadInput(fields={"picture": "big"})
        # A JPEG can be read at a part of its size.
        sent.draft("RGB", (SIDE_DOTS * 2, SIDE_DOTS * 2))
        upright = ImageOps.exif_transpose(sent).convert("RGBA")
    upright.thumbnail((SIDE_DOTS, SIDE_DOTS))
    small = Image.new("RGB", upright.size, "white")
    small.paste(upright, mask=upright.getchannel("A"))
    written = io.BytesIO()
    small.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
