"""Pages as they go over the wire."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from muvengine.app import create_app
from muvengine.web.squeezed import NAME_BYTES_MAX
from tests.build import Town
from tests.pages import Browser

UNPACKS = {"Accept-Encoding": "gzip, deflate"}


def again(browser: Browser, path: str, **headers: str) -> tuple[str | None, bytes]:
    with browser.client.get(path, headers=headers) as answer:
        assert answer.status_code == 200
        return answer.headers.get("Content-Encoding"), answer.data


@pytest.mark.parametrize("path", ["/me/offers", "/me/privacy"])
def test_a_page_is_squeezed_for_who_can_unpack_it(town: Town, path: str) -> None:
    answer = town.fatou().client.get(path, headers=UNPACKS)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    page = gzip.decompress(answer.data)
    assert page.endswith(b"</html>")
    assert len(answer.data) < len(page) / 2


def test_whoever_cannot_unpack_gets_the_page_as_it_is(town: Town) -> None:
    for headers in ({}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip;q=0"}):
        told, page = again(town.fatou(), "/me/offers", **headers)
        assert (told, page[:9]) == (None, b"<!doctype")


def test_how_long_a_page_is_tells_nobody_what_is_in_it(town: Town) -> None:
    picked = iter((0, 40, NAME_BYTES_MAX))
    client = create_app(replace(town.wiring, pick=lambda below: next(picked) % below)).test_client()
    lengths = [len(client.get("/sign-in", headers=UNPACKS).data) for _ in range(3)]
    assert 30 < lengths[1] - lengths[0] < 50 < lengths[2] - lengths[1] < 70


def test_what_is_short_or_packed_already_stays_as_it_is(town: Town) -> None:
    for path in ("/health", "/static/img/icon-192.png"):
        assert again(town.fatou(), path, **UNPACKS)[0] is None
