"""What a programme has to tell everybody: who runs it, its terms, privacy, accessibility."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput

CHARACTERS_MAX: Final = 30_000


class Notice(StrEnum):
    """A public text; one is shipped for each, and the organiser writes their own."""

    LEGAL = "legal"
    TERMS = "terms"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"


NAMES: Final = frozenset(one.value for one in Notice)


def check_notice(typed: str) -> str:
    """Give a text as it is kept; an empty one brings the shipped text back.

    Raises:
        BadInput: ``fields["text"]`` is ``heading`` where it does not begin with a title,
            ``long`` where it is.
    """
    text = "\n".join(line.rstrip() for line in typed.splitlines()).strip()
    if len(text) > CHARACTERS_MAX:
        raise BadInput(fields={"text": "long"})
    if text and not (text.startswith("# ") and text.partition("\n")[0][2:].strip()):
        raise BadInput(fields={"text": "heading"})
    return text
