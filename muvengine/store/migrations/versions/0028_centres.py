"""Centres: whoever was there before is known at a first one."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _add_centres()
    _add_members()
    _add_visits()
    _settle_everybody()


def _add_centres() -> None:
    table = "centre"
    op.create_table(
        table,
        sa.Column("made_by", _ID, nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _points_to(table, "made_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
    )


def _add_members() -> None:
    table = "centre_member"
    op.create_table(
        table,
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("centre_id", _ID, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("made_by", _ID, nullable=True),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "centre_id", "centre.id"),
        _points_to(table, "made_by", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "centre_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_centre_member_centre_id"), table, ["centre_id"])


def _add_visits() -> None:
    table = "card_visit"
    op.create_table(
        table,
        sa.Column("helper_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=False),
        _points_to(table, "helper_id", "person.id"),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("helper_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_card_visit_person_id"), table, ["person_id"])


def _settle_everybody() -> None:
    """Let helpers go on seeing whom they saw: a town that has begun has one centre."""
    found = "(SELECT name FROM programme), 'Centre'"
    op.execute(
        "INSERT INTO centre (key, name, place, made_at) "
        f"SELECT 'first', SUBSTR(COALESCE({found}), 1, 80), '', MIN(created_at) FROM person "
        "HAVING COUNT(*) > 0"
    )
    op.execute(
        "INSERT INTO centre_member (person_id, centre_id, since) "
        "SELECT person.id, centre.id, person.created_at FROM person, centre "
        "WHERE person.role IN ('participant', 'mediator') AND person.closed_at IS NULL"
    )


def downgrade() -> None:
    for table in ("card_visit", "centre_member", "centre"):
        op.drop_table(table)
