from __future__ import annotations

import json
import zipfile
from io import BytesIO

from tests.build import Town, ride
from tests.pages import Browser

PRIVACY = "/me/privacy"
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def test_the_page_says_what_is_kept_for_how_long_and_why(town: Town) -> None:
    town.trip(ride())
    page = town.fatou().get(PRIVACY)
    assert "We delete each after 14 days. Now: 1." in page.text
    assert "We delete them after 180 days." in page.text
    assert "Your trips: day, hour, length, mode, routes" in page.text
    assert "A shop sees a code, and never your name." in page.text


def test_it_is_found_from_home(town: Town) -> None:
    assert town.fatou().get("/me").one("a", href=PRIVACY)


def test_each_consent_is_switched_alone(town: Town) -> None:
    fatou = town.fatou()
    assert "Yes, since" in fatou.post(PRIVACY, which="letter", wanted="yes").text
    page = fatou.post(PRIVACY, which="no_trace", wanted="yes")
    assert page.text.count("Yes, since") == 3
    assert fatou.post(PRIVACY, which="letter", wanted="no").text.count("Yes, since") == 2
    fatou.post("/me/board", pseudonym="Blue Fox")
    assert "As Blue Fox." in fatou.get(PRIVACY).text
    assert "As Blue Fox." not in fatou.post(PRIVACY, which="board", wanted="no").text
    fatou.post(PRIVACY, 422, which="everything", wanted="yes")


def test_who_wants_no_map_loses_those_that_are_kept_and_gets_no_more(town: Town) -> None:
    trip = town.trip(ride())
    fatou = town.fatou()
    assert "1 map was deleted." in fatou.post(PRIVACY, which="no_trace", wanted="yes").told
    assert "The map was deleted" in fatou.get(f"/me/trips/{trip}").text
    page = fatou.post(PRIVACY, which="no_trace", wanted="no")
    assert "we keep each map for some days" in page.told


def test_a_helper_who_switches_for_somebody_is_written_down(town: Town) -> None:
    town.karim(helping=town.fatou_).post(PRIVACY, which="no_trace", wanted="yes")
    assert "switched off the maps of somebody" in town.ines().get("/organiser/audit").text


def everything(browser: Browser, expect: int = 200) -> zipfile.ZipFile:
    form = browser.hidden(PRIVACY)
    reply = browser.client.post(f"{PRIVACY}/everything.zip", data=form)
    assert reply.status_code == expect
    content = reply.data if expect == 200 else EMPTY_ZIP
    # A server does so when the last byte is sent.
    reply.close()
    return zipfile.ZipFile(BytesIO(content))


def test_everything_is_one_file_to_read_to_count_and_for_programs(town: Town) -> None:
    trip = town.trip(ride())
    fatou = town.fatou()
    fatou.post(PRIVACY, which="letter", wanted="yes")
    packed = everything(fatou)
    assert set(packed.namelist()) == {
        "all.json",
        "trips.csv",
        "points.csv",
        "vouchers.csv",
        "index.html",
        f"traces/{trip}.gpx",
    }
    said = json.loads(packed.read("all.json"))
    assert said["person"]["person"][0]["name"] == town.fatou_.name
    assert said["trips"]["trip"][0]["public_id"] == trip
    assert said["trips"]["trip_score"][0]["facts"]
    assert said["letter"]["week_letter"][0]["asked_at"]
    assert said["centres"]["centre_member"][0]["centre"] == "Le quartier"
    assert said["mandates"]["mandate_held"] == []
    assert any(line["kind"] == "trip.award" for line in said["ledger"]["pending"])
    assert "hash" not in packed.read("all.json").decode()
    page = packed.read("index.html").decode()
    assert '<html lang="fr">' in page
    assert "http" not in page
    assert "À pied" in page or "Marche" in page
    assert packed.read("trips.csv").decode().count("\r\n") == 2
    assert packed.read(f"traces/{trip}.gpx").startswith(b"<?xml")


def test_everything_is_handed_out_three_times_a_day_and_by_a_helper_too(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    everything(karim)
    assert "downloaded everything of somebody" in town.ines().get("/organiser/audit").text
    said = json.loads(everything(town.fatou()).read("all.json"))
    assert "privacy.export" in [act["act"] for act in said["acts"]["audit_event"]]
    everything(town.fatou())
    everything(town.fatou(), 429)
