"""The published table is what the command gives on the recordings it names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from muvengine.formats.help_page import FOLDER
from tests.cli.conftest import Terminal

INDEX = Path(os.environ["MUV_TEST_DATA"]) / "labelled" / "index.csv"


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_published_error_rates_are_measured(terminal: Terminal, locale: str) -> None:
    told = terminal("verdicts", "evaluate", str(INDEX), "--markdown", "--locale", locale)
    assert told.status == 0
    assert told.out.strip() in (FOLDER / locale / "error-rates.md").read_text("utf-8")
