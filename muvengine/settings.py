"""Every MUV_* setting, typed; a wrong or unknown one stops the start with one sentence.

A secret may also come from a file: ``MUV_SECRET_KEY_FILE`` in place of ``MUV_SECRET_KEY``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from muvengine.core.errors import SettingsRefused

PREFIX: Final = "MUV_"
SECRET_CHARACTERS_MIN: Final = 32
# Where tests find their data and their server; not the product's business.
FOREIGN: Final = ("MUV_TEST_",)
# Where nobody listens between us and the mail server.
# Only the shape, on one line: "muv@town.example" or "Le quartier <muv@town.example>".
_SENDER: Final = re.compile(r"[^@<>\s]+@[^@<>\s]+|[^@<>\r\n]+ <[^@<>\s]+@[^@<>\s]+>")
OWN_HOSTS: Final = ("localhost", "127.0.0.1", "::1")


class MailTls(StrEnum):
    """How the way to the mail server is encrypted."""

    STARTTLS = "starttls"
    """From the second sentence on; the usual way on port 587."""
    IMPLICIT = "implicit"
    """From the first byte on; the usual way on port 465."""
    NONE = "none"
    """Not at all; only to a server on this machine."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one installation runs.

    Attributes:
        database_url: ``sqlite:///path`` or ``postgresql://user:password@host/name``.
        secret_key: signs forms, seals traces, makes the keys of vouchers; at least 32 characters.
        base_url: how people reach the site, as ``https://muv.example``; goes into QR codes.
        instance: folder for the embedded database and the demo's files.
        cookies_secure: False only for plain http on one's own machine.
        proxies: how many reverse proxies set X-Forwarded-For; 0 trusts none.
        upload_bytes_max: largest file a participant may send.
        trace_days: how long raw traces are kept for their owner and the reviewer, 0 to 30.
        http_workers, http_threads: of the web server.
        tile_url: a map background; empty asks nobody.
        weather_path: a file of Open-Meteo's archive that the worker reads each day; None for none.
        mail_folder: mails are written here instead of being sent; None for sending.
        mail_host: the server that mails are handed to; empty sends none.
        mail_port, mail_tls: how it is spoken to.
        mail_user, mail_password: what it wants to hear; empty where it asks nobody.
        mail_from: whom mails are from, as ``Le quartier <muv@town.example>``.
    """

    database_url: str = "sqlite:///instance/muv.db"
    secret_key: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    instance: Path = Path("instance")
    cookies_secure: bool = True
    proxies: int = 0
    upload_bytes_max: int = 10 * 1024 * 1024
    trace_days: int = 14
    http_workers: int = 2
    http_threads: int = 8
    tile_url: str = ""
    weather_path: Path | None = None
    mail_folder: Path | None = None
    mail_host: str = ""
    mail_port: int = 587
    mail_tls: MailTls = MailTls.STARTTLS
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_from: str = ""

    @property
    def sends_mails(self) -> bool:
        """Tell whether mails go anywhere: links by mail are offered only then."""
        return self.mail_folder is not None or bool(self.mail_host)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises:
            SettingsRefused: an unknown name, an unreadable value, a short secret; in this order.
        """
        names = {PREFIX + known.name.upper(): known.name for known in fields(cls)}
        given: dict[str, Any] = {}
        for name, text in sorted(environ.items()):
            if not name.startswith(PREFIX) or name.startswith(FOREIGN):
                continue
            plain = name.removesuffix("_FILE")
            if plain not in names:
                raise SettingsRefused(name=name, problem="unknown")
            if name != plain:
                text = _file_text(name, text)  # noqa: PLW2901  the file stands for the value
            given[names[plain]] = _read(plain, names[plain], text)
        settings = cls(**given)
        _check(settings)
        return settings


def _file_text(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsRefused(name=name, problem="unreadable_file", value=path) from error


def _read(name: str, attribute: str, text: str) -> object:
    try:
        return _READERS.get(attribute, str)(text)
    except ValueError as error:
        # The database's address may hold a password, and this is read on a screen.
        shown = {} if attribute == "database_url" else {"value": text}
        raise SettingsRefused(name=name, problem="unreadable", **shown) from error


def _boolean(text: str) -> bool:
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def _url(text: str) -> str:
    parts = urlsplit(text)
    # Asking for the port is what checks it.
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError(text)
    return text.rstrip("/")


def _tiles(text: str) -> str:
    return _url(text) if text else ""


def _sender(text: str) -> str:
    if not _SENDER.fullmatch(text):
        raise ValueError(text)
    return text


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError(text)
    # Imported here: commands without a database do not wait for it.
    from sqlalchemy.engine import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        make_url(text)
    except ArgumentError as error:
        raise ValueError(text) from error
    return text


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "database_url": _database,
    "base_url": _url,
    "tile_url": _tiles,
    "instance": Path,
    "weather_path": _path,
    "mail_folder": _path,
    "mail_port": _whole(1, 65_535),
    "mail_tls": MailTls,
    "mail_from": _sender,
    "cookies_secure": _boolean,
    "proxies": _whole(0, 5),
    "upload_bytes_max": _whole(10_000, 100 * 1024 * 1024),
    "trace_days": _whole(0, 30),
    "http_workers": _whole(1, 64),
    "http_threads": _whole(1, 64),
}


def _check_mails(settings: Settings) -> None:
    if settings.mail_host and not settings.mail_from:
        raise SettingsRefused(name="MUV_MAIL_FROM", problem="missing")
    away = settings.mail_host and settings.mail_host not in OWN_HOSTS
    if away and settings.mail_tls is MailTls.NONE:
        raise SettingsRefused(name="MUV_MAIL_TLS", problem="plain_to_another_machine")


def _check(settings: Settings) -> None:
    if settings.secret_key and len(settings.secret_key) < SECRET_CHARACTERS_MIN:
        raise SettingsRefused(name="MUV_SECRET_KEY", problem="short", least=SECRET_CHARACTERS_MIN)
    _check_mails(settings)
    if settings.cookies_secure and settings.base_url.startswith("https://"):
        return
    if not settings.base_url.startswith("https://") and settings.proxies:
        raise SettingsRefused(name="MUV_BASE_URL", problem="plain_http_behind_proxy")
