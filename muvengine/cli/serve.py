"""The web server: gunicorn with threads, started from Python."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from muvengine.settings import Settings

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring

REQUEST_S_MAX: Final = 60
# A browser keeps its connection for the next page; a proxy in front keeps many.
KEEP_ALIVE_S: Final = 15


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8000,
    show_default=True,
    help="The port to listen on.",
)
def serve(host: str, port: int) -> None:
    """Run the web server; settings come from the environment as MUV_*."""
    from muvengine.cli.db import demand_database

    settings = Settings.from_env(os.environ)
    demand_secret(settings)
    demand_database(settings)
    listen(settings, host, port)


def demand_secret(settings: Settings) -> None:
    """Refuse to start without a key to sign forms with.

    Raises:
        SettingsRefused: it is missing.
    """
    from muvengine.core.errors import SettingsRefused

    if not settings.secret_key:
        raise SettingsRefused(name="MUV_SECRET_KEY", problem="missing")


def demand_port(host: str, port: int) -> None:
    """Say in one sentence that somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Cannot listen on {host}:{port}: {error.strerror}. Choose another --port."
            raise click.ClickException(message) from error


def listen(
    settings: Settings,
    host: str,
    port: int,
    *,
    beside: Callable[[Wiring], Callable[[], None]] | None = None,
) -> None:
    """Serve until the process is told to stop; say so once people may come.

    ``beside`` is called with the wiring in each worker once it runs, for the demonstration's
    jobs: threads do not survive a fork, so not before.  What it gives is called at the end, so
    that nothing new begins while Python takes its threads down.
    """
    from gunicorn.app.base import BaseApplication

    demand_port(host, port)

    stops: list[Callable[[], None]] = []

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Gunicorn asks for its configuration and, in each worker, for the application."""

        def load_config(self) -> None:
            for name, value in _configuration(settings, host, port).items():
                self.cfg.set(name, value)
            self.cfg.set("when_ready", _say_open(settings))
            self.cfg.set("worker_exit", lambda _server, _worker: [stop() for stop in stops])

        def load(self) -> object:
            from muvengine.app import create_app
            from muvengine.bootstrap import wire

            wiring = wire(settings)
            if beside is not None:
                stops.append(beside(wiring))
            return create_app(wiring)

    Server().run()


def _say_open(settings: Settings) -> Callable[[object], None]:
    def say_open(_server: object) -> None:
        click.echo(f"Open {settings.base_url} (stop with Ctrl+C).")

    return say_open


def _configuration(settings: Settings, host: str, port: int) -> dict[str, object]:
    shown = f"[{host}]" if ":" in host else host
    return {
        "bind": f"{shown}:{port}",
        # Two slow uploads must not stop everybody else: threads, not one request a process.
        "worker_class": "gthread",
        "workers": settings.http_workers,
        "threads": settings.http_threads,
        "timeout": REQUEST_S_MAX,
        "graceful_timeout": 20,
        "keepalive": KEEP_ALIVE_S,
        "loglevel": "warning",
        "proc_name": "muvengine",
        # Forwarded headers are judged by the application, which knows how many proxies there are.
        "forwarded_allow_ips": "127.0.0.1",
    }
