"""What a stretch of journals moved, account by account, so that nobody adds up years again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from muvengine.core.ledger.seal import Entry

# 'p:42:pending' and 'shop:7:payable': thousands of accounts of one sort.
_OWNED: Final = re.compile(r"^(p|shop|pot):\d+(?=:|$)")


def sort_of(code: str) -> str:
    """Give what an account is added up under: ``p:*:pending`` for everybody's own, else its code.

    Args:
        code: of the account.
    """
    return _OWNED.sub(r"\1:*", code)


def tally(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Add up what journals brought to each sort of account less what they took from it.

    Args:
        entries: journals with their transfers.

    Returns:
        Points or cents by ``sort_of`` account; sorts of which nothing is left have 0.
    """
    moved: Counter[str] = Counter()
    for entry in entries:
        for line in entry.lines:
            moved[sort_of(line.dst)] += line.amount
            moved[sort_of(line.src)] -= line.amount
    return moved
