"""Sign in by a link in a mail: an address that was confirmed, one press, once, for ten minutes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from muvengine.core.people.mail import CONFIRM_LASTS
from tests.build import Town
from tests.conftest import Clock
from tests.mailing import delivered, link, mailing, said

FATOU = "fatou@mail.example"


@pytest.fixture
def mails(town: Town, tmp_path: Path) -> Town:
    return mailing(town, tmp_path)


def confirmed(mails: Town, address: str = FATOU) -> None:
    mails.fatou().post("/me/mail", email=address)
    [mail] = delivered(mails)
    mails.stranger().post(link(mail))


def test_from_an_address_to_my_page(mails: Town) -> None:
    page = mails.fatou().post("/me/mail", email="Fatou@Mail.example")
    assert FATOU in page.text
    [asked] = delivered(mails)
    assert asked["To"] == FATOU
    # Whoever reads it may be a stranger.
    assert "Fatou" not in said(asked)
    assert mails.stranger().post(link(asked)).one("h1").text == "Thank you"
    page = mails.stranger().post("/sign-in/mail", email=FATOU)
    assert page.one("h1").text == "Look into your mails"
    [mail] = delivered(mails)
    assert said(mail).startswith("Bonjour Fatou,")
    browser = mails.stranger()
    # Mail programs open links to look at them.
    for _ in range(3):
        mails.stranger().get(link(mail))
    assert browser.post(link(mail)).path == "/me"
    assert mails.stranger().post(link(mail), 401).alert


def test_a_link_by_mail_on_a_shared_computer_ends_soon(mails: Town, clock: Clock) -> None:
    confirmed(mails)
    mails.stranger().post("/sign-in/mail", email=FATOU)
    [mail] = delivered(mails)
    browser = mails.stranger()
    browser.post(link(mail), shared="true")
    clock.moment += timedelta(minutes=11)
    assert browser.get("/me").path == "/sign-in"


def test_a_link_by_mail_opens_for_ten_minutes(mails: Town, clock: Clock) -> None:
    confirmed(mails)
    mails.stranger().post("/sign-in/mail", email=FATOU)
    [mail] = delivered(mails)
    clock.moment += timedelta(minutes=10)
    mails.stranger().post(link(mail), 401)


@pytest.mark.parametrize("address", [FATOU, "stranger@mail.example"])
def test_nobody_learns_whether_an_address_is_known(mails: Town, address: str) -> None:
    confirmed(mails)
    reply = mails.stranger().post("/sign-in/mail", email=address)
    assert (reply.status, reply.path) == (200, "/sign-in/mail/asked")
    assert address not in reply.source
    with mails.wiring.open_reading() as uow:
        left = uow.connection.exec_driver_sql("SELECT address FROM mail_ask").scalars().all()
    # The answer is written by the worker: here everybody leaves the same row.
    assert left == [address]
    assert len(delivered(mails)) == (1 if address == FATOU else 0)


def test_an_address_that_was_not_confirmed_opens_nothing(mails: Town) -> None:
    mails.fatou().post("/me/mail", email=FATOU)
    delivered(mails)
    mails.stranger().post("/sign-in/mail", email=FATOU)
    assert delivered(mails) == []


def test_a_confirmation_is_good_once_and_for_a_day(mails: Town, clock: Clock) -> None:
    mails.fatou().post("/me/mail", email=FATOU)
    [mail] = delivered(mails)
    clock.moment += CONFIRM_LASTS
    assert mails.stranger().post(link(mail), 410).alert
    confirmed(mails)
    assert mails.stranger().post(link(mail), 410).alert


def test_a_new_address_takes_the_place_of_the_old_one_when_it_is_confirmed(mails: Town) -> None:
    confirmed(mails)
    mails.fatou().post("/me/mail", email="new@mail.example")
    [mail] = delivered(mails)
    page = mails.fatou().get("/me/mail")
    assert FATOU in page.text
    assert "new@mail.example" in page.text
    mails.stranger().post("/sign-in/mail", email=FATOU)
    assert len(delivered(mails)) == 1
    mails.stranger().post(link(mail))
    mails.stranger().post("/sign-in/mail", email=FATOU)
    mails.stranger().post("/sign-in/mail", email="new@mail.example")
    assert [one["To"] for one in delivered(mails)] == ["new@mail.example"]


def test_a_forgotten_address_leaves_nothing_behind(mails: Town) -> None:
    confirmed(mails)
    mails.fatou().post("/me/mail", email="new@mail.example")
    page = mails.fatou().post("/me/mail/drop", on="/me/mail")
    assert page.told
    assert FATOU not in page.source
    mails.stranger().post("/sign-in/mail", email=FATOU)
    assert delivered(mails) == []
    with mails.wiring.open_reading() as uow:
        kept = uow.connection.exec_driver_sql("SELECT count(*) FROM mail_address").scalar_one()
    assert kept == 0


def test_two_of_a_family_get_a_link_each(mails: Town) -> None:
    confirmed(mails)
    karim = mails.karim()
    karim.post("/desk/enrol", name="Awa", locale="en", consent="true", email=FATOU)
    [mail] = delivered(mails)
    mails.stranger().post(link(mail))
    mails.stranger().post("/sign-in/mail", email=FATOU)
    greeted = {said(one).splitlines()[0] for one in delivered(mails)}
    assert greeted == {"Bonjour Fatou,", "Hello Awa,"}


def test_an_enrolment_with_a_wrong_address_says_so(mails: Town) -> None:
    form = {"name": "Awa", "locale": "fr", "consent": "true", "email": "awa"}
    page = mails.karim().post("/desk/enrol", 422, **form)
    assert "E-mail" in page.alert


@pytest.mark.parametrize("address", ["fatou", "a,b@mail.example", "é@mail.example", "<a@b.ex>"])
def test_an_address_that_is_none_is_told(mails: Town, address: str) -> None:
    assert mails.fatou().post("/me/mail", 422, email=address).alert
    assert mails.stranger().post("/sign-in/mail", 422, email=address).alert


def test_nobody_is_flooded(mails: Town) -> None:
    for _ in range(3):
        mails.stranger().post("/sign-in/mail", email=FATOU)
    page = mails.stranger().post("/sign-in/mail", 429, email=FATOU)
    assert page.headers["Retry-After"]
    # Also not by somebody who is signed in, and says it were theirs.
    assert mails.fatou().post("/me/mail", 429, email=FATOU).alert


def test_one_network_cannot_write_to_the_whole_town(mails: Town) -> None:
    for number in range(30):
        mails.stranger().post("/sign-in/mail", email=f"nobody-{number}@mail.example")
    mails.stranger().post("/sign-in/mail", 429, email="one-more@mail.example")


def test_a_town_without_mails_offers_none(town: Town) -> None:
    town.stranger().get("/sign-in/mail", 404)
    town.stranger().send("/sign-in/mail", town.stranger().hidden("/sign-in"), 400)
    town.fatou().get("/me/mail", 404)
    assert "/sign-in/mail" not in town.stranger().get("/sign-in").source
    assert "/me/mail" not in town.fatou().get("/me/settings").source


def test_an_ask_that_waited_too_long_is_dropped(mails: Town, clock: Clock) -> None:
    confirmed(mails)
    mails.stranger().post("/sign-in/mail", email=FATOU)
    clock.moment += timedelta(minutes=10)
    assert delivered(mails) == []
