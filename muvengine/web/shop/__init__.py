"""The till: take a voucher, undo, read the day."""

from muvengine.web.shop import day, till
from muvengine.web.shop.pages import pages

__all__ = ["day", "pages", "till"]
