"""What ``muvengine score`` tells of each file, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from muvengine.core.errors import MuvError
from muvengine.core.modes.verdict import Verdict
from muvengine.core.rules.score import Line, LineStatus, Score
from muvengine.services.judge_trace import Judgement
from muvengine.words.catalogue import known, say

LOCALE = "en"


def judged(judgement: Judgement, verdict: Verdict, score: Score) -> dict[str, Any]:
    """Describe a trip as contract ``score --json`` does."""
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


def refused(refusal: MuvError) -> dict[str, Any]:
    """Describe a refusal."""
    return {"refusal": {"code": refusal.code, "facts": refusal.facts}}


def in_words(result: Mapping[str, Any]) -> Iterator[str]:
    """Tell a result to a person, one line after the other."""
    if "refusal" in result:
        code = result["refusal"]["code"]
        yield f"  not a trip: {code}"
        return
    verdict, score = result["verdict"], result["score"]
    minutes = round(result["duration_s"] / 60)
    yield f"  {result['declared_mode']}, {result['distance_m']} m, {minutes} min"
    yield f"  {verdict['outcome']}, {score['points']} points"
    for code in (*verdict["reasons"], *result["dropped"]):
        yield f"    {_reason(code)}"
    for match in result["routes"]:
        yield f"    route {match['route']}: {round(match['share'] * 100)} %"
    for line in score["lines"]:
        if line["points"] or line["status"] == LineStatus.FAILED:
            yield f"    {line['points']:+5d}  {line['rule']}"


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
