"""What `make evaluate` runs: the asset `evaluation` in this process, and its figures and file in a few lines.

The run is kept in DAGSTER_HOME, so that the UI shows the tables, the errors, and the figures from run to run.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import dagster as dg

from pipelines.assets.evaluation import GOLD
from pipelines.build import failure_of, kept_instance
from pipelines.definitions import defs
from pipelines.resources import DEFAULT_OUTPUTS, DEFAULT_SEEDS
from pipelines.show import aligned

_FIGURES = ("f1", "fields")


class MeasuringError(Exception):
    """Nothing was measured; the message says why."""


def measure(seeds: Path, outputs: Path, gold: Path = GOLD) -> str:
    """Score the gold chapters and tell the figures of each dataset, and where all of them and every error are.

    Args:
        seeds: the folder with codebook/ and reference/.
        outputs: the folder that has the release and gets the file.
        gold: the folder of the gold files and their chapters.

    Raises:
        MeasuringError: there is no release, or the chapters cannot be scored.
    """
    folders = {"seeds": str(seeds.resolve()), "outputs": str(outputs.resolve())}
    with kept_instance() as instance:
        result = defs.resolve_implicit_global_asset_job_def().execute_in_process(
            instance=instance,
            raise_on_error=False,
            asset_selection=[dg.AssetKey("evaluation")],
            run_config={
                "ops": {"evaluation": {"config": {"gold": str(gold.resolve())}}},
                "resources": {"folders": {"config": folders}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
    if not result.success:
        raise MeasuringError(failure_of(result))
    told = result.asset_materializations_for_node("evaluation")[-1].metadata
    shown = {name: value.value for name, value in told.items()}
    if "note" in shown:
        raise MeasuringError(str(shown["note"]))
    return figures_text(shown)


def figures_text(shown: Mapping[str, object]) -> str:
    """Return the figures of a measurement as text.

    Args:
        shown: what the asset `evaluation` shows, by name.
    """
    tables = [name.removeprefix("f1/") for name in shown if name.startswith("f1/")]
    lines = [[table, *(f"{shown[f'{figure}/{table}']:.3f}" for figure in _FIGURES)] for table in tables]
    counts = ", ".join(f"{name}: {shown[name]}" for name in ("chapters", "errors", "blocking"))
    return f"{aligned([('dataset', 'F1', 'fields'), *lines])}\n{counts}\nEvery figure and error: {shown['file']}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the figures, and return the exit status: 1 where nothing was measured."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.measure", description="Score the gold chapters.")
    parser.add_argument("--seeds", type=Path, default=DEFAULT_SEEDS, metavar="DIR", help=f"default: {DEFAULT_SEEDS}")
    parser.add_argument("--outputs", type=Path, default=DEFAULT_OUTPUTS, metavar="DIR", help="folder of the releases")
    parser.add_argument(
        "--gold", type=Path, default=GOLD, metavar="DIR", help="folder of *.gold.json and their chapters"
    )
    options = parser.parse_args(arguments)
    try:
        print(measure(options.seeds, options.outputs, options.gold), end="")
    except MeasuringError as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
