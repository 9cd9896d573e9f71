"""What the quantity grammar reads: counts with their bounds, counts left open, and numbers that count nothing."""

# ruff: noqa: E501  the sentences under test stay on one line

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.quantities import Quantity, find_quantities, number_value

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, *, british: bool = False) -> str:
    """A number from 0 to 999 in English words."""
    if number >= 100:
        hundreds = f"{ONES[number // 100]} hundred"
        rest = in_words(number % 100) if number % 100 else ""
        return f"{hundreds}{' and' if british and rest else ''} {rest}".strip()
    if number < 20:
        return ONES[number]
    tens = TENS[number // 10 - 2]
    return f"{tens}-{ONES[number % 10]}" if number % 10 else tens


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, 0, len(text))


def read(text: str) -> tuple[int | None, int | None, str]:
    (found,) = quantities(text)
    return found.minimum, found.maximum, found.qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 soldiers", (12, 12, "exact")),
        ("1,400 soldiers", (1400, 1400, "exact")),
        ("twelve soldiers", (12, 12, "exact")),
        ("Fifty-six soldiers", (56, 56, "exact")),
        ("a hundred soldiers", (100, 100, "exact")),
        ("a dozen soldiers", (12, 12, "exact")),
        ("half a dozen soldiers", (6, 6, "exact")),
        ("two dozen soldiers", (24, 24, "exact")),
        ("a pair of soldiers", (2, 2, "exact")),
        ("another five soldiers", (5, 5, "exact")),
        ("a total of 12 soldiers", (12, 12, "exact")),
        ("at least 13 soldiers", (13, None, "at_least")),
        ("at least a dozen soldiers", (12, None, "at_least")),
        ("no fewer than nine soldiers", (9, None, "at_least")),
        ("ten or more soldiers", (10, None, "at_least")),
        ("more than 200 soldiers", (201, None, "more_than")),
        ("more than two dozen soldiers", (25, None, "more_than")),
        ("over 30 soldiers", (31, None, "more_than")),
        ("well over 100 soldiers", (101, None, "more_than")),
        ("up to 300 soldiers", (None, 300, "up_to")),
        ("as many as 40 soldiers", (None, 40, "up_to")),
        ("at most ten soldiers", (None, 10, "up_to")),
        ("fewer than ten soldiers", (None, 9, "up_to")),
        ("approximately 30 soldiers", (30, 30, "approximately")),
        ("about a dozen soldiers", (12, 12, "approximately")),
        ("an estimated 300 soldiers", (300, 300, "approximately")),
        ("some 40 soldiers", (40, 40, "approximately")),
        ("nearly 40 soldiers", (40, 40, "approximately")),
        ("15 to 20 soldiers", (15, 20, "exact")),
        ("15-20 soldiers", (15, 20, "exact")),
        ("between 15 and 20 soldiers", (15, 20, "exact")),
    ],
)
def test_a_count_has_the_bounds_that_its_qualifier_gives(
    text: str, expected: tuple[int | None, int | None, str]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "dozens of soldiers",
        "several soldiers",
        "hundreds of soldiers",
        "scores of soldiers",
        "many soldiers",
        "numerous soldiers",
        "a handful of soldiers",
        "a few soldiers",
        "an unknown number of soldiers",
        "at least several soldiers",
        "thousands of soldiers",
        "20 to 15 soldiers",
    ],
)
def test_a_count_that_the_words_leave_open_has_no_bounds(text: str) -> None:
    assert read(text) == (None, None, "vague")


@pytest.mark.parametrize(
    "text",
    [
        "15 kilometers away",
        "25 miles away",
        "for three days",
        "over two years",
        "within two hours",
        "a 16-year-old",
        "a three-man cell",
        "20 percent",
        "more than 30 per cent",
        "$4 million",
        "€300 in cash",
        "12 million euros",
        "300 rupees",
        "five tons",
        "the 40th member",
        "the I-24/7 system",
        "an AK-47",
        "the G5 force",
        "2.5 degrees",
        "10 to 15 kilometers",
        "at 5 a.m.",
        "at 7:30 they came",
        "two-thirds of them",
    ],
)
def test_measures_times_fractions_ordinals_and_names_are_no_counts(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("one thousand men", 1000), ("three thousand men", 3000), ("fifteen hundred men", 1500)]
)
def test_thousands_in_words_are_never_read_as_units(text: str, value: int) -> None:
    assert [(q.minimum, q.maximum) for q in quantities(text)] == [(value, value)]


def test_one_number_or_the_next_is_one_count_with_two_bounds() -> None:
    assert read("three or four soldiers") == (3, 4, "exact")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(number=st.integers(1, 999), british=st.booleans())
def test_numbers_in_words_round_trip(number: int, british: bool) -> None:
    words = in_words(number, british=british)
    text = f"killing {words} men"
    (found,) = quantities(text)
    assert (found.minimum, found.maximum, found.qualifier) == (number, number, "exact")
    assert text[found.start : found.end] == words
    assert number_value(words) == number


@settings(max_examples=50, deadline=None, derandomize=True)
@given(number=st.integers(1, 99_999))
def test_numbers_in_digits_round_trip(number: int) -> None:
    for digits in (str(number), f"{number:,}"):
        text = f"killing {digits} men."
        (found,) = quantities(text)
        assert (found.minimum, found.maximum) == (number, number)
        assert text[found.start : found.end] == digits


@settings(max_examples=30, deadline=None, derandomize=True)
@given(number=st.integers(2, 500), words=st.booleans())
def test_a_qualifier_means_the_same_before_digits_and_words(number: int, words: bool) -> None:
    written = in_words(number) if words else str(number)
    assert read(f"at least {written} men") == (number, None, "at_least")
    assert read(f"more than {written} men") == (number + 1, None, "more_than")
    assert read(f"up to {written} men") == (None, number, "up_to")
    assert read(f"about {written} men") == (number, number, "approximately")


def test_counts_stand_in_text_order_and_do_not_overlap() -> None:
    found = quantities("killing two soldiers, at least 13 civilians and dozens of others")
    assert [(q.minimum, q.maximum) for q in found] == [(2, 2), (13, None), (None, None)]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises((ValueError, KeyError)):
        number_value("many")
