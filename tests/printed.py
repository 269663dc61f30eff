"""What a laser printer makes of our PDF files, and what a scanner reads off the paper."""

from __future__ import annotations

import re
import zlib
from typing import Final

import numpy as np
import zxingcpp

POINTS_PER_MM: Final = 72 / 25.4
DOTS_PER_MM: Final = 300 / 25.4
# Codes that lie beside each other begin at the same height, but for a dot or two.
ROW_DOTS: Final = 60
QR: Final = zxingcpp.BarcodeFormat.QRCode


def pages(pdf: bytes) -> list[str]:
    """The drawing of each page, unpacked; fonts and pictograms are other streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            continue
    return [text for text in opened if " re f" in text]


def printed(page: str, height_mm: float) -> np.ndarray:
    """The filled rectangles of a page, as a laser printer of 300 dots would put them down."""
    paper = np.full((round(height_mm * DOTS_PER_MM) + 1, round(210 * DOTS_PER_MM)), 255, np.uint8)
    dots = DOTS_PER_MM / POINTS_PER_MM
    for found in re.findall(r"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f", page):
        x, y, width, height = (float(number) * dots for number in found)
        top = height_mm * DOTS_PER_MM - y
        rows = sorted((round(top), round(top - height)))
        paper[rows[0] : rows[1], round(x) : round(x + width)] = 0
    return paper


def read_back(pdf: bytes, height_mm: float) -> list[list[str]]:
    """Read the codes of each page, row by row."""
    found = []
    for page in pages(pdf):
        # Among so many modules a small code of another kind is seen that nobody printed.
        seen = zxingcpp.read_barcodes(printed(page, height_mm))
        codes = [code for code in seen if code.format == QR]
        lines = sorted(codes, key=_place)
        found.append([code.text for code in lines])
    return found


def _place(code: zxingcpp.Barcode) -> tuple[int, int]:
    corner = code.position.top_left
    return round(corner.y / ROW_DOTS), corner.x
