"""On SQLite, a row that has no number of its own lies where its key is."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_TABLES = (
    "api_token",
    "attempt",
    "board_group",
    "board_place",
    "board_week",
    "car_free_day",
    "centre_member",
    "day_note",
    "day_weather",
    "game_tally",
    "job_run",
    "ledger_tally",
    "outing_member",
    "pairing_code",
    "recovery_code",
    "score_counter",
    "session",
    "sign_in_link",
    "token_bucket",
    "trip_sketch_cell",
    "week_score",
)
_BY_KEY = " WITHOUT ROWID"
_MADE = sa.text(
    "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"
    " ORDER BY type = 'table' DESC"
)


def upgrade() -> None:
    _rebuild(lambda made: made + _BY_KEY)


def downgrade() -> None:
    _rebuild(lambda made: made.removesuffix(_BY_KEY))


def _rebuild(changed: Callable[[str], str]) -> None:
    """Make each table anew from its own text, so that no check, key or index of it is lost."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    for table in _TABLES:
        made, *around = connection.execute(_MADE, {"table": table}).scalars()
        again = changed(made.replace(table, f"{table}_anew", 1))
        connection.exec_driver_sql(again)
        connection.exec_driver_sql(f"INSERT INTO {table}_anew SELECT * FROM {table}")  # noqa: S608
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(f"ALTER TABLE {table}_anew RENAME TO {table}")
        for sql in around:
            connection.exec_driver_sql(sql)
