"""Who meets whom: everybody once, in groups, or in a bracket.

Teams are told apart by number and places by order, so that it never matters in which order
somebody lists them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple


class Pairing(NamedTuple):
    """Two teams of a round; ``away`` None leaves the week free."""

    home: int
    away: int | None


Round = tuple[Pairing, ...]


def round_robin(teams: Collection[int]) -> tuple[Round, ...]:
    """Let everybody meet everybody once, by turning a circle around the first team.

    Args:
        teams: numbers, in any order; fewer than two meet nobody.

    Returns:
        As many rounds as there are other teams; one more where the number of teams is odd, and
        then each has one round free.
    """
    circle: list[int | None] = [*sorted(set(teams))]
    if len(circle) < 2:  # noqa: PLR2004  a match has two sides
        return ()
    if len(circle) % 2:
        circle.append(None)
    rounds = []
    for _ in range(len(circle) - 1):
        half = len(circle) // 2
        pairs = zip(circle[:half], reversed(circle[half:]), strict=True)
        rounds.append(_in_order(_pairing(one, other) for one, other in pairs))
        circle[1:] = [circle[-1], *circle[1:-1]]
    return tuple(rounds)


def rounds_for(teams: Collection[int], weeks: int) -> tuple[Round, ...]:
    """Give so many rounds; where everybody has met everybody it begins again."""
    once = round_robin(teams)
    return tuple(once[number % len(once)] for number in range(weeks)) if once else ()


def snake(places: Sequence[int], groups: int) -> tuple[tuple[int, ...], ...]:
    """Deal teams into groups of the same strength: there and back again.

    Args:
        places: teams, the best first.
        groups: how many, at least 1.

    Returns:
        The groups, each with its best team first; their sizes differ by one at most.
    """
    dealt: list[list[int]] = [[] for _ in range(groups)]
    for number, team in enumerate(places):
        turn, place = divmod(number, groups)
        dealt[place if turn % 2 == 0 else groups - 1 - place].append(team)
    return tuple(tuple(one) for one in dealt)


def first_round(places: Sequence[int]) -> Round:
    """Draw the first round of a bracket: the best against the last, in halves that balance.

    The first and second place can only meet in the final.  Where the number of teams is no
    power of two, the best go on without a match.

    Args:
        places: teams, the best first; at least two.

    Returns:
        The round from the top of the bracket to its foot, the better place at home.
    """
    assert len(places) >= 2  # noqa: PLR2004  a match has two sides
    order = [0]
    while len(order) < len(places):
        last = 2 * len(order) - 1
        order = [place for one in order for place in (one, last - one)]
    pairs = zip(order[::2], order[1::2], strict=True)
    return tuple(
        Pairing(places[min(pair)], places[max(pair)] if max(pair) < len(places) else None)
        for pair in pairs
    )


def next_round(winners: Sequence[int], places: Sequence[int]) -> Round:
    """Pair the winners of a round with their neighbours in the bracket.

    Args:
        winners: from the top of the bracket to its foot; two, four, eight and so on.
        places: as for ``first_round``: the better place is at home.
    """
    place = {team: number for number, team in enumerate(places)}
    pairs = zip(winners[::2], winners[1::2], strict=True)
    return tuple(Pairing(*sorted(pair, key=place.__getitem__)) for pair in pairs)


def _pairing(one: int | None, other: int | None) -> Pairing:
    if one is None or other is None:
        alone = other if one is None else one
        assert alone is not None
        return Pairing(alone, None)
    return Pairing(one, other)


def _in_order(pairs: Iterable[Pairing]) -> Round:
    """List a round by its home teams, a free week last."""
    return tuple(sorted(pairs, key=lambda one: (one.away is None, one.home)))
