"""What the date grammar reads: every form, its precision, and where it abstains."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.dates import DateMention, find_dates, find_relative_dates, shifted
from pipelines.reading.folding import folded

YEAR = 2015
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()


def dates(text: str, year: int = YEAR) -> tuple[DateMention, ...]:
    plain = folded(text)
    return find_dates(plain, 0, len(plain), year)


def stated(text: str, year: int = YEAR) -> list[tuple[str, str, str]]:
    """Verbatim words, EDTF form and precision of each date."""
    plain = folded(text)
    return [(plain[d.start : d.end], d.edtf, d.precision) for d in dates(text, year)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("On June 3, gunmen came.", "June 3", "2015-06-03"),
        ("On June 3 gunmen came.", "June 3", "2015-06-03"),
        ("On 3 June, gunmen came.", "3 June", "2015-06-03"),
        ("On the 3rd of June, gunmen came.", "3rd of June", "2015-06-03"),
        ("On June 3rd, gunmen came.", "June 3rd", "2015-06-03"),
        ("On Nov. 13, gunmen came.", "Nov. 13", "2015-11-13"),
        ("On Sept. 3, gunmen came.", "Sept. 3", "2015-09-03"),
        ("On June 3, 2014, gunmen came.", "June 3, 2014", "2014-06-03"),
        ("On 3 June 2014, gunmen came.", "3 June 2014", "2014-06-03"),
        ("An October 8 attack killed six.", "October 8", "2015-10-08"),
        ("In the early hours of June 3, gunmen came.", "June 3", "2015-06-03"),
        ("On Tuesday, June 3, gunmen came.", "June 3", "2015-06-03"),
        ("On June\n3, gunmen came.", "June 3", "2015-06-03"),
        ("On June\u00a03, gunmen came.", "June 3", "2015-06-03"),
    ],
)
def test_a_day_is_read_in_every_form(text: str, words: str, edtf: str) -> None:
    assert stated(text) == [(words, edtf, "day")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("During June 18-19, gunmen came.", "2015-06-18/2015-06-19"),
        ("During June 18–19, gunmen came.", "2015-06-18/2015-06-19"),
        ("During 18-19 June, gunmen came.", "2015-06-18/2015-06-19"),
        ("From June 18 to 19, gunmen came.", "2015-06-18/2015-06-19"),
        ("From June 18 through 19, gunmen came.", "2015-06-18/2015-06-19"),
        ("Between June 18 and 19, gunmen came.", "2015-06-18/2015-06-19"),
        ("Between June 18 and July 2, gunmen came.", "2015-06-18/2015-07-02"),
        ("From 18 June to 2 July, gunmen came.", "2015-06-18/2015-07-02"),
        ("From June 28-July 2, gunmen came.", "2015-06-28/2015-07-02"),
        ("From June 28, 2014, to July 2, 2015, gunmen came.", "2014-06-28/2015-07-02"),
        ("On June 3-6, 2014, gunmen came.", "2014-06-03/2014-06-06"),
    ],
)
def test_a_range_of_days_keeps_both_ends(text: str, edtf: str) -> None:
    (found,) = dates(text)
    assert (found.edtf, found.precision) == (edtf, "day_range")
    first, last = edtf.split("/")
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("On June 3 and 6, bombs exploded.", ["2015-06-03", "2015-06-06"]),
        ("On 3 and 6 June, bombs exploded.", ["2015-06-03", "2015-06-06"]),
        ("On June 3, 6, and 9, bombs exploded.", ["2015-06-03", "2015-06-06", "2015-06-09"]),
        ("On June 3, 6 and 9, bombs exploded.", ["2015-06-03", "2015-06-06", "2015-06-09"]),
        ("On June 3 and July 6, bombs exploded.", ["2015-06-03", "2015-07-06"]),
        ("On June 3 and again on July 6, bombs exploded.", ["2015-06-03", "2015-07-06"]),
        ("On June 3, 2014, and July 6, 2015, bombs exploded.", ["2014-06-03", "2015-07-06"]),
    ],
)
def test_days_in_a_list_are_days_of_their_own(text: str, edtfs: list[str]) -> None:
    assert [(d.edtf, d.precision) for d in dates(text)] == [(edtf, "day") for edtf in edtfs]


@pytest.mark.parametrize("count", ["30 fighters", "21 civilians", "9 attackers", "7 people", "1,200 men"])
def test_a_count_behind_a_date_is_not_part_of_it(count: str) -> None:
    assert stated(f"On May 4, {count} were seen.") == [("May 4", "2015-05-04", "day")]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_alone_is_the_whole_month(month: int) -> None:
    (found,) = dates(f"In {MONTHS[month - 1]}, gunmen came.")
    assert (found.edtf, found.precision) == (f"2015-{month:02d}", "month")
    assert (found.first, found.last) == (date(2015, month, 1), date(2015, month, monthrange(2015, month)[1]))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("early February", 1, 10),
        ("mid-February", 11, 20),
        ("mid February", 11, 20),
        ("late February", 21, 28),
        ("the beginning of February", 1, 10),
        ("the middle of February", 11, 20),
        ("the end of February", 21, 28),
    ],
)
def test_early_mid_and_late_are_parts_of_a_month(words: str, first: int, last: int) -> None:
    (found,) = dates(f"In {words}, gunmen came.")
    assert (found.first, found.last) == (date(2015, 2, first), date(2015, 2, last))
    assert found.precision == "part_of_month"


def test_late_february_of_a_leap_year_ends_on_the_29th() -> None:
    (found,) = dates("In late February, gunmen came.", 2016)
    assert found.last == date(2016, 2, 29)


def test_months_in_a_range_stay_months() -> None:
    assert [(e, p) for _, e, p in stated("From March to June, gunmen came.")] == [("2015-03/2015-06", "month")]
    assert [(e, p) for _, e, p in stated("The January-March figures rose.")] == [("2015-01/2015-03", "month")]


def test_a_span_between_parts_of_two_months_is_one_date() -> None:
    (found,) = dates("Between late May and late June, gunmen came.")
    assert (found.first, found.last) == (date(2015, 5, 21), date(2015, 6, 30))


def test_one_day_or_the_other_is_one_date_with_two_ends() -> None:
    (found,) = dates("On June 3 or 4, gunmen came.")
    assert (found.first, found.last) == (date(2015, 6, 3), date(2015, 6, 4))


def test_a_season_has_no_days_since_they_depend_on_the_hemisphere() -> None:
    (found,) = dates("In the spring of 2015, gunmen came.")
    assert (found.edtf, found.precision, found.first, found.last) == ("2015-21", "season", None, None)


def test_a_year_alone_is_the_whole_year() -> None:
    (found,) = dates("In 2014, gunmen came.")
    assert (found.edtf, found.precision, found.year_stated) == ("2014", "year", True)
    assert (found.first, found.last) == (date(2014, 1, 1), date(2014, 12, 31))


def test_the_year_comes_from_the_text_else_from_the_report() -> None:
    own, other = dates("On June 3, and on July 6, 2013, gunmen came.", 2015)
    assert (own.edtf, own.year_stated) == ("2015-06-03", False)
    assert (other.edtf, other.year_stated) == ("2013-07-06", True)


def test_a_range_over_new_year_without_a_year_begins_in_the_year_before() -> None:
    assert [e for _, e, _ in stated("From December 28 to January 3, gunmen came.")] == ["2014-12-28/2015-01-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Attackers may have fled.",
        "They march in the capital.",
        "UNSCR 2178 and resolution 1373 apply.",
        "The august assembly met.",
        "He was hit 12 times by 30 men.",
        "They fell in the fight.",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize("day", ["February 30", "February 29", "June 31"])
def test_a_day_that_does_not_exist_is_no_date_at_all(day: str) -> None:
    assert stated(f"On {day}, gunmen came.") == []


DAYS = st.dates(date(2015, 1, 1), date(2015, 12, 31))
FORMATS = {
    "Month D": lambda d: f"{MONTHS[d.month - 1]} {d.day}",
    "D Month": lambda d: f"{d.day} {MONTHS[d.month - 1]}",
    "Mon. D": lambda d: f"{SHORT[d.month - 1]} {d.day}",
    "Month D, YYYY": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "D Month YYYY": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "Month  D": lambda d: f"{MONTHS[d.month - 1]}  {d.day}",
}


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(day=DAYS)
def test_every_day_of_the_year_round_trips(form: str, day: date) -> None:
    words = FORMATS[form](day)
    text = f"On {words}, 12 gunmen came to 3 villages."
    (found,) = find_dates(text, 0, len(text), YEAR)
    assert (found.first, found.last, found.edtf, found.precision) == (day, day, day.isoformat(), "day")
    assert text[found.start : found.end] == words


@settings(max_examples=40, deadline=None, derandomize=True)
@given(first=DAYS, length=st.integers(1, 60))
def test_every_range_of_days_round_trips(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    if last.year != first.year:
        last = date(first.year, 12, 31)
    if last <= first:
        return
    words = f"From {MONTHS[first.month - 1]} {first.day} to {MONTHS[last.month - 1]} {last.day}"
    (found,) = find_dates(words, 0, len(words), YEAR)
    assert (found.first, found.last, found.precision) == (first, last, "day_range")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "June",
                "in",
                "late",
                "mid-",
                "3",
                "12",
                "and",
                "to",
                "2014",
                ",",
                "the",
                "spring",
                "of",
                "from",
                "or",
                "May",
                "-",
                "31",
            ]
        ),
        max_size=9,
    )
)
def test_a_date_is_never_more_precise_than_its_words(words: list[str]) -> None:
    text = " ".join(words)
    found = find_dates(text, 0, len(text), YEAR)
    for mention in found:
        matched = text[mention.start : mention.end]
        assert matched.strip() == matched != ""
        if mention.precision in ("day", "day_range"):
            assert any(f" {day} " in f" {matched.replace('-', ' ').replace(',', ' ')} " for day in ("3", "12", "31"))
        if mention.precision in ("day", "day_range", "month", "part_of_month"):
            assert "June" in matched or "May" in matched
        if mention.precision == "part_of_month":
            assert "late" in matched or "mid" in matched
        if mention.first and mention.last:
            assert mention.first <= mention.last
    spans = sorted({(m.start, m.end) for m in found})
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(before=st.text("ab 19,", max_size=20), after=st.text("xy 07.", max_size=20))
def test_only_the_given_span_is_read(before: str, after: str) -> None:
    text = f"{before} June 3 {after}"
    start = len(before) + 1
    (found,) = find_dates(text, start, start + len("June 3"), YEAR)
    assert text[found.start : found.end] == "June 3"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("On the same day", 0),
        ("That night", 0),
        ("Later that day", 0),
        ("Hours later", 0),
        ("The next day", 1),
        ("The following morning", 1),
        ("A day after", 1),
        ("Two days later", 2),
        ("12 days later", 12),
        ("A week later", 7),
        ("two weeks later", 14),
        ("the day before", -1),
        ("three days earlier", -3),
        ("the previous evening", -1),
    ],
)
def test_a_relative_date_counts_days_from_the_event_before(words: str, days: int) -> None:
    text = f"{words}, gunmen came."
    (found,) = find_relative_dates(text, 0, len(text))
    assert found.days == days
    assert text[found.start : found.end] == words


def test_a_relative_date_moves_its_anchor() -> None:
    text = "On June 30, a mine exploded; two days later, another did."
    (anchor,) = find_dates(text, 0, len(text), YEAR)
    (relative,) = find_relative_dates(text, 0, len(text))
    moved = shifted(anchor, relative)
    assert (moved.edtf, moved.precision) == ("2015-07-02", "day")
    assert text[moved.start : moved.end] == "two days later"


def test_the_same_day_keeps_the_precision_of_its_anchor() -> None:
    text = "In late June, a mine exploded; on the same day, another did."
    (anchor,) = find_dates(text, 0, len(text), YEAR)
    (relative,) = find_relative_dates(text, 0, len(text))
    assert shifted(anchor, relative).precision == "part_of_month"


def test_days_counted_from_a_whole_month_do_not_become_a_day() -> None:
    text = "In June, a mine exploded; two days later, another did."
    (anchor,) = find_dates(text, 0, len(text), YEAR)
    (relative,) = find_relative_dates(text, 0, len(text))
    assert shifted(anchor, relative).precision != "day"
