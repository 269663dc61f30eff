"""What stops a start, in one sentence."""

from __future__ import annotations

import socket

import pytest

from tests.cli.conftest import Terminal


def test_without_a_secret_nothing_is_served(at_home: Terminal) -> None:
    told = at_home("serve")
    assert (told.status, told.err.count("\n")) == (2, 1)
    assert "MUV_SECRET_KEY" in told.err


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_wrong_usage(at_home: Terminal, command: str, port: str) -> None:
    told = at_home(command, "--port", port)
    assert (told.status, told.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_one_sentence(
    at_home: Terminal, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("MUV_SECRET_KEY", "x" * 40)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = at_home(command, "--port", str(port))
    assert (told.status, told.err.count("\n")) == (1, 1)
    assert str(port) in told.err
