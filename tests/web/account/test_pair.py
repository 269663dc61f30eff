from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.services.pair_device import make_pairing_code
from tests.build import Town
from tests.conftest import Clock

PAIR = "/pair"


def pairing_code(town: Town, shop: str = "cafe", *, reusable: bool = False) -> str:
    return make_pairing_code(
        town.wiring.open_uow,
        shop,
        actor=SYSTEM,
        now=town.wiring.now(),
        new_token=town.wiring.new_token,
        reusable=reusable,
    )


@pytest.mark.parametrize(("locale", "heading"), [
    ("en", "Take a voucher \u2013 Café de la Mousse"),
    ("fr", "Prendre un bon \u2013 Café de la Mousse"),
])  # fmt: skip
def test_a_typed_code_connects_a_tablet_for_good(
    town: Town, clock: Clock, locale: str, heading: str
) -> None:
    tablet = town.stranger(locale)
    page = tablet.post(PAIR, code=pairing_code(town).lower(), name="Comptoir")
    assert page.one("h1").text == heading
    clock.moment += timedelta(days=30)
    assert tablet.get("/shop").one("h1").text == heading


def test_a_tablet_without_a_shop_is_asked_for_its_code(town: Town) -> None:
    assert town.stranger().get("/shop").path == PAIR


def test_a_code_works_once(town: Town) -> None:
    code = pairing_code(town)
    town.stranger().post(PAIR, code=code)
    page = town.stranger().post(PAIR, 401, code=code)
    assert "This does not match." in page.alert
    assert page.field("code") == code


def test_a_code_works_for_ten_minutes(town: Town, clock: Clock) -> None:
    early, late = pairing_code(town), pairing_code(town)
    clock.moment += timedelta(minutes=9, seconds=59)
    assert town.stranger().post(PAIR, code=early).path == "/shop"
    clock.moment += timedelta(seconds=1)
    town.stranger().post(PAIR, 401, code=late)


@pytest.mark.parametrize(("form", "status", "said"), [
    ({"code": ""},                            422, "Type the code."),
    ({"code": "K7M"},                         401, "This does not match."),
    ({"code": "not a code of any kind"},      401, "This does not match."),
    ({"code": "K7M-4QX-9TD", "name": "x" * 81}, 422, "This is not right."),
])  # fmt: skip
def test_a_wrong_code_connects_nothing(
    town: Town, form: dict[str, str], status: int, said: str
) -> None:
    tablet = town.stranger()
    assert said in tablet.post(PAIR, status, **form).alert
    assert tablet.get("/shop").path == PAIR


def test_guessing_comes_to_an_end_and_begins_again(town: Town, clock: Clock) -> None:
    stranger, code = town.stranger(), pairing_code(town)
    for _ in range(10):
        stranger.post(PAIR, 401, code="000000000")
    page = stranger.post(PAIR, 429, code=code)
    assert "Too many tries." in page.alert
    assert int(page.headers["Retry-After"]) > 0
    clock.moment += timedelta(minutes=2)
    assert stranger.post(PAIR, code=code).path == "/shop"


def test_looking_at_a_link_does_not_use_it_up(town: Town) -> None:
    code = pairing_code(town)
    for _ in range(3):
        page = town.stranger().get(f"{PAIR}/{code}")
        assert page.field("code") == code
    assert town.stranger().post(PAIR, code=code).path == "/shop"


def test_the_link_of_a_demo_connects_at_once_and_again(town: Town) -> None:
    code = pairing_code(town, reusable=True)
    for _ in range(2):
        assert town.stranger().get(f"{PAIR}/{code}").path == "/shop"


def test_a_strange_link_shows_the_form(town: Town) -> None:
    assert town.stranger().get(f"{PAIR}/nothing").field("code") == "nothing"
