"""Past trips that are scored anew by another version of the rules."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "rescoring",
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("simulation_id", _ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("take_back", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("listed_to", sa.Date(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", _ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", _ID, nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'running', 'stopped', 'done', 'dropped')",
            name=op.f("ck_rescoring_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'done') = (outcome IS NOT NULL)", name=op.f("ck_rescoring_done_with_outcome")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_rescoring_days_in_order")),
        sa.CheckConstraint(
            "state IN ('asked', 'dropped') OR (decided_by IS NOT NULL "
            "AND (asked_by IS NULL OR asked_by <> decided_by))",
            name=op.f("ck_rescoring_four_eyes"),
        ),
        _points_to("rescoring", "version_id", "rulebook_version.id"),
        _points_to("rescoring", "simulation_id", "simulation.id"),
        _points_to("rescoring", "asked_by", "person.id"),
        _points_to("rescoring", "decided_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescoring")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rescoring_public_id")),
    )
    op.create_index("ix_rescoring_state", "rescoring", ["state"])
    _add_trips()
    install(op.get_bind())


def _add_trips() -> None:
    op.create_table(
        "rescoring_trip",
        sa.Column("id", _ID, nullable=False),
        sa.Column("rescoring_id", _ID, nullable=False),
        sa.Column("trip_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("sheet_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("points_before", sa.Integer(), nullable=False),
        sa.Column("points_after", sa.Integer(), nullable=False),
        sa.Column("score_no", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'changed', 'same', 'kept', 'skipped')",
            name=op.f("ck_rescoring_trip_state_known"),
        ),
        _points_to("rescoring_trip", "rescoring_id", "rescoring.id"),
        _points_to("rescoring_trip", "trip_id", "trip.id"),
        _points_to("rescoring_trip", "person_id", "person.id"),
        _points_to("rescoring_trip", "sheet_id", "trip_score.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescoring_trip")),
        sa.UniqueConstraint(
            "rescoring_id", "trip_id", name=op.f("uq_rescoring_trip_rescoring_id_trip_id")
        ),
    )
    turn = ["rescoring_id", "state", "person_id", "sheet_id"]
    op.create_index("ix_rescoring_trip_turn", "rescoring_trip", turn)
    op.create_index("ix_rescoring_trip_trip_id", "rescoring_trip", ["trip_id", "score_no"])
    op.create_index("ix_rescoring_trip_person_id", "rescoring_trip", ["person_id"])


def downgrade() -> None:
    op.drop_table("rescoring_trip")
    op.drop_table("rescoring")
