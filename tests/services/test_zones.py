"""Zones of a town: kept, asked at both ends of a trip, paid, and taken away."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotAllowed, NotFound, NotPossible, RulebookRefused
from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.zone import Zone
from muvengine.core.trips.facts import TripFacts
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.zones import zone as read_zone
from muvengine.reads.zones import zones
from muvengine.services.check_rulebook import check_against_town
from muvengine.services.drop_zone import drop_zone
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.save_zone import CORNERS_MAX, border_of_file, save_zone
from tests.services.test_outings import gathered
from tests.town import NOON, RULES, Town, found, gpx, ride
from tests.trip_acts import correct

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def box(
    key: str, south: float, west: float, north: float, east: float, label: str = "Quarter"
) -> Zone:
    lat, lon = np.array([south, south, north, north]), np.array([west, east, east, west])
    return Zone(key, {"en": label, "fr": ""}, lat, lon)


# The street of the town goes from 5.090 to 5.110.
WEST = box("west", 43.63, 5.08, 43.65, 5.10)
EAST = box("east", 43.63, 5.10, 43.65, 5.12)
RULE = """bonuses:
  - rule: to-the-east
    label: {en: To the east, fr: Vers l'est}
    flat: 7
    when: {zone_from: [west], zone_to: [east]}
"""


def save(town: Town, *kept: Zone) -> None:
    for one in kept:
        save_zone(town.open_uow, one, actor=SYSTEM, now=NOON)


def facts(town: Town) -> TripFacts:
    return town.sheet(town.send(gpx(ride())).public_id).facts


def with_rule(number: int = 2) -> bytes:
    text = RULES.read_text(encoding="utf-8").replace("version: 1\n", f"version: {number}\n", 1)
    assert "\nbonuses:\n" in text
    return text.replace("bonuses:\n", RULE, 1).encode()


def publish(town: Town, first_day: date) -> None:
    publication = Publication(with_rule(), first_day)
    publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON)


def test_a_trip_begins_in_one_zone_and_ends_in_another(town: Town) -> None:
    save(town, WEST, EAST)
    there = facts(town)
    assert (there.zones_from, there.zones_to) == (("west",), ("east",))


def test_without_zones_it_begins_and_ends_in_none(town: Town) -> None:
    nowhere = facts(town)
    assert (nowhere.zones_from, nowhere.zones_to) == ((), ())


def test_a_zone_that_changes_or_goes_counts_for_trips_sent_afterwards(town: Town) -> None:
    save(town, WEST, EAST)
    assert facts(town).zones_to == ("east",)
    save(town, box("east", 43.63, 5.14, 43.65, 5.16))
    drop_zone(town.open_uow, "west", actor=SYSTEM, now=NOON)
    now = NOON + timedelta(days=1)
    sent = town.send(gpx(ride(start=now - timedelta(hours=5), seed=4)), now=now)
    later = town.sheet(sent.public_id).facts
    assert (later.zones_from, later.zones_to) == ((), ())


def test_a_corrected_trip_has_its_zones_still(town: Town) -> None:
    save(town, WEST, EAST)
    sent = town.send(gpx(ride()), "run")
    correct(town, town.trip(sent.public_id), "walk")
    again = town.sheet(sent.public_id).facts
    assert (again.zones_from, again.zones_to) == (("west",), ("east",))


def test_who_was_not_seen_at_the_end_of_an_outing_ended_in_no_zone(engine: Engine) -> None:
    group = gathered(engine)
    save(group.town, WEST, EAST)
    group.walk(home=group.people[:2])
    group.send()
    seen = [group.town.sheet(group.trip(who).public_id).facts for who in (0, 2)]
    assert [one.zones_from for one in seen] == [("west",), ("west",)]
    assert [one.zones_to for one in seen] == [("east",), ()]


def test_a_rule_pays_from_one_zone_to_another_and_not_the_other_way(town: Town) -> None:
    save(town, WEST, EAST)
    publish(town, TOMORROW)
    now = NOON + timedelta(days=1)
    fixes = ride(start=now - timedelta(hours=5))
    there = town.sheet(town.send(gpx(fixes), now=now).public_id).score
    assert {line.rule: line.points for line in there.lines}["to-the-east"] == 7
    back_fixes = ride(
        way=(np.array([43.640, 43.640]), np.array([5.110, 5.090])),
        start=now - timedelta(hours=2),
        seed=5,
    )
    back = town.sheet(town.send(gpx(back_fixes), now=now).public_id).score
    [missed] = [line for line in back.lines if line.rule == "to-the-east"]
    assert (missed.points, missed.why) == (0, {"condition": "zone_from"})


def test_a_rulebook_speaks_of_zones_of_the_town_only(town: Town) -> None:
    save(town, WEST)
    checked = check_against_town(town.open_reading, with_rule())
    [problem] = [one for one in checked.problems if one.code == "R212"]
    assert (problem.facts["name"], checked.good) == ("east", False)
    with pytest.raises(RulebookRefused):
        publish(town, TOMORROW)
    save(town, EAST)
    again = check_against_town(town.open_reading, with_rule())
    assert "R212" not in {one.code for one in again.problems}
    publish(town, TOMORROW)


def test_a_zone_that_rules_speak_of_stays(town: Town) -> None:
    save(town, WEST, EAST)
    publish_rulebook(
        town.open_uow, Publication(with_rule(), TODAY + timedelta(days=3)), actor=SYSTEM, now=NOON
    )
    with pytest.raises(NotPossible) as refused:
        drop_zone(town.open_uow, "east", actor=SYSTEM, now=NOON)
    assert refused.value.facts == {"state": "named", "rulebook": "muv", "version": 2}
    # Once no late trip can fall under the version, nothing asks for the zone any more.
    third = RULES.read_text(encoding="utf-8").replace("version: 1\n", "version: 3\n", 1).encode()
    publish_rulebook(
        town.open_uow, Publication(third, TODAY + timedelta(days=9)), actor=SYSTEM, now=NOON
    )
    with pytest.raises(NotPossible):
        drop_zone(town.open_uow, "east", actor=SYSTEM, now=NOON + timedelta(days=38))
    drop_zone(town.open_uow, "east", actor=SYSTEM, now=NOON + timedelta(days=41))
    assert [one.key for one in zones(town.open_reading)] == ["west"]


def test_what_was_done_is_written_down_without_a_place(town: Town) -> None:
    save(town, WEST)
    drop_zone(town.open_uow, "west", actor=SYSTEM, now=NOON)
    dropped, saved = audit_trail(town.open_reading)[:2]
    assert (saved.act, dropped.act) == ("zone.save", "zone.drop")
    assert "43.6" not in str(saved)


def test_saving_again_changes_the_one_zone(town: Town) -> None:
    save(town, WEST)
    save(town, box("west", 43.63, 5.07, 43.65, 5.10, label="The west"))
    [kept] = zones(town.open_reading)
    assert (kept.label["en"], float(kept.lon.min())) == ("The west", 5.07)


def many() -> Zone:
    turn = np.linspace(0, 2 * np.pi, CORNERS_MAX + 1, endpoint=False)
    return Zone("west", {"en": "x"}, 43.64 + np.sin(turn) / 100, 5.09 + np.cos(turn) / 100)


@pytest.mark.parametrize(("zone", "wrong"), [
    (box("West", 43.63, 5.08, 43.65, 5.10),               {"key": "word"}),
    (box("2nd", 43.63, 5.08, 43.65, 5.10),                {"key": "word"}),
    (box("w" * 41, 43.63, 5.08, 43.65, 5.10),             {"key": "word"}),
    (box("west", 43.63, 5.08, 43.65, 5.10, label=" "),    {"label": "missing"}),
    (box("west", 43.63, 5.08, 43.65, 5.10, label="x" * 121), {"label": "length"}),
    (box("west", 43.64, 5.096, 43.641, 5.097),            {"border": "small"}),
    (box("west", 43.60, 5.0960, 43.70, 5.0961),           {"border": "small"}),
    (box("west", 43.00, 5.08, 43.99, 5.99),               {"border": "large"}),
    (box("west", -40.0, 5.08, 43.65, 5.10),               {"border": "large"}),
    (box("west", 48.63, 5.08, 48.65, 5.10),               {"border": "outside"}),
    (box("west", float("nan"), 5.08, 43.65, 5.10),        {"border": "positions"}),
    (Zone("west", {"en": "x"}, np.array([43.6, 43.7]), np.array([5.0, 5.1])),
                                                          {"border": "positions"}),
    (many(),                                              {"border": "many"}),
    (box("West", 43.64, 5.096, 43.641, 5.097, label=""),
        {"key": "word", "label": "missing", "border": "small"}),
])  # fmt: skip
def test_a_zone_that_is_not_as_it_should_be_is_refused(
    town: Town, zone: Zone, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        save(town, zone)
    assert refused.value.facts["fields"] == wrong
    assert zones(town.open_reading) == ()


def test_a_new_zone_takes_no_key_of_another(town: Town) -> None:
    save(town, WEST)
    other = box("west", 43.63, 5.07, 43.65, 5.10)
    with pytest.raises(BadInput) as refused:
        save_zone(town.open_uow, other, actor=SYSTEM, now=NOON, new=True)
    assert refused.value.facts["fields"] == {"key": "taken"}
    # A form that is sent twice is no quarrel.
    save_zone(town.open_uow, WEST, actor=SYSTEM, now=NOON, new=True)
    assert len(zones(town.open_reading)) == 1


def test_zones_are_the_organisers_business(town: Town) -> None:
    with pytest.raises(NotAllowed):
        save_zone(town.open_uow, WEST, actor=town.me, now=NOON)
    with pytest.raises(NotAllowed):
        drop_zone(town.open_uow, "west", actor=town.me, now=NOON)
    with pytest.raises(NotFound):
        drop_zone(town.open_uow, "west", actor=SYSTEM, now=NOON)
    with pytest.raises(NotFound):
        read_zone(town.open_reading, "west")


def test_a_border_of_thousands_of_corners_is_told_by_few() -> None:
    turn = np.linspace(0, 2 * np.pi, 5_000)
    way = zip(43.64 + np.sin(turn) / 100, 5.09 + np.cos(turn) / 100, strict=True)
    points = "".join(f'<rtept lat="{lat:.6f}" lon="{lon:.6f}"/>' for lat, lon in way)
    file = f'<gpx version="1.1" creator="x"><rte>{points}</rte></gpx>'.encode()
    lat, lon = border_of_file(file)
    assert 10 < len(lat) < 100
    assert (lat[0], lon[0]) != (lat[-1], lon[-1])
    round_zone = Zone("round", {"en": "x"}, lat, lon)
    # Pi square hundredths of a degree, less than 220 m of them a square.
    assert 50 < len(round_zone.squares()) < 60
