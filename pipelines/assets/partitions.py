"""The partition of the assets that look at one report each: its report id, such as XYZ-2022.

Keys live in the Dagster instance; `crt build` and the sensor register them from the files in seeds/reports.
"""

from collections.abc import Mapping, Sequence

import dagster as dg

PARTITIONS = "reports"
REPORTS = dg.DynamicPartitionsDefinition(name=PARTITIONS)

JOB = "build_datasets"
OWNERS = ["team:datasets"]
POOL = "outputs"
"""Of the assets that write what a release is made of; where this pool is limited to one, so are the runs that build."""

DETAILED_RUN = 50
"""Most partitions of a run that each show metadata of their own, since Dagster loads all keys again for each."""


def show(
    context: dg.AssetExecutionContext, report_ids: Sequence[str], report_id: str, metadata: Mapping[str, object]
) -> None:
    """Put metadata on the materialisation of one report, unless the run has too many.

    Args:
        context: Dagster's.
        report_ids: the partitions of the run.
        report_id: one of them.
        metadata: what the UI shows of it.
    """
    if len(report_ids) <= DETAILED_RUN:
        context.add_asset_metadata(metadata=metadata, partition_key=report_id)
