"""The till: take a voucher, undo, read the day and what is owed."""

from muvengine.web.shop import day, shell, statements, till
from muvengine.web.shop.pages import pages

__all__ = ["day", "pages", "shell", "statements", "till"]
