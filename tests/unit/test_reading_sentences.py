"""Paragraphs, bullet items and sentences. All texts here are fictional."""

import time
from pathlib import Path

import pytest
from growth import FAIR, TOO_SHORT_TO_TELL, growth_of

from pipelines.reading import Document, load_countries
from pipelines.reading.chapter import chapter_of
from pipelines.reading.folding import folded
from pipelines.reading.vocabulary import load_vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = load_countries(SEEDS)
VOCABULARY = load_vocabulary(SEEDS)
LONG = (
    "This paragraph is there to be longer than a line of wrapped text ever is, "
    "so that each line is known to be a paragraph of its own, as on a page."
)


def read(text: str) -> list[tuple[str, int, bool]]:
    """Sentence, paragraph and whether it is in a list, of a text under an overview heading."""
    text = "Overview:\n\n" + text
    document = Document(
        "TGO-2016", "TGO", "Togo", 2016, "reports/2016/togo.txt", "0" * 64, len(text), "text/plain", text
    )
    chapter = chapter_of(document, VOCABULARY, COUNTRIES)
    return [(text[s.start : s.end], s.paragraph, s.in_list) for s in chapter.sentences]


def sentences(text: str) -> list[str]:
    return [sentence for sentence, _, _ in read(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen struck the U.S. Embassy in the capital.",
        "The U.S. Government gave aid to U.S.-trained units.",
        "On Nov. 22, a man fell.",
        "Gen. Adama Koro and Lt. Col. J. Smith met at St. John church.",
        "Decree No. 5 and Sec. 7008 and UNSC Res. 1373 apply.",
        "It happened at 3 a.m. on Monday near 4.5 miles of fence.",
        "Koro Inc. and others, et al. were fined.",
        "Members of the Jund wal-Muslimin (J.W.M.) met.",
        "The army reported three dead; residents counted 14.",
        "They said “we ... will come back” and left.",
        "Police held a man (he was Beninese. He had a knife) in May.",
        "The D.C. Circuit and Ms. Koro agreed.",
        "Villages, e.g. Tarn, i.e. the largest, were hit by approx. 30 men.",
        "Mr. Koro, Jr. was freed.",
        "The vote was 5 vs. 4 in Washington, D.C. and in Lome.",
    ],
)
def test_a_period_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(f"It began. {sentence} It ended.") == ["It began.", sentence, "It ended."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left the U.S. The army came.", ["He left the U.S.", "The army came."]),
        ("It was 3 p.m. In the town all was calm.", ["It was 3 p.m.", "In the town all was calm."]),
        ("They met in Nov. The talks failed.", ["They met in Nov.", "The talks failed."]),
        ("The law passed.The army came.", ["The law passed.", "The army came."]),
        ("It joined the BCDE.The army came.", ["It joined the BCDE.", "The army came."]),
        ("It joined (in 2016).The army came.", ["It joined (in 2016).", "The army came."]),
        ("He said “we won.” They left.", ["He said “we won.”", "They left."]),
        ("(They fled.) The army came.", ["(They fled.)", "The army came."]),
        ("It ended... The army came.", ["It ended...", "The army came."]),
        ("See the annex.[2] The army came.", ["See the annex.[2]", "The army came."]),
        ("See Annex A. The army came.", ["See Annex A.", "The army came."]),
        ("Did it end? Yes! 14 men fled.", ["Did it end?", "Yes!", "14 men fled."]),
        ("It began in 2016. al-Farouk men came.", ["It began in 2016.", "al-Farouk men came."]),
        ("It ended.\u00a0 Élan grew.", ["It ended.", "Élan grew."]),
        ("The state of (unclosed began. It ended.", ["The state of (unclosed began.", "It ended."]),
    ],
)
def test_a_period_at_the_end_of_a_sentence_ends_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "o", "▪", "1.", "•\u00a0", "  •"])
def test_each_bullet_is_an_item_without_its_mark(mark: str) -> None:
    text = f"Attacks were:\n\n{mark} On May 2, one fell. Two fled.\n{mark} On May 3, two fell.\n\nThe army came."
    assert read(text) == [
        ("Attacks were:", 0, False),
        ("On May 2, one fell.", 1, True),
        ("Two fled.", 1, True),
        ("On May 3, two fell.", 2, True),
        ("The army came.", 3, False),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
def test_a_bullet_on_its_own_line_belongs_to_the_text_below(gap: str) -> None:
    text = f"Attacks were:\n-{gap}On May 2, one fell.\n-{gap}On May 3, two fell."
    assert read(text)[1:] == [("On May 2, one fell.", 1, True), ("On May 3, two fell.", 2, True)]


@pytest.mark.parametrize("mark", ["•", "-", "*"])
def test_several_bullets_on_one_line_are_several_items(mark: str) -> None:
    text = f"{mark} On May 2, one fell. {mark} On May 3, two fell.  {mark} On May 4, none."
    assert read(text) == [
        ("On May 2, one fell.", 0, True),
        ("On May 3, two fell.", 1, True),
        ("On May 4, none.", 2, True),
    ]


def test_bullets_behind_the_sentence_that_announces_them_are_items() -> None:
    assert read("Attacks were: • On May 2, one fell. • On May 3, two.") == [
        ("Attacks were:", 0, False),
        ("On May 2, one fell.", 1, True),
        ("On May 3, two.", 2, True),
    ]


def test_a_dash_inside_a_sentence_is_no_bullet() -> None:
    assert sentences("Gunmen struck Tarn – six miles from Lome – and left.") == [
        "Gunmen struck Tarn – six miles from Lome – and left."
    ]
    assert (
        len(read("Gunmen struck Tarn\n– six miles from Lome –\nand left. They\n- all ten of them\n- were held.")) == 2
    )


def test_wrapped_lines_are_one_paragraph() -> None:
    assert read("Gunmen struck\nTarn in May.\nThey left.\n\nThe army\ncame.") == [
        ("Gunmen struck\nTarn in May.", 0, False),
        ("They left.", 0, False),
        ("The army\ncame.", 1, False),
    ]


def test_a_bullet_item_goes_on_over_wrapped_lines() -> None:
    assert read("- On May 2,\n  one fell.\n- On May 3,\n  two fell.")[1] == ("On May 3,\n  two fell.", 1, True)


def test_where_lines_are_not_wrapped_each_is_a_paragraph() -> None:
    text = f"{LONG}\n- On May 2, one fell.\n- On May 3, two fell.\nThe army came.\n{LONG}"
    assert [(paragraph, listed) for _, paragraph, listed in read(text)] == [
        (0, False),
        (1, True),
        (2, True),
        (3, False),
        (4, False),
    ]


def test_folding_keeps_the_length_and_every_other_character() -> None:
    text = "“A’s\u00a0–\u2009b”\r\n—\u2015\ufeffÉ•"
    assert folded(text) == '"A\'s - b"  —— É•'
    assert len(folded(text)) == len(text)


UNITS = (
    "- ",
    "-\n",
    "A.",
    ".",
    ". ",
    "•\n",
    "(",
    "((a. ",
    "\"'",
    "\n",
    " ",
    "a\n",
    "1. ",
    "Overview\n",
    "Law ",
    "Tags\n",
    "A B C: ",
    "No. ",
    "…",
    "Legislation, ",
)
"""What a text may be nothing but, beside the three that are tried each time."""


@pytest.mark.parametrize(
    "unit", ["A. ", "• ", "Overview: ", *(pytest.param(unit, marks=pytest.mark.slow) for unit in UNITS)]
)
def test_a_long_text_of_any_pattern_is_read_in_linear_time(unit: str) -> None:
    def work(length: int) -> float:
        text = "Togo was calm. " + unit * (length // len(unit))
        started = time.process_time()
        read(text)
        return max(TOO_SHORT_TO_TELL, time.process_time() - started)

    assert growth_of(work, 40_000) < FAIR
