"""Rows and shares as the tables of measurements write them."""

from __future__ import annotations

from muvengine.core.modes.error_rates import Share
from muvengine.words.catalogue import say


def row(texts: list[str]) -> str:
    """Write a row of a Markdown table."""
    return f"| {' | '.join(texts)} |"


def brief(share: Share) -> str:
    """Write a share with its interval for the terminal."""
    return f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"


def percent(share: Share, locale: str) -> str:
    """Write a share with its interval for a page, in whole percent."""
    value, low, high = (round(part * 100) for part in (share.value, share.low, share.high))
    return say("public.rates_share", locale, value=value, low=low, high=high)
