"""How rulebook versions follow each other: no day without one, no day with two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muvengine.core.rules.version import Version


@dataclass(frozen=True, slots=True)
class Hole:
    """Days between two rulebooks on which none holds, the end excluded."""

    first_day: date
    end_day: date

    def within(self, other: Hole) -> bool:
        """Tell whether every day of this hole lies in another one."""
        return other.first_day <= self.first_day and self.end_day <= other.end_day


def holes(versions: Iterable[Version]) -> tuple[Hole, ...]:
    """List the days between the first and the last rulebook on which none holds, in order."""
    found: list[Hole] = []
    reached: date | None = None
    for version in sorted(versions, key=lambda one: one.effective_from):
        if reached is not None and reached < version.effective_from:
            found.append(Hole(reached, version.effective_from))
        if version.effective_until is None:
            return tuple(found)
        reached = max(reached or version.effective_until, version.effective_until)
    return tuple(found)


def new_hole(before: Iterable[Version], after: Iterable[Version], *, from_day: date) -> Hole | None:
    """Give the first hole that a change of the versions would make.

    Args:
        before: the versions as they are.
        after: as they would be.
        from_day: days before this one are over: what lacked a rulebook then stays so.
    """
    known = holes(before)
    for hole in holes(after):
        if hole.end_day > from_day and not any(hole.within(one) for one in known):
            return hole
    return None


def covered_until(versions: Iterable[Version]) -> date | None:
    """Give the first day after which no rulebook is published; None when one has no end."""
    ends = [version.effective_until for version in versions]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def settled(versions: Iterable[Version], first_day: date, earliest: date) -> bool:
    """Tell whether a version from ``first_day`` on would change days that have their rules.

    Args:
        versions: published before.
        first_day: of the new one.
        earliest: the first day on which no trip can have been judged yet.
    """
    return any(
        one.effective_from < earliest
        and (one.effective_until is None or first_day < one.effective_until)
        for one in versions
        if first_day < earliest
    )
