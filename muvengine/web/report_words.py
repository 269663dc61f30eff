"""Reports in words and drawings, for the pages of everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from muvengine.core.errors import LimitReached, MuvError, NotPossible
from muvengine.core.spots.report import Category, ReportState, Where
from muvengine.reads.reports import PlacesToReport, names_of_places
from muvengine.web import here
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written

DRAWINGS: Final[Mapping[str, str]] = {
    Category.BLOCKED: "cone-striped",
    Category.SURFACE: "tools",
    Category.LIGHT: "lightning-charge",
    Category.DANGER: "exclamation-triangle",
    Category.BIKE_STAND: "bike",
    Category.SIGN: "signpost-2",
    Category.OTHER: "chat-left-text",
}
SIGNS: Final[Mapping[str, str]] = {
    ReportState.OPEN: "hourglass-split",
    ReportState.CONFIRMED: "eye",
    ReportState.MENDING: "tools",
    ReportState.MENDED: "check-circle",
    ReportState.NOT_MENDED: "x-circle",
    ReportState.REFUSED: "question-circle",
}


class PlaceNames:
    """Where something was reported, as people call it, in the language of the page."""

    def __init__(self) -> None:
        self._known: PlacesToReport = names_of_places(here.wiring().open_reading)

    def __call__(self, where: Where) -> str:
        """Name a place; a key that nobody knows any more as it stands."""
        shop = self._known.shops.get(where.shop)
        shop_name = shop.name if shop else where.shop
        if not where.route:
            return shop_name
        route = self._known.routes.get(where.route)
        label = written(route.label, here.locale()) if route else ""
        route_name = label or where.route
        if not where.shop:
            return route_name
        return here.say("report.at_stop", route=route_name, shop=shop_name)


def report_words() -> dict[str, object]:
    """Give what templates of reports need beside the reports."""
    return {"place_name": PlaceNames(), "drawings": DRAWINGS, "signs": SIGNS}


def words_of(refusal: MuvError) -> str:
    """Say to somebody on the way why a report, or seeing it, is not taken."""
    if isinstance(refusal, LimitReached):
        return here.say("report.not_limit")
    if isinstance(refusal, NotPossible):
        state = refusal.facts.get("state")
        return here.say(f"report.not_{state}" if state in {"own", "seen"} else "report.not_over")
    return words_for(refusal)
