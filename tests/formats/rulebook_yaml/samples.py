"""A small rulebook around a few lines of one, so that the reader can read them."""

from __future__ import annotations

import re

BLOCKS = {
    "schema": "schema: muv.rules/v1",
    "rulebook": "rulebook: small",
    "version": "version: 1",
    "label": "label: {en: Small, fr: Petit}",
    "timezone": "timezone: Europe/Paris",
    "effective": "effective: {from: 2026-01-01}",
    "earn": """\
earn:
  - rule: walk-km
    label: {en: On foot, fr: À pied}
    legs: {mode: [walk]}
    per_km: [{up_to: 2, points: 12}, {up_to: 4, points: 6}, {points: 0}]""",
    "modes": """\
modes:
  walk: {min_km: 0.25}
  bike: {}
  bus: {}
  tram: {}""",
}
CONDITION = """\
bonuses:
  - rule: more
    label: {{en: More, fr: Plus}}
    flat: 5
{}"""


def rulebook_around(sample: str) -> bytes:
    """Put lines into a rulebook: blocks instead of its own, ``when`` into a bonus."""
    if sample.startswith("when:"):
        sample = CONDITION.format("\n".join(f"    {line}" for line in sample.splitlines()))
    given = re.findall(r"^(\w+):", sample, re.MULTILINE)
    others = [block for name, block in BLOCKS.items() if name not in given]
    return ("\n".join([*others, sample]) + "\n").encode()
