"""What the commands on releases say: text in, text out, so that the command line only passes words on.

Long listings are for people; `diff` can also speak Markdown and JSON, and give a summary for a page of results.
"""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipelines.publishing import descriptor
from pipelines.publishing.changes import SPAN_TABLES, Reasoned, counts_of, in_a_line, telling, with_reasons
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.diff import Change
from pipelines.publishing.prune import Pruning, newest_first, plan, prune
from pipelines.publishing.release import RELEASES, latest
from pipelines.publishing.verify import verify, verify_all
from schemas import DATASETS

_KINDS = ("added", "removed", "changed")
_SUMMARY_ROWS = 100
_SIGNS: Mapping[str, str] = {"added": "+", "removed": "-", "changed": "~"}


def releases_text(outputs: Path) -> str:
    """Return the list of releases, newest first: id, schema version, rows of the datasets, sources, the latest marked.

    Args:
        outputs: folder of `releases/`, `changes/` and `latest.json`.
    """
    names = newest_first(outputs)
    if not names:
        return f"{outputs} has no release yet; build one with: crt build\n"
    pointed = latest(outputs)
    rows = [
        _release_line(outputs / RELEASES / name, is_latest=pointed is not None and name == pointed.name)
        for name in names
    ]
    return _columns(["release", "schema", *DATASETS, "sources", ""], rows, left={0, 1, len(DATASETS) + 3})


def _release_line(release: Path, *, is_latest: bool) -> list[str]:
    mark = "latest" if is_latest else ""
    try:
        described = descriptor.read(release)
        counts = {it["name"]: it["rows"] for it in described["resources"]}
        sources = sum("hash" in it for it in described["sources"])
    except (DamagedReleaseError, KeyError, TypeError):
        unknown = ["?"] * (len(DATASETS) + 2)
        return [release.name, *unknown, f"{mark} damaged: see crt verify {release.name}".strip()]
    said = [str(counts.get(name, "-")) for name in DATASETS]
    return [release.name, str(described.get("schemaVersion")), *said, str(sources), mark]


def prune_text(outputs: Path, keep: int, *, confirmed: bool) -> str:
    """Remove all but the newest releases, or say what would be removed.

    Args:
        outputs: folder of `releases/`, `site/`, `changes/` and `latest.json`.
        keep: how many releases stay, the latest counted; at least 1.
        confirmed: false for a dry run, which touches nothing.

    Raises:
        ValueError: `keep` is less than 1.
        PublicationError: it cannot be done; the message says why.
    """
    done = prune(outputs, keep) if confirmed else plan(outputs, keep)
    return _pruning_text(outputs, done, confirmed=confirmed)


def _pruning_text(outputs: Path, done: Pruning, *, confirmed: bool) -> str:
    pointed = latest(outputs)
    if not done.removed:
        return f"Nothing to remove: {outputs} has {_counted(len(done.kept), 'release')}.\n"
    lines = [f"keeps    {name}{'  latest' if pointed and pointed.name == name else ''}" for name in done.kept]
    lines += [f"{'removed' if confirmed else 'removes':<8} {name}" for name in done.removed]
    if not confirmed:
        lines.append("Nothing was removed yet. Their sites go too, their changes stay on record. To do it, add --yes")
    return "\n".join(lines) + "\n"


def verify_text(release: Path) -> tuple[str, bool]:
    """Check one release; return what was found, and whether all is well.

    Args:
        release: its folder.
    """
    return _verdict(release.name, verify(release))


def verify_all_text(outputs: Path) -> tuple[str, bool]:
    """Check every release and the pointer to the latest; return what was found, and whether all is well.

    Args:
        outputs: folder of `releases/` and `latest.json`.
    """
    found = verify_all(outputs)
    if not any(name not in (RELEASES, "latest.json") or problems for name, problems in found.items()):
        return f"{outputs} has no release yet; build one with: crt build\n", True
    verdicts = [
        _verdict(name, problems)
        for name, problems in found.items()
        if problems or name not in (RELEASES, "latest.json")
    ]
    return "".join(text for text, _ in verdicts), all(well for _, well in verdicts)


def _verdict(name: str, problems: Sequence[str]) -> tuple[str, bool]:
    if not problems:
        return f"{name}: all files, spans and schemas hold\n", True
    lines = [f"{name}: {problem}" for problem in problems]
    return "\n".join([*lines, f"{name}: {_counted(len(problems), 'problem')}"]) + "\n", False


def diff_text(old: Path, new: Path, form: str = "table") -> str:
    """Return the difference between two releases as text.

    Args:
        old: the earlier release's folder.
        new: the later release's folder.
        form: `table`; `markdown`; `summary`, which is Markdown that only counts spans and tells of each kind of change
            the first hundred; or `json`, which alone tells all values whole.

    Raises:
        KeyError: the form is unknown.
        FileNotFoundError: a folder is not there.
        DamagedReleaseError: a file of a release is missing or cannot be read.
    """
    write = DIFF_FORMS[form]
    return write(old.name, new.name, with_reasons(old, new))


def _diff_table(old: str, new: str, found: Reasoned) -> str:
    if not found:
        return f"{old} and {new} say the same\n"
    lines = [f"{_SIGNS[it.change]} {it.table} {it.row_id}{_told(it, ' -> ')} ({why})" for it, why in found]
    counts = _columns(["table", *_KINDS], _count_rows([it for it, _ in found]), left={0})
    return "\n".join([*lines, "", f"{counts}{_counted(len(found), 'change')} from {old} to {new}"]) + "\n"


def _diff_markdown(old: str, new: str, found: Reasoned) -> str:
    return _markdown(old, new, found, told=found, most=len(found))


def _diff_summary(old: str, new: str, found: Reasoned) -> str:
    told = [(it, why) for it, why in found if it.table not in SPAN_TABLES]
    return _markdown(old, new, found, told, _SUMMARY_ROWS)


def _markdown(old: str, new: str, found: Reasoned, told: Reasoned, most: int) -> str:
    """All changes counted by table, and of those to be told the first of each kind."""
    lines = [f"# Changes from {old} to {new}", ""]
    if not found:
        return "\n".join([*lines, "None: both say the same."]) + "\n"
    lines += ["| table | rows added | rows removed | fields changed |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {' | '.join(row)} |" for row in _count_rows([it for it, _ in found])]
    for kind, title in zip(_KINDS, ("Rows added", "Rows removed", "Fields changed"), strict=True):
        chosen = [(it, why) for it, why in told if it.change == kind]
        if chosen:
            lines += ["", f"## {title}", "", "| table | row | what | reason |", "| --- | --- | --- | --- |"]
        for it, why in chosen[:most]:
            cells = [it.table, f"`{_cell(it.row_id)}`", _cell(_told(it, " → ").lstrip(": ")), why]
            lines.append(f"| {' | '.join(cells)} |")
        if len(chosen) > most:
            lines += ["", f"And {len(chosen) - most} more; all are told by `crt diff {old} {new}`."]
    return "\n".join(lines) + "\n"


def _diff_json(old: str, new: str, found: Reasoned) -> str:
    changes = [
        {
            "table": it.table,
            "row_id": it.row_id,
            "field": it.field,
            "change": it.change,
            "old": it.old,
            "new": it.new,
            "reason": why,
        }
        for it, why in found
    ]
    counts = {
        name: {kind: counted[kind] for kind in _KINDS} for name, counted in counts_of([it for it, _ in found]).items()
    }
    said = {"old": old, "new": new, "counts": counts, "changes": changes}
    return json.dumps(said, ensure_ascii=False, indent=2, default=_iso) + "\n"


DIFF_FORMS: Mapping[str, Callable[[str, str, Reasoned], str]] = {
    "table": _diff_table,
    "markdown": _diff_markdown,
    "summary": _diff_summary,
    "json": _diff_json,
}
"""The forms in which a difference can be told."""


def _count_rows(found: Sequence[Change]) -> list[list[str]]:
    return [[name, *(str(counted[kind]) for kind in _KINDS)] for name, counted in counts_of(found).items()]


def _told(change: Change, arrow: str) -> str:
    if change.field is None:
        return telling(change.row)
    return f" {change.field}: {in_a_line(change.old)}{arrow}{in_a_line(change.new)}"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _iso(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a value of type {type(value).__name__} has no place in a table")


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], left: set[int]) -> str:
    """Cells in columns as wide as their widest: words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = (
        "  ".join(
            f"{cell:<{width}}" if place in left else f"{cell:>{width}}" for place, (cell, width) in enumerate(pairs)
        )
        for pairs in (list(zip(row, widths, strict=True)) for row in (heads, *rows))
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"
