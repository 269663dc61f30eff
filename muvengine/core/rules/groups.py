"""Bonuses of one group, counted together."""

from __future__ import annotations

from muvengine.core.rules.compile import Era
from muvengine.core.rules.payments import share_of
from muvengine.core.rules.rulebook import Combine, Percent, Rule, Rulebook, Scaled
from muvengine.core.rules.score import Line, LineStatus


def settle_groups(lines: list[Line], start: int, book: Rulebook, era: Era, base: int) -> None:
    """Let the groups decide over the bonuses, in place.

    Of a group that combines by best only the largest line stays (a tie: the first
    written), by first only the first that applies.  Percentages of a group together
    give at most its share of the base; the last written are clipped.

    Args:
        lines: the sheet so far, in the rulebook's order.
        start: where the bonuses begin.
        book: tells which rule is in which group.
        era: tells the groups' ceilings on this day.
        base: points of all earn rules.
    """
    members: dict[str, list[int]] = {}
    grouped = {ready.rule.name: ready.rule for ready in era.bonuses if ready.rule.group}
    for index in range(start, len(lines)):
        line = lines[index]
        if line.status is LineStatus.APPLIED and line.rule in grouped:
            group = grouped[line.rule].group
            assert group is not None
            members.setdefault(group, []).append(index)
    for name, indexes in members.items():
        _keep_one(lines, indexes, name, book.groups[name].combine)
        if name in era.percent_max:
            room = share_of(base, era.percent_max[name])
            _clip_percents(lines, indexes, grouped, room)


def _keep_one(lines: list[Line], indexes: list[int], name: str, combine: Combine) -> None:
    if combine is Combine.SUM:
        return
    winner = indexes[0]
    if combine is Combine.BEST:
        winner = max(indexes, key=lambda index: lines[index].points)
    for index in indexes:
        if index != winner:
            why = {"by": lines[winner].rule, "group": name}
            lines[index] = lines[index]._replace(points=0, status=LineStatus.BEATEN, why=why)


def _clip_percents(
    lines: list[Line], indexes: list[int], rules: dict[str, Rule], room: int
) -> None:
    for index in indexes:
        line, pays = lines[index], rules[lines[index].rule].pays
        in_percent = isinstance(pays, Percent) or (isinstance(pays, Scaled) and pays.percent)
        if not in_percent or line.status is not LineStatus.APPLIED:
            continue
        if line.points > room:
            why = {**line.why, "group": rules[line.rule].group, "unclipped": line.points}
            lines[index] = line._replace(points=room, why=why)
        room -= lines[index].points
