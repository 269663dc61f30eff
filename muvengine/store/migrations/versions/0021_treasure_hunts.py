"""Treasure hunts with their signs, finds and rewards, and who wants the weekly letter."""

import sqlalchemy as sa
from alembic import op

from muvengine.store.triggers import install

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDING = sa.text("back_at IS NULL")


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _add_hunts()
    _add_places()
    _add_signs()
    _add_finds()
    _add_rewards()
    _add_letters()
    install(op.get_bind())


def _add_hunts() -> None:
    op.create_table('hunt',
    sa.Column('id', _ID, nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.Column('starts_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=False),
    sa.Column('in_order', sa.Boolean(), nullable=False),
    sa.Column('place_points', sa.Integer(), nullable=False),
    sa.Column('all_points', sa.Integer(), nullable=False),
    sa.Column('a_day_max', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('made_by', _ID, nullable=True),
    sa.Column('started_at', sa.DateTime(), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(), nullable=True),
    sa.Column('cancelled_reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f('ck_hunt_cancelled_with_time')),
    sa.CheckConstraint("state <> 'cancelled' OR length(cancelled_reason) >= 5", name=op.f('ck_hunt_cancelled_with_reason')),
    sa.CheckConstraint("state = 'draft' OR started_at IS NOT NULL OR state = 'cancelled'", name=op.f('ck_hunt_started_with_time')),
    sa.CheckConstraint("state IN ('draft', 'running', 'paused', 'cancelled')", name=op.f('ck_hunt_state_known')),
    sa.CheckConstraint('a_day_max >= 1', name=op.f('ck_hunt_a_day_max_positive')),
    sa.CheckConstraint('all_points >= 0', name=op.f('ck_hunt_all_points_range')),
    sa.CheckConstraint('place_points >= 0', name=op.f('ck_hunt_place_points_range')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_hunt_times_in_order')),
    _points_to('hunt', 'made_by', 'person.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hunt')),
    sa.UniqueConstraint('key', name=op.f('uq_hunt_key'))
    )


def _add_places() -> None:
    op.create_table('hunt_place',
    sa.Column('id', _ID, nullable=False),
    sa.Column('hunt_id', _ID, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('hint', sa.JSON(), nullable=False),
    sa.Column('pictogram', sa.String(length=20), nullable=False),
    sa.Column('shop', sa.String(length=64), nullable=False),
    sa.Column('route', sa.String(length=64), nullable=False),
    sa.Column('lat', sa.Float(), nullable=True),
    sa.Column('lon', sa.Float(), nullable=True),
    sa.Column('paused_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('(lat IS NULL) = (lon IS NULL)', name=op.f('ck_hunt_place_both_degrees')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_hunt_place_number_positive')),
    _points_to('hunt_place', 'hunt_id', 'hunt.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hunt_place')),
    sa.UniqueConstraint('hunt_id', 'number', name=op.f('uq_hunt_place_hunt_id_number'))
    )


def _add_signs() -> None:
    op.create_table('hunt_sign',
    sa.Column('id', _ID, nullable=False),
    sa.Column('place_id', _ID, nullable=False),
    sa.Column('token', sa.String(length=26), nullable=False),
    sa.Column('code', sa.String(length=9), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    _points_to('hunt_sign', 'place_id', 'hunt_place.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hunt_sign')),
    sa.UniqueConstraint('code', name=op.f('uq_hunt_sign_code')),
    sa.UniqueConstraint('token', name=op.f('uq_hunt_sign_token'))
    )
    op.create_index('uq_hunt_sign_standing', 'hunt_sign', ['place_id'], unique=True, sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))


def _add_finds() -> None:
    op.create_table('hunt_find',
    sa.Column('id', _ID, nullable=False),
    sa.Column('hunt_id', _ID, nullable=False),
    sa.Column('place_id', _ID, nullable=False),
    sa.Column('person_id', _ID, nullable=False),
    sa.Column('way', sa.String(length=5), nullable=False),
    sa.Column('found_at', sa.DateTime(), nullable=False),
    sa.Column('helper_id', _ID, nullable=True),
    sa.Column('device_id', _ID, nullable=True),
    sa.Column('back_at', sa.DateTime(), nullable=True),
    sa.Column('back_by', _ID, nullable=True),
    sa.Column('back_reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint("way IN ('sign', 'card', 'paper')", name=op.f('ck_hunt_find_way_known')),
    sa.CheckConstraint('(back_at IS NULL) = (length(back_reason) = 0)', name=op.f('ck_hunt_find_back_with_reason')),
    sa.CheckConstraint('helper_id IS NULL OR helper_id <> person_id', name=op.f('ck_hunt_find_not_by_oneself')),
    _points_to('hunt_find', 'back_by', 'person.id'),
    _points_to('hunt_find', 'device_id', 'shop_device.id'),
    _points_to('hunt_find', 'helper_id', 'person.id'),
    _points_to('hunt_find', 'hunt_id', 'hunt.id'),
    _points_to('hunt_find', 'person_id', 'person.id'),
    _points_to('hunt_find', 'place_id', 'hunt_place.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hunt_find'))
    )
    op.create_index('ix_hunt_find_device', 'hunt_find', ['device_id', 'found_at'], unique=False)
    op.create_index('ix_hunt_find_helper', 'hunt_find', ['helper_id', 'found_at'], unique=False)
    op.create_index(op.f('ix_hunt_find_hunt_id'), 'hunt_find', ['hunt_id'], unique=False)
    op.create_index(op.f('ix_hunt_find_person_id'), 'hunt_find', ['person_id'], unique=False)
    op.create_index('uq_hunt_find_standing', 'hunt_find', ['place_id', 'person_id'], unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING)


def _add_rewards() -> None:
    op.create_table('hunt_reward',
    sa.Column('id', _ID, nullable=False),
    sa.Column('hunt_id', _ID, nullable=False),
    sa.Column('person_id', _ID, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('wanted_points', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('journal_id', _ID, nullable=True),
    sa.Column('paid_at', sa.DateTime(), nullable=False),
    sa.Column('back_journal_id', _ID, nullable=True),
    sa.Column('back_at', sa.DateTime(), nullable=True),
    sa.Column('kept_points', sa.Integer(), nullable=False),
    sa.CheckConstraint('(points = 0) = (journal_id IS NULL)', name=op.f('ck_hunt_reward_paid_by_a_journal')),
    sa.CheckConstraint('kept_points = CAST(kept_points AS BIGINT)', name=op.f('ck_hunt_reward_kept_points_whole')),
    sa.CheckConstraint('kept_points BETWEEN 0 AND points', name=op.f('ck_hunt_reward_kept_points_range')),
    sa.CheckConstraint('number >= 0', name=op.f('ck_hunt_reward_number_range')),
    sa.CheckConstraint('points = CAST(points AS BIGINT)', name=op.f('ck_hunt_reward_points_whole')),
    sa.CheckConstraint('points BETWEEN 0 AND wanted_points', name=op.f('ck_hunt_reward_points_range')),
    _points_to('hunt_reward', 'back_journal_id', 'ledger_journal.id'),
    _points_to('hunt_reward', 'hunt_id', 'hunt.id'),
    _points_to('hunt_reward', 'journal_id', 'ledger_journal.id'),
    _points_to('hunt_reward', 'person_id', 'person.id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hunt_reward'))
    )
    op.create_index(op.f('ix_hunt_reward_person_id'), 'hunt_reward', ['person_id'], unique=False)
    op.create_index('uq_hunt_reward_standing', 'hunt_reward', ['hunt_id', 'person_id', 'number'], unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING)


def _add_letters() -> None:
    table = "week_letter"
    op.create_table(
        table,
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("desk_id", _ID, nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        _points_to(table, "person_id", "person.id"),
        _points_to(table, "desk_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_week_letter")),
    )
    op.create_index("ix_week_letter_desk_id", table, ["desk_id"])


def downgrade() -> None:
    op.drop_table("week_letter")
    op.drop_table("hunt_reward")
    op.drop_table("hunt_find")
    op.drop_table("hunt_sign")
    op.drop_table("hunt_place")
    op.drop_table("hunt")
