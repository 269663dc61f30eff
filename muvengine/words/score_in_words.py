"""A score sheet in plain words, most useful lines first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from muvengine.core.rules.compile import params_on
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.score import Line, LineStatus
from muvengine.words.line_in_words import Page, told_of, why_of
from muvengine.words.rulebook_in_words import rule_label

GIVEN: Final = frozenset({LineStatus.APPLIED, LineStatus.CAP, LineStatus.FAILED})
_GIVEN_ORDER: Final = (LineStatus.FAILED, LineStatus.APPLIED, LineStatus.CAP)
_MISSED_ORDER: Final = (LineStatus.SKIPPED, LineStatus.LIMIT, LineStatus.BEATEN)
REACHABLE: Final = frozenset(
    {
        "distance_km",
        "min_km",
        "duration_min",
        "climb_m",
        "stamps",
        "start_between",
        "any",
        "route",
        "route_share",
        "evidence",
    }
)
"""Words about what a person chooses: how far, when, where, with what proof."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of a score sheet in words.

    Attributes:
        rule, kind, status: as in the line.
        label: what the rule is called.
        points: whole points.
        why: the reason, or empty.
        missed: it gave nothing; pages fold these lines away.
        told: the reason with what it would have taken, or what becomes of it another time:
            what the person who made the trip reads.
        gives: the points that were surely missed by one thing; 0 where nobody can be sure.
        reachable: whoever makes the trip can do something about it the next time.
    """

    rule: str
    kind: str
    status: str
    label: str
    points: int
    why: str
    missed: bool
    told: str = ""
    gives: int = 0
    reachable: bool = False


def explain(
    lines: Iterable[Line],
    rulebook: Rulebook,
    locale: str,
    day: date,
    routes: Mapping[str, str] = MappingProxyType({}),
    gains: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Explained, ...]:
    """Say every line of a sheet, the most useful first.

    What decided about the trip as a whole comes first, then what gave most, then what was
    taken away; of what was missed, first what a person can do something about.

    Args:
        lines: of the score.
        rulebook: the version it was scored with.
        locale: see ``say``.
        day: the trip's local day.
        routes: what people call the set routes; one that is not there is told by its key.
        gains: points surely missed, by rule; see ``core.rules.what_if``.
    """
    page = Page(rulebook, params_on(rulebook, day), locale, routes, day)
    said = [_explained(line, page, gains.get(line.rule, 0)) for line in lines]
    return tuple(sorted(said, key=_usefulness))


def _explained(line: Line, page: Page, gives: int) -> Explained:
    return Explained(
        rule=line.rule,
        kind=line.kind,
        status=line.status.value,
        label=rule_label(page.book, line.rule, page.locale),
        points=line.points,
        why=why_of(line, page),
        missed=line.status not in GIVEN,
        told=told_of(line, page, gives),
        gives=gives,
        reachable=line.why.get("condition") in REACHABLE,
    )


def _usefulness(line: Explained) -> tuple[bool, int, int]:
    if not line.missed:
        return (False, _GIVEN_ORDER.index(line.status), -abs(line.points))
    if line.status == LineStatus.SKIPPED and line.gives:
        return (True, -2 if line.reachable else -1, -line.gives if line.reachable else 0)
    return (True, _MISSED_ORDER.index(line.status), 0)
