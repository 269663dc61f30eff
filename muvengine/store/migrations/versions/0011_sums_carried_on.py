"""Sums of the ledger carried on with each sealed block, and indexes for the first page."""

import re
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# As core.ledger.tally had it when this was written.
_OWNED = re.compile(r"^(p|shop|pot):\d+(?=:|$)")
_MOVED = """
    SELECT a.code, SUM(CASE WHEN t.dst_id = a.id THEN t.amount ELSE -t.amount END)
    FROM (SELECT dst_id AS end_id, dst_id, amount FROM ledger_transfer WHERE journal_id <= :to
        UNION ALL SELECT src_id, dst_id, amount FROM ledger_transfer WHERE journal_id <= :to) t
    JOIN ledger_account a ON a.id = t.end_id GROUP BY a.code"""


def upgrade() -> None:
    tally = op.create_table(
        "ledger_tally",
        sa.Column("sort", sa.String(length=80), nullable=False),
        sa.Column("net", _ID, nullable=False),
        sa.PrimaryKeyConstraint("sort", name=op.f("pk_ledger_tally")),
    )
    bind = op.get_bind()
    sealed_to = bind.execute(sa.text("SELECT MAX(to_journal_id) FROM ledger_seal")).scalar()
    sums: Counter[str] = Counter()
    for code, net in bind.execute(sa.text(_MOVED), {"to": sealed_to or 0}):
        sums[_OWNED.sub(r"\1:*", code)] += int(net)
    if sums:
        op.bulk_insert(tally, [{"sort": sort, "net": net} for sort, net in sorted(sums.items())])
    op.create_index("ix_trip_local_day", "trip", ["local_day"])
    op.create_index("ix_voucher_state", "voucher", ["state", "last_day"])
    op.drop_index("ix_person_role", table_name="person")
    op.create_index("ix_person_role", "person", ["role", "closed_at"])


def downgrade() -> None:
    op.drop_index("ix_person_role", table_name="person")
    op.create_index("ix_person_role", "person", ["role"])
    op.drop_index("ix_voucher_state", table_name="voucher")
    op.drop_index("ix_trip_local_day", table_name="trip")
    op.drop_table("ledger_tally")
