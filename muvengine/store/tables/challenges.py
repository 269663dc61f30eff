"""Challenges that somebody chose, their rewards, and those that shops thank for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
    whole,
)


def _unique_where(name: str, where: str, *columns: str) -> Index:
    clause = text(where)
    return Index(name, *columns, unique=True, sqlite_where=clause, postgresql_where=clause)


class SponsoredChallengeRow(SQLModel, table=True):
    """A deed that a shop asks for, and the good it gives for it."""

    __tablename__ = "sponsored_challenge"
    __table_args__ = (
        one_of("state", "draft", "declined", "open", "stopped", "cancelled"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("days >= 1", name="days_positive"),
        CheckConstraint("stock >= 1", name="stock_positive"),
        CheckConstraint(
            "state NOT IN ('declined', 'cancelled') OR length(reason) >= 5", name="reason_given"
        ),
        CheckConstraint(
            "state IN ('draft', 'declined') OR won_offer_id IS NOT NULL", name="open_with_a_good"
        ),
    )

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    shop_id: int = points_to("shop.id")
    title: dict[str, str] = document()
    # Days on which a trip must be made, in one of these ways, between these hours.
    days: int
    modes: list[str] = document()
    weekdays: list[str] = document()
    from_min: int
    until_min: int
    first_day: date
    last_day: date
    good: dict[str, str] = document()
    pictogram: str = Field(max_length=32)
    worth_cents: int
    stock: int
    state: str = Field(default="draft", max_length=10)
    reason: str = Field(default="", max_length=200)
    drafted_at: datetime = moment()
    answered_at: datetime | None = maybe_moment()
    answered_by: int | None = points_to("person.id", optional=True, index=False)
    # The offer that is won: its stock is the shop's own.
    won_offer_id: int | None = points_to("offer.id", optional=True, index=False)


class ChallengeRunRow(SQLModel, table=True):
    """A challenge as it was chosen: by one, by two, or by a team."""

    __tablename__ = "challenge_run"
    __table_args__ = (
        one_of("difficulty", "easy", "middle", "hard", "group"),
        whole("target"),
        CheckConstraint("target >= 1", name="target_positive"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("settled <= touched", name="settled_touched"),
        CheckConstraint(
            "(version_id IS NULL) <> (sponsored_id IS NULL)", name="of_a_game_or_a_shop"
        ),
        CheckConstraint("ended_at IS NULL OR length(ended_reason) >= 5", name="reason_given"),
        _unique_where(
            "uq_challenge_run_team", "team_id IS NOT NULL AND ended_at IS NULL",
            "team_id", "first_day", "challenge",
        ),
        Index(
            "ix_challenge_run_unsettled",
            "id",
            sqlite_where=text("settled < touched"),
            postgresql_where=text("settled < touched"),
        ),
        Index("ix_challenge_run_name", "challenge", "first_day"),
    )  # fmt: skip

    id: int | None = row_id()
    challenge: str = Field(max_length=40)
    version_id: int | None = points_to("game_version.id", optional=True, index=False)
    sponsored_id: int | None = points_to("sponsored_challenge.id", optional=True)
    difficulty: str = Field(max_length=8)
    first_day: date
    last_day: date
    target: int
    modes: list[str] = document()
    points: int
    team_id: int | None = points_to("team.id", optional=True)
    # What the second of two types to join.
    code: str | None = Field(default=None, max_length=9, unique=True)
    begun_at: datetime = moment()
    ended_at: datetime | None = maybe_moment()
    ended_reason: str = Field(default="", max_length=200)
    # Raised with every sheet that may matter; rewards were looked at up to ``settled``.
    touched: int = 1
    settled: int = 0
    # The trip that last counted for less than before.
    lost_trip_id: int | None = points_to("trip.id", optional=True, index=False)


class ChallengePlayerRow(SQLModel, table=True):
    """Somebody in a challenge, and how far they were when rewards were last looked at."""

    __tablename__ = "challenge_player"
    __table_args__ = (
        _unique_where(
            "uq_challenge_player_role", "left_at IS NULL", "person_id", "first_day", "role"
        ),
        whole("done"),
    )

    id: int | None = row_id()
    run_id: int = points_to("challenge_run.id")
    person_id: int = points_to("person.id", index=False)
    # One personal, one with others, and one of each shop at a time.
    role: str = Field(max_length=24)
    first_day: date
    chosen_at: datetime = moment()
    chosen_by: int | None = points_to("person.id", optional=True, index=False)
    left_at: datetime | None = maybe_moment()
    done: int = 0
    reached: bool = False
    # Why a voucher that was earned could not be issued yet.
    waits: str = Field(default="", max_length=32)


class ChallengeRewardRow(SQLModel, table=True):
    """What somebody got for a challenge: points of the season, or a shop's voucher."""

    __tablename__ = "challenge_reward"
    __table_args__ = (
        whole("points"),
        whole("kept_points"),
        CheckConstraint("points BETWEEN 0 AND wanted_points", name="points_range"),
        CheckConstraint("kept_points BETWEEN 0 AND points", name="kept_points_range"),
        CheckConstraint("(points = 0) = (journal_id IS NULL)", name="paid_by_a_journal"),
        CheckConstraint("voucher_id IS NULL OR points = 0", name="points_or_voucher"),
        _unique_where("uq_challenge_reward_standing", "back_at IS NULL", "player_id"),
    )

    id: int | None = row_id()
    player_id: int = points_to("challenge_player.id")
    person_id: int = points_to("person.id")
    wanted_points: int
    points: int
    journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    voucher_id: int | None = Field(default=None, foreign_key="voucher.id", unique=True)
    got_at: datetime = moment()
    back_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
    lost_trip_id: int | None = points_to("trip.id", optional=True, index=False)
    # What of it was spent when it was taken back: it is not paid a second time.
    kept_points: int = 0


class CarFreeDayRow(SQLModel, table=True):
    """A day without a car, as the player says."""

    __tablename__ = "car_free_day"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    day: date = Field(primary_key=True)
    said_at: datetime = moment()
    said_by: int | None = points_to("person.id", optional=True, index=False)


class ChallengeHaltRow(SQLModel, table=True):
    """A challenge of the game that is not proposed until an organiser lets it go on."""

    __tablename__ = "challenge_halt"
    __table_args__ = (
        CheckConstraint("length(reason) >= 5", name="reason_given"),
        _unique_where("uq_challenge_halt_standing", "lifted_at IS NULL", "challenge"),
    )

    id: int | None = row_id()
    challenge: str = Field(max_length=40)
    # Those that were chosen ended with it.
    ended: bool
    reason: str = Field(max_length=200)
    halted_at: datetime = moment()
    halted_by: int | None = points_to("person.id", optional=True, index=False)
    lifted_at: datetime | None = maybe_moment()
