"""Prints what a build costs as reports become more: the work itself, Dagster's share, a second build, runs of one each.

Each size is measured in a process of its own, all parts of it one after the other there, in processor time, so that
other work on the machine changes the figures less than it changes the time; they are for ratios and no promises.
docs/scaling.md reads them.
"""

import argparse
import csv
import os
import platform
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

import dagster as dg  # noqa: E402  the project's folder comes first

import schemas  # noqa: E402
from benchmarks.synthetic import write_seeds  # noqa: E402
from pipelines.assets.gathering import gather  # noqa: E402
from pipelines.assets.intake import take_in  # noqa: E402
from pipelines.assets.partitions import REPORTS  # noqa: E402
from pipelines.assets.work import Work  # noqa: E402
from pipelines.build import register, run  # noqa: E402
from pipelines.extraction.extract import extract, load_knowledge  # noqa: E402
from pipelines.failures import RANGE_TAGS  # noqa: E402
from pipelines.publishing.release import publish  # noqa: E402
from pipelines.reading import load_countries, read_chapter  # noqa: E402

SIZES = (40, 100, 300)
COLUMNS = (
    "reports",
    "reading",
    "extraction",
    "gathering",
    "publishing",
    "work",
    "Dagster",
    "job",
    "again",
    "one run",
    "peak MiB",
)


def processor_time(work: Callable[[], object]) -> float:
    """Return the processor time of `work` in seconds, with that of processes that it started and waited for."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    start = spent()
    work()
    return spent() - start


def require_success(result: dg.ExecuteInProcessResult) -> None:
    """Measure no run that failed."""
    if not result.success:
        sys.exit("benchmarks: a run failed, so that its cost says nothing")


class Measured:
    """One size: its seeds, and each part of a build of them, to be called in this order."""

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        self.folder = folder
        self.seeds = write_seeds(folder, count)
        self.report_ids = list(take_in(self.seeds).paths)
        self.plain = Work(folder / "plain")
        self.outputs = folder / "outputs"
        self.knowledge = load_knowledge(self.seeds)
        self.countries = load_countries(self.seeds)
        self.tables: dict[str, object] = {}

    def read(self) -> None:
        """Read all reports, without Dagster."""
        for path in take_in(self.seeds).paths.values():
            self.plain.write_chapter(read_chapter(path, self.seeds, self.countries))

    def extract(self) -> None:
        """Extract all chapters, without Dagster."""
        for report_id in self.report_ids:
            self.plain.write_tables(report_id, extract(self.plain.read_chapter(report_id), self.knowledge), "measured")

    def gather(self) -> None:
        """Gather and validate all tables, without Dagster."""
        for table in schemas.TABLES:
            self.tables[table] = schemas.to_arrow(table, gather(self.plain, table, self.report_ids))

    def publish(self) -> None:
        """Publish the tables, without Dagster."""
        publish(self.tables, self.folder / "plain")

    def build(self) -> None:
        """The project's own job, in this process."""
        with dg.DagsterInstance.get() as instance:
            register(instance, self.report_ids, [])
            require_success(run(instance, self.seeds, self.outputs, self.report_ids))

    def build_one_changed(self) -> None:
        """The same with one changed report."""
        path = take_in(self.seeds).paths[self.report_ids[0]]
        path.write_text(path.read_text("utf-8") + "\nThis sentence was added.\n", "utf-8")
        self.build()

    def build_one_alone(self) -> None:
        """A run of one report, up to its extraction, in a process of its own, as a launcher starts it."""
        words = ["-m", "pipelines.definitions", "--select", "document,extraction", "--partition", self.report_ids[0]]
        subprocess.run(
            [sys.executable, "-m", "dagster", "asset", "materialize", *words], check=True, capture_output=True
        )

    def run_empty(self) -> None:
        """A graph of the same shape whose assets do nothing."""
        job = dg.Definitions(
            assets=empty_assets(), jobs=[dg.define_asset_job("empty")], executor=dg.in_process_executor
        ).resolve_job_def("empty")
        tags = dict(zip(RANGE_TAGS, (self.report_ids[0], self.report_ids[-1]), strict=True))
        with dg.DagsterInstance.get() as instance:
            quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
            require_success(job.execute_in_process(instance=instance, tags=tags, run_config=quiet))


def empty_assets() -> list[dg.AssetsDefinition]:
    """Two partitioned assets, ten tables that gather them, and a release, as in the project, with nothing in them."""
    partitioned = {"partitions_def": REPORTS, "backfill_policy": dg.BackfillPolicy.single_run()}

    @dg.asset(name="empty_document", **partitioned)
    def first() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult()

    @dg.asset(name="empty_extraction", deps=[first], **partitioned)
    def second() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult()

    def table(name: str) -> dg.AssetsDefinition:
        @dg.asset(name=name, deps=[dg.AssetDep(second, partition_mapping=dg.AllPartitionMapping())])
        def gathered() -> dg.MaterializeResult[None]:
            return dg.MaterializeResult()

        return gathered

    tables = [table(f"empty_{name}") for name in schemas.TABLES]

    @dg.asset(name="empty_release", deps=tables)
    def last() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult()

    return [first, second, *tables, last]


def measure(count: int) -> dict[str, float]:
    """Return seconds of processor time of each part of a build, and the process's peak of memory."""
    with TemporaryDirectory(prefix="crt-scaling-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir()
        shutil.copy(PROJECT / "config" / "dagster.yaml", home)
        measured = Measured(folder, count)
        os.environ |= {
            "DAGSTER_HOME": str(home),
            "CRT_SEEDS": str(measured.seeds),
            "CRT_OUTPUTS": str(measured.outputs),
            "DAGSTER_DISABLE_TELEMETRY": "1",
        }
        parts = {
            "reading": measured.read,
            "extraction": measured.extract,
            "gathering": measured.gather,
            "publishing": measured.publish,
            "job": measured.build,
            "again": measured.build_one_changed,
            "Dagster": measured.run_empty,
        }
        cost = {part: processor_time(work) for part, work in parts.items()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cost["one run"] = processor_time(measured.build_one_alone)
    plain = sum(cost[part] for part in ("reading", "extraction", "gathering", "publishing"))
    return {**cost, "reports": count, "work": plain, "peak MiB": peak}


def machine() -> str:
    """Return what this runs on, in one line."""
    names = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(":")[2].strip() for line in names if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def line(name: str, figures: Sequence[float], form: str) -> str:
    """Return one line of the table."""
    return f"{name:>14}" + "".join(f"{figure:>12{form}}" for figure in figures)


def main() -> None:
    """Measure each size in a process of its own; print one line for it, and at the end what one report more costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, metavar="REPORTS", help="measure this many reports, and print figures only")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="REPORTS", help="from few to many")
    options = parser.parse_args()
    if options.only:
        with redirect_stdout(StringIO()):
            cost = measure(options.only)
        csv.writer(sys.stdout).writerow(cost[name] for name in COLUMNS)
        return
    print(f"{machine()}, Dagster {dg.__version__}; seconds of processor time")
    print(f"{COLUMNS[0]:>14}" + "".join(f"{name:>12}" for name in COLUMNS[1:]), flush=True)
    measured: list[list[float]] = []
    for size in options.sizes:
        words = [sys.executable, __file__, "--only", str(size)]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        measured.append([float(figure) for figure in next(csv.reader([told]))])
        print(line(str(size), measured[-1][1:], ".2f"), flush=True)
    if len(measured) > 1:
        fewer, more = measured[-2:]
        steps = more[0] - fewer[0]
        each = [1000 * (high - low) / steps for low, high in zip(fewer[1:-2], more[1:-2], strict=True)]
        print(line("ms, one more", each, ".1f"))


if __name__ == "__main__":
    main()
