"""Judge and score a file without keeping anything of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.modes.verdict import Verdict
from muvengine.core.rules.score import Score
from muvengine.core.trips.judgement import Claim
from muvengine.services.judge_person import OnePerson
from muvengine.services.judge_trace import Judgement, judge_trace
from muvengine.services.shelf import Shelf
from muvengine.services.yardstick import DAYS_BACK_MAX_HELPED


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What a file would become as the first trip of somebody new."""

    judgement: Judgement
    verdict: Verdict
    score: Score


def try_trace(shelf: Shelf, data: bytes, claim: Claim, *, now: datetime | None) -> Trial:
    """Judge a file as an upload is judged, with today's rulebooks and routes.

    Args:
        shelf: of this process.
        data: the file.
        claim: what is said of it.
        now: aware; None takes trips of any date.

    Raises:
        FileRefused, FixesRefused: see contract; nothing is compared with trips that are kept.
        NoRulebook: none holds on the trip's day.
    """
    yardstick = shelf.yardstick(now=now, days_back_max=DAYS_BACK_MAX_HELPED)
    judgement = judge_trace(data, claim, yardstick=yardstick)
    verdict, score = OnePerson().take(judgement)
    return Trial(judgement, verdict, score)
