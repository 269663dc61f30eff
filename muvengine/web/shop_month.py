"""A shop's month as a page: for its own tablet and for the organiser."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import render_template, url_for

from muvengine.reads.shop_month import shop_months
from muvengine.web import here
from muvengine.web.month_drawing import month_drawing
from muvengine.web.months import asked_month
from muvengine.words.figures import Month


def month_page(shop_id: int, shop_name: str, endpoint: str, back: str, **where: str) -> str:
    """Show the picture and its table, with ways to the months beside it."""
    today = here.now().date()
    first = min(asked_month(today), today.replace(day=1))
    reading, zone = here.wiring().open_reading, here.programme().zone
    month, before = shop_months(reading, shop_id, first, zone)
    title = here.say("shop_hand.my_month_title", shop=shop_name, month=Month(first))
    after = (first + timedelta(days=31)).replace(day=1)
    return render_template(
        "shop/month.html",
        title=title,
        month=month,
        before=before,
        drawing=month_drawing(month, before, title=title),
        earlier=_address(endpoint, before.first, where),
        later=_address(endpoint, after, where) if after <= today else None,
        back=back,
    )


def _address(endpoint: str, first: date, where: dict[str, Any]) -> str:
    return url_for(endpoint, month=f"{first:%Y-%m}", **where)
