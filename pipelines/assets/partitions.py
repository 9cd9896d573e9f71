"""The partition of the assets that look at one report each: its report id, such as XYZ-2022.

Keys live in the Dagster instance; `crt build` and the sensor register them from the files in seeds/reports.
"""

import dagster as dg

PARTITIONS = "reports"
REPORTS = dg.DynamicPartitionsDefinition(name=PARTITIONS)

JOB = "build_datasets"
OWNERS = ["team:datasets"]
