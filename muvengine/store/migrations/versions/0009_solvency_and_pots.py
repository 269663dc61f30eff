"""Ceilings of shops, alarms, reminders, common pots, and a shop's own part of an offer."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table('alarm',
    sa.Column('id', _ID, nullable=False),
    sa.Column('subject', sa.String(length=60), nullable=False),
    sa.Column('level', sa.String(length=8), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('raised_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.Column('owner_id', _ID, nullable=True),
    sa.Column('taken_at', sa.DateTime(), nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.Column('closed_by', _ID, nullable=True),
    sa.Column('closed_reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint("level IN ('watch', 'soon', 'empty')", name=op.f('ck_alarm_level_known')),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_alarm_closed_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_alarm_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alarm'))
    )
    op.create_index('uq_alarm_standing', 'alarm', ['subject', 'level'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('pot',
    sa.Column('id', _ID, nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.Column('pictogram', sa.String(length=24), nullable=False),
    sa.Column('goal_points', sa.Integer(), nullable=False),
    sa.Column('match_ratio', sa.Integer(), nullable=False),
    sa.Column('match_points_max', sa.Integer(), nullable=False),
    sa.Column('reached_cents', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('created_by', _ID, nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.Column('closed_reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint("state IN ('open', 'ending', 'reached', 'not_reached')", name=op.f('ck_pot_state_known')),
    sa.CheckConstraint('goal_points = CAST(goal_points AS BIGINT)', name=op.f('ck_pot_goal_points_whole')),
    sa.CheckConstraint('goal_points > 0', name=op.f('ck_pot_goal_points_positive')),
    sa.CheckConstraint('match_points_max = CAST(match_points_max AS BIGINT)', name=op.f('ck_pot_match_points_max_whole')),
    sa.CheckConstraint('match_points_max >= 0', name=op.f('ck_pot_match_points_max_positive')),
    sa.CheckConstraint('match_ratio BETWEEN 0 AND 10', name=op.f('ck_pot_match_ratio_range')),
    sa.CheckConstraint('reached_cents = CAST(reached_cents AS BIGINT)', name=op.f('ck_pot_reached_cents_whole')),
    sa.CheckConstraint('reached_cents >= 0', name=op.f('ck_pot_reached_cents_positive')),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_pot_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pot')),
    sa.UniqueConstraint('key', name=op.f('uq_pot_key'))
    )
    op.create_table('reminder',
    sa.Column('id', _ID, nullable=False),
    sa.Column('person_id', _ID, nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('noted_at', sa.DateTime(), nullable=False),
    sa.Column('told_at', sa.DateTime(), nullable=True),
    sa.Column('told_by', _ID, nullable=True),
    sa.CheckConstraint("kind IN ('points', 'voucher')", name=op.f('ck_reminder_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_person_id')),
    sa.ForeignKeyConstraint(['told_by'], ['person.id'], name=op.f('fk_reminder_told_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('person_id', 'kind', 'subject', 'days', name=op.f('uq_reminder_person_id_kind_subject_days'))
    )
    op.create_index(op.f('ix_reminder_person_id'), 'reminder', ['person_id'], unique=False)
    op.create_index('ix_reminder_to_tell', 'reminder', ['told_at', 'last_day'], unique=False)
    op.create_table('shop_ceiling',
    sa.Column('shop_id', _ID, nullable=False),
    sa.Column('cents_max', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=8), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('updated_by', _ID, nullable=True),
    sa.CheckConstraint("period IN ('month', 'season')", name=op.f('ck_shop_ceiling_period_known')),
    sa.CheckConstraint('cents_max = CAST(cents_max AS BIGINT)', name=op.f('ck_shop_ceiling_cents_max_whole')),
    sa.CheckConstraint('cents_max >= 0', name=op.f('ck_shop_ceiling_cents_max_positive')),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_shop_ceiling_shop_id')),
    sa.ForeignKeyConstraint(['updated_by'], ['person.id'], name=op.f('fk_shop_ceiling_updated_by')),
    sa.PrimaryKeyConstraint('shop_id', name=op.f('pk_shop_ceiling'))
    )
    op.create_table('pot_gift',
    sa.Column('id', _ID, nullable=False),
    sa.Column('pot_id', _ID, nullable=False),
    sa.Column('person_id', _ID, nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('match_points', sa.Integer(), nullable=False),
    sa.Column('give_journal_id', _ID, nullable=False),
    sa.Column('match_journal_id', _ID, nullable=True),
    sa.Column('given_at', sa.DateTime(), nullable=False),
    sa.Column('given_by', _ID, nullable=True),
    sa.Column('back_journal_id', _ID, nullable=True),
    sa.Column('back_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('match_points = CAST(match_points AS BIGINT)', name=op.f('ck_pot_gift_match_points_whole')),
    sa.CheckConstraint('match_points >= 0', name=op.f('ck_pot_gift_match_points_positive')),
    sa.CheckConstraint('points = CAST(points AS BIGINT)', name=op.f('ck_pot_gift_points_whole')),
    sa.CheckConstraint('points > 0', name=op.f('ck_pot_gift_points_positive')),
    sa.ForeignKeyConstraint(['back_journal_id'], ['ledger_journal.id'], name=op.f('fk_pot_gift_back_journal_id')),
    sa.ForeignKeyConstraint(['give_journal_id'], ['ledger_journal.id'], name=op.f('fk_pot_gift_give_journal_id')),
    sa.ForeignKeyConstraint(['given_by'], ['person.id'], name=op.f('fk_pot_gift_given_by')),
    sa.ForeignKeyConstraint(['match_journal_id'], ['ledger_journal.id'], name=op.f('fk_pot_gift_match_journal_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_pot_gift_person_id')),
    sa.ForeignKeyConstraint(['pot_id'], ['pot.id'], name=op.f('fk_pot_gift_pot_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pot_gift'))
    )
    op.create_index(op.f('ix_pot_gift_person_id'), 'pot_gift', ['person_id'], unique=False)
    op.create_index(op.f('ix_pot_gift_pot_id'), 'pot_gift', ['pot_id'], unique=False)
    # Both databases take a column with its check in one step: no table is made anew.
    op.execute(
        "ALTER TABLE offer ADD COLUMN shop_share_cents INTEGER NOT NULL DEFAULT 0 "
        "CONSTRAINT ck_offer_shop_share_cents_positive CHECK (shop_share_cents >= 0)"
    )
    install(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("offer") as batch:
        batch.drop_constraint(op.f("ck_offer_shop_share_cents_positive"), type_="check")
        batch.drop_column("shop_share_cents")
    for table in ("pot_gift", "shop_ceiling", "reminder", "pot", "alarm"):
        op.drop_table(table)
