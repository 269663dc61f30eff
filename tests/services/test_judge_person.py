"""Several files of one person, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.errors import Duplicate, Overlap
from muvengine.core.routes.index import RouteIndex
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.services.judge_person import OnePerson
from muvengine.services.judge_trace import Judgement, judge_trace
from muvengine.services.yardstick import InForce, Yardstick
from tests.town import NOON, RULES, gpx, ride


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    rulebook = read_rulebook(RULES.read_bytes())
    programme = Programme("Salon", None, ZoneInfo("Europe/Paris"))
    return Yardstick(programme, (InForce(rulebook, date.min),), RouteIndex(()), None)


def judged(yardstick: Yardstick, fixes: Fixes) -> Judgement:
    return judge_trace(gpx(fixes), Claim("walk"), yardstick=yardstick)


def test_the_next_trip_counts_from_where_the_last_one_ended(yardstick: Yardstick) -> None:
    person = OnePerson()
    _, first = person.take(judged(yardstick, ride()))
    _, second = person.take(judged(yardstick, ride(start=NOON, seed=2)))
    rules = [{line.rule: line.points for line in score.lines} for score in (first, second)]
    assert rules[0]["welcome"] == 30
    assert rules[1]["welcome"] == 0
    assert rules[1]["walk-km"] < rules[0]["walk-km"]


def test_the_same_file_again_is_a_duplicate(yardstick: Yardstick) -> None:
    person = OnePerson()
    person.take(judged(yardstick, ride()))
    with pytest.raises(Duplicate):
        person.take(judged(yardstick, ride()))


def test_another_file_of_the_same_hour_overlaps(yardstick: Yardstick) -> None:
    person = OnePerson()
    person.take(judged(yardstick, ride()))
    with pytest.raises(Overlap):
        person.take(judged(yardstick, ride(seed=2)))


def test_a_moved_copy_is_doubtful(yardstick: Yardstick) -> None:
    person = OnePerson()
    person.take(judged(yardstick, ride()))
    fixes = ride()
    day_s = timedelta(days=1).total_seconds()
    verdict, _ = person.take(judged(yardstick, replace(fixes, t_s=fixes.t_s + day_s)))
    assert verdict.reasons == ("copied",)
