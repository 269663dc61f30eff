"""A voucher as it stands on paper, in the language of who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from muvengine.core.vouchers.terms import ClosedTimes, Terms
from muvengine.core.vouchers.voucher import Voucher
from muvengine.words.catalogue import say
from muvengine.words.figures import Cents, FullDay
from muvengine.words.terms_in_words import terms_lines


def heading_lines(voucher: Voucher, name: str, locale: str) -> Iterator[str]:
    """Say where, until when, for whom, and what is left on one that may be used in parts."""
    yield say("offers.paper_at", locale, shop=voucher.shop_name)
    yield say("offers.paper_until", locale, day=FullDay(voucher.last_day))
    yield say("offers.paper_for", locale, name=name)
    if voucher.divisible:
        yield say("offers.paper_worth", locale, amount=Cents(voucher.left_cents))


def paper_terms(voucher: Voucher, locale: str) -> tuple[str, ...]:
    """Say what the shop asks; of single days only those on which the voucher would be good."""
    return terms_lines(_within(voucher), voucher.face_cents, locale)


def _within(voucher: Voucher) -> Terms:
    closed = voucher.terms.closed
    days = tuple(day for day in closed.days if voucher.first_day <= day <= voucher.last_day)
    return replace(voucher.terms, closed=ClosedTimes(closed.hours, days))
