"""A town without a database: keeps sheets as the services do, in the order they are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from muvengine.core.rules.anew import FIRST, Earlier, counters_without, past_of, same_day_keys
from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rehearsal_outcomes import outcomes_of
from muvengine.core.rules.rehearse import Happened, Kept
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.score import Score
from muvengine.core.trips.facts import TripFacts
from tests.core.rules.building import SATURDAY, trip

TRIPS = 6
SHARED = ("helper:", "programme:")


@dataclass(frozen=True)
class Made:
    """One sheet."""

    trip: int
    person: int
    score_no: int
    facts: TripFacts
    score: Score
    past: dict[str, int]


@dataclass
class Books:
    """What is kept: sheets and counters."""

    rules: Rulebook
    made: list[Made] = field(default_factory=list)
    last: dict[int, Made] = field(default_factory=dict)
    own: dict[int, dict[str, int]] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)

    def send(self, person: int, facts: TripFacts, number: int) -> None:
        """Send a trip, or score it anew and even out its day."""
        one = person * TRIPS + number
        before = self.last.get(one)
        self._make(one, person, facts)
        if before is None:
            return
        moved = same_day_keys(before.score.counts) | same_day_keys(self.last[one].score.counts)
        for other in sorted(self.last, reverse=True):
            beside = self.last[other]
            if other == one or beside.person != person or moved.isdisjoint(beside.score.counts):
                continue
            anew, _past = self._score(beside.trip, person, beside.facts)
            kept = beside.score.counts
            if any(anew.counts.get(key) != kept.get(key) for key in moved):
                self._make(other, person, beside.facts)

    def happened(self, *, outside: Iterable[int] = ()) -> list[Happened]:
        """Give the sheets as a rehearsal reads them.

        Args:
            outside: trips that are not in the period.
        """
        left_out = set(outside)
        return [
            Happened(
                trip=one.trip,
                person=one.person,
                score_no=one.score_no,
                last=self.last[one.trip] is one,
                counts=one.score.counts,
                kept=None
                if one.trip in left_out
                else Kept(
                    one.facts, 1, one.score.status.value, outcomes_of(one.score.lines), ("north",)
                ),
            )
            for one in self.made
        ]

    def helped(self) -> list[tuple[int, int]]:
        """Give who was helped by whom."""
        return [
            (one.person, one.facts.helper_id)
            for one in self.made
            if one.facts.helper_id is not None
        ]

    def _score(self, one: int, person: int, facts: TripFacts) -> tuple[Score, dict[str, int]]:
        old, keys = self.last.get(one), counter_keys(self.rules, facts)
        earlier = Earlier(old.score.counts, old.past) if old else FIRST
        counters = self.own.setdefault(person, {}) | self.shared
        known = counters_without(counters, earlier, keys)
        return evaluate(self.rules, facts, known), past_of(keys, known)

    def _make(self, one: int, person: int, facts: TripFacts) -> None:
        score, past = self._score(one, person, facts)
        old = self.last.get(one)
        for counts, sign in ((old.score.counts if old else {}, -1), (score.counts, 1)):
            for key, value in counts.items():
                place = self.shared if key.startswith(SHARED) else self.own[person]
                place[key] = place.get(key, 0) + sign * value
        number = old.score_no + 1 if old else 1
        self.last[one] = Made(one, person, number, facts, score, past)
        self.made.append(self.last[one])


def _facts(person: int, number: int, said: tuple[str, int, str, int, bool]) -> TripFacts:
    mode, metres, outcome, minute, helped = said
    start = SATURDAY + timedelta(days=number // 3, hours=2 * (number % 3), minutes=minute)
    # One helper serves the first two, another the third; the others come by themselves.
    helper = {0: 7, 1: 7, 2: 8}.get(person) if helped else None
    facts = trip((mode, metres), ("walk", 300), start=start, outcome=outcome)
    return TripFacts(
        **{name: getattr(facts, name) for name in ("start", "duration_s", "legs", "outcome")},
        assisted=helper is not None,
        helper_id=helper,
        segments=("school",) if person % 2 else (),
    )


SAID = st.tuples(
    st.sampled_from(("walk", "bike", "bus")),
    st.integers(0, 9000),
    st.sampled_from(("confirmed", "confirmed", "confirmed", "doubtful", "refused")),
    st.integers(0, 59),
    st.booleans(),
)
ACTS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, TRIPS - 1), SAID), min_size=1, max_size=20
)


def kept_by(
    rules: Rulebook, acts: Iterable[tuple[int, int, tuple[str, int, str, int, bool]]]
) -> Books:
    """Keep what happens in a town: trips sent, corrected, refused and accepted."""
    town = Books(rules)
    for person, number, said in acts:
        town.send(person, _facts(person, number, said), number)
    return town
