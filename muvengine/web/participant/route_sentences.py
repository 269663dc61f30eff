"""How much of each set route a trip followed, and what is missing where it counts in part."""

from __future__ import annotations

from collections.abc import Mapping

from muvengine.core.modes.verdict import Outcome
from muvengine.core.rules.route_credit import Credit, route_credit
from muvengine.core.trips.trip import RouteShare
from muvengine.reads.score_sheet import ScoreSheet
from muvengine.web import here
from muvengine.words.figures import Share


def route_sentences(read: ScoreSheet, labels: Mapping[str, str]) -> list[tuple[float, str]]:
    """Give the share followed, 0 to 1, and a sentence or two for each route of a trip, best first.

    Args:
        read: the trip with the rulebook that scored it.
        labels: names of the routes by key.
    """
    return [
        (one.share, _sentence(read, one, labels.get(one.key, one.key))) for one in read.trip.routes
    ]


def _sentence(read: ScoreSheet, one: RouteShare, label: str) -> str:
    told: dict[str, object] = {"route": label, "share": Share(one.share)}
    asked = route_credit(read.rulebook, one.key, read.trip.local_day)
    if read.trip.outcome == Outcome.REFUSED or not asked or asked.of(one.share) is Credit.WHOLE:
        return here.say("participant.route_share", **told)
    return here.say("routes.share_part", whole=Share(float(asked.whole)), **told)
