"""Adding one document: obtain it, check it against what it is to be, show what is recognised, and write it.

Nothing here knows the time or prints anything.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pipelines.adding.fetching import Limits, fetch, split_address
from pipelines.adding.model import Added, AddError, Outcome, SourceRow
from pipelines.adding.recognition import recognise
from pipelines.adding.sources import read_sources, write_report, write_row, writing
from pipelines.reading import Countries, DocumentError, load_countries, report_identity
from pipelines.reading.documents import FIRST_YEAR, LAST_YEAR, MEDIA_TYPES, read_bytes, sha256_of

STATE_DEPARTMENT = "state.gov"
STATE_DEPARTMENT_LICENCE = "Public domain (17 U.S.C. 105)"
"""Works of the US Government have no copyright in the United States: 17 U.S.C. § 105."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_OTHER_SUFFIXES = {".htm": ".html"}


@dataclass(frozen=True, slots=True)
class _Obtained:
    content: bytes
    suffix: str
    url: str


def add_document(
    source: str,
    country: str,
    year: int,
    seeds: Path,
    obtained_on: date,
    confirm: bool,
    *,
    url: str | None = None,
    licence: str | None = None,
    limits: Limits | None = None,
    allow_loopback_http: bool = False,
) -> Added:
    """Put a document among the reports, with its row in SOURCES.csv; without `confirm`, find out what that would do.

    Args:
        source: a file, or an https address.
        country: the slug of the chapter's country, from `reference/countries.csv`.
        year: the year that the chapter reports on.
        seeds: the folder that holds `reports/`, `codebook/` and `reference/`.
        obtained_on: the day on which the document was obtained, at best today.
        confirm: whether to write.
        url: where a file was obtained; for an address as `source` it is that address.
        licence: under which licence; that of US Government works where None and the address is the State Department's.
        limits: limits of time and size for an address; the usual ones where None.
        allow_loopback_http: whether http is good enough for a server on this machine; for tests.

    Returns:
        What was recognised and done.

    Raises:
        AddError: the document cannot be added; nothing has been written.
        CodebookError: a file of words, SOURCES.csv or the list of countries in `seeds` is wrong.
    """
    if not (seeds / "reference").is_dir():
        raise AddError(f"{seeds}: is not the seeds folder; run in the project's folder, or name it with --seeds")
    countries = load_countries(seeds)
    _check_country(source, country, countries)
    _check_year(source, year, obtained_on)
    _check_words(source, url, licence)
    obtained = _obtain(source, url, limits or Limits(), allow_loopback_http)
    path = seeds / "reports" / str(year) / f"{country}{obtained.suffix}"
    try:
        identity = report_identity(path, seeds, countries)
        there = _same_report(source, obtained.content, path, seeds, countries)
        if there is not None:
            path, identity = there, report_identity(there, seeds, countries)
    except DocumentError as error:
        raise AddError(str(error)) from error
    row = SourceRow(
        identity.source_path,
        sha256_of(obtained.content),
        obtained.url,
        obtained_on.isoformat(),
        licence or _usual_licence(obtained.url),
    )
    known = {(one.path, one.sha256): one for one in read_sources(seeds)}.get((row.path, row.sha256))
    if there is not None and known is not None:
        return Added("unchanged", path, known, None)
    if confirm and not row.licence:
        raise AddError(f"{source}: its licence is not known; name it with --licence, or its address with --url")
    recognised = recognise(source, obtained.content, identity, seeds, countries)
    outcome: Outcome = "shown"
    if confirm:
        outcome = _write(source, obtained.content, path, row, seeds, countries)
    return Added(outcome, path, row, recognised)


def _check_country(source: str, slug: str, countries: Countries) -> None:
    slugs = [country.slug for country in countries.all]
    if slug in slugs:
        return
    near = get_close_matches(re.sub(r"[\s_]+", "-", slug.strip().casefold()), slugs, n=3)
    named = countries.by_name(slug)
    if named is not None:
        near = [named.slug]
    remedy = f"did you mean {' or '.join(near)}?" if near else "the slugs are in reference/countries.csv"
    raise AddError(f"{source}: no country has the slug {slug!r}; {remedy}")


def _check_year(source: str, year: int, obtained_on: date) -> None:
    last = min(LAST_YEAR, obtained_on.year)
    if not FIRST_YEAR <= year <= last:
        raise AddError(f"{source}: there is no report of {year}; --year has to be from {FIRST_YEAR} to {last}")


def _check_words(source: str, url: str | None, licence: str | None) -> None:
    """Check what would stand in SOURCES.csv as the user wrote it."""
    if licence is not None and (not licence.strip() or not licence.isprintable()):
        raise AddError(f"{source}: --licence has to be one line of text")
    if url is None:
        return
    if _ADDRESS.match(source):
        raise AddError(f"{source}: is itself the address; leave --url out")
    split_address(url)


def _obtain(source: str, url: str | None, limits: Limits, allow_loopback_http: bool) -> _Obtained:
    if _ADDRESS.match(source):
        fetched = fetch(source, limits, allow_loopback_http)
        if not fetched.content.strip():
            raise AddError(f"{source}: the answer is empty; check the address in a browser")
        return _Obtained(fetched.content, fetched.suffix, fetched.url)
    path = Path(source)
    suffix = _OTHER_SUFFIXES.get(path.suffix.lower(), path.suffix.lower())
    if suffix not in MEDIA_TYPES:
        raise AddError(
            f"{source}: is neither {', '.join(MEDIA_TYPES)} nor an address; save the chapter as one of these"
        )
    try:
        return _Obtained(read_bytes(path, source), suffix, url or "")
    except DocumentError as error:
        raise AddError(str(error)) from error


def _usual_licence(url: str) -> str:
    host = split_address(url).hostname or "" if url else ""
    of_state = host == STATE_DEPARTMENT or host.endswith(f".{STATE_DEPARTMENT}")
    return STATE_DEPARTMENT_LICENCE if of_state else ""


def _same_report(source: str, content: bytes, path: Path, seeds: Path, countries: Countries) -> Path | None:
    """Return the place of this very document among the reports, None where its report is not there at all.

    Raises:
        AddError: the report is there as another document.
        DocumentError: what is there cannot be read.
    """
    iso3 = countries.by_slug(path.stem).iso3
    slugs = {country.slug for country in countries.all if country.iso3 == iso3}
    for other in sorted(path.parent.glob("*")):
        if other.suffix.lower() not in MEDIA_TYPES or other.stem not in slugs:
            continue
        if read_bytes(other, other.relative_to(seeds).as_posix()) == content:
            return other
        raise AddError(
            f"{source}: {other} is already the report of this country and year, with other content; "
            "to replace it, remove that file first"
        )
    return None


def _write(source: str, content: bytes, path: Path, row: SourceRow, seeds: Path, countries: Countries) -> Outcome:
    """Write what is missing, after another look at what is there now that nobody else writes."""
    try:
        with writing(seeds):
            there = _same_report(source, content, path, seeds, countries)
            if there is None:
                write_report(path, content, row, seeds)
                return "added"
            write_row(replace(row, path=there.relative_to(seeds).as_posix()), seeds)
            return "source_recorded"
    except DocumentError as error:
        raise AddError(str(error)) from error
    except OSError as error:
        raise AddError(f"{path}: cannot be written ({error.strerror}); check that you may write there") from error
