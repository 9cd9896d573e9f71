"""Text made to be slow is not: four times the text takes about four times the work, and each limit has a name.

Work is processor time, compared within one run and with a wide margin: twice what is fair, and half of what the square
of the length would take. All texts are fictional.
"""

import time

import pytest
from chapters import GROUPS, SLUG, chapter_text, extract_text, knowledge
from growth import FAIR, TIMES_AS_LONG, TOO_SHORT_TO_TELL, growth_of

from fuzzing.cases import SEEDS
from fuzzing.targets import TARGETS
from pipelines.extraction.extract import MAXIMUM_SENTENCE, extract
from pipelines.reading import Document, DocumentError, read_chapter
from pipelines.reading.chapter import chapter_of, text_of
from pipelines.reading.codebook import MAXIMUM_DEPTH
from pipelines.reading.documents import MAXIMUM_BYTES
from pipelines.reading.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(SEEDS)

RUNS = {
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "commas": ", ",
    "capital words": "Green Dawn Front ",
    "capitals": "A",
    "digits": "1",
    "numbers": "12 ",
    "quotes": '"',
    "hyphens": "-",
    "hyphened words": "well-known-",
    "and": "and ",
    "dates": "March 3, ",
    "dates and": "March 3 and ",
    "parentheses": "(",
    "acronyms": "Green Dawn Front (GDF) ",
    "initials": "U.",
    "casualties": "killed three and wounded four; ",
    "of the": "Army of the ",
    "members": "member of APG, the Egmont Group, and ",
}
"""Runs of one sentence."""
TELLING = ("capital words", "dates", "casualties")
"""A few kinds, for the quick tests."""
SENTENCES = {
    "incidents": "\n• On March 3, GDF gunmen killed three people near Ostavar.",
    "claims": " The GDF claimed responsibility. ",
    "same day": " The same day, another bomb exploded. ",
    "memberships": " Kiribati is a member of APG, the Egmont Group, and GIABA. ",
    "headings": "\nOverview: It was calm.",
    "names": "\n• The X{0} Front killed two people in Y{0}. The X{0} claimed responsibility.",
    "long": " " + "On March 3, GDF gunmen killed three people near Ostavar and " * 33 + "fled. ",
    "dates alone": " On " + "March 3, " * 200 + "it was calm. ",
    "days in a list": "\n• On " + "March 3 and March 4 and " * 75 + "gunmen killed three people. ",
    "long with dates": " On " + "March 3, " * 12 + "gunmen fled " + "and fled " * 190 + ". ",
}
"""Sentences again and again, some almost as long as a sentence may be; {0} is another number each time."""


def of_length(unit: str, length: int) -> str:
    """A chapter with a unit again and again in its incidents section, of about so many characters."""
    count = length // len(unit) + 1
    body = "".join(unit.format(number) for number in range(count)) if "{0}" in unit else unit * count
    return chapter_text([f"On March 3, GDF gunmen killed three people near Ostavar. {body} end."])


def work_of(text: str) -> float:
    """Processor time in seconds for reading and extraction, without limits of files."""
    document = Document("KIR-2015", "KIR", "Kiribati", 2015, "x", "0" * 64, len(text), "text/plain", text)
    start = time.process_time()
    extract(chapter_of(document, VOCABULARY, knowledge().countries), knowledge())
    return max(TOO_SHORT_TO_TELL, time.process_time() - start)


def growth(unit: str, small: int) -> float:
    """How many times as much work four times the text takes."""
    return growth_of(lambda length: work_of(of_length(unit, length)), small)


@pytest.mark.parametrize("unit", [RUNS[name] for name in TELLING], ids=TELLING)
def test_a_long_run_takes_work_in_proportion_to_its_length(unit):
    assert growth(unit, 100_000) < FAIR


OTHERS = [name for name in RUNS if name not in TELLING]


@pytest.mark.slow
@pytest.mark.parametrize("unit", [RUNS[name] for name in OTHERS], ids=OTHERS)
def test_any_other_long_run_takes_work_in_proportion_to_its_length(unit):
    assert growth(unit, 100_000) < FAIR


LONGEST = ("spaces", "commas", "capital words", "digits", "quotes", "hyphens", "and", "dates")


@pytest.mark.slow
@pytest.mark.parametrize("unit", [RUNS[name] for name in LONGEST], ids=LONGEST)
def test_a_run_of_ten_megabytes_takes_work_in_proportion_to_its_length(unit):
    assert growth(unit, 2_500_000) < FAIR


@pytest.mark.slow
@pytest.mark.parametrize("unit", SENTENCES.values(), ids=SENTENCES)
def test_many_sentences_take_work_in_proportion_to_their_number(unit):
    assert growth(unit, 50_000) < FAIR


PAGES = {
    "dropped parts": "<script></script>x ",
    "hidden parts": "<b hidden>x</b>y ",
    "elements left open": "<p>The state spoke of many things.",
    "entities": "&amp;",
    "angle brackets": "<",
    "attributes": "<b style='display    '",
    "comments": "<!--",
    "links": "<a href=#>x</a>",
    "list items": "<li>x",
}


def page_work(unit: str, length: int) -> float:
    content = f"<body><h1>Kiribati</h1><p>Overview: It was calm.</p>{unit * (length // len(unit))}</body>".encode()
    start = time.process_time()
    text_of(content, ".html", "reports/2015/kiribati.html", VOCABULARY)
    return max(TOO_SHORT_TO_TELL, time.process_time() - start)


@pytest.mark.slow
@pytest.mark.parametrize("unit", PAGES.values(), ids=PAGES)
def test_a_page_takes_work_in_proportion_to_its_size(unit):
    """Up to the largest file that is read."""
    assert growth_of(lambda length: page_work(unit, length), MAXIMUM_BYTES // TIMES_AS_LONG - 100) < FAIR


def test_the_measure_tells_the_square_from_the_line():
    """Without this, every test above could pass because nothing is measured."""

    def square(length):
        start = time.process_time()
        for _ in range(length):
            sum(range(length))
        return time.process_time() - start

    assert square(8_000) / square(2_000) > FAIR


def test_an_overlong_sentence_is_a_rejection_and_the_others_are_read():
    overlong = "On March 4, gunmen killed a judge in Dunmere " + "and then " * (MAXIMUM_SENTENCE // 9) + "fled."
    told = "On October 8, GDF gunmen killed three people in Ostavar."
    tables = extract_text(chapter_text([told, overlong], overview=GROUPS))
    assert [row["summary"] for row in tables["incidents"]] == [told]
    assert [row["reason"] for row in tables["rejections"] if row["quote"] == overlong] == ["residual"]


def test_the_longest_sentence_that_is_read_is_read():
    told = "On October 8, GDF gunmen killed three people in Ostavar"
    longest = told + " and more".join([""] * ((MAXIMUM_SENTENCE - len(told)) // 9)) + "."
    assert MAXIMUM_SENTENCE - 20 < len(longest) <= MAXIMUM_SENTENCE
    assert len(extract_text(chapter_text([longest]))["incidents"]) == 1


def test_ten_megabytes_are_refused_by_their_size(make_seeds):
    seeds = make_seeds({f"2015/{SLUG}.txt": of_length("On March 3, gunmen fled. ", 10_000_000)})
    with pytest.raises(
        DocumentError, match=rf"kiribati\.txt: larger than {MAXIMUM_BYTES} bytes; put one chapter in it"
    ):
        read_chapter(seeds / "reports" / "2015" / f"{SLUG}.txt", seeds, knowledge().countries)


def test_deep_nesting_is_refused_by_name():
    with pytest.raises(DocumentError, match="Excessive depth"):
        text_of(b"<div>" * 300 + b"<p>Overview: It was calm.", ".html", "reports/2015/kiribati.html", VOCABULARY)
    assert not TARGETS["codebook"](b"headings.yaml\na: " + b"[" * (MAXIMUM_DEPTH + 1)).read
