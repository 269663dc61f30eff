"""Who shops are before the law, and statements of what they are owed."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shop_payee",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("legal_name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("registration", sa.String(length=40), nullable=False),
        sa.Column("tax_line", sa.String(length=200), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("rhythm", sa.String(length=8), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", _ID, nullable=True),
        sa.CheckConstraint(
            "rhythm IN ('month', 'week')", name=op.f("ck_shop_payee_rhythm_known")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_payee_shop_id")),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["person.id"], name=op.f("fk_shop_payee_updated_by")
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_shop_payee")),
    )
    op.create_table(
        "settlement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("ledger_head", sa.String(length=64), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", _ID, nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=True),
        sa.Column("paid_by", _ID, nullable=True),
        sa.Column("paid_reference", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (number IS NULL)", name=op.f("ck_settlement_numbered")
        ),
        sa.CheckConstraint("period_from <= period_to", name=op.f("ck_settlement_period_order")),
        sa.CheckConstraint(
            "state IN ('draft', 'closed', 'paid')", name=op.f("ck_settlement_state_known")
        ),
        sa.CheckConstraint("total_cents >= 0", name=op.f("ck_settlement_total_cents_positive")),
        sa.CheckConstraint(
            "total_cents = CAST(total_cents AS BIGINT)", name=op.f("ck_settlement_total_cents_whole")
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_settlement_closed_by")),
        sa.ForeignKeyConstraint(["paid_by"], ["person.id"], name=op.f("fk_settlement_paid_by")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_settlement_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint("number", name=op.f("uq_settlement_number")),
        sa.UniqueConstraint(
            "shop_id", "period_to", name=op.f("uq_settlement_shop_id_period_to")
        ),
    )
    with op.batch_alter_table("redemption") as batch:
        batch.add_column(sa.Column("settlement_id", _ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_redemption_settlement_id"), "settlement", ["settlement_id"], ["id"]
        )
        batch.create_index(op.f("ix_redemption_settlement_id"), ["settlement_id"])
    op.create_table(
        "settlement_line",
        sa.Column("id", _ID, nullable=False),
        sa.Column("settlement_id", _ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("redemption_id", _ID, nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amount_cents = CAST(amount_cents AS BIGINT)",
            name=op.f("ck_settlement_line_amount_cents_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["redemption_id"], ["redemption.id"], name=op.f("fk_settlement_line_redemption_id")
        ),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_settlement_line_settlement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement_line")),
        sa.UniqueConstraint(
            "settlement_id", "line", name=op.f("uq_settlement_line_settlement_id_line")
        ),
        sa.UniqueConstraint("redemption_id", name=op.f("uq_settlement_line_redemption_id")),
    )
    op.add_column(
        "programme", sa.Column("statements", sa.Integer(), nullable=False, server_default="0")
    )
    install(op.get_bind())


def downgrade() -> None:
    op.drop_column("programme", "statements")
    op.drop_table("settlement_line")
    with op.batch_alter_table("redemption") as batch:
        batch.drop_index(op.f("ix_redemption_settlement_id"))
        batch.drop_constraint(op.f("fk_redemption_settlement_id"), type_="foreignkey")
        batch.drop_column("settlement_id")
    op.drop_table("settlement")
    op.drop_table("shop_payee")
