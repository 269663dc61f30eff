"""Somebody connects an app, sees that it works, and stops it."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp

from muvengine.core.people.sender import SENDERS_MAX, App
from tests.build import Town, ride
from tests.conftest import Clock
from tests.formats.test_qr import raster
from tests.pages import Browser, Page
from tests.people import NOON, participant
from tests.phone_apps import GpsLogger, connected

AUTO = "/me/auto"
WALK = ride(NOON - timedelta(hours=1))


def connect(browser: Browser, app: App = App.GPSLOGGER, mode: str = "walk") -> Page:
    return browser.post(AUTO, app=app, mode=mode)


def token_of(page: Page) -> str:
    found = re.search(r"/auto/([\w-]{22})\.properties|[?&]id=([\w-]{22})", setup_link(page))
    assert found
    return found[1] or found[2]


def setup_link(page: Page) -> str:
    [link] = [one.attrs["href"] for one in page.all("a") if "data-setup" in one.attrs]
    assert link
    return link


def square_on(page: Page) -> str:
    found = re.search(r'<svg[^>]*class="qr".*?</svg>', page.source)
    assert found
    return found[0]


def form_to(browser: Browser, act: str) -> str:
    [action] = [
        one for one in browser.get(AUTO).actions() if re.fullmatch(rf"{AUTO}/\d+/{act}", one)
    ]
    return action


def test_the_page_is_found_where_trips_are_added(town: Town) -> None:
    fatou = town.fatou()
    assert fatou.get("/me/trips/new").one("a", href=AUTO)
    assert fatou.get("/me").one("a", href=AUTO)
    page = fatou.get(AUTO)
    assert "GPSLogger" in page.text
    assert "Traccar Client" in page.text
    assert "After 3 days they are deleted in any case." in page.text
    assert page.one("a", href="/help/trips-by-themselves")


def test_gpslogger_is_set_up_by_one_link(town: Town) -> None:
    page = connect(town.fatou())
    token = token_of(page)
    assert setup_link(page) == f"gpslogger://properties/http://localhost/auto/{token}.properties"
    settings = town.stranger().client.get(f"/auto/{token}.properties")
    assert settings.status_code == 200
    said = dict(line.split("=", 1) for line in settings.text.splitlines())
    assert said["httpfileupload_url"] == "http://localhost/ingest/gpx"
    assert said["httpfileupload_headers"] == f"Authorization: Bearer {token}"
    assert said["httpfileupload_body_type"] == "form-data"
    assert said["autosend_frequency_whenstoppressed"] == said["autosend_enabled"] == "true"
    assert (said["autosend_frequency_minutes"], said["new_file_creation"]) == ("0", "everystart")
    assert GpsLogger(town.app.test_client(), token).send(WALK).status_code == 200


def test_a_telephone_finds_the_button_by_the_square(town: Town) -> None:
    page = connect(town.fatou())
    [found] = zxingcpp.read_barcodes(raster(square_on(page)))
    assert found.text == f"http://localhost/auto/{token_of(page)}"
    phone = town.stranger().get(urlsplit(found.text).path)
    assert setup_link(phone) == setup_link(page)
    assert "Fatou" not in phone.text


def test_traccar_is_set_up_by_a_link_or_by_the_square_it_reads_itself(town: Town) -> None:
    page = connect(town.fatou(), App.TRACCAR)
    token = token_of(page)
    link = parse_qs(urlsplit(setup_link(page)).query)
    assert setup_link(page).startswith("org.traccar.client://config?")
    assert (link["url"], link["id"]) == (["http://localhost/ingest/traccar"], [token])
    assert (link["interval"], link["distance"], link["buffer"]) == (["10"], ["0"], ["true"])
    [found] = zxingcpp.read_barcodes(raster(square_on(page)))
    square = urlsplit(found.text)
    assert f"{square.scheme}://{square.netloc}{square.path}" == "http://localhost/ingest/traccar"
    assert parse_qs(square.query)["id"] == [token]
    # No settings of the other app.
    town.stranger().get(f"/auto/{token}.properties", 404)


def test_the_token_is_shown_once_and_kept_by_its_hash_alone(town: Town) -> None:
    fatou = town.fatou()
    token = token_of(connect(fatou))
    assert token not in fatou.get(AUTO).source
    with town.wiring.open_reading() as uow:
        for table in ("trip_sender", "audit_event"):
            rows = uow.connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608  ours
            assert token not in repr(rows.all())


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=59), "Last received just now"),
        (timedelta(minutes=5), "Last received 5 minutes ago"),
        (timedelta(hours=1, minutes=59), "Last received 1 hour ago"),
        (timedelta(days=3), "Last received 3 days ago"),
    ],
)
def test_the_page_says_when_something_came_last(
    town: Town, clock: Clock, passed: timedelta, said: str
) -> None:
    phone = GpsLogger.of(town)
    assert "Connected. Nothing received yet." in town.fatou().get(AUTO).text
    phone.send(WALK)
    clock.moment += passed
    page = town.fatou().get(AUTO)
    assert said in page.text
    assert "Received" in page.text
    assert any("/me/trips/" in (one.attrs["href"] or "") for one in page.all("a"))


def test_the_page_of_the_trip_says_how_it_counts_and_where_to_change_it(town: Town) -> None:
    phone = GpsLogger.of(town)
    [item] = phone.send(WALK).get_json()["items"]
    page = town.fatou().get(f"/me/trips/{item['trip']}")
    assert "This trip came by itself. It counts as: On foot." in page.text
    by_hand = town.trip(ride(NOON - timedelta(hours=6)))
    assert "came by itself" not in town.fatou().get(f"/me/trips/{by_hand}").text


def test_a_refused_file_is_told_with_its_reason(town: Town) -> None:
    phone = GpsLogger.of(town)
    phone.send(WALK)
    phone.send(ride(NOON - timedelta(hours=1), seed=9))
    page = town.fatou().get(AUTO)
    assert page.one("div", data_code="overlap")


def test_what_came_by_itself_is_not_among_the_files_sent_by_hand(town: Town) -> None:
    GpsLogger.of(town).send(WALK)
    assert "You sent no files together" in town.fatou().get("/me/uploads").text


def test_a_stopped_app_is_refused_at_once(town: Town) -> None:
    fatou = town.fatou()
    token = token_of(connect(fatou))
    phone = GpsLogger(town.app.test_client(), token)
    assert phone.send(WALK).status_code == 200
    page = fatou.post(form_to(fatou, "stop"), on=AUTO)
    assert "GPSLogger can send nothing any more." in page.told
    assert phone.send(ride(NOON - timedelta(hours=5))).status_code == 401
    assert "does not work any more" in town.stranger().get(f"/auto/{token}", 404).text
    assert fatou.get("/me/trips").source.count("card mb-2") == 1


def test_trips_count_in_the_mode_that_was_said_last(town: Town) -> None:
    fatou = town.fatou()
    phone = GpsLogger(town.app.test_client(), token_of(connect(fatou, mode="bike")))
    page = fatou.post(form_to(fatou, "mode"), on=AUTO, mode="walk")
    assert "Trips of GPSLogger count as On foot from now on." in page.told
    phone.send(WALK)
    with town.wiring.open_reading() as uow:
        [trip] = uow.trips.page(town.fatou_.id, before=None, most=2)
    assert trip.mode == "walk"


def test_a_mediator_connects_and_stops_for_somebody(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    token = token_of(connect(karim))
    assert GpsLogger(town.app.test_client(), token).send(WALK).status_code == 200
    karim.post(form_to(karim, "stop"), on=AUTO)
    said = town.ines().get("/organiser/audit").text
    assert "connected an app that sends trips" in said
    assert "shut out an app that sends trips" in said


def test_nobody_touches_the_app_of_somebody_else(town: Town) -> None:
    connected(town.wiring, town.fatou_, App.TRACCAR)
    fatou = town.fatou()
    lea = town.browser_of(participant(town.wiring.open_uow, "Léa"))
    for act in ("mode", "stop"):
        lea.send(form_to(fatou, act), lea.hidden(AUTO) | {"mode": "bike"}, 404)


def test_four_apps_are_enough(town: Town) -> None:
    for _ in range(SENDERS_MAX):
        connected(town.wiring, town.fatou_, App.TRACCAR)
    fatou = town.fatou()
    page = fatou.get(AUTO)
    assert "4 apps are connected. Stop one to connect another." in page.text
    assert AUTO not in page.actions()
    fatou.send(AUTO, fatou.hidden(AUTO) | {"app": "traccar", "mode": "walk"}, 409)


def test_a_made_up_app_or_mode_is_no_choice(town: Town) -> None:
    fatou = town.fatou()
    fatou.send(AUTO, fatou.hidden(AUTO) | {"app": "other", "mode": "walk"}, 422)
    fatou.send(AUTO, fatou.hidden(AUTO) | {"app": "traccar", "mode": "rocket"}, 422)


def test_it_reads_well_in_french(town: Town) -> None:
    fatou = town.fatou("fr")
    assert "Relier GPSLogger" in connect(fatou).text
    page = fatou.get(AUTO)
    assert "Reliée. Rien reçu pour le moment." in page.text
