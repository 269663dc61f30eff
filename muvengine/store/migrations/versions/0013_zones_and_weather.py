"""Zones of the town, and what files of measurements say of days."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "day_weather",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weather", sa.String(length=16), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["person.id"], name=op.f("fk_day_weather_imported_by")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_weather")),
    )
    op.create_table(
        "zone",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("border", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
        sa.UniqueConstraint("key", name=op.f("uq_zone_key")),
    )


def downgrade() -> None:
    op.drop_table("zone")
    op.drop_table("day_weather")
