"""Words that tell letters apart over a counter or the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# The words that people of a language know from the telephone.
_WORDS: Final[Mapping[str, str]] = {
    "en": (
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November "
        "Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
    ),
    "fr": (
        "Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis "
        "Marcel Nicolas Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier "
        "Yvonne Zoé"
    ),
}


def spelled(code: str, locale: str) -> str:
    """Spell a code: digits stay, letters become words; empty in a language without them.

    Args:
        code: capital letters and digits.
        locale: of who reads it aloud.
    """
    words = _WORDS.get(locale.partition("_")[0], "").split()
    by_letter = {word[0]: word for word in words}
    return " ".join(by_letter.get(sign, sign) for sign in code) if words else ""
