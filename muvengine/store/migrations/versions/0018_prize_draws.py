"""Prize draws, and steps on the way to the goal of a common pot."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    op.create_table(
        "prize_draw",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("draw_day", sa.Date(), nullable=False),
        sa.Column("ticket_per", sa.String(length=10), nullable=False),
        sa.Column("ticket_experience", sa.Integer(), nullable=False),
        sa.Column("tickets_max", sa.Integer(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("outside", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=False),
        sa.Column("announced_by", _ID, nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("tickets_sha256", sa.String(length=64), nullable=True),
        sa.Column("ledger_head", sa.String(length=64), nullable=True),
        sa.Column("outside_value", sa.String(length=200), nullable=True),
        sa.Column("drawn_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=200), nullable=False),
        *_checks_of_draw(),
        _points_to("prize_draw", "announced_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_draw")),
        sa.UniqueConstraint("key", name=op.f("uq_prize_draw_key")),
        sa.UniqueConstraint("commitment", name=op.f("uq_prize_draw_commitment")),
    )
    _add_entries()
    _add_prizes()
    op.add_column(
        "pot", sa.Column("milestones", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    install(op.get_bind())


def _checks_of_draw() -> tuple[sa.CheckConstraint, ...]:
    table = "prize_draw"
    return (
        _check(table, "state_known", "state IN ('announced', 'frozen', 'drawn', 'cancelled')"),
        _check(table, "ticket_per_known", "ticket_per IN ('day', 'experience')"),
        _check(table, "days_in_order", "first_day <= last_day AND last_day < draw_day"),
        _check(table, "ticket_experience_positive", "ticket_experience > 0"),
        _check(table, "tickets_max_range", "tickets_max BETWEEN 1 AND 100"),
        _check(
            table,
            "frozen_with_tickets",
            "state NOT IN ('frozen', 'drawn') OR "
            "(frozen_at IS NOT NULL AND tickets_sha256 IS NOT NULL)",
        ),
        _check(table, "drawn_with_time", "(state = 'drawn') = (drawn_at IS NOT NULL)"),
        _check(table, "cancelled_with_time", "(state = 'cancelled') = (cancelled_at IS NOT NULL)"),
        _check(
            table, "cancelled_with_reason", "state <> 'cancelled' OR length(cancelled_reason) >= 5"
        ),
    )


def _add_entries() -> None:
    table = "draw_entry"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("draw_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("holder", sa.String(length=16), nullable=False),
        sa.Column("first_ticket", sa.Integer(), nullable=False),
        sa.Column("last_ticket", sa.Integer(), nullable=False),
        _check(table, "first_ticket_whole", "first_ticket = CAST(first_ticket AS BIGINT)"),
        _check(table, "last_ticket_whole", "last_ticket = CAST(last_ticket AS BIGINT)"),
        _check(table, "tickets_in_order", "first_ticket BETWEEN 1 AND last_ticket"),
        _points_to(table, "draw_id", "prize_draw.id"),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_entry")),
        sa.UniqueConstraint("draw_id", "person_id", name=op.f("uq_draw_entry_draw_id_person_id")),
        sa.UniqueConstraint(
            "draw_id", "first_ticket", name=op.f("uq_draw_entry_draw_id_first_ticket")
        ),
        sa.UniqueConstraint("draw_id", "holder", name=op.f("uq_draw_entry_draw_id_holder")),
    )
    op.create_index("ix_draw_entry_person_id", table, ["person_id"])


def _add_prizes() -> None:
    table = "draw_prize"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("draw_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("offer_id", _ID, nullable=True),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("voucher_id", _ID, nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("given_by", _ID, nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("waits", sa.String(length=32), nullable=False),
        _check(table, "place_positive", "place >= 1"),
        _check(table, "ticket_with_person", "(ticket IS NULL) = (person_id IS NULL)"),
        _check(table, "given_to_winner", "given_at IS NULL OR ticket IS NOT NULL"),
        _check(
            table,
            "given_as_said",
            "given_at IS NULL OR voucher_id IS NOT NULL OR length(note) >= 5",
        ),
        _points_to(table, "draw_id", "prize_draw.id"),
        _points_to(table, "offer_id", "offer.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "voucher_id", "voucher.id"),
        _points_to(table, "given_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_prize")),
        sa.UniqueConstraint("draw_id", "place", name=op.f("uq_draw_prize_draw_id_place")),
        sa.UniqueConstraint("draw_id", "ticket", name=op.f("uq_draw_prize_draw_id_ticket")),
        sa.UniqueConstraint("voucher_id", name=op.f("uq_draw_prize_voucher_id")),
    )
    op.create_index("ix_draw_prize_person_id", table, ["person_id"])


def downgrade() -> None:
    op.drop_column("pot", "milestones")
    op.drop_table("draw_prize")
    op.drop_table("draw_entry")
    op.drop_table("prize_draw")
