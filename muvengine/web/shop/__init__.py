"""The till: take a voucher, undo, read the day and what is owed."""

from muvengine.web.shop import (
    batch,
    challenges,
    contests,
    day,
    hunts,
    month,
    offers,
    script,
    shell,
    statements,
    till,
)
from muvengine.web.shop.pages import pages
from muvengine.web.shop.script import WITHOUT_FORM

__all__ = [
    "WITHOUT_FORM",
    "batch",
    "challenges",
    "contests",
    "day",
    "hunts",
    "month",
    "offers",
    "pages",
    "script",
    "shell",
    "statements",
    "till",
]
