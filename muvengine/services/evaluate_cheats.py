"""Send what cheats would send, and see what is noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from muvengine.core.errors import Duplicate, UploadRefused
from muvengine.core.modes.error_rates import Share, wilson
from muvengine.core.modes.limits import Family
from muvengine.core.modes.verdict import Outcome, Verdict
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.replay import motion_gap_m
from muvengine.core.traces.signs import honesty_signs
from muvengine.core.traces.together import company
from muvengine.core.trips.carpool import APART
from muvengine.core.trips.judgement import Claim, with_sign
from muvengine.formats.trace_generator.cheat_table import RECORDER, Attempted, Cheat, play
from muvengine.formats.trace_generator.sets import TripSet, make_set
from muvengine.services.judge_person import COPIED, OnePerson, alike
from muvengine.services.judge_trace import Judgement, judge_recording
from muvengine.services.look_for_replays import GAP_M_MAX, GAP_M_MAX_ON_FOOT, REPLAYED
from muvengine.services.yardstick import Yardstick

FIRST_DAY: Final = datetime(2026, 4, 1, 4, tzinfo=UTC)
DAYS: Final = 20
REFUSED: Final = "refused"
ASKED: Final = "asked"
DOUBTFUL: Final = "doubtful"
PASSED: Final = "passed"
ENDS: Final = (REFUSED, ASKED, DOUBTFUL, PASSED)
"""Refused; a person is asked; believed in part; believed."""
# Which earlier trips are compared with a new one, see ``TripStore.alike_before``.
ALIKE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Caught:
    """What became of a cheat that was played several times.

    Attributes:
        key: the cheat's.
        declared: mode.
        tries: how often.
        ends: how many tries ended in each of ``ENDS``.
        noticed: share of tries in which what should notice it did.
        passed: share of tries that were believed as a whole.
    """

    key: str
    declared: str
    tries: int
    ends: dict[str, int]
    noticed: Share
    passed: Share


def evaluate_cheat(cheat: Cheat, count: int, seed: int, yardstick: Yardstick) -> Caught:
    """Play a cheat so many times, each on another journey, and count what became of it.

    Args:
        cheat: which.
        count: 1 or more.
        seed: of the journeys.
        yardstick: its rulebooks, area and clock.
    """
    wanted = TripSet(cheat.of, count, seed, FIRST_DAY, DAYS)
    told = [_try(cheat, one, yardstick) for one in play(cheat, wanted)]
    return _counted(cheat.key, cheat.declared, told, cheat.notices)


def evaluate_honest(mode: str, count: int, seed: int, yardstick: Yardstick) -> Caught:
    """Judge honest trips of a mode in the same way; whatever asks a person is noticed."""
    told: list[tuple[str, frozenset[str]]] = []
    for trip in make_set(TripSet(mode, count, seed, FIRST_DAY, DAYS)):
        recording = Recording(trip.recordings[0], RECORDER)
        found = _judged(recording, mode, yardstick)
        told.append((_end(found.verdict), _codes(found, found.verdict)))
    asking = frozenset(code for end, codes in told if end == ASKED for code in codes)
    return _counted(mode, mode, told, asking)


def _counted(
    key: str, declared: str, told: list[tuple[str, frozenset[str]]], notices: Iterable[str]
) -> Caught:
    ends = Counter(end for end, _ in told)
    noticed = sum(bool(codes & frozenset(notices)) for _, codes in told)
    return Caught(
        key=key,
        declared=declared,
        tries=len(told),
        ends={end: ends[end] for end in ENDS},
        noticed=wilson(noticed, len(told)),
        passed=wilson(ends[PASSED], len(told)),
    )


def _try(cheat: Cheat, one: Attempted, yardstick: Yardstick) -> tuple[str, frozenset[str]]:
    """Give how a try ended, and every code that was told."""
    try:
        sent = _judged(one.sent, cheat.declared, yardstick)
        verdict = sent.verdict
        if cheat.known:
            original = _judged(one.original, cheat.of, yardstick)
            verdict = _held_against(cheat, sent, original)
    except UploadRefused as refusal:
        return REFUSED, frozenset({refusal.code})
    return _end(verdict), _codes(sent, verdict)


def _judged(recording: Recording, mode: str, yardstick: Yardstick) -> Judgement:
    checked = check_recording(
        recording,
        area=yardstick.programme.area,
        now=yardstick.now,
        days_back_max=yardstick.days_back_max,
    )
    return judge_recording(checked, Claim(mode), yardstick)


def _held_against(cheat: Cheat, sent: Judgement, original: Judgement) -> Verdict:
    """Hold a trip against one the town has: as the upload does, and the jobs after it.

    Raises:
        Duplicate, Overlap: see contract.
    """
    if cheat.shared:
        together = company(original.trace.fixes, sent.trace.fixes).together
        return _believed(sent.verdict) if together else with_sign(sent.verdict, APART)
    if cheat.own:
        person = OnePerson()
        person.take(original)
        verdict, _ = person.take(sent)
    elif sent.prints.exact == original.prints.exact:
        raise Duplicate
    else:
        copied = alike(sent.prints, original.prints)
        verdict = with_sign(sent.verdict, COPIED) if copied else sent.verdict
    if COPIED not in verdict.reasons and _is_replay(sent, original):
        verdict = with_sign(verdict, REPLAYED)
    return verdict


def _believed(verdict: Verdict) -> Verdict:
    """Give a ride's verdict once its seat is proven."""
    return Verdict(Outcome.CONFIRMED, (), verdict.evidence, verdict.evidence_class)


def _is_replay(sent: Judgement, original: Judgement) -> bool:
    same_time = sent.start <= original.end and original.start <= sent.end
    sizes = (
        (sent.trace.distance_m, original.trace.distance_m),
        (sent.trace.duration_s, original.trace.duration_s),
    )
    if same_time or any(abs(one - other) > ALIKE * one for one, other in sizes):
        return False
    on_foot = sent.in_force.limits[sent.claim.mode].family is Family.FOOT
    most_m = GAP_M_MAX_ON_FOOT if on_foot else GAP_M_MAX
    return motion_gap_m(sent.trace.fixes, original.trace.fixes) < most_m


def _end(verdict: Verdict) -> str:
    if verdict.outcome is Outcome.REFUSED:
        return REFUSED
    if APART in verdict.reasons:
        return DOUBTFUL
    if verdict.needs_person:
        return ASKED
    return PASSED if verdict.outcome is Outcome.CONFIRMED else DOUBTFUL


def _codes(found: Judgement, verdict: Verdict) -> frozenset[str]:
    signs = honesty_signs(found.trace, found.recording)
    return frozenset((*map(str, verdict.reasons), *signs, *found.dropped))
