"""From gold chapters to the measured quality of the code that made the release, beside the release and never in it.

The release is out before this is known, and nothing that goes wrong here takes it back.
"""

from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.assets.partitions import OWNERS
from pipelines.assets.publishing import release
from pipelines.assets.versions import PROJECT, digest_of, own_code
from pipelines.publishing import atomic, evaluate_text
from pipelines.publishing.evaluate import Evaluation, EvaluationError, score_chapters
from pipelines.publishing.release import latest
from pipelines.resources import Folders

FOLDER = "evaluation"
"""Folder of the outputs that gets a file a release."""
GOLD = PROJECT / "tests" / "data" / "chapters"
"""The project's own gold chapters."""


class GoldChapters(dg.Config):
    """Which chapters to measure on."""

    gold: str = Field(
        default=str(GOLD),
        description="Folder of `NAME.gold.json` files, each with its chapter `NAME.txt` beside it.",
    )


@dg.asset(
    deps=[release],
    group_name="publishing",
    owners=OWNERS,
    kinds={"json"},
    code_version=own_code("schemas", "pipelines/reading", "pipelines/extraction", "pipelines/publishing"),
    description=(
        "How well extraction agrees with what readers wrote down for the gold chapters, by table, year and field, "
        "with every error; written to `outputs/evaluation/RELEASE.json`."
    ),
)
def evaluation(context: dg.AssetExecutionContext, config: GoldChapters, folders: Folders) -> dg.MaterializeResult[None]:
    """Score the gold chapters with the code and words of this run."""
    gold, published = Path(config.gold), latest(folders.outputs_path)
    if not gold.is_dir():
        return _without_figures(context, f"{gold} is not there, so nothing was measured")
    if published is None:
        return _without_figures(context, f"{folders.outputs_path} has no release that the figures could belong to")
    try:
        measured = score_chapters(gold, folders.seeds_path)
    except EvaluationError as error:
        return _without_figures(context, str(error))
    except Exception as error:  # the release stands, and a fault in measuring is no fault of its rows
        context.log.error("the gold chapters could not be scored", exc_info=error)
        return _without_figures(context, f"measuring failed: {type(error).__name__}: {error}")
    text = measured.as_json()
    path = folders.outputs_path / FOLDER / f"{published.name}.json"
    path.parent.mkdir(exist_ok=True)
    atomic.write_text(path, text)
    return dg.MaterializeResult(
        data_version=dg.DataVersion(digest_of([published.name, text])),
        metadata={
            "release_id": published.name,
            "file": dg.MetadataValue.path(path),
            **figures(measured),
            **tables(measured),
        },
    )


def figures(measured: Evaluation) -> dict[str, int | float]:
    """Return the numbers that Dagster plots from run to run."""
    total = measured.total
    told: dict[str, int | float] = {
        "chapters": len(measured.reports),
        "blocking": total.blocked,
        "errors": len(measured.findings),
    }
    for table, tally in total.tables.items():
        told[f"f1/{table}"] = tally.f1
        told[f"fields/{table}"] = total.fields_of(table).accuracy
    return told


def tables(measured: Evaluation) -> dict[str, dg.MarkdownMetadataValue]:
    """Return the tables with bars, and the errors, for the UI."""
    return {
        "by_table": dg.MetadataValue.md(evaluate_text.tables_markdown(measured.total)),
        "by_year": dg.MetadataValue.md(evaluate_text.years_markdown(measured)),
        "by_field": dg.MetadataValue.md(evaluate_text.fields_markdown(measured)),
        "errors_listed": dg.MetadataValue.md(evaluate_text.errors_markdown(measured)),
    }


def _without_figures(context: dg.AssetExecutionContext, note: str) -> dg.MaterializeResult[None]:
    context.log.warning(note)
    return dg.MaterializeResult(metadata={"note": note, "chapters": 0})
