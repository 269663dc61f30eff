"""Every hostile file gets exactly the manifest's verdict, on whatever machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.verdicts import verdicts

FOLDER = Path(__file__).parent / "gpx"
TOP = Path(__file__).parents[2]
EXPECTED = {
    line["file"]: line["expect"]
    for line in json.loads((FOLDER / "manifest.json").read_text("utf-8"))
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    return verdicts(FOLDER)


@pytest.mark.parametrize("file", EXPECTED)
def test_each_file_gets_the_verdict_of_the_manifest(file: str, found: dict[str, list[str]]) -> None:
    assert EXPECTED[file] in found[file]


@pytest.mark.parametrize(
    ("how", "surroundings"),
    [
        ("with-lxml",    {"PYTHONHASHSEED": "0",     "LC_ALL": "C"}),
        ("without-lxml", {"PYTHONHASHSEED": "1",     "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu"}),
        ("without-lxml", {"PYTHONHASHSEED": "12345", "LC_ALL": "tr_TR.UTF-8"}),
        ("with-lxml",    {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "TZ": "America/St_Johns"}),
    ],
)  # fmt: skip
def test_neither_a_library_nor_a_language_nor_chance_changes_a_verdict(
    how: str, surroundings: dict[str, str], found: dict[str, list[str]]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.hostile.verdicts", str(FOLDER), how],
        cwd=TOP,
        env={**os.environ, **surroundings},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2_000:]
    assert json.loads(ran.stdout) == found
