"""Drafts of the game, which a second organiser puts in force."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "game_draft",
        sa.Column("id", _ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", _ID, nullable=True),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.Column("edited_by", _ID, nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=True),
        sa.Column("proposed_by", _ID, nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", _ID, nullable=True),
        sa.Column("version_id", _ID, nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'proposed', 'published', 'dropped')",
            name=op.f("ck_game_draft_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'published') = (version_id IS NOT NULL)",
            name=op.f("ck_game_draft_published_as"),
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_game_draft_{name}"))
            for name, target in (
                ("created_by", "person.id"),
                ("edited_by", "person.id"),
                ("proposed_by", "person.id"),
                ("closed_by", "person.id"),
                ("version_id", "game_version.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game_draft")),
    )
    op.create_index("ix_game_draft_state", "game_draft", ["state"])
    install(op.get_bind())


def downgrade() -> None:
    op.drop_table("game_draft")
