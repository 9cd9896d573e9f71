"""From a file under `seeds/reports/` to its decoded text, with its identity checked.

Whatever is wrong with a file ends in a DocumentError that names the file, the place and the remedy.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.reading.codebook import read_reference
from pipelines.reading.countries import Countries, Country
from pipelines.reading.model import DocumentError

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".pdf": "application/pdf"}
MAXIMUM_BYTES = 5_000_000
"""No chapter is a hundredth as long; a file larger than this is a mistake or an attack."""
SOURCES_COLUMNS = ("path", "sha256", "url", "date", "licence")
FIRST_YEAR, LAST_YEAR = 2000, 2100

_NO_YEAR = "lies in no year's folder; move it to reports/YEAR/COUNTRY with .txt, .html or .pdf"
_OTHER_ENDING = "ends neither in .txt nor in .html or .pdf; save the chapter as one of these, or take the file away"
_A_FOLDER = "is a folder, and chapters are looked for in the year's folder alone; move them there, or take it away"
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """What a file's place says about it."""

    report_id: str
    country: Country
    year: int
    source_path: str


@dataclass(frozen=True, slots=True)
class Source:
    """A row of SOURCES.csv: where a document was obtained and under which licence."""

    sha256: str
    url: str | None
    licence: str | None


def find_reports(seeds: Path) -> tuple[Path, ...]:
    """Return every file under `reports/<year>/` that has the ending of a report, sorted by its path.

    Args:
        seeds: the folder that holds `reports/`.

    Returns:
        The paths, symbolic links among them; reading one of those raises.
    """
    reports = seeds / "reports"
    found = [
        path for path in reports.glob("*/*") if path.suffix.lower() in MEDIA_TYPES and not path.name.startswith(".")
    ]
    return tuple(
        sorted((path for path in found if path.is_symlink() or not path.is_dir()), key=lambda path: path.as_posix())
    )


def find_misplaced(seeds: Path) -> tuple[str, ...]:
    """Return what is wrong with each file and folder below `reports/` that `find_reports` leaves out.

    Args:
        seeds: the folder that holds `reports/`.

    Returns:
        Messages, sorted by the path that each begins with. SOURCES.csv, a README beside it, empty folders of years and
        names that begin with a dot are in their place.
    """
    reports = seeds / "reports"
    at_top = [path for path in reports.glob("*") if not path.is_dir() and not _is_beside_reports(path)]
    in_folders = [path for path in reports.glob("[!.]*/[!.]*") if _is_no_report(path)]
    said = dict.fromkeys(at_top, _NO_YEAR)
    said |= {path: _A_FOLDER if path.is_dir() else _OTHER_ENDING for path in in_folders}
    return tuple(f"{path.relative_to(seeds).as_posix()}: {said[path]}" for path in sorted(said))


def _is_beside_reports(path: Path) -> bool:
    return path.name == "SOURCES.csv" or path.stem == "README" or path.name.startswith(".")


def _is_no_report(path: Path) -> bool:
    return path.suffix.lower() not in MEDIA_TYPES or (path.is_dir() and not path.is_symlink())


def report_identity(path: Path, seeds: Path, countries: Countries) -> ReportIdentity:
    """Return what a file's path says: country, year, and the report_id made of both.

    Args:
        path: `<seeds>/reports/<year>/<slug>.<txt|html|pdf>`.
        seeds: the folder that holds `reports/`.
        countries: the known slugs.

    Raises:
        DocumentError: the path has another form, is a symbolic link or leaves `seeds`, or its year or slug is unknown.
    """
    try:
        relative = path.relative_to(seeds).as_posix()
    except ValueError as error:
        raise DocumentError(f"{path}: lies outside {seeds}; move it to reports/YEAR/COUNTRY.txt there") from error
    parts = relative.split("/")
    if len(parts) != 3 or parts[0] != "reports" or ".." in parts or path.suffix not in MEDIA_TYPES:
        raise DocumentError(f"{relative}: not a report's place; name it reports/YEAR/COUNTRY with .txt, .html or .pdf")
    if any(place.is_symlink() for place in (path, path.parent)) or not path.resolve().is_relative_to(seeds.resolve()):
        raise DocumentError(f"{relative}: is a symbolic link or leads outside the reports; put the file itself there")
    if not re.fullmatch(r"[0-9]{4}", parts[1]) or not FIRST_YEAR <= int(parts[1]) <= LAST_YEAR:
        raise DocumentError(
            f"{relative}: {parts[1]!r} is no year of a report; the folder's name has to be a year from {FIRST_YEAR} to "
            f"{LAST_YEAR}"
        )
    slug = parts[2][: -len(path.suffix)]
    try:
        country = countries.by_slug(slug)
    except KeyError as error:
        raise DocumentError(
            f"{relative}: no country has the slug {slug!r}; correct the file's name, or add a line with this slug to "
            "reference/countries.csv"
        ) from error
    return ReportIdentity(f"{country.iso3}-{parts[1]}", country, int(parts[1]), relative)


def find_duplicate(path: Path, identity: ReportIdentity, countries: Countries) -> str | None:
    """Find another file that is the same report.

    Args:
        path: the file.
        identity: what its path says.
        countries: the known slugs.

    Returns:
        The other file's path below the seeds, if one comes before this one in order; None where there is none.
    """
    for other in sorted(os.listdir(path.parent)):  # noqa: PTH208 - names alone, a hundred times a year's reports
        if other >= path.name:
            return None
        stem, dot, ending = other.rpartition(".")
        if dot + ending not in MEDIA_TYPES or not stem:
            continue
        try:
            country = countries.by_slug(stem)
        except KeyError:
            continue
        if country.iso3 == identity.country.iso3:
            return f"{identity.source_path.rpartition('/')[0]}/{other}"
    return None


def read_bytes(path: Path, name: str) -> bytes:
    """Return a file's bytes.

    Args:
        path: the file, already found to lie under `seeds`.
        name: what to call it in errors.

    Raises:
        DocumentError: the file is missing, no plain file, empty, or larger than MAXIMUM_BYTES.
    """
    try:
        if not path.is_file():
            raise DocumentError(f"{name}: is not a file; put the chapter itself there")
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise DocumentError(
            f"{name}: cannot be read ({error.strerror}); check that it exists and may be read"
        ) from error
    if not content.strip():
        raise DocumentError(f"{name}: is empty; obtain the chapter again, or remove the file")
    if len(content) > MAXIMUM_BYTES:
        raise DocumentError(f"{name}: larger than {MAXIMUM_BYTES} bytes; put one chapter in it, not a whole report")
    return content


def decode_text(content: bytes, name: str) -> str:
    """Decode a `.txt` chapter, which has to be UTF-8; line breaks and a byte order mark stay as they are.

    Raises:
        DocumentError: the bytes are of another encoding or no text; the message gives the first wrong byte's offset.
    """
    for mark, encoding in _OTHER_ENCODINGS:
        if content.startswith(mark):
            raise DocumentError(f"{name}: byte 0: is {encoding}, and only UTF-8 is read; save it as UTF-8")
    if content.startswith(b"%PDF-"):
        raise DocumentError(f"{name}: byte 0: is a PDF file; name it .pdf")
    if b"\x00" in content:
        raise DocumentError(f"{name}: byte {content.index(0)}: is binary, not text; save the chapter as UTF-8 text")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name}: byte {error.start}: is not UTF-8 ({error.reason}, byte 0x{content[error.start]:02x}); "
            "save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    binary = _BINARY.search(text)
    if binary:
        offset = len(text[: binary.start()].encode())
        raise DocumentError(f"{name}: byte {offset}: is a control character, not text; save the chapter as UTF-8 text")
    if re.match(r"\ufeff?\s*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        raise DocumentError(f"{name}: is an HTML page; name it .html")
    return text


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def source_of(seeds: Path, source_path: str) -> Source | None:
    """Return the row of `reports/SOURCES.csv` for a document; None where it has none.

    Raises:
        CodebookError: SOURCES.csv is not a CSV file with the columns path, sha256, url, date, licence.
    """
    path = seeds / "reports" / "SOURCES.csv"
    try:
        status = path.stat()
    except OSError:
        return None
    return _sources(path, status.st_mtime_ns, status.st_size).get(source_path)


@lru_cache(maxsize=4)
def _sources(path: Path, _modified: int, _size: int) -> dict[str, Source]:
    return {
        row["path"]: Source(row["sha256"].lower(), row["url"] or None, row["licence"] or None)
        for row in read_reference(path, SOURCES_COLUMNS)
    }
