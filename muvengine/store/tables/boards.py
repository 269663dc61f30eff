"""Leaderboards: weeks by mode, those of groups, and who chose to be on a board."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import moment, one_of, points_to, row_id, whole
from muvengine.store.types import Id

METRICS = ("experience", "distance_m", "trips", "days")


class BoardWeekRow(SQLModel, table=True):
    """One person's week in one mode, '' for all; rebuildable from the score sheets."""

    __tablename__ = "board_week"
    __table_args__ = tuple(whole(name) for name in METRICS)

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    monday: date = Field(primary_key=True)
    mode: str = Field(primary_key=True, max_length=16)
    experience: int = Field(sa_type=Id)
    distance_m: int = Field(sa_type=Id)
    trips: int
    # Trips on each day, nine bits a day, Monday's the lowest.
    days: int = Field(sa_type=Id)


class BoardGroupRow(SQLModel, table=True):
    """A team's or a quarter's week in one mode; the sum of its people's weeks."""

    __tablename__ = "board_group"
    __table_args__ = (
        *(whole(name) for name in METRICS),
        one_of("kind", "team", "quarter"),
    )

    kind: str = Field(primary_key=True, max_length=8)
    mode: str = Field(primary_key=True, max_length=16)
    monday: date = Field(primary_key=True)
    # A team's number or a zone's key.
    group_key: str = Field(primary_key=True, max_length=40)
    experience: int = Field(sa_type=Id)
    distance_m: int = Field(sa_type=Id)
    trips: int
    # Active days of all its people together.
    days: int
    # People with a trip.
    active: int


class BoardPlayerRow(SQLModel, table=True):
    """Somebody who chose to be on boards, and as whom; gone when they leave."""

    __tablename__ = "board_player"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    name: str = Field(max_length=24)
    # Without accents and capitals: two are not taken for each other.
    name_key: str = Field(max_length=80, unique=True)
    joined_at: datetime = moment()
    # A helper's hand, on this person's word.
    joined_by: int | None = points_to("person.id", optional=True, index=False)


class BoardPlaceRow(SQLModel, table=True):
    """What somebody on boards has in a period; the sum of their weeks, by one index a metric."""

    __tablename__ = "board_place"
    __table_args__ = (
        *(whole(name) for name in METRICS),
        one_of("period", "week", "month", "season"),
        *(
            Index(f"ix_board_place_{name}", "period", "first_day", "mode", name, "person_id")
            for name in METRICS
        ),
    )

    person_id: int = Field(primary_key=True, foreign_key="board_player.person_id")
    period: str = Field(primary_key=True, max_length=8)
    first_day: date = Field(primary_key=True)
    mode: str = Field(primary_key=True, max_length=16)
    experience: int = Field(sa_type=Id)
    distance_m: int = Field(sa_type=Id)
    trips: int
    days: int


class BoardQuarterRow(SQLModel, table=True):
    """The quarter somebody says they play for, in whole weeks."""

    __tablename__ = "board_quarter"
    __table_args__ = (
        CheckConstraint("zone_key <> ''", name="zone_named"),
        Index(
            "uq_board_quarter_staying",
            "person_id",
            unique=True,
            sqlite_where=text("last_day IS NULL"),
            postgresql_where=text("last_day IS NULL"),
        ),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    zone_key: str = Field(max_length=40, index=True)
    # A Monday, the week after it was said.
    first_day: date
    # A Sunday; before ``first_day`` where somebody thought again within the week.
    last_day: date | None = None
    said_at: datetime = moment()
    said_by: int | None = points_to("person.id", optional=True, index=False)
