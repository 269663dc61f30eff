"""The ground a programme covers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A box in degrees, borders included; it may not cross the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        assert -90 <= self.south <= self.north <= 90  # noqa: PLR2004  degrees
        assert -180 <= self.west <= self.east <= 180  # noqa: PLR2004  degrees

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a position lies inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east
