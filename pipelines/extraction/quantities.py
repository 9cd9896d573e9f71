"""Finds counts in folded text, in digits or words, with the bounds that their qualifier gives them.

A count that the words leave open ("dozens", "several") is found too, with both bounds None, so that the grammar can
abstain.
"""

import re
from dataclasses import dataclass

from pipelines.extraction.terms import any_phrase

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN_WORDS = "|".join(_TENS)

_BELOW_HUNDRED = rf"(?:(?:{_TEN_WORDS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{_UNIT_WORDS})"
_BELOW_THOUSAND = rf"(?:(?:(?:a|{_BELOW_HUNDRED})\s+)?hundred(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_WORD_NUMBER = (
    rf"(?:(?:a|\d{{1,3}}|{_BELOW_THOUSAND})\s+thousand(?:\s+(?:and\s+)?{_BELOW_THOUSAND})?|{_BELOW_THOUSAND})"
)
_DOZEN = (
    r"(?:(?:a|one|two|three|four|five|six)\s+dozen|(?:a\s+)?half[- ](?:a\s+)?dozen|half\s+a\s+dozen"
    r"|a\s+pair\s+of|a\s+score\s+of|dozen)"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_NUMBER = rf"(?:{_DOZEN}|{_WORD_NUMBER}|{_DIGITS})"
_VAGUE = (
    r"(?:(?:an?\s+)?(?:unknown|undetermined|unspecified|undisclosed|unconfirmed|large|small|great"
    r"|significant|untold)\s+numbers?(?:\s+of)?|a\s+number\s+of"
    r"|(?:(?:many|several|tens?|hundreds|dozens|scores)\s+(?:of\s+)?)?(?:dozens|scores|hundreds|thousands)(?:\s+of)?"
    r"|several|many|numerous|multiple|various|countless|a\s+few|few|a\s+handful\s+of|a\s+group\s+of"
    rf"(?!\s+{_NUMBER}\b)"
    r"|a\s+couple(?:\s+of)?|an\s+entire|most\s+of)"
)
_COMPANY = r"(?:(?:extended\s+|entire\s+|whole\s+|small\s+)?(?:family|group|party|team|crew|convoy|squad)\s+of\s+)"
"""What counted persons are together: "a family of seven" are seven."""
_LOWER = r"(?:at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|a\s+minimum\s+of|a\s+confirmed)"
_MORE = r"(?:more\s+than|over|upwards?\s+of|in\s+excess\s+of|greater\s+than|well\s+over)"
_UPPER = r"(?:up\s+to|as\s+many\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of)"
_LESS = r"(?:fewer\s+than|less\s+than|under)"
_ABOUT = (
    r"(?:approximately|about|around|roughly|some|an\s+estimated|estimated|nearly|almost|close\s+to|an\s+approximate|"
    r"approximately\s+some|reportedly|a\s+reported|an\s+alleged|circa)"
)
_FILLER = (
    r"(?:an\s+estimated\s+|approximately\s+|about\s+|the\s+|another\s+|an\s+additional\s+|a\s+further\s+"
    r"|a\s+total\s+of\s+|as\s+)?"
)
_EXTRA = (
    r"(?:another|an\s+additional|additional|a\s+further|a\s+total\s+of|an\s+added|all|the|both|these|those"
    r"|the\s+other|other)"
)

_QUANTITY = re.compile(
    rf"(?<![\w$€£#.,/:-])(?:(?:the\s+|an?\s+)?(?:{_COMPANY})?)(?:"
    rf"(?P<between>between\s+(?P<between_a>{_NUMBER})\s+and\s+(?P<between_b>{_NUMBER}))"
    rf"|(?P<range>(?:(?:{_ABOUT}|from)\s+)?(?P<range_a>{_NUMBER})(?:(?<=\d)\s*-\s*(?=\d)|\s+(?:to|or)\s+)"
    rf"(?P<range_b>{_NUMBER}))"
    rf"|(?:(?:{_EXTRA})\s+)?(?:(?P<lower>{_LOWER})|(?P<more>{_MORE})|(?P<upper>{_UPPER})|(?P<less>{_LESS})|"
    rf"(?P<about>{_ABOUT}))\s+{_FILLER}(?P<qualified>{_NUMBER}|{_VAGUE})"
    rf"|(?:(?:{_EXTRA})\s+)?(?P<plain>{_NUMBER})(?P<or_more>\s+or\s+more|-plus)?"
    rf"|(?P<vague>{_VAGUE})"
    r")(?![\w%°]|[.,]\d|-(?:year|day|month|week|hour|minute|member|man|story|mile|kilometer|km|point|nation"
    r"|country|seat|person|foot|meter|ton|kilogram|third|quarter|fifth|half)|/\d|:\d|\s*(?:percent|per\s+cent|million|billion"
    r"|thousand\s+dollars))",
    re.IGNORECASE,
)
_CORE_WORDS = tuple(
    "hundred hundreds thousand thousands dozen dozens half pair score scores several many numerous multiple various "
    "countless few handful group couple entire most number numbers".split()
)
_CORE = re.compile(rf"(?<![\w$€£#.,/:-])(?:\d|{any_phrase((*_UNITS, *_TENS, *_CORE_WORDS))})")
"""A word that a count cannot be without; what stands around it is read only where there is one."""
_OPENER_WORDS = (
    "a about additional all almost an another approximately around as at between both circa close estimated fewer from "
    "greater in less more nearly no not other over reportedly roughly some the these those under up upward upwards well"
)
_OPENER = re.compile(rf"(?<![\w$€£#.,/:-]){any_phrase(_OPENER_WORDS.split())}")
_REACH = 48
"""How many characters before its number word a count may begin ("a confirmed total of approximately")."""
_MEASURE = re.compile(
    r"\s*(?:kilometers?|kilometres?|kms?|miles?|meters?|metres?|feet|hours?|minutes?|seconds?|days?|weeks?"
    r"|months?|years?|kilograms?|kg|kilos?|pounds?|tons?|"
    r"tonnes?|liters?|gallons?|o'clock|degrees?|dollars?|euros?|rupees?|percent|per\s+cent)\b|\s*(?:[ap]\.m\.|%)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated count: its span, its bounds (None where open) and how it is qualified.

    `qualifier` is one of the contract's: exact, at_least, more_than, up_to, approximately, vague.
    """

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    qualifier: str


def find_quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Find all counts in a span, except measures (distances, times, weights, money, percentages) and ordinals.

    Args:
        text: folded text.
        start: first code point to look at.
        end: code point after the last.

    Returns:
        The counts in text order, without overlaps.
    """
    found = []
    floor = start
    for core in _CORE.finditer(text, start, end):
        if core.start() < floor:
            continue
        match = _around(text, core.start(), floor, end)
        if match is None:
            continue
        floor = match.end()
        if not _MEASURE.match(text, match.end(), end):
            found.append(_read(match))
    return tuple(found)


def _around(text: str, core: int, floor: int, end: int) -> re.Match[str] | None:
    """The count around a number word, with the qualifier that may stand some words before it."""
    starts = [match.start() for match in _OPENER.finditer(text, max(floor, core - _REACH), core)]
    for start in (*starts, core):
        match = _QUANTITY.match(text, start, end)
        if match and match.end() > core:
            return match
    return None


def number_value(words: str) -> int:
    """Return the value of a number in digits or English words.

    Args:
        words: what one alternative of the number pattern matched: "1,400", "twenty-three", "a dozen".

    Returns:
        The value.

    Raises:
        ValueError: the words are no number.
    """
    plain = re.sub(r"\s+", " ", words.strip().lower())
    if plain.replace(",", "").isdigit():
        return int(plain.replace(",", ""))
    if "half" in plain:
        return 6
    if plain.startswith("a pair"):
        return 2
    if plain.startswith("a score"):
        return 20
    if plain.endswith("dozen"):
        first = plain.removesuffix("dozen").strip()
        return 12 * (1 if first in ("", "a", "one") else _UNITS[first])
    thousands, _, rest = plain.partition("thousand")
    if rest or plain.endswith("thousand"):
        below = rest.strip().removeprefix("and ")
        return 1000 * _below_thousand(thousands.strip(), words) + (_below_thousand(below, words) if below else 0)
    return _below_thousand(plain, words)


def _below_thousand(plain: str, words: str) -> int:
    if plain.isdigit():
        return int(plain)
    total = 0
    for word in re.split(r"[\s-]+", plain):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "a":
            total = 1
        elif word != "and":
            total += _UNITS[word] if word in _UNITS else _TENS[word] if word in _TENS else _fail(words)
    return total


def _fail(words: str) -> int:
    raise ValueError(f"not a number: {words!r}")


def _read(match: re.Match[str]) -> Quantity:
    at = (match.start(), match.end())
    for kind in ("between", "range"):
        if match[kind]:
            low, high = number_value(match[f"{kind}_a"]), number_value(match[f"{kind}_b"])
            return Quantity(*at, low, high, "exact") if low <= high else Quantity(*at, None, None, "vague")
    if match["vague"]:
        return Quantity(*at, None, None, "vague")
    if match["plain"]:
        value = number_value(match["plain"])
        return Quantity(*at, value, None, "at_least") if match["or_more"] else Quantity(*at, value, value, "exact")
    try:
        value = number_value(match["qualified"])
    except (ValueError, KeyError):
        return Quantity(*at, None, None, "vague")
    if match["lower"]:
        return Quantity(*at, value, None, "at_least")
    if match["more"]:
        return Quantity(*at, value + 1, None, "more_than")
    if match["upper"]:
        return Quantity(*at, None, value, "up_to")
    if match["less"]:
        return Quantity(*at, None, value - 1, "up_to")
    return Quantity(*at, value, value, "approximately")
