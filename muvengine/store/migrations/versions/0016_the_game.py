"""The game: its files, what weeks hold, badges, weeks in a row and their rewards."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0016"
down_revision = "0015"
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
)
_NEW_KINDS = ("game.award", "game.reverse")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def upgrade() -> None:
    _allow(_KINDS + _NEW_KINDS)
    _add_versions()
    _add_figures()
    _add_badges()
    _add_streaks()
    install(op.get_bind())


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _whole(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, f"{column}_whole", f"{column} = CAST({column} AS BIGINT)")


def _index_where(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _add_versions() -> None:
    table = "game_version"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("closes_after_days", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", _ID, nullable=True),
        _check(table, "closes_after_days_range", "closes_after_days BETWEEN 0 AND 14"),
        _points_to(table, "published_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _add_figures() -> None:
    table = "week_score"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("experience", sa.Integer(), nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        *(sa.Column(day, sa.Integer(), nullable=False) for day in _DAYS),
        sa.Column("settled", sa.Boolean(), nullable=False),
        *(_whole(table, column) for column in ("experience", "trips", *_DAYS)),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "monday", name=op.f(f"pk_{table}")),
    )
    unsettled = "ix_week_score_unsettled"
    _index_where(unsettled, table, ["monday", "person_id"], "NOT settled", unique=False)
    table = "game_tally"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", _ID, nullable=False),
        _whole(table, "value"),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f(f"pk_{table}")),
    )


def _add_badges() -> None:
    table = "badge_held"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("badge", sa.String(length=40), nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("trip_id", _ID, nullable=True),
        sa.Column("got_at", sa.DateTime(), nullable=False),
        sa.Column("lost_at", sa.DateTime(), nullable=True),
        sa.Column("lost_trip_id", _ID, nullable=True),
        _check(table, "lost_by_a_trip", "(lost_at IS NULL) = (lost_trip_id IS NULL)"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "version_id", "game_version.id"),
        _points_to(table, "trip_id", "trip.id"),
        _points_to(table, "lost_trip_id", "trip.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_badge_held_person_id", table, ["person_id"])
    standing = ["person_id", "badge"]
    _index_where("uq_badge_held_standing", table, standing, "lost_at IS NULL", unique=True)


def _add_streaks() -> None:
    table = "streak_pause"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("first_week", sa.Date(), nullable=False),
        sa.Column("end_week", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", _ID, nullable=True),
        _check(table, "weeks_in_order", "end_week >= first_week"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "asked_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_streak_pause_person_id", table, ["person_id"])
    _index_where("uq_streak_pause_open", table, ["person_id"], "end_week IS NULL", unique=True)
    table = "streak_reward"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("wanted_points", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("journal_id", _ID, nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=False),
        sa.Column("back_journal_id", _ID, nullable=True),
        sa.Column("back_at", sa.DateTime(), nullable=True),
        sa.Column("kept_points", sa.Integer(), nullable=False),
        _whole(table, "points"),
        _whole(table, "kept_points"),
        _check(table, "points_range", "points BETWEEN 0 AND wanted_points"),
        _check(table, "kept_points_range", "kept_points BETWEEN 0 AND points"),
        _check(table, "paid_by_a_journal", "(points = 0) = (journal_id IS NULL)"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "journal_id", "ledger_journal.id"),
        _points_to(table, "back_journal_id", "ledger_journal.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_streak_reward_person_id", table, ["person_id"])
    standing = ["person_id", "weeks"]
    _index_where("uq_streak_reward_standing", table, standing, "back_at IS NULL", unique=True)


def downgrade() -> None:
    for table in ("streak_reward", "streak_pause", "badge_held", "game_tally", "week_score"):
        op.drop_table(table)
    op.drop_table("game_version")
    _allow(_KINDS)
    install(op.get_bind())


def _allow(kinds: tuple[str, ...]) -> None:
    name = op.f("ck_ledger_journal_kind_known")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("ledger_journal") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")
