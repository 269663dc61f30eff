"""The first shape."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install
from sqlalchemy import Text


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "attempt",
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("endpoint", sa.String(length=40), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'refused')", name=op.f("ck_attempt_state_known")),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_created_at"), ["created_at"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=16), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("ref_kind", sa.String(length=24), nullable=False),
        sa.Column("ref_id", sa.String(length=64), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('participant', 'mediator', 'organiser', 'device', 'system')",
            name=op.f("ck_audit_event_actor_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_event_on_behalf_of"), ["on_behalf_of"], unique=False
        )

    op.create_table(
        "job_run",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state IN ('started', 'done', 'failed')", name=op.f("ck_job_run_state_known")
        ),
        sa.PrimaryKeyConstraint("job", "period", name=op.f("pk_job_run")),
    )
    op.create_table(
        "ledger_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=3), nullable=False),
        sa.Column("owner_kind", sa.String(length=16), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("bounded", sa.Boolean(), nullable=False),
        sa.Column("balance", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "owner_kind IN ('programme', 'season', 'participant', 'shop', 'funder', 'bank')",
            name=op.f("ck_ledger_account_owner_kind_known"),
        ),
        sa.CheckConstraint("unit IN ('PT', 'EUR')", name=op.f("ck_ledger_account_unit_known")),
        sa.CheckConstraint(
            "NOT bounded OR balance >= 0", name=op.f("ck_ledger_account_balance_positive")
        ),
        sa.CheckConstraint(
            "balance = CAST(balance AS BIGINT)", name=op.f("ck_ledger_account_balance_whole")
        ),
        sa.CheckConstraint(
            "bounded OR balance = 0", name=op.f("ck_ledger_account_balance_uncached")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_account")),
        sa.UniqueConstraint("code", name=op.f("uq_ledger_account_code")),
        sa.UniqueConstraint("id", "unit", name=op.f("uq_ledger_account_id_unit")),
    )
    op.create_table(
        "ledger_journal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("business_key", sa.String(length=80), nullable=False),
        sa.Column(
            "reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("occurred_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=16), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("ref_kind", sa.String(length=24), nullable=False),
        sa.Column("ref_id", sa.Integer(), nullable=True),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('participant', 'mediator', 'organiser', 'device', 'system')",
            name=op.f("ck_ledger_journal_actor_kind_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('season.fund', 'budget.fund', 'trip.award', 'trip.release', 'trip.reverse', 'points.expire', 'points.adjust', 'voucher.issue', 'voucher.redeem', 'redeem.undo', 'voucher.void', 'voucher.expire', 'offline.cover', 'shop.settle')",
            name=op.f("ck_ledger_journal_kind_known"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('points.adjust', 'trip.reverse', 'voucher.void') OR length(reason) >= 5",
            name=op.f("ck_ledger_journal_reason_given"),
        ),
        sa.CheckConstraint("reverses_id <> id", name=op.f("ck_ledger_journal_not_itself")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_journal.id"], name=op.f("fk_ledger_journal_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_journal")),
        sa.UniqueConstraint("business_key", name=op.f("uq_ledger_journal_business_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_journal_reverses_id")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("usual_mode", sa.String(length=16), nullable=True),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column(
            "enrolled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("consent_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "role IN ('participant', 'mediator', 'organiser')", name=op.f("ck_person_role_known")
        ),
        sa.CheckConstraint(
            "email IS NULL OR password_hash IS NOT NULL", name=op.f("ck_person_email_password")
        ),
        sa.ForeignKeyConstraint(["enrolled_by"], ["person.id"], name=op.f("fk_person_enrolled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_enrolled_by"), ["enrolled_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_role"), ["role"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("south", sa.Float(), nullable=True),
        sa.Column("west", sa.Float(), nullable=True),
        sa.Column("north", sa.Float(), nullable=True),
        sa.Column("east", sa.Float(), nullable=True),
        sa.Column("locales", sa.String(length=64), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("routes_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_programme_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_table(
        "route",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("line", sa.JSON(), nullable=False),
        sa.Column("length_m", sa.Integer(), nullable=False),
        sa.Column("buffer_m", sa.Float(), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("stops", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('either', 'forward', 'loop')", name=op.f("ck_route_direction_known")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'live', 'closed')", name=op.f("ck_route_state_known")
        ),
        sa.CheckConstraint("buffer_m BETWEEN 15 AND 75", name=op.f("ck_route_buffer_m_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
        sa.UniqueConstraint("key", name=op.f("uq_route_key")),
    )
    op.create_table(
        "season",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_season")),
        sa.UniqueConstraint("key", name=op.f("uq_season_key")),
    )
    op.create_table(
        "shop",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("pictogram", sa.String(length=24), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_shop_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
        sa.UniqueConstraint("key", name=op.f("uq_shop_key")),
    )
    op.create_table(
        "token_bucket",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_token_bucket")),
    )
    with op.batch_alter_table("token_bucket", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_token_bucket_updated_at"), ["updated_at"], unique=False
        )

    op.create_table(
        "card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_card_issued_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_card_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("number", name=op.f("uq_card_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_card_token_hash")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_person_id"), ["person_id"], unique=False)

    op.create_table(
        "day_note",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weather", sa.String(length=16), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name=op.f("fk_day_note_noted_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_note")),
    )
    op.create_table(
        "ledger_transfer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "journal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=3), nullable=False),
        sa.Column("src_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dst_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("src_after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dst_after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "amount = CAST(amount AS BIGINT)", name=op.f("ck_ledger_transfer_amount_whole")
        ),
        sa.CheckConstraint(
            "amount > 0 AND amount < 1000000000000", name=op.f("ck_ledger_transfer_amount_range")
        ),
        sa.CheckConstraint("src_id <> dst_id", name=op.f("ck_ledger_transfer_moves")),
        sa.ForeignKeyConstraint(
            ["dst_id", "unit"],
            ["ledger_account.id", "ledger_account.unit"],
            name=op.f("fk_ledger_transfer_dst_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["ledger_journal.id"], name=op.f("fk_ledger_transfer_journal_id")
        ),
        sa.ForeignKeyConstraint(
            ["src_id", "unit"],
            ["ledger_account.id", "ledger_account.unit"],
            name=op.f("fk_ledger_transfer_src_id_unit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transfer")),
        sa.UniqueConstraint("journal_id", "line", name=op.f("uq_ledger_transfer_journal_id_line")),
    )
    with op.batch_alter_table("ledger_transfer", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_transfer_dst", ["dst_id", "id"], unique=False)
        batch_op.create_index("ix_ledger_transfer_src", ["src_id", "id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("pictogram", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("price_points", sa.Integer(), nullable=False),
        sa.Column("face_cents", sa.Integer(), nullable=False),
        sa.Column("divisible", sa.Boolean(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("per_person", sa.Integer(), nullable=False),
        sa.Column("per_person_period", sa.String(length=8), nullable=False),
        sa.Column("visible_from", sa.Date(), nullable=True),
        sa.Column("visible_until", sa.Date(), nullable=True),
        sa.Column("valid_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('item', 'amount_off', 'percent_off')", name=op.f("ck_offer_kind_known")
        ),
        sa.CheckConstraint(
            "per_person_period IN ('day', 'week', 'month', 'season')",
            name=op.f("ck_offer_per_person_period_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'live', 'paused', 'closed')", name=op.f("ck_offer_state_known")
        ),
        sa.CheckConstraint(
            "face_cents = CAST(face_cents AS BIGINT)", name=op.f("ck_offer_face_cents_whole")
        ),
        sa.CheckConstraint("face_cents >= 0", name=op.f("ck_offer_face_cents_positive")),
        sa.CheckConstraint("issued = CAST(issued AS BIGINT)", name=op.f("ck_offer_issued_whole")),
        sa.CheckConstraint("issued >= 0", name=op.f("ck_offer_issued_positive")),
        sa.CheckConstraint("per_person BETWEEN 1 AND 50", name=op.f("ck_offer_per_person_range")),
        sa.CheckConstraint(
            "price_points = CAST(price_points AS BIGINT)", name=op.f("ck_offer_price_points_whole")
        ),
        sa.CheckConstraint("price_points > 0", name=op.f("ck_offer_price_points_positive")),
        sa.CheckConstraint("stock IS NULL OR issued <= stock", name=op.f("ck_offer_stock_kept")),
        sa.CheckConstraint("valid_days BETWEEN 1 AND 366", name=op.f("ck_offer_valid_days_range")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_offer_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_shop_id"), ["shop_id"], unique=False)

    op.create_table(
        "pairing_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_pairing_code_created_by")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_pairing_code_shop_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_pairing_code")),
    )
    with op.batch_alter_table("pairing_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_code_shop_id"), ["shop_id"], unique=False)

    op.create_table(
        "rulebook_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column(
            "published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'withdrawn')",
            name=op.f("ck_rulebook_version_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_rulebook_version_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_rulebook_version_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_version")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_rulebook_version_name_version")),
    )
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulebook_version_sha256"), ["sha256"], unique=False)

    op.create_table(
        "score_counter",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "value = CAST(value AS BIGINT)", name=op.f("ck_score_counter_value_whole")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_score_counter_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_score_counter")),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "acting_for", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("shared_computer", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["acting_for"], ["person.id"], name=op.f("fk_session_acting_for")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "shop_device",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("paired_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_device_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_shop_device_token_hash")),
    )
    with op.batch_alter_table("shop_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shop_device_shop_id"), ["shop_id"], unique=False)

    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_link")),
    )
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "trip",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "submitted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("instead_of", sa.String(length=16), nullable=True),
        sa.Column("start_at", sa.DateTime(), nullable=False),
        sa.Column("end_at", sa.DateTime(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("distance_m", sa.Integer(), nullable=False),
        sa.Column("duration_s", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("evidence_class", sa.String(length=10), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("fixes_sha256", sa.String(length=64), nullable=False),
        sa.Column("shape_sha256", sa.String(length=64), nullable=False),
        sa.Column("score_no", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('page', 'api', 'desk', 'import', 'seed')",
            name=op.f("ck_trip_channel_known"),
        ),
        sa.CheckConstraint(
            "evidence_class IN ('declared', 'trace', 'proven')",
            name=op.f("ck_trip_evidence_class_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'doubtful', 'refused')", name=op.f("ck_trip_outcome_known")
        ),
        sa.CheckConstraint("end_at >= start_at", name=op.f("ck_trip_time_forward")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_trip_person_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_trip_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip")),
        sa.UniqueConstraint("fixes_sha256", name=op.f("uq_trip_fixes_sha256")),
        sa.UniqueConstraint("public_id", name=op.f("uq_trip_public_id")),
    )
    with op.batch_alter_table("trip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trip_created_at"), ["created_at"], unique=False)
        batch_op.create_index("ix_trip_person_start", ["person_id", "start_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_trip_shape_sha256"), ["shape_sha256"], unique=False)

    op.create_table(
        "api_token",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["shop_device.id"], name=op.f("fk_api_token_device_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_api_token")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_api_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "award",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_no", sa.Integer(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column(
            "journal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "release_journal_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("release_at", sa.DateTime(), nullable=False),
        sa.Column("expire_after_days", sa.Integer(), nullable=True),
        sa.Column("expire_round", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'held', 'released', 'reversed')",
            name=op.f("ck_award_state_known"),
        ),
        sa.CheckConstraint("points = CAST(points AS BIGINT)", name=op.f("ck_award_points_whole")),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["ledger_journal.id"], name=op.f("fk_award_journal_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_award_person_id")),
        sa.ForeignKeyConstraint(
            ["release_journal_id"], ["ledger_journal.id"], name=op.f("fk_award_release_journal_id")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_award_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("trip_id", "score_no", name=op.f("uq_award_trip_id_score_no")),
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index("ix_award_due", ["state", "release_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_person_id"), ["person_id"], unique=False)

    op.create_table(
        "points_lot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "transfer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "amount = CAST(amount AS BIGINT)", name=op.f("ck_points_lot_amount_whole")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_points_lot_amount_positive")),
        sa.CheckConstraint(
            "remaining = CAST(remaining AS BIGINT)", name=op.f("ck_points_lot_remaining_whole")
        ),
        sa.CheckConstraint(
            "remaining BETWEEN 0 AND amount", name=op.f("ck_points_lot_remaining_range")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["ledger_account.id"], name=op.f("fk_points_lot_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["ledger_transfer.id"], name=op.f("fk_points_lot_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_lot")),
        sa.UniqueConstraint("transfer_id", name=op.f("uq_points_lot_transfer_id")),
    )
    with op.batch_alter_table("points_lot", schema=None) as batch_op:
        batch_op.create_index(
            "ix_points_lot_open",
            ["account_id", "expires_at", "id"],
            unique=False,
            sqlite_where=sa.text("remaining > 0"),
            postgresql_where=sa.text("remaining > 0"),
        )

    op.create_table(
        "raw_trace",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("purge_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_raw_trace_trip_id")),
        sa.PrimaryKeyConstraint("trip_id", name=op.f("pk_raw_trace")),
    )
    with op.batch_alter_table("raw_trace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_raw_trace_purge_at"), ["purge_at"], unique=False)

    op.create_table(
        "trip_review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "kind IN ('signs', 'contest', 'redeclare')", name=op.f("ck_trip_review_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'refused', 'withdrawn')",
            name=op.f("ck_trip_review_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_trip_review_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_trip_review_opened_by")
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_review_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_review")),
    )
    with op.batch_alter_table("trip_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trip_review_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_trip_review_trip_id"), ["trip_id"], unique=False)

    op.create_table(
        "trip_score",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("trip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_no", sa.Integer(), nullable=False),
        sa.Column(
            "rulebook_version_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("facts_version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("counters", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("experience", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("settlement", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('scored', 'review', 'rejected')", name=op.f("ck_trip_score_status_known")
        ),
        sa.CheckConstraint(
            "points = CAST(points AS BIGINT)", name=op.f("ck_trip_score_points_whole")
        ),
        sa.CheckConstraint("points >= 0", name=op.f("ck_trip_score_points_positive")),
        sa.ForeignKeyConstraint(
            ["rulebook_version_id"],
            ["rulebook_version.id"],
            name=op.f("fk_trip_score_rulebook_version_id"),
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_score_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_score")),
        sa.UniqueConstraint("trip_id", "score_no", name=op.f("uq_trip_score_trip_id_score_no")),
    )
    with op.batch_alter_table("trip_score", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_trip_score_rulebook_version_id"), ["rulebook_version_id"], unique=False
        )

    op.create_table(
        "trip_sketch",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("purge_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_sketch_trip_id")),
        sa.PrimaryKeyConstraint("trip_id", name=op.f("pk_trip_sketch")),
    )
    with op.batch_alter_table("trip_sketch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trip_sketch_purge_at"), ["purge_at"], unique=False)

    op.create_table(
        "trip_sketch_cell",
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_sketch_cell_trip_id")),
        sa.PrimaryKeyConstraint("cell", "trip_id", name=op.f("pk_trip_sketch_cell")),
    )
    with op.batch_alter_table("trip_sketch_cell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trip_sketch_cell_trip_id"), ["trip_id"], unique=False)

    op.create_table(
        "voucher",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("offer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_key", sa.String(length=16), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("price_points", sa.Integer(), nullable=False),
        sa.Column("face_cents", sa.Integer(), nullable=False),
        sa.Column("redeemed_cents", sa.Integer(), nullable=False),
        sa.Column("divisible", sa.Boolean(), nullable=False),
        sa.Column(
            "issue_journal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("issued_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "channel IN ('app', 'print', 'mediator', 'api')", name=op.f("ck_voucher_channel_known")
        ),
        sa.CheckConstraint(
            "state <> 'redeemed' OR redeemed_cents = face_cents",
            name=op.f("ck_voucher_redeemed_whole"),
        ),
        sa.CheckConstraint(
            "state IN ('issued', 'redeemed', 'void', 'expired')",
            name=op.f("ck_voucher_state_known"),
        ),
        sa.CheckConstraint(
            "face_cents = CAST(face_cents AS BIGINT)", name=op.f("ck_voucher_face_cents_whole")
        ),
        sa.CheckConstraint(
            "redeemed_cents = CAST(redeemed_cents AS BIGINT)",
            name=op.f("ck_voucher_redeemed_cents_whole"),
        ),
        sa.CheckConstraint(
            "redeemed_cents BETWEEN 0 AND face_cents", name=op.f("ck_voucher_redeemed_cents_range")
        ),
        sa.CheckConstraint(
            "slot IS NULL OR slot BETWEEN 1 AND 50", name=op.f("ck_voucher_slot_range")
        ),
        sa.ForeignKeyConstraint(
            ["issue_journal_id"], ["ledger_journal.id"], name=op.f("fk_voucher_issue_journal_id")
        ),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_voucher_issued_by")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_voucher_offer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_voucher_person_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_voucher_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("code", name=op.f("uq_voucher_code")),
        sa.UniqueConstraint(
            "offer_id",
            "person_id",
            "period_key",
            "slot",
            name=op.f("uq_voucher_offer_id_person_id_period_key_slot"),
        ),
        sa.UniqueConstraint("token", name=op.f("uq_voucher_token")),
    )
    with op.batch_alter_table("voucher", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_voucher_issue_journal_id"), ["issue_journal_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_voucher_last_day"), ["last_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_voucher_offer_id"), ["offer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voucher_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voucher_shop_id"), ["shop_id"], unique=False)

    op.create_table(
        "points_lot_use",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "transfer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_points_lot_use_amount_moves")),
        sa.CheckConstraint(
            "amount = CAST(amount AS BIGINT)", name=op.f("ck_points_lot_use_amount_whole")
        ),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["points_lot.id"], name=op.f("fk_points_lot_use_lot_id")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["ledger_transfer.id"], name=op.f("fk_points_lot_use_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_lot_use")),
        sa.UniqueConstraint(
            "lot_id", "transfer_id", name=op.f("uq_points_lot_use_lot_id_transfer_id")
        ),
    )
    with op.batch_alter_table("points_lot_use", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_points_lot_use_transfer_id"), ["transfer_id"], unique=False
        )

    op.create_table(
        "redemption",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "voucher_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("scanned_at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("offline", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column(
            "journal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('accepted', 'covered', 'disputed', 'undone', 'settled')",
            name=op.f("ck_redemption_state_known"),
        ),
        sa.CheckConstraint(
            "amount_cents = CAST(amount_cents AS BIGINT)",
            name=op.f("ck_redemption_amount_cents_whole"),
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_redemption_amount_cents_positive")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["shop_device.id"], name=op.f("fk_redemption_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["ledger_journal.id"], name=op.f("fk_redemption_journal_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_redemption_shop_id")),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_redemption_voucher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemption")),
        sa.UniqueConstraint("client_id", name=op.f("uq_redemption_client_id")),
    )
    with op.batch_alter_table("redemption", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redemption_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redemption_journal_id"), ["journal_id"], unique=False)
        batch_op.create_index("ix_redemption_shop_scanned", ["shop_id", "scanned_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_redemption_voucher_id"), ["voucher_id"], unique=False)
        batch_op.create_index(
            "uq_redemption_single",
            ["voucher_id"],
            unique=True,
            sqlite_where=sa.text("single AND state IN ('accepted', 'settled')"),
            postgresql_where=sa.text("single AND state IN ('accepted', 'settled')"),
        )

    op.create_table(
        "redemption_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("raw", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column(
            "voucher_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["shop_device.id"], name=op.f("fk_redemption_attempt_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_redemption_attempt_voucher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemption_attempt")),
    )
    with op.batch_alter_table("redemption_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redemption_attempt_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_redemption_attempt_device_id"), ["device_id"], unique=False
        )

    install(op.get_bind())


def downgrade() -> None:

    with op.batch_alter_table("redemption_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_redemption_attempt_device_id"))
        batch_op.drop_index(batch_op.f("ix_redemption_attempt_at"))

    op.drop_table("redemption_attempt")
    with op.batch_alter_table("redemption", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_redemption_single",
            sqlite_where=sa.text("single AND state IN ('accepted', 'settled')"),
            postgresql_where=sa.text("single AND state IN ('accepted', 'settled')"),
        )
        batch_op.drop_index(batch_op.f("ix_redemption_voucher_id"))
        batch_op.drop_index("ix_redemption_shop_scanned")
        batch_op.drop_index(batch_op.f("ix_redemption_journal_id"))
        batch_op.drop_index(batch_op.f("ix_redemption_device_id"))

    op.drop_table("redemption")
    with op.batch_alter_table("points_lot_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_points_lot_use_transfer_id"))

    op.drop_table("points_lot_use")
    with op.batch_alter_table("voucher", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voucher_shop_id"))
        batch_op.drop_index(batch_op.f("ix_voucher_person_id"))
        batch_op.drop_index(batch_op.f("ix_voucher_offer_id"))
        batch_op.drop_index(batch_op.f("ix_voucher_last_day"))
        batch_op.drop_index(batch_op.f("ix_voucher_issue_journal_id"))

    op.drop_table("voucher")
    with op.batch_alter_table("trip_sketch_cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_sketch_cell_trip_id"))

    op.drop_table("trip_sketch_cell")
    with op.batch_alter_table("trip_sketch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_sketch_purge_at"))

    op.drop_table("trip_sketch")
    with op.batch_alter_table("trip_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_score_rulebook_version_id"))

    op.drop_table("trip_score")
    with op.batch_alter_table("trip_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_review_trip_id"))
        batch_op.drop_index(batch_op.f("ix_trip_review_state"))

    op.drop_table("trip_review")
    with op.batch_alter_table("raw_trace", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_raw_trace_purge_at"))

    op.drop_table("raw_trace")
    with op.batch_alter_table("points_lot", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_points_lot_open",
            sqlite_where=sa.text("remaining > 0"),
            postgresql_where=sa.text("remaining > 0"),
        )

    op.drop_table("points_lot")
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_person_id"))
        batch_op.drop_index("ix_award_due")

    op.drop_table("award")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_person_id"))
        batch_op.drop_index(batch_op.f("ix_api_token_device_id"))

    op.drop_table("api_token")
    with op.batch_alter_table("trip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_shape_sha256"))
        batch_op.drop_index("ix_trip_person_start")
        batch_op.drop_index(batch_op.f("ix_trip_created_at"))

    op.drop_table("trip")
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_link_person_id"))

    op.drop_table("sign_in_link")
    with op.batch_alter_table("shop_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shop_device_shop_id"))

    op.drop_table("shop_device")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_person_id"))
        batch_op.drop_index(batch_op.f("ix_session_expires_at"))

    op.drop_table("session")
    op.drop_table("score_counter")
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rulebook_version_sha256"))

    op.drop_table("rulebook_version")
    with op.batch_alter_table("pairing_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairing_code_shop_id"))

    op.drop_table("pairing_code")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offer_shop_id"))

    op.drop_table("offer")
    with op.batch_alter_table("ledger_transfer", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_transfer_src")
        batch_op.drop_index("ix_ledger_transfer_dst")

    op.drop_table("ledger_transfer")
    op.drop_table("day_note")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_person_id"))

    op.drop_table("card")
    with op.batch_alter_table("token_bucket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_bucket_updated_at"))

    op.drop_table("token_bucket")
    op.drop_table("shop")
    op.drop_table("season")
    op.drop_table("route")
    op.drop_table("programme")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_role"))
        batch_op.drop_index(batch_op.f("ix_person_name_key"))
        batch_op.drop_index(batch_op.f("ix_person_enrolled_by"))

    op.drop_table("person")
    op.drop_table("ledger_journal")
    op.drop_table("ledger_account")
    op.drop_table("job_run")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_on_behalf_of"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))
        batch_op.drop_index(batch_op.f("ix_audit_event_actor_id"))

    op.drop_table("audit_event")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_created_at"))

    op.drop_table("attempt")
