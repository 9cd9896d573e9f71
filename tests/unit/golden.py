"""Golden tables: what the extractor makes of a few chapters, as text in which a reviewer sees every change of the data.

Run as a program (`make golden`) it writes them anew; tests/unit/test_golden.py tells where the two differ.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from chapters import PROJECT, SEEDS, extract_text, knowledge

import schemas
from pipelines.extraction.extract import Tables, extract
from pipelines.publishing.changes import in_a_line
from pipelines.reading import read_chapter

GOLDEN = PROJECT / "tests" / "data" / "golden"
CHAPTERS = PROJECT / "tests" / "data" / "chapters"
AUTHORED = (
    "turkey-2003",
    "peru-2008",
    "yemen-2010",
    "philippines-2017",
    "tunisia-2019",
    "niger-2022",
)
"""Fictional chapters, chosen for their layouts, which are those of different years."""

Row = Mapping[str, Any]

TABLES: Mapping[str, tuple[str, ...]] = {
    "incidents": ("summary",),
    "institutions": ("institution_id",),
    "compliance_status": ("statement",),
    "incident_actors": ("incident", "institution_id", "role"),
    "casualty_claims": ("incident", "outcome", "claimant"),
    "institution_names": ("institution_id", "name"),
    "institution_mentions": ("institution_id", "start"),
    "rejections": ("quote", "candidate_for"),
}
"""The tables shown, each with the columns by which a row is known again. `evidence` stands in the rows that it proves,
and `reports` is the chapter itself."""

_WIDE = ("incidents", "institutions", "compliance_status")
"""Tables whose rows are blocks of one line a field; a row of the others is one line."""
_OF_THE_CHAPTER = ("report_id", "country_iso3", "report_year")
"""The same in every row of a chapter, whose name the folder has."""
_MADE_OF_EVIDENCE = ("incident_id", "compliance_id")
"""Identifiers that change with any span; the sentence stands for them."""


class _Dumper(yaml.CSafeDumper):
    """Writes a value that stands twice twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that came or went, or one field of a row that says something else."""

    sign: str
    row: str
    told: str

    def __str__(self) -> str:
        return f"  {self.sign} {self.row}{self.told}"


@lru_cache(maxsize=1)
def golden_files() -> Mapping[str, str]:
    """Return what the extractor makes of the chapters now: the texts by their path below the golden folder."""
    return {
        f"{chapter}/{table}.yaml": text
        for chapter, tables in _extracted()
        for table, text in texts_of(tables, chapter).items()
    }


def stored_files(folder: Path = GOLDEN) -> dict[str, str]:
    """Return the golden files as they are stored, by their path below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}


def _extracted() -> Iterator[tuple[str, Tables]]:
    for path in sorted(path for path in (SEEDS / "reports").glob("*/*") if path.suffix in (".txt", ".html", ".pdf")):
        yield f"{path.stem}-{path.parent.name}", extract(read_chapter(path, SEEDS, knowledge().countries), knowledge())
    for name in AUTHORED:
        slug, year = name.rsplit("-", 1)
        yield name, extract_text((CHAPTERS / f"{name}.txt").read_bytes().decode(), year=int(year), slug=slug)


def texts_of(tables: Tables, chapter: str) -> dict[str, str]:
    """Return the golden texts of one chapter, by table.

    Args:
        tables: what was extracted.
        chapter: its name, for the first line.
    """
    published = {name: [_in_order(name, row) for row in rows] for name, rows in tables.items()}
    return {table: _text(table, chapter, _rows(table, published)) for table in TABLES}


def _in_order(table: str, row: Row) -> Row:
    """The row with all columns of its table in their order, whatever the order in which it was made."""
    return {column.name: row.get(column.name) for column in schemas.columns(table)}


def _rows(table: str, published: Mapping[str, Sequence[Row]]) -> list[Row]:
    place = {e["row_id"]: e["start"] for e in reversed(published["evidence"]) if e["field"] in ("summary", "statement")}
    sentence = {row["incident_id"]: row["summary"] for row in published["incidents"]}
    shown = []
    for row in published[table]:
        row_id = row.get("incident_id") or row.get("compliance_id")
        left_out = {*_OF_THE_CHAPTER, *_MADE_OF_EVIDENCE}
        values = {name: value for name, value in row.items() if value is not None and name not in left_out}
        if table not in _WIDE and row_id:
            values["incident"] = sentence[row_id]
        key = {name: values[name] for name in TABLES[table] if name in values and table in _WIDE}
        proof = _evidence(table, row, published["evidence"])
        shown.append(
            (place.get(row_id, row.get("start", 0)), {**key, **values, **({"evidence": proof} if proof else {})})
        )
    return [
        row for _, row in sorted(shown, key=lambda it: (it[0], str([it[1].get(k) for k in TABLES[table]]), str(it[1])))
    ]


def _evidence(table: str, row: Row, evidence: Sequence[Row]) -> dict[str, str]:
    """The rule behind each value and the words it read; these are not said again where they are the value itself."""
    sentence = row.get("summary") or row.get("statement")
    row_id = row[schemas.TABLES[table].key[0]]
    found: dict[str, list[str]] = {}
    for it in evidence:
        if (it["table_name"], it["row_id"]) == (table, row_id):
            words = (
                ""
                if it["quote"] == row[it["field"]]
                else ": the sentence"
                if it["quote"] == sentence
                else f": {it['quote']}"
            )
            found.setdefault(it["field"], []).append(f"{it['rule']}{words}")
    return {field: " | ".join(found[field]) for field in row if field in found}


def _text(table: str, chapter: str, rows: Sequence[Row]) -> str:
    head = f"# {chapter}, {table}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}. Written by `make golden`.\n"
    gap = "\n" if table in _WIDE else ""
    return head + "".join(gap + _dumped(row, flow=table not in _WIDE) for row in rows)


def _dumped(row: Row, *, flow: bool) -> str:
    dumped: str = yaml.dump(
        [dict(row)],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**20,
        default_flow_style=None if flow else False,
    )
    return dumped


def differences(table: str, old: str, new: str) -> list[Difference]:
    """Return what differs between two golden texts of a table, row by row and field by field.

    Args:
        table: its name.
        old: the stored text; empty where there is none.
        new: the text as the extractor makes it now.
    """
    before, after = (_flat_rows(text) for text in (old, new))
    gone, came = _without_common(before, after), _without_common(after, before)
    found: list[Difference] = []
    for row in gone:
        label = _label(table, row)
        twin = max(
            (it for it in came if _key(table, it) == _key(table, row)), key=lambda it: _alike(row, it), default=None
        )
        if twin is None:
            found.append(Difference("-", label, ": this row is gone"))
            continue
        came.remove(twin)
        names = [*row, *(name for name in twin if name not in row)]
        found += [
            Difference("~", label, f": {name}: {_said(row.get(name))} → {_said(twin.get(name))}")
            for name in names
            if row.get(name) != twin.get(name)
        ]
    return found + [Difference("+", _label(table, row), f": this row is new: {_told(row)}") for row in came]


def _flat_rows(text: str) -> list[Row]:
    loaded = yaml.load(text, Loader=yaml.CSafeLoader) or []
    return [
        {name: value for name, value in row.items() if name != "evidence"}
        | {f"evidence of {field}": said for field, said in row.get("evidence", {}).items()}
        for row in loaded
    ]


def _without_common(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that the others have not; one that stands twice here and once there is left over once."""
    spare = Counter(map(repr, others))
    left = []
    for row in rows:
        spare[repr(row)] -= 1
        if spare[repr(row)] < 0:
            left.append(row)
    return left


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in TABLES[table])


def _alike(row: Row, other: Row) -> int:
    return sum(other.get(name) == value for name, value in row.items())


def _label(table: str, row: Row) -> str:
    return " / ".join(in_a_line(part) for part in _key(table, row) if part is not None)


def _said(value: object) -> str:
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)


def _told(row: Row) -> str:
    return ", ".join(f"{name}: {_said(value)}" for name, value in row.items() if not name.startswith("evidence of "))


def report(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return what differs between stored and new golden files, for people; empty where nothing does.

    Args:
        old: the stored texts by path.
        new: the texts as the extractor makes them now, by path.
    """
    lines: list[str] = []
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) == new.get(path):
            continue
        lines.append(f"tests/data/golden/{path}")
        if path not in new:
            lines.append("  this file is of no chapter and table that is shown any more")
            continue
        table = Path(path).stem
        try:
            found = differences(table, old.get(path, ""), new[path])
        except yaml.YAMLError as error:
            lines.append(f"  the stored file cannot be read: {in_a_line(str(error))}")
            continue
        lines += map(str, found) if found else ["  the same rows, written otherwise"]
    return "\n".join(lines)


def write(folder: Path = GOLDEN) -> str:
    """Write the golden files anew, remove those of no chapter any more, and return what changed, for people.

    Args:
        folder: where they are; made where it is missing.
    """
    old, new = stored_files(folder), golden_files()
    changed = report(old, new)
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in new.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    return changed


if __name__ == "__main__":
    print(write() or "The golden tables are what the extractor makes already.")
    sys.exit(0)
