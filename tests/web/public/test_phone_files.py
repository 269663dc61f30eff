"""What makes a participant's pages an application that other apps share to."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.build import Town

MANIFEST = "/phone.webmanifest"
GREEN = (11, 107, 58)


def manifest(town: Town, locale: str = "en") -> dict[str, Any]:
    answer = town.stranger(locale).client.get(MANIFEST)
    assert answer.content_type == "application/manifest+json"
    told: dict[str, Any] = answer.get_json(force=True)
    return told


@pytest.mark.parametrize(("locale", "name"), [("en", "My trips"), ("fr", "Mes trajets")])
def test_a_browser_finds_all_it_needs_to_install_it(town: Town, locale: str, name: str) -> None:
    told = manifest(town, locale)
    assert told["name"] == f"{name} – Le quartier"  # noqa: RUF001  a dash, as in our titles
    assert (told["short_name"], told["lang"], told["display"]) == (name, locale, "standalone")
    for address in (told["start_url"], told["id"], told["share_target"]["action"]):
        assert address.startswith(told["scope"])
    wanted = {(icon["sizes"], icon["purpose"]) for icon in told["icons"]}
    assert wanted == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_icons_are_as_large_as_they_say_and_the_masked_one_fills_its_square(town: Town) -> None:
    for icon in manifest(town)["icons"]:
        answer = town.stranger().client.get(icon["src"])
        picture = Image.open(BytesIO(answer.data))
        answer.close()
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        corner = picture.convert("RGBA").getpixel((0, 0))
        assert corner == ((*GREEN, 255) if icon["purpose"] == "maskable" else (0, 0, 0, 0))


def test_what_is_shared_arrives_at_a_door_that_takes_it(town: Town) -> None:
    target = manifest(town)["share_target"]
    assert (target["method"], target["enctype"]) == ("POST", "multipart/form-data")
    adapter = town.app.url_map.bind("localhost")
    assert adapter.match(target["action"], method="POST")[0] == "public.share_trip"
    [files] = target["params"]["files"]
    assert files["name"] == "file"
    kinds = files["accept"]
    assert all(re.fullmatch(r"\.[a-z]+|[a-z]+/[a-z0-9.+-]+", kind) for kind in kinds)
    assert {"application/gpx+xml", "application/octet-stream", "text/xml", ".gpx"} < set(kinds)


def test_only_a_persons_own_phone_is_offered_it(town: Town) -> None:
    assert town.fatou().get("/me").one("link", rel="manifest", href=MANIFEST)
    for browser in (town.stranger(), town.ines(), town.karim(helping=town.fatou_)):
        assert MANIFEST not in browser.get("/").source
    [till] = town.tablet().get("/shop").all("link", rel="manifest")
    assert till.attrs["href"] == "/till.webmanifest"
