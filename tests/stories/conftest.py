"""One running town and one browser for all stories of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.browsers import Town, chromium, running_town


@pytest.fixture(scope="session")
def town_running() -> Iterator[Town]:
    with running_town() as town:
        yield town


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
