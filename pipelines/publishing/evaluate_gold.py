"""Gold: what a careful reader takes from a chapter, written down by hand, with alternatives where readers may differ.

Mistakes in these files are reported with file and place, since people write them by hand.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import schemas
from pipelines.reading import DocumentError
from pipelines.reading.documents import decode_text
from pipelines.reading.folding import folded

SUFFIX = ".gold.json"
ANY_TABLE = "any"

Span = tuple[int, int]
Plain = str | int | float | bool | None
Accepted = tuple[Plain, ...]

_KEY_IN_FILE = {"incidents": "incidents", "institutions": "institutions", "compliance_status": "compliance"}
_REQUIRED = {
    "incidents": ("quote",),
    "institutions": ("names",),
    "compliance_status": ("quote", "framework_id", "status"),
}
_NOT_COMPARED = frozenset({"quote", "start", "names", "perpetrators", "optional", "note"})
"""What a gold row says beside the values of columns."""
_OF_FILE = frozenset({"report_id", "seed_path", "note", "must_not", *_KEY_IN_FILE.values()})
_OF_MUST_NOT = frozenset({"table", "quote", "start", "reason", "note"})
_QUOTE_SHOWN = 60


class EvaluationError(Exception):
    """Nothing can be scored; the message names the file, what is wrong and what to do."""


class GoldError(EvaluationError):
    """A gold file cannot be used; the message names the file, the place in it and what is wrong."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One row that should be found.

    `values` has the accepted values of each column that is stated; `perpetrators` is None where they are not stated.
    """

    table: str
    values: Mapping[str, Accepted]
    quote: str | None = None
    start: int | None = None
    names: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] | None = None
    optional: bool = False

    @property
    def shown(self) -> str:
        """What tells a person which row is meant: its quote, or its first name."""
        return self.quote if self.quote is not None else self.names[0]


@dataclass(frozen=True, slots=True)
class MustNot:
    """Words of the text that must not become a row of `table` (`any`: of none of the three)."""

    table: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one report; `path` is its file, `seed_path` the place below the seeds that the chapter stands for."""

    path: Path
    report_id: str
    seed_path: str
    rows: Mapping[str, tuple[GoldRow, ...]]
    must_not: tuple[MustNot, ...]

    @property
    def text_path(self) -> Path:
        """The chapter that belongs to the gold: the `.txt` file of the same name beside it."""
        return self.path.with_name(self.path.name.removesuffix(SUFFIX) + ".txt")

    def span_of(self, quote: str, start: int | None, text: str) -> Span:
        """Return where a quote of this gold stands in the report's text; raises GoldError where it does not."""
        found = locate(text, quote, start)
        if found is None:
            raise GoldError(f"{self.path}: the text of {self.report_id} does not have the quote {_cut(quote)!r}")
        return found


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """Read all gold files of a folder.

    Args:
        folder: the folder of `*.gold.json` files, each with its chapter beside it if there is one; or one such file.

    Returns:
        The gold of each report, in the order of the files' names.

    Raises:
        GoldError: there is none; or a file is no JSON, has an unknown field, a code that the column does not have,
            a quote that is not in the chapter beside it, or the report of another file.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise GoldError(f"{folder}: has no *{SUFFIX} file; name the folder that has them")
    golds = tuple(_read(file) for file in files)
    seen: dict[str, Gold] = {}
    for gold in golds:
        first = seen.setdefault(gold.report_id, gold)
        if first is not gold:
            raise GoldError(f"{gold.path}: report_id: {gold.report_id} has gold in {first.path} already; keep one")
    return golds


def locate(text: str, quote: str, near: int | None) -> Span | None:
    """Return where a quote stands in a text, or None where it does not.

    Args:
        text: the text of the report.
        quote: the words; typographic variants and runs of spaces may differ where the exact words are not found.
        near: where to look first, in code points; the place nearest to it counts. The first one where None.
    """
    spans = _spans(re.escape(quote), text)
    if not spans:
        spans = _spans(r" +".join(map(re.escape, folded(quote).split())), folded(text))
    return min(spans, key=lambda span: abs(span[0] - (near or 0)), default=None)


def _spans(pattern: str, text: str) -> list[Span]:
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _read(path: Path) -> Gold:
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: is not JSON: {error.msg}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise GoldError(f"{path}: is not JSON in UTF-8: {error}") from error
    whole = _Entry(f"{path}", content)
    whole.allow(_OF_FILE)
    gold = Gold(
        path=path,
        report_id=whole.text("report_id"),
        seed_path=whole.text("seed_path"),
        rows={table: tuple(_rows(whole, table)) for table in schemas.DATASETS},
        must_not=tuple(map(_must_not, whole.entries("must_not"))),
    )
    _require_quotes(gold)
    return gold


def _rows(whole: "_Entry", table: str) -> Iterable[GoldRow]:
    columns = {column.name: column for column in schemas.columns(table)}
    for entry in whole.entries(_KEY_IN_FILE[table]):
        entry.allow({*columns, *_NOT_COMPARED})
        for name in _REQUIRED[table]:
            entry.value(name)
        stated = [name for name in entry.content if name not in _NOT_COMPARED]
        yield GoldRow(
            table=table,
            values={name: _accepted(entry, columns[name]) for name in stated},
            quote=entry.text("quote") if "quote" in entry.content else None,
            start=entry.whole_number("start"),
            names=entry.texts("names") if "names" in entry.content else (),
            perpetrators=entry.texts("perpetrators") if "perpetrators" in entry.content else None,
            optional=entry.truth("optional"),
        )


def _must_not(entry: "_Entry") -> MustNot:
    entry.allow(_OF_MUST_NOT)
    table = entry.text("table")
    if table not in (*schemas.DATASETS, ANY_TABLE):
        entry.fail("table", f"is {table!r}; the tables are {', '.join(schemas.DATASETS)}, or {ANY_TABLE}")
    return MustNot(table, entry.text("quote"), entry.whole_number("start"))


def _accepted(entry: "_Entry", column: schemas.Column) -> Accepted:
    value = entry.value(column.name)
    values = value if isinstance(value, list) else [value]
    if not values or not all(one is None or isinstance(one, str | int | float) for one in values):
        entry.fail(column.name, "has to be a value, or a list of accepted values")
    # Readers may accept a code that the column does not have, but not that alone: no row could ever be right.
    if column.codes and not any(one is None or one in column.codes for one in values):
        entry.fail(column.name, f"{values[0]!r} is no code of it; its codes are {', '.join(column.codes)}")
    for one in values:
        if column.arrow_type_text.startswith("date") and one is not None and not _is_date(one):
            entry.fail(column.name, f"{one!r} is no date such as 2019-05-03")
    return tuple(values)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _require_quotes(gold: Gold) -> None:
    """Each quote stands in the chapter beside the gold, if there is one."""
    if not gold.text_path.is_file():
        return
    try:
        text = decode_text(gold.text_path.read_bytes(), f"{gold.text_path}")
    except (OSError, DocumentError) as error:
        raise GoldError(f"{gold.path}: its chapter cannot be read: {error}") from error
    for row in (row for rows in gold.rows.values() for row in rows if row.quote is not None):
        gold.span_of(row.shown, row.start, text)
    for ban in gold.must_not:
        gold.span_of(ban.quote, ban.start, text)


class _Entry:
    """An object of a gold file with its place, for errors that say where."""

    def __init__(self, place: str, content: object) -> None:
        self.place = place
        if not isinstance(content, dict):
            raise GoldError(f"{place}: has to be an object in braces, not {_cut(json.dumps(content))}")
        self.content: dict[str, Any] = content

    def fail(self, name: str, message: str) -> NoReturn:
        raise GoldError(f"{self.place}: {name}: {message}")

    def allow(self, names: Iterable[str]) -> None:
        """Every field is one of these: a field with a typing mistake would never be compared."""
        for name in self.content:
            if name not in names:
                self.fail(name, f"is unknown; the fields are {', '.join(sorted(names))}")

    def value(self, name: str) -> Any:
        if name not in self.content:
            self.fail(name, "is missing")
        return self.content[name]

    def text(self, name: str) -> str:
        value = self.value(name)
        if not isinstance(value, str) or not value.strip():
            self.fail(name, f"has to be a text, not {value!r}")
        return str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.value(name)
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.fail(name, f"has to be a list of names, not {value!r}")
        if name == "names" and not value:
            self.fail(name, "has to have a name")
        return tuple(value)

    def whole_number(self, name: str) -> int | None:
        value = self.content.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self.fail(name, f"has to be a whole number, not {value!r}")
        return value

    def truth(self, name: str) -> bool:
        value = self.content.get(name, False)
        if not isinstance(value, bool):
            self.fail(name, f"has to be true or false, not {value!r}")
        return bool(value)

    def entries(self, name: str) -> list["_Entry"]:
        value = self.content.get(name, [])
        if not isinstance(value, list):
            self.fail(name, "has to be a list")
        return [_Entry(f"{self.place}: {name}[{place}]", one) for place, one in enumerate(value)]


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE_SHOWN else f"{text[: _QUOTE_SHOWN - 1]}…"
