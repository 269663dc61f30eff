"""The accounts of the programme: envelopes, money, shops and funders, and nobody's wallet."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.store.figures import AccountFigures, accounts
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["AccountFigures", "list_accounts"]


def list_accounts(open_reading: Callable[[], UnitOfWork]) -> tuple[AccountFigures, ...]:
    """List every account that was ever used but those of people, by code."""
    with open_reading() as uow:
        return accounts(uow.connection)
