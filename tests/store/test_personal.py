"""No table that knows of people is forgotten by the download."""

from __future__ import annotations

from muvengine.store.personal_tables import SUBJECTS
from muvengine.store.tables import metadata

# Columns that tell whose hand it was, beside those that end in _by: not whose data it is.
HANDS = {"helper_id", "owner_id", "desk_id", "acting_for"}


def test_every_column_that_names_a_person_is_handed_out_or_a_hand() -> None:
    listed = {f"{own.table}.{own.column}" for owned in SUBJECTS.values() for own in owned}
    for table in metadata.tables.values():
        for column in table.c:
            if not any(key.target_fullname == "person.id" for key in column.foreign_keys):
                continue
            hand = column.name.endswith("_by") or column.name in HANDS
            assert hand or f"{table.name}.{column.name}" in listed, f"{table.name}.{column.name}"


def test_what_hangs_on_a_trip_is_handed_out_or_says_nothing() -> None:
    """Hashes of cells tell nobody anything; a challenge of several names the trip that ended it."""
    listed = {own.table for owned in SUBJECTS.values() for own in owned}
    hanging = {
        table.name
        for table in metadata.tables.values()
        for column in table.c
        if any(key.target_fullname == "trip.id" for key in column.foreign_keys)
    }
    assert hanging - listed == {"trip_sketch_cell", "challenge_run"}
