"""Are the zones a rulebook speaks of zones of the town?"""

from __future__ import annotations

from typing import Final

from muvengine.core.rules.conditions import ZONE_WORDS
from muvengine.formats.rulebook_yaml.places import near
from muvengine.formats.rulebook_yaml.plain import Document, Report, as_list, blocks

# As conditions have them, and as an example's trip has them.
_WORDS: Final = (*ZONE_WORDS, "zones_from", "zones_to")


def check_zones(document: Document, zones: tuple[str, ...], report: Report) -> None:
    """Report keys that no zone of the town has: R212.

    Args:
        document: plain values.
        zones: keys of the town's zones.
        report: called with code, path and facts.
    """
    for path, block in blocks(document, ()):
        for word in _WORDS:
            for place, key in enumerate(as_list(block.get(word))):
                if isinstance(key, str) and key not in zones:
                    report("R212", (*path, word, place), name=key, near=near(key, zones))
