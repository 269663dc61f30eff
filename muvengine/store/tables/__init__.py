"""The tables, one file per aggregate.

Rows are not the domain: SQLModel does not validate ``table=True`` classes, so a row is
only written from a checked core value, and rows never leave the store.
"""

from sqlalchemy import Integer
from sqlmodel import SQLModel

# Alembic can only rename or drop a constraint that has a name; set before the first table.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

from muvengine.store.tables import (  # noqa: E402  the convention must exist before any table
    access,
    boards,
    cards,
    centres,
    challenges,
    desk,
    drafts,
    draws,
    game,
    hunts,
    ledger,
    letters,
    mails,
    mandates,
    notices,
    people,
    pots,
    programme,
    proofs,
    rehearsals,
    reports,
    rescorings,
    second_factors,
    senders,
    settlements,
    shop_hand,
    shops,
    solvency,
    teams,
    transit,
    trips,
    uploads,
    vouchers,
    watch,
    zones,
)

metadata = SQLModel.metadata

for _table in metadata.tables.values():
    # SQLite gives every row a hidden number and looks its key up in an index beside the table.
    # A row that has no number of its own lies where its key is: a page less for each write.
    _key = [column.type for column in _table.primary_key]
    if len(_key) > 1 or not isinstance(_key[0], Integer):
        _table.dialect_options["sqlite"]["with_rowid"] = False

__all__ = [
    "access",
    "boards",
    "cards",
    "centres",
    "challenges",
    "desk",
    "drafts",
    "draws",
    "game",
    "hunts",
    "ledger",
    "letters",
    "mails",
    "mandates",
    "metadata",
    "notices",
    "people",
    "pots",
    "programme",
    "proofs",
    "rehearsals",
    "reports",
    "rescorings",
    "second_factors",
    "senders",
    "settlements",
    "shop_hand",
    "shops",
    "solvency",
    "teams",
    "transit",
    "trips",
    "uploads",
    "vouchers",
    "watch",
    "zones",
]
