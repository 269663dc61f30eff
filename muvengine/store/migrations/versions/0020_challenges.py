"""Challenges that are chosen, their rewards, and those that shops thank for."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _add_sponsored()
    _add_runs()
    _add_players()
    _add_rewards()
    _add_days()
    _add_halts()
    install(op.get_bind())


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _whole(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, f"{column}_whole", f"{column} = CAST({column} AS BIGINT)")


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _index_where(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    clause = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=clause, postgresql_where=clause
    )


def _add_sponsored() -> None:
    table = "sponsored_challenge"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=False),
        sa.Column("until_min", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("good", sa.JSON(), nullable=False),
        sa.Column("pictogram", sa.String(length=32), nullable=False),
        sa.Column("worth_cents", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", _ID, nullable=True),
        sa.Column("won_offer_id", _ID, nullable=True),
        _check(
            table, "state_known", "state IN ('draft', 'declined', 'open', 'stopped', 'cancelled')"
        ),
        _check(table, "days_in_order", "first_day <= last_day"),
        _check(table, "days_positive", "days >= 1"),
        _check(table, "stock_positive", "stock >= 1"),
        _check(
            table,
            "reason_given",
            "state NOT IN ('declined', 'cancelled') OR length(reason) >= 5",
        ),
        _check(
            table,
            "open_with_a_good",
            "state IN ('draft', 'declined') OR won_offer_id IS NOT NULL",
        ),
        _points_to(table, "shop_id", "shop.id"),
        _points_to(table, "answered_by", "person.id"),
        _points_to(table, "won_offer_id", "offer.id"),
        _key(table),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )
    op.create_index(f"ix_{table}_shop_id", table, ["shop_id"])


def _add_runs() -> None:
    table = "challenge_run"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("challenge", sa.String(length=40), nullable=False),
        sa.Column("version_id", _ID, nullable=True),
        sa.Column("sponsored_id", _ID, nullable=True),
        sa.Column("difficulty", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("team_id", _ID, nullable=True),
        sa.Column("code", sa.String(length=9), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_reason", sa.String(length=200), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("lost_trip_id", _ID, nullable=True),
        _check(table, "difficulty_known", "difficulty IN ('easy', 'middle', 'hard', 'group')"),
        _whole(table, "target"),
        _check(table, "target_positive", "target >= 1"),
        _check(table, "days_in_order", "first_day <= last_day"),
        _check(table, "settled_touched", "settled <= touched"),
        _check(table, "of_a_game_or_a_shop", "(version_id IS NULL) <> (sponsored_id IS NULL)"),
        _check(table, "reason_given", "ended_at IS NULL OR length(ended_reason) >= 5"),
        _points_to(table, "version_id", "game_version.id"),
        _points_to(table, "sponsored_id", "sponsored_challenge.id"),
        _points_to(table, "team_id", "team.id"),
        _points_to(table, "lost_trip_id", "trip.id"),
        _key(table),
        sa.UniqueConstraint("code", name=op.f(f"uq_{table}_code")),
    )
    for column in ("sponsored_id", "team_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index(f"ix_{table}_name", table, ["challenge", "first_day"])
    team = ["team_id", "first_day", "challenge"]
    standing = "team_id IS NOT NULL AND ended_at IS NULL"
    _index_where(f"uq_{table}_team", table, team, standing, unique=True)
    _index_where(f"ix_{table}_unsettled", table, ["id"], "settled < touched", unique=False)


def _add_players() -> None:
    table = "challenge_player"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.Column("chosen_by", _ID, nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("waits", sa.String(length=32), nullable=False),
        _whole(table, "done"),
        _points_to(table, "run_id", "challenge_run.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "chosen_by", "person.id"),
        _key(table),
    )
    op.create_index(f"ix_{table}_run_id", table, ["run_id"])
    role = ["person_id", "first_day", "role"]
    _index_where(f"uq_{table}_role", table, role, "left_at IS NULL", unique=True)


def _add_rewards() -> None:
    table = "challenge_reward"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("player_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("wanted_points", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("journal_id", _ID, nullable=True),
        sa.Column("voucher_id", sa.Integer(), nullable=True),
        sa.Column("got_at", sa.DateTime(), nullable=False),
        sa.Column("back_journal_id", _ID, nullable=True),
        sa.Column("back_at", sa.DateTime(), nullable=True),
        sa.Column("lost_trip_id", _ID, nullable=True),
        sa.Column("kept_points", sa.Integer(), nullable=False),
        *(_whole(table, column) for column in ("points", "kept_points")),
        _check(table, "points_range", "points BETWEEN 0 AND wanted_points"),
        _check(table, "kept_points_range", "kept_points BETWEEN 0 AND points"),
        _check(table, "paid_by_a_journal", "(points = 0) = (journal_id IS NULL)"),
        _check(table, "points_or_voucher", "voucher_id IS NULL OR points = 0"),
        _points_to(table, "player_id", "challenge_player.id"),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "journal_id", "ledger_journal.id"),
        _points_to(table, "back_journal_id", "ledger_journal.id"),
        _points_to(table, "voucher_id", "voucher.id"),
        _points_to(table, "lost_trip_id", "trip.id"),
        _key(table),
        sa.UniqueConstraint("voucher_id", name=op.f(f"uq_{table}_voucher_id")),
    )
    for column in ("player_id", "person_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])
    _index_where(f"uq_{table}_standing", table, ["player_id"], "back_at IS NULL", unique=True)


def _add_days() -> None:
    table = "car_free_day"
    op.create_table(
        table,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by", _ID, nullable=True),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "said_by", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f(f"pk_{table}")),
    )


def _add_halts() -> None:
    table = "challenge_halt"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("challenge", sa.String(length=40), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("halted_at", sa.DateTime(), nullable=False),
        sa.Column("halted_by", _ID, nullable=True),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        _check(table, "reason_given", "length(reason) >= 5"),
        _points_to(table, "halted_by", "person.id"),
        _key(table),
    )
    _index_where(f"uq_{table}_standing", table, ["challenge"], "lifted_at IS NULL", unique=True)


def downgrade() -> None:
    for table in (
        "challenge_halt",
        "car_free_day",
        "challenge_reward",
        "challenge_player",
        "challenge_run",
        "sponsored_challenge",
    ):
        op.drop_table(table)
    install(op.get_bind())
