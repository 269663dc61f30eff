"""A camera made of a picture: what a tablet sees when a printed voucher is held before it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageFilter
from playwright.sync_api import Browser

from tests.stories.browsers import SWITCHES

SIZE: Final = (1280, 720)
# The paper comes into view, is held a little crooked, and goes again.
EMPTY_FRAMES, HELD_FRAMES = 10, 40
SLANT_DEGREES: Final = 4


def film(paper: bytes, path: Path) -> None:
    """Write a Motion-JPEG in which the picture ``paper`` is held before a camera."""
    table = Image.new("RGB", SIZE, (96, 88, 80))
    sheet = Image.open(BytesIO(paper)).convert("RGB")
    sheet.thumbnail((900, 640))
    turned = sheet.rotate(SLANT_DEGREES, expand=True, fillcolor=(96, 88, 80))
    held = table.copy()
    held.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2))
    held = held.filter(ImageFilter.GaussianBlur(0.8))
    frames = [_jpeg(table)] * EMPTY_FRAMES + [_jpeg(held)] * HELD_FRAMES
    path.write_bytes(b"".join(frames))


@contextmanager
def with_camera(chrome: Browser, video: Path) -> Iterator[Browser]:
    """A second Chromium, whose camera shows a film."""
    switches = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={video}",
    ]
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = chrome.browser_type.launch(
        executable_path=path, headless=True, args=[*SWITCHES, *switches]
    )
    yield browser
    browser.close()


def _jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
