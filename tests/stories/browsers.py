"""A real Chromium, and a demo town that really runs, for the stories."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, FilePayload, Page, Playwright, sync_playwright

HOW_TO_GET = "no Chromium: apt-get install chromium"
START_S_MAX = 120
# Debian's Chromium as root, quiet on a machine without a network.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True, slots=True)
class Town:
    """A running demo and what ``instance/demo.json`` says of it."""

    folder: Path
    said: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.said["url"])

    def person(self, role: str) -> dict[str, Any]:
        return next(one for one in self.said["people"] if one["role"] == role)

    def trace(self, expect: str) -> dict[str, Any]:
        return next(one for one in self.said["traces"] if one["expect"] == expect)

    def path(self, trace: dict[str, Any]) -> Path:
        return self.folder / str(trace["file"])

    def device(self, shop: str | None = None) -> dict[str, Any]:
        devices = self.said["devices"]
        return next(one for one in devices if shop in (None, one["shop"]))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of ours beside the demo, on its database."""
        return subprocess.run(
            [sys.executable, "-m", "muvengine", *arguments],
            cwd=self.folder,
            env=town_env(),
            capture_output=True,
            text=True,
            check=False,
        )


def town_env() -> dict[str, str]:
    """The environment without settings of the machine that runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MUV_")}
    return kept | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}


@contextmanager
def running_town(*extra: str) -> Iterator[Town]:
    """Start ``muvengine demo`` in an empty folder and wait until it answers."""
    folder = Path(tempfile.mkdtemp(prefix="muv-town-"))
    port = free_port()
    with (folder / "demo.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "muvengine", "demo", "--port", str(port), *extra],
            cwd=folder,
            env=town_env(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}/health", folder / "demo.log")
        said = json.loads((folder / "instance" / "demo.json").read_text(encoding="utf-8"))
        yield Town(folder, said)
    finally:
        process.terminate()
        process.wait(timeout=90)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_S_MAX
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the demo did not start:\n{log.read_text()}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without one the stories are skipped, in CI they fail."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


def _launch(playwright: Playwright) -> Browser:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        return playwright.chromium.launch(executable_path=path, headless=True, args=SWITCHES)
    except Error as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{HOW_TO_GET}\n{error}")
        pytest.skip(HOW_TO_GET)


def watch(page: Page, own: str) -> list[str]:
    """Note everything a page does that it should not: other hosts, console errors."""
    seen: list[str] = []
    page.on(
        "request",
        lambda request: (
            seen.append(f"asks {request.url}")
            if not request.url.startswith((own, "data:", "blob:"))
            else None
        ),
    )
    page.on(
        "console",
        lambda message: seen.append(f"says {message.text}") if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: seen.append(f"breaks {error}"))
    return seen


def share_a_trip(page: Page, town: Town) -> None:
    """As the share sheet of a phone does; it waits for an answer."""
    file = town.path(town.trace("confirmed")).read_bytes()
    shared: FilePayload = {"name": "walk.gpx", "mimeType": "text/xml", "buffer": file}
    assert page.request.post(f"{town.url}/share", multipart={"file": shared}).ok
