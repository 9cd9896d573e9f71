"""Prints what `crt build` costs beside the work alone and the asset graph alone, and what a second build does again.

Every measurement is a process of its own and counts processor time, imports included, so that other work on the
machine hardly matters; the sum that the build is compared with pays for its imports twice. Numbers are no promises.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from benchmarks.synthetic import write_seeds  # noqa: E402  the project's folder comes first


def work_alone(folder: Path) -> str:
    """Read, extract and publish all reports without Dagster; return the release id."""
    import schemas
    from pipelines.extraction.extract import extract, load_knowledge
    from pipelines.publishing.release import publish
    from pipelines.reading import find_reports, load_countries, read_chapter

    seeds = folder / "seeds"
    countries, knowledge = load_countries(seeds), load_knowledge(seeds)
    rows: dict[str, list[Any]] = {table: [] for table in schemas.TABLES}
    names: dict[tuple[object, ...], dict[str, object]] = {}
    for path in find_reports(seeds):
        for table, found in extract(read_chapter(path, seeds, countries), knowledge).items():
            rows[table].extend(found)
    for row in rows["institution_names"]:
        first = names.setdefault((row["institution_id"], row["name"], row["name_type"]), dict(row))
        first["in_text"] = first["in_text"] or row["in_text"]
    rows["institution_names"] = list(names.values())
    tables = {table: schemas.to_arrow(table, found) for table, found in rows.items()}
    return publish(tables, folder / "outputs-of-the-work").release_id


def graph_alone(folder: Path) -> str:
    """Run the same graph of assets and checks with empty bodies over the same partitions; return how many steps ran."""
    import dagster as dg

    from pipelines.assets.intake import take_in
    from pipelines.assets.partitions import JOB, PARTITIONS
    from pipelines.definitions import defs
    from pipelines.failures import RANGE_TAGS

    whole = defs.resolve_asset_graph()
    chosen = defs.resolve_job_def(JOB).asset_layer.executable_asset_keys

    def empty(key: dg.AssetKey) -> dg.AssetsDefinition:
        node = whole.get(key)

        @dg.asset(
            key=key,
            deps=[
                dg.AssetDep(parent, partition_mapping=dg.AllPartitionMapping())
                if whole.get(parent).is_partitioned and not node.is_partitioned
                else parent
                for parent in sorted(node.parent_keys)
            ],
            partitions_def=node.partitions_def,
            backfill_policy=dg.BackfillPolicy.single_run() if node.is_partitioned else None,
            code_version=node.code_version,
        )
        def body() -> None:
            return None

        return body

    def passed(key: dg.AssetCheckKey) -> dg.AssetChecksDefinition:
        @dg.asset_check(asset=key.asset_key, name=key.name, blocking=whole.get(key).blocking)
        def body() -> dg.AssetCheckResult:
            return dg.AssetCheckResult(passed=True)

        return body

    graph = dg.Definitions(
        assets=[empty(key) for key in sorted(chosen)],
        asset_checks=[passed(key) for key in sorted(whole.asset_check_keys) if key.asset_key in chosen],
        jobs=[dg.define_asset_job(JOB, selection=dg.AssetSelection.all())],
        executor=dg.in_process_executor,
    )
    report_ids = list(take_in(folder / "seeds").paths)
    with dg.DagsterInstance.get() as instance:
        instance.add_dynamic_partitions(PARTITIONS, report_ids)
        run = graph.resolve_job_def(JOB).execute_in_process(
            instance=instance,
            tags=dict(zip(RANGE_TAGS, (report_ids[0], report_ids[-1]), strict=True)),
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    return f"{sum(event.is_step_success for event in run.all_events)} steps"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost in seconds of processor and of clock, and the last line that it printed."""

    processor: float
    clock: float
    said: str


def cost_of(command: list[str], folder: Path, home: str) -> Cost:
    """Run a process to its end with a Dagster of its own."""
    (folder / home).mkdir(exist_ok=True)
    shutil.copy(PROJECT / "config" / "dagster.yaml", folder / home)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(
        command, env=os.environ | {"DAGSTER_HOME": str(folder / home)}, stdout=subprocess.PIPE, text=True, check=True
    )
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(processor, ended - begun, run.stdout.strip().splitlines()[-1])


def measure(number: int, folder: Path) -> None:
    """Print the costs of a build of this many reports, of its parts, and of a second build."""
    seeds = write_seeds(folder, number)
    script = [sys.executable, __file__, "--folder", str(folder), "--only"]
    build = [sys.executable, "-m", "pipelines.cli", "build", "--json"]
    build += ["--seeds", str(seeds), "--outputs", str(folder / "outputs")]

    print(f"{number:,} reports{'':<24}{'processor s':>12}{'clock s':>10}")
    whole = cost_of(build, folder, "home")
    shown("(a) crt build", whole)
    work = cost_of([*script, "work"], folder, "home-of-the-work")
    shown("(b) reading, extraction, writing", work)
    graph = cost_of([*script, "graph"], folder, "home-of-the-graph")
    shown("(c) the graph, empty", graph)
    print(f"a / (b + c) = {whole.processor / (work.processor + graph.processor):.2f} in processor time")
    built = json.loads(whole.said)
    print(f"stages of (a), seconds: {json.dumps(built['seconds'])}")
    print(f"(a) and (b) gave the same release: {built['release'] == work.said}; (c) ran {graph.said}")

    changed = next(iter(sorted((seeds / "reports").rglob("*.txt"))))
    changed.write_text(changed.read_text("utf-8") + "\nA sentence more.\n", "utf-8")
    again = cost_of(build, folder, "home")
    shown("second build, one report changed", again)
    print(f"reports extracted again: {extracted_again(folder, json.loads(again.said)['run_id'])}")


def shown(name: str, cost: Cost) -> None:
    """Print one line of costs."""
    print(f"{name:<36}{cost.processor:>10.1f}{cost.clock:>10.1f}", flush=True)


def extracted_again(folder: Path, run_id: str) -> int:
    """Return how many reports a run extracted, as its metadata tell."""
    import dagster as dg

    with dg.DagsterInstance.from_config(str(folder / "home")) as instance:
        (record,) = instance.fetch_materializations(dg.AssetKey("extraction"), limit=1).records
    if record.run_id != run_id or record.asset_materialization is None:
        sys.exit("benchmarks: the last extraction is not of the second build")
    fresh = record.asset_materialization.metadata["extraction_fresh"].value
    return int(fresh) if isinstance(fresh, int) else sys.exit("benchmarks: the run did not count")


def main() -> None:
    """Measure, or do the one part that a process was started for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=2000, help="how many reports (default: 2000)")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("work", "graph"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print({"work": work_alone, "graph": graph_alone}[options.only](options.folder))
        return
    with tempfile.TemporaryDirectory(prefix="crt-benchmark-") as folder:
        measure(options.reports, Path(folder))


if __name__ == "__main__":
    main()
