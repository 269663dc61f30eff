"""Attempts at rest: claimed first, answered last, in the transaction of the work itself.

On PostgreSQL a second copy waits at ``claim`` until the first has committed; on SQLite it
waits for the write lock.  Either way it then hears the first one's answer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import KeyReused
from muvengine.core.ledger.attempt import Attempt, Replay
from muvengine.store.prepared import Prepared, run_plain
from muvengine.store.tables import metadata

_attempt = metadata.tables["attempt"]

_BEGIN_PART: Final = "SAVEPOINT attempted"
_UNDO_PART: Final = "ROLLBACK TO SAVEPOINT attempted"
# Only pruning looks at this stamp, so the database's own clock is good enough.
_CLAIM: Final = Prepared(
    {
        "sqlite": sqlite.insert(_attempt)
        .values(created_at=text("CURRENT_TIMESTAMP"))
        .on_conflict_do_nothing()
        .returning(_attempt.c.key),
        "postgresql": postgresql.insert(_attempt)
        .values(created_at=text("timezone('utc', now())"))
        .on_conflict_do_nothing()
        .returning(_attempt.c.key),
    }
)
_HELD: Final = Prepared(
    select(_attempt).where(
        _attempt.c.actor == bindparam("actor"), _attempt.c.key == bindparam("key")
    )
)
_ANSWER: Final = Prepared(
    update(_attempt)
    .where(_attempt.c.actor == bindparam("by"), _attempt.c.key == bindparam("under"))
    .values(state=bindparam("state"), answer=bindparam("answer"))
)


class AttemptStore:
    """Claim and answer attempts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, attempt: Attempt) -> Replay | None:
        """Take the key and begin the part that ``undo`` undoes, or give the earlier answer.

        Raises:
            KeyReused: the key was used for something else.
        """
        row = {
            "actor": attempt.actor.key,
            "key": attempt.key,
            "endpoint": attempt.endpoint,
            "request_hash": attempt.request_hash,
            "state": "done",
            "answer": {},
        }
        claimed = _CLAIM.first_and(self._connection, _BEGIN_PART, row)
        if claimed is not None:
            return None
        key = {"actor": attempt.actor.key, "key": attempt.key}
        held = _HELD.one(self._connection, key)
        if (held.endpoint, held.request_hash) != (attempt.endpoint, attempt.request_hash):
            raise KeyReused(key=attempt.key)
        return Replay(refused=held.state == "refused", answer=held.answer)

    def undo(self) -> None:
        """Undo all that was done since the claim."""
        run_plain(self._connection, _UNDO_PART)

    def answer(self, attempt: Attempt, value: Any) -> None:  # noqa: ANN401  any JSON
        """Keep what the attempt heard."""
        self._keep(attempt, "done", value)

    def refuse(self, attempt: Attempt, code: str, facts: dict[str, Any]) -> None:
        """Keep the refusal the attempt heard."""
        self._keep(attempt, "refused", {"code": code, "facts": facts})

    def prune(self, *, before: datetime) -> int:
        """Forget old attempts; give how many."""
        return self._connection.execute(
            delete(_attempt).where(_attempt.c.created_at < before)
        ).rowcount

    def _keep(self, attempt: Attempt, state: str, answer: Any) -> None:  # noqa: ANN401  any JSON
        key = {"by": attempt.actor.key, "under": attempt.key}
        _ANSWER.run(self._connection, {**key, "state": state, "answer": answer})
