from __future__ import annotations

import re

import pytest
import zxingcpp

from muvengine.core.vouchers.day_word import day_word
from muvengine.reads.counters import counter_sign_of
from muvengine.reads.shops import shop
from muvengine.words.catalogue import say
from tests.build import Town
from tests.formats.test_qr import raster

SHOP = "/organiser/shops/boulangerie"
PAGE = f"{SHOP}/counter"


def test_a_counter_sign_is_made_renewed_and_taken_down(town: Town) -> None:
    ines = town.ines()
    assert PAGE in [a.attrs.get("href") for a in ines.get(SHOP).all("a")]
    assert "No counter sign yet." in ines.get(PAGE).text
    ines.get(f"{PAGE}/month", 404)
    page = ines.post(PAGE)
    assert "The sign is ready." in page.told
    first = page.one("p", class_="code").text
    assert ines.post(PAGE).one("p", class_="code").text != first
    assert "does not work any more" in ines.post(f"{PAGE}/revoke", on=PAGE).told
    ines.send(f"{PAGE}/revoke", ines.hidden(PAGE), 404)
    trail = ines.get("/organiser/audit").text
    said = ("made a counter sign", "made a new counter sign", "took a counter sign down")
    assert [act for act in said if act not in trail] == []
    assert "Sign" not in [one.text for one in ines.get(SHOP).all("h3")], "a sign is no tablet"


@pytest.mark.parametrize("size", ["a4", "a5", "sticker", "poster"])
def test_the_paper_names_town_shop_and_what_is_accepted_in_every_language(
    town: Town, size: str
) -> None:
    ines = town.ines()
    ines.post(PAGE)
    page = ines.get(f"{PAGE}?size={size}")
    known = size if size != "poster" else "a4"
    paper = page.one("section", class_=f"paper-sign paper-sign-{known}")
    for words in ("Le quartier", "Boulangerie du Cours", "A loaf", "We take vouchers here"):
        assert words in paper.text
    assert say("shop_hand.sign_takes", "fr") in paper.text
    assert f"sign-{known}.css" in page.source


def test_a_sticker_in_the_window_uses_nothing(town: Town) -> None:
    ines = town.ines()
    page = ines.get(f"{PAGE}?size=sticker")
    [svg] = re.findall(r'<svg[^>]*class="qr".*?</svg>', page.source, re.DOTALL)
    [read] = zxingcpp.read_barcodes(raster(svg))
    assert read.text == "http://localhost/shops/boulangerie"
    assert not page.all("p", class_="code")


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_sheet_of_a_month_has_a_word_for_each_day_and_lines_for_paper(
    town: Town, locale: str
) -> None:
    ines = town.ines(locale)
    ines.post(PAGE)
    sign = counter_sign_of(
        town.wiring.open_reading, shop(town.wiring.open_reading, "boulangerie").id
    )
    assert sign is not None
    page = ines.get(f"{PAGE}/month?month=2026-02")
    assert page.one("table", class_="day-words mb-4")
    cells = [one.text for one in page.all("td")][: 3 * 28]
    first = town.wiring.now().date().replace(month=2, day=1)
    for number in range(28):
        said = day_word(sign.secret, first.replace(day=number + 1))
        assert cells[3 * number + 1] == say(f"shop_hand.word_{said.word}", locale)
        assert cells[3 * number + 2] == say(f"shop_hand.colour_{said.colour}", locale)
    assert sign.secret not in page.source
    assert sign.token not in page.source
    assert page.one("table", class_="paper-lines")
    for odd in ("2026-13", "1999-01", "x"):
        page = ines.get(f"{PAGE}/month?month={odd}")
        assert "2026" in page.one("h1").text


@pytest.mark.parametrize("who", ["organiser", "mediator"])
def test_a_paper_list_is_typed_in_line_by_line(town: Town, who: str) -> None:
    fatou = town.fatou()
    town.give(1_000)
    codes = [fatou.post("/me/offers", offer=one).path.rpartition("/")[2] for one in ("2", "3")]
    browser = town.ines() if who == "organiser" else town.karim()
    url = "/organiser/shops/cafe/paper" if who == "organiser" else "/desk/paper/cafe"
    if who == "mediator":
        assert url in [a.attrs.get("href") for a in browser.get("/desk/paper").all("a")]
    typed = {
        "day-0": "2026-04-07", "code-0": codes[0].lower(),
        "day-1": "2026-04-07", "code-1": codes[1], "amount-1": "2,50",
        "day-2": "2026-04-08", "code-2": codes[1],
        "day-3": "2026-04-07", "code-3": "K7M-4QX-9TC",
        "day-4": "6.4.2026", "code-4": codes[1],
        "day-5": "2026-04-07", "code-5": codes[1], "amount-5": "x",
    }  # fmt: skip
    del typed["day-1"]
    form = browser.hidden(url)
    page = browser.send(url, form | typed)
    assert "2 vouchers taken. 4 lines were not taken." in page.alert
    wrong = [one.text for one in page.all("p", class_="wrong")]
    assert "2 months" in wrong[0]
    assert "looks wrong" in wrong[1]
    assert "2 months" in wrong[2]
    assert "amount" in wrong[3]
    # Sent again, by a slow line: nothing is taken twice, nothing is told to be wrong.
    page = browser.send(url, form | {name: typed[name] for name in list(typed)[:4]})
    assert "2 vouchers taken." in page.told
    statement = town.tablet("cafe").get("/shop/statements").text
    assert "€4.00" in statement


def test_the_till_and_the_list_do_not_take_one_voucher_twice(town: Town) -> None:
    code = town.fatou().post("/me/offers", offer="1").path.rpartition("/")[2]
    town.tablet().post("/shop", code=code)
    url = f"{SHOP}/paper"
    ines = town.ines()
    page = ines.send(url, ines.hidden(url) | {"day-0": "2026-04-07", "code-0": code})
    assert "0 vouchers taken. 1 line was not taken." in page.alert
