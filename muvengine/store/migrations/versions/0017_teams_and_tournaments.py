"""Teams of a season, their weeks, and tournaments."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("season_id", _ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", _ID, nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "kind IN ('neighbourhood', 'class', 'association', 'company', 'everyone')",
            name=op.f("ck_team_kind_known"),
        ),
        _points_to("team", "created_by", "person.id"),
        _points_to("team", "season_id", "season.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("code", name=op.f("uq_team_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_team_public_id")),
        sa.UniqueConstraint("season_id", "name_key", name=op.f("uq_team_season_id_name_key")),
    )
    op.create_index(
        "ix_team_everyone",
        "team",
        ["season_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'everyone' AND closed_at IS NULL"),
        postgresql_where=sa.text("kind = 'everyone' AND closed_at IS NULL"),
    )
    op.create_table(
        "team_member",
        sa.Column("id", _ID, nullable=False),
        sa.Column("team_id", _ID, nullable=False),
        sa.Column("season_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("shown_as", sa.String(length=24), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("joined_by", _ID, nullable=True),
        _points_to("team_member", "joined_by", "person.id"),
        _points_to("team_member", "person_id", "person.id"),
        _points_to("team_member", "season_id", "season.id"),
        _points_to("team_member", "team_id", "team.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_person_id"), "team_member", ["person_id"])
    op.create_index(
        "ix_team_member_staying",
        "team_member",
        ["person_id", "season_id"],
        unique=True,
        sqlite_where=sa.text("last_day IS NULL"),
        postgresql_where=sa.text("last_day IS NULL"),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"])
    _add_weeks()
    _add_tournaments()
    install(op.get_bind())


def _add_weeks() -> None:
    op.create_table(
        "team_week",
        sa.Column("id", _ID, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_week")),
        sa.UniqueConstraint("monday", name=op.f("uq_team_week_monday")),
    )
    op.create_table(
        "team_result",
        sa.Column("id", _ID, nullable=False),
        sa.Column("team_id", _ID, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("among", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "method IN ('top3_plus_mean', 'per_active_member', 'sum')",
            name=op.f("ck_team_result_method_known"),
        ),
        sa.CheckConstraint("active <= members", name=op.f("ck_team_result_active_members")),
        sa.CheckConstraint("among >= 1", name=op.f("ck_team_result_among_positive")),
        sa.CheckConstraint(
            "score = CAST(score AS BIGINT)", name=op.f("ck_team_result_score_whole")
        ),
        _points_to("team_result", "team_id", "team.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_result")),
        sa.UniqueConstraint("monday", "team_id", name=op.f("uq_team_result_monday_team_id")),
    )
    op.create_index(op.f("ix_team_result_team_id"), "team_result", ["team_id"])


def _add_tournaments() -> None:
    op.create_table(
        "tournament",
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("season_id", _ID, nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("first_monday", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", _ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IN ('running', 'over', 'cancelled')", name=op.f("ck_tournament_state_known")
        ),
        _points_to("tournament", "made_by", "person.id"),
        _points_to("tournament", "season_id", "season.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tournament")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tournament_public_id")),
    )
    op.create_index(op.f("ix_tournament_season_id"), "tournament", ["season_id"])
    op.create_table(
        "team_match",
        sa.Column("id", _ID, nullable=False),
        sa.Column("tournament_id", _ID, nullable=False),
        sa.Column("phase", sa.String(length=10), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("group_no", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("home_id", _ID, nullable=False),
        sa.Column("away_id", _ID, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("home_score", sa.Integer(), nullable=True),
        sa.Column("away_score", sa.Integer(), nullable=True),
        sa.Column("home_points", sa.Integer(), nullable=True),
        sa.Column("away_points", sa.Integer(), nullable=True),
        sa.Column("winner_id", _ID, nullable=True),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", _ID, nullable=True),
        sa.CheckConstraint(
            "phase IN ('ranking', 'groups', 'knockout')", name=op.f("ck_team_match_phase_known")
        ),
        sa.CheckConstraint(
            "reason IN ('', 'score', 'equal', 'share', 'seed', 'free', 'hand')",
            name=op.f("ck_team_match_reason_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'played', 'corrected', 'cancelled')",
            name=op.f("ck_team_match_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('corrected', 'cancelled') OR length(told) >= 5",
            name=op.f("ck_team_match_reason_given"),
        ),
        sa.CheckConstraint(
            "away_id IS NULL OR home_id <> away_id", name=op.f("ck_team_match_not_itself")
        ),
        sa.CheckConstraint(
            "winner_id IS NULL OR winner_id IN (home_id, COALESCE(away_id, home_id))",
            name=op.f("ck_team_match_winner_played"),
        ),
        _points_to("team_match", "away_id", "team.id"),
        _points_to("team_match", "decided_by", "person.id"),
        _points_to("team_match", "home_id", "team.id"),
        _points_to("team_match", "tournament_id", "tournament.id"),
        _points_to("team_match", "winner_id", "team.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_match")),
        sa.UniqueConstraint(
            "tournament_id",
            "phase",
            "turn",
            "group_no",
            "slot",
            name=op.f("uq_team_match_tournament_id_phase_turn_group_no_slot"),
        ),
    )
    op.create_index(op.f("ix_team_match_away_id"), "team_match", ["away_id"])
    op.create_index(op.f("ix_team_match_home_id"), "team_match", ["home_id"])
    op.create_index("ix_team_match_week", "team_match", ["monday", "state"])


def downgrade() -> None:
    for table in ("team_match", "tournament", "team_result", "team_week", "team_member", "team"):
        op.drop_table(table)
