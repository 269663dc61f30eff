"""The till's page, and the copy of it that a tablet keeps."""

from __future__ import annotations

import json
import re

import pytest

from muvengine.web.shop.shell import DRAWINGS
from muvengine.words.till import SENTENCES
from tests.build import Town

STATIC = re.compile(r'(?:src|href)="(/static/[^"]+)"')


def test_the_bare_page_names_nobody_and_holds_no_token(town: Town) -> None:
    tablet = town.tablet()
    session = town.ines().client.get_cookie("muv-session")
    assert session is not None
    tablet.client.set_cookie("muv-session", session.value)
    assert "Inès" in tablet.get("/shop").source
    bare = tablet.get("/shop/shell").source
    assert "Inès" not in bare
    assert "csrf_token" not in bare
    assert "attempt" not in re.sub(r"<(script|link)[^>]*>", "", bare)
    assert 'id="code"' in bare


def test_the_bare_page_takes_no_sentence_away(town: Town) -> None:
    tablet = town.tablet()
    with tablet.client.session_transaction() as session:
        session["told"] = "This tablet is connected."
    tablet.get("/shop/shell")
    assert "This tablet is connected." in tablet.get("/shop").told


def test_the_bare_page_names_the_drawings_and_the_font_so_that_they_are_kept(town: Town) -> None:
    files = " ".join(STATIC.findall(town.tablet().get("/shop/shell").source))
    assert "/static/icons.svg?v=" in files
    assert files.count(".woff2?v=") == 2


def test_every_file_of_the_page_has_its_hash(town: Town) -> None:
    files = STATIC.findall(town.tablet().get("/shop/shell").source)
    assert len(files) > 15
    assert all("?v=" in file for file in files)


@pytest.mark.parametrize(("locale", "said"), [("en", "Accepted"), ("fr", "Accepté")])
def test_the_tablet_speaks_the_language_of_its_page(town: Town, locale: str, said: str) -> None:
    page = town.tablet(locale=locale).get("/shop/shell")
    [root] = [one for one in page.elements if "data-till" in one.attrs]
    words = json.loads(root.attrs["data-words"] or "")
    assert words["accepted"] == said
    assert set(words) == set(SENTENCES)
    assert "{amount}" in words["owed"], "the script fills it in"


def test_the_script_finds_every_drawing_it_asks_for(town: Town) -> None:
    page = town.tablet().get("/shop/shell")
    kept = {one.attrs["data-icon"] for one in page.all("template") if "data-icon" in one.attrs}
    assert set(DRAWINGS) < kept
    assert "gift-gift" in kept
