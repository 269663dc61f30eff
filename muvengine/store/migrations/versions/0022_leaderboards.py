"""Leaderboards: weeks by mode, those of groups, and who chose to be on a board."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_METRICS = ("experience", "distance_m", "trips", "days")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, clause: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))


def _whole(table: str) -> list[sa.CheckConstraint]:
    return [
        _check(table, f"{name}_whole", f"{name} = CAST({name} AS BIGINT)") for name in _METRICS
    ]


def upgrade() -> None:
    _add_weeks()
    _add_players()
    _add_quarters()


def _add_weeks() -> None:
    table = "board_week"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("experience", _ID, nullable=False),
        sa.Column("distance_m", _ID, nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("days", _ID, nullable=False),
        *_whole(table),
        _points_to(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "monday", "mode", name=op.f(f"pk_{table}")),
    )
    table = "board_group"
    op.create_table(
        table,
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("group_key", sa.String(length=40), nullable=False),
        sa.Column("experience", _ID, nullable=False),
        sa.Column("distance_m", _ID, nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        *_whole(table),
        _check(table, "kind_known", "kind IN ('team', 'quarter')"),
        sa.PrimaryKeyConstraint("kind", "mode", "monday", "group_key", name=op.f(f"pk_{table}")),
    )


def _add_players() -> None:
    table = "board_player"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("joined_by", _ID, nullable=True),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "joined_by", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("name_key", name=op.f(f"uq_{table}_name_key")),
    )
    table = "board_place"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("experience", _ID, nullable=False),
        sa.Column("distance_m", _ID, nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        *_whole(table),
        _check(table, "period_known", "period IN ('week', 'month', 'season')"),
        _points_to(table, "person_id", "board_player.person_id"),
        sa.PrimaryKeyConstraint(
            "person_id", "period", "first_day", "mode", name=op.f(f"pk_{table}")
        ),
    )
    for name in _METRICS:
        columns = ["period", "first_day", "mode", name, "person_id"]
        op.create_index(f"ix_board_place_{name}", table, columns)


def _add_quarters() -> None:
    table = "board_quarter"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("zone_key", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by", _ID, nullable=True),
        _check(table, "zone_named", "zone_key <> ''"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "said_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("person_id", "zone_key"):
        op.create_index(f"ix_{table}_{column}", table, [column])
    where = sa.text("last_day IS NULL")
    op.create_index(
        "uq_board_quarter_staying",
        table,
        ["person_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade() -> None:
    for table in ("board_quarter", "board_place", "board_player", "board_group", "board_week"):
        op.drop_table(table)
