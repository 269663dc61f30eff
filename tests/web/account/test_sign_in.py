"""People come in with a card, a password or a link, and leave nothing behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.services.make_link import make_link
from muvengine.services.void_card import void_card
from tests import people
from tests.desk import Desk
from tests.pages import Page
from tests.people import NOON, PASSWORD


def name_shown(page: Page) -> str:
    return page.one("header").text


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("url", ["/sign-in", "/sign-in/staff", "/c/" + "A" * 26, "/enter/nothing"])
def test_every_way_in_can_be_read(desk: Desk, url: str, locale: str) -> None:
    page = desk.browser(locale=locale).get(url)
    assert page.one("html").attrs["lang"] == locale


def test_a_card_number_and_its_code_open_my_page(desk: Desk) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    browser = desk.browser()
    page = browser.post("/sign-in", card=card.number.lower(), pin=card.pin)
    assert page.path == "/me"
    assert "Fatou" in name_shown(page)


@pytest.mark.parametrize("prefix", ["/c/", "/C/"])
def test_the_cards_qr_asks_for_the_code_only(desk: Desk, prefix: str) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    browser = desk.browser()
    page = browser.get(prefix + card.token)
    # A stranger who found the card learns nothing from it.
    assert "Fatou" not in page.source
    [action] = [place for place in page.actions() if place.lower().startswith("/c/")]
    opened = browser.post(action, pin=card.pin)
    assert opened.path == "/me"


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_wrong_code_says_so_and_keeps_the_number(desk: Desk, locale: str) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    wrong = "0000" if card.pin != "0000" else "1111"
    page = desk.browser(locale=locale).post("/sign-in", 401, card=card.number, pin=wrong)
    assert page.alert
    assert page.field("card") == card.number
    assert page.field("pin") == ""
    assert page.one("title").text.startswith({"en": "Error:", "fr": "Erreur\u00a0:"}[locale])


def test_empty_fields_are_named(desk: Desk) -> None:
    page = desk.browser().post("/sign-in", 422)
    assert "Card number" in page.alert
    assert "Secret code" in page.alert
    page = desk.browser().post("/sign-in/staff", 422)
    assert "E-mail" in page.alert


def test_after_five_wrong_codes_the_page_says_how_long_to_wait(desk: Desk) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    wrong = f"{(int(card.pin) + 1) % 10_000:04d}"
    browser = desk.browser()
    for _ in range(5):
        browser.post(f"/c/{card.token}", 401, pin=wrong)
    page = browser.post(f"/c/{card.token}", 429, pin=card.pin)
    assert page.headers["Retry-After"] == "180"
    assert "3 min" in page.alert
    desk.later = timedelta(minutes=3)
    assert browser.post(f"/c/{card.token}", pin=card.pin).path == "/me"


def test_a_void_card_opens_nothing(desk: Desk) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    void_card(desk.wiring.open_uow, person_id=desk.fatou.id, actor=SYSTEM, now=NOON)
    desk.browser().post(f"/c/{card.token}", 401, pin=card.pin)


def test_staff_come_in_with_a_password_and_go_on_to_where_they_were_heading(desk: Desk) -> None:
    browser = desk.browser()
    page = browser.get("/desk/enrol")
    assert page.path == "/sign-in"
    form = browser.hidden("/sign-in/staff")
    typed = {"email": "Maud@centre.example", "password": PASSWORD, "back": "/desk/enrol"}
    assert browser.send("/sign-in/staff", form | typed).path == "/desk/enrol"


@pytest.mark.parametrize("back", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
    "/\tevil", "evil", "",
])  # fmt: skip
def test_nobody_is_led_out_of_the_house(desk: Desk, back: str) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    browser = desk.browser()
    form = browser.hidden("/sign-in") | {"card": card.number, "pin": card.pin, "back": back}
    reply = browser.client.post("/sign-in", data=form)
    assert reply.headers["Location"] == "/me"


def test_a_link_asks_for_one_press_and_works_once(desk: Desk) -> None:
    token = make_link(
        desk.wiring.open_uow,
        person_id=desk.maud.id,
        actor=SYSTEM,
        now=NOON,
        new_token=desk.wiring.new_token,
    )
    # A mail program that looks at the link does not use it up.
    for _ in range(3):
        desk.browser().get(f"/enter/{token}")
    # Who comes by a link has no password yet, or has forgotten it.
    assert desk.browser().post(f"/enter/{token}").path == "/password"
    page = desk.browser().post(f"/enter/{token}", 401)
    assert page.alert


def test_a_demo_link_signs_in_when_opened(desk: Desk) -> None:
    link = desk.link(desk.fatou)
    for _ in range(2):
        assert desk.browser().get(link).path == "/me"


def test_signing_out_ends_the_session_on_the_server_too(desk: Desk) -> None:
    browser = desk.signed_in(desk.fatou)
    cookie = browser.client.get_cookie("muv-session")
    assert cookie is not None
    page = browser.post("/sign-out", on="/me")
    assert page.told
    assert browser.get("/me").path == "/sign-in"
    stolen = desk.browser()
    stolen.client.set_cookie("muv-session", cookie.value)
    assert stolen.get("/me").path == "/sign-in"


def test_a_shared_computer_forgets_after_ten_minutes(desk: Desk) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    browser = desk.browser()
    browser.post("/sign-in", card=card.number, pin=card.pin, shared="true")
    cookie = browser.client.get_cookie("muv-session")
    assert cookie is not None
    assert cookie.max_age is None
    desk.later = timedelta(minutes=10)
    assert browser.get("/me").path == "/me"
    desk.later = timedelta(minutes=21)
    assert browser.get("/me").path == "/sign-in"


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_shared_computer_has_a_large_way_out_on_every_page(desk: Desk, locale: str) -> None:
    card = people.card(desk.wiring.open_uow, desk.fatou)
    browser = desk.browser(locale=locale)
    browser.post("/sign-in", card=card.number, pin=card.pin, shared="true")
    for url in ("/me", "/me/trips", "/help", "/"):
        page = browser.get(url)
        # One way out, the large one.
        assert page.actions().count("/sign-out") == 1
        assert page.one("form", class_="finished no-print")
    page = browser.post("/sign-out", on="/me")
    assert page.told
    assert browser.get("/me").path == "/sign-in"
    assert "finished" not in desk.signed_in(desk.fatou).get("/me").source


def test_ones_own_phone_stays_signed_in_for_weeks(desk: Desk) -> None:
    browser = desk.signed_in(desk.fatou)
    cookie = browser.client.get_cookie("muv-session")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.max_age == 180 * 86_400
    desk.later = timedelta(days=29)
    assert browser.get("/me").path == "/me"


def test_the_session_cookie_changes_at_each_sign_in(desk: Desk) -> None:
    browser = desk.signed_in(desk.fatou)
    before = browser.client.get_cookie("muv-session")
    browser.get(desk.link(desk.fatou))
    after = browser.client.get_cookie("muv-session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
