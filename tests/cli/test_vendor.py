"""Third-party files on our own shelf."""

from __future__ import annotations

from muvengine.cli.vendor import differences, read_lock


def test_every_vendored_file_is_as_it_was_fetched_and_no_other_lies_there() -> None:
    assert list(differences()) == []


def test_every_vendored_package_says_its_licence() -> None:
    for package in read_lock()["packages"]:
        assert package["licence"]
        assert any(file["to"] == "LICENSE" for file in package["files"].values())
