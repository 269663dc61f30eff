"""Mandates between participants, and the accounts under which helpers play."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _add_mandates()
    _add_accounts()


def _add_mandates() -> None:
    table = "mandate"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("holder_id", _ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("may_spend", sa.Boolean(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", _ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", _ID, nullable=True),
        _check(table, "not_for_oneself", "person_id <> holder_id"),
        _check(table, "ends_after_it_begins", "last_day >= first_day"),
        *(_points_to(table, one) for one in ("person_id", "holder_id", "made_by", "ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_mandate_person_id"), table, ["person_id"])
    op.create_index(op.f("ix_mandate_holder_id"), table, ["holder_id"])


def _add_accounts() -> None:
    table = "helper_account"
    op.create_table(
        table,
        sa.Column("helper_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by", _ID, nullable=True),
        *(_points_to(table, one) for one in ("helper_id", "person_id", "said_by")),
        sa.PrimaryKeyConstraint("helper_id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("person_id", name=op.f(f"uq_{table}_person_id")),
    )


def downgrade() -> None:
    for table in ("helper_account", "mandate"):
        op.drop_table(table)
