"""Prints what a look of each sensor costs where many reports are built and nothing changed, and how long its cursor is.

Nothing is run: the reports are read, and their materialisations are reported to an instance of its own. Times are of
the processor, so that other work on the machine hardly matters; numbers are no promises.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

import dagster as dg  # noqa: E402  the project's folder comes first
from dagster._core.definitions.asset_daemon_cursor import AssetDaemonCursor  # noqa: E402
from dagster._core.definitions.automation_tick_evaluation_context import AutomationTickEvaluationContext  # noqa: E402
from dagster._daemon.asset_daemon import asset_daemon_cursor_to_instigator_serialized_cursor  # noqa: E402

import schemas  # noqa: E402
from benchmarks.synthetic import write_seeds  # noqa: E402
from pipelines.assets.intake import take_in  # noqa: E402
from pipelines.assets.partitions import PARTITIONS  # noqa: E402
from pipelines.automation import QUIET_SECONDS, seeds_reports, tables_and_release  # noqa: E402
from pipelines.definitions import defs  # noqa: E402
from pipelines.reading import load_countries, read_chapter  # noqa: E402
from pipelines.resources import Folders  # noqa: E402

LOOKS = 5


def read_all(folders: Folders, instance: dg.DagsterInstance) -> None:
    """Leave the folder and the instance as a build of everything does."""
    seeds = folders.seeds_path
    countries = load_countries(seeds)
    paths = take_in(seeds).paths
    instance.add_dynamic_partitions(PARTITIONS, list(paths))
    for report_id, path in paths.items():
        folders.work.write_chapter(read_chapter(path, seeds, countries))
        for asset in ("document", "extraction"):
            instance.report_runless_asset_event(dg.AssetMaterialization(asset, partition=report_id))
    for asset in (*schemas.TABLES, "release"):
        instance.report_runless_asset_event(dg.AssetMaterialization(asset))


def look_of_the_files(folders: Folders, instance: dg.DagsterInstance) -> Callable[[str], tuple[str, int]]:
    """Return what lets the sensor of the files look once, given its cursor."""

    def look(cursor: str) -> tuple[str, int]:
        context = dg.build_sensor_context(instance=instance, cursor=cursor or None, resources={"folders": folders})
        result = seeds_reports(context)
        if not isinstance(result, dg.SensorResult):
            raise SystemExit(f"the sensor did not look: {result.skip_message}")
        return str(result.cursor), len(result.run_requests or [])

    return look


def look_of_the_conditions(instance: dg.DagsterInstance) -> Callable[[str], tuple[str, int]]:
    """Return what lets the conditions be evaluated once, as Dagster's daemon does it."""
    graph = defs.resolve_asset_graph()
    remembered = AssetDaemonCursor.empty()

    def look(_: str) -> tuple[str, int]:
        nonlocal remembered
        requests, remembered, _evaluations = AutomationTickEvaluationContext(
            evaluation_id=1,
            instance=instance,
            asset_graph=graph,
            cursor=remembered,
            materialize_run_tags={},
            observe_run_tags={},
            auto_observe_asset_keys=set(),
            asset_selection=tables_and_release.asset_selection,
            logger=logging.getLogger("quiet"),
            emit_backfills=True,
        ).evaluate()
        return asset_daemon_cursor_to_instigator_serialized_cursor(remembered), len(requests)

    return look


def report(name: str, look: Callable[[str], tuple[str, int]]) -> None:
    """Print the first look, which finds no cursor, and the median of those after it."""
    cursor, seconds = "", []
    for _ in range(LOOKS):
        begun = time.process_time()
        cursor, asked = look(cursor)
        seconds.append(time.process_time() - begun)
        if asked:
            raise SystemExit(f"{name} asked for {asked} runs, although nothing changed")
    later = sorted(seconds[1:])[len(seconds[1:]) // 2]
    print(f"{name:<20}{seconds[0]:>10.2f} s{later:>10.2f} s{len(cursor):>12,} B")


def main() -> None:
    """Print the costs of one look of each sensor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=2000)
    options = parser.parse_args()
    logging.getLogger("quiet").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, dg.DagsterInstance.local_temp(folder) as instance:
        write_seeds(Path(folder), options.reports)
        folders = Folders(seeds=f"{folder}/seeds", outputs=f"{folder}/outputs")
        read_all(folders, instance)
        time.sleep(QUIET_SECONDS)
        print(f"{f'{options.reports:,} reports':<20}{'first look':>12}{'later ones':>12}{'cursor':>14}")
        report("seeds_reports", look_of_the_files(folders, instance))
        report("tables_and_release", look_of_the_conditions(instance))


if __name__ == "__main__":
    main()
