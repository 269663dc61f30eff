"""Points of workshops with the ceilings of helpers, and people to call back."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _add_ceilings()
    _add_gifts()
    _add_calls()
    install(op.get_bind())


def _add_ceilings() -> None:
    table = "helper_ceiling"
    op.create_table(
        table,
        sa.Column("helper_id", _ID, nullable=False),
        sa.Column("points_max", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", _ID, nullable=True),
        _check(table, "points_max_whole", "points_max = CAST(points_max AS BIGINT)"),
        _check(table, "not_below_0", "points_max >= 0"),
        _points_to(table, "helper_id", "person.id"),
        _points_to(table, "updated_by", "person.id"),
        sa.PrimaryKeyConstraint("helper_id", name=op.f(f"pk_{table}")),
    )


def _add_gifts() -> None:
    table = "workshop_gift"
    once = ["helper_id", "day", "workshop_key", "person_id"]
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("helper_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("workshop", sa.String(length=120), nullable=False),
        sa.Column("workshop_key", sa.String(length=120), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("journal_id", _ID, nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        _check(table, "points_whole", "points = CAST(points AS BIGINT)"),
        _check(table, "points_positive", "points > 0"),
        _check(table, "not_to_oneself", "helper_id <> person_id"),
        _points_to(table, "helper_id", "person.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "journal_id", "ledger_journal.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*once, name=op.f(f"uq_{table}_{'_'.join(once)}")),
    )
    op.create_index(op.f("ix_workshop_gift_person_id"), table, ["person_id"])


def _add_calls() -> None:
    table = "call_back"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("helper_id", _ID, nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("by_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", _ID, nullable=True),
        _check(table, "done_by_somebody", "(done_at IS NULL) = (done_by IS NULL)"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "helper_id", "person.id"),
        _points_to(table, "done_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_call_back_person_id"), table, ["person_id"])
    op.create_index("ix_call_back_open", table, ["done_at", "by_day"])


def downgrade() -> None:
    for table in ("call_back", "workshop_gift", "helper_ceiling"):
        op.drop_table(table)
    install(op.get_bind())
