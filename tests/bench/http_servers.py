"""Start servers as ``muvengine serve`` does, and hurry them with clients that cost little."""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.http_apps import READY_FOLDER
from tests.town import SECRET

WORKERS = 2
THREADS = 8
CLIENTS = 8
START_S_MAX = 60.0
ANSWER_S_MAX = 30.0
BOUNDARY = "muv-bench"


@dataclass(frozen=True, slots=True)
class Burst:
    """How many requests a second a server answered, and with which statuses."""

    per_s: float
    statuses: Counter[int]


@contextmanager
def serving(app: str, database_url: str) -> Iterator[int]:
    """Serve ``ours`` or ``floor`` of ``http_apps`` with gunicorn's threads; give the port."""
    with (
        tempfile.TemporaryDirectory() as ready,
        tempfile.TemporaryFile() as log,
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        handle = listening.fileno()
        process = subprocess.Popen(
            _command(app, handle),
            cwd=Path(__file__).parents[2],
            env=_environment(database_url, ready),
            pass_fds=(handle,),
            stdout=log,
            stderr=log,
        )
        try:
            _wait(process, Path(ready))
            yield listening.getsockname()[1]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def upload(token: str, key: str, data: bytes, mode: str) -> bytes:
    """Write the request that sends a trip."""
    part = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"mode"\r\n\r\n{mode}\r\n{part}"file"; filename="ride.gpx"\r\n\r\n'.encode()
        + data
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    return _post("/api/v1/trips", token, key, f"multipart/form-data; boundary={BOUNDARY}", body)


def tap(token: str, key: str, code: str) -> bytes:
    """Write the request that takes a voucher."""
    body = json.dumps({"code": code, "client_id": key}).encode()
    return _post("/api/v1/redemptions", token, key, "application/json", body)


def burst(port: int, requests: Sequence[bytes]) -> Burst:
    """Send all requests from eight clients, each over a connection of its own."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        begin = time.perf_counter()
        statuses = list(clients.map(partial(_status, port), requests))
        spent_s = time.perf_counter() - begin
    return Burst(len(requests) / spent_s, Counter(statuses))


def ratio(ours: Sequence[Burst], theirs: Sequence[Burst]) -> float:
    """Compare two servers hurried in turn: the median over the rounds."""
    return statistics.median(one.per_s / two.per_s for one, two in zip(ours, theirs, strict=True))


def per_s(bursts: Sequence[Burst]) -> float:
    """Give the median over the rounds."""
    return statistics.median(one.per_s for one in bursts)


def _command(app: str, handle: int) -> list[str]:
    options = {
        "bind": f"fd://{handle}",
        "worker-class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "log-level": "warning",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "gunicorn", *arguments, f"tests.bench.http_apps:{app}()"]


def _environment(database_url: str, ready: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("MUV_")}
    settings = {"MUV_DATABASE_URL": database_url, "MUV_SECRET_KEY": SECRET}
    return own | settings | {READY_FOLDER: ready}


def _wait(process: subprocess.Popen[bytes], ready: Path) -> None:
    give_up_at = time.monotonic() + START_S_MAX
    while len(list(ready.iterdir())) < WORKERS:
        assert process.poll() is None, "gunicorn stopped"
        assert time.monotonic() < give_up_at, "its workers take too long"
        time.sleep(0.05)


def _post(path: str, token: str, key: str, kind: str, body: bytes) -> bytes:
    headers: dict[str, Any] = {
        "Host": "127.0.0.1",
        "Connection": "close",
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": key,
        "Content-Type": kind,
        "Content-Length": len(body),
    }
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _status(port: int, request: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S_MAX) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    return int(answer.split(b" ", 2)[1])
