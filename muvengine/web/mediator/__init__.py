"""The help desk: find or enrol a person, print a card, help for a while."""

from muvengine.web.mediator import (
    balance,
    batch,
    card,
    desk,
    enrol,
    helping,
    outing,
    outings,
    person,
    slips,
    ticket,
)
from muvengine.web.mediator.pages import pages

__all__ = [
    "balance",
    "batch",
    "card",
    "desk",
    "enrol",
    "helping",
    "outing",
    "outings",
    "pages",
    "person",
    "slips",
    "ticket",
]
