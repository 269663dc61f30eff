"""Cards printed without names, and balances that change their account."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KINDS = (
    "season.fund",
    "budget.fund",
    "trip.award",
    "trip.release",
    "trip.reverse",
    "points.expire",
    "points.adjust",
    "voucher.issue",
    "voucher.redeem",
    "redeem.undo",
    "voucher.void",
    "voucher.expire",
    "offline.cover",
    "shop.settle",
    "season.close",
    "season.carry",
    "budget.return",
    "offline.fund",
    "offline.return",
    "statement.correct",
    "pot.give",
    "pot.match",
    "pot.close",
    "game.award",
    "game.reverse",
)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _add_packs()
    _add_cards()
    _add_moves()
    _allow((*_KINDS, "points.move"))
    install(op.get_bind())


def _add_packs() -> None:
    table = "card_pack"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", _ID, nullable=True),
        _points_to(table, "made_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _add_cards() -> None:
    table = "pack_card"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("pack_id", _ID, nullable=False),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        _check(table, "taken_or_void", "taken_at IS NULL OR voided_at IS NULL"),
        _points_to(table, "pack_id", "card_pack.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(op.f("ix_pack_card_pack_id"), table, ["pack_id"])


def _add_moves() -> None:
    table = "balance_move"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("from_id", _ID, nullable=False),
        sa.Column("to_id", _ID, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("moved_by", _ID, nullable=True),
        sa.Column("approved_by", _ID, nullable=True),
        _check(table, "to_another", "from_id <> to_id"),
        _points_to(table, "from_id", "person.id"),
        _points_to(table, "to_id", "person.id"),
        _points_to(table, "moved_by", "person.id"),
        _points_to(table, "approved_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("from_id", name=op.f(f"uq_{table}_from_id")),
    )
    op.create_index(op.f("ix_balance_move_to_id"), table, ["to_id"])


def downgrade() -> None:
    for table in ("balance_move", "pack_card", "card_pack"):
        op.drop_table(table)
    _allow(_KINDS)
    install(op.get_bind())


def _allow(kinds: tuple[str, ...]) -> None:
    name = op.f("ck_ledger_journal_kind_known")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("ledger_journal") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
