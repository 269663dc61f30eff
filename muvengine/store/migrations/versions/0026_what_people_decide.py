"""What people decide about their own traces, and the public texts of the town."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NOTICES = "'legal', 'terms', 'privacy', 'accessibility'"


def upgrade() -> None:
    op.add_column("person", sa.Column("traces_off_at", sa.DateTime(), nullable=True))
    table = "notice_text"
    op.create_table(
        table,
        sa.Column("written_by", _ID, nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice", sa.String(length=16), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(f"notice IN ({_NOTICES})", name=op.f(f"ck_{table}_notice_known")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f(f"fk_{table}_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_notice_text_last", table, ["notice", "locale", "id"])
    install(op.get_bind())


def downgrade() -> None:
    op.drop_table("notice_text")
    op.drop_column("person", "traces_off_at")
