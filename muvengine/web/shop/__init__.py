"""Pages of the shop folder."""

from muvengine.web.shop.pages import pages

__all__ = ["pages"]
