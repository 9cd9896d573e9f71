"""A picture of the newest incidents table in plain text, for the README and for a first look.

Run as a module it prints the picture; with the README's path behind it, it puts the picture there. `--outputs` names
the folder of the releases.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.publishing.release import latest

COLUMNS = (
    "report_id",
    "date_edtf",
    "place_name",
    "attack_type",
    "perpetrator_names",
    "killed_min",
    "killed_max",
    "disputed",
)
ROWS = 8
WIDTH = 24
"""Characters of a cell that the picture shows."""
_PICTURE = re.compile(r"(<!-- picture: make show -->\n```\n).*?(```\n<!-- end of picture -->)", re.DOTALL)


def table_of_incidents(outputs: Path) -> str:
    """Return the first incidents of the latest release by report and date, one a line.

    Args:
        outputs: the folder of the releases.

    Raises:
        FileNotFoundError: there is no release.
    """
    release = latest(outputs)
    if release is None:
        raise FileNotFoundError(f"{outputs} has no release yet; build one with: make run")
    rows = pq.read_table(release / "incidents.parquet", columns=[*COLUMNS, "incident_id"]).to_pylist()
    rows.sort(key=lambda row: (row["report_id"], row["date_edtf"] or "", row["incident_id"]))
    return aligned([COLUMNS, *([_shown(row[column]) for column in COLUMNS] for row in rows[:ROWS])])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as columns, two spaces apart."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = "" if value is None else str(value)
    return plain if len(plain) <= WIDTH else f"{plain[: WIDTH - 1]}…"


def main(arguments: Sequence[str]) -> int:
    """Print the picture, or write it into the README that is named."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.show", description="The first incidents.")
    parser.add_argument("readme", type=Path, nargs="?", metavar="README", help="the file to put them in")
    parser.add_argument("--outputs", type=Path, default=Path("outputs"), metavar="DIR", help="folder of the releases")
    options = parser.parse_args(arguments)
    try:
        picture = table_of_incidents(options.outputs)
    except FileNotFoundError as error:
        print(f"show: {error}", file=sys.stderr)
        return 1
    if options.readme is None:
        print(picture, end="")
        return 0
    path: Path = options.readme
    path.write_text(
        _PICTURE.sub(lambda found: found.group(1) + picture + found.group(2), path.read_text("utf-8")), "utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
