"""Reports on routes and places; a badge may be lost with a report, and no trip."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDING = sa.text("back_at IS NULL")
_CATEGORIES = "'blocked', 'surface', 'light', 'danger', 'bike_stand', 'sign', 'other'"
_STATES = "'open', 'confirmed', 'mending', 'mended', 'not_mended', 'refused'"
_LOST_BY_A_TRIP = "ck_badge_held_lost_by_a_trip"
_LOST_WITH_TIME = "ck_badge_held_lost_with_time"


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _add_reports()
    _add_witnesses()
    _add_rewards()
    with op.batch_alter_table("badge_held") as batch:
        batch.drop_constraint(op.f(_LOST_BY_A_TRIP), type_="check")
        batch.create_check_constraint(
            op.f(_LOST_WITH_TIME), "lost_trip_id IS NULL OR lost_at IS NOT NULL"
        )
    install(op.get_bind())


def _add_reports() -> None:
    table = "report"
    op.create_table(
        table,
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("helper_id", _ID, nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("route", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("state_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        _check(table, "category_known", f"category IN ({_CATEGORIES})"),
        _check(table, "state_known", f"state IN ({_STATES})"),
        _check(table, "somewhere", "route <> '' OR shop <> ''"),
        _check(table, "not_by_oneself", "helper_id IS NULL OR helper_id <> person_id"),
        _check(
            table,
            "confirmed_with_time",
            "(state IN ('open', 'refused')) = (confirmed_at IS NULL)",
        ),
        _check(
            table,
            "answered_with_reason",
            "state NOT IN ('not_mended', 'refused') OR length(answer) >= 5",
        ),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "helper_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_report_person_id"), table, ["person_id"])
    op.create_index("ix_report_state", table, ["state", "made_at"])
    op.create_index("ix_report_where", table, ["route", "shop", "category"])


def _add_witnesses() -> None:
    table = "report_witness"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("helper_id", _ID, nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        _check(table, "not_by_oneself", "helper_id IS NULL OR helper_id <> person_id"),
        _points_to(table, "report_id", "report.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "helper_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "report_id", "person_id", name=op.f(f"uq_{table}_report_id_person_id")
        ),
    )
    op.create_index(op.f("ix_report_witness_person_id"), table, ["person_id"])


def _add_rewards() -> None:
    table = "report_reward"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("wanted_points", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("journal_id", _ID, nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=False),
        sa.Column("back_journal_id", _ID, nullable=True),
        sa.Column("back_at", sa.DateTime(), nullable=True),
        sa.Column("kept_points", sa.Integer(), nullable=False),
        _check(table, "points_whole", "points = CAST(points AS BIGINT)"),
        _check(table, "kept_points_whole", "kept_points = CAST(kept_points AS BIGINT)"),
        _check(table, "points_range", "points BETWEEN 0 AND wanted_points"),
        _check(table, "kept_points_range", "kept_points BETWEEN 0 AND points"),
        _check(table, "paid_by_a_journal", "(points = 0) = (journal_id IS NULL)"),
        _points_to(table, "report_id", "report.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "journal_id", "ledger_journal.id"),
        _points_to(table, "back_journal_id", "ledger_journal.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_report_reward_report_id"), table, ["report_id"])
    op.create_index("ix_report_reward_week", table, ["person_id", "monday"])
    op.create_index(
        "uq_report_reward_standing",
        table,
        ["report_id"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )


def downgrade() -> None:
    with op.batch_alter_table("badge_held") as batch:
        batch.drop_constraint(op.f(_LOST_WITH_TIME), type_="check")
        batch.create_check_constraint(
            op.f(_LOST_BY_A_TRIP), "(lost_at IS NULL) = (lost_trip_id IS NULL)"
        )
    for table in ("report_reward", "report_witness", "report"):
        op.drop_table(table)
    install(op.get_bind())
