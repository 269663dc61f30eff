"""Ways in and out: card, password, link, language."""

from muvengine.web.account import card, language, link, password, sign_in, sign_out, staff
from muvengine.web.account.pages import pages

__all__ = ["card", "language", "link", "pages", "password", "sign_in", "sign_out", "staff"]
