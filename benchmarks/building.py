"""What `crt build` of one chapter costs beside the least that a build on Dagster costs: see `floor`.

Each is a new process with nothing kept from the one before.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import CHAPTERS, PROJECT, SEEDS, Cost, side_by_side, timed_process

ROUNDS = 3
CHAPTER = "georgia-2010"
FLOOR = "Dagster and pandera, the same graph, empty bodies"


def graph() -> dict[str, object]:
    """Return the job's assets with what each needs, which are partitioned, and the checks."""
    from pipelines.definitions import defs

    whole = defs.resolve_asset_graph()
    keys = sorted(defs.resolve_job_def("build_datasets").asset_layer.selected_asset_keys)
    nodes = {key.to_user_string(): whole.get(key) for key in keys}
    return {
        "assets": {name: sorted(dep.to_user_string() for dep in node.parent_keys) for name, node in nodes.items()},
        "partitioned": [name for name, node in nodes.items() if node.partitions_def is not None],
        "checks": sorted(
            [check.asset_key.to_user_string(), check.name]
            for check in whole.asset_check_keys
            if check.asset_key in keys
        ),
    }


def compare() -> list[Cost]:
    """Measure a build of one chapter beside the floor."""
    slug, year = CHAPTER.rsplit("-", 1)
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        for part in ("codebook", "reference"):
            shutil.copytree(SEEDS / part, seeds / part)
        report = seeds / "reports" / year / f"{slug}.txt"
        report.parent.mkdir(parents=True)
        shutil.copy(CHAPTERS / f"{CHAPTER}.txt", report)
        environment = {"PYTHONPATH": ":".join([str(PROJECT), *filter(None, sys.path)]), "DAGSTER_HOME": ""}
        number = 0

        def build() -> float:
            nonlocal number
            number += 1
            words = ["build", "--seeds", str(seeds), "--outputs", f"{folder}/outputs-{number}"]
            return timed_process([sys.executable, "-m", "pipelines.cli", *words], environment)()

        floor = timed_process([sys.executable, "-m", "benchmarks.floor", json.dumps(graph())], environment)
        return side_by_side({FLOOR: floor, "crt build": build}, FLOOR, ROUNDS)
