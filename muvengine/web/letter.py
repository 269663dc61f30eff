"""The weekly letter of one person, in their own language, ready for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from muvengine.core.people.identity import Person
from muvengine.reads.letter import Letter, letter_of
from muvengine.web import here
from muvengine.web.owner_words import in_words_of


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """One page.

    Attributes:
        told: what it tells.
        words: ways to speak to this person, by name.
    """

    told: Letter
    words: Mapping[str, Callable[..., Any]]


def paper_letter(person: Person) -> PaperLetter:
    """Write somebody's letter as their week stands now."""
    told = letter_of(here.wiring().open_reading, person, here.now())
    return PaperLetter(told, in_words_of(person))
