"""The name under which somebody stands on a board: chosen, and not their own."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from muvengine.core.errors import BadInput

LETTERS_MIN: Final = 3
CHARACTERS_MAX: Final = 24
DIGITS_MAX: Final = 3
"""More could be a telephone number, or the year somebody was born in."""

_PART_OF_A_NAME: Final = 3
_ALLOWED: Final = frozenset(" -'’")
_WORDS: Final = re.compile(r"[^\W\d_]+")


def check_pseudonym(said: str, own_name: str) -> str:
    """Give a pseudonym on one line.

    Args:
        said: as it was typed.
        own_name: of the person: none of its words may stand in the pseudonym.

    Raises:
        BadInput: ``fields["pseudonym"]`` is ``short``, ``long``, ``letters`` or ``own_name``.
    """
    plain = " ".join(unicodedata.normalize("NFC", said).split())
    if sum(letter.isalpha() for letter in plain) < LETTERS_MIN:
        raise BadInput(fields={"pseudonym": "short"})
    if len(plain) > CHARACTERS_MAX:
        raise BadInput(fields={"pseudonym": "long"}, most=CHARACTERS_MAX)
    wrong = any(not (one.isalpha() or one.isdecimal() or one in _ALLOWED) for one in plain)
    if wrong or sum(one.isdecimal() for one in plain) > DIGITS_MAX:
        raise BadInput(fields={"pseudonym": "letters"})
    if _words(own_name) & _words(plain):
        raise BadInput(fields={"pseudonym": "own_name"})
    return plain


def _words(text: str) -> frozenset[str]:
    """Give the words of a name without accents and capitals; short ones are in many names."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return frozenset(word for word in _WORDS.findall(letters) if len(word) >= _PART_OF_A_NAME)
