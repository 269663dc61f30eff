"""Shops contest lines, corrections on the next statement, papers kept, seasons that close."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("season", sa.Column("closed_at", sa.DateTime(), nullable=True))
    _make_contests()
    op.create_table(
        "settlement_paper",
        sa.Column("settlement_id", _ID, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_settlement_paper_settlement_id")
        ),
        sa.PrimaryKeyConstraint("settlement_id", name=op.f("pk_settlement_paper")),
    )
    with op.batch_alter_table("settlement_line") as batch:
        batch.alter_column("redemption_id", existing_type=_ID, nullable=True)
        batch.add_column(sa.Column("contest_id", _ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_settlement_line_contest_id"), "statement_contest", ["contest_id"], ["id"]
        )
        batch.create_unique_constraint(op.f("uq_settlement_line_contest_id"), ["contest_id"])
        batch.create_check_constraint(
            op.f("ck_settlement_line_one_source"),
            "(redemption_id IS NULL) <> (contest_id IS NULL)",
        )
    install(op.get_bind())


def downgrade() -> None:
    op.drop_table("settlement_paper")
    with op.batch_alter_table("settlement_line") as batch:
        batch.drop_constraint(op.f("ck_settlement_line_one_source"), type_="check")
        batch.drop_constraint(op.f("uq_settlement_line_contest_id"), type_="unique")
        batch.drop_constraint(op.f("fk_settlement_line_contest_id"), type_="foreignkey")
        batch.drop_column("contest_id")
        batch.alter_column("redemption_id", existing_type=_ID, nullable=False)
    op.drop_table("statement_contest")
    with op.batch_alter_table("season") as batch:
        batch.drop_column("closed_at")
    install(op.get_bind())


def _make_contests() -> None:
    op.create_table(
        "statement_contest",
        sa.Column("id", _ID, nullable=False),
        sa.Column("settlement_id", _ID, nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", _ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", _ID, nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("journal_id", _ID, nullable=True),
        sa.Column("on_settlement_id", _ID, nullable=True),
        *_contest_checks(),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_statement_contest_{column}")
            )
            for column, target in (
                ("settlement_id", "settlement.id"),
                ("shop_id", "shop.id"),
                ("opened_by", "shop_device.id"),
                ("decided_by", "person.id"),
                ("journal_id", "ledger_journal.id"),
                ("on_settlement_id", "settlement.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_contest")),
        sa.UniqueConstraint(
            "settlement_id", "line", name=op.f("uq_statement_contest_settlement_id_line")
        ),
        sa.UniqueConstraint("journal_id", name=op.f("uq_statement_contest_journal_id")),
    )
    for column in ("shop_id", "on_settlement_id"):
        op.create_index(op.f(f"ix_statement_contest_{column}"), "statement_contest", [column])


def _contest_checks() -> tuple[sa.CheckConstraint, ...]:
    checks = {
        "reason_known": "reason IN ('amount', 'not_taken', 'missing', 'other')",
        "state_known": "state IN ('open', 'refused', 'corrected')",
        "cents_whole": "cents = CAST(cents AS BIGINT)",
        "cents_corrected": "(state = 'corrected') = (cents <> 0)",
        "decided": "(state = 'open') = (decided_at IS NULL)",
        "line_named": "(line IS NULL) = (reason = 'missing')",
        "money_corrected": (
            "state = 'corrected' OR (journal_id IS NULL AND on_settlement_id IS NULL)"
        ),
    }
    return tuple(
        sa.CheckConstraint(rule, name=op.f(f"ck_statement_contest_{name}"))
        for name, rule in checks.items()
    )
