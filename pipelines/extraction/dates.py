"""Finds dates in folded text: every English form that the reports use, with the precision that the words have.

A date never becomes more precise than it is stated; relative dates ("two days later") are found and left for the
grammar to resolve.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_NUMBER = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    short: number
    for number, shorts in enumerate(
        (
            ("jan",),
            ("feb", "febr"),
            ("mar",),
            ("apr",),
            (),
            ("jun",),
            ("jul",),
            ("aug",),
            ("sep", "sept"),
            ("oct",),
            ("nov",),
            ("dec",),
        ),
        1,
    )
    for short in shorts
}
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF level 1 season codes (ISO 8601-2, Extended Date/Time Format)."""

_SMALL_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d/]|\.\d|,\d{3}\b)"
_YEAR = r"(?:19|20)\d\d\b"
_PART = r"(?:early|mid|middle|late)"
_TO = r"\s*(?:-|—|to|through|until|till)\s*"
_RANGE_OPENER = r"(?:[Bb]etween|[Ff]rom)\s+"

_WEEK = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast)\s+week\s+(?:of|in)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    # between/from Month D and/to Month D
    ("span", (
        rf"(?:{_RANGE_OPENER})(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY})(?:,?\s+(?P<a_year>{_YEAR}))?"
        rf"(?:{_TO}|,?\s+(?:and|to|through|until)\s+(?:on\s+)?)(?P<b_month>{_MONTH})\s+(?P<b_day>{_DAY})(?:,?\s+"
        rf"(?P<b_year>{_YEAR}))?"
    )),
    ("span", (
        rf"(?:{_RANGE_OPENER})(?P<a_day>{_DAY})\s+(?P<a_month>{_MONTH})(?:,?\s+(?P<a_year>{_YEAR}))?"
        rf"(?:{_TO}|,?\s+and\s+)(?P<b_day>{_DAY})\s+(?P<b_month>{_MONTH})(?:,?\s+(?P<b_year>{_YEAR}))?"
    )),
    ("span", (
        rf"(?:{_RANGE_OPENER})(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY})(?:{_TO}|\s+and\s+)"
        rf"(?P<b_day>{_DAY})(?:,?\s+(?P<b_year>{_YEAR}))?"
    )),
    ("span", (
        rf"(?:{_RANGE_OPENER})(?P<a_day>{_DAY})(?:{_TO}|\s+and\s+)(?P<b_day>{_DAY})\s+"
        rf"(?P<b_month>{_MONTH})(?:,?\s+(?P<b_year>{_YEAR}))?"
    )),
    ("months", (
        rf"(?:{_RANGE_OPENER})(?P<a_month>{_MONTH})(?:\s+(?P<a_year>{_YEAR}))?\s+(?:and|to|through|until)\s+"
        rf"(?P<b_month>{_MONTH})(?:\s+(?P<b_year>{_YEAR}))?(?!\s+{_DAY})"
    )),
    ("parts", (
        rf"(?:{_RANGE_OPENER})(?P<a_part>early|mid|late)[\s-]+(?P<a_month>{_MONTH})\s+(?:and|to|through"
        rf"|until)\s+(?P<b_part>early|mid|late)[\s-]+(?P<b_month>{_MONTH})(?:,?\s+(?P<a_year>{_YEAR}))?"
    )),
    # Month D - Month D, Month D-D
    ("span", (
        rf"(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY}){_TO}(?P<b_month>{_MONTH})\s+(?P<b_day>{_DAY})(?:,?\s+"
        rf"(?P<b_year>{_YEAR}))?"
    )),
    ("span", (
        rf"(?P<a_day>{_DAY})\s+(?P<a_month>{_MONTH}){_TO}(?P<b_day>{_DAY})\s+(?P<b_month>{_MONTH})(?:,?\s+"
        rf"(?P<b_year>{_YEAR}))?"
    )),
    ("span", rf"(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY}){_TO}(?P<b_day>{_DAY})(?:,?\s+(?P<b_year>{_YEAR}))?"),
    ("span", rf"(?P<a_day>{_DAY}){_TO}(?P<b_day>{_DAY})\s+(?P<b_month>{_MONTH})(?:,?\s+(?P<b_year>{_YEAR}))?"),
    # Month D, D, and D; D, D and D Month
    ("list", (
        rf"(?P<a_month>{_MONTH})\s+(?P<days>{_DAY}(?:\s*,\s*{_DAY}(?=\s*,?\s*(?:and\s+)?\d))*\s*,?\s+and"
        rf"\s+{_DAY})(?!\s*{_MONTH})(?:,?\s+(?P<a_year>{_YEAR}))?"
    )),
    ("list", (
        rf"(?P<days>{_DAY}(?:\s*,\s*{_DAY})*\s*,?\s+and\s+{_DAY})\s+(?P<a_month>{_MONTH})(?:,?\s+"
        rf"(?P<a_year>{_YEAR}))?"
    )),
    # Month D or D: one of two days
    (
        "choice",
        rf"(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY})\s+or\s+(?P<b_day>{_DAY})(?:,?\s+(?P<b_year>{_YEAR}))?",
    ),
    ("choice", rf"(?P<a_day>{_DAY})\s+or\s+(?P<b_day>{_DAY})\s+(?P<b_month>{_MONTH})(?:,?\s+(?P<b_year>{_YEAR}))?"),
    # the seven days of a week that one day tells
    ("week", rf"(?:[Tt]he\s+)?[Ww]eek\s+of\s+(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY})(?:,?\s+(?P<a_year>{_YEAR}))?"),
    ("week", rf"(?:[Tt]he\s+)?[Ww]eek\s+of\s+(?P<a_day>{_DAY})\s+(?P<a_month>{_MONTH})(?:,?\s+(?P<a_year>{_YEAR}))?"),
    # single days
    ("day", rf"(?P<a_month>{_MONTH})\s+(?P<a_day>{_DAY})(?:,?\s+(?P<a_year>{_YEAR}))?"),
    ("day", rf"(?P<a_day>{_DAY})(?:\s+of)?\s+(?P<a_month>{_MONTH})(?:,?\s+(?P<a_year>{_YEAR}))?"),
    # parts of a month, month spans, months
    ("part", (
        rf"(?:[Tt]he\s+)?(?P<part>[Ee]arly|[Mm]id|[Mm]iddle of|[Ll]ate|[Bb]eginning of|[Ss]tart of"
        rf"|[Ee]nd of|{_WEEK})[\s-]+(?P<a_month>{_MONTH})(?:,?\s+(?:of\s+)?(?P<a_year>{_YEAR}))?"
    )),
    ("months", rf"(?P<a_month>{_MONTH})\s*(?:-|through|to)\s*(?P<b_month>{_MONTH})(?:,?\s+(?P<b_year>{_YEAR}))?"),
    ("month", rf"(?P<a_month>{_MONTH}),?\s+(?:of\s+)?(?P<a_year>{_YEAR})"),
    ("month", (
        rf"(?<=\b[Ii]n\s)(?P<a_month>{_MONTH})|(?<=\b(?:[Bb]y|[Oo]f)\s)(?P<b_month>{_MONTH})|(?<=\b[Ss]ince\s)"
        rf"(?P<c_month>{_MONTH})|(?<=\b[Uu]ntil\s)(?P<d_month>{_MONTH})|(?<=\b[Dd]uring\s)(?P<e_month>{_MONTH})"
        rf"|(?<=\b(?:and|the)\s)(?P<f_month>{_MONTH})(?!\s+(?:be|have|also|not)\b)|(?P<g_month>(?:January"
        rf"|February|April|June|July|September|October|November|December))\b"
    )),
    ("season", (
        rf"(?<=\b[Ii]n\s)(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?"
        rf"(?P<a_year>{_YEAR}))?|(?P<season_b>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?"
        rf"(?P<b_year>{_YEAR})"
    )),
    ("year", rf"(?<![\d,$/-])(?P<a_year>{_YEAR})(?![-/,]\d)"),
)  # fmt: skip
_MONTH_TRIGGER = re.compile(rf"\b{_MONTH}")
_OPENER_TRIGGER = re.compile(_RANGE_OPENER)
_SEASON_TRIGGER = re.compile(r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b")
_YEAR_TRIGGER = re.compile(_YEAR)


def _trigger(kind: str, pattern: str) -> re.Pattern[str]:
    """What a span has to contain before a pattern is worth trying."""
    if kind in ("season", "year"):
        return _SEASON_TRIGGER if kind == "season" else _YEAR_TRIGGER
    return _OPENER_TRIGGER if pattern.startswith(f"(?:{_RANGE_OPENER})") else _MONTH_TRIGGER


_COMPILED = tuple((kind, re.compile(pattern), _trigger(kind, pattern)) for kind, pattern in _PATTERNS)
_TRIGGERS = (_MONTH_TRIGGER, _OPENER_TRIGGER, _SEASON_TRIGGER, _YEAR_TRIGGER)
_ANY_DATE = re.compile(rf"\b(?:{_MONTH}|{_YEAR}|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)")

_WHOLE_DAYS = frozenset({"day", "list", "choice"})
_WHOLE_DAYS_PRECISION = frozenset({"day", "day_range"})
_RELATIVE = re.compile(
    r"\b(?:(?P<same>(?:on\s+)?(?:the\s+|that\s+)(?:very\s+)?same\s+(?:day|night|evening|morning)|that\s+"
    r"(?:day|night|evening|morning)|hours\s+later|later\s+(?:that|the\s+same)\s+(?:day|night|evening))"
    r"|(?P<next>(?:the\s+)?(?:next|following)\s+(?:day|morning|night)|(?:the|a)\s+day\s+after(?:wards?)?)"
    r"|(?P<previous>(?:the\s+)?(?:previous\s+day|day\s+before|preceding\s+day)|(?:the\s+)?previous\s+(?:night|evening))"
    r"|(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?P<unit>day"
    r"|week)s?\s+(?P<way>later|earlier|before|after(?:wards?)?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stated date: its span, the first and last day that it can mean, its precision and its EDTF form.

    `first` and `last` are None for a season, whose days depend on the hemisphere. `year_stated` is False where the year
    was taken from the report. Several days in one expression ("June 3 and 6") are several mentions, all `elliptical`.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    edtf: str
    year_stated: bool
    elliptical: bool = False


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date that counts from another ("three days earlier"): `days` from the anchor, negative before it."""

    start: int
    end: int
    days: int


def find_dates(text: str, start: int, end: int, year: int) -> tuple[DateMention, ...]:
    """Find all stated dates in a span.

    Args:
        text: folded text.
        start: first code point to look at.
        end: code point after the last.
        year: the year of a date that states none (the incidents heading's year, else the report's).

    Returns:
        The mentions in text order, without overlaps; impossible dates ("February 30") are left out.
    """
    if not _ANY_DATE.search(text, start, end):
        return ()
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    present = {trigger for trigger in _TRIGGERS if trigger.search(text, start, end)}
    for kind, pattern, trigger in _COMPILED:
        if trigger not in present:
            continue
        for match in pattern.finditer(text, start, end):
            if _word_continues(text, match) or any(match.start() < b and match.end() > a for a, b in taken):
                continue
            mentions = _READERS[kind](match, year)
            if mentions or kind in _WHOLE_DAYS:
                taken.append(match.span())
                found.extend(mentions)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def find_relative_dates(text: str, start: int, end: int) -> tuple[RelativeDate, ...]:
    """Find expressions that date something from the event told before.

    Args:
        text: folded text.
        start: first code point to look at.
        end: code point after the last.

    Returns:
        The expressions in text order with their distance in days.
    """
    found = []
    for match in _RELATIVE.finditer(text, start, end):
        if match["same"]:
            days = 0
        elif match["next"]:
            days = 1
        elif match["previous"]:
            days = -1
        else:
            count = match["count"].lower()
            days = int(count) if count.isdigit() else _SMALL_NUMBERS[count]
            days *= 7 if match["unit"].lower() == "week" else 1
            days *= -1 if match["way"].lower() in ("earlier", "before") else 1
        found.append(RelativeDate(match.start(), match.end(), days))
    return tuple(found)


def shifted(anchor: DateMention, relative: RelativeDate) -> DateMention:
    """Return the date that `relative` means when counted from `anchor`.

    Args:
        anchor: the date of the event told before.
        relative: the expression and its distance.

    Returns:
        A mention at the relative expression's span. Days counted from a month or a part of one stay as vague as it is.
    """
    if (
        anchor.first is None
        or anchor.last is None
        or relative.days == 0
        or anchor.precision not in _WHOLE_DAYS_PRECISION
    ):
        return DateMention(
            relative.start, relative.end, anchor.first, anchor.last, anchor.precision, anchor.edtf, anchor.year_stated
        )
    base = anchor.last if relative.days > 0 else anchor.first
    moved = base + timedelta(days=relative.days)
    return DateMention(relative.start, relative.end, moved, moved, "day", moved.isoformat(), anchor.year_stated)


def _word_continues(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return before.isalnum() or (after.isalnum() and text[match.end() - 1 : match.end()].isalnum())


def _number(month: str) -> int:
    return _MONTH_NUMBER[month.rstrip(".").lower()]


def _day_number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _make_day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _range(match: re.Match[str], first: date, last: date, precision: str, stated: bool) -> tuple[DateMention, ...]:
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return (DateMention(match.start(), match.end(), first, last, precision, edtf, stated),)


def _read_span(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    parts = match.groupdict()
    stated = bool(parts.get("a_year") or parts.get("b_year"))
    last_year = int(parts.get("b_year") or parts.get("a_year") or year)
    month_a = _number(parts.get("a_month") or parts["b_month"])
    month_b = _number(parts.get("b_month") or parts["a_month"])
    first_year = int(parts.get("a_year") or (last_year - 1 if month_a > month_b and stated else last_year))
    if month_a > month_b and not stated:
        first_year, last_year = year - 1, year
    first = _make_day(first_year, month_a, _day_number(parts["a_day"]))
    last = _make_day(last_year, month_b, _day_number(parts["b_day"]))
    if first is None or last is None or last <= first:
        return ()
    return _range(match, first, last, "day_range", stated)


def _read_choice(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    """One of two days: as a range, with the EDTF set "one of these"."""
    return tuple(replace(mention, edtf=f"[{mention.first},{mention.last}]") for mention in _read_span(match, year))


def _read_list(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    parts = match.groupdict()
    stated = bool(parts.get("a_year"))
    month = _number(parts["a_month"])
    mentions = []
    for day in re.finditer(r"\d{1,2}", parts["days"]):
        when = _make_day(int(parts.get("a_year") or year), month, int(day.group()))
        if when is None:
            return ()
        mentions.append(
            DateMention(match.start(), match.end(), when, when, "day", when.isoformat(), stated, elliptical=True)
        )
    if any(a.first >= b.first for a, b in pairwise(mentions) if a.first and b.first):
        return ()
    return tuple(mentions)


def _read_day(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    stated = bool(match["a_year"])
    when = _make_day(int(match["a_year"] or year), _number(match["a_month"]), _day_number(match["a_day"]))
    if when is None:
        return ()
    return (DateMention(match.start(), match.end(), when, when, "day", when.isoformat(), stated),)


def _read_week(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    """The week that a day begins ("the week of June 3")."""
    return tuple(
        found
        for day in _read_day(match, year)
        if day.first is not None
        for found in _range(match, day.first, day.first + timedelta(days=6), "day_range", day.year_stated)
    )


def _part_days(part: str, year: int, month: int) -> tuple[date, date]:
    """Early, mid and late are days 1-10, 11-20 and 21-end; weeks are counted from the month's first day."""
    length = monthrange(year, month)[1]
    if "week" in part:
        ordinal = part.split(maxsplit=1)[0]
        first = length - 6 if ordinal == "last" else 1 + 7 * ("first", "second", "third", "fourth").index(ordinal)
        return date(year, month, first), date(year, month, first + 6)
    if part.startswith(("early", "beginning", "start")):
        return date(year, month, 1), date(year, month, 10)
    if part.startswith("mid"):
        return date(year, month, 11), date(year, month, 20)
    return date(year, month, 21), date(year, month, length)


def _read_part(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    stated = bool(match["a_year"])
    first, last = _part_days(match["part"].lower(), int(match["a_year"] or year), _number(match["a_month"]))
    return _range(match, first, last, "part_of_month", stated)


def _read_parts(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    stated = bool(match["a_year"])
    when = int(match["a_year"] or year)
    first, _ = _part_days(match["a_part"].lower(), when, _number(match["a_month"]))
    _, last = _part_days(match["b_part"].lower(), when, _number(match["b_month"]))
    return _range(match, first, last, "part_of_month", stated) if first < last else ()


def _read_months(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    parts = match.groupdict()
    stated = bool(parts.get("a_year") or parts.get("b_year"))
    last_year = int(parts.get("b_year") or parts.get("a_year") or year)
    month_a, month_b = _number(parts["a_month"]), _number(parts["b_month"])
    first_year = int(parts.get("a_year") or (last_year - 1 if month_a > month_b else last_year))
    first = date(first_year, month_a, 1)
    last = date(last_year, month_b, monthrange(last_year, month_b)[1])
    if last <= first:
        return ()
    edtf = f"{first:%Y-%m}/{last:%Y-%m}"
    return (DateMention(match.start(), match.end(), first, last, "month", edtf, stated),)


def _read_month(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    parts = {key: value for key, value in match.groupdict().items() if value}
    stated = "a_year" in parts
    when = int(parts.get("a_year", year))
    month = _number(next(value for key, value in parts.items() if key.endswith("month")))
    first, last = date(when, month, 1), date(when, month, monthrange(when, month)[1])
    return (DateMention(match.start(), match.end(), first, last, "month", f"{when:04d}-{month:02d}", stated),)


def _read_season(match: re.Match[str], year: int) -> tuple[DateMention, ...]:
    name = (match["season"] or match["season_b"]).lower()
    stated = match["a_year"] or match["b_year"]
    edtf = f"{int(stated or year):04d}-{_SEASON_CODES[name]}"
    return (DateMention(match.start(), match.end(), None, None, "season", edtf, bool(stated)),)


def _read_year(match: re.Match[str], _year: int) -> tuple[DateMention, ...]:
    when = int(match["a_year"])
    return (DateMention(match.start(), match.end(), date(when, 1, 1), date(when, 12, 31), "year", f"{when:04d}", True),)


_READERS = {
    "span": _read_span,
    "months": _read_months,
    "list": _read_list,
    "choice": _read_choice,
    "week": _read_week,
    "day": _read_day,
    "part": _read_part,
    "parts": _read_parts,
    "month": _read_month,
    "season": _read_season,
    "year": _read_year,
}
