"""Pages of the account folder."""

from muvengine.web.account.pages import pages

__all__ = ["pages"]
