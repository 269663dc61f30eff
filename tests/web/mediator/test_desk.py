"""A mediator finds, enrols, prints and helps; the person stays in charge."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pytest
import zxingcpp

from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.people import find_people
from muvengine.reads.person import person as read_person
from tests.desk import Desk
from tests.pages import Browser, Page

ENROL: Final[dict[str, str]] = {
    "name": "Omar",
    "locale": "fr",
    "usual_mode": "bus",
    "consent": "true",
}
NAMES: Final = ("<script>alert(1)</script>", '" onmouseover="x', "{{ 7*7 }}", "O'Brien & Co")


def submit(browser: Browser, form: dict[str, str], expect: int = 200) -> Page:
    return browser.send("/desk/enrol", browser.hidden("/desk/enrol") | form, expect)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_desk_can_be_read_in_each_language(desk: Desk, locale: str) -> None:
    browser = desk.signed_in(desk.maud, locale=locale)
    for url in ("/desk", "/desk?q=fa", "/desk?q=nobody", "/desk/enrol",
                f"/desk/people/{desk.fatou.public_id}"):  # fmt: skip
        assert browser.get(url).one("html").attrs["lang"] == locale


def test_a_person_is_enrolled_in_five_fields(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    asked = {field.attrs.get("name") for field in browser.get("/desk/enrol").all("input")} | {
        field.attrs.get("name") for field in browser.get("/desk/enrol").all("select")
    }
    assert asked - {"csrf_token", "attempt", "back"} == {
        "name", "locale", "usual_mode", "note", "consent"
    }  # fmt: skip
    page = submit(browser, ENROL)
    assert page.one("h1").text == "Omar"
    assert "enrolled" in page.told
    omar = find_people(desk.wiring.open_reading, "omar")[0]
    assert (omar.locale, omar.usual_mode) == ("fr", "bus")
    act = audit_trail(desk.wiring.open_reading, about=omar.id)[0]
    assert act.actor == Actor("mediator", desk.maud.id, on_behalf_of=omar.id)


def test_a_form_sent_twice_enrols_one_person(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    form = browser.hidden("/desk/enrol") | ENROL
    assert browser.send("/desk/enrol", form).path == browser.send("/desk/enrol", form).path
    assert len(find_people(desk.wiring.open_reading, "omar")) == 1


@pytest.mark.parametrize(("changed", "said"), [
    ({"consent": ""},          "Without a yes"),
    ({"name": ""},             "Type a name"),
    ({"name": "\u200b"},       "Type a name"),
    ({"name": "x" * 81},       "too long"),
    ({"note": "x" * 201},      "too long"),
    ({"usual_mode": "rocket"}, "not right"),
    ({"locale": "xx"},         "not right"),
])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    desk: Desk, changed: dict[str, str], said: str
) -> None:
    browser = desk.signed_in(desk.maud)
    page = submit(browser, ENROL | {"note": "mardi"} | changed, 422)
    assert said in page.alert
    if "note" not in changed:
        assert page.field("note") == "mardi"
    assert len(find_people(desk.wiring.open_reading, "omar")) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_ever_a_name(desk: Desk, name: str) -> None:
    browser = desk.signed_in(desk.maud)
    page = submit(browser, ENROL | {"name": name})
    assert page.one("h1").text == " ".join(name.split())
    browser.post(f"{page.path}/card", on=page.path)
    browser.post(f"{page.path}/help", on=page.path, agreed="true")
    assert name in browser.get("/desk").one("header").text


def decoded(svg: str) -> str:
    """Read a drawn QR code as a phone would."""
    size = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    image = np.full((size, size), 255, dtype=np.uint8)
    for x, y, length in _dark_runs(svg):
        image[y, x : x + length] = 0
    enlarged = np.ascontiguousarray(image.repeat(8, axis=0).repeat(8, axis=1))
    return str(zxingcpp.read_barcodes(enlarged)[0].text)


def _dark_runs(svg: str) -> list[tuple[int, int, int]]:
    """Follow segno's path: m moves, h draws one row of modules to the right."""
    drawn = re.findall(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]*stroke="#000"', svg)
    path = next(part for match in drawn for part in match if part)
    runs, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([MmHh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            runs.append((int(x), int(y), int(values[0])))
            x += values[0]
    return runs


def card_of(browser: Browser, person: Person) -> Page:
    url = f"/desk/people/{person.public_id}"
    return browser.post(f"{url}/card", on=url)


def test_the_printed_card_opens_by_its_qr_its_number_and_its_code(desk: Desk) -> None:
    page = card_of(desk.signed_in(desk.maud), desk.fatou)
    number, pin = (code.text for code in page.all("p", class_="code"))
    svg = re.search(r"<svg[^>]*class=\"qr\".*?</svg>", page.source, re.DOTALL)
    assert svg
    address = decoded(svg[0])
    assert re.fullmatch(r"HTTPS://MUV\.EXAMPLE/C/[A-Z2-7]{26}", address)
    phone = desk.browser()
    assert phone.post(address.removeprefix("HTTPS://MUV.EXAMPLE"), pin=pin).path == "/me"
    assert desk.browser().post("/sign-in", card=number, pin=pin).path == "/me"
    # Fatou reads French: so does her card, on an English desk.
    assert page.one("section", class_="paper-card").attrs["lang"] == "fr"
    assert "Votre code secret" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_new_card_and_a_lost_card_make_the_old_one_worthless(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    old, new = card_of(browser, desk.fatou), card_of(browser, desk.fatou)
    number, pin = (code.text for code in old.all("p", class_="code"))
    desk.browser().post("/sign-in", 401, card=number, pin=pin)
    url = f"/desk/people/{desk.fatou.public_id}"
    page = browser.post(f"{url}/void", on=url)
    assert "opens nothing" in page.told
    number, pin = (code.text for code in new.all("p", class_="code"))
    desk.browser().post("/sign-in", 401, card=number, pin=pin)
    assert read_person(desk.wiring.open_reading, desk.fatou.public_id).card is None


def test_helping_begins_with_a_yes_and_ends_with_a_press(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    url = f"/desk/people/{desk.fatou.public_id}"
    page = browser.post(f"{url}/help", 422, on=url)
    assert "must agree" in page.alert
    assert browser.get("/me").path == "/desk"
    page = browser.post(f"{url}/help", on=url, agreed="true")
    assert page.path == "/me"
    for path in ("/me", "/desk", "/me/trips/new"):
        assert "You are helping Fatou" in browser.get(path).one("header").text
    page = browser.post("/desk/stop", on="/me")
    assert "stopped helping Fatou" in page.told
    assert "You are helping" not in page.source
    assert browser.get("/me").path == "/desk"
    acts = [act.act for act in audit_trail(desk.wiring.open_reading, about=desk.fatou.id)]
    assert acts[:2] == ["help.end", "help.begin"]


def test_points_are_printed_only_for_whom_one_helps(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    assert browser.get("/desk/balance").path == "/desk"
    url = f"/desk/people/{desk.fatou.public_id}"
    told = browser.get(url).one("main").text.lower()
    for spoken_of in ("points and trips", "points and vouchers", "move the points"):
        told = told.replace(spoken_of, "")
    assert "points" not in told
    browser.post(f"{url}/help", on=url, agreed="true")
    page = browser.get("/desk/balance")
    assert page.one("h1").text == "The points of Fatou"
    assert "0 point" in page.text
    assert "Imprimé par Maud" in page.text


def test_colleagues_are_not_on_the_desk(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    url = f"/desk/people/{desk.maud.public_id}"
    browser.get(url, 404)
    form = browser.hidden("/desk/enrol") | {"agreed": "true"}
    browser.send(f"{url}/help", form, 404)
    browser.send(f"{url}/card", form, 404)
    browser.get("/desk/people/nothing", 404)


def test_participants_do_not_reach_the_desk(desk: Desk) -> None:
    browser = desk.signed_in(desk.fatou)
    browser.get("/desk", 403)
    form = browser.hidden("/me") | {"agreed": "true"} | ENROL
    for url in ("/desk/enrol", f"/desk/people/{desk.fatou.public_id}/help"):
        browser.send(url, form, 403)


def test_one_letter_is_not_said_to_find_nobody(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    page = browser.get("/desk?q=f")
    assert "Type at least 2 letters." in page.text
    assert "found" not in page.one("main").text
    assert "1 person found" in browser.get("/desk?q=fa").text


@pytest.mark.parametrize("path", ["/desk", "/desk/"])
def test_the_desk_has_one_address_and_forgives_a_slash(desk: Desk, path: str) -> None:
    page = desk.signed_in(desk.maud).get(path)
    assert page.path == path
    assert "/desk" in [link.attrs["href"] for link in page.all("a")]
