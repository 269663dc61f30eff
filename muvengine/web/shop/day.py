"""The day's list, with its total."""

from __future__ import annotations

from flask import render_template

from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.reads.shop_day import shop_day
from muvengine.web import here
from muvengine.web.shop.pages import pages


@pages.get("/day")
def day() -> str:
    """Show what was taken today, and what may still be undone."""
    wiring, device = here.wiring(), here.till()
    found = shop_day(wiring.open_reading, device.shop_id, here.now().date(), here.programme().zone)
    since = wiring.now() - UNDO_MAX
    undoable = {
        one.id
        for one in found.taken
        if one.state == "accepted" and one.device_id == device.id and one.scanned_at >= since
    }
    return render_template("shop/day.html", day=found, undoable=undoable)
