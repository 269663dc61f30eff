"""Seasons that close, a pot for offline scans, corrections of statements, common pots."""

from alembic import op

from muvengine.store.triggers import install

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

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
)
_NEW_KINDS = (
    "season.close",
    "season.carry",
    "budget.return",
    "offline.fund",
    "offline.return",
    "statement.correct",
    "pot.give",
    "pot.match",
    "pot.close",
)
_OWNERS = ("programme", "season", "participant", "shop", "funder", "bank")
_NEW_OWNERS = ("pot",)


def upgrade() -> None:
    _allow("ledger_journal", "kind", _KINDS + _NEW_KINDS)
    _allow("ledger_account", "owner_kind", _OWNERS + _NEW_OWNERS)
    install(op.get_bind())


def downgrade() -> None:
    _allow("ledger_journal", "kind", _KINDS)
    _allow("ledger_account", "owner_kind", _OWNERS)
    install(op.get_bind())


def _allow(table: str, column: str, words: tuple[str, ...]) -> None:
    name = op.f(f"ck_{table}_{column}_known")
    listed = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"{column} IN ({listed})")
