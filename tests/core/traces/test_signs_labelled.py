"""Signs on recordings that people really made; see SOURCES.md beside them."""

from __future__ import annotations

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path

from muvengine.core.errors import UploadRefused
from muvengine.core.traces.clean import clean
from muvengine.core.traces.signs import WEIGHT_ASKING, honesty_signs, weight_of
from muvengine.formats.gpx.read import read_gpx

DATA = Path(os.environ["MUV_TEST_DATA"])


@cache
def shown() -> tuple[tuple[str, ...], ...]:
    """What each real recording shows."""
    found = []
    for folder in ("labelled", "multimodal"):
        with (DATA / folder / "index.csv").open(encoding="utf-8") as table:
            files = [DATA / folder / row["file"] for row in csv.DictReader(table)]
        for file in files:
            try:
                recording = read_gpx(file.read_bytes())
            except UploadRefused:
                continue
            found.append(honesty_signs(clean(recording), recording))
    return tuple(found)


def test_hardly_anybody_honest_is_asked() -> None:
    asked = [signs for signs in shown() if weight_of(signs) >= WEIGHT_ASKING]
    print(len(asked), "of", len(shown()), Counter(sign for signs in shown() for sign in signs))  # noqa: T201
    assert len(shown()) > 600
    assert len(asked) <= 0.005 * len(shown())


def test_no_real_recording_is_drawn_or_of_one_speed() -> None:
    counts = Counter(sign for signs in shown() for sign in signs)
    for sign in ("straight_lines", "constant_speed", "emulator", "editor"):
        assert counts[sign] == 0, sign
