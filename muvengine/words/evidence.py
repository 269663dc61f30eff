"""The figures behind a verdict, beside the limits they were held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from muvengine.words.catalogue import Plural, Sentences, say
from muvengine.words.figures import Metres, Seconds, Share

SENTENCES: Final[Sentences] = {
    "length_m": "Length",
    "duration_s": "Duration",
    "fixes": "Recorded positions",
    "interval_median_s": "Usual time between 2 positions",
    "p50_kmh": "Middle speed while moving",
    "p85_kmh": "Speed that 85% of the time stays below",
    "p95_kmh": "Speed that 95% of the time stays below",
    "max_kmh": "Highest speed",
    "share_gt25": "Time above 25 km/h",
    "share_gt35": "Time above 35 km/h",
    "run15_share": "Part of the way in long stretches above 15 km/h",
    "run33_share": "Part of the way in long stretches above 33 km/h",
    "surges_per_km": "Sudden changes of speed, each kilometre",
    "fast_hole_m": "Way hidden in fast gaps",
    "signs_weight": "Weight of odd signs, a person looks from 1",
    "doubt_above": "doubtful above {limit}",
    "doubt_below": "doubtful below {limit}",
    "refuse_above": "refused above {limit}",
    "refuse_below": "refused below {limit}",
    "kmh": "{n} km/h",
    "n_seconds": Plural("{n} second", "{n} seconds"),
    "plain": "{n}",
}

# Which limits each figure is held against, in the order in which people read them; a limit
# says above or below what a trip is doubtful or refused.
_HELD: Final[Mapping[str, Mapping[str, str]]] = {
    "length_m": {"distance_m_min": "refuse_below"},
    "duration_s": {"duration_s_min": "refuse_below"},
    "fixes": {"fixes_min": "doubt_below"},
    "interval_median_s": {"interval_median_s_max": "doubt_above"},
    "p50_kmh": {"p50_kmh_max": "doubt_above", "refuse_p50_kmh": "refuse_above"},
    "p85_kmh": {
        "p85_kmh_max": "doubt_above",
        "refuse_p85_kmh": "refuse_above",
        "refuse_slow_p85_kmh": "refuse_below",
    },
    "p95_kmh": {},
    "max_kmh": {"refuse_slow_max_kmh": "refuse_below"},
    "share_gt25": {"share_gt25_max": "doubt_above", "refuse_share_gt25": "refuse_above"},
    "share_gt35": {"share_gt35_max": "doubt_above", "refuse_share_gt35": "refuse_above"},
    "run15_share": {"run15_share_max": "doubt_above", "refuse_run15_share": "refuse_above"},
    "run33_share": {"refuse_run33_share": "refuse_above"},
    "surges_per_km": {"surges_per_km_max": "doubt_above"},
    "fast_hole_m": {"hole_m_max": "doubt_above"},
    "signs_weight": {},
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One figure in words.

    Attributes:
        figure: its name in the evidence.
        label: what it measures.
        found: what was measured.
        limits: as ``doubtful above 7 km/h``; empty when nothing is asked of it.
        beyond: a limit is passed.
    """

    figure: str
    label: str
    found: str
    limits: tuple[str, ...]
    beyond: bool


def evidence_lines(evidence: Mapping[str, float], locale: str) -> Iterator[EvidenceLine]:
    """Put a verdict's evidence in words, a line a figure; figures that are missing are left out."""
    for figure, held in _HELD.items():
        if figure not in evidence:
            continue
        limits = {name: side for name, side in held.items() if name in evidence}
        yield EvidenceLine(
            figure,
            say(f"evidence.{figure}", locale),
            _written(figure, evidence[figure], locale),
            tuple(
                say(
                    f"evidence.{side}", locale, limit=_written(name, _limit(name, evidence), locale)
                )
                for name, side in limits.items()
            ),
            any(
                _beyond(evidence[figure], _limit(name, evidence), side)
                for name, side in limits.items()
            ),
        )


def _limit(name: str, evidence: Mapping[str, float]) -> float:
    if name != "hole_m_max":
        return evidence[name]
    # A long trip may have longer gaps: the greater of the two limits holds.
    part = evidence.get("hole_share_max", 0) * evidence.get("length_m", 0)
    return max(evidence[name], part)


def _beyond(found: float, limit: float, side: str) -> bool:
    return found > limit if side.endswith("above") else found < limit


def _written(name: str, value: float, locale: str) -> str:
    if name.startswith("interval"):
        return say("evidence.n_seconds", locale, n=round(value))
    plain = name.removesuffix("_min").removesuffix("_max")
    if plain.endswith("_kmh"):
        return say("evidence.kmh", locale, n=value)
    if plain.endswith("_m"):
        return say("evidence.plain", locale, n=Metres(value))
    if plain.endswith("_s"):
        return say("evidence.plain", locale, n=Seconds(value))
    if "share" in plain:
        return say("evidence.plain", locale, n=Share(value))
    return say("evidence.plain", locale, n=round(value) if plain == "fixes" else value)
