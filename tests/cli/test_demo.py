"""The demonstration: what it promises in demo.json is so."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click import ClickException

from muvengine.bootstrap import Wiring, wire
from muvengine.cli.demo import base_url, demo_settings, forget, held, prepare
from muvengine.core.people.identity import Device, SignedIn
from muvengine.core.trips.judgement import Claim
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.review_queue import review_queue
from muvengine.reads.wallet import wallet
from muvengine.reads.who import bearer
from muvengine.services.sign_in import Browser, by_link
from muvengine.services.submit_trip import Submission, submit_trip

URL = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "instance"
    prepare(folder, URL, fresh=False)
    return folder


@pytest.fixture(scope="module")
def demo(instance: Path) -> Iterator[Wiring]:
    wiring = wire(demo_settings(instance, URL))
    yield wiring
    wiring.engine.dispose()


def doors(instance: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((instance / "demo.json").read_text(encoding="utf-8"))
    return told


def participants(instance: Path, demo: Wiring) -> list[SignedIn]:
    found = [
        bearer(demo.open_reading, person["token"], demo.now())
        for person in doors(instance)["people"]
        if person["role"] == "participant"
    ]
    return [one for one in found if isinstance(one, SignedIn)]


def test_demo_json_has_the_shape_others_rely_on(instance: Path) -> None:
    told = doors(instance)
    assert list(told) == ["url", "traces", "people", "devices"]
    assert told["url"] == URL
    assert all(set(one) == {"file", "mode", "expect"} for one in told["traces"])
    assert all(set(one) == {"name", "role", "sign_in", "token"} for one in told["people"])
    assert all(set(one) == {"shop", "pair", "token"} for one in told["devices"])
    assert {one["role"] for one in told["people"]} == {"participant", "mediator", "organiser"}
    assert {one["expect"] for one in told["traces"]} == {"confirmed", "doubtful", "refused"}


def test_only_its_owner_may_read_the_keys(instance: Path) -> None:
    for name in ("demo.json", "secret_key"):
        assert stat.S_IMODE((instance / name).stat().st_mode) == 0o600


def test_every_link_opens_more_than_once_and_every_token_is_somebodys(
    instance: Path, demo: Wiring
) -> None:
    for person in doors(instance)["people"]:
        link = person["sign_in"].removeprefix(f"{URL}/enter/")
        for _ in range(2):
            assert by_link(
                demo.open_uow,
                link=link,
                browser=Browser("192.0.2.1"),
                now=demo.now(),
                new_token=demo.new_token,
            )
        who = bearer(demo.open_reading, person["token"], demo.now())
        assert isinstance(who, SignedIn)
        assert (who.person.name, who.person.role) == (person["name"], person["role"])
    for device in doors(instance)["devices"]:
        tablet = bearer(demo.open_reading, device["token"], demo.now())
        assert isinstance(tablet, Device)
        assert tablet.shop_key == device["shop"]


def test_the_town_is_alive_and_its_ledger_holds(instance: Path, demo: Wiring) -> None:
    players = participants(instance, demo)
    assert len(players) == 13
    for player in players:
        assert wallet(demo.open_reading, player.subject.id).available >= 300
    with demo.open_reading() as uow:
        trips = [
            trip for one in players for trip in uow.trips.page(one.subject.id, before=None, most=50)
        ]
    # Of which six are from a paper diary.
    assert len(trips) == 53
    assert len(review_queue(demo.open_reading).items) == 1
    assert check_ledger(demo.open_reading) == ()


def test_traces_kept_aside_are_judged_as_promised_and_then_no_longer_listed(
    instance: Path, demo: Wiring
) -> None:
    before = doors(instance)
    visitor = participants(instance, demo)[0]
    for trace in before["traces"]:
        data = Path(trace["file"]).read_bytes()
        submission = Submission(visitor.subject.id, visitor.actor, data, Claim(trace["mode"]))
        sent = submit_trip(
            demo.open_uow,
            demo.shelf,
            submission,
            attempt=submission.attempt(trace["file"][-40:]),
            now=demo.now(),
            new_token=demo.new_token,
        )
        with demo.open_reading() as uow:
            assert uow.trips.get(sent.public_id).outcome == trace["expect"], trace
    prepare(instance, URL, fresh=False)
    after = doors(instance)
    assert after["traces"] == []
    assert [one["token"] for one in after["people"]] == [one["token"] for one in before["people"]]
    assert [one["token"] for one in after["devices"]] == [one["token"] for one in before["devices"]]
    assert check_ledger(demo.open_reading) == ()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104  never bound
        ("::1", "http://[::1]:80"),
        ("muv.local", "http://muv.local:80"),
    ],
)
def test_the_address_is_one_that_can_be_opened(host: str, url: str) -> None:
    assert base_url(host, 80) == url


def test_a_fresh_start_forgets_the_town_and_nothing_else(tmp_path: Path) -> None:
    for name in ("muv.db", "muv.db-wal", "demo.json", "secret_key", "mine.txt"):
        (tmp_path / name).touch()
    (tmp_path / "traces").mkdir()
    (tmp_path / "traces" / "old.gpx").touch()
    forget(tmp_path)
    assert [left.name for left in tmp_path.iterdir()] == ["mine.txt"]


def test_a_town_that_is_being_served_is_not_erased(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(ClickException), held(tmp_path):
        raise AssertionError
    with held(tmp_path):
        pass
