"""Percentages, hours, ages and daily limits of offers; printed vouchers; alerts."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from muvengine.store.triggers import install

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WHOLE = "state <> 'redeemed' OR redeemed_cents = face_cents"
_OFFER_CHECKS = {
    "percent_off_range": "percent_off BETWEEN 1 AND 100",
    "percent_off_named": "(kind = 'percent_off') = (percent_off IS NOT NULL)",
    "percent_off_whole": "percent_off IS NULL OR NOT divisible",
    "daily_issue_limit_positive": "daily_issue_limit > 0",
    "min_age_range": "min_age BETWEEN 1 AND 99",
}


def _terms() -> list[sa.Column]:
    return [
        sa.Column("percent_off", sa.Integer(), nullable=True),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column(
            "no_alcohol_tobacco", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
        sa.Column("closed_times", sa.JSON(), nullable=False, server_default="{}"),
    ]


def upgrade() -> None:
    # Until now a percentage was sold as the amount that it paid: that is what it was.
    op.execute("UPDATE offer SET kind = 'amount_off' WHERE kind = 'percent_off'")
    with op.batch_alter_table("offer") as batch:
        for column in _terms():
            batch.add_column(column)
        batch.add_column(sa.Column("daily_issue_limit", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("sold_on", sa.Date(), nullable=True))
        batch.add_column(
            sa.Column("sold_that_day", sa.Integer(), nullable=False, server_default="0")
        )
        for name, condition in _OFFER_CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_offer_{name}"), condition)
    _vouchers()
    with op.batch_alter_table("programme") as batch:
        batch.add_column(
            sa.Column("vouchers_a_day", sa.Integer(), nullable=False, server_default="3")
        )
        batch.create_check_constraint(
            op.f("ck_programme_vouchers_a_day_range"), "vouchers_a_day BETWEEN 1 AND 50"
        )
    op.add_column(
        "person", sa.Column("said_age", sa.Integer(), nullable=False, server_default="0")
    )
    _new_tables()
    install(op.get_bind())


def _vouchers() -> None:
    with op.batch_alter_table("voucher") as batch:
        for column in _terms():
            batch.add_column(column)
        batch.add_column(sa.Column("bought_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("day_slot", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("reserved_until", sa.DateTime(), nullable=True))
        batch.create_index(op.f("ix_voucher_reserved_until"), ["reserved_until"])
        batch.create_unique_constraint(
            op.f("uq_voucher_person_id_bought_on_day_slot"), ["person_id", "bought_on", "day_slot"]
        )
        batch.create_check_constraint(
            op.f("ck_voucher_day_slot_range"), "day_slot IS NULL OR day_slot BETWEEN 1 AND 50"
        )
        batch.create_check_constraint(
            op.f("ck_voucher_reserved_until_known"),
            "state <> 'reserved' OR reserved_until IS NOT NULL",
        )
        _state(batch, ("reserved", "issued", "redeemed", "void", "expired"))
        _redeemed(batch, f"{_WHOLE} OR percent_off IS NOT NULL")


def _state(batch: BatchOperations, words: tuple[str, ...]) -> None:
    name, listed = op.f("ck_voucher_state_known"), ", ".join(f"'{word}'" for word in words)
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, f"state IN ({listed})")


def _redeemed(batch: BatchOperations, condition: str) -> None:
    name = op.f("ck_voucher_redeemed_whole")
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, condition)


def _new_tables() -> None:
    op.create_table(
        "shop_staff",
        sa.Column("id", _ID, nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("marked_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(["marked_by"], ["person.id"], name=op.f("fk_shop_staff_marked_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_shop_staff_person_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_staff_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_staff")),
        sa.UniqueConstraint(
            "shop_id", "person_id", name=op.f("uq_shop_staff_shop_id_person_id")
        ),
    )
    op.create_index(op.f("ix_shop_staff_person_id"), "shop_staff", ["person_id"])
    op.create_table(
        "alert",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", _ID, nullable=True),
        sa.Column("closing_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('same_hand', 'busy_shop')", name=op.f("ck_alert_kind_known")),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closing_reason = '')",
            name=op.f("ck_alert_closed_with_reason"),
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_alert_closed_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_alert_owner_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_alert_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint(
            "kind", "shop_id", "subject", "day", name=op.f("uq_alert_kind_shop_id_subject_day")
        ),
    )
    op.create_index(op.f("ix_alert_closed_at"), "alert", ["closed_at"])
    op.create_table(
        "voucher_warning",
        sa.Column("id", _ID, nullable=False),
        sa.Column("voucher_id", _ID, nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("warned_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_voucher_warning_voucher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_warning")),
        sa.UniqueConstraint(
            "voucher_id", "days_before", name=op.f("uq_voucher_warning_voucher_id_days_before")
        ),
    )


def downgrade() -> None:
    for table in ("voucher_warning", "alert", "shop_staff"):
        op.drop_table(table)
    op.drop_column("person", "said_age")
    with op.batch_alter_table("programme") as batch:
        batch.drop_constraint(op.f("ck_programme_vouchers_a_day_range"), type_="check")
        batch.drop_column("vouchers_a_day")
    with op.batch_alter_table("voucher") as batch:
        _state(batch, ("issued", "redeemed", "void", "expired"))
        _redeemed(batch, _WHOLE)
        for name in ("day_slot_range", "reserved_until_known"):
            batch.drop_constraint(op.f(f"ck_voucher_{name}"), type_="check")
        batch.drop_constraint(op.f("uq_voucher_person_id_bought_on_day_slot"), type_="unique")
        batch.drop_index(op.f("ix_voucher_reserved_until"))
        for name in ("reserved_until", "day_slot", "bought_on"):
            batch.drop_column(name)
        for column in _terms():
            batch.drop_column(column.name)
    with op.batch_alter_table("offer") as batch:
        for name in _OFFER_CHECKS:
            batch.drop_constraint(op.f(f"ck_offer_{name}"), type_="check")
        for name in ("sold_that_day", "sold_on", "daily_issue_limit"):
            batch.drop_column(name)
        for column in _terms():
            batch.drop_column(column.name)
    install(op.get_bind())
