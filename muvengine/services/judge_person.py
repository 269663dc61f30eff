"""Several uploads of one person, judged in order without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from muvengine.core.errors import Duplicate, Overlap
from muvengine.core.modes.verdict import Verdict
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.score import Score
from muvengine.core.traces.fingerprint import SIMILARITY_HELD, Fingerprint, similarity
from muvengine.core.trips.judgement import with_sign
from muvengine.services.judge_trace import Judgement

COPIED = "copied"
TOUCH_MAX = timedelta(seconds=60)


@dataclass(slots=True)
class OnePerson:
    """What a database would remember of a person: their trips and counters."""

    counters: dict[str, int] = field(default_factory=dict)
    _prints: list[Fingerprint] = field(default_factory=list)
    _hours: list[tuple[datetime, datetime]] = field(default_factory=list)

    def take(self, judgement: Judgement) -> tuple[Verdict, Score]:
        """Score the next upload and remember it.

        Raises:
            Duplicate, Overlap: see contract; the upload is forgotten.
        """
        prints = judgement.prints
        if any(prints.exact == other.exact for other in self._prints):
            raise Duplicate
        start, end = judgement.start, judgement.end
        for first, last in self._hours:
            if start < last - TOUCH_MAX and end > first + TOUCH_MAX:
                raise Overlap
        verdict = judgement.verdict
        if any(alike(prints, other) for other in self._prints):
            verdict = with_sign(verdict, COPIED)
        facts = judgement.facts(verdict)
        score = evaluate(judgement.in_force.rulebook, facts, self.counters)
        for key, value in score.counts.items():
            self.counters[key] = self.counters.get(key, 0) + value
        self._prints.append(prints)
        self._hours.append((start, end))
        return verdict, score


def alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether one of two traces is made of the other, as ``submit_trip`` would say."""
    same_shape = one.shape == other.shape
    return same_shape or similarity(one.sketch, other.sketch) >= SIMILARITY_HELD
