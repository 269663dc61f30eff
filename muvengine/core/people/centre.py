"""A centre: a social centre, a library or a school whose helpers know the people who come there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.errors import BadInput

NAME_CHARS_MAX: Final = 80
PLACE_CHARS_MAX: Final = 120
FIRST_KEY: Final = "first"
"""Key of the centre that a town begins with."""

CARD_SHOWN_FOR: Final = timedelta(hours=2)
"""How long a card opens the desk of a centre that does not know its owner."""


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre.

    Attributes:
        key: stands in addresses and forms.
        name: as people call it, 1 to 80 characters.
        place: where it is, at most 120 characters; may be empty.
        id: the row's number; 0 before it is kept.
    """

    key: str
    name: str
    place: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class KnownAt:
    """A centre that knows a person, and since when."""

    centre: Centre
    since: datetime


def check_centre(centre: Centre) -> Centre:
    """Tidy what was typed.

    Raises:
        BadInput: ``fields`` names ``name`` (missing or long) or ``place`` (long).
    """
    name, place = " ".join(centre.name.split()), " ".join(centre.place.split())
    wrong: dict[str, str] = {}
    if not name or len(name) > NAME_CHARS_MAX:
        wrong["name"] = "long" if name else "missing"
    if len(place) > PLACE_CHARS_MAX:
        wrong["place"] = "long"
    if wrong:
        raise BadInput(fields=wrong)
    return Centre(centre.key, name, place, centre.id)
