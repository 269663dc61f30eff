"""What a rehearsal found is told in plain words, and nobody can be told from the others."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

import pytest

from muvengine.core.rules.rehearsal_kept import KeptRehearsal, RehearsalState, Wanted
from muvengine.core.rules.rehearsal_report import (
    NOT_KNOWN,
    Given,
    PersonChange,
    Report,
    RuleSums,
    Sums,
    TripChange,
)
from tests.build import Town
from tests.pages import Browser, Page
from tests.people import NOON
from tests.web.organiser.test_rehearsals import LIST, SOURCE, TODAY

TRIP = TripChange(
    -20, 77, TODAY, "walk", 6900, 59, 39, (Given("walk-km", 60),), (Given("day", -20),)
)
MANY = Report(
    total=Sums(40, 100, 5000, 4600),
    statuses={"scored": (98, 97), "rejected": (2, 3)},
    rules={
        "walk-km": RuleSums(40, 5000, 4700, 90, 80),
        "day": RuleSums(3, 0, -100, 0, 3),
    },
    modes={"walk": Sums(28, 80, 4000, 3700), "bike": Sums(12, 20, 1000, 900)},
    quarters={
        "centre": Sums(25, 60, 3000, 2800),
        "": Sums(15, 30, 1500, 1400),
        NOT_KNOWN: Sums(4, 10, 500, 400),
    },
    segments={"": Sums(31, 90, 4500, 4200), "seniors": Sums(9, 10, 500, 400)},
    assisted={"no": Sums(37, 97, 4900, 4580), "yes": Sums(3, 3, 100, 20)},
    days={TODAY: Sums(40, 100, 5000, 4600)},
    changes={
        -60: Sums(3, 3, 100, 40),
        -12: Sums(12, 40, 2000, 1760),
        0: Sums(25, 57, 2900, 2800),
    },
    losses=(TRIP,),
    losers=(PersonChange(-60, 4711, 100, 40),),
    sheets=100,
    unlike=60,
)


def done(town: Town, report: Report, source: str = SOURCE, left: int | None = 4_800) -> str:
    """Keep a rehearsal that is done, and give its page."""
    wanted = Wanted(source.encode(), TODAY - timedelta(days=30), TODAY)
    running = KeptRehearsal(
        id=0,
        public_id="many",
        wanted=wanted,
        name="muv",
        version=2,
        sha256="0" * 64,
        state=RehearsalState.RUNNING,
        together=False,
        asked_at=NOON,
        asked_by=town.ines_.id,
    )
    with town.wiring.open_uow() as uow:
        uow.simulations.add(running, ())
        uow.simulations.finish(uow.simulations.get("many"), report, left, NOON)
        uow.commit()
    return f"{LIST}/many"


@pytest.mark.parametrize(("locale", "said"), [
    ("en", (
        "In all, 400 fewer points: €4.00 less to give.",
        "Before 8 March 2026, 4,800 points were left.",
        "As it was, these trips took 5,000 of them. Rehearsed: 4,600.",
        "they ran out on 7 April 2026.",
        "On foot, 6.9\xa0km: 59 → 39 points",
        "Daily maximum: 0 → \u221220",
        "Lose more than 50%",
        "Daily maximum: trips that reached it, 0 → 3",
        "Monthly maximum: never reached",
        "10 trips are left out of this table",
    )),
    ("fr", (
        "En tout, 400 points de moins\xa0: 4,00\xa0€ de moins à donner.",
        "À pied, 6,9\xa0km\xa0: 59 → 39 points",
        "Maximum du jour\xa0: 0 → \u221220",
        "Perdent plus de 50",
    )),
])  # fmt: skip
def test_what_was_found_is_told_in_plain_words(
    town: Town, locale: str, said: tuple[str, ...]
) -> None:
    page = town.ines(locale).get(done(town, MANY))
    for sentence in said:
        assert sentence in page.text, sentence


def rows(page: Page, title: str) -> list[str]:
    """Give the words of a table's rows, without its head."""
    region = page.one("div", aria_label=title)
    after = page.elements[page.elements.index(region) + 1 :]
    its = takewhile(lambda one: one.tag not in {"h2", "div"}, after)
    return [one.text for one in its if one.tag == "tr"][1:]


def test_few_people_are_folded_into_the_rest(town: Town) -> None:
    page = town.ines().get(done(town, MANY))
    assert len(rows(page, "By way of travelling")) == 2
    for title in ("By group of people", "With and without help"):
        [only] = rows(page, title)
        assert only.startswith("Others"), "the rest would tell of the few"
    bands = rows(page, "Who gains, who loses")
    assert "fewer than 10" in bands[0]
    assert "12" in bands[2]


def test_nobody_is_named_on_a_page_or_in_a_file(town: Town) -> None:
    address = done(town, MANY)
    ines = town.ines()
    texts = [ines.get(address).text, *(_file(ines, f"{address}.{one}") for one in ("csv", "json"))]
    for text in texts:
        assert "4711" not in text
        assert "77" not in text
        assert town.fatou_.name not in text


def test_so_few_people_that_single_trips_would_tell_of_them(town: Town) -> None:
    page = town.ines().get(done(town, replace(MANY, total=Sums(4, 100, 5000, 4600))))
    assert "single trips are not shown" in page.text
    assert "6.9" not in page.text
    assert "Lowest" not in page.text
    found = json.loads(_file(town.ines(), f"{page.path}.json"))
    assert (found["losses"], set(found["percent"].values())) == ([], {None})


def test_the_files_hold_what_the_page_tells(town: Town) -> None:
    address = done(town, MANY)
    ines = town.ines()
    found = json.loads(_file(ines, f"{address}.json"))
    assert found["schema"] == "muv.rehearsal/v1"
    assert found["total"] == {
        "people": 40, "trips": 100, "base": 5000, "candidate": 4600, "change": -400, "cents": -400
    }  # fmt: skip
    assert found["assisted"]["rows"] == {}
    assert found["bands"][0] == {"low": None, "high": -50, "people": None}
    assert found["season"]["base_runs_out"] == TODAY.isoformat()
    assert found["trips_without_quarter"] == 10
    lines = list(csv.reader(io.StringIO(_file(ines, f"{address}.csv")), delimiter=";"))
    assert lines[0][0].endswith("Table")
    assert ["Altogether", "Points", "40", "100", "5000", "4600", "-400", "", ""] in lines
    assert all(len(line) == len(lines[0]) for line in lines)


def _file(browser: Browser, address: str) -> str:
    answer = browser.client.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.get_data(as_text=True)


def test_a_rehearsal_is_for_organisers(town: Town) -> None:
    address = done(town, MANY)
    for url in (LIST, address, f"{address}.json"):
        assert town.fatou().get(url, 403)
        assert town.stranger().get(url).path.startswith("/sign-in")


def test_the_list_says_who_asked_and_how_far_it_is(town: Town) -> None:
    done(town, MANY)
    page = town.ines().get(LIST)
    assert "Rehearsal of muv, version 2" in page.text
    assert f"Asked for by {town.ines_.name} on 7 April 2026." in page.text
