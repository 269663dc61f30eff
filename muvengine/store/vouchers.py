"""Vouchers at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class VoucherStore:
    """Find and change vouchers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
