from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from muvengine.formats.qr import BORDER_MODULES, qr_svg

PIXELS_A_MODULE = 6


def raster(svg: str) -> NDArray[np.uint8]:
    """The drawing as a scanner's camera would see it."""
    box = re.search(r'viewBox="0 0 (\d+) ', svg)
    strokes = re.search(r'stroke="#000" d="([^"]+)"', svg)
    assert box
    assert strokes
    grid = np.full((int(box[1]), int(box[1])), 255, dtype=np.uint8)
    x, y = 0.0, 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes[1]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if step == "h":
            grid[int(y), int(x) : int(x + values[0])] = 0
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    return np.kron(grid, np.ones((PIXELS_A_MODULE, PIXELS_A_MODULE), dtype=np.uint8))


@pytest.mark.parametrize("text", ["MUV1:7K3F9QXAV2", "https://muv.example/c/abcdefgh234567"])
def test_a_scanner_reads_the_drawing_in_upper_case(text: str) -> None:
    [found] = zxingcpp.read_barcodes(raster(qr_svg(text)))
    assert found.text == text.upper()


def test_upper_case_keeps_the_code_at_33_modules() -> None:
    svg = qr_svg("https://muv.example/v/7k3f9qxav")
    assert 'viewBox="0 0 37 37"' in svg
    assert 29 + 2 * BORDER_MODULES == 37


def test_the_page_decides_the_size() -> None:
    head = qr_svg("A").partition(">")[0]
    assert "width" not in head
    assert 'class="qr"' in head
