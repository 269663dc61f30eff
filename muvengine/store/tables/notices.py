"""Public texts as organisers wrote them, every version."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import long_text, moment, one_of, points_to, row_id


class NoticeTextRow(SQLModel, table=True):
    """A version of a public text in one language; the last one holds; append-only."""

    __tablename__ = "notice_text"
    __table_args__ = (
        one_of("notice", "legal", "terms", "privacy", "accessibility"),
        Index("ix_notice_text_last", "notice", "locale", "id"),
    )

    id: int | None = row_id()
    notice: str = Field(max_length=16)
    locale: str = Field(max_length=8)
    # Markdown; empty where the shipped text holds again.
    source: str = long_text()
    written_at: datetime = moment()
    written_by: int | None = points_to("person.id", optional=True, index=False)
