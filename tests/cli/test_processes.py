"""The commands that stay: they say when people may come, and leave quietly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from muvengine.cli.demo import prepare


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demonstration in it."""
    place = tmp_path_factory.mktemp("processes")
    prepare(place / "instance", "http://127.0.0.1:1", fresh=False)
    return place


def begin(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    here = str(Path(__file__).parents[2])
    environment = {name: value for name, value in os.environ.items() if name[:4] != "MUV_"}
    environment |= {"PYTHONPATH": here, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "muvengine", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process: subprocess.Popen[str], start: str) -> list[str]:
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(start):
            return lines
    pytest.fail("".join(lines))


def end(process: subprocess.Popen[str], by: signal.Signals) -> str:
    process.send_signal(by)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def test_the_demonstration_answers_when_it_says_so_and_stops_quietly(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo = begin(folder, "demo", "--port", str(port))
    told = read_until(demo, "Open ")
    assert told[0].startswith("Using the town in instance/")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=60) as answer:
        assert answer.status == 200
    assert "Traceback" not in end(demo, signal.SIGINT)


def test_the_job_runner_stops_when_told(folder: Path) -> None:
    worker = begin(folder, "worker")
    read_until(worker, "Jobs run.")
    assert "Jobs stopped." in end(worker, signal.SIGTERM)
