"""The help desk: find or enrol a person, print a card, help for a while."""

from muvengine.web.mediator import (
    balance,
    batch,
    card,
    desk,
    enrol,
    helping,
    hunts,
    letters,
    outing,
    outings,
    paper,
    person,
    slips,
    ticket,
    to_tell,
)
from muvengine.web.mediator.pages import pages

__all__ = [
    "balance",
    "batch",
    "card",
    "desk",
    "enrol",
    "helping",
    "hunts",
    "letters",
    "outing",
    "outings",
    "pages",
    "paper",
    "person",
    "slips",
    "ticket",
    "to_tell",
]
