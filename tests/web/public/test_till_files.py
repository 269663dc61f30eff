"""What makes the till an installed page."""

from __future__ import annotations

from tests.build import Town


def test_the_till_can_be_installed(town: Town) -> None:
    tablet = town.tablet(locale="fr")
    assert tablet.get("/shop").one("link", rel="manifest", href="/till.webmanifest")
    answer = tablet.client.get("/till.webmanifest")
    assert answer.content_type == "application/manifest+json"
    told = answer.get_json(force=True)
    assert told["name"] == "Caisse – Le quartier"  # noqa: RUF001  a dash, as in our titles
    assert (told["start_url"], told["scope"], told["display"]) == ("/shop", "/shop", "standalone")
    with town.stranger().client.get(told["icons"][0]["src"]) as icon:
        assert icon.status_code == 200
