"""What traces are measured with where there is no database."""

from __future__ import annotations

import shutil
from pathlib import Path

from muvengine.formats.shipped import shipped
from muvengine.services.yardstick_of_files import FilesGiven, yardstick_of_files

FOUNTAIN = (43.6405, 5.0968)


def given(routes: Path) -> FilesGiven:
    return FilesGiven(shipped("rules/muv.yaml"), routes, area=None, now=None)


def test_the_zones_lie_beside_the_routes() -> None:
    zones = yardstick_of_files(given(shipped("seed_data") / "routes")).zones
    assert zones.at(*FOUNTAIN) == ("centre",)
    assert zones.at(43.6493, 5.1075) == ("canourgues",)


def test_a_folder_of_routes_alone_has_no_zones(tmp_path: Path) -> None:
    shutil.copytree(shipped("seed_data") / "routes", tmp_path / "routes")
    zones = yardstick_of_files(given(tmp_path / "routes")).zones
    assert zones.at(*FOUNTAIN) == ()
