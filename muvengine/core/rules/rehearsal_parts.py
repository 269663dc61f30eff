"""Who must be rehearsed together, and how people are dealt out to processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from muvengine.core.rules.compile import compiled
from muvengine.core.rules.counters import owned
from muvengine.core.rules.rehearsal_kept import Dealt
from muvengine.core.rules.rulebook import Owner, Rulebook

SHEETS_A_PART: Final = 4_000
"""A few seconds of work: so much is lost when a process is killed."""

PARTS_MAX: Final = 250

_CAP_MARK: Final = ":p:"


def shares_helpers(books: Iterable[Rulebook]) -> bool:
    """Tell whether people whom one helper serves share a ceiling in one of the rulebooks."""
    return any(cap.owner is Owner.HELPER for book in books for cap in book.caps)


def shares_programme(books: Iterable[Rulebook]) -> bool:
    """Tell whether everybody shares a ceiling in one of the rulebooks."""
    return any(cap.owner is Owner.PROGRAMME for book in books for cap in book.caps)


def groups_of(people: Iterable[int], helped: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Join people whom the same helper serves, directly or through another helper.

    Args:
        people: all of them.
        helped: a person and the helper of one of their trips; none where rulebooks share no
            ceiling of a helper.

    Returns:
        Groups of people by number, each sorted, the one with the lowest number first.
    """
    joined = {person: person for person in people}

    def head(person: int) -> int:
        while joined[person] != person:
            joined[person] = person = joined[joined[person]]
        return person

    first_of: dict[int, int] = {}
    for person, helper in helped:
        one, other = head(first_of.setdefault(helper, person)), head(person)
        joined[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for person in sorted(joined):
        groups.setdefault(head(person), []).append(person)
    return [tuple(group) for group in groups.values()]


def dealt(
    groups: Sequence[tuple[int, ...]], sheets: Mapping[int, int], parts: int
) -> list[list[tuple[int, ...]]]:
    """Deal groups out so that parts have about as many sheets each; the same way every time.

    Args:
        groups: see ``groups_of``.
        sheets: of each person; 1 where nothing is said.
        parts: at least 1; fewer come back where there are fewer groups.
    """
    weighed = [(sum(sheets.get(person, 1) for person in group), group) for group in groups]
    hands: list[list[tuple[int, ...]]] = [[] for _ in range(min(parts, len(groups)))]
    loads = [0] * len(hands)
    for weight, group in sorted(weighed, key=lambda one: (-one[0], one[1])):
        place = loads.index(min(loads))
        hands[place].append(group)
        loads[place] += weight
    return hands


def parts_for(sheets: Mapping[int, int]) -> int:
    """Tell into how many parts people with so many sheets are best dealt."""
    return min(PARTS_MAX, 1 + sum(sheets.values()) // SHEETS_A_PART)


def deal(
    sheets: Mapping[int, int],
    helped: Iterable[tuple[int, int]],
    parts: int,
    *,
    together: bool = False,
) -> list[Dealt]:
    """Deal everybody out to parts.

    Args:
        sheets: how many each person has in the period; 0 for who only counts towards a
            ceiling that several people share.
        helped: see ``groups_of``; whoever has no sheet is left out.
        parts: see ``dealt``.
        together: everybody shares a ceiling. Several parts then tell whether it was reached;
            one alone plays all people as one group, in the order in which their sheets were
            made, as that is the order in which the ceiling was used up.
    """
    if together and parts == 1 and sheets:
        return [Dealt((tuple(sorted(sheets)),), sum(sheets.values()))]
    known = [(person, helper) for person, helper in helped if person in sheets]
    return [
        Dealt(tuple(hand), sum(sheets[person] for group in hand for person in group))
        for hand in dealt(groups_of(sheets, known), sheets, parts)
    ]


def added(peaks: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add up what the parts' programme counters have reached: at least what all reach."""
    found: dict[str, int] = {}
    for part in peaks:
        for key, value in part.items():
            found[key] = found.get(key, 0) + value
    return found


def overrun(peaks: Mapping[str, int], books: Iterable[Rulebook]) -> tuple[str, ...]:
    """Name the programme's ceilings that the parts together may have reached.

    Each part sees only its own people.  Where all together stay below a ceiling nobody was
    cut, in one process or in many; where this names one, the rehearsal is done again with
    everybody in one part.

    Args:
        peaks: of all parts, see ``added``.
        books: the candidate and the base, where it is replayed.
    """
    least: dict[str, int] = {}
    for book in books:
        for era in compiled(book).eras:
            for ready in era.caps:
                if ready.cap.owner is Owner.PROGRAMME:
                    name = ready.cap.name
                    least[name] = min(ready.points, least.get(name, ready.points))
    start = owned("", Owner.PROGRAMME, None)
    assert all(key.startswith(start) for key in peaks)
    return tuple(
        sorted(key for key, most in peaks.items() if most >= least.get(_cap_of(key), most + 1))
    )


def _cap_of(key: str) -> str:
    return key.rpartition(_CAP_MARK)[2]
