"""The longest way through a route's bins in order.

A trace is near each bin during some visits, intervals of its points.  A chain takes bins
in rising order, each during one of its visits, never going back in time.  The longest
chain is found over *all* visits at once: taking the nearest bin at each moment instead
fails honest people where a route uses a street twice.

This is the longest increasing subsequence with intervals for values.  ``ends[k]`` is the
earliest moment at which a chain of k + 1 bins can end.  A visit [first, last] of the next
bin lengthens every chain that ends by ``last``: the moments within the visit move up one
place, and ``first`` takes the place they leave.  Two searches and a short slice a visit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Visit = tuple[int, int, int]
"""Bin, first point, last point."""

_Node = tuple[int, int, "_Node | None"]


def longest_chain(visits: Iterable[Visit]) -> list[tuple[int, int]]:
    """Find a longest chain.

    Args:
        visits: by rising bin, those of one bin by falling first point; visits of one bin
            do not overlap.

    Returns:
        Bin and the earliest moment for it, both rising, moments not strictly.
    """
    ends: list[int] = []
    nodes: list[_Node] = []
    longest: _Node | None = None
    end = -1
    for where, first, last in visits:
        if first >= end:
            # Going on as the route does: most visits of a trip that follows it.
            longest = (where, first, longest)
            nodes.append(longest)
            ends.append(first)
            end = first
            continue
        low = bisect_right(ends, first)
        started = (where, first, nodes[low - 1] if low else None)
        high = bisect_right(ends, last, low)
        within = ends[low:high]
        lengthened = [(where, end, node) for end, node in zip(within, nodes[low:high], strict=True)]
        nodes[low : high + 1] = [started, *lengthened]
        ends[low : high + 1] = [first, *within]
        longest, end = nodes[-1], ends[-1]
    chain: list[tuple[int, int]] = []
    while longest is not None:
        where, moment, longest = longest
        chain.append((where, moment))
    chain.reverse()
    return chain


def began(chain: list[tuple[int, int]], visits: Sequence[Visit]) -> int:
    """Give the latest moment for a chain's first bin that still lets it end when it does.

    Somebody who passes the start of a route in the morning and follows it at noon began
    at noon.

    Args:
        chain: at least one bin, as ``longest_chain`` returns it or a part of that.
        visits: those the chain was found in, in the same order.
    """
    bins = {where for where, _ in chain}
    here, reached = chain[-1]
    moment = reached
    for where, first, last in reversed(visits):
        if where != here:
            here, reached = where, moment
        # Rising first points: of a bin's visits that begin by then, the latest is met last.
        if first <= reached and where in bins:
            moment = min(last, reached)
    return moment
