"""Blocks of journals, each hashed onto the one before."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ledger_seal",
        sa.Column("id", _ID, nullable=False),
        sa.Column("from_journal_id", _ID, nullable=False),
        sa.Column("to_journal_id", _ID, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_journal_id"], ["ledger_journal.id"], name=op.f("fk_ledger_seal_from_journal_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_journal_id"], ["ledger_journal.id"], name=op.f("fk_ledger_seal_to_journal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_seal")),
        sa.UniqueConstraint("hash", name=op.f("uq_ledger_seal_hash")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_ledger_seal_prev_hash")),
        sa.UniqueConstraint("to_journal_id", name=op.f("uq_ledger_seal_to_journal_id")),
    )
    install(op.get_bind())


def downgrade() -> None:
    op.drop_table("ledger_seal")
