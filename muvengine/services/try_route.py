"""Hold a recording against one set route, draft or live, without keeping anything of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from muvengine.core.errors import BadInput, FileCompressed
from muvengine.core.modes.verdict import Outcome, Verdict
from muvengine.core.routes.index import SHARE_MIN, RouteIndex
from muvengine.core.routes.route import RouteMatch
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.route_credit import Credit, RouteCredit, route_credit
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.judgement import ROUTE_LEFT_OUT, Claim
from muvengine.services.judge_trace import Judgement, judge_recording
from muvengine.services.shelf import Shelf
from muvengine.services.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class TriedMode:
    """What the recording would be worth on the route, said to be made in one mode.

    Attributes:
        mode: as claimed.
        verdict: as a participant would get it.
        match: how much was followed, however little; None when nothing was.
        left_out: True where the route was not followed in this mode all along.
        credit: what the rulebook of today makes of the share; none where it pays nothing for
            such a verdict.
        points: that the route brings on top, as the first trip of somebody new.
    """

    mode: str
    verdict: Verdict
    match: RouteMatch | None
    left_out: bool
    credit: Credit
    points: int


@dataclass(frozen=True, slots=True, eq=False)
class TriedRoute:
    """A recording held against a route.

    Attributes:
        route: as it is kept now.
        trace: cleaned.
        start: in the programme's zone.
        asked: from which shares on the rulebook of today pays; None where no rule does.
        modes: one answer each, in the order asked for.
    """

    route: SetRoute
    trace: Trace
    start: datetime
    asked: RouteCredit | None
    modes: tuple[TriedMode, ...]

    @property
    def match(self) -> RouteMatch | None:
        """The furthest that the route was followed in any of the modes."""
        found = [tried.match for tried in self.modes if tried.match]
        return max(found, key=lambda match: match.share, default=None)


def try_route(
    shelf: Shelf, route: SetRoute, data: bytes, modes: tuple[str, ...], *, now: datetime
) -> TriedRoute:
    """Judge a recording as an upload is judged, matched with one route only.

    The rulebook is that of today and the recording of any day; neither the route's state nor
    its days are looked at.

    Args:
        shelf: of this process.
        route: need not be kept.
        data: the file, in any format that an upload may have.
        modes: at least one.
        now: aware.

    Raises:
        BadInput: no mode.
        NoRulebook: none holds today.
        FileRefused, FixesRefused: see contract; nothing is compared with trips that are kept. A
            pack of several recordings is ``FileCompressed``.
    """
    from muvengine.formats.upload import read_upload  # noqa: PLC0415  start-up time

    if not modes:
        raise BadInput(fields={"mode": "missing"})
    yardstick = _yardstick(shelf, route, now)
    area, limits = yardstick.programme.area, yardstick.limits
    recording = check_recording(read_upload(_unpacked(shelf, data), limits), area=area, now=None)
    judgements = [judge_recording(recording, Claim(mode), yardstick) for mode in modes]
    today = now.astimezone(yardstick.programme.zone).date()
    asked = route_credit(yardstick.rulebooks[0].rulebook, route.line.key, today)
    return TriedRoute(
        route=route,
        trace=judgements[0].trace,
        start=judgements[0].start,
        asked=asked,
        modes=tuple(_tried(judgements, yardstick.routes, asked)),
    )


def _unpacked(shelf: Shelf, data: bytes) -> bytes:
    """Give the one recording of a file, which may be packed."""
    from muvengine.formats.containers import open_upload  # noqa: PLC0415  start-up time

    part, *more = islice(open_upload("", data, shelf.pack_limits), 2)
    if part.refusal or more:
        raise part.refusal or FileCompressed
    return part.data


def _yardstick(shelf: Shelf, route: SetRoute, now: datetime) -> Yardstick:
    """Measure with one route however little of it is followed, and today's rulebook for any day."""
    yardstick = shelf.yardstick(now=now)
    today = now.astimezone(yardstick.programme.zone).date()
    in_force = replace(yardstick.in_force_on(today), first_day=date.min, end_day=None)
    return replace(
        yardstick,
        rulebooks=(in_force,),
        routes=RouteIndex([route.line], share_min=0.0),
        route_open=lambda _key, _day: True,
        now=None,
    )


def _tried(
    judgements: list[Judgement], index: RouteIndex, asked: RouteCredit | None
) -> Iterator[TriedMode]:
    for judgement in judgements:
        left_out = ROUTE_LEFT_OUT in judgement.dropped
        # Left out for the mode, it is still shown where the recording and the route agree.
        matches = judgement.routes or index.match(judgement.trace)
        match = matches[0] if matches else None
        counts = match and not left_out and judgement.verdict.outcome is not Outcome.REFUSED
        points = _points(judgement) if counts else 0
        paid = points or judgement.verdict.outcome is Outcome.CONFIRMED
        yield TriedMode(
            mode=judgement.claim.mode,
            verdict=judgement.verdict,
            match=match,
            left_out=left_out,
            credit=asked.of(match.share) if match and counts and paid and asked else Credit.NONE,
            points=points,
        )


def _points(judgement: Judgement) -> int:
    """Count what the route brings: the score with it less the score without."""
    told = tuple(match for match in judgement.routes if match.share >= SHARE_MIN)
    book = judgement.in_force.rulebook
    with_it = evaluate(book, replace(judgement, routes=told).facts(), {})
    without = evaluate(book, replace(judgement, routes=()).facts(), {})
    return with_it.points - without.points
