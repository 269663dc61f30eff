"""Static files as they go over the wire."""

from __future__ import annotations

import gzip
import re

import pytest

from muvengine.app import create_app
from muvengine.bootstrap import Wiring
from muvengine.web.packed import (
    DRAWINGS,
    ICONS,
    STATIC,
    STYLE,
    STYLE_FROM_THE_RIGHT,
    mark,
    packed_files,
)
from tests.build import Town

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\(")
# What is printed on paper alone may say black.
PAPER_ALONE = re.compile(r"sign-.*\.css")
LINES_MAX = 300
# Worn for tests and scripts, not for looks.
HOOKS = {"code-field", "diff", "error-summary", "hunt-sheet", "paper-sign-how", "used-said"}
TEMPLATES = STATIC.parent / "templates"
OURS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))


@pytest.mark.parametrize(("accepts", "packed"), [("gzip, br", "gzip"), ("identity", None)])
def test_a_style_is_sent_packed_to_who_can_unpack_it_and_never_asked_for_again(
    wiring: Wiring, accepts: str, packed: str | None
) -> None:
    client = create_app(wiring).test_client()
    answer = client.get(f"/static/{STYLE}?v={mark(STYLE)}", headers={"Accept-Encoding": accepts})
    assert answer.headers.get("Content-Encoding") == packed
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.content_type == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    content = gzip.decompress(answer.data) if packed else answer.data
    assert b"--muv-ground" in content
    again = client.get(f"/static/{STYLE}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_font_is_sent_as_it_is_since_it_is_packed_already(wiring: Wiring) -> None:
    [font, *_] = STATIC.rglob("latin-400.woff2")
    path = font.relative_to(STATIC).as_posix()
    with create_app(wiring).test_client().get(f"/static/{path}?v={mark(path)}") as answer:
        assert (answer.status_code, answer.data) == (200, font.read_bytes())


def test_nobody_reaches_beyond_the_static_files(town: Town) -> None:
    client = create_app(town.wiring).test_client()
    for path in ("../assets.py", "css/none.css", "%2e%2e/app.py"):
        assert client.get(f"/static/{path}").status_code == 404


def test_every_pictogram_is_on_the_sheet() -> None:
    sheet = gzip.decompress(packed_files()[DRAWINGS].content).decode()
    for path in ICONS.glob("*.svg"):
        assert f'<symbol id="{path.stem}" viewBox="0 0 16 16"><' in sheet


def test_what_a_style_points_to_carries_its_mark() -> None:
    style = gzip.decompress(packed_files()[STYLE].content).decode()
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', style)
    assert addresses
    for address in addresses:
        path, _, given = address.partition("?v=")
        assert given == mark(path)


def test_no_style_or_script_names_a_colour_but_the_tokens() -> None:
    for path in (*OURS, *SCRIPTS):
        if path.name != "tokens.css" and not PAPER_ALONE.fullmatch(path.name):
            assert COLOUR.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_no_style_is_longer_than_one_can_keep_in_mind() -> None:
    for path in OURS:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_MAX, path.name


def test_every_class_that_a_page_wears_is_known_to_a_style() -> None:
    """Only a part of Bootstrap is here: a class of the rest would look like nothing."""
    known = {
        name
        for path in STATIC.rglob("*.css")
        for name in re.findall(r"\.(-?[a-zA-Z][\w-]*)", path.read_text(encoding="utf-8"))
    }
    for path in TEMPLATES.rglob("*.html"):
        for said in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            worn = set(re.sub(r"[\w-]*\{[{%].*?[%}]\}[\w-]*", " ", said).split())
            strange = {one for one in worn - known - HOOKS if re.fullmatch(r"[a-z][\w-]*", one)}
            assert strange == set(), path.name


def test_every_token_that_is_used_is_made() -> None:
    made = set(re.findall(r"(--muv-[\w-]+)\s*:", (STATIC / "css/tokens.css").read_text()))
    for path in OURS:
        used = set(re.findall(r"var\((--muv-[\w-]+)", path.read_text(encoding="utf-8")))
        assert used <= made, path.name


def test_dark_says_another_colour_for_whatever_light_says() -> None:
    """Beside what is the same at night: the sun, paper, the band's words, the day's colours."""
    text = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    dark = dark.split("/* Photographs")[0]
    colours = set(re.findall(r"(--muv-[\w-]+): (?:#|url)", light))
    same = re.compile(r"--muv-(on-band|on-day|sun|on-sun|paper.*|day-\d|data-3|map-place.*)")
    missing = {name for name in colours if f"{name}:" not in dark}
    assert {name for name in missing if not same.fullmatch(name)} == set()


def test_every_file_that_a_page_names_is_there() -> None:
    for path in TEMPLATES.rglob("*.html"):
        for named in re.findall(r"asset\('([^'%]+)'\)", path.read_text(encoding="utf-8")):
            assert named in packed_files() or (STATIC / named).is_file(), (path.name, named)


def test_a_page_read_from_the_right_has_a_style_of_its_own() -> None:
    left, right = (
        gzip.decompress(packed_files()[name].content).decode()
        for name in (STYLE, STYLE_FROM_THE_RIGHT)
    )
    assert ".ms-auto{margin-left:auto!important}" in left.replace(" ", "")
    assert ".ms-auto{margin-right:auto!important}" in right.replace(" ", "")
