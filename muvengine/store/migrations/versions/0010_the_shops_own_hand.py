"""Shops that ask to join, signs on counters, and what a shop has none of today."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shop_request",
        sa.Column("id", _ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("gives", sa.Text(), nullable=False),
        sa.Column("hours", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", _ID, nullable=True),
        sa.Column("shop_id", _ID, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'declined')",
            name=op.f("ck_shop_request_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (answered_at IS NULL)", name=op.f("ck_shop_request_answered")
        ),
        sa.CheckConstraint(
            "(state = 'accepted') = (shop_id IS NOT NULL)", name=op.f("ck_shop_request_shop_made")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_shop_request_answered_by")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_request_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_request")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_shop_request_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_shop_request_token_hash")),
    )
    with op.batch_alter_table("shop_device") as batch:
        batch.add_column(
            sa.Column("kind", sa.String(length=8), nullable=False, server_default="tablet")
        )
        batch.create_check_constraint(
            op.f("ck_shop_device_kind_known"), "kind IN ('tablet', 'sign', 'paper')"
        )
    op.create_table(
        "counter_sign",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("made_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["shop_device.id"], name=op.f("fk_counter_sign_device_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_counter_sign_made_by")),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_counter_sign")),
        sa.UniqueConstraint("code", name=op.f("uq_counter_sign_code")),
        sa.UniqueConstraint("token", name=op.f("uq_counter_sign_token")),
    )
    op.add_column("offer", sa.Column("none_until", sa.Date(), nullable=True))
    install(op.get_bind())


def downgrade() -> None:
    op.drop_column("offer", "none_until")
    op.drop_table("counter_sign")
    # Redemptions point at these rows: they stay, as tablets that nothing opens.
    with op.batch_alter_table("shop_device") as batch:
        batch.drop_constraint(op.f("ck_shop_device_kind_known"), type_="check")
        batch.drop_column("kind")
    op.drop_table("shop_request")
    install(op.get_bind())
