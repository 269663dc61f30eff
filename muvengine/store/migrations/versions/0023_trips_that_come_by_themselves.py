"""Apps that send a person's trips by themselves, and their positions that wait."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    table = "trip_sender"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("app", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("app IN ('gpslogger', 'traccar')", name=op.f(f"ck_{table}_app_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(f"ix_{table}_person_id", table, ["person_id"])
    table = "sent_fix"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("sender_id", _ID, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["trip_sender.id"], name=op.f(f"fk_{table}_sender_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "sender_id", "at_ms", "sealed", name=op.f(f"uq_{table}_sender_id_at_ms_sealed")
        ),
    )
    op.create_index(f"ix_{table}_received_at", table, ["received_at"])
    with op.batch_alter_table("upload_batch") as batch:
        batch.add_column(sa.Column("sender_id", _ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_upload_batch_sender_id"), "trip_sender", ["sender_id"], ["id"]
        )
        batch.create_index("ix_upload_batch_sender_id", ["sender_id"])
    install(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("upload_batch") as batch:
        batch.drop_index("ix_upload_batch_sender_id")
        batch.drop_constraint(op.f("fk_upload_batch_sender_id"), type_="foreignkey")
        batch.drop_column("sender_id")
    op.drop_table("sent_fix")
    op.drop_table("trip_sender")
    install(op.get_bind())
