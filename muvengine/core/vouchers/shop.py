"""A shop along the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_CHARACTERS_MAX: Final = 64


@dataclass(frozen=True, slots=True)
class Shop:
    """Who gives something for points.

    Attributes:
        key: short name in addresses and files.
        name, street: as on its sign.
        lat, lon: degrees.
        pictogram: its drawing.
        about, hours: words by language.
        open: False once it has left the programme.
        id: 0 before it is kept.
    """

    key: str
    name: str
    lat: float
    lon: float
    street: str = ""
    pictogram: str = "shop"
    about: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, str] = field(default_factory=dict)
    open: bool = True
    id: int = 0


def key_of_name(name: str) -> str:
    """Make a short name for addresses: ``Café de la Mousse`` gives ``cafe-de-la-mousse``.

    Returns:
        What ``KEY`` accepts, at most 64 characters; empty when the name has no Latin letter.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"[a-z0-9]+", letters)
    return "-".join(words)[:KEY_CHARACTERS_MAX].rstrip("-")
