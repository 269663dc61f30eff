"""This shop's month in one picture."""

from __future__ import annotations

from flask import url_for

from muvengine.web import here
from muvengine.web.shop.pages import pages
from muvengine.web.shop_month import month_page


@pages.get("/month")
def month() -> str:
    """Show vouchers by day, their worth, and how many people were new."""
    device = here.till()
    return month_page(device.shop_id, device.shop_name, "shop.month", url_for("shop.day"))
