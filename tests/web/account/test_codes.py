"""Staff set up a code, sign in with it, and the town may ask it of every organiser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from muvengine.core.people.second_factor import step_at
from muvengine.formats.totp import code_of
from muvengine.services.second_factor import begun_secret, code_seal
from tests.build import Town
from tests.conftest import Clock
from tests.mailing import delivered, link, mailing, said
from tests.pages import Browser, Page
from tests.people import PASSWORD

MINUTE = timedelta(minutes=1)


def set_up(town: Town, browser: Browser, person_id: int) -> tuple[bytes, Page]:
    browser.post("/access/codes/begin", on="/access")
    seal = code_seal(town.wiring.settings.secret_key)
    secret = begun_secret(town.wiring.open_reading, seal, person_id)
    assert secret is not None
    page = browser.post("/access/codes", code=code_of(secret, step_at(town.wiring.now())))
    return secret, page


def sign_in(town: Town, email: str, back: str = "/organiser/budget") -> tuple[Browser, Page]:
    browser = town.stranger()
    form = browser.hidden("/sign-in/staff") | {"email": email, "password": PASSWORD}
    return browser, browser.send("/sign-in/staff", {**form, "back": back})


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_code_is_set_up_and_asked_on_a_second_page(town: Town, clock: Clock, locale: str) -> None:
    ines = town.ines(locale)
    assert ines.get("/organiser").one("a", href="/access")
    secret, page = set_up(town, ines, town.ines_.id)
    assert page.source.count("data-code>") == 10
    clock.moment += MINUTE
    browser, page = sign_in(town, "inès@centre.example")
    assert page.path == "/sign-in/code"
    assert browser.get("/organiser").path == "/sign-in"
    assert browser.post("/sign-in/code", 401, code="000000").alert
    form = browser.hidden("/sign-in/code") | {"back": "/organiser/budget"}
    code = code_of(secret, step_at(clock()))
    assert browser.send("/sign-in/code", {**form, "code": code}).path == "/organiser/budget"


def test_the_square_and_the_text_tell_the_phone_the_same(town: Town) -> None:
    karim = town.karim()
    page = karim.post("/access/codes/begin", on="/access")
    assert page.path == "/access/codes"
    assert page.all("svg", class_="qr")
    assert (
        len(page.one("span", class_="font-monospace text-break fs-5").text.replace(" ", "")) == 32
    )


def test_a_code_on_paper_tells_how_many_are_left(town: Town, clock: Clock) -> None:
    _, page = set_up(town, town.karim(), town.karim_.id)
    paper = page.source.partition("data-code>")[2].partition("<")[0]
    clock.moment += MINUTE
    browser, _ = sign_in(town, "karim@centre.example", "")
    page = browser.post("/sign-in/code", code=paper)
    assert page.path == "/desk"
    assert "9 codes on paper left" in page.told


def test_a_wrong_code_sets_nothing_up(town: Town) -> None:
    karim = town.karim()
    karim.post("/access/codes/begin", on="/access")
    assert karim.post("/access/codes", 422, code="000000").alert
    assert karim.post("/access/codes", 422, code="").alert
    assert "no code" in karim.get("/access").text


def test_a_code_is_stopped_with_a_code(town: Town, clock: Clock) -> None:
    karim = town.karim()
    secret, _ = set_up(town, karim, town.karim_.id)
    clock.moment += MINUTE
    assert karim.post("/access/codes/stop", 422, on="/access", code="1").alert
    page = karim.post("/access/codes/stop", on="/access", code=code_of(secret, step_at(clock())))
    assert "no code any more" in page.told


def test_participants_and_strangers_have_no_access_page(town: Town) -> None:
    assert town.fatou().get("/access").path == "/sign-in/staff"
    assert town.stranger().get("/access/codes").path == "/sign-in/staff"
    assert town.stranger().get("/sign-in/code").path == "/sign-in/staff"


def test_a_town_may_ask_every_organiser_for_a_code(town: Town) -> None:
    ines = town.ines()
    ines.post("/organiser/team/codes", on="/organiser/team", required="yes")
    page = ines.get("/organiser/budget")
    assert page.path == "/access"
    assert "need it" in page.text
    set_up(town, ines, town.ines_.id)
    assert ines.get("/organiser/budget").path == "/organiser/budget"
    # Mediators choose by themselves.
    assert town.karim().get("/desk").path == "/desk"
    ines.post("/organiser/team/codes", on="/organiser/team", required="no")
    assert "may sign in with their password alone" in ines.get("/organiser/team").text


def test_an_organiser_takes_the_codes_of_a_colleague_away(town: Town) -> None:
    set_up(town, town.karim(), town.karim_.id)
    ines = town.ines()
    assert "with a code" in ines.get("/organiser/team").text
    url = f"/organiser/team/{town.karim_.public_id}/codes"
    assert "Karim" in ines.post(url, on="/organiser/team").told
    _, page = sign_in(town, "karim@centre.example", "")
    assert page.path == "/desk"
    assert "took the codes of a colleague away" in ines.get("/organiser/audit").text


def test_an_invitation_by_mail_ends_at_a_password(town: Town, tmp_path: Path) -> None:
    town = mailing(town, tmp_path)
    ines = town.ines()
    lea = {"name": "Léa", "email": "lea@centre.example", "role": "mediator", "locale": "fr"}
    form = ines.hidden("/organiser/team") | lea | {"by_mail": "true"}
    page = ines.send("/organiser/team", form)
    assert "lea@centre.example" in page.told
    [mail] = delivered(town)
    assert mail["To"] == "lea@centre.example"
    assert "Inès vous invite" in said(mail)
    browser = town.stranger("fr")
    assert browser.post(link(mail)).path == "/password"
    browser.post("/password", password=PASSWORD, again=PASSWORD)
    _, page = sign_in(town, "lea@centre.example", "")
    assert page.path == "/desk"


def test_a_link_does_not_go_round_the_code(town: Town) -> None:
    set_up(town, town.karim(), town.karim_.id)
    page = town.ines().post(f"/organiser/team/{town.karim_.public_id}/link", on="/organiser/team")
    address = page.source.partition("data-link>")[2].partition("<")[0]
    browser = town.stranger()
    assert browser.post(address.removeprefix("http://localhost")).path == "/sign-in/code"
    assert browser.get("/desk").path == "/sign-in"
