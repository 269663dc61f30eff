"""From the bytes of an upload to everything that can be said of it without a database.

    read -> check -> clean -> verdict -> set routes -> facts

An upload and ``muvengine score`` both come through here; no lock is held meanwhile.  It is the
longest reckoning there is, and gives way between its steps to whoever holds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from muvengine.core.modes.limits import Family
from muvengine.core.modes.verdict import Outcome, Verdict
from muvengine.core.routes.index import UNSEEN_M_MAX
from muvengine.core.routes.route import RouteMatch
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fingerprint import NO_KEY, Fingerprint, take_fingerprint
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.signs import WEIGHT_ASKING, honesty_signs, weight_of
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.facts import RouteFacts, TripFacts
from muvengine.core.trips.judgement import (
    LEG_LEFT_OUT,
    ROUTE_LEFT_OUT,
    Claim,
    finding_of,
    judge_claim,
    routes_kept,
)
from muvengine.core.trips.leg import Leg, facts_of
from muvengine.core.trips.proof import Proof, prove
from muvengine.core.trips.trip import RouteShare
from muvengine.services.yardstick import InForce, Yardstick
from muvengine.store.write_queue import GiveWay, go_on

# Rails run underground between two stations.
UNSEEN_M_MAX_TRANSIT: Final = 3_000.0
SIGNS_WEIGHT: Final = "signs_weight"
"""Name of the figure that says how much the honesty signs of a trip weigh together."""


@dataclass(frozen=True, eq=False)
class Judgement:
    """Everything that can be said of an upload without a database.

    Attributes:
        recording: as read and put in order.
        trace: cleaned.
        claim: what was said of it.
        start: in the programme's zone.
        verdict, legs: see ``Finding``.
        signs: codes of honesty signs.
        routes: that the trip followed in its mode, best first.
        in_force: the rulebook of the trip's day.
        dropped: codes of what was mended or left out.
        zones_from, zones_to: keys of the zones in which it began and ended.
    """

    recording: Recording
    trace: Trace
    claim: Claim
    start: datetime
    verdict: Verdict
    legs: tuple[Leg, ...]
    signs: tuple[str, ...]
    routes: tuple[RouteMatch, ...]
    in_force: InForce
    dropped: tuple[str, ...]
    print_key: bytes = field(default=NO_KEY, repr=False)
    zones_from: tuple[str, ...] = ()
    zones_to: tuple[str, ...] = ()

    @property
    def end(self) -> datetime:
        """Last fix, in the programme's zone."""
        return datetime.fromtimestamp(self.trace.end_s, UTC).astimezone(self.start.tzinfo)

    @property
    def route_shares(self) -> tuple[RouteShare, ...]:
        """How much of which set route, as it is kept with the trip."""
        return tuple(
            RouteShare(match.key, round(match.share, 3), match.forward) for match in self.routes
        )

    @cached_property
    def prints(self) -> Fingerprint:
        """By which the same trace is known again."""
        return take_fingerprint(self.recording.fixes, self.print_key)

    def proven(self, proofs: Iterable[Proof]) -> Judgement:
        """Give the judgement as it is with proofs from elsewhere, as of a sign at a stop."""
        legs = prove(self.legs, proofs, self.in_force.limits)
        if legs == self.legs:
            return self
        finding = finding_of(legs, self.signs)
        dropped = tuple(code for code in self.dropped if code != LEG_LEFT_OUT)
        return replace(
            self,
            verdict=_weighed(finding.verdict, self.verdict.evidence.get(SIGNS_WEIGHT, 0.0)),
            legs=legs,
            dropped=tuple(dict.fromkeys((*dropped, *finding.dropped))),
        )

    def facts(self, verdict: Verdict | None = None) -> TripFacts:
        """Give what the rules will look at, as far as the trace tells.

        Args:
            verdict: in place of the trace's own, once more is known.
        """
        held = verdict or self.verdict
        return TripFacts(
            start=self.start,
            duration_s=round(self.trace.duration_s),
            legs=facts_of(self.legs),
            outcome=str(held.outcome),
            reasons=held.reasons,
            evidence_class=str(held.evidence_class),
            routes=tuple(
                RouteFacts(match.key, round(match.share * 1000), match.forward)
                for match in self.routes
            ),
            climb_m=round(self.trace.climb_m),
            passengers=self.claim.passengers,
            zones_from=self.zones_from,
            zones_to=self.zones_to,
        )


def judge_trace(
    data: bytes, claim: Claim, *, yardstick: Yardstick, give_way: GiveWay = go_on
) -> Judgement:
    """Read and judge an upload.

    Args:
        data: the file as it was sent.
        claim: what its sender says of it.
        yardstick: what it is measured with.
        give_way: called between the steps.

    Raises:
        FileRefused, FixesRefused: see contract; duplicates and overlaps need a database.
        NoRulebook: none holds on the trip's day.
        BadInput: legs that do not fit the trace.
    """
    from muvengine.formats.upload import read_upload  # noqa: PLC0415  start-up time

    found = read_upload(data, yardstick.limits)
    give_way()
    recording = check_recording(
        found,
        area=yardstick.programme.area,
        now=yardstick.now,
        days_back_max=yardstick.days_back_max,
    )
    return judge_recording(recording, claim, yardstick, give_way)


def judge_recording(
    recording: Recording, claim: Claim, yardstick: Yardstick, give_way: GiveWay = go_on
) -> Judgement:
    """Judge a recording that was read and checked before.

    Raises:
        NoRulebook, BadInput: see ``judge_trace``.
    """
    trace = clean(recording)
    start = datetime.fromtimestamp(trace.start_s, UTC).astimezone(yardstick.programme.zone)
    in_force = yardstick.in_force_on(start.date())
    modes = in_force.limits
    give_way()
    found = honesty_signs(trace, recording)
    weight = weight_of(found)
    signs = found if weight >= WEIGHT_ASKING else ()
    give_way()
    finding = judge_claim(trace, claim, modes, signs)
    proofs = [proof for prover in yardstick.provers for proof in prover(trace, finding.legs)]
    if proofs:
        finding = finding_of(prove(finding.legs, proofs, modes), signs)
    fixes, zones = trace.fixes, yardstick.zones
    give_way()
    routes, left_out = _routes(trace, claim, finding.verdict.outcome, yardstick, start)
    return Judgement(
        recording=recording,
        trace=trace,
        claim=claim,
        start=start,
        verdict=_weighed(finding.verdict, weight),
        legs=finding.legs,
        signs=signs,
        routes=routes,
        in_force=in_force,
        dropped=tuple(dict.fromkeys((*trace.dropped, *finding.dropped, *left_out))),
        print_key=yardstick.print_key,
        zones_from=zones.at(float(fixes.lat[0]), float(fixes.lon[0])),
        zones_to=zones.at(float(fixes.lat[-1]), float(fixes.lon[-1])),
    )


def _weighed(verdict: Verdict, weight: float) -> Verdict:
    """Put the weight of honesty signs among the figures, also where it asks for nobody."""
    if not weight:
        return verdict
    return replace(verdict, evidence={**verdict.evidence, SIGNS_WEIGHT: weight})


def _routes(
    trace: Trace, claim: Claim, outcome: Outcome, yardstick: Yardstick, start: datetime
) -> tuple[tuple[RouteMatch, ...], tuple[str, ...]]:
    """Give the routes followed in the claimed mode, and a code when one was not."""
    modes = yardstick.in_force_on(start.date()).limits
    by_rail = any(
        mode in modes and modes[mode].family is Family.TRANSIT
        for mode in (claim.mode, *(leg.mode for leg in claim.legs))
    )
    unseen_m_max = UNSEEN_M_MAX_TRANSIT if by_rail else UNSEEN_M_MAX
    matches = tuple(
        match
        for match in yardstick.routes.match(trace, unseen_m_max=unseen_m_max)
        if yardstick.route_open(match.key, start.date())
    )
    if outcome is Outcome.REFUSED:
        return matches, ()
    kept = routes_kept(trace, matches, claim, outcome, modes)
    return kept, (ROUTE_LEFT_OUT,) if len(kept) < len(matches) else ()
