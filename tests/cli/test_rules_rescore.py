"""Past trips scored anew, asked for from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from muvengine.bootstrap import Wiring, clock, wire
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.jobs.rescorings import rescore
from muvengine.services.add_staff import NewStaff
from muvengine.services.ask_rescoring import approve_rescoring
from muvengine.services.init_town import Envelope, Founding, init_town
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.settings import Settings
from muvengine.store.unit_of_work import UnitOfWork
from tests.cli.conftest import Terminal
from tests.people import Dice, participant, staff
from tests.recount import DEARER, next_version
from tests.town import RULES, ZONE, gpx, ride

REASONS = ("--reason", "en=Walking paid too little", "--reason", "fr=La marche payait trop peu")


@pytest.fixture
def home(terminal: Terminal, sqlite_engine: Engine) -> Wiring:
    """A town whose rules hold since last month, wired as the terminal's commands are."""
    del terminal
    today = clock().astimezone(ZONE).date()
    founding = Founding(
        Programme("Town", None, ZONE),
        RULES.read_bytes(),
        NewStaff("Claire", "claire@town.example", Role.ORGANISER, "fr"),
        Envelope(today - timedelta(days=30), today + timedelta(days=30), 1000),
    )
    init_town(partial(UnitOfWork, sqlite_engine), founding, now=clock(), new_token=Dice("town"))
    return wire(Settings(database_url=sqlite_engine.url.render_as_string()))


@pytest.fixture
def days(home: Wiring) -> tuple[str, ...]:
    """Somebody walked yesterday; the second version of the rules has begun today."""
    now, person = home.now(), participant(home.open_uow)
    start = now - timedelta(hours=20)
    me, data = Actor("participant", person.id), gpx(ride(start=start))
    walked = Submission(person.id, me, data, Claim("walk"))
    submit_trip(
        home.open_uow, home.shelf, walked,
        attempt=walked.attempt("walk"), now=now, new_token=home.new_token,
    )  # fmt: skip
    today = now.astimezone(ZONE).date()
    next_one = Publication(next_version(DEARER).encode(), today)
    publish_rulebook(home.open_uow, next_one, actor=SYSTEM, now=now - timedelta(days=3))
    return "2", "--from", str(start.astimezone(ZONE).date()), "--to", str(today)


def test_it_is_rehearsed_asked_for_approved_and_told(
    terminal: Terminal, home: Wiring, days: tuple[str, ...]
) -> None:
    assert terminal("rules", "rescore").out == "Nothing was asked for yet.\n"
    told = terminal("rules", "rescore", *days, *REASONS)
    assert told.status == 1
    assert "with --rehearse does it" in told.err
    told = terminal("rules", "rescore", *days, "--rehearse")
    assert told.status == 0
    assert "more points" in told.out
    assert "points left" in told.out
    told = terminal("rules", "rescore", *days, *REASONS)
    assert told.status == 0
    assert "https://muv.example/organiser/rulebook/rescorings/" in told.out
    public_id = told.out.strip().rpartition("/")[2]
    organiser = Actor(Role.ORGANISER, staff(home.open_uow, "Hugo", Role.ORGANISER).id)
    approve_rescoring(home.open_uow, public_id, actor=organiser, now=home.now())
    rescore(home)
    assert "done; 1 trips changed" in terminal("rules", "rescore").out
    document = json.loads(terminal("rules", "rescore", "--json").out)
    [act] = document["acts"]
    assert (document["schema"], act["id"], act["state"]) == ("muv.rescoring/v1", public_id, "done")
    assert set(act) == {
        "id", "version", "from", "to", "state", "take_back", "reasons", "outcome",
    }  # fmt: skip
    assert set(act["outcome"]) == {
        "changed", "people", "points_up", "points_down", "came_later", "counts",
    }  # fmt: skip
    assert act["outcome"]["points_up"] > 0
    assert date.fromisoformat(act["from"]) <= date.fromisoformat(act["to"])


def test_what_is_wrong_is_one_sentence(terminal: Terminal, days: tuple[str, ...]) -> None:
    terminal("rules", "rescore", *days, "--rehearse")
    for arguments, status, said in (
        (("2",), 2, "--from and --to"),
        (("9", *days[1:]), 1, "No version 9"),
        ((*days, "--reason", "because"), 2, "LOCALE=TEXT"),
        ((*days, *REASONS[:2]), 1, "reason_fr: length"),
    ):
        told = terminal("rules", "rescore", *arguments)
        assert told.status == status, arguments
        assert said in told.err
        assert told.err.count("\n") == 1
