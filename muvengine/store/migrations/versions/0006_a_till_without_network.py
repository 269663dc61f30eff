"""Keys that sign vouchers, and what a till does while it has no network."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public_key", sa.String(length=43), nullable=False),
        sa.Column("active_from", sa.DateTime(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("id BETWEEN 1 AND 255", name=op.f("ck_signing_key_one_byte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    for name, usual in (("offline_cents", "2000"), ("offline_hours", "24"), ("offline_scans", "50")):
        op.add_column("shop", sa.Column(name, sa.Integer(), nullable=False, server_default=usual))
    for name in ("last_sync_at", "offline_since", "suspended_at"):
        op.add_column("shop_device", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("shop_device", sa.Column("clock_skew_s", sa.Integer(), nullable=True))
    with op.batch_alter_table("redemption") as batch:
        batch.alter_column("journal_id", existing_type=_ID, nullable=True)
        for name in ("forced", "clock_off"):
            batch.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        batch.add_column(
            sa.Column("refusal", sa.String(length=32), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("decided_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("decided_by", _ID, nullable=True))
        batch.add_column(
            sa.Column("decided_reason", sa.String(length=200), nullable=False, server_default="")
        )
        batch.create_foreign_key(
            op.f("fk_redemption_decided_by"), "person", ["decided_by"], ["id"]
        )
    install(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("redemption") as batch:
        batch.drop_constraint(op.f("fk_redemption_decided_by"), type_="foreignkey")
        for name in ("decided_reason", "decided_by", "decided_at", "refusal", "clock_off", "forced"):
            batch.drop_column(name)
        batch.alter_column("journal_id", existing_type=_ID, nullable=False)
    for name in ("clock_skew_s", "suspended_at", "offline_since", "last_sync_at"):
        op.drop_column("shop_device", name)
    for name in ("offline_scans", "offline_hours", "offline_cents"):
        op.drop_column("shop", name)
    op.drop_table("signing_key")
    install(op.get_bind())
