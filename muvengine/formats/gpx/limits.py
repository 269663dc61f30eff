"""How large and how odd an upload may be; printed in the API's documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reader takes.

    Attributes:
        bytes_max: size of a file.
        fixes_max: track points, 13.9 hours at one a second.
        tracks_max: ``trk`` elements.
        depth_max: elements inside each other; GPX with extensions uses about eight.
        attributes_max: attributes of one element.
        elements_max: elements of one file, twenty for each fix.
        names_max: different names of elements.
        name_chars_max: of a name or a creator; the rest is cut off, not refused.
        bad_share_max: 0 to 1, share of fixes that may lack a usable position, or a usable time.
    """

    bytes_max: int = 10 * 1024 * 1024
    fixes_max: int = 50_000
    tracks_max: int = 50
    depth_max: int = 24
    attributes_max: int = 64
    elements_max: int = 1_000_000
    names_max: int = 1_000
    name_chars_max: int = 200
    bad_share_max: float = 0.05


LIMITS = Limits()
