"""The least that a build on Dagster costs: its import, that of pandera, and the same graph with empty bodies.

It imports nothing of the project, so that it does not pay for it; the graph is handed over as JSON.
"""

import json
import sys
from typing import Any

import dagster as dg
import pandera.pandas  # noqa: F401  what is measured

REPORTS = dg.DynamicPartitionsDefinition(name="reports")
KEY = "XYZ-2019"
RANGE = "dagster/asset_partition_range_"


def empty_asset(name: str, deps: list[str], partitioned: list[str]) -> dg.AssetsDefinition:
    """Return an asset of this name and place in the graph that does nothing."""
    whole = name not in partitioned

    @dg.asset(
        name=name,
        deps=[
            dg.AssetDep(dep, partition_mapping=dg.AllPartitionMapping() if whole and dep in partitioned else None)
            for dep in deps
        ],
        partitions_def=None if whole else REPORTS,
        backfill_policy=None if whole else dg.BackfillPolicy.single_run(),
    )
    def nothing() -> None:
        return None

    return nothing


def empty_check(asset: str, name: str) -> dg.AssetChecksDefinition:
    """Return a check of this name that does nothing."""

    @dg.asset_check(asset=asset, name=name)
    def nothing() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    return nothing


def main(graph: dict[str, Any]) -> None:
    """Run the graph once."""
    assets = [empty_asset(name, deps, graph["partitioned"]) for name, deps in graph["assets"].items()]
    checks = [empty_check(asset, name) for asset, name in graph["checks"]]
    job = dg.define_asset_job("build_datasets", selection=dg.AssetSelection.all())
    defs = dg.Definitions(assets=assets, asset_checks=checks, jobs=[job], executor=dg.in_process_executor)
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("reports", [KEY])
        result = defs.resolve_job_def("build_datasets").execute_in_process(
            instance=instance,
            tags={f"{RANGE}start": KEY, f"{RANGE}end": KEY},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    sys.exit(0 if result.success else 1)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
