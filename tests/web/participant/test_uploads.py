from __future__ import annotations

from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest

from muvengine.core.people.actor import Actor, Role
from muvengine.services.prune_records import UPLOADS_KEPT, prune_records
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload
from tests.build import Town, ride
from tests.conftest import Clock
from tests.formats.tracks.documents import zipped
from tests.pages import Page
from tests.people import NOON

NEW = "/me/trips/new"
FILES = [
    ("monday.gpx", ride(NOON - timedelta(days=1), seed=1)),
    ("broken.gpx", b"<gpx"),
    ("tuesday.gpx", ride(seed=2)),
]


def answers(page: Page) -> list[str]:
    return [item.text for item in page.all("li") if "verdict" in (item.attrs.get("class") or "")]


def test_each_of_several_files_has_a_line_with_its_own_answer(town: Town) -> None:
    page = town.fatou().upload(NEW, FILES, mode="walk")
    assert page.path.startswith("/me/uploads/")
    said = answers(page)
    assert [answer.partition(":")[0] for answer in said] == ["Received", "Not received", "Received"]
    assert "broken.gpx" in said[1]
    assert "This file is damaged" in said[1]
    assert "3 of 3 files are ready" in page.text


def test_a_zip_is_its_files(town: Town) -> None:
    data = zipped(**{name.replace(".", "__"): data for name, data in FILES}, photo__jpg=b"\xff\xd8")
    page = town.fatou().upload(NEW, [("week.zip", data)], mode="walk")
    assert len(answers(page)) == 3
    assert "3 of 3" in page.text
    assert town.fatou().get("/me/trips").source.count("card mb-2") == 2


def test_a_zip_that_cannot_be_opened_is_told_on_its_line(town: Town) -> None:
    page = town.fatou().upload(NEW, [("week.zip", b"PK\x03\x04rest")], mode="walk")
    assert page.one("li", data_code="compressed")
    assert "This file is packed." in page.text


def test_the_same_press_twice_sends_nothing_twice(town: Town) -> None:
    fatou = town.fatou()
    hidden = fatou.hidden(NEW)
    first = fatou.upload(NEW, FILES, 200, mode="walk", **hidden)
    again = fatou.upload(NEW, FILES, 200, mode="walk", **hidden)
    assert first.path == again.path
    assert len(answers(again)) == 3
    assert fatou.get("/me/trips").source.count("card mb-2") == 2


def test_files_sent_together_are_found_again_for_a_month(town: Town, clock: Clock) -> None:
    fatou = town.fatou()
    page = fatou.upload(NEW, FILES, mode="walk")
    assert fatou.get("/me/uploads").one("a", href=page.path)
    clock.moment += UPLOADS_KEPT + timedelta(days=1)
    prune_records(town.wiring.open_uow, now=clock.moment)
    assert "You sent no files together" in town.fatou().get("/me/uploads").text
    town.fatou().get(page.path, 404)


def test_nobody_else_sees_them(town: Town) -> None:
    page = town.fatou().upload(NEW, FILES, mode="walk")
    town.ines().get(page.path, 403)
    assert "tuesday.gpx" in town.karim(helping=town.fatou_).get(page.path).text


def test_a_mediator_sends_many_older_trips_for_somebody(town: Town) -> None:
    old = [(f"{days}.gpx", ride(NOON - timedelta(days=days), seed=days)) for days in (18, 20)]
    page = town.karim(helping=town.fatou_).upload(NEW, old, mode="walk")
    assert [answer.partition(":")[0] for answer in answers(page)] == ["Received", "Received"]


def test_a_hostile_file_name_is_only_a_name(town: Town) -> None:
    name = "<script>alert(1)</script>.gpx"
    page = town.fatou().upload(NEW, [(name, b""), (name, b"")], mode="walk")
    assert all(script.attrs.get("src") for script in page.all("script"))
    assert name in page.text


@pytest.fixture
def waiting(town: Town) -> str:
    """Two files that nobody has looked at; give the page's address."""
    fatou = town.fatou_
    actor = Actor(Role.PARTICIPANT, fatou.id)
    wish = Upload(fatou.id, "walk")
    keep = partial(add_to_upload, town.wiring.open_uow, town.wiring.shelf)
    public_id = start_upload(
        town.wiring.open_uow,
        wish,
        attempt=wish.attempt(actor, "waiting"),
        now=town.wiring.now(),
        new_token=town.wiring.new_token,
    )
    assert keep(public_id, SentFile("a.gpx", FILES[0][1]), actor, 1) == 2
    assert keep(public_id, SentFile("b.gpx", FILES[2][1]), actor, 2) == 3
    return f"/me/uploads/{public_id}"


def test_where_no_worker_runs_the_page_helps_along(town: Town, waiting: str, clock: Clock) -> None:
    fatou = town.fatou()
    page = fatou.get(waiting)
    assert "0 of 2 files are ready" in page.text
    assert f"{waiting}/go-on" not in page.actions()
    clock.moment += timedelta(seconds=11)
    page = fatou.get(waiting)
    assert f"{waiting}/go-on" in page.actions()
    done = fatou.post(f"{waiting}/go-on", on=waiting)
    assert "2 of 2 files are ready" in done.text


def test_a_script_sends_files_one_by_one(town: Town) -> None:
    fatou = town.fatou()
    hidden = fatou.hidden(NEW)
    opened = fatou.client.post("/me/uploads", data={**hidden, "mode": "walk"})
    assert opened.status_code == 201
    where = opened.get_json()
    for number, (name, data) in enumerate(FILES, start=1):
        form = {**hidden, "first": str(number), "file": (BytesIO(data), name)}
        answer = fatou.client.post(where["files"], data=form)
        assert answer.get_json() == {"next": number + 1}
    assert "of 3 files" in fatou.get(where["page"]).text


def test_a_script_that_says_no_number_is_refused(town: Town, waiting: str) -> None:
    fatou = town.fatou()
    for first in ("", "0", "x", "99999"):
        form = {**fatou.hidden(NEW), "first": first}
        assert fatou.client.post(f"{waiting}/files", data=form).status_code == 422
