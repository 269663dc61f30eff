"""What is noticed of cheats, written for the terminal, for programs and for a page."""

from __future__ import annotations

import json
from typing import Any, Final

from muvengine.cli.share_cells import brief, percent, row
from muvengine.core.modes.mode import Mode
from muvengine.services.evaluate_cheats import ASKED, ENDS, REFUSED, Caught
from muvengine.words.catalogue import say

HEADS: Final = ("cheat", "tries", "noticed", "refused", "asked", "doubtful", "passed")


def write(told: tuple[Caught, ...], form: str, locale: str) -> str:
    """Write a table of cheats, and of honest trips beside them.

    Args:
        told: in order.
        form: text, json or markdown.
        locale: of the markdown.
    """
    if form == "json":
        return json.dumps({"cheats": [_plain(one) for one in told]}, indent=1)
    return "\n".join(_markdown(told, locale) if form == "markdown" else _text(told))


def _plain(one: Caught) -> dict[str, Any]:
    shares = {
        name: {key: round(getattr(share, key), 4) for key in ("value", "low", "high")}
        for name, share in (("noticed", one.noticed), ("passed", one.passed))
    }
    return {"cheat": one.key, "declared": one.declared, "tries": one.tries, **one.ends} | {
        f"{name}_share": share for name, share in shares.items()
    }


def _text(told: tuple[Caught, ...]) -> list[str]:
    ends = "".join(f"{end:>10}" for end in ENDS)
    lines = [f"{'sent':<20}{'tries':>6}{ends}  {'noticed as meant':<24}believed"]
    for one in told:
        counts = "".join(f"{one.ends[end]:>10}" for end in ENDS)
        shares = f"{brief(one.noticed):<24}{brief(one.passed)}"
        lines.append(f"{one.key:<20}{one.tries:>6}{counts}  {shares}")
    return lines


def _markdown(told: tuple[Caught, ...], locale: str) -> list[str]:
    heads = [say(f"cheats.head_{name}", locale) for name in HEADS]
    lines = [row(heads), "|---|---:|---|---:|---:|---:|---|"]
    honest = {mode.value for mode in Mode}
    for one in told:
        if one.key in honest:
            name = say("cheats.honest", locale, mode=say(f"modes.{one.key}", locale))
        else:
            name = say(f"cheats.{one.key}", locale)
        counts = [str(one.ends[end]) for end in (REFUSED, ASKED, "doubtful")]
        shares = [percent(share, locale) for share in (one.noticed, one.passed)]
        lines.append(row([name, str(one.tries), shares[0], *counts, shares[1]]))
    return lines
