"""Judged legs, timetables, signs at stops, shared cars, outings and uploads of many files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carpool_code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "driver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("good_until", sa.DateTime(), nullable=False),
        sa.Column("by_slip", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["driver_id"], ["person.id"], name=op.f("fk_carpool_code_driver_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_carpool_code_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carpool_code")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_carpool_code_code_sha256")),
    )
    op.create_index(op.f("ix_carpool_code_driver_id"), "carpool_code", ["driver_id"], unique=False)
    op.create_table(
        "outing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column(
            "helper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'scored', 'dropped')", name=op.f("ck_outing_state_known")
        ),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name=op.f("fk_outing_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outing_public_id")),
    )
    op.create_index(op.f("ix_outing_helper_id"), "outing", ["helper_id"], unique=False)
    op.create_table(
        "stop_sign",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stop", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_stop_sign_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_sign")),
        sa.UniqueConstraint("code", name=op.f("uq_stop_sign_code")),
        sa.UniqueConstraint("token", name=op.f("uq_stop_sign_token")),
    )
    op.create_index(op.f("ix_stop_sign_stop"), "stop_sign", ["stop"], unique=False)
    op.create_table(
        "transit_feed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column(
            "uploaded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'live', 'replaced')", name=op.f("ck_transit_feed_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_transit_feed_uploaded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transit_feed")),
    )
    op.create_index(op.f("ix_transit_feed_name"), "transit_feed", ["name"], unique=False)
    op.create_table(
        "upload_batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sent_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("passengers", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_upload_batch_person_id")
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_upload_batch_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_batch")),
        sa.UniqueConstraint("public_id", name=op.f("uq_upload_batch_public_id")),
    )
    op.create_index(
        op.f("ix_upload_batch_created_at"), "upload_batch", ["created_at"], unique=False
    )
    op.create_index(op.f("ix_upload_batch_person_id"), "upload_batch", ["person_id"], unique=False)
    op.create_table(
        "carpool_seat",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passenger_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column(
            "driver_trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "passenger_trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'together', 'apart', 'lapsed')",
            name=op.f("ck_carpool_seat_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["carpool_code.id"], name=op.f("fk_carpool_seat_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["driver_trip_id"], ["trip.id"], name=op.f("fk_carpool_seat_driver_trip_id")
        ),
        sa.ForeignKeyConstraint(
            ["passenger_id"], ["person.id"], name=op.f("fk_carpool_seat_passenger_id")
        ),
        sa.ForeignKeyConstraint(
            ["passenger_trip_id"], ["trip.id"], name=op.f("fk_carpool_seat_passenger_trip_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carpool_seat")),
        sa.UniqueConstraint(
            "code_id", "passenger_id", name=op.f("uq_carpool_seat_code_id_passenger_id")
        ),
    )
    op.create_index(
        op.f("ix_carpool_seat_driver_trip_id"), "carpool_seat", ["driver_trip_id"], unique=False
    )
    op.create_index(op.f("ix_carpool_seat_joined_at"), "carpool_seat", ["joined_at"], unique=False)
    op.create_index(
        op.f("ix_carpool_seat_passenger_id"), "carpool_seat", ["passenger_id"], unique=False
    )
    op.create_index(
        op.f("ix_carpool_seat_passenger_trip_id"),
        "carpool_seat",
        ["passenger_trip_id"],
        unique=False,
    )
    op.create_table(
        "outing_member",
        sa.Column("outing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at_start", sa.DateTime(), nullable=True),
        sa.Column("seen_at_end", sa.DateTime(), nullable=True),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["outing_id"], ["outing.id"], name=op.f("fk_outing_member_outing_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outing_member_person_id")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_outing_member_trip_id")),
        sa.PrimaryKeyConstraint("outing_id", "person_id", name=op.f("pk_outing_member")),
    )
    op.create_index(
        op.f("ix_outing_member_person_id"), "outing_member", ["person_id"], unique=False
    )
    op.create_index(op.f("ix_outing_member_trip_id"), "outing_member", ["trip_id"], unique=False)
    op.create_table(
        "stop_scan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("stop", sa.String(length=64), nullable=False),
        sa.Column("scanned_at", sa.DateTime(), nullable=False),
        sa.Column(
            "scanned_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stop_scan_person_id")),
        sa.ForeignKeyConstraint(
            ["scanned_by"], ["person.id"], name=op.f("fk_stop_scan_scanned_by")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_stop_scan_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_scan")),
    )
    op.create_index(op.f("ix_stop_scan_person_id"), "stop_scan", ["person_id"], unique=False)
    op.create_index(op.f("ix_stop_scan_scanned_at"), "stop_scan", ["scanned_at"], unique=False)
    op.create_index(op.f("ix_stop_scan_trip_id"), "stop_scan", ["trip_id"], unique=False)
    op.create_table(
        "upload_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'kept', 'refused', 'failed')",
            name=op.f("ck_upload_item_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["upload_batch.id"], name=op.f("fk_upload_item_batch_id")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_upload_item_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_item")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_upload_item_batch_id_number")),
    )
    op.create_index(op.f("ix_upload_item_state"), "upload_item", ["state"], unique=False)
    op.create_index(op.f("ix_upload_item_trip_id"), "upload_item", ["trip_id"], unique=False)
    op.add_column("trip", sa.Column("legs", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("trip_review", sa.Column("released_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("trip_review", "released_at")
    op.drop_column("trip", "legs")
    op.drop_index(op.f("ix_upload_item_trip_id"), table_name="upload_item")
    op.drop_index(op.f("ix_upload_item_state"), table_name="upload_item")
    op.drop_table("upload_item")
    op.drop_index(op.f("ix_stop_scan_trip_id"), table_name="stop_scan")
    op.drop_index(op.f("ix_stop_scan_scanned_at"), table_name="stop_scan")
    op.drop_index(op.f("ix_stop_scan_person_id"), table_name="stop_scan")
    op.drop_table("stop_scan")
    op.drop_index(op.f("ix_outing_member_trip_id"), table_name="outing_member")
    op.drop_index(op.f("ix_outing_member_person_id"), table_name="outing_member")
    op.drop_table("outing_member")
    op.drop_index(op.f("ix_carpool_seat_passenger_trip_id"), table_name="carpool_seat")
    op.drop_index(op.f("ix_carpool_seat_passenger_id"), table_name="carpool_seat")
    op.drop_index(op.f("ix_carpool_seat_joined_at"), table_name="carpool_seat")
    op.drop_index(op.f("ix_carpool_seat_driver_trip_id"), table_name="carpool_seat")
    op.drop_table("carpool_seat")
    op.drop_index(op.f("ix_upload_batch_person_id"), table_name="upload_batch")
    op.drop_index(op.f("ix_upload_batch_created_at"), table_name="upload_batch")
    op.drop_table("upload_batch")
    op.drop_index(op.f("ix_transit_feed_name"), table_name="transit_feed")
    op.drop_table("transit_feed")
    op.drop_index(op.f("ix_stop_sign_stop"), table_name="stop_sign")
    op.drop_table("stop_sign")
    op.drop_index(op.f("ix_outing_helper_id"), table_name="outing")
    op.drop_table("outing")
    op.drop_index(op.f("ix_carpool_code_driver_id"), table_name="carpool_code")
    op.drop_table("carpool_code")
