"""A shop along the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
