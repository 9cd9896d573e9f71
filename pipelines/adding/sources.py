"""Writing a report and its row in `reports/SOURCES.csv`: both or neither, and one writer at a time.

Rows are sorted by path, so that the same reports always give the same file.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.adding.model import AddError, SourceRow
from pipelines.publishing.atomic import replacing, write_text
from pipelines.reading.codebook import read_reference
from pipelines.reading.documents import SOURCES_COLUMNS

LOCK_SECONDS = 20
_NAME = "SOURCES.csv"


def read_sources(seeds: Path) -> tuple[SourceRow, ...]:
    """Return the rows of SOURCES.csv; none where there is no such file.

    Args:
        seeds: the folder that holds `reports/`.

    Raises:
        CodebookError: it is not a CSV file with the columns path, sha256, url, date, licence.
    """
    path = seeds / "reports" / _NAME
    if not path.exists():
        return ()
    return tuple(SourceRow(**row) for row in read_reference(path, SOURCES_COLUMNS))


@contextmanager
def writing(seeds: Path) -> Iterator[None]:
    """Hold the reports for oneself.

    Args:
        seeds: the folder that holds `reports/`, which is created where it is missing.

    Raises:
        AddError: another process has held them for LOCK_SECONDS.
        OSError: the folder cannot be written.
    """
    reports = seeds / "reports"
    reports.mkdir(exist_ok=True)
    try:
        with FileLock(reports / f".{_NAME}.lock", timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise AddError(f"{reports / _NAME}: another process is writing it; try again when that has ended") from error


def write_report(path: Path, content: bytes, row: SourceRow, seeds: Path) -> None:
    """Write a report that is not there yet, and its row; call it while `writing`.

    Args:
        path: the report's place.
        content: its bytes.
        row: its row.
        seeds: the folder that holds `reports/`.

    Raises:
        CodebookError: SOURCES.csv is damaged; nothing is written then.
        OSError: one of the two cannot be written; neither is left then.
    """
    text = _with_row(seeds, row)
    path.parent.mkdir(exist_ok=True)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    try:
        write_text(seeds / "reports" / _NAME, text)
    except BaseException:
        path.unlink()
        raise


def write_row(row: SourceRow, seeds: Path) -> None:
    """Write the row of a report that is there; call it while `writing`.

    Args:
        row: the row, in place of any other row of the same path.
        seeds: the folder that holds `reports/`.

    Raises:
        CodebookError: SOURCES.csv is damaged.
        OSError: it cannot be written.
    """
    write_text(seeds / "reports" / _NAME, _with_row(seeds, row))


def _with_row(seeds: Path, row: SourceRow) -> str:
    rows = [other for other in read_sources(seeds) if other.path != row.path]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(SOURCES_COLUMNS)
    writer.writerows(astuple(one) for one in sorted((*rows, row), key=lambda one: one.path))
    return file.getvalue()
