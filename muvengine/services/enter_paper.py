"""An organiser or a mediator types in the paper list of a shop without a tablet."""

from __future__ import annotations

from datetime import datetime

from muvengine.services.attempt import OpenUow
from muvengine.services.take_paper_list import PaperAnswer, PaperList, take_paper_list


def enter_paper(
    open_uow: OpenUow, paper: PaperList, *, shop: str, now: datetime
) -> list[PaperAnswer]:
    """Take each voucher of a list at its shop, and owe the shop its worth.

    Args:
        open_uow: starts a writing transaction.
        paper: what was typed, and by whom.
        shop: its key.
        now: in the town's zone.

    Returns:
        An answer per line: see ``take_paper_list``.

    Raises:
        NotFound: no such shop.
    """
    assert paper.typist is not None, "a person types here"
    with open_uow() as uow:
        device = uow.counters.paper_of(uow.shops.get(key=shop), now=now)
        uow.commit()
    return take_paper_list(open_uow, paper, device=device, now=now)
