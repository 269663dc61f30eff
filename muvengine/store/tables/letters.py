"""Who wants the weekly letter on paper."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import moment, points_to
from muvengine.store.types import Id


class WeekLetterRow(SQLModel, table=True):
    """Somebody wants the letter, until they do not want it any more."""

    __tablename__ = "week_letter"

    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    # The mediator who prints it; None where every desk may.
    desk_id: int | None = points_to("person.id", optional=True)
    asked_at: datetime = moment()
