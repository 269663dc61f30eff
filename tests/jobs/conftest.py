from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.jobs.rehearsing import Stage, staged


@pytest.fixture
def stage(engine: Engine) -> Stage:
    """A town in which everybody walked once."""
    return staged(engine)
