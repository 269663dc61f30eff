"""Numbers that no row has, and bodies that come packed."""

from __future__ import annotations

import gzip

import pytest

from tests.build import Town

HUGE = "9" * 20


@pytest.mark.parametrize("number", [HUGE, str(2**31)])
def test_a_number_that_no_row_has_is_not_found(town: Town, number: str) -> None:
    town.tablet().get(f"/shop/taken/{number}", expect=404)


@pytest.mark.parametrize("after", [HUGE, "-1", "one"])
def test_a_page_after_a_number_that_no_row_has_is_the_first(town: Town, after: str) -> None:
    town.fatou().get(f"/me/points?after={after}")


@pytest.mark.parametrize("offer", [HUGE, str(2**31)])
def test_an_offer_that_no_row_has_is_refused(town: Town, offer: str) -> None:
    town.fatou().post("/me/offers", expect=422, offer=offer)


@pytest.mark.parametrize(("path", "method"), [("/sign-in", "POST"), ("/api/v1/trips", "POST")])
@pytest.mark.parametrize("packing", ["gzip", "br", "anything"])
def test_a_packed_body_is_refused(town: Town, path: str, method: str, packing: str) -> None:
    reply = town.app.test_client().open(
        path, method=method, data=gzip.compress(b"file"), headers={"Content-Encoding": packing}
    )
    assert reply.status_code == 415
