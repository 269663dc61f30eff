"""The till: take a voucher, undo, read the day and what is owed."""

from muvengine.web.shop import day, script, shell, statements, till
from muvengine.web.shop.pages import pages
from muvengine.web.shop.script import WITHOUT_FORM

__all__ = ["WITHOUT_FORM", "day", "pages", "script", "shell", "statements", "till"]
