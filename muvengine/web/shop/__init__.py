"""The till: take a voucher, undo, read the day and what is owed."""

from muvengine.web.shop import contests, day, statements, till
from muvengine.web.shop.pages import pages

__all__ = ["contests", "day", "pages", "statements", "till"]
