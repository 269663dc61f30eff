"""Numbers of rows as they come in addresses: what no row can have is not found."""

from __future__ import annotations

from typing import Final

from werkzeug.routing import IntegerConverter, Map

ROW_MAX: Final = 2**31 - 1


class RowConverter(IntegerConverter):
    """``<int:...>`` up to what a column holds; more would be a fault of the database."""

    def __init__(self, addresses: Map) -> None:
        super().__init__(addresses, max=ROW_MAX)


def row_number(text: str) -> int:
    """Read a row's number from a query.

    Raises:
        ValueError: none that a row can have; Werkzeug then takes it as not given.
    """
    number = int(text)
    if not 0 < number <= ROW_MAX:
        raise ValueError(text)
    return number
