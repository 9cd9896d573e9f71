"""Sections, headings and furniture in the layouts of all editions. All chapters here are fictional."""

from itertools import pairwise
from pathlib import Path

import pytest
from chapters import extract_text
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading import Chapter, Document, DocumentError, load_countries
from pipelines.reading.chapter import chapter_of
from pipelines.reading.vocabulary import load_vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = load_countries(SEEDS)
VOCABULARY = load_vocabulary(SEEDS)
ARCHIVE = """ARCHIVED CONTENT

You are viewing ARCHIVED CONTENT released online from January 20, 2017 to January 20, 2021.

Content in this archive is NOT UPDATED, and links may not function.

"""
REFWORLD = """Publisher
United States Department of State

Publication Date
19 July 2017

Cite as
United States Department of State, Country Reports on Terrorism 2016 - Togo, 19 July 2017, available at: https://a.org

DisclaimerThis is not a UNHCR publication. UNHCR is not responsible for, nor does it necessarily endorse, its content.

"""


def chapter(text: str, media_type: str = "text/plain") -> Chapter:
    document = Document("TGO-2016", "TGO", "Togo", 2016, "reports/2016/togo.txt", "0" * 64, len(text), media_type, text)
    return chapter_of(document, VOCABULARY, COUNTRIES)


def sections(text: str) -> list[tuple[str, str, list[str]]]:
    """Code, heading and sentences of each section."""
    read = chapter(text)
    return [
        (
            section.code,
            text[section.heading_start : section.heading_end].strip(),
            [text[s.start : s.end] for s in read.sentences if section.start <= s.start < section.end],
        )
        for section in read.sections
    ]


def covered(read: Chapter) -> None:
    """Check that sections, headings and furniture meet, from the first character to the last."""
    parts = sorted(
        [(s.heading_start, s.end) for s in read.sections if s.heading_start <= s.heading_end == s.start <= s.end]
        + [(f.start, f.end) for f in read.furniture]
    )
    assert parts[0][0] == 0
    assert parts[-1][1] == len(read.document.text)
    assert all(first[1] == second[0] for first, second in pairwise(parts))
    assert len(parts) == len(read.sections) + len(read.furniture)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Overview", "overview"),
        ("2016 Terrorist Incidents", "incidents"),
        ("Terrorist Incidents in 2016", "incidents"),
        ("2016 Terrorist Incident", "incidents"),
        ("Legislation and Law Enforcement", "legislation"),
        ("Legislation, Law Enforcement, and Border Security", "legislation"),
        ("Legislation Law Enforcement and Border Security", "legislation"),
        ("Legislation,  Law\u00a0Enforcement & Border Security", "legislation"),
        ("Law Enforcement", "legislation"),
        ("Countering Terrorist Finance", "finance"),
        ("Countering the Financing of Terrorism", "finance"),
        ("Regional and International Cooperation", "cooperation"),
        ("International and Regional Cooperation", "cooperation"),
        ("Countering Radicalization and Violent Extremism", "countering_violent_extremism"),
        ("Countering Violent Extremism", "countering_violent_extremism"),
        ("COUNTERING VIOLENT EXTREMISM", "countering_violent_extremism"),
        ("Safe Haven", "other"),
    ],
)
@pytest.mark.parametrize(
    "shape",
    [
        "{}: Nothing changed.",
        "{}:  Nothing changed.",
        "{}:Nothing changed.",
        "{}\n\nNothing changed.",
        "{}:\nNothing changed.",
        "{}\nNothing changed.",
        "**{}:** Nothing changed.",
        "{} – Nothing changed.",
    ],
)
def test_a_heading_of_any_edition_is_recognised_in_any_shape(heading: str, code: str, shape: str) -> None:
    found = sections("Background: Togo was calm.\n\n" + shape.format(heading))
    assert [(name, sentences) for name, _, sentences in found] == [
        ("overview", ["Togo was calm."]),
        (code, ["Nothing changed."]),
    ]


@pytest.mark.parametrize(
    "text", ["OverviewThe state was calm.", "Overview.The state was calm.", "Overview The state was calm."][:2]
)
def test_a_heading_glued_to_its_first_sentence_is_recognised(text: str) -> None:
    assert sections(text)[0][0] == "overview"
    assert sections(text)[0][2] == ["The state was calm."]


def test_a_long_heading_without_a_colon_is_told_from_a_longer_name() -> None:
    assert (
        sections("Countering the Financing of Terrorism Togo is a member.")[0][1]
        == "Countering the Financing of Terrorism"
    )
    found = sections("Overview: Calm.\n\nCountering Violent Extremism Programs were run by Togo.")
    assert [code for code, _, _ in found] == ["overview"]


def test_a_heading_may_be_wrapped_over_lines() -> None:
    found = sections(
        "Overview: Calm.\n\nLegislation, Law\nEnforcement, and Border\nSecurity: A law was passed\nin May.\n"
    )
    assert found[1] == (
        "legislation",
        "Legislation, Law\nEnforcement, and Border\nSecurity:",
        ["A law was passed\nin May."],
    )


def test_a_heading_stands_only_at_the_start_of_a_line() -> None:
    text = "Overview: Togo spoke of one thing, Regional Cooperation: it was good. See 2015 Terrorist Incidents: none."
    assert [code for code, _, _ in sections(text)] == ["overview"]


def test_the_last_word_of_a_wrapped_sentence_is_no_heading() -> None:
    text = "Overview: Togo saw progress in many things, as in Law\nEnforcement\nand the work of the\nOverview\ngroup.\n"
    assert [code for code, _, _ in sections(text)] == ["overview"]


def test_an_empty_section_is_kept() -> None:
    found = sections(
        "Overview: Calm.\n\n2016 Terrorist Incidents:\n\nLegislation, Law Enforcement, and Border Security: None."
    )
    assert [(code, sentences) for code, _, sentences in found] == [
        ("overview", ["Calm."]),
        ("incidents", []),
        ("legislation", ["None."]),
    ]


@pytest.mark.parametrize("heading", ["Public Diplomacy\n\n", "Public Diplomacy: ", "Work of the Peace Council:\n"])
def test_an_unknown_heading_is_a_warning_and_its_text_is_kept(heading: str) -> None:
    text = f"Overview: Calm.\n\n{heading}Togo held meetings in all of its towns.\n\nCountering Violent Extremism: None."
    read = chapter(text)
    assert [section.code for section in read.sections] == ["overview", "other", "countering_violent_extremism"]
    assert [text[s.start : s.end] for s in read.sentences if s.section == "other"] == [
        "Togo held meetings in all of its towns."
    ]
    assert len(read.warnings) == 1
    assert repr(heading.strip(": \n")) in read.warnings[0]


def test_an_unknown_heading_with_a_sections_keyword_is_read_as_that_section_with_a_warning() -> None:
    read = chapter("Overview: Calm.\n\nStopping Money and Terrorist Financing Flows: A law was passed.")
    assert [section.code for section in read.sections] == ["overview", "finance"]
    assert len(read.warnings) == 1


def test_a_chapter_without_headings_is_body() -> None:
    title = "Patterns of Global Terrorism 2016\n\nTogo\n\n"
    text = title + "Togo continued to support the fight against terrorism in 2016.\n\nIt signed a treaty.\n"
    assert sections(text) == [
        ("body", "", ["Togo continued to support the fight against terrorism in 2016.", "It signed a treaty."])
    ]


def test_prose_before_the_first_heading_is_kept() -> None:
    title = "Country Reports on Terrorism 2016 - Togo\n\n"
    text = title + "This first paragraph stands before all the headings.\n\nOverview: Calm.\n"
    assert [(code, sentences) for code, _, sentences in sections(text)] == [
        ("body", ["This first paragraph stands before all the headings."]),
        ("overview", ["Calm."]),
    ]


@pytest.mark.parametrize(
    "front",
    [
        "An official website of the United States government\n\nHere’s how you know\n\n",
        ARCHIVE,
        "Country Reports on Terrorism 2016 - Togo\n- Document source:\n-\nDate:\n18 August 2017\n",
        REFWORLD,
        "Home\nMenu\nSome Label of the Page\n\n",
        "On This Page\nOverview\n2016 Terrorist Incidents\n\n",
        "\n\n \u00a0\n",
    ],
)
def test_what_stands_before_the_chapter_is_furniture(front: str) -> None:
    text = front + "Overview: Togo was calm.\n\n2016 Terrorist Incidents: None.\n"
    read = chapter(text)
    covered(read)
    assert [text[s.start : s.end] for s in read.sentences] == ["Togo was calm.", "None."]
    assert read.furniture[0].start == 0


@pytest.mark.parametrize(
    "end",
    [
        "Tags\n\nBureau of Counterterrorism    Togo\n",
        "On This Page\n\nU.S. Department of State\n\nThe Lessons of 1989: Freedom and Our Future",
        "Tags: Togo, Terrorism\nRelated Articles\n\nThe Secretary spoke in the capital of Benin on Monday.\n",
    ],
)
def test_what_follows_the_chapter_is_furniture(end: str) -> None:
    text = "Overview: Togo was calm.\n\n2016 Terrorist Incidents: None.\n\n" + end
    read = chapter(text)
    covered(read)
    assert [text[s.start : s.end] for s in read.sentences] == ["Togo was calm.", "None."]


def test_a_sentence_that_begins_with_tags_ends_nothing() -> None:
    text = "Overview: Togo was calm.\n\nTags were put on all cars that crossed the border in May.\n\nIt went on."
    assert len(sections(text)[0][2]) == 3


def test_furniture_in_the_middle_divides_a_section_and_takes_no_prose() -> None:
    text = "Overview: Togo was calm.\n\nBack to Top\n\nIt stayed calm.\n\n2016 Terrorist Incidents: None.\n"
    read = chapter(text)
    covered(read)
    assert [section.code for section in read.sections] == ["overview", "overview", "incidents"]
    assert [text[s.start : s.end] for s in read.sentences if s.section == "overview"] == [
        "Togo was calm.",
        "It stayed calm.",
    ]


def test_a_byte_order_mark_and_carriage_returns_change_nothing() -> None:
    text = "Overview: Togo was calm.\n\n2016 Terrorist Incidents:\n\n- On May 2, a bomb fell.\n- On May 3, two fell.\n"
    plain = [(s.section, s.in_list, s.paragraph, text[s.start : s.end]) for s in chapter(text).sentences]
    changed = "\ufeff" + text.replace("\n", "\r\n")
    assert [(s.section, s.in_list, s.paragraph, changed[s.start : s.end]) for s in chapter(changed).sentences] == plain


LINES = st.sampled_from(
    [
        "",
        "",
        " \u00a0",
        "Overview: Togo was calm.",
        "Overview",
        "2016 Terrorist Incidents",
        "Legislation, Law",
        "Enforcement",
        "-",
        "• ",
        "• On May 2, a bomb fell. • On May 3, two fell.",
        "- On May 4, three fell",
        "o It fell.",
        "1. It fell.",
        "Tags",
        "On This Page",
        "U.S.",
        "Country Reports on Terrorism 2016 - Togo",
        "Public Diplomacy",
        "Work of the Peace Council: It met.",
        "12",
        "Back to Top",
        "Publisher",
        "The U.S. Embassy of Togo said that all was well in the month of May.",
        "it went on (and on",
        "...",
        "\ufeff",
        "A.A.A.A.",
        "\u2028",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n", "\r", " "]), st.text(max_size=30))
def test_sections_headings_and_furniture_cover_every_character_once(
    lines: list[str], separator: str, noise: str
) -> None:
    text = separator.join([*lines, noise, "Overview: Togo was calm."])
    try:
        read = chapter(text)
    except DocumentError:
        return
    covered(read)
    position = 0
    for sentence in read.sentences:
        assert position <= sentence.start < sentence.end
        position = sentence.end
        quote = text[sentence.start : sentence.end]
        assert quote == quote.strip()
        assert any(
            s.code == sentence.section and s.start <= sentence.start and sentence.end <= s.end for s in read.sections
        )


def test_the_front_matter_of_a_republished_page_is_furniture_down_to_its_disclaimer():
    front = (
        "Patterns of Global Terrorism 2001 - Kiribati\n\n"
        "Publisher United States Department of State\n"
        "Author Office of the Coordinator for Counterterrorism\n"
        "Publication Date 21 May 2002\n"
        "Cite as United States Department of State, Patterns of Global Terrorism 2001 - Kiribati, 21 May 2002\n"
        "DisclaimerThis is not a UNHCR publication. UNHCR is not responsible for, nor does it endorse, its content.\n\n"
    )
    tables = extract_text(f"{front}Kiribati was quiet in 2001. Kiribati condemned terrorism.\n", year=2001)
    assert tables["institutions"] == []
