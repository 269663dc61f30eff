"""Zones: named pieces of the town."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import document, moment, row_id


class ZoneRow(SQLModel, table=True):
    """A zone that rules may ask for."""

    __tablename__ = "zone"

    id: int | None = row_id()
    key: str = Field(max_length=40, unique=True)
    label: dict[str, str] = document()
    # [[lat, lon], ...] in degrees, not closed.
    border: Any = document()
    updated_at: datetime = moment()
