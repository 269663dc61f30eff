"""Teams of a season, their weeks once these are final, and tournaments."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    long_text,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
    whole,
)


class TeamRow(SQLModel, table=True):
    """People who count together."""

    __tablename__ = "team"
    __table_args__ = (
        one_of("kind", "neighbourhood", "class", "association", "company", "everyone"),
        UniqueConstraint("season_id", "name_key"),
        # One team for people alone, as long as it plays.
        Index(
            "ix_team_everyone",
            "season_id",
            unique=True,
            sqlite_where=text("kind = 'everyone' AND closed_at IS NULL"),
            postgresql_where=text("kind = 'everyone' AND closed_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    season_id: int = points_to("season.id", index=False)
    name: str = Field(max_length=40)
    # Without accents and capitals: two teams of a season are not taken for each other.
    name_key: str = Field(max_length=80)
    kind: str = Field(max_length=16)
    open: bool
    # What is typed or scanned to join.
    code: str = Field(max_length=9, unique=True)
    created_at: datetime = moment()
    created_by: int | None = points_to("person.id", optional=True, index=False)
    closed_at: datetime | None = maybe_moment()
    closed_reason: str = Field(default="", max_length=200)


class TeamMemberRow(SQLModel, table=True):
    """Somebody in a team, for whole weeks."""

    __tablename__ = "team_member"
    __table_args__ = (
        # Nobody stays in two teams of a season.
        Index(
            "ix_team_member_staying",
            "person_id",
            "season_id",
            unique=True,
            sqlite_where=text("last_day IS NULL"),
            postgresql_where=text("last_day IS NULL"),
        ),
    )

    id: int | None = row_id()
    team_id: int = points_to("team.id")
    season_id: int = points_to("season.id", index=False)
    person_id: int = points_to("person.id")
    # A Monday, the week after joining.
    first_day: date
    # A Sunday; before ``first_day`` where somebody thought again in the week of joining.
    last_day: date | None = None
    # What others of the team may read, as this person agreed.
    shown_as: str = Field(default="", max_length=24)
    joined_at: datetime = moment()
    joined_by: int | None = points_to("person.id", optional=True, index=False)


class TeamWeekRow(SQLModel, table=True):
    """A week whose results are final; append-only."""

    __tablename__ = "team_week"

    id: int | None = row_id()
    monday: date = Field(unique=True)
    closed_at: datetime = moment()


class TeamResultRow(SQLModel, table=True):
    """What a team reached in a week that is final, with its working; append-only."""

    __tablename__ = "team_result"
    __table_args__ = (
        UniqueConstraint("monday", "team_id"),
        one_of("method", "top3_plus_mean", "per_active_member", "sum"),
        whole("score"),
        CheckConstraint("active <= members", name="active_members"),
        CheckConstraint("among >= 1", name="among_positive"),
    )

    id: int | None = row_id()
    team_id: int = points_to("team.id")
    monday: date
    method: str = Field(max_length=20)
    members: int
    active: int
    best: int
    shared: int
    among: int
    score: int


class TournamentRow(SQLModel, table=True):
    """Matches of a season, from a ranking to a final."""

    __tablename__ = "tournament"
    __table_args__ = (one_of("state", "running", "over", "cancelled"),)

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    season_id: int = points_to("season.id")
    title: dict[str, str] = document()
    # JSON: the plan, the points of matches and the teams, as they were when it was drawn up.
    terms: str = long_text()
    first_monday: date
    state: str = Field(max_length=10)
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)
    ended_at: datetime | None = maybe_moment()
    reason: str = Field(default="", max_length=200)


class TeamMatchRow(SQLModel, table=True):
    """Two teams in a week, and how it ended."""

    __tablename__ = "team_match"
    __table_args__ = (
        one_of("phase", "ranking", "groups", "knockout"),
        one_of("state", "open", "played", "corrected", "cancelled"),
        one_of("reason", "", "score", "equal", "share", "seed", "free", "hand"),
        UniqueConstraint("tournament_id", "phase", "turn", "group_no", "slot"),
        CheckConstraint("away_id IS NULL OR home_id <> away_id", name="not_itself"),
        CheckConstraint(
            "winner_id IS NULL OR winner_id IN (home_id, COALESCE(away_id, home_id))",
            name="winner_played",
        ),
        CheckConstraint(
            "state NOT IN ('corrected', 'cancelled') OR length(told) >= 5", name="reason_given"
        ),
        Index("ix_team_match_week", "monday", "state"),
    )

    id: int | None = row_id()
    tournament_id: int = points_to("tournament.id", index=False)
    phase: str = Field(max_length=10)
    monday: date
    turn: int
    group_no: int = 0
    slot: int
    home_id: int = points_to("team.id")
    away_id: int | None = points_to("team.id", optional=True)
    state: str = Field(default="open", max_length=10)
    home_score: int | None = None
    away_score: int | None = None
    home_points: int | None = None
    away_points: int | None = None
    winner_id: int | None = points_to("team.id", optional=True, index=False)
    # What decided it; 'hand' after a correction.
    reason: str = Field(default="", max_length=8)
    # Why an organiser corrected it or called it off.
    told: str = Field(default="", max_length=200)
    decided_at: datetime | None = maybe_moment()
    decided_by: int | None = points_to("person.id", optional=True, index=False)
