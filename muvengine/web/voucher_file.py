"""Vouchers as a file to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import Response

from muvengine.core.errors import NotFound
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.voucher import Voucher
from muvengine.formats.voucher_files import voucher_pdf
from muvengine.formats.voucher_pdf import LAYOUTS
from muvengine.reads.voucher_text import voucher_text
from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.downloads import TYPES, handed_out


def voucher_file(held: Sequence[tuple[Voucher, Person]], layout: str) -> Response:
    """Hand out vouchers for paper.

    Args:
        held: vouchers with who holds them.
        layout: ``sheet`` or ``card``.

    Raises:
        NotFound: there is none, or no such layout.
    """
    if not held or layout not in LAYOUTS:
        raise NotFound(kind="voucher")
    wiring = here.wiring()
    text_of = partial(voucher_text, wiring.open_reading, wiring.settings.secret_key)
    content = voucher_pdf(held, text_of, GIFTS, layout, locale=here.locale(), made_at=here.now())
    return handed_out(content, f"vouchers-{layout}.pdf", TYPES["pdf"])
