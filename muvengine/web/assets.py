"""Static files with their hash in the address, and pictograms from one sheet."""

from __future__ import annotations

from functools import cache
from typing import Final

from flask import url_for
from markupsafe import Markup

from muvengine.core.vouchers.offer import Offer
from muvengine.web import packed

# One drawing for one thing, on every page and on paper.
PICTOGRAMS: Final = {
    "walk": "person-walking",
    "run": "person-walking",
    "wheelchair": "person-wheelchair",
    "bike": "bicycle",
    "ebike": "lightning-charge",
    "escooter": "scooter",
    "bus": "bus-front",
    "tram": "train-lightrail-front",
    "subway": "train-front",
    "train": "train-freight-front",
    "carpool": "people",
    "car": "car-front",
    "none": "house",
}
# What organisers may choose for a shop or an offer.
GIFTS: Final = {
    "gift": "gift",
    "shop": "shop",
    "coffee": "cup-hot",
    "bread": "basket",
    "vegetables": "basket2",
    "cheese": "bag",
    "cake": "cake2",
    "ice": "cup-straw",
    "bike": "bicycle",
    "flower": "flower1",
    "book": "book",
    "cinema": "film",
    "soap": "droplet",
    "tools": "tools",
}
# What a game file may choose for a level or a badge, beside ways of moving.
PRIZES: Final = {
    "seed": "flower1",
    "star": "star",
    "full-star": "star-fill",
    "trophy": "trophy",
    "flag": "flag",
    "heart": "heart",
    "map": "map",
    "route": "signpost-2",
    "place": "geo-alt",
    "shop": "shop",
    "calendar": "calendar-week",
    "clock": "clock",
    "rain": "cloud-rain",
    "sun": "cloud-sun",
    "smile": "emoji-smile",
    "people": "people",
    "helper": "person-heart",
    "light": "lightning-charge",
    "house": "house",
    "thumb": "hand-thumbs-up",
    "coffee": "cup-hot",
    "gift": "gift",
    "climb": "graph-up",
    "chat": "chat-left-text",
    "eye": "eye",
}

# These point along the line of reading, whichever way it runs.
DIRECTED: Final = frozenset({"arrow-left", "arrow-right", "chevron-right", "box-arrow-right"})


def asset(path: str) -> str:
    """Give the address of a static file; it changes when the file does."""
    return url_for("static", filename=path, v=_mark(path))


def icon(name: str, *, size_px: int = 24) -> Markup:
    """Draw a pictogram; words always stand beside it, so it is hidden from readers aloud.

    Args:
        name: a mode, or the name of a vendored drawing.
        size_px: width and height.
    """
    drawing = _known(PICTOGRAMS.get(name, name))
    return Markup(
        '<svg class="icon{turns}" width="{size}" height="{size}" aria-hidden="true" '
        'focusable="false"><use href="{sheet}#{name}"></use></svg>'
    ).format(
        turns=" icon-turns" if drawing in DIRECTED else "",
        size=size_px,
        sheet=asset(packed.DRAWINGS),
        name=drawing,
    )


def pictogram(name: str, *, size_px: int = 24) -> Markup:
    """Draw what organisers chose for a shop or an offer; an unknown word is drawn as a gift."""
    return icon(GIFTS.get(name, GIFTS["gift"]), size_px=size_px)


def prize_file(name: str) -> str:
    """Name the vendored drawing of a level or a badge."""
    return PRIZES.get(name) or PICTOGRAMS[name]


def prize(name: str, *, size_px: int = 24) -> Markup:
    """Draw what a game file chose for a level or a badge; its name stands beside it."""
    return icon(prize_file(name), size_px=size_px)


def offer_drawing(offer: Offer, *, size_px: int = 40) -> Markup:
    """Show an offer's picture, else its pictogram; its title stands beside, so neither is read."""
    if not offer.picture:
        return pictogram(offer.pictogram, size_px=size_px)
    source = url_for("public.offer_picture", offer_id=offer.id, key=offer.picture)
    return Markup('<img class="offer-picture" src="{}" alt="" width="{}" loading="lazy">').format(
        source, 2 * size_px
    )


# Tens of pictograms stand on a page, and a mark never changes while the process lives.
_mark = cache(packed.mark)


@cache
def _known(name: str) -> str:
    assert packed.has_drawing(name), name
    return name
