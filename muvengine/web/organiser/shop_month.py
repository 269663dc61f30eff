"""A shop's month in one picture, as the shop sees it."""

from __future__ import annotations

from flask import url_for

from muvengine.reads.shops import shop as read_shop
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.shop_month import month_page


@pages.get("/shops/<key>/month")
def shop_month(key: str) -> str:
    """Show vouchers by day, their worth, and how many people were new."""
    shop = read_shop(here.wiring().open_reading, key)
    back = url_for(".shop", key=key)
    return month_page(shop.id, shop.name, "organiser.shop_month", back, key=key)
