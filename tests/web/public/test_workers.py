"""What keeps pages for when there is no network."""

from __future__ import annotations

import pytest

from tests.build import Town


@pytest.mark.parametrize("path", ["/sw.js", "/phone-sw.js"])
def test_a_worker_is_the_same_for_everybody_and_never_stale(town: Town, path: str) -> None:
    worker = town.stranger().client.get(path)
    assert worker.content_type.startswith("text/javascript")
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.data == town.tablet().client.get(path).data
    assert worker.text.count("async function keepPage") == 1


def test_where_nobody_is_signed_in_what_was_kept_goes(town: Town) -> None:
    forgets = "js/phone/forget.js"
    assert forgets in town.stranger().get("/").source
    assert forgets in town.stranger().get("/sign-in").source
    assert forgets not in town.fatou().get("/").source
    assert forgets not in town.tablet().get("/shop/shell").source
