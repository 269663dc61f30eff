"""A short name for a rule, made from its label, so that nobody has to think of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count
from typing import Final

NAME_CHARACTERS_MAX: Final = 40
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def name_for(label: str, taken: Container[str], *, what: str = "rule") -> str:
    """Make a name that a rulebook may use and that nothing else has.

    Args:
        label: what people read.
        taken: names of the rulebook.
        what: is named; where a label begins with no letter, its name begins with this word.
    """
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    name = _OTHER.sub("-", plain).strip("-")
    if not name[:1].isalpha():
        name = f"{what}-{name}".strip("-")
    name = name[: NAME_CHARACTERS_MAX - 3].strip("-")
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(one for one in numbered if one not in taken)
