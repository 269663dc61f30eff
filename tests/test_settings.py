"""Wrong settings stop the start with one sentence's worth of facts."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from muvengine.core.errors import SettingsRefused
from muvengine.settings import Settings

ROOT = Path(__file__).parent.parent
SECRET = "s" * 32


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_env({}) == Settings()


def test_every_setting_is_read_from_its_name() -> None:
    settings = Settings.from_env(
        {
            "MUV_DATABASE_URL": "postgresql://muv@db/muv",
            "MUV_SECRET_KEY": SECRET,
            "MUV_BASE_URL": "https://muv.example/",
            "MUV_PROXIES": "1",
            "MUV_COOKIES_SECURE": "yes",
            "MUV_TRACE_DAYS": "0",
            "MUV_WEATHER_PATH": "weather.json",
            "HOME": "/nowhere",
        }
    )
    assert settings.base_url == "https://muv.example"
    assert (settings.proxies, settings.trace_days) == (1, 0)
    assert settings.cookies_secure
    assert settings.weather_path == Path("weather.json")
    assert Settings.from_env({"MUV_WEATHER_PATH": ""}).weather_path is None


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SECRET + "\n")
    settings = Settings.from_env({"MUV_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert settings.secret_key == SECRET


def test_a_secret_is_never_shown() -> None:
    assert SECRET not in repr(Settings(secret_key=SECRET))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("MUV_DATABSE_URL",     "sqlite:///x",  "unknown"),
        ("MUV_DATABASE_URL",    "mysql://x",    "unreadable"),
        ("MUV_DATABASE_URL",    "postgresql://h:port/x", "unreadable"),
        ("MUV_BASE_URL",        "muv.example",  "unreadable"),
        ("MUV_BASE_URL",        "http://",      "unreadable"),
        ("MUV_TILE_URL",        "http://[x",    "unreadable"),
        ("MUV_TILE_URL",        "tiles",        "unreadable"),
        ("MUV_COOKIES_SECURE",  "maybe",        "unreadable"),
        ("MUV_TRACE_DAYS",      "31",           "unreadable"),
        ("MUV_TRACE_DAYS",      "two",          "unreadable"),
        ("MUV_HTTP_WORKERS",    "0",            "unreadable"),
        ("MUV_SECRET_KEY",      "short",        "short"),
        ("MUV_SECRET_KEY_FILE", "/no/such",     "unreadable_file"),
        ("MUV_MAIL_PORT",       "0",            "unreadable"),
        ("MUV_MAIL_TLS",        "perhaps",      "unreadable"),
        ("MUV_MAIL_FROM",       "nobody",       "unreadable"),
        ("MUV_MAIL_FROM",       "a\nb <a@b.example>", "unreadable"),
    ],
)  # fmt: skip
def test_a_wrong_setting_names_itself(name: str, text: str, problem: str) -> None:
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_env({name: text})
    assert caught.value.facts["name"] == name
    assert caught.value.facts["problem"] == problem


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xd0" * 40)
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_env({"MUV_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert caught.value.facts["problem"] == "unreadable_file"


def test_a_wrong_address_of_the_database_is_not_repeated() -> None:
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_env({"MUV_DATABASE_URL": "mysql://muv:secret@db/muv"})
    assert "secret" not in repr(caught.value)


def test_trusting_proxies_over_plain_http_is_refused() -> None:
    with pytest.raises(SettingsRefused):
        Settings.from_env({"MUV_PROXIES": "1", "MUV_BASE_URL": "http://muv.example"})


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [f.name for f in fields(Settings) if f"MUV_{f.name.upper()}" not in readme]
    assert missing == []


def test_no_setting_is_called_like_a_file_that_stands_for_another() -> None:
    assert [one.name for one in fields(Settings) if one.name.endswith("_file")] == []


def test_a_mail_server_needs_a_sender() -> None:
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_env({"MUV_MAIL_HOST": "mail.example"})
    assert caught.value.facts["name"] == "MUV_MAIL_FROM"


@pytest.mark.parametrize(("host", "good"), [("mail.example", False), ("127.0.0.1", True)])
def test_only_a_mail_server_on_this_machine_is_spoken_to_plainly(host: str, *, good: bool) -> None:
    given = {"MUV_MAIL_HOST": host, "MUV_MAIL_TLS": "none", "MUV_MAIL_FROM": "muv@town.example"}
    if good:
        assert Settings.from_env(given).sends_mails
        return
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_env(given)
    assert caught.value.facts["name"] == "MUV_MAIL_TLS"


def test_a_mail_password_is_never_shown() -> None:
    assert "hush" not in repr(Settings.from_env({"MUV_MAIL_PASSWORD": "hush"}))
