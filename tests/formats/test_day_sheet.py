"""A shop's day for its own books."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from muvengine.core.vouchers.redemption import Redemption
from muvengine.formats.day_sheet import day_sheet


def test_a_day_is_written_for_programs_and_without_whole_codes() -> None:
    taken = Redemption(
        id=1,
        voucher_id=1,
        code="K7M4QX9TD",
        title={"en": "=cmd()", "fr": "Un café"},
        pictogram="coffee",
        shop_id=1,
        device_id=1,
        amount_cents=1205,
        scanned_at=datetime(2026, 7, 31, 22, 30, tzinfo=UTC),
        state="covered",
        journal_id=1,
        offline=True,
    )
    table = day_sheet([taken], ZoneInfo("Europe/Paris"), "en").decode("utf-8-sig")
    head, row = table.splitlines()
    assert head.split(";")[:3] == ["scanned_at", "offer", "voucher"]
    assert row == "2026-08-01T00:30:00+02:00;'=cmd();9TD;12.05;yes;covered"
