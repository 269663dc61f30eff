"""What is moved: a sheet's points, a voucher's points and cents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """The points of one score sheet.

    Attributes:
        trip_id: which trip.
        score_no: which of its sheets, from 1.
        person_id: who earned them.
        points: whole, above zero.
    """

    trip_id: int
    score_no: int
    person_id: int
    points: int

    @property
    def key(self) -> str:
        """Name of the sheet, as ``981:1``."""
        return f"{self.trip_id}:{self.score_no}"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a voucher costs a person in points and the programme in cents, or gives back."""

    person_id: int
    points: int
    cents: int
