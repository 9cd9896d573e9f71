"""Single values as text and back: how a correction, which is text, and a table, which has types, say the same value.

A null is no text at all; what a text means depends on the column's type alone.
"""

import datetime
import re

import pyarrow as pa

from schemas.tables import Column

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TRUTH = {"true": True, "false": False}
_MEANT_AS_NULL = frozenset({"null", "none", "nan", "na", "n/a"})


class CellError(ValueError):
    """A text is no value of its column; the message says what the column wants."""


def as_text(value: object) -> str | None:
    """Return a value as text: ISO dates, `true` and `false`, decimal numbers; None where it is null.

    Args:
        value: as a table's rows hold it.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def from_text(column: Column, text: str) -> object:
    """Return the value of a column that a text means; an empty text is null.

    Args:
        column: the column.
        text: as a person wrote it.

    Raises:
        CellError: the column has no such value; the message says what it wants.
    """
    if not text:
        return None
    if column.codes:
        return _code(column, text)
    # Where a column is never null, `none` is a value like others.
    if column.nullable and text.lower() in _MEANT_AS_NULL:
        raise CellError(f"{text!r} is no value; leave the cell empty where the text says nothing")
    if pa.types.is_boolean(column.arrow_type):
        return _truth(text)
    if pa.types.is_date(column.arrow_type):
        return _day(text)
    if pa.types.is_integer(column.arrow_type):
        return _whole(column, text)
    return _decimal(text) if pa.types.is_floating(column.arrow_type) else text


def _code(column: Column, text: str) -> str:
    if text not in column.codes:
        raise CellError(f"{text!r} is no code of {column.name}; the codes are {', '.join(column.codes)}")
    return text


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise CellError(f"{text!r} is neither true nor false")
    return _TRUTH[text.lower()]


def _day(text: str) -> datetime.date:
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError(f"{text!r} is no day such as 2019-05-01")


def _whole(column: Column, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise CellError(f"{text!r} is no whole number")
    most = 2 ** (column.arrow_type.bit_width - 1)
    if not -most <= int(text) < most:
        raise CellError(f"{text} is too large for {column.name}")
    return int(text)


def _decimal(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise CellError(f"{text!r} is no number such as 12.5")
    return float(text)
