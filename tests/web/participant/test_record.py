"""The recorder's page, its copy for a phone without network, and what its script sends."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, Final

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.trips import trips
from muvengine.services.make_link import make_link
from muvengine.words.record import SENTENCES
from tests.build import Town, ride
from tests.pages import Browser
from tests.people import participant

RECORD, SENT = "/me/trips/record", "/me/trips/recorded"
MARK = {"X-Recorder": "1"}


def send(
    town: Town,
    browser: Browser,
    *,
    key: str = "a-walk",
    headers: dict[str, str] | None = None,
    **form: object,
) -> Any:  # noqa: ANN401  any JSON
    data: dict[str, object] = {
        "owner": town.fatou_.public_id,
        "mode": "walk",
        "passengers": "0",
        **form,
    }
    data.setdefault("file", (BytesIO(ride()), "recording.gpx"))
    return browser.client.post(
        SENT, data=data, headers={"Idempotency-Key": key, **(MARK | (headers or {}))}
    )


def test_a_recording_becomes_a_trip_with_its_page(town: Town) -> None:
    fatou = town.fatou()
    reply = send(town, fatou)
    assert reply.status_code == 201
    assert "Your trip counts" in fatou.get(reply.get_json()["page"]).text


def test_a_recording_sent_again_is_the_same_trip(town: Town) -> None:
    fatou = town.fatou()
    first, again = send(town, fatou), send(town, fatou)
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotency-Hit"] == "true"
    assert len(trips(town.wiring.open_reading, town.fatou_.id).items) == 1


# fmt: off
REFUSED: Final = [
    ({"headers": {"X-Recorder": ""}},                  403, "not_allowed"),
    ({"headers": {"Sec-Fetch-Site": "cross-site"}},    403, "not_allowed"),
    ({"headers": {"Origin": "https://other.example"}}, 403, "not_allowed"),
    ({"owner": "somebody-else"},                       403, "not_allowed"),
    ({"owner": ""},                                    403, "not_allowed"),
    ({"mode": "car"},                                  422, "bad_input"),
    ({"file": ""},                                     422, "bad_input"),
    ({"file": (BytesIO(b"<gpx version='1.1'></gpx>"), "recording.gpx")}, 422, "no_track"),
]
# fmt: on


@pytest.mark.parametrize(("said", "status", "code"), REFUSED)
def test_what_cannot_be_taken_is_answered_with_its_reason(
    town: Town, said: dict[str, Any], status: int, code: str
) -> None:
    reply = send(town, town.fatou(), **said)
    assert (reply.status_code, reply.get_json()["code"]) == (status, code)
    assert reply.get_json()["sentence"]
    assert trips(town.wiring.open_reading, town.fatou_.id).items == ()


def test_a_recording_waits_for_its_owner_to_sign_in(town: Town) -> None:
    assert send(town, town.stranger()).status_code == 401
    other = participant(town.wiring.open_uow, "Samir")
    assert send(town, town.browser_of(other)).status_code == 403
    assert trips(town.wiring.open_reading, other.id).items == ()


def test_the_copy_for_the_phone_names_nobody_and_holds_no_token(town: Town) -> None:
    fatou = town.fatou()
    copy = fatou.get(f"{RECORD}?kept=1").source
    assert "Fatou" not in copy
    assert town.fatou_.public_id not in copy
    assert "csrf_token" not in copy
    assert "data-start" in copy
    assert "Fatou" in fatou.get(RECORD).source


def test_a_copy_takes_no_sentence_away(town: Town) -> None:
    fatou = town.fatou()
    with fatou.client.session_transaction() as session:
        session["told"] = "Your points are back."
    fatou.get(f"{RECORD}?kept=1")
    assert "Your points are back." in fatou.get("/me").told


@pytest.mark.parametrize(("locale", "word"), [("en", "Finish"), ("fr", "Terminer")])
def test_the_recorder_speaks_the_language_of_its_page(town: Town, locale: str, word: str) -> None:
    page = town.fatou(locale).get(RECORD)
    [root] = [one for one in page.elements if "data-record" in one.attrs]
    words = json.loads(root.attrs["data-words"] or "")
    assert words["finish"] == word
    assert set(words) == set(SENTENCES)
    assert root.attrs["data-owner"] == town.fatou_.public_id


def test_without_scripts_the_page_says_what_to_do_instead(town: Town) -> None:
    page = town.fatou().get(RECORD)
    assert "record with an app and send us the file" in page.text
    [form] = [one for one in page.all("form") if "data-start" in one.attrs]
    assert "hidden" in form.attrs


def on_shared_computer(town: Town) -> Browser:
    wiring, browser = town.wiring, town.stranger()
    link = make_link(
        wiring.open_uow,
        person_id=town.fatou_.id,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    browser.post(f"/enter/{link}", shared="true")
    return browser


@pytest.mark.parametrize("path", [RECORD, "/me/vouchers"])
def test_what_is_not_ones_own_phone_keeps_nothing(town: Town, path: str) -> None:
    tablet, session = town.tablet(), town.fatou().client.get_cookie("muv-session")
    assert session is not None
    tablet.client.set_cookie("muv-session", session.value)
    for browser in (on_shared_computer(town), town.karim(helping=town.fatou_), tablet):
        page = browser.get(path)
        [place] = [one for one in page.elements if "data-keep" in one.attrs]
        assert place.attrs["data-keep"] == ""
        assert "data-start" not in page.source


def test_a_shared_computer_leads_to_sending_files(town: Town) -> None:
    page = on_shared_computer(town).speaking("en").get(RECORD)
    assert "You can record only on your own phone." in page.text
    assert page.all("a", href="/me/trips/new")
