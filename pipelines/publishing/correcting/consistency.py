"""What one corrected row must not say twice in different ways: days and EDTF, a place and its coordinates.

The extractor derives one from the other; a reviewer corrects cells one by one and may forget the second.
"""

import calendar
import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

_DATES = frozenset({"date_start", "date_end", "date_edtf"})
_PLACES = frozenset({"place_name", "admin1_name"})
_COORDINATES = ("latitude", "longitude", "geonames_id")
_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


def contradictions(table: str, row: Mapping[str, Any], fields: Collection[str]) -> Iterator[str]:
    """Yield what a corrected row contradicts itself in, one sentence each.

    Args:
        table: the row's table.
        row: the row as it is with all its corrections.
        fields: the columns that were corrected.
    """
    if table != "incidents":
        return
    if _DATES & set(fields):
        yield from _dates(row)
    stale = [column for column in _COORDINATES if row[column] is not None]
    if stale and _PLACES & set(fields) and not set(_COORDINATES) & set(fields):
        yield (
            f"{', '.join(stale)} were looked up for the place that the row had; "
            "correct them too, to those of the new place or to nothing"
        )


def _dates(row: Mapping[str, Any]) -> Iterator[str]:
    first, last, edtf = row["date_start"], row["date_end"], row["date_edtf"]
    bounds = bounds_of(edtf) if edtf else None
    if bounds and first and last and bounds != (first, last):
        yield (
            f"date_edtf {edtf} is {bounds[0]} to {bounds[1]}, and date_start and date_end are {first} and {last}; "
            "correct all that tell the date"
        )


def bounds_of(edtf: str) -> tuple[datetime.date, datetime.date] | None:
    """Return first and last day of an EDTF date or interval; None where it has neither, as a season.

    Args:
        edtf: such as 2019-05 or 2019-05-01/2019-05-10.
    """
    first, _, last = edtf.partition("/")
    begins, ends = _days(first), _days(last or first)
    return (begins[0], ends[1]) if begins and ends else None


def _days(moment: str) -> tuple[datetime.date, datetime.date] | None:
    found = _MOMENT.fullmatch(moment)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return datetime.date(year or 0, 1, 1), datetime.date(year or 0, 12, 31)
        last = calendar.monthrange(year or 0, month)[1]
        return datetime.date(year or 0, month, day or 1), datetime.date(year or 0, month, day or last)
    except (ValueError, calendar.IllegalMonthError):
        return None
