"""One trip: what became of it, line by line, and where it went."""

from __future__ import annotations

from flask import render_template

from muvengine.core.errors import NotFound
from muvengine.core.trips.trip import Trip
from muvengine.reads.routes import routes
from muvengine.reads.score_sheet import ScoreSheet, score_sheet
from muvengine.reads.trace_path import trace_path
from muvengine.web import here
from muvengine.web.drawings import Line, map_drawing, map_shapes
from muvengine.web.participant.modes import INSTEAD
from muvengine.web.participant.pages import pages
from muvengine.words.catalogue import written
from muvengine.words.score_in_words import explain


@pages.get("/trips/<public_id>")
def trip(public_id: str) -> str:
    """Show the outcome, the sheet, and the map while the trace is kept."""
    read = own_sheet(public_id)
    lines = _path(read) if read.trace_kept else []
    explained = explain(read.sheet.score.lines, read.rulebook, here.locale(), read.trip.local_day)
    return render_template(
        "participant/trip.html",
        read=read,
        trip=read.trip,
        lines=[line for line in explained if not line.missed],
        missed=[line for line in explained if line.missed],
        reasons=[here.say(f"reasons.{code}") for code in read.trip.reasons],
        mended=[here.say(f"reasons.{code}") for code in read.trip.dropped],
        routes=_followed(read.trip),
        instead_modes=INSTEAD,
        drawing=map_drawing(lines, [], title=here.say("participant.map_title")),
        shapes=map_shapes(lines, []),
        tiles=here.wiring().settings.tile_url,
        trace_days=here.wiring().settings.trace_days,
    )


def own_sheet(public_id: str) -> ScoreSheet:
    """Give a trip of the person whose pages these are.

    Raises:
        NotFound: no such trip, or somebody else's.
    """
    wiring = here.wiring()
    read = score_sheet(wiring.open_reading, wiring.shelf.rulebook, public_id, here.actor())
    if not read.mine:
        raise NotFound(kind="trip")
    return read


def _path(read: ScoreSheet) -> list[Line]:
    wiring = here.wiring()
    path = trace_path(wiring.open_reading, wiring.shelf.seal, read.trip.public_id, here.actor())
    return [Line(line, kind="trace") for line in path.lines]


def _followed(trip: Trip) -> list[tuple[str, float]]:
    labels = {route.line.key: route.label for route in routes(here.wiring().open_reading)}
    return [
        (written(labels.get(one.key, {}), here.locale()) or one.key, one.share)
        for one in trip.routes
    ]
