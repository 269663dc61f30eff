"""Prize draws: what was announced, who holds which tickets, and who won what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
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


class PrizeDrawRow(SQLModel, table=True):
    """A draw: announced with its commitment, frozen with its tickets, drawn or cancelled."""

    __tablename__ = "prize_draw"
    __table_args__ = (
        one_of("state", "announced", "frozen", "drawn", "cancelled"),
        one_of("ticket_per", "day", "experience"),
        CheckConstraint("first_day <= last_day AND last_day < draw_day", name="days_in_order"),
        CheckConstraint("ticket_experience > 0", name="ticket_experience_positive"),
        CheckConstraint("tickets_max BETWEEN 1 AND 100", name="tickets_max_range"),
        CheckConstraint(
            "state NOT IN ('frozen', 'drawn') OR "
            "(frozen_at IS NOT NULL AND tickets_sha256 IS NOT NULL)",
            name="frozen_with_tickets",
        ),
        CheckConstraint("(state = 'drawn') = (drawn_at IS NOT NULL)", name="drawn_with_time"),
        CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_with_time"
        ),
        CheckConstraint(
            "state <> 'cancelled' OR length(cancelled_reason) >= 5", name="cancelled_with_reason"
        ),
    )

    id: int | None = row_id()
    key: str = Field(max_length=64, unique=True)
    title: dict[str, str] = document()
    about: dict[str, str] = document()
    first_day: date
    last_day: date
    draw_day: date
    ticket_per: str = Field(max_length=10)
    ticket_experience: int
    tickets_max: int
    # One person may win more than one prize.
    several: bool
    # Words for a number from outside that is known after the tickets are frozen; {} for none.
    outside: dict[str, str] = document()
    # 256 random bits, kept from everybody until the draw; its hash is public from the start.
    seed: str = Field(max_length=64)
    commitment: str = Field(max_length=64, unique=True)
    state: str = Field(default="announced", max_length=10)
    announced_at: datetime = moment()
    announced_by: int | None = points_to("person.id", optional=True, index=False)
    frozen_at: datetime | None = maybe_moment()
    tickets_sha256: str | None = Field(default=None, max_length=64)
    ledger_head: str | None = Field(default=None, max_length=64)
    outside_value: str | None = Field(default=None, max_length=200)
    drawn_at: datetime | None = maybe_moment()
    cancelled_at: datetime | None = maybe_moment()
    cancelled_reason: str = Field(default="", max_length=200)


class DrawEntryRow(SQLModel, table=True):
    """The tickets of one person in one draw, as they were frozen; append-only."""

    __tablename__ = "draw_entry"
    __table_args__ = (
        UniqueConstraint("draw_id", "person_id"),
        UniqueConstraint("draw_id", "first_ticket"),
        UniqueConstraint("draw_id", "holder"),
        whole("first_ticket"),
        whole("last_ticket"),
        CheckConstraint("first_ticket BETWEEN 1 AND last_ticket", name="tickets_in_order"),
    )

    id: int | None = row_id()
    draw_id: int = points_to("prize_draw.id", index=False)
    person_id: int = points_to("person.id")
    # Says nothing of the person, and differs from draw to draw.
    holder: str = Field(max_length=16)
    first_ticket: int
    last_ticket: int


class DrawPrizeRow(SQLModel, table=True):
    """One thing to be won: a thing that is handed over, or the voucher of an offer."""

    __tablename__ = "draw_prize"
    __table_args__ = (
        UniqueConstraint("draw_id", "place"),
        UniqueConstraint("draw_id", "ticket"),
        UniqueConstraint("voucher_id"),
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("(ticket IS NULL) = (person_id IS NULL)", name="ticket_with_person"),
        CheckConstraint("given_at IS NULL OR ticket IS NOT NULL", name="given_to_winner"),
        CheckConstraint(
            "given_at IS NULL OR voucher_id IS NOT NULL OR length(note) >= 5", name="given_as_said"
        ),
    )

    id: int | None = row_id()
    draw_id: int = points_to("prize_draw.id", index=False)
    place: int
    title: dict[str, str] = document()
    offer_id: int | None = points_to("offer.id", optional=True, index=False)
    ticket: int | None = None
    person_id: int | None = points_to("person.id", optional=True)
    voucher_id: int | None = points_to("voucher.id", optional=True, index=False)
    given_at: datetime | None = maybe_moment()
    given_by: int | None = points_to("person.id", optional=True, index=False)
    note: str = Field(default="", max_length=200)
    # Why its voucher could not be issued at the last try; the code of a refusal.
    waits: str = Field(default="", max_length=32)
