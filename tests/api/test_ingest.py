"""Apps send trips by themselves: real requests, the same again, and hostile ones."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from muvengine.core.people.limits import FILES_OF_SENDER
from muvengine.core.people.sender import App
from muvengine.formats.traccar import BODY_BYTES_MAX
from muvengine.formats.upload import read_upload
from muvengine.jobs.queue import drain
from muvengine.services.cut_trips import cut_trips
from tests.build import Town, ride
from tests.conftest import Clock
from tests.formats.bombs import bombs
from tests.people import NOON
from tests.phone_apps import GpsLogger, TraccarClient, connected, new

WALK = ride(NOON - timedelta(hours=1))
FIXES = read_upload(WALK).fixes
# As an app that sends every half a minute.
FEW = FIXES.take(np.arange(0, len(FIXES), 3))


def trips(town: Town) -> list[Any]:
    with town.wiring.open_reading() as uow:
        return uow.trips.page(town.fatou_.id, before=None, most=20)


def waiting(town: Town) -> int:
    with town.wiring.open_reading() as uow:
        return int(uow.connection.exec_driver_sql("SELECT count(*) FROM sent_fix").scalar_one())


def cut(town: Town, clock: Clock) -> int:
    """Let the job run half an hour later, and the queue be emptied."""
    clock.moment += timedelta(minutes=30)
    wiring = town.wiring
    done = cut_trips(
        wiring.open_uow,
        wiring.open_reading,
        wiring.shelf,
        now=clock.moment,
        new_token=wiring.new_token,
    )
    drain(wiring)
    return done.trips


def test_a_file_of_gpslogger_is_a_trip_at_once(town: Town) -> None:
    answer = GpsLogger.of(town).send(WALK)
    assert answer.status_code == 200
    [item] = answer.get_json()["items"]
    [trip] = trips(town)
    assert item == {"state": "kept", "trip": trip.public_id}
    assert (trip.mode, trip.channel, trip.outcome) == ("walk", "api", "confirmed")


def test_a_file_as_a_bare_body_is_the_same(town: Town) -> None:
    answer = GpsLogger.of(town).send_bare(WALK)
    assert answer.get_json()["items"][0]["state"] == "kept"
    assert len(trips(town)) == 1


def test_the_same_file_again_is_heard_and_counts_nothing(town: Town) -> None:
    phone = GpsLogger.of(town)
    first, again, renamed = phone.send(WALK), phone.send(WALK), phone.send(WALK, "copy.gpx")
    bare = phone.send_bare(WALK)
    assert first.get_json() == again.get_json() == renamed.get_json() == bare.get_json()
    assert len(trips(town)) == 1


def test_a_day_in_one_file_is_its_trips_and_grows(town: Town) -> None:
    phone = GpsLogger.of(town)
    early, late = ride(NOON - timedelta(hours=9)), ride(NOON - timedelta(hours=1))
    phone.send(early)
    both = early.replace(b"</gpx>", b"") + late[late.index(b"<trk>") :]
    states = [(item["state"], item.get("code")) for item in phone.send(both).get_json()["items"]]
    assert states == [("refused", "duplicate"), ("kept", None)]
    assert len(trips(town)) == 2


def test_a_file_that_is_refused_leaves_the_apps_queue_all_the_same(town: Town) -> None:
    answer = GpsLogger.of(town).send(b"This is a test file", "gpslogger_test.xml")
    assert answer.status_code == 200
    assert answer.get_json()["items"] == [{"state": "refused", "code": "not_xml"}]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "compressed"),
        (
            b'<gpx version="1.1"><trk><trkseg><trkpt lat="1" lon="1"/></trkseg></trk></gpx>',
            "no_time",
        ),
        (ride(NOON + timedelta(hours=5)), "time_future"),
        (ride(NOON - timedelta(days=30)), "time_old"),
        (bombs()["entities"](), "xml_dtd"),
        (bombs()["deep"](), "xml_depth"),
        (bombs()["gzip of nothing"](), "too_big"),
    ],
    ids=["empty", "broken zip", "route", "future", "old", "entities", "deep", "gzip bomb"],
)
def test_hostile_files_are_answered_by_a_code(town: Town, data: bytes, code: str) -> None:
    answer = GpsLogger.of(town).send(data)
    assert answer.status_code == 200
    assert [item["code"] for item in answer.get_json()["items"]] == [code]
    assert trips(town) == []


def test_what_is_no_upload_at_all_is_told_as_a_problem(town: Town) -> None:
    phone = GpsLogger.of(town)
    headers = {"Authorization": f"Bearer {phone.token}"}
    client = phone.client
    form = client.post(
        "/ingest/gpx", data={"other": "x"}, headers=headers, content_type="multipart/form-data"
    )
    assert (form.status_code, form.get_json()["code"]) == (422, "bad_input")
    packed = {**headers, "Content-Encoding": "gzip"}
    assert client.post("/ingest/gpx", data=gzip.compress(WALK), headers=packed).status_code == 415
    huge = client.post("/ingest/gpx", data=b"x" * 12_000_000, headers=headers)
    assert (huge.status_code, huge.get_json()["code"]) == (413, "too_big")
    assert client.get("/ingest/gpx", headers=headers).status_code == 405


def test_an_unknown_token_opens_nothing(town: Town) -> None:
    good = GpsLogger.of(town)
    for token in ("", "nobody", good.token.lower()):
        answer = GpsLogger(good.client, token).send(WALK)
        assert (answer.status_code, answer.get_json()["code"]) == (401, "sign_in_needed")
        assert TraccarClient(good.client, token).send_new(FIXES, 0).status_code == 401
    # One app's token is not good at the other's door.
    assert TraccarClient(good.client, good.token).send_new(FIXES, 0).status_code == 401
    assert trips(town) == []


def test_a_token_of_an_app_opens_no_page_and_no_api(town: Town) -> None:
    phone = GpsLogger.of(town)
    headers = {"Authorization": f"Bearer {phone.token}"}
    assert phone.client.get("/api/v1/wallet", headers=headers).status_code == 401


def test_a_closed_account_sends_nothing_and_leaves_nothing(town: Town, clock: Clock) -> None:
    phone = TraccarClient.of(town)
    phone.send_kit(FIXES)
    with town.wiring.open_uow() as uow:
        uow.people.change(town.fatou_.id, closed_at=NOON)
        uow.commit()
    assert phone.send_new(FIXES, 0).status_code == 401
    cut(town, clock)
    assert waiting(town) == 0


def test_too_many_files_in_an_hour_wait(town: Town) -> None:
    phone = GpsLogger.of(town)
    for number in range(FILES_OF_SENDER.count):
        assert phone.send(b"%d" % number).status_code == 200
    answer = phone.send(WALK)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert trips(town) == []


@pytest.mark.parametrize("shape", ["old", "get", "form", "new", "kit"])
def test_positions_of_traccar_become_a_trip_once_it_has_ended(
    town: Town, clock: Clock, shape: str
) -> None:
    phone = TraccarClient.of(town)
    if shape == "kit":
        assert phone.send_kit(FEW).get_json() == {"kept": len(FEW), "known": 0, "left_out": 0}
    for at in range(len(FEW)) if shape != "kit" else ():
        if shape == "form":
            fields = {"id": phone.token, "lat": FEW.lat[at], "lon": FEW.lon[at]}
            fields["timestamp"] = round(float(FEW.t_s[at]) * 1_000)
            answer = phone.client.post("/ingest/traccar", data=fields)
        elif shape == "new":
            answer = phone.send_new(FEW, at)
        else:
            answer = phone.send_old(FEW, at, method="GET" if shape == "get" else "POST")
        assert (answer.status_code, answer.get_json()["kept"]) == (200, 1)
    assert trips(town) == []
    assert cut(town, clock) == 1
    [trip] = trips(town)
    assert (trip.mode, trip.outcome, trip.points > 0) == ("walk", "confirmed", True)
    assert waiting(town) == 0


def test_the_same_positions_again_are_known_and_never_count_twice(town: Town, clock: Clock) -> None:
    phone = TraccarClient.of(town)
    phone.send_kit(FIXES)
    assert phone.send_kit(FIXES).get_json() == {"kept": 0, "known": len(FIXES), "left_out": 0}
    cut(town, clock)
    phone.send_kit(FIXES)
    cut(town, clock)
    assert len(trips(town)) == 1
    assert waiting(town) == 0


def test_two_apps_that_record_one_walk_earn_it_once(town: Town, clock: Clock) -> None:
    TraccarClient.of(town).send_kit(FIXES)
    cut(town, clock)
    [item] = GpsLogger.of(town).send(ride(NOON - timedelta(hours=1), seed=8)).get_json()["items"]
    assert item["code"] == "overlap"
    assert len(trips(town)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[1]",
        b"null",
        b"[" * 5_000,
        b'{"device_id": 7}',
        b"\xff\xfe{",
        b'{"location": {}, "device_id": "nobody"}',
    ],
)
def test_a_body_without_a_token_of_ours_is_not_let_in(town: Town, body: bytes) -> None:
    answer = TraccarClient.of(town).post(body)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "sign_in_needed")


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": 10**400},
        {"timestamp": "9" * 400},
        {"timestamp": "2126-04-07T11:00:00Z"},
        {"timestamp": "0001-01-01T00:00:00+23:59"},
        {"timestamp": "soon"},
        {"timestamp": True},
        {"timestamp": None},
        {"timestamp": -(10**15)},
        {"timestamp": ["2026"]},
        {"coords": {"latitude": 1e999, "longitude": 5}},
        {"coords": {"latitude": "43.6", "longitude": "NaN"}},
        {"coords": {"latitude": 91, "longitude": 5}},
        {"coords": {"latitude": 0, "longitude": 0}},
        {"coords": {"latitude": {}, "longitude": []}},
        {"coords": []},
        {"coords": "x"},
        {},
    ],
    ids=str,
)
def test_a_position_that_is_none_leaves_the_queue_and_is_not_kept(
    town: Town, change: dict[str, Any]
) -> None:
    phone = TraccarClient.of(town)
    body = new(FIXES, 0, phone.token)
    body["location"] = {**body["location"], **change} if change else "nowhere"
    answer = phone.post(body)
    assert (answer.status_code, answer.get_json()) == (200, {"kept": 0, "known": 0, "left_out": 1})
    assert waiting(town) == 0


def test_a_body_beyond_the_limit_is_refused(town: Town) -> None:
    phone = TraccarClient.of(town)
    body = new(FIXES, 0, phone.token) | {"rest": "x" * BODY_BYTES_MAX}
    assert phone.post(body).status_code == 413


def test_the_app_that_sends_only_its_number_is_heard(town: Town) -> None:
    """Somebody opened the address of the square in a browser."""
    phone = TraccarClient.of(town)
    answer = phone.client.get(f"/ingest/traccar?id={phone.token}&interval=10&distance=0")
    assert answer.get_json() == {"kept": 0, "known": 0, "left_out": 1}


def test_positions_are_sealed_while_they_wait(town: Town) -> None:
    TraccarClient.of(town).send_new(FIXES, 0)
    with town.wiring.open_reading() as uow:
        row = uow.connection.exec_driver_sql("SELECT * FROM sent_fix").mappings().one()
    assert set(row) == {"id", "sender_id", "at_ms", "sealed", "received_at"}
    assert str(float(FIXES.lat[0])).encode() not in bytes(row["sealed"])


def test_nothing_of_a_trip_is_written_to_a_log(
    town: Town, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    phone = TraccarClient.of(town)
    phone.send_kit(FIXES)
    phone.post(b"{")
    GpsLogger(phone.client, connected(town.wiring, town.fatou_, App.GPSLOGGER)).send(b"<gpx")
    cut(town, clock)
    said = json.dumps([record.getMessage() for record in caplog.records])
    assert phone.token not in said
    assert str(float(FIXES.lat[0]))[:7] not in said
