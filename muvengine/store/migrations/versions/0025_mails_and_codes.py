"""Mails that wait, addresses people gave, and codes that staff sign in with."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _add_mails()
    _add_addresses()
    _add_codes()


def _add_mails() -> None:
    table = "mail"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=16), nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        _check(table, "kind_known", "kind IN ('confirm', 'sign_in', 'invite', 'week')"),
        _check(table, "state_known", "state IN ('waiting', 'sent', 'given_up')"),
        _check(
            table, "done_is_empty", "state = 'waiting' OR (address = '' AND sealed IS NULL)"
        ),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
    op.create_index("ix_mail_due", table, ["state", "next_at"])


def _add_addresses() -> None:
    table = "mail_address"
    op.create_table(
        table,
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("asked", sa.String(length=254), nullable=True),
        sa.Column("asked_hash", sa.String(length=64), nullable=True),
        sa.Column("asked_until", sa.DateTime(), nullable=True),
        sa.Column("letter_since", sa.DateTime(), nullable=True),
        _check(table, "not_empty", "address IS NOT NULL OR asked IS NOT NULL"),
        _check(table, "letter_goes_somewhere", "address IS NOT NULL OR letter_since IS NULL"),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("asked_hash", name=op.f(f"uq_{table}_asked_hash")),
    )
    op.create_index(op.f(f"ix_{table}_address"), table, ["address"])
    table = "mail_ask"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _add_codes() -> None:
    table = "second_factor"
    op.create_table(
        table,
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f(f"pk_{table}")),
    )
    table = "recovery_code"
    op.create_table(
        table,
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
    for name, column in (("session", "code_due"), ("programme", "codes_required")):
        op.add_column(
            name, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    for name, column in (("programme", "codes_required"), ("session", "code_due")):
        op.drop_column(name, column)
    for table in ("recovery_code", "second_factor", "mail_ask", "mail_address", "mail"):
        op.drop_table(table)
