"""The files that cheats were made of, as one person would send them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.errors import UploadRefused
from muvengine.core.modes.verdict import Verdict
from muvengine.core.routes.index import RouteIndex
from muvengine.core.traces.area import Area
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.services.judge_person import OnePerson
from muvengine.services.judge_trace import judge_trace
from muvengine.services.yardstick import InForce, Yardstick
from tests.town import RULES

FRAUD = Path(__file__).parent.parent / "hostile" / "gpx" / "fraud"
PALERMO = Area(38.0, 13.2, 38.3, 13.5)
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    rulebook = InForce(read_rulebook(RULES.read_bytes()), date.min)
    programme = Programme("Palermo", PALERMO, ZoneInfo("Europe/Rome"))
    return Yardstick(programme, (rulebook,), RouteIndex(()), NOW)


def send(yardstick: Yardstick, person: OnePerson, name: str, mode: str = "walk") -> Verdict | str:
    data = (FRAUD / f"{name}.gpx").read_bytes()
    try:
        return person.take(judge_trace(data, Claim(mode), yardstick=yardstick))[0]
    except UploadRefused as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("replay_exact", "duplicate"),
        ("replay_renamed", "duplicate"),
        ("replay_whitespace", "duplicate"),
        ("replay_subset", "overlap"),
        ("replay_thinned", "overlap"),
        ("replay_jitter", "overlap"),
        ("overlap_time", "overlap"),
    ],
)  # fmt: skip
def test_a_trip_sent_again_in_another_dress_is_refused(
    yardstick: Yardstick, name: str, code: str
) -> None:
    person = OnePerson()
    assert isinstance(send(yardstick, person, "base"), Verdict)
    assert send(yardstick, person, name) == code


def test_a_trip_sent_again_the_day_after_waits_for_a_person(yardstick: Yardstick) -> None:
    person = OnePerson()
    send(yardstick, person, "base")
    verdict = send(yardstick, person, "replay_plus_1day")
    assert isinstance(verdict, Verdict)
    assert "copied" in verdict.reasons
    assert verdict.needs_person


@pytest.mark.parametrize("name", ["straight_line", "simulator", "creator_editor"])
def test_a_made_up_trip_waits_for_a_person(yardstick: Yardstick, name: str) -> None:
    verdict = send(yardstick, OnePerson(), name)
    assert isinstance(verdict, Verdict)
    assert verdict.outcome == "doubtful"
    assert verdict.needs_person


def test_a_car_at_ninety_is_no_bike(yardstick: Yardstick) -> None:
    verdict = send(yardstick, OnePerson(), "car_as_bike", "bike")
    assert isinstance(verdict, Verdict)
    assert (verdict.outcome, verdict.reasons) == ("refused", ("speed",))
