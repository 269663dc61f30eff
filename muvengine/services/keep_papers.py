"""Keep the paper of each closed statement, as it was drawn when it was closed.

The bytes themselves are kept.  Drawing a second time gives the same bytes only as long as
nobody installs another version of fpdf2, fontTools or zlib, and nobody gives an offer or the
shop another name: a hash that no paper answers to any more would prove nothing.

It is drawn after the statement has its number and outside that transaction, so that nobody at
a till waits for a long statement.  What a crash left out is made up for by the next closing,
and by the nightly job that drafts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from muvengine.formats.statement_files import statement_pdf
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]


def keep_papers(open_uow: OpenUow, *, now: datetime) -> int:
    """Draw and keep what is missing, in the programme's first language.

    Safe to run twice and by two workers at once: the first paper stays.

    Args:
        open_uow: starts a writing transaction.
        now: aware.

    Returns:
        How many papers were kept.
    """
    with open_uow() as uow:
        missing = uow.settlements.without_paper()
    return sum(_keep(open_uow, statement_id, now) for statement_id in missing)


def _keep(open_uow: OpenUow, statement_id: int, now: datetime) -> bool:
    with open_uow() as uow:
        # As it was closed: a payment that came before the paper does not stand on it.
        statement = replace(uow.settlements.get(statement_id), paid_at=None, paid_reference="")
        lines = uow.settlements.lines(statement)
        shop = uow.shops.get(shop_id=statement.shop_id)
        programme = uow.programme.get()
    pdf = statement_pdf(statement, lines, shop.name, programme, programme.locales[0])
    with open_uow() as uow:
        kept = uow.settlements.keep_paper(statement_id, pdf, sha256(pdf).hexdigest(), now=now)
        uow.commit()
    return kept
