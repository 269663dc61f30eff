"""Replay what happened under other rules, by the same ``evaluate``.

What is replayed are the kept sheets, in the order in which they were made: an upload that came
late comes late again, and a trip that was scored anew is scored anew.  The facts of each are
those it was made from; the counters are built up on the way.

What was not made anew is not made anew with the candidate either.  A day whose other trips
were evened out after a correction may so be a few points off under other prices.  Counters
carry the names of rules and rulebook: a rule by another name starts from nothing.

People share nothing, unless a rulebook has a ceiling of a helper or of the whole programme:
see ``rehearsal_parts`` for who must be replayed together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from muvengine.core.rules.anew import FIRST, Earlier, counters_without, past_of
from muvengine.core.rules.counters import Counters
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rehearsal_outcomes import Outcome, Told, outcomes_of
from muvengine.core.rules.rehearsal_report import Report
from muvengine.core.rules.rehearsal_tally import Tally, Which
from muvengine.core.rules.rulebook import Owner, Rulebook
from muvengine.core.rules.score import ADDED_LATER, LineStatus
from muvengine.core.trips.facts import TripFacts

AT_ONCE: Final = 200
"""Sheets that are scored one after the other, and added up after that: a processor that keeps
to one thing for a while does it faster."""

_HELPER: Final = f"{Owner.HELPER.value}:"
_PROGRAMME: Final = f"{Owner.PROGRAMME.value}:"
_SHARED: Final = (_HELPER, _PROGRAMME)
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
_NOTHING_YET: Final[Mapping[int, Mapping[str, int]]] = MappingProxyType({})


class Kept(NamedTuple):
    """A sheet as it was kept, of a trip inside the period.

    Attributes:
        facts: what it was made from.
        version_id: of the rulebook version it was made by.
        status: see ``ScoreStatus``.
        outcomes: of all its lines; those that were added after the rules had spoken are passed
            over.
        quarters: neighbourhoods in which the trip began, see ``Report``.
    """

    facts: TripFacts
    version_id: int
    status: str
    outcomes: Sequence[Outcome]
    quarters: tuple[str, ...] = ()


class Happened(NamedTuple):
    """One kept sheet, as a thing that happened.

    Attributes:
        trip, person: their numbers.
        score_no: from 1; the trip's earlier sheets come before it, without a gap.
        last: the trip has no later sheet; only such sheets are added up.
        counts: what it added to the counters, as kept; asked for outside the period only.
        kept: the sheet; None for a trip outside the period, whose counts are taken as kept.
    """

    trip: int
    person: int
    score_no: int
    last: bool
    counts: Mapping[str, int]
    kept: Kept | None = None


BookOf = Callable[[Kept], Rulebook]
"""Which rulebook scores a sheet: one and the same, or by its version or day."""


@dataclass(slots=True)
class _Trip:
    """What must be remembered of a trip that will be scored anew."""

    earlier: Earlier
    book: Rulebook | None


class Replay:
    """Counters that grow sheet by sheet under one choice of rules."""

    def __init__(self, book_of: BookOf) -> None:
        self._book_of = book_of
        self._own: dict[int, dict[str, int]] = {}
        self._helpers: dict[int, dict[str, int]] = {}
        self._programme: dict[str, int] = {}
        self._trips: dict[int, _Trip] = {}
        self.peaks: dict[str, int] = {}

    def open(self, counters: Mapping[int, Mapping[str, int]]) -> None:
        """Start a group of people from what they had counted before the first sheet."""
        assert not self._own
        for person, counted in counters.items():
            self._own[person] = {}
            self._count(person, counted, 1)

    def score_all(self, sheets: Iterable[Happened]) -> list[Told | None]:
        """Score what lies in the period and count it; what does not is counted as it was kept."""
        scores: list[Told | None] = []
        for happened in sheets:
            if happened.kept is None:
                self._take(happened)
                scores.append(None)
            else:
                scores.append(self._score(happened, happened.kept))
        return scores

    def _score(self, happened: Happened, kept: Kept) -> Told:
        facts, book = kept.facts, self._book_of(kept)
        before = self._trips.pop(happened.trip, None)
        known: Counters = self._counters(happened.person, facts)
        keys: tuple[str, ...] = ()
        if before is not None or not happened.last:
            keys = counter_keys(book, facts)
            known = counters_without(known, _knowing(before, book), keys)
        # What was not met is not added up.
        score = evaluate(book, facts, known, missed=False)
        if before is not None:
            self._count(happened.person, before.earlier.counts, -1)
        self._count(happened.person, score.counts, 1)
        if not happened.last:
            self._trips[happened.trip] = _Trip(Earlier(score.counts, past_of(keys, known)), book)
        # The rest of a sheet is long, and let go of at once.
        return Told(score.status, outcomes_of(score.lines), score.day)

    def _take(self, happened: Happened) -> None:
        before = self._trips.pop(happened.trip, None)
        if before is not None:
            self._count(happened.person, before.earlier.counts, -1)
        self._count(happened.person, happened.counts, 1)
        if not happened.last:
            self._trips[happened.trip] = _Trip(Earlier(happened.counts), None)

    def close(self) -> None:
        """Forget the people, whose sheets are all there; the programme's counters go on."""
        self._own.clear()
        self._helpers.clear()
        self._trips.clear()

    def _counters(self, person: int, facts: TripFacts) -> dict[str, int]:
        own = self._own.get(person)
        if own is None:
            own = self._own[person] = {}
        # What is shared is laid over it afresh each time: few trips have a helper, few
        # rulebooks a ceiling of the programme.
        if facts.helper_id is not None:
            own.update(self._helpers.get(facts.helper_id, _NOTHING))
        if self._programme:
            own.update(self._programme)
        return own

    def _count(self, person: int, counts: Mapping[str, int], sign: int) -> None:
        own = self._own.setdefault(person, {})
        for key, value in counts.items():
            if key.startswith(_SHARED):
                self._count_shared(key, sign * value)
            else:
                own[key] = own.get(key, 0) + sign * value

    def _count_shared(self, key: str, value: int) -> None:
        if key.startswith(_HELPER):
            of_helper = self._helpers.setdefault(int(key.split(":", 2)[1]), {})
            of_helper[key] = of_helper.get(key, 0) + value
            return
        total = self._programme[key] = self._programme.get(key, 0) + value
        self.peaks[key] = max(total, self.peaks.get(key, 0))


def _knowing(before: _Trip | None, book: Rulebook) -> Earlier:
    if before is None:
        return FIRST
    # Another rulebook asked for other things: what it was not told it did not know.
    return before.earlier if before.book is book else Earlier(before.earlier.counts)


class Rehearsal:
    """Two ways to pay for the same trips, compared."""

    def __init__(self, candidate: BookOf, base: BookOf | None = None) -> None:
        """Choose the two ways.

        Args:
            candidate: the rules that are rehearsed.
            base: the rules they are compared with; None for the sheets as they were kept.
        """
        self._candidate = Replay(candidate)
        self._base = Replay(base) if base is not None else None
        self._tally = Tally()

    def play(
        self,
        sheets: Iterable[Happened],
        opening: Mapping[int, Mapping[str, int]] = _NOTHING_YET,
    ) -> None:
        """Replay people who must be replayed together, and whose sheets come only here.

        Args:
            sheets: of all of them, in the order in which they were made; each trip with all
                its sheets.
            opening: what they had counted before the first of these, by person.
        """
        replays = (self._candidate, self._base) if self._base else (self._candidate,)
        for replay in replays:
            replay.open(opening)
        rest = iter(sheets)
        while some := list(islice(rest, AT_ONCE)):
            self._compare(some)
        for replay in replays:
            replay.close()
        self._tally.close_people()

    def report(self) -> Report:
        """Give what was found so far."""
        return self._tally.report()

    def peaks(self) -> dict[str, int]:
        """Give the most that each counter of the whole programme has reached, either way."""
        found = dict(self._candidate.peaks)
        for key, value in (self._base.peaks if self._base else _NOTHING).items():
            found[key] = max(value, found.get(key, 0))
        return found

    def _compare(self, sheets: Sequence[Happened]) -> None:
        scores = self._candidate.score_all(sheets)
        bases = self._base.score_all(sheets) if self._base else scores
        for happened, candidate, as_base in zip(sheets, scores, bases, strict=True):
            kept = happened.kept
            if kept is None or candidate is None or as_base is None:
                continue
            base = as_base
            if self._base is None:
                base = Told(kept.status, _of_rules(kept.outcomes), candidate.day)
            which = Which(happened.trip, happened.score_no, happened.person, kept.quarters)
            self._tally.compare(which, base, candidate)
            if happened.last:
                self._tally.add(which, kept.facts, base, candidate)


def _of_rules(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    """Leave out what was added when the rules had spoken: what the season had left."""
    end = len(outcomes)
    while end and outcomes[end - 1][0] in ADDED_LATER and outcomes[end - 1][2] == LineStatus.CAP:
        end -= 1
    return outcomes[:end]
