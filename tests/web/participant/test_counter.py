from __future__ import annotations

import re
from datetime import timedelta

import pytest
import zxingcpp

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.day_word import day_word
from muvengine.reads.counters import counter_sign_of
from muvengine.reads.shops import shop
from muvengine.services.keep_counter import make_counter_sign
from muvengine.words.catalogue import say
from tests.build import Town
from tests.conftest import Clock
from tests.formats.test_qr import raster
from tests.pages import Browser, Page
from tests.web.shop.test_till import meal


def make_sign(town: Town, key: str = "boulangerie") -> str:
    wiring = town.wiring
    make_counter_sign(
        wiring.open_uow, key, actor=SYSTEM, now=wiring.now(), new_token=wiring.new_token
    )
    sign = counter_sign_of(wiring.open_reading, shop(wiring.open_reading, key).id)
    assert sign is not None
    return sign.token


def code_of(town: Town) -> str:
    sign = counter_sign_of(
        town.wiring.open_reading, shop(town.wiring.open_reading, "boulangerie").id
    )
    assert sign is not None
    return sign.code


def buy(browser: Browser, offer: str = "1") -> str:
    return browser.post("/me/offers", offer=offer).path


def use(browser: Browser, url: str, sign: str, expect: int = 200, **typed: str) -> Page:
    return browser.post(
        f"{url}/use", expect, on=f"{url}/use?sign={sign}", **({"sign": sign} | typed)
    )


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_sign_is_scanned_the_voucher_used_and_the_clerk_believes_it(
    town: Town, clock: Clock, locale: str
) -> None:
    token, fatou = make_sign(town), town.fatou(locale)
    url = buy(fatou)
    assert f"{url}/use" in [a.attrs.get("href") for a in fatou.get(url).all("a")]
    # The camera opens the address on the sign; with one voucher it is the one meant.
    page = fatou.get(f"/K/{token}")
    assert page.path == f"{url}/use"
    assert say("shop_hand.use_once", locale) in page.text
    assert page.field("sign") == token
    page = use(fatou, url, token)
    assert page.path == f"{url}/used"
    said = day_word(secret(town), clock.moment.date())
    assert page.one("strong", class_="used-said").text == say(f"shop_hand.word_{said.word}", locale)
    assert say(f"shop_hand.colour_{said.colour}", locale) in page.text
    assert "14:00" in page.text if locale == "en" else "14\u00a0h\u00a000" in page.text
    assert page.one("span", class_="used-runner")


def secret(town: Town) -> str:
    sign = counter_sign_of(
        town.wiring.open_reading, shop(town.wiring.open_reading, "boulangerie").id
    )
    assert sign is not None
    return sign.secret


def test_a_reload_tells_when_and_takes_nothing_again(town: Town, clock: Clock) -> None:
    token, fatou = make_sign(town), town.fatou()
    url = buy(fatou)
    form = fatou.hidden(f"{url}/use?sign={token}")
    use(fatou, url, token)
    clock.moment += timedelta(minutes=2)
    assert "2:00" in fatou.get(f"{url}/used").text
    clock.moment += timedelta(minutes=2)
    page = fatou.get(f"{url}/used")
    assert "This page is old." in page.text
    assert "Used on Tuesday 7 April, 14:00." in page.text
    assert not page.all("strong", class_="used-said")
    # The same form again hears the same; a new one hears that it was used.
    assert fatou.send(f"{url}/use", form | {"sign": token}, 409).alert
    assert "Used" in fatou.get(f"{url}/use?sign={token}").text
    assert not [one for one in fatou.get(f"{url}/use").actions() if one.endswith("/use")]


def test_the_code_of_the_sign_can_be_typed(town: Town) -> None:
    make_sign(town)
    fatou, code = town.fatou(), code_of(town)
    url = buy(fatou)
    page = fatou.post(f"{url}/use", 422)
    assert "Type the code on the sign." in page.alert
    page = fatou.post(f"{url}/use", 404, sign=f"{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    assert "looks wrong" in page.alert
    assert page.field("sign"), "what was typed is kept"
    assert fatou.post(f"{url}/use", sign=code.lower()).path == f"{url}/used"


def test_several_vouchers_of_a_shop_are_chosen_from(town: Town) -> None:
    token, fatou = make_sign(town, "cafe"), town.fatou()
    town.give(1_000)
    assert "no voucher for this shop" in fatou.get(f"/k/{token}").text
    coffee, five = buy(fatou, "2"), buy(fatou, "3")
    page = fatou.get(f"/k/{token}")
    found = {
        str(a.attrs["href"]).partition("?")[0]
        for a in page.all("a", class_="btn btn-primary w-100")
    }
    assert found == {f"{coffee}/use", f"{five}/use"}
    page = use(fatou, five, token, 422, amount="lots")
    assert "Type an amount in euros" in page.alert
    assert "does not fit" in use(fatou, five, token, 422, amount="7").alert
    page = use(fatou, five, token, amount="1,50")
    assert "€1.50" in page.text
    assert "€3.50" in page.text


def test_a_share_of_a_bill_asks_for_the_bill(town: Town) -> None:
    token, fatou = make_sign(town), town.fatou()
    url = buy(fatou, meal(town))
    page = fatou.get(f"/k/{token}")
    assert page.one("label", for_="amount").text.startswith("The whole bill")
    assert "The town pays 20% of it, up to €5.00." in page.text
    assert "Type the whole bill." in use(fatou, url, token, 422).alert
    assert "€2.48" in use(fatou, url, token, amount="12,40").text


def test_a_voucher_that_waits_for_its_printer_is_good_at_the_counter(town: Town) -> None:
    token = make_sign(town)
    town.karim(helping=town.fatou_).post("/me/offers", offer="1", paper="true")
    fatou = town.fatou()
    page = fatou.get(f"/k/{token}")
    url = page.path.removesuffix("/use")
    assert url.startswith("/me/vouchers/"), "the one voucher is the one meant"
    assert use(fatou, url, token).path == f"{url}/used"


def test_the_sign_of_another_shop_and_an_old_one_are_told_apart(town: Town) -> None:
    bakery, cafe, fatou = make_sign(town), make_sign(town, "cafe"), town.fatou()
    url = buy(fatou)
    page = fatou.get(f"{url}/use?sign={cafe}")
    assert "Your voucher is for Boulangerie du Cours." in page.alert
    form = fatou.hidden(f"{url}/use?sign={bakery}")
    make_sign(town)
    assert "This sign is old." in fatou.get(f"/k/{bakery}", 404).alert
    assert "still good" in fatou.send(f"{url}/use", form | {"sign": bakery}, 409).alert


def test_without_a_sign_there_is_no_way_to_use_it_alone(town: Town) -> None:
    fatou = town.fatou()
    url = buy(fatou)
    assert f"{url}/use" not in fatou.get(url).source
    assert "This shop has no sign." in fatou.get(f"{url}/use").text
    assert fatou.get(f"{url}/used").path == url


def test_a_stranger_is_led_in_and_finds_the_sign_again(town: Town) -> None:
    token = make_sign(town)
    page = town.stranger().get(f"/K/{token}")
    assert page.path == "/sign-in"
    assert f"/me/counter/{token}" in page.source


def test_nobody_sees_the_page_of_somebody_elses_voucher(town: Town) -> None:
    token, fatou = make_sign(town), town.fatou()
    url = buy(fatou)
    use(fatou, url, token)
    from tests import people  # noqa: PLC0415

    jo = town.browser_of(people.participant(town.wiring.open_uow, "Jo"))
    for page in (f"{url}/used", f"{url}/use"):
        jo.get(page, 404)


def test_a_mediator_uses_it_for_the_person_they_help(town: Town) -> None:
    token = make_sign(town)
    karim = town.karim(helping=town.fatou_)
    url = buy(karim)
    assert use(karim, url, token).path == f"{url}/used"


def test_the_square_on_the_counter_holds_the_address(town: Town) -> None:
    token = make_sign(town)
    page = town.ines().get("/organiser/shops/boulangerie/counter")
    [svg] = re.findall(r'<svg[^>]*class="qr".*?</svg>', page.source, re.DOTALL)
    [read] = zxingcpp.read_barcodes(raster(svg))
    assert read.text == f"HTTP://LOCALHOST/K/{token}"
