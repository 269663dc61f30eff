"""A day's list with its totals: on the page, on paper, as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from flask import Response, render_template, request

from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.formats.day_sheet import day_sheet
from muvengine.reads.shop_day import ShopDay, shop_day
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.shop.pages import pages

DAY: Final = timedelta(days=1)
# Before any voucher; the calendar of computers begins soon before.
FIRST: Final = date(2020, 1, 1)


@pages.get("/day")
def day() -> str:
    """Show what was taken on a day, and what may still be undone."""
    wiring, device = here.wiring(), here.till()
    found, today = _asked(), here.now().date()
    since = wiring.now() - UNDO_MAX
    undoable = {
        one.id
        for one in found.taken
        if one.state == "accepted" and one.device_id == device.id and one.scanned_at >= since
    }
    return render_template(
        "shop/day.html",
        day=found,
        undoable=undoable,
        before=found.day - DAY,
        after=found.day + DAY if found.day < today else None,
        printed_at=here.now(),
    )


@pages.get("/day.csv")
def day_as_table() -> Response:
    """Hand the day out as a table."""
    found = _asked()
    name = f"{here.till().shop_key}-{found.day}.csv"
    return handed_out(
        day_sheet(found.taken[::-1], here.programme().zone, here.locale()), name, TYPES["csv"]
    )


def _asked() -> ShopDay:
    """Read the day that was asked for; today where none was, or one to come."""
    today = here.now().date()
    try:
        asked = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        asked = today
    asked = max(FIRST, min(asked, today))
    reading = here.wiring().open_reading
    return shop_day(reading, here.till().shop_id, asked, here.programme().zone)
