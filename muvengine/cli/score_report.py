"""What ``muvengine score`` tells of each file, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from muvengine.cli import refused
from muvengine.core.errors import UploadRefused
from muvengine.core.modes.verdict import Verdict
from muvengine.core.rules.score import Line, Score
from muvengine.services.judge_trace import Judgement
from muvengine.words.catalogue import known, say
from muvengine.words.figures import Metres, Seconds, Share, figure
from muvengine.words.score_in_words import explain

LOCALE: Final = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A file that became a trip."""

    judgement: Judgement
    verdict: Verdict
    score: Score


Result = Judged | UploadRefused


def as_json(result: Result) -> dict[str, Any]:
    """Describe a result as the contract of ``score --json`` says."""
    if isinstance(result, UploadRefused):
        return {"refusal": {"code": result.code, "facts": result.facts}}
    judgement, verdict, score = result.judgement, result.verdict, result.score
    return {
        "declared_mode": judgement.claim.mode,
        "distance_m": round(judgement.trace.distance_m),
        "duration_s": round(judgement.trace.duration_s),
        "start": judgement.start.isoformat(),
        "verdict": {
            "outcome": str(verdict.outcome),
            "reasons": list(verdict.reasons),
            "evidence": dict(verdict.evidence),
        },
        "dropped": list(judgement.dropped),
        "evidence_class": str(verdict.evidence_class),
        "routes": [
            {
                "route": match.key,
                "share": round(match.share, 3),
                "direction": "forward" if match.forward else "backward",
            }
            for match in judgement.routes
        ],
        "score": {
            "status": str(score.status),
            "points": score.points,
            "lines": [_line(line) for line in score.lines],
        },
    }


def in_words(result: Result) -> Iterator[str]:
    """Tell a result to a person, one line after the other."""
    if isinstance(result, UploadRefused):
        yield f"  not a trip: {refused(result)}"
        return
    judgement, verdict, score = result.judgement, result.verdict, result.score
    trace = judgement.trace
    length = figure(Metres(trace.distance_m), LOCALE)
    yield f"  {judgement.claim.mode}, {length}, {figure(Seconds(trace.duration_s), LOCALE)}"
    yield f"  {verdict.outcome}, {score.points} points"
    for code in (*verdict.reasons, *judgement.dropped):
        yield f"    {_reason(code)}"
    for match in judgement.routes:
        yield f"    {match.key}: {figure(Share(match.share), LOCALE)} of the route"
    book = judgement.in_force.rulebook
    for line in explain(score.lines, book, LOCALE, score.day):
        if not line.missed:
            yield f"    {line.points:+5d}  {line.label}: {line.why}"


def _line(line: Line) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "kind": str(line.kind),
        "points": line.points,
        "status": str(line.status),
        "why": dict(line.why),
    }


def _reason(code: str) -> str:
    key = f"reasons.{code}"
    return f"{code}: {say(key, LOCALE)}" if known(key) else code
