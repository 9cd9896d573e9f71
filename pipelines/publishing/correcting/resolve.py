"""Whether all corrections together can be applied: what each speaks of, and whether the corrected rows still hold.

Every problem is told with file and line, and all of them at once.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pandera.errors import SchemaErrors

from pipelines.publishing.correcting.consistency import contradictions
from pipelines.publishing.correcting.edit import EDITED, edited
from pipelines.publishing.correcting.parts import Place, Record, Tables, parted, place_named, place_of
from pipelines.publishing.correcting.targets import NOTHING_LISTED, Listed, MisfitError, SectionAt, Targets
from pipelines.reading.corrections import Correction, CorrectionsError
from schemas import CORRECTIONS, DATASETS, TABLES, check_relations, to_arrow

Made = Sequence[tuple[Correction, Record]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The rows of the table `corrections`, and the corrections that wait for a report that was refused."""

    rows: tuple[Record, ...]
    waiting: tuple[Correction, ...]


def resolve(
    corrections: Sequence[Correction],
    tables: Tables,
    section_at: SectionAt,
    refused: Collection[str] = (),
    listed: Listed = NOTHING_LISTED,
) -> Resolution:
    """Find the value that each correction speaks of, and check that the corrected tables may be published.

    Args:
        corrections: as read from the seeds.
        tables: the extracted tables, validated.
        section_at: says the section of a place in a report.
        refused: reports that could not be used this time; a correction that names one of them waits for it, since
            a report that is broken today must not keep the others from being published.
        listed: for a column whose values stand in a reference list, which these are.

    Returns:
        The rows of the table `corrections`, in the order of the corrections, and the corrections that wait.

    Raises:
        CorrectionsError: a correction's row is not there, its old value is another, its new value is none that the
            column may have, or the corrected rows contradict each other; every problem is named with file and line.
    """
    waiting = tuple(one for one in corrections if _is_of(one, refused))
    due = [one for one in corrections if not _is_of(one, refused)]
    if not due:
        return Resolution((), waiting)
    targets = Targets(due, tables, section_at, refused, listed)
    made: dict[tuple[Place, str], tuple[Correction, Record]] = {}
    problems: list[str] = []
    for one in due:
        try:
            row = targets.row_for(one)
        except MisfitError as misfit:
            problems.append(f"{one.place}: {misfit}")
            continue
        first, _ = made.setdefault((place_named(row), row["field"]), (one, row))
        if first is not one:
            twice = f"{row['field']} of {row['row_id']} is corrected at {first.place} already"
            problems.append(f"{one.place}: {twice}; keep one of the lines")
    problems = problems or list(_broken(tables, list(made.values())))
    if problems:
        raise CorrectionsError(problems)
    return Resolution(tuple(row for _, row in made.values()), waiting)


def _is_of(one: Correction, reports: Collection[str]) -> bool:
    """Whether a correction names one of the reports, if only at the head of its row's id."""
    named = one.report_id
    return named in reports or (not named and one.row_id.startswith(tuple(f"{it.lower()}-" for it in reports)))


def _broken(tables: Tables, made: Made) -> Iterator[str]:
    """What the corrected rows break, each with the lines that correct the row."""
    said = [row for _, row in made]
    touched, _ = parted(tables, {row["report_id"] for row in said})
    rows = edited({name: touched[name].to_pylist() for name in EDITED}, said)
    lines: dict[Place, list[Correction]] = defaultdict(list)
    for one, row in made:
        lines[place_named(row)].append(one)
    changed = {place_of(name, row): row for name in DATASETS for row in rows[name] if place_of(name, row) in lines}
    try:
        corrected = {**touched, **{name: to_arrow(name, rows[name]) for name in EDITED}}
    except SchemaErrors:
        # All rows are checked at once, since that costs little more than one; only a failure is narrowed down.
        narrowed = [(place, it) for place, row in changed.items() for it in _problems_of_row(place[0], row)]
        if not narrowed:
            raise
        yield from (f"{_places(lines[place])}: {place[0]} {place[1]}: {problem}" for place, problem in narrowed)
        return
    for place, row in changed.items():
        for problem in contradictions(place[0], row, {one.field for one in lines[place]}):
            yield f"{_places(lines[place])}: {place[0]} {place[1]}: {problem}"
    for problem in check_relations({**corrected, CORRECTIONS: to_arrow(CORRECTIONS, said)}):
        blamed = [one for place, of_row in lines.items() if _names(problem, place[1]) for one in of_row]
        yield f"{_places(blamed or [one for one, _ in made])}: {problem}"


def _names(problem: str, row_id: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(row_id)}(?![\w-])", problem) is not None


def _problems_of_row(name: str, row: Record) -> Iterator[str]:
    try:
        to_arrow(name, [row])
    except SchemaErrors as error:
        descriptions = {str(check.name): str(check.description) for check in TABLES[name].schema.checks}
        for case in error.failure_cases.drop_duplicates("check").to_dict("records"):
            check = str(case["check"])
            told = f"{case['column']} must not be {case['failure_case']!r} ({check})"
            yield f"the rule does not hold: {descriptions[check]}" if check in descriptions else told


def _places(corrections: Iterable[Correction]) -> str:
    return ", ".join(sorted(one.place for one in corrections))
