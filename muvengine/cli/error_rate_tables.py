"""Error rates written for the terminal, for programs and for a page."""

from __future__ import annotations

import json
from typing import Any, Final

from muvengine.cli.share_cells import brief, percent, row
from muvengine.core.modes.error_rates import COLUMNS, Cell, Share
from muvengine.words.catalogue import known, say

HEADS: Final = ("declared", "true", "files", "rides", *COLUMNS[:3])


def write(cells: tuple[Cell, ...], form: str, locale: str) -> str:
    """Write a confusion table.

    Args:
        cells: in order.
        form: text, json or markdown.
        locale: of the markdown.
    """
    if form == "json":
        return json.dumps({"cells": [_plain(cell) for cell in cells]}, indent=1)
    return "\n".join(_markdown(cells, locale) if form == "markdown" else _text(cells))


def _plain(cell: Cell) -> dict[str, Any]:
    return {
        "declared": cell.declared,
        "true": cell.true,
        "files": cell.files,
        "rides": cell.rides,
        "outcomes": {
            name: {
                "files": cell.counts[name],
                "by_file": _interval(cell.by_file[name]),
                "by_ride": _interval(cell.by_ride[name]),
            }
            for name in COLUMNS
        },
    }


def _interval(share: Share) -> dict[str, float]:
    return {
        "share": round(share.value, 4),
        "low": round(share.low, 4),
        "high": round(share.high, 4),
    }


def _text(cells: tuple[Cell, ...]) -> list[str]:
    lines = ["Shares by ride, with the 95% interval; files in brackets.", ""]
    lines.append(
        f"{'declared':<11}{'true':<11}{'files':>6}{'rides':>6}"
        + "".join(f"  {name:<24}" for name in COLUMNS)
    )
    for cell in cells:
        parts = [
            f"  {brief(cell.by_ride[name])} ({cell.counts[name]})".ljust(26) for name in COLUMNS
        ]
        lines.append(
            f"{cell.declared:<11}{cell.true:<11}{cell.files:>6}{cell.rides:>6}"
            + "".join(parts).rstrip()
        )
    return lines


def _markdown(cells: tuple[Cell, ...], locale: str) -> list[str]:
    heads = [say(f"public.rates_{name}", locale) for name in HEADS]
    lines = [row(heads), "|---|---|---:|---:|---|---|---|"]
    for cell in cells:
        shares = [percent(cell.by_ride[name], locale) for name in COLUMNS[:3]]
        modes = [_mode(mode, locale) for mode in (cell.declared, cell.true)]
        lines.append(row([*modes, str(cell.files), str(cell.rides), *shares]))
    return lines


def _mode(mode: str, locale: str) -> str:
    """Name a mode; an index may tell of what is none, as of rides that nobody made."""
    code = f"modes.{mode}"
    return say(code, locale) if known(code) else mode
