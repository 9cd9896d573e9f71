"""The command `crt add`: its answer as text.

This is the only place in the package that knows today's date, and the only one that prints.
"""

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.adding.documents import add_document
from pipelines.adding.model import Added, AddError, Recognised
from pipelines.reading.codebook import CodebookError

SEEDS = Path("seeds")
_SHOWN_CHARACTERS = 100


def run(arguments: argparse.Namespace, today: date | None = None) -> int:
    """Run `crt add`.

    Args:
        arguments: the options of `crt add`.
        today: the date for SOURCES.csv; today in UTC where None.

    Returns:
        0, or 1 where the document was refused, with one line on stderr.
    """
    try:
        added = add_document(
            arguments.source,
            arguments.country,
            arguments.year,
            arguments.seeds,
            today or datetime.now(UTC).date(),
            arguments.yes,
            url=arguments.url,
            licence=arguments.licence,
        )
    except (AddError, CodebookError) as error:
        sys.stderr.write(f"crt: {_printable(str(error))}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in _answer(added, arguments)))
    return 0


def _answer(added: Added, arguments: argparse.Namespace) -> Iterator[str]:
    if added.recognised is not None:
        yield from _recognised_lines(added.recognised)
        yield ""
    if added.outcome == "unchanged":
        yield f"Already there: {added.path} has these very bytes and its row in SOURCES.csv; nothing to do."
    elif added.outcome == "source_recorded":
        yield f"Already there: {added.path}; its row in SOURCES.csv was missing or out of date, and is written now."
    elif added.outcome == "added":
        yield f"Added: {added.path}, with its row in SOURCES.csv. Build it with: crt build"
    else:
        yield f"Nothing is written yet. It would become {added.path}. If this is the chapter, go on with:"
        yield f"  {_next_command(arguments, needs_licence=not added.row.licence)}"


def _recognised_lines(recognised: Recognised) -> Iterator[str]:
    yield (
        f"{recognised.country_name}, {recognised.report_id}: {recognised.media_type}, {recognised.size:,} bytes, "
        f"{recognised.sentences:,} sentences"
    )
    yield ""
    width = max((len(section.code) for section in recognised.sections), default=0)
    for section in recognised.sections:
        heading = _short(section.heading) if section.heading else "(no heading)"
        yield f"  {section.code:<{width}}  {section.sentences:>5}  {heading}"
    yield ""
    yield (
        f"Found: {recognised.incidents} incidents, {recognised.institutions} institutions, "
        f"{recognised.compliance} compliance rows"
    )
    yield from _listed("Warnings:", map(_printable, recognised.warnings))
    yield from _listed("First lines:", map(_short, recognised.first_lines))


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = [f"  {line}" for line in lines]
    if shown:
        yield title
        yield from shown


def _next_command(arguments: argparse.Namespace, needs_licence: bool) -> str:
    words = ["crt", "add", arguments.source, "--country", arguments.country, "--year", str(arguments.year)]
    if arguments.seeds != SEEDS:
        words += ["--seeds", str(arguments.seeds)]
    if arguments.url:
        words += ["--url", arguments.url]
    if arguments.licence:
        words += ["--licence", arguments.licence]
    return shlex.join([*words, "--yes"]) + (" --licence LICENCE" if needs_licence else "")


def _short(text: str) -> str:
    plain = _printable(text)
    return plain if len(plain) <= _SHOWN_CHARACTERS else f"{plain[: _SHOWN_CHARACTERS - 1]}…"


def _printable(text: str) -> str:
    """One line without control characters: a document's text could steer the terminal otherwise."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in " ".join(text.split())
    )
