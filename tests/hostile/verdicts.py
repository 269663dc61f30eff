"""Judge every file of the manifest and print what becomes of it; run in processes of its own.

    python -m tests.hostile.verdicts FOLDER [without-lxml]

Every file is judged as the manifest's readme says: at its own moment, in its own area, as a
bicycle trip unless it says otherwise, and those with ``after`` as the same person's next upload.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from muvengine.core.errors import UploadRefused
from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.index import RouteIndex
from muvengine.core.traces.area import Area
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.services.judge_person import OnePerson
from muvengine.services.judge_trace import judge_trace
from muvengine.services.yardstick import InForce, Yardstick

AREA = Area(37.9, 13.1, 38.4, 13.6)
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
NOW_OF = {
    "time/dst_gap.gpx": datetime(2026, 3, 30, 12, tzinfo=UTC),
    "time/dst_overlap.gpx": datetime(2026, 10, 26, 12, tzinfo=UTC),
}
RULES = Path(__file__).parents[2] / "rules" / "muv.yaml"


def verdicts(folder: Path) -> dict[str, list[str]]:
    """Give what became of each file: all of the manifest's words that are true of it."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    rulebook = InForce(read_rulebook(RULES.read_bytes()), date.min)
    programme = Programme("Palermo", AREA, ZoneInfo("Europe/Rome"))
    return {line["file"]: _verdict(folder, line, rulebook, programme) for line in manifest}


def _verdict(
    folder: Path, line: dict[str, Any], rulebook: InForce, programme: Programme
) -> list[str]:
    person, said = OnePerson(), [""]
    for file in filter(None, (line.get("after"), line["file"])):
        yardstick = Yardstick(programme, (rulebook,), RouteIndex(()), NOW_OF.get(file, NOW))
        claim = Claim(line.get("mode") or "bike")
        try:
            judgement = judge_trace((folder / file).read_bytes(), claim, yardstick=yardstick)
            verdict, _ = person.take(judgement)
        except UploadRefused as refusal:
            said = [f"reject:{refusal.code}"]
            continue
        said = ["sanitise" if judgement.dropped else "accept"]
        if verdict.needs_person:
            said.append("review")
        if verdict.outcome is Outcome.REFUSED:
            said.append("verdict:refused")
    return said


def main() -> None:
    folder, *how = sys.argv[1:]
    if "without-lxml" in how:
        # An import of it fails from now on, as where it is not installed.
        sys.modules["lxml"] = None  # type: ignore[assignment]
    else:
        import lxml.etree  # noqa: F401, PLC0415  gpxpy would prefer it where it is there
    json.dump(verdicts(Path(folder)), sys.stdout)


if __name__ == "__main__":
    main()
