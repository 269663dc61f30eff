"""Ceilings over a day, a week, a month or a season."""

from __future__ import annotations

from collections.abc import Iterable

from muvengine.core.rules.compile import CompiledCap
from muvengine.core.rules.counters import owned
from muvengine.core.rules.rulebook import Kind, Owner
from muvengine.core.rules.score import Line, LineStatus
from muvengine.core.rules.situation import Situation


def clip(
    lines: list[Line], caps: Iterable[CompiledCap], s: Situation
) -> tuple[list[Line], dict[str, int]]:
    """Apply the caps in the order written.

    What a cap takes is taken from the last lines first, so that a later cap over some of
    the rules counts only what these still give.

    Returns:
        One negative line for each cap that took something, and what the trip adds to
        each cap's counter: the points under it that were left in the end.
    """
    left = [line.points for line in lines]
    giving = [(i, line.rule) for i, line in enumerate(lines) if line.points]
    cuts: list[Line] = []
    kept: list[tuple[str, list[int]]] = []
    for ready in caps:
        if _elsewhere(ready, s):
            continue
        covered = [i for i, rule in giving if rule in ready.covered]
        key = _key(ready, s)
        used = max(0, s.counters.get(key, 0)) if key else 0
        over = sum([left[i] for i in covered]) - max(0, ready.points - used)
        if over > 0:
            why = {"limit": ready.points, "used": used, "per": ready.cap.period.value}
            cuts.append(Line(ready.cap.name, Kind.CAP, -over, LineStatus.CAP, why))
            _take(left, covered, over)
        if key:
            kept.append((key, covered))
    counts = {key: sum([left[i] for i in covered]) for key, covered in kept if covered}
    return cuts, {key: points for key, points in counts.items() if points}


def cap_keys(caps: Iterable[CompiledCap], s: Situation) -> list[str]:
    """Name the counters of the caps that can bind this trip."""
    keys = (_key(ready, s) for ready in caps if not _elsewhere(ready, s))
    return [key for key in keys if key]


def _elsewhere(ready: CompiledCap, s: Situation) -> bool:
    """Tell whether a cap on helpers meets a trip that nobody helped with."""
    return s.facts.helper_id is None and ready.cap.owner is Owner.HELPER


def _key(ready: CompiledCap, s: Situation) -> str | None:
    if ready.period is None:
        return None
    key = f"{s.periods[ready.period]}:p:{ready.cap.name}"
    return owned(key, ready.cap.owner, s.facts.helper_id)


def _take(left: list[int], covered: list[int], over: int) -> None:
    for index in reversed(covered):
        taken = min(left[index], over)
        left[index] -= taken
        over -= taken
