"""The code location: all assets, checks, the job, what starts it by itself, and the resources that they share."""

import dagster as dg

from pipelines.assets.corrections import corrections
from pipelines.assets.datasets import TABLE_ASSETS
from pipelines.assets.evaluation import evaluation
from pipelines.assets.extraction import extraction
from pipelines.assets.publishing import release
from pipelines.assets.reading import document
from pipelines.assets.site import site
from pipelines.automation import SCHEDULES, SENSORS, build_datasets, following
from pipelines.checks import CHECKS
from pipelines.executors import chosen_executor
from pipelines.failures import FailureWebhook
from pipelines.io import ParquetTables
from pipelines.resources import Folders

FOLDERS = Folders.configure_at_launch()

defs = dg.Definitions(
    assets=following([document, extraction, *TABLE_ASSETS, corrections, release, evaluation, site]),
    asset_checks=CHECKS,
    jobs=[build_datasets],
    sensors=SENSORS,
    schedules=SCHEDULES,
    resources={"folders": FOLDERS, "parquet": ParquetTables(folders=FOLDERS), "webhook": FailureWebhook()},
    executor=chosen_executor,
)
