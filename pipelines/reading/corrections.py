"""Corrections by reviewers: the files in `seeds/corrections`, read as text and checked for their form alone.

Whether a correction fits a row is judged later; here each mistake is named with file and line, and all of them at once.
"""

import csv
import datetime
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = "corrections"
MAXIMUM_BYTES = 1_000_000
"""A person writes corrections one by one; a larger file is a mistake or an attack."""
MAXIMUM_FILES = 200
MAXIMUM_CHARACTERS = 2_000
"""Longest cell."""

TARGETS = ("row_id", "span")
REQUIRED = ("field", "old", "new", "reason", "reviewer", "date")
OPTIONAL = ("quote",)
COLUMNS = (*TARGETS, *REQUIRED, *OPTIONAL)

_PROBLEMS_SHOWN = 50
_IGNORED = frozenset({"README.md"})
_ROW_ID = re.compile(r"[^\s/|]{1,200}(/[A-Z]{3}-[0-9]{4})?", re.ASCII)
_SPAN = re.compile(r"([A-Z]{3}-[0-9]{4}):([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class CorrectionsError(Exception):
    """Corrections cannot be used; the message names file and line of each problem, and what to do.

    `problems` has all of them, one sentence each; the message shows the first fifty.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        shown = [*problems[:_PROBLEMS_SHOWN]]
        if more := len(problems) - len(shown):
            shown.append(f"and {more} more")
        listed = "\n  ".join(shown)
        super().__init__(f"corrections that cannot be applied, so that nothing is published:\n  {listed}")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file of corrections, as text; `old` and `new` are empty where the value is null.

    `row_id` is a row's identifier, with a slash and its report's where wanted; where it is empty, `span` tells the row
    by words of the report that it rests on: report, first and last character as `evidence` has them.
    """

    source_path: str
    line: int
    row_id: str
    span: tuple[str, int, int] | None
    field: str
    old: str
    new: str
    quote: str
    reason: str
    reviewer: str
    day: datetime.date

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.source_path}:{self.line}"

    @property
    def report_id(self) -> str:
        """The report that the correction names, or an empty text where the row's identifier alone is given."""
        return self.span[0] if self.span else self.row_id.partition("/")[2]


def read_corrections(seeds: Path) -> tuple[Correction, ...]:
    """Read all files of corrections.

    Args:
        seeds: the folder that holds `corrections/`, which may be missing.

    Returns:
        The corrections, file by file in the order of their names, line by line.

    Raises:
        CorrectionsError: a file or a line has another form; every problem is named.
    """
    found: list[Correction] = []
    problems: list[str] = []
    if (seeds / FOLDER).is_symlink():
        raise CorrectionsError([f"{FOLDER}: is a symbolic link; put the folder itself there"])
    files = _files(seeds)
    if len(files) > MAXIMUM_FILES:
        raise CorrectionsError([f"{FOLDER}: has more than {MAXIMUM_FILES} files; put some of them together"])
    for path in files:
        name = f"{FOLDER}/{path.name}"
        try:
            for one in _lines(name, _text(path, name)):
                if isinstance(one, Correction):
                    found.append(one)
                else:
                    problems.append(one)
        except _FileError as error:
            problems.append(f"{name}{error}")
    if problems:
        raise CorrectionsError(problems)
    return tuple(found)


def corrections_digest(seeds: Path) -> str:
    """Return a SHA-256 over the names and bytes of all files of corrections, empty where there are none.

    Args:
        seeds: the folder that holds `corrections/`, which may be missing.
    """
    files = _files(seeds)
    digest = hashlib.sha256()
    for path in files:
        content = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()[: MAXIMUM_BYTES + 1]
        digest.update(f"{path.name}\0{hashlib.sha256(content).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest() if files else ""


class _FileError(Exception):
    """A file cannot be read further; the message begins with a colon, and a line where there is one."""


def _files(seeds: Path) -> list[Path]:
    folder = seeds / FOLDER
    if not folder.is_dir():
        return []
    return sorted(
        (path for path in folder.iterdir() if path.name not in _IGNORED and not path.name.startswith(".")),
        key=lambda path: path.name,
    )[: MAXIMUM_FILES + 1]


def _text(path: Path, name: str) -> str:
    if path.suffix != ".csv" or not name.isprintable():
        raise _FileError(": is no file of corrections; name it .csv, or take it out of the folder")
    if path.is_symlink() or not path.is_file():
        raise _FileError(": is not a file of its own; put the file itself there")
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise _FileError(f": cannot be read ({error.strerror or error}); grant access to it") from error
    if len(content) > MAXIMUM_BYTES:
        raise _FileError(f": is larger than {MAXIMUM_BYTES} bytes; split it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _FileError(f":{line}: is not UTF-8 (byte {error.start}); save the file as UTF-8") from error


def _lines(name: str, text: str) -> Iterator[Correction | str]:
    """The corrections of a file, and a message for each line that is none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(next(reader, []))
        first = reader.line_num + 1
        for cells in reader:
            line, first = first, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            problems = list(_problems(header, cells))
            yield from (f"{name}:{line}: {problem}" for problem in problems)
            if not problems:
                yield _correction(name, line, _named(header, cells))
    except csv.Error as error:
        raise _FileError(f":{reader.line_num}: is not valid CSV ({error}); quote cells that hold a comma") from error


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    header = tuple(cell.strip() for cell in cells)
    wrong = [
        *(f"the column {name[:40]!r} is unknown" for name in header if name not in COLUMNS),
        *(f"the column {name} is there twice" for name in COLUMNS if header.count(name) > 1),
        *(f"the column {name} is missing" for name in REQUIRED if name not in header),
        *([] if set(TARGETS) & set(header) else ["the column row_id is missing"]),
    ]
    if wrong:
        raise _FileError(f":1: {', '.join(wrong)}; the columns are {','.join(COLUMNS)}")
    return header


def _named(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _problems(header: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    if len(cells) != len(header):
        yield f"has {len(cells)} cells where the header has {len(header)}; quote cells that hold a comma"
        return
    row = _named(header, cells)
    for column, cell in row.items():
        if len(cell) > MAXIMUM_CHARACTERS:
            yield f"{column} is longer than {MAXIMUM_CHARACTERS} characters"
        elif _CONTROL.search(cell):
            yield f"{column} holds a line break or a control character; write it in one line"
    yield from (f"{column} is empty" for column in ("field", "reason", "reviewer", "date") if not row[column])
    yield from _target_problems(row["row_id"], row["span"])
    if row["date"] and not _is_day(row["date"]):
        yield f"date is {row['date'][:40]!r}, which is no day such as 2019-05-01"
    if row["old"] == row["new"]:
        yield "old and new are the same; take the line out"


def _target_problems(row_id: str, span: str) -> Iterable[str]:
    if bool(row_id) == bool(span):
        yield "needs either row_id or span, and not both"
    elif row_id and not _ROW_ID.fullmatch(row_id):
        yield f"row_id is {row_id[:60]!r}; write a row's identifier, or IDENTIFIER/REPORT"
    elif span and not _SPAN.fullmatch(span):
        yield f"span is {span[:60]!r}; write a report and two offsets, such as XAA-2019:1204-1209"


def _correction(name: str, line: int, row: dict[str, str]) -> Correction:
    span = _SPAN.fullmatch(row["span"])
    return Correction(
        source_path=name,
        line=line,
        row_id=row["row_id"],
        span=(span[1], int(span[2]), int(span[3])) if span else None,
        field=row["field"],
        old=row["old"],
        new=row["new"],
        quote=row["quote"],
        reason=row["reason"],
        reviewer=row["reviewer"],
        day=datetime.date.fromisoformat(row["date"]),
    )


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False
