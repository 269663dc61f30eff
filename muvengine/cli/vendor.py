"""Third-party files that are served from our own shelf: fetched once, checksummed for ever."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha384, sha512
from pathlib import Path
from typing import Any, Final

import click

WEB: Final = Path(__file__).parent.parent / "web"
VENDOR: Final = WEB / "static" / "vendor"
LOCK: Final = VENDOR / "vendor.lock.json"


@click.group()
def vendor() -> None:
    """Vendored scripts, styles and drawings: check or refresh."""


@vendor.command()
def check() -> None:
    """Compare every vendored file with its checksum; needs no network."""
    problems = list(differences())
    for problem in problems:
        click.echo(problem, err=True)
    raise SystemExit(1 if problems else 0)


@vendor.command()
def refresh() -> None:
    """Fetch the packages of the lock with npm, unpack the files it lists and build the others."""
    lock = read_lock()
    for package in lock["packages"]:
        with tempfile.TemporaryDirectory() as folder:
            tarball = _fetch(package, Path(folder))
            unpack(package, tarball)
            if "built" in package:
                build(package, tarball, lock["builders"])
        click.echo(f"{package['name']} {package['version']}: {len(package['files'])} files")
    LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")


@vendor.command()
@click.argument("names", nargs=-1, required=True)
def drawing(names: tuple[str, ...]) -> None:
    """List bootstrap-icons drawings in the lock; run refresh afterwards."""
    lock = read_lock()
    [icons] = [p for p in lock["packages"] if p["name"] == "bootstrap-icons"]
    for name in names:
        icons["files"].setdefault(f"package/icons/{name}.svg", {"to": f"{name}.svg"})
    icons["files"] = dict(sorted(icons["files"].items()))
    LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")


def read_lock() -> dict[str, Any]:
    """Give the list of packages, versions, licences and checksums."""
    lock: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))
    return lock


def differences() -> Iterator[str]:
    """Name every vendored file that is not as it was fetched, missing or not listed."""
    listed = {LOCK}
    for package in read_lock()["packages"]:
        # A package may stand on another whose licence must be handed on and is not inside.
        chosen = package.get("built")
        built = [chosen, chosen["turned"]] if chosen else []
        for file in (*package["files"].values(), *package.get("licences_added", ()), *built):
            path = VENDOR / package["name"] / file["to"]
            listed.add(path)
            if not path.is_file():
                yield f"{path.relative_to(VENDOR)} is missing"
            elif digest(path.read_bytes()) != file["sha384"]:
                yield f"{path.relative_to(VENDOR)} is not what was fetched"
        if chosen and digest((WEB / chosen["from"]).read_bytes()) != chosen["from_sha384"]:
            yield f"{chosen['to']} was built before {chosen['from']} was changed: refresh"
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file() and path not in listed:
            yield f"{path.relative_to(VENDOR)} is not listed"


def digest(content: bytes) -> str:
    """Give a checksum as browsers write it."""
    return "sha384-" + b64encode(sha384(content).digest()).decode()


def unpack(package: dict[str, Any], tarball: Path) -> None:
    """Put a package's listed files on the shelf and note their checksums.

    Raises:
        click.ClickException: the tarball is not the one noted in the lock.
    """
    content = tarball.read_bytes()
    integrity = "sha512-" + b64encode(sha512(content).digest()).decode()
    if package.setdefault("integrity", integrity) != integrity:
        msg = f"{package['name']} {package['version']} has changed"
        raise click.ClickException(msg)
    with tarfile.open(tarball) as archive:
        for inside, file in package["files"].items():
            member = archive.extractfile(inside)
            if member is None:
                msg = f"{package['name']} holds no {inside}"
                raise click.ClickException(msg)
            path = VENDOR / package["name"] / file["to"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(member.read())
            file["sha384"] = digest(path.read_bytes())


def build(package: dict[str, Any], tarball: Path, builders: dict[str, str]) -> None:
    """Make styles from our choice of a package's parts, and note all checksums.

    One is read from the left, one from the right.

    Raises:
        subprocess.CalledProcessError: a builder refuses.
    """
    built = package["built"]
    source, shelf = WEB / built["from"], VENDOR / package["name"]
    style, turned = shelf / built["to"], shelf / built["turned"]["to"]
    with tempfile.TemporaryDirectory() as folder, tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
        tools = [f"{name}@{version}" for name, version in builders.items()]
        _npm("install", "--no-save", "--ignore-scripts", *tools, folder=Path(folder))
        _tool(
            folder,
            "sass",
            "--no-source-map",
            "--style=compressed",
            "--quiet",
            "--quiet-deps",
            f"--load-path={folder}/{built['inside']}",
            f"{source}:{style}",
        )
        _tool(folder, "rtlcss", str(style), str(turned))
    built["from_sha384"] = digest(source.read_bytes())
    built["sha384"] = digest(style.read_bytes())
    built["turned"]["sha384"] = digest(turned.read_bytes())


def _tool(folder: str, name: str, *words: str) -> None:
    subprocess.run(  # noqa: S603  a builder of our own lock
        [f"{folder}/node_modules/.bin/{name}", *words], check=True, capture_output=True
    )


def _fetch(package: dict[str, Any], folder: Path) -> Path:
    _npm("pack", "--silent", f"{package['name']}@{package['version']}", folder=folder)
    [tarball] = folder.glob("*.tgz")
    return tarball


def _npm(*words: str, folder: Path) -> None:
    subprocess.run(  # noqa: S603  a fixed command with names from our own lock
        ["npm", *words],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
    )
