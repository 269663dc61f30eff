"""Pictures of offers, written anew by ourselves."""

from __future__ import annotations

from flask import Response

from muvengine.formats.picture import MEDIA_TYPE
from muvengine.reads.offers import picture
from muvengine.web import here
from muvengine.web.headers import YEAR_S
from muvengine.web.public.pages import pages


@pages.get("/offers/<int:offer_id>/<key>.jpg")
def offer_picture(offer_id: int, key: str) -> Response:
    """Hand out a picture; its address changes when it does, so it may be kept.

    Raises:
        NotFound: no such picture, or not any more.
    """
    answer = Response(picture(here.wiring().open_reading, offer_id, key), mimetype=MEDIA_TYPE)
    answer.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return answer
