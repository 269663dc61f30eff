"""A trip comes from another app: it lies aside, and counts once its owner has said so."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.trips import trips
from muvengine.reads.uploads import shared
from muvengine.services.make_link import make_link
from muvengine.services.prune_records import prune_records
from muvengine.services.work_upload import work_upload
from tests.build import Town, ride
from tests.conftest import Clock
from tests.pages import Browser, Page, read
from tests.people import NOON, participant

SHARE = "/share"


def hand_over(browser: Browser, data: bytes | None = None, **headers: str) -> TestResponse:
    """As a phone's share sheet does: no token, no attempt."""
    file = (BytesIO(ride() if data is None else data), "walk.gpx", "application/octet-stream")
    return browser.client.post(
        SHARE,
        data={"file": file},
        headers={name.replace("_", "-"): v for name, v in headers.items()},
    )


def asked(town: Town) -> tuple[Browser, Page]:
    fatou = town.fatou()
    reply = hand_over(fatou, Sec_Fetch_Site="none")
    assert reply.status_code == 303
    return fatou, fatou.get(reply.location)


def count(town: Town) -> int:
    return len(trips(town.wiring.open_reading, town.fatou_.id).items)


def work(town: Town) -> bool:
    wiring = town.wiring
    return work_upload(wiring.open_uow, wiring.shelf, now=wiring.now, new_token=wiring.new_token)


def test_a_shared_trip_counts_once_its_owner_said_how_they_travelled(town: Town) -> None:
    fatou, page = asked(town)
    assert "Is this your trip?" in page.text
    assert "walk.gpx" in page.text
    assert not work(town), "a worker leaves it alone"
    assert count(town) == 0
    trip = fatou.post(page.path, mode="walk")
    assert "Your trip counts" in trip.text
    assert count(town) == 1
    assert fatou.get(page.path).path == trip.path
    assert not shared(town.wiring.open_reading, town.fatou_.id)


def test_pressed_twice_it_counts_once(town: Town) -> None:
    fatou, page = asked(town)
    form = {**fatou.hidden(page.path), "mode": "walk"}
    first, second = fatou.send(page.path, form), fatou.send(page.path, form)
    assert first.path == second.path
    assert count(town) == 1


def test_without_a_mode_it_is_asked_again(town: Town) -> None:
    fatou, page = asked(town)
    again = fatou.post(page.path, 422, mode="")
    assert "Say how you travelled." in again.alert
    assert count(town) == 0


def test_it_can_be_thrown_away(town: Town) -> None:
    fatou, page = asked(town)
    told = fatou.post(f"{page.path}/drop", on=page.path)
    assert "Nothing was counted." in told.told
    fatou.get(page.path, 404)
    assert not work(town)
    assert count(town) == 0


def test_what_waits_stands_on_the_page_for_trips_and_not_among_files_sent(town: Town) -> None:
    fatou, page = asked(town)
    assert fatou.get("/me/trips/new").all("a", href=page.path)
    assert page.path.rpartition("/")[2] not in fatou.get("/me/uploads").source
    assert fatou.get(f"/me/uploads/{page.path.rpartition('/')[2]}").path == page.path


def test_nobody_else_sees_it(town: Town) -> None:
    _, page = asked(town)
    other = town.browser_of(participant(town.wiring.open_uow, "Samir"))
    other.get(page.path, 404)
    other.post(f"{page.path}/drop", 404, on="/me/trips/new")
    assert shared(town.wiring.open_reading, town.fatou_.id)


def test_after_a_day_it_is_gone(town: Town, clock: Clock) -> None:
    asked(town)
    clock.moment = NOON + timedelta(days=1, minutes=1)
    prune_records(town.wiring.open_uow, now=clock.moment)
    assert not shared(town.wiring.open_reading, town.fatou_.id)


def test_five_wait_at_most(town: Town) -> None:
    fatou = town.fatou()
    for _ in range(7):
        hand_over(fatou)
    assert len(shared(town.wiring.open_reading, town.fatou_.id)) == 5


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "Sign in first"), ("fr", "Connectez-vous d’abord")]
)
def test_of_a_stranger_nothing_is_kept_and_they_hear_what_to_do(
    town: Town, locale: str, words: str
) -> None:
    reply = hand_over(town.stranger(locale))
    page = read(reply, 401)
    assert words in page.alert
    assert page.all("a", href="/sign-in")


@pytest.mark.parametrize("began", ["cross-site", "same-site"])
def test_another_sites_form_shares_nothing(town: Town, began: str) -> None:
    reply = hand_over(town.fatou(), Sec_Fetch_Site=began)
    assert reply.status_code == 403
    assert not shared(town.wiring.open_reading, town.fatou_.id)


def test_the_session_does_not_come_along_with_another_sites_form(town: Town) -> None:
    link = make_link(
        town.wiring.open_uow,
        person_id=town.fatou_.id,
        actor=SYSTEM,
        now=NOON,
        new_token=town.wiring.new_token,
    )
    browser = town.stranger()
    form = browser.hidden(f"/enter/{link}")
    cookies = browser.client.post(f"/enter/{link}", data=form).headers.getlist("Set-Cookie")
    [session] = [one for one in cookies if one.startswith("muv-session=")]
    assert "SameSite=Lax" in session


def test_staff_have_no_trips_to_share(town: Town) -> None:
    assert read(hand_over(town.ines()), 403).one("div", data_code="share_not_for_you")


def test_an_empty_share_says_so(town: Town) -> None:
    assert "Nothing was in it" in read(hand_over(town.fatou(), b""), 422).alert


def test_what_is_no_trip_is_told_when_it_is_sent(town: Town) -> None:
    fatou = town.fatou()
    where = hand_over(fatou, b"<html></html>").location
    page = fatou.post(where, mode="walk")
    assert "We find no recorded trip" in page.text
    assert count(town) == 0
