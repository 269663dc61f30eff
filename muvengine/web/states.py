"""What a page shows where there is nothing to show."""

from __future__ import annotations

from markupsafe import Markup

from muvengine.web.assets import icon

SIZE_PX = 36


def empty(drawing: str, sentence: str, url: str = "", action: str = "") -> Markup:
    """Say that there is nothing yet: a pictogram, one sentence, and the way on if there is one.

    Args:
        drawing: a mode, or the name of a vendored drawing.
        sentence: in the reader's language.
        url: where the way on leads.
        action: its words.
    """
    way = Markup()
    if url:
        way = Markup('<p><a class="btn btn-outline-primary" href="{}">{}</a></p>').format(
            url, action
        )
    return Markup('<div class="empty">{}<div><p>{}</p>{}</div></div>').format(
        icon(drawing, size_px=SIZE_PX), sentence, way
    )
