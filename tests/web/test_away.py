"""What people read while the database cannot answer, or its disk is full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from muvengine.app import create_app
from muvengine.bootstrap import Wiring
from muvengine.core.errors import DatabaseAway, DiskFull, StorageRefused
from muvengine.store.unit_of_work import UnitOfWork

AWAY = DatabaseAway(retry_after_s=30)
FULL = DiskFull()


def broken(wiring: Wiring, fault: StorageRefused) -> Flask:
    def fail() -> UnitOfWork:
        raise fault

    return create_app(replace(wiring, open_uow=fail, open_reading=fail, open_glance=fail))


@pytest.mark.parametrize("path", ["/", "/me/", "/me/trips/new", "/shop", "/organiser", "/no"])
@pytest.mark.parametrize(("fault", "status", "wait", "words"), [
    (AWAY, 503, "30", "We cannot answer now. Nothing was done. Try again in a minute."),
    (FULL, 507, None, "Our server has no room left. Nothing was done. Try again later."),
])  # fmt: skip
def test_a_person_reads_a_sentence(
    wiring: Wiring, path: str, fault: StorageRefused, status: int, wait: str | None, words: str
) -> None:
    client = broken(wiring, fault).test_client()
    client.set_cookie("muv-session", "anything")
    client.set_cookie("muv-tablet", "anything")
    reply = client.get(path, headers={"Accept-Language": "en"})
    assert (reply.status_code, reply.headers.get("Retry-After")) == (status, wait)
    assert words in reply.text
    assert reply.headers["Content-Security-Policy"]


def test_a_french_person_reads_french(wiring: Wiring) -> None:
    reply = broken(wiring, AWAY).test_client().get("/", headers={"Accept-Language": "fr"})
    assert "Nous ne pouvons pas répondre" in reply.text
    assert '<html lang="fr" dir="ltr">' in reply.text


@pytest.mark.parametrize(("fault", "status"), [(AWAY, 503), (FULL, 507)])
def test_an_app_reads_a_code(wiring: Wiring, fault: StorageRefused, status: int) -> None:
    reply = (
        broken(wiring, fault)
        .test_client()
        .get("/api/v1/wallet", headers={"Authorization": "Bearer anything"})
    )
    assert (reply.status_code, reply.get_json()["code"]) == (status, fault.code)
    assert reply.headers.get("Retry-After") == (
        str(fault.facts["retry_after_s"]) if fault.facts else None
    )


def test_the_process_is_alive_and_not_ready(wiring: Wiring) -> None:
    client = broken(wiring, AWAY).test_client()
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503
