"""From a report's bytes to its chapter: text, sections and sentences, one partition a report.

A report that cannot be read is refused with its reason; once all others are read, the step fails and names it.
"""

import dagster as dg

from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.partitions import DETAILED_RUN, OWNERS, POOL, REPORTS, show
from pipelines.assets.present import escaped, markdown_table
from pipelines.assets.stages import Stage
from pipelines.assets.versions import digest_of, reading_version
from pipelines.assets.work import Refusal
from pipelines.progress import told
from pipelines.reading import Chapter, DocumentError, load_countries, read_chapter
from pipelines.resources import DEFAULT_SEEDS, Folders

FIRST_WORDS = 100
CHAPTER_SHOWN = 60_000
"""Characters of a chapter's Markdown that the UI gets; metadata are stored with the run."""


@dg.asset(
    partitions_def=REPORTS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="reading",
    owners=OWNERS,
    pool=POOL,
    kinds={"python"},
    code_version=reading_version(DEFAULT_SEEDS),
    description="The report's text with its sections, sentences and page furniture, each with its span in the text.",
)
def document(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    """Read each report of the run's partitions."""
    stage = Stage("reading")
    seeds, work = folders.seeds_path, folders.work
    countries = load_countries(seeds)
    paths = take_in(seeds).paths
    versions: list[str] = []
    refusals: list[Refusal] = []
    report_ids = context.partition_keys
    for report_id in told(report_ids):
        if (path := paths.get(report_id)) is None:
            message = f"{report_id}: {seeds / 'reports'} has no file for it; put it back, or delete the partition"
            refusals.append(Refusal(report_id, "", message))
            continue
        try:
            chapter = read_chapter(path, seeds, countries)
        except DocumentError as error:
            refusals.append(Refusal(report_id, file_sha256(path), str(error)))
            continue
        versions.append(work.write_chapter(chapter))
        if len(report_ids) <= DETAILED_RUN:
            show(context, report_ids, report_id, _shown(chapter))
    for refusal in refusals:
        work.refuse(refusal)
        context.log.error(refusal.message)
    facts = stage.ended(context.log, reports=len(report_ids), refused=len(refusals))
    if refusals:
        raise refused(refusals)
    return dg.MaterializeResult(data_version=dg.DataVersion(digest_of(versions)), metadata=facts)


def refused(refusals: list[Refusal]) -> dg.Failure:
    """Return the failure that names each refused report."""
    count = f"{len(refusals)} report{'' if len(refusals) == 1 else 's'}"
    return dg.Failure(
        description=f"{count} cannot be used: {', '.join(refusal.report_id for refusal in refusals)}",
        metadata={refusal.report_id: refusal.message for refusal in refusals},
        allow_retries=False,
    )


def as_markdown(chapter: Chapter) -> str:
    """Return a chapter as it was understood: each section's code and heading, then its sentences, numbered.

    Args:
        chapter: the chapter; its text is shown as text, whatever looks like Markdown or HTML in it.
    """
    text = chapter.document.text
    parts = [f"{len(chapter.sections)} sections, {len(chapter.sentences)} sentences, {len(text)} characters"]
    for section in chapter.sections:
        heading = escaped(text[section.heading_start : section.heading_end]) or "no heading"
        within = [one for one in chapter.sentences if section.start <= one.start < section.end]
        parts.append(f"#### {section.code}: {heading}")
        parts.extend(f"{number}. {escaped(text[one.start : one.end])}" for number, one in enumerate(within, start=1))
    whole = "\n\n".join(parts)
    if len(whole) <= CHAPTER_SHOWN:
        return whole
    return whole[:CHAPTER_SHOWN].rsplit("\n\n", 1)[0] + "\n\n*and more; the whole text is in the source file*"


def _shown(chapter: Chapter) -> dict[str, dg.MetadataValue]:
    document = chapter.document
    sections = [
        {
            "section": section.code,
            "heading": document.text[section.heading_start : section.heading_end],
            "sentences": sum(section.start <= sentence.start < section.end for sentence in chapter.sentences),
            "first words": document.text[section.start : min(section.end, section.start + FIRST_WORDS)].strip(),
        }
        for section in chapter.sections
    ]
    return {
        "source": dg.MetadataValue.text(document.source_path),
        "source_sha256": dg.MetadataValue.text(document.source_sha256),
        "characters": dg.MetadataValue.int(len(document.text)),
        "sentences": dg.MetadataValue.int(len(chapter.sentences)),
        "sections": dg.MetadataValue.md(markdown_table(sections)),
        "chapter": dg.MetadataValue.md(as_markdown(chapter)),
        "warnings": dg.MetadataValue.md("\n".join(f"- {warning}" for warning in chapter.warnings) or "*none*"),
    }
