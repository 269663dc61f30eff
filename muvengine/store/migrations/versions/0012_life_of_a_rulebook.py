"""Drafts of rulebooks, who asked for one and who approved it, and versions taken back."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BY = ("proposed_by", "second_by", "withdrawn_by")
_AT = ("proposed_at", "withdrawn_at")


def upgrade() -> None:
    with op.batch_alter_table("rulebook_version") as batch:
        for name in _AT:
            batch.add_column(sa.Column(name, sa.DateTime(), nullable=True))
        for name in _BY:
            batch.add_column(sa.Column(name, _ID, nullable=True))
            key = op.f(f"fk_rulebook_version_{name}")
            batch.create_foreign_key(key, "person", [name], ["id"])
    _add_drafts()
    install(op.get_bind())


def _add_drafts() -> None:
    op.create_table(
        "rulebook_draft",
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
            name=op.f("ck_rulebook_draft_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'published') = (version_id IS NOT NULL)",
            name=op.f("ck_rulebook_draft_published_as"),
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_rulebook_draft_{name}"))
            for name, target in (
                ("created_by", "person.id"),
                ("edited_by", "person.id"),
                ("proposed_by", "person.id"),
                ("closed_by", "person.id"),
                ("version_id", "rulebook_version.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_draft")),
    )
    op.create_index("ix_rulebook_draft_state", "rulebook_draft", ["state"])


def downgrade() -> None:
    op.drop_table("rulebook_draft")
    if op.get_bind().dialect.name == "postgresql":
        # It names the columns; ``install`` makes it anew without them.
        op.execute("DROP TRIGGER IF EXISTS rulebook_version_no_update ON rulebook_version")
    with op.batch_alter_table("rulebook_version") as batch:
        for name in _BY:
            batch.drop_constraint(op.f(f"fk_rulebook_version_{name}"), type_="foreignkey")
        for name in (*_BY, *_AT):
            batch.drop_column(name)
    install(op.get_bind())
