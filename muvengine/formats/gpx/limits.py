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
        elements_max: elements of one file beside those of its fixes.
        elements_a_fix_max: elements more for each fix; watches with every sensor write eight.
        names_max: different names of elements, and as many of attributes.
        name_chars_max: of a name or a creator; the rest is cut off, not refused.
        bad_share_max: 0 to 1, share of fixes that may lack a usable position, or a usable time.
    """

    bytes_max: int = 10 * 1024 * 1024
    fixes_max: int = 50_000
    tracks_max: int = 50
    depth_max: int = 24
    attributes_max: int = 64
    elements_max: int = 120_000
    elements_a_fix_max: int = 12
    names_max: int = 1_000
    name_chars_max: int = 200
    bad_share_max: float = 0.05

    def elements_for(self, fixes: int) -> int:
        """Give how many elements a file of so many fixes may have."""
        return self.elements_max + self.elements_a_fix_max * min(fixes, self.fixes_max)


LIMITS = Limits()
