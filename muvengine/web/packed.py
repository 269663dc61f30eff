"""Static files as they go over the wire: a few joined into one, all packed once, at the start.

A first visit asks for one style, two cuts of the font and one sheet of drawings.  All carry their
hash in the address, so a browser never asks for them again.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

STATIC: Final = Path(__file__).parent / "static"
ICONS: Final = STATIC / "vendor" / "bootstrap-icons"
STYLE: Final = "site.css"
STYLE_FROM_THE_RIGHT: Final = "site.rtl.css"
DRAWINGS: Final = "icons.svg"

STYLES: Final = (
    "css/tokens.css",
    "css/font.css",
    "css/theme.css",
    "css/forms.css",
    "css/states.css",
    "css/maps.css",
    "css/rtl.css",
)
"""What every page wears, in this order, over one of Bootstrap."""
BOOTSTRAP: Final = {
    STYLE: "vendor/bootstrap/bootstrap.css",
    STYLE_FROM_THE_RIGHT: "vendor/bootstrap/bootstrap.rtl.css",
}

WORTH_PACKING: Final = frozenset({".css", ".js", ".json", ".svg", ".wasm"})
# Comments are for who writes styles; Bootstrap's own names its licence and stays.
COMMENT: Final = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
ADDRESS: Final = re.compile(r'url\("\.\./([^"]+)"\)')
DRAWING: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
MARK_CHARACTERS: Final = 10


@dataclass(frozen=True, slots=True)
class Packed:
    """A file, packed, with its kind and the mark that changes when it does."""

    content: bytes
    kind: str
    mark: str


def mark(path: str) -> str:
    """Give the mark of a static file, for its address.

    Raises:
        FileNotFoundError: there is none.
    """
    file = packed_files().get(path)
    return file.mark if file else _mark((STATIC / path).read_bytes())


def send(filename: str) -> Response:
    """Answer with a static file, packed for every browser that unpacks."""
    file = packed_files().get(filename)
    if file is None:
        return current_app.send_static_file(filename)
    if request.accept_encodings.quality("gzip") > 0:
        response = Response(file.content, content_type=file.kind)
        response.content_encoding = "gzip"
    else:
        response = Response(gzip.decompress(file.content), content_type=file.kind)
    response.vary.add("Accept-Encoding")
    response.set_etag(file.mark)
    return response.make_conditional(request)


@cache
def packed_files() -> Mapping[str, Packed]:
    """Pack everything that is worth it; once in a process."""
    files = {name: joined_style(below).encode() for name, below in BOOTSTRAP.items()}
    files[DRAWINGS] = drawings().encode()
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in WORTH_PACKING:
            files[path.relative_to(STATIC).as_posix()] = path.read_bytes()
    return {name: _pack(name, content) for name, content in files.items()}


def joined_style(below: str) -> str:
    """Join the styles; what they point to gets its mark, and is looked for beside the whole.

    Args:
        below: the one of Bootstrap that the others lie on.
    """
    ours = (COMMENT.sub("", _text(path)) for path in STYLES)
    return "\n".join(ADDRESS.sub(_with_mark, text) for text in (_text(below), *ours))


def drawings() -> str:
    """Put all pictograms on one sheet, each by its name."""
    symbols = [
        f'<symbol id="{path.stem}" viewBox="0 0 16 16">{_inside(path)}</symbol>'
        for path in sorted(ICONS.glob("*.svg"))
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def has_drawing(name: str) -> bool:
    """Say whether there is a pictogram of this name."""
    return (ICONS / f"{name}.svg").is_file()


def _text(path: str) -> str:
    return (STATIC / path).read_text(encoding="utf-8")


def _with_mark(found: re.Match[str]) -> str:
    path = found[1]
    return f'url("{path}?v={_mark((STATIC / path).read_bytes())}")'


def _inside(path: Path) -> str:
    found = DRAWING.search(path.read_text(encoding="utf-8"))
    assert found, path
    return found[1].strip()


def _pack(name: str, content: bytes) -> Packed:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    # Without a time in it the same content is packed to the same bytes.
    return Packed(gzip.compress(content, mtime=0), kind + charset, _mark(content))


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:MARK_CHARACTERS]
