from __future__ import annotations

import re

import pytest
import zxingcpp

from muvengine.reads.stops import sign_of
from tests.build import Town
from tests.formats.test_qr import raster

SHOP = "/organiser/shops/cafe"
PAGE = f"{SHOP}/sign"


def test_a_sign_is_made_printed_renewed_and_taken_down(town: Town) -> None:
    ines = town.ines()
    assert PAGE in [a.attrs.get("href") for a in ines.get(SHOP).all("a")]
    assert "No sign yet." in ines.get(PAGE).text
    page = ines.post(PAGE)
    assert "The sign is ready." in page.told
    first = page.one("p", class_="code").text
    page = ines.post(PAGE)
    assert page.one("p", class_="code").text != first
    assert "does not work any more" in ines.post(f"{PAGE}/revoke", on=PAGE).told
    assert "No sign yet." in ines.get(PAGE).text
    ines.send(f"{PAGE}/revoke", ines.hidden(PAGE), 404)
    trail = ines.get("/organiser/audit").text
    told = ("made the sign of a stop", "made a new sign for a stop", "took the sign of a stop down")
    assert [act for act in told if act not in trail] == []


@pytest.mark.parametrize("size", ["a4", "a5", "a3"])
def test_the_paper_says_what_to_do_in_every_language(town: Town, size: str) -> None:
    ines = town.ines()
    ines.post(PAGE)
    page = ines.get(f"{PAGE}?size={size}")
    paper = page.one("section", class_=f"paper-sign paper-sign-{size if size != 'a3' else 'a4'}")
    for words in (
        "Le quartier",
        "Café de la Mousse",
        "Are you on your way?",
        "Vous êtes en chemin",
    ):
        assert words in paper.text
    languages = [p.attrs["lang"] for p in page.all("p", class_="paper-sign-do")]
    assert languages == ["fr", "en"]


def test_the_square_holds_the_address_in_capitals(town: Town) -> None:
    page = town.ines().post(PAGE)
    sign = sign_of(town.wiring.open_reading, "cafe")
    assert sign is not None
    [svg] = re.findall(r'<svg[^>]*class="qr".*?</svg>', page.source, re.DOTALL)
    [read] = zxingcpp.read_barcodes(raster(svg))
    assert read.text == f"HTTP://LOCALHOST/S/{sign.token}"


def test_a_shop_that_left_hangs_no_sign(town: Town) -> None:
    ines = town.ines()
    ines.post(PAGE)
    form = ines.hidden(PAGE)
    edit = f"{SHOP}/edit"
    ines.post(edit, name="Café", lat="43.6406", lon="5.0969", pictogram="coffee")
    assert "has left the programme" in ines.get(PAGE).text
    ines.send(PAGE, form, 409)
