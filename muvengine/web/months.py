"""Pages of one month: which one an address asks for."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import request

FIRST_YEAR: Final = 2020
LAST_YEAR: Final = 2100


def asked_month(today: date) -> date:
    """Give the first day of the month in ``?month=2026-04``; this month where none is asked."""
    try:
        first = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else today.replace(day=1)
