"""A trip's score sheet on paper, for its owner or the mediator beside them."""

from __future__ import annotations

from flask import Response

from muvengine.web import here
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip import own_sheet
from muvengine.web.sheet_paper import sheet_file


@pages.get("/trips/<public_id>/sheet.pdf")
def trip_paper(public_id: str) -> Response:
    """Hand out the sheet in the language of the person whose trip it is.

    Raises:
        NotFound: no such trip, or somebody else's.
    """
    return sheet_file(own_sheet(public_id), here.subject())
