"""Shops and offers as tables that an office program can edit."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from muvengine.core.errors import BadInput
from muvengine.core.vouchers.offer import PERCENT_OFF

BYTES_MAX: Final = 1024 * 1024
LANGUAGES: Final = ("fr", "en")

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class ShopEntry:
    """A row of ``shops.csv``; texts by language, empty ones left out."""

    key: str
    name: str
    street: str
    lat: float
    lon: float
    pictogram: str
    about: Mapping[str, str]
    hours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OfferEntry:
    """A row of ``offers.csv``; see the offer for the meaning of each figure."""

    shop: str
    title: Mapping[str, str]
    pictogram: str
    kind: str
    price_points: int
    face_cents: int
    stock: int | None
    per_person: int
    per_person_period: str
    valid_days: int
    percent_off: int | None = None


def read_shops(data: bytes) -> tuple[ShopEntry, ...]:
    """Read a table of shops: key, name, lat and lon are needed, the rest may be missing.

    Commas, semicolons and tabs are understood, as UTF-8 or Windows-1252.

    Raises:
        BadInput: ``fields`` maps ``line:column`` to a code: too_big, missing_column, empty,
            unreadable, repeated; all problems of the file at once.
    """
    shops = _read(data, ("key", "name", "lat", "lon"), _shop)
    counted = Counter(shop.key for shop in shops)
    again = [key for key, times in counted.items() if times > 1]
    if again:
        raise BadInput(fields={f"key:{key}": "repeated" for key in again})
    return shops


def read_offers(data: bytes) -> tuple[OfferEntry, ...]:
    """Read a table of offers: shop, price_points, face_cents and a title are needed.

    Raises:
        BadInput: as ``read_shops``.
    """
    return _read(data, ("shop", "price_points", "face_cents"), _offer)


class _Row:
    """One line of a table, which remembers what could not be read."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        self.problems: dict[str, str] = {}
        self._line = line
        self._cells = cells

    def complain(self, column: str, code: str) -> None:
        self.problems.setdefault(f"{self._line}:{column}", code)

    def text(self, column: str, default: str | None = None) -> str:
        found = self._cells.get(column, "").strip()
        if not found and default is None:
            self.complain(column, "empty")
        return found or default or ""

    def whole(self, column: str, default: str | None = None) -> int:
        return int(self._figure(column, default, int))

    def degrees(self, column: str) -> float:
        return self._figure(column, None, float)

    def by_language(self, column: str) -> dict[str, str]:
        texts = {code: self.text(f"{column}_{code}", "") for code in LANGUAGES}
        return {code: text for code, text in texts.items() if text}

    def _figure(self, column: str, default: str | None, read: Callable[[str], float]) -> float:
        text = self.text(column, default)
        try:
            value = read(text or "0")
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.complain(column, "unreadable")
            return 0
        return value


def _shop(row: _Row) -> ShopEntry:
    return ShopEntry(
        key=row.text("key"),
        name=row.text("name"),
        street=row.text("street", ""),
        lat=row.degrees("lat"),
        lon=row.degrees("lon"),
        pictogram=row.text("pictogram", "shop"),
        about=row.by_language("about"),
        hours=row.by_language("hours"),
    )


def _offer(row: _Row) -> OfferEntry:
    title = row.by_language("title")
    if not title:
        row.complain("title_fr", "empty")
    stock = row.text("stock", "")
    kind, percent = row.text("kind", "item"), row.text("percent_off", "")
    if (kind == PERCENT_OFF) != bool(percent):
        row.complain("percent_off", "unreadable" if percent else "empty")
    return OfferEntry(
        shop=row.text("shop"),
        title=title,
        pictogram=row.text("pictogram", "gift"),
        kind=kind,
        price_points=row.whole("price_points"),
        face_cents=row.whole("face_cents"),
        stock=row.whole("stock") if stock else None,
        per_person=row.whole("per_person", "1"),
        per_person_period=row.text("per_person_period", "week"),
        valid_days=row.whole("valid_days", "90"),
        percent_off=row.whole("percent_off") if percent else None,
    )


def _read(
    data: bytes, needed: tuple[str, ...], build: Callable[[_Row], _Entry]
) -> tuple[_Entry, ...]:
    entries: list[_Entry] = []
    problems: dict[str, str] = {}
    for row in _rows(data, needed):
        entry = build(row)
        problems |= row.problems
        entries.append(entry)
    if problems:
        raise BadInput(fields=problems)
    return tuple(entries)


def _rows(data: bytes, needed: tuple[str, ...]) -> Iterator[_Row]:
    if len(data) > BYTES_MAX:
        raise BadInput(fields={"file": "too_big"})
    text = _decoded(data)
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    missing = [column for column in needed if column not in (table.fieldnames or ())]
    if missing:
        raise BadInput(fields={f"1:{column}": "missing_column" for column in missing})
    for cells in table:
        # Cells past the last heading come under None; an office program's empty line has none.
        named = {name: cell or "" for name, cell in cells.items() if name is not None}
        if any(named.values()):
            yield _Row(table.line_num, named)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
