"""What Alembic runs to migrate; the connection comes from ``store.schema``."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from muvengine.store.tables import metadata
from muvengine.store.types import UtcDateTime


def render_item(kind: str, item: Any, _autogen_context: Any) -> str | Literal[False]:  # noqa: ANN401
    """Write our column types as plain ones: a migration must not change with the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    user_module_prefix="sa.",
)

with context.begin_transaction():
    context.run_migrations()
