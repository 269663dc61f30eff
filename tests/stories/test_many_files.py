"""A zip of thirty trips, a server that is killed half way, and nothing twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from muvengine.bootstrap import clock
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.ride import RideLeg, record
from tests.formats.tracks.documents import zipped
from tests.stories.browsers import Town, _wait, free_port, town_env, watch
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser
TRIPS = 30
# There and back through the whole town: long enough that thirty take the engine seconds.
WAY = (np.array([43.640, 43.640, 43.6401]), np.array([5.062, 5.138, 5.062]))
LONG_MS = 60_000
READY = "SELECT count(*) FROM upload_item WHERE state <> 'waiting'"
HALF_WAY = "SELECT count(*) = ? AND sum(state <> 'waiting') > 0 FROM upload_item"
BATCH = "SELECT public_id FROM upload_batch"


@pytest.fixture(scope="module")
def week() -> bytes:
    """Thirty rides of the last six days, one after the other, as one zip."""
    now = clock().replace(microsecond=0)
    files = {}
    for number in range(TRIPS):
        start = now - timedelta(days=6) + timedelta(hours=4.5 * number)
        fixes = record((RideLeg("walk", *WAY),), start, number, Receiver(interval_s=1))
        files[f"ride{number:02}__gpx"] = write_gpx(fixes, f"Ride {number}", "recorder").encode()
    return zipped(**files)


class Killable:
    """A demo that may die and come back in the same folder, on the same port."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="muv-many-"))
        self.port = free_port()
        self.start()

    def start(self) -> None:
        log = self.folder / "demo.log"
        with log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "muvengine", "demo", "--port", str(self.port)],
                cwd=self.folder,
                env=town_env(),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait(self.process, f"http://127.0.0.1:{self.port}/health", log)

    def kill(self) -> None:
        """As a power cut does: the server and all it started, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)

    def town(self) -> Town:
        said = json.loads((self.folder / "instance" / "demo.json").read_text("utf-8"))
        return Town(self.folder, said)

    def kill_half_way(self) -> tuple[str, int]:
        """Kill it once it has all files and some are ready; give their batch and how many."""
        database = self.folder / "instance" / "muv.db"
        give_up_at = time.monotonic() + LONG_MS / 1000
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            while not connection.execute(HALF_WAY, (TRIPS,)).fetchone()[0]:
                assert time.monotonic() < give_up_at, "the files never came"
                time.sleep(0.005)
            self.kill()
            (batch,) = connection.execute(BATCH).fetchone()
            (done,) = connection.execute(READY).fetchone()
        return batch, done


@contextmanager
def killable() -> Iterator[Killable]:
    demo = Killable()
    try:
        yield demo
    finally:
        demo.kill()
        shutil.rmtree(demo.folder, ignore_errors=True)


def ready(page: Page) -> int:
    found = re.match(r"(\d+) of", page.locator("[data-progress] [role=status]").inner_text())
    assert found
    return int(found[1])


def kept(page: Page) -> int:
    return page.locator("[data-progress] .verdict-confirmed").count()


def wait_for_all(page: Page, *, scripts: bool) -> None:
    """With scripts the page follows by itself, without them a link is pressed."""
    if scripts:
        status = page.locator("[data-progress] [role=status]")
        expect(status).to_have_text(f"{TRIPS} of {TRIPS} files are ready", timeout=LONG_MS)
        return
    for _ in range(40):
        if ready(page) == TRIPS:
            return
        page.wait_for_timeout(1_000)
        page.get_by_role("link", name="See how far it is").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_zip_of_thirty_survives_a_killed_server_and_nothing_is_twice(
    chrome: Browser, week: bytes, *, scripts: bool
) -> None:
    with killable() as demo:
        town = demo.town()
        context = chrome.new_context(locale="en-GB", java_script_enabled=scripts)
        page = context.new_page()
        page.goto(town.person("participant")["sign_in"])
        page.get_by_role("button", name="English").click()
        seen = watch(page, town.url)
        page.goto(f"{town.url}/me/trips/new")
        page.locator("label[for='mode-walk']").click()
        page.locator("input[type=file]").set_input_files(
            {"name": "week.zip", "mimeType": "application/zip", "buffer": week}
        )
        assert not seen
        # An engine that is quick is through with them before a browser has drawn the next page.
        with ThreadPoolExecutor(1) as beside:
            killed = beside.submit(demo.kill_half_way)
            with suppress(PlaywrightError):
                page.locator("main form[enctype] button").last.click()
            batch, before = killed.result()
        assert 0 < before < TRIPS, "it was not half way"
        demo.start()
        # What broke off with the server is no fault of a page.
        seen.clear()
        page.goto(f"{town.url}/me/uploads/{batch}")
        expect(page.locator("h1")).to_have_text("How far your files are", timeout=LONG_MS)
        wait_for_all(page, scripts=scripts)
        assert not seen
        assert not scripts or not list(look(page))
        # The seeded days of this person have trips of their own, at which they were elsewhere.
        met = page.locator("[data-progress] li[data-code=overlap]").count()
        assert kept(page) == TRIPS - met
        assert met < TRIPS / 3
        links = [link.get_attribute("href") for link in page.get_by_text("See this trip").all()]
        assert len(set(links)) == kept(page)
        checked = town.run("ledger", "verify")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        context.close()
