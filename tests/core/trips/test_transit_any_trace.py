"""Whatever a trace looks like, a timetable gives no more than one proof for a leg, of its mode."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.verdict import Outcome
from muvengine.core.trips.judgement import Claim, judge_claim
from muvengine.core.trips.transit import TransitProver
from tests.core.modes.made import LAT, LAT_M, LON, LON_M, trace_at
from tests.core.trips.timetables import one_line

WAY = (LAT + np.array([0.0, 0.0, 900.0]) / LAT_M, LON + np.array([0.0, 1500.0, 1500.0]) / LON_M)
PROVERS = {
    mode: TransitProver(one_line(WAY, starts_s=range(0, 86_400, 60), run_s=300, mode=mode))
    for mode in ("bus", "tram", "subway", "train")
}
PLACES = st.tuples(st.integers(-200, 1800), st.integers(-300, 1200))


@settings(max_examples=150)
@given(
    places=st.lists(PLACES, min_size=2, max_size=40),
    steps=st.lists(st.integers(1, 400), min_size=40, max_size=40),
    mode=st.sampled_from(sorted(PROVERS)),
)
def test_any_trace_is_looked_at_without_a_fault(
    places: list[tuple[int, int]], steps: list[int], mode: str
) -> None:
    x, y = np.array(places, dtype=np.float64).T
    trace = trace_at(x, y, np.cumsum(np.array(steps[: len(places)], dtype=np.float64)))
    legs = judge_claim(trace, Claim(mode), DEFAULT_LIMITS).legs
    doubtful = tuple(replace(leg, outcome=str(Outcome.DOUBTFUL)) for leg in legs)
    found = PROVERS[mode](trace, doubtful)
    assert len(found) <= 1
    for proof in found:
        assert proof.leg_no == 0
        assert proof.paid_share in {0.5, 1.0}
        assert set(proof.about) == {"line", "from", "to"}
    others = [prover for key, prover in PROVERS.items() if key != mode]
    assert all(prover(trace, doubtful) == () for prover in others)
