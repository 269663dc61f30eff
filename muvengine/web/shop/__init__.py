"""The till: take a voucher, undo, read the day and what is owed."""

from muvengine.web.shop import day, month, offers, statements, till
from muvengine.web.shop.pages import pages

__all__ = [
    "day",
    "month",
    "offers",
    "pages",
    "statements",
    "till",
]
