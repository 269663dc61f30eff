"""A list typed or scanned at a desk, a line a person: each line is done once, and answered.

Each is kept in a transaction and under an attempt of its own: the same list sent twice hears
the same answers, and one card that nobody knows takes nothing from the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import MuvError

LINE_CHARACTERS_MAX: Final = 200
_KEY_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one line.

    Attributes:
        said: as typed.
        name: whose line it was; empty where nobody was found.
        refusal: why nothing was done; None where it was.
    """

    said: str
    name: str = ""
    refusal: MuvError | None = None


def said_lines(typed: Iterable[str]) -> tuple[str, ...]:
    """Tidy what was typed; a card that is read twice by mistake is one person."""
    tidy = (line.strip()[:LINE_CHARACTERS_MAX] for line in typed if line.strip())
    return tuple(dict.fromkeys(tidy))


def key_of_line(key: str, said: str) -> str:
    """Name the attempt of one line of a form that was sent under ``key``."""
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return f"{key[:_KEY_CHARACTERS]}:{digest}"
