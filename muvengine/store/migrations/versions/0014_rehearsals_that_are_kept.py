"""Rehearsals that organisers ask for: what was asked, its parts, and what was found."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "simulation",
        sa.Column("id", _ID, nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("base_version_id", _ID, nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("season_left", _ID, nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", _ID, nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'failed')", name=op.f("ck_simulation_state_known")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (report IS NOT NULL)", name=op.f("ck_simulation_done_with_report")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_simulation_days_in_order")),
        sa.ForeignKeyConstraint(
            ["base_version_id"],
            ["rulebook_version.id"],
            name=op.f("fk_simulation_base_version_id"),
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_simulation_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_simulation_public_id")),
    )
    op.create_index("ix_simulation_sha256", "simulation", ["sha256"])
    op.create_index("ix_simulation_state", "simulation", ["state"])
    _add_parts()
    install(op.get_bind())


def _add_parts() -> None:
    op.create_table(
        "simulation_part",
        sa.Column("id", _ID, nullable=False),
        sa.Column("simulation_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("peaks", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'failed')", name=op.f("ck_simulation_part_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulation.id"], name=op.f("fk_simulation_part_simulation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulation_part")),
        sa.UniqueConstraint(
            "simulation_id", "number", name=op.f("uq_simulation_part_simulation_id_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("simulation_part")
    op.drop_table("simulation")
