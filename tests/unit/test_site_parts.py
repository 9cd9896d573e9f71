"""The parts of the evidence browser alone: spans over a text, words for values, charts as clean SVG, the command."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipelines import cli
from pipelines.site import charts, drawing, wording
from pipelines.site.model import ActorCount, Cite, Event, Figure
from pipelines.site.spans import marked, numbered, paragraphs, segments
from schemas import DATASETS, TABLES, codes

TEXT = "On May 3, gunmen killed three people near Ardevan."


def cut(text, spans):
    numbers = numbered(spans)
    return numbers, segments(text, paragraphs(text), numbers, dict.fromkeys(numbers, "i"), {})


def test_spans_that_overlap_cut_the_text_where_either_begins_or_ends():
    _, (parts,) = cut(TEXT, [(0, 23), (10, 36)])
    assert [(it.text, it.spans) for it in parts] == [
        ("On May 3, ", (0,)),
        ("gunmen killed", (0, 1)),
        (" three people", (1,)),
        (" near Ardevan.", ()),
    ]


def test_of_spans_that_begin_together_the_longer_one_comes_first():
    assert numbered([(0, 3), (0, 9), (0, 3)]) == {(0, 9): 0, (0, 3): 1}


@given(st.text(alphabet="ab \n\r\t\u00a0é𝔘", min_size=1, max_size=60), st.data())
def test_pieces_joined_are_the_text_and_pieces_of_a_span_are_its_quote(text, data):
    edge = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(edge, edge), max_size=8))
    spans = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    numbers, parts = cut(text, spans)
    pieces = [piece for part in parts for piece in part]
    assert "".join(piece.text for piece in pieces) == text
    for (start, end), number in numbers.items():
        assert "".join(piece.text for piece in pieces if number in piece.spans) == text[start:end]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb\n\nc\n", ["a\nb", "\n\n", "c", "\n"]),
        ("a\nb", ["a", "\n", "b"]),
        ("  a", ["  ", "a"]),
        ("a", ["a"]),
    ],
)
def test_blank_lines_divide_paragraphs_and_without_them_lines_do(text, found):
    assert [text[start:end] for start, end in paragraphs(text)] == found


def cite(start, end, aspect, label):
    return Cite(100 * start + end, start, end, TEXT[start:end], aspect, label, ())


def test_a_sentence_shows_each_label_once_and_the_shortest_span_wins():
    sentence = cite(0, len(TEXT), "sentence", "sentence")
    inner = [cite(24, 36, "people", "killed"), cite(24, 29, "kind", "how many"), cite(42, 49, "place", "place")]
    pieces = [(piece.text, piece.label) for piece in marked(TEXT, [sentence], [sentence, *inner])]
    assert pieces == [
        ("On May 3, gunmen killed ", ""),
        ("three", "how many"),
        (" people", "killed"),
        (" near ", ""),
        ("Ardevan", "place"),
        (".", ""),
    ]


def test_a_span_inside_another_of_the_same_label_has_no_label_of_its_own():
    sentence = cite(0, len(TEXT), "sentence", "sentence")
    inner = [cite(10, 29, "actor", "perpetrator"), cite(17, 23, "actor", "perpetrator")]
    labels = [(piece.text, piece.label) for piece in marked(TEXT, [sentence], inner) if piece.aspect]
    assert labels == [("gunmen ", "perpetrator"), ("killed", ""), (" three", "")]


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((None, None), "not stated"),
        ((0, 0), "0"),
        ((132, 132), "132"),
        ((201, None), "at least 201"),
        ((None, 300), "up to 300"),
        ((30, 50), "30 to 50"),
        ((1500, None), "at least 1,500"),
    ],
)
def test_a_range_is_said_as_a_reader_would_say_it(bounds, said):
    assert wording.figure(*bounds) == said


@pytest.mark.parametrize(
    ("first", "last", "precision", "said"),
    [
        ("2019-05-03", "2019-05-03", "day", "3 May 2019"),
        ("2019-05-03", "2019-05-04", "day_range", "3–4 May 2019"),
        ("2019-05-30", "2019-06-02", "day_range", "30 May – 2 June 2019"),
        ("2019-05-01", "2019-05-31", "month", "May 2019"),
        ("2019-05-21", "2019-05-31", "part_of_month", "21–31 May 2019"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("2019-12-31", "2020-01-01", "day_range", "31 December 2019 – 1 January 2020"),
        (None, None, "unknown", "no date stated"),
    ],
)
def test_days_are_said_no_more_exactly_than_they_are_stated(first, last, precision, said):
    dates = [it and datetime.date.fromisoformat(it) for it in (first, last)]
    assert wording.days(*dates, precision) == said


def test_a_null_is_not_stated_a_false_is_no_and_a_number_keeps_its_digits():
    values = (None, False, True, 15.0, 12.74409)
    assert [wording.words(value) for value in values] == ["not stated", "no", "yes", "15", "12.74409"]


def test_every_direction_has_a_symbol_of_its_own():
    assert set(wording.ARROWS) == set(codes.DIRECTION)
    assert len(set(wording.ARROWS.values())) == len(codes.DIRECTION)


def test_every_field_that_has_evidence_has_a_colour_with_a_line_style_and_a_name():
    for table in DATASETS:
        for column in TABLES[table].columns:
            aspect, label = wording.aspect_of(column.name)
            assert aspect in wording.ASPECTS
            assert label


def events():
    figures = (
        Figure("Ardevan, 2019-05-03", "killed", 201, None, "the army", True),
        Figure("Ardevan, 2019-05-03", "killed", None, 300, "<script>alert(1)</script>", True),
        Figure("Ardevan, 2019-05-03", "wounded", 5, 5, "the report", False),
    )
    day = datetime.date(2019, 5, 3)
    return [Event("XAA-2019", day, day, 2019, True, figures), Event("XAA-2019", None, None, 2019, False, ())]


@pytest.fixture(scope="module")
def drawn():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    made = charts.charts_of(events(), [ActorCount('Red & "Lantern" <Front>', 1, 2)])
    return {chart.name: chart for chart in made}


def test_charts_are_svg_without_style_script_link_or_id(drawn):
    assert set(drawn) == {"time", "casualties", "actors"}
    for chart in drawn.values():
        for svg in (chart.wide, chart.narrow):
            for element in etree.fromstring(svg).iter():
                assert element.tag in {"svg", "g", "path", "rect", "line", "text", "tspan", "circle"}
                assert {"id", "style", "href"}.isdisjoint(element.attrib)
                assert not [name for name in element.attrib if name.startswith(("on", "{"))]


def test_what_a_chart_must_not_bring_along_is_taken_out_of_it():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1" onload="a()">'
        '<defs><clipPath id="a"/></defs><script>a()</script><style>*{}</style><image xlink:href="http://x/"/>'
        '<!-- a --><?a b?><g style="fill:red"><a href="http://x/"><text fill="none">gone</text></a>'
        '<text x="1">&lt;b&gt;</text></g></svg>'
    )
    assert (
        drawing._cleaned(svg) == '<svg aria-hidden="true" focusable="false"><g><text x="1">&lt;b&gt;</text></g></svg>'
    )


def test_charts_use_no_colour_that_the_style_sheet_does_not_know(drawn):
    known = {*drawing.SVG_COLOURS.values(), "none", "transparent", "white"}
    for chart in drawn.values():
        for svg in (chart.wide, chart.narrow):
            used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
            assert used <= known, used - known


WIDEST_LETTER = 7
"""Pixels of a letter, on average, in the widest of the fonts that browsers take for the charts."""


def texts(svg):
    return ["".join(element.itertext()) for element in etree.fromstring(svg).iter("text")]


def test_casualties_are_drawn_as_ranges_and_accounts_that_conflict_each_on_a_line(drawn):
    shown = texts(drawn["casualties"].wide)
    assert {"at least 201", "up to 300", "5"} <= set(shown)
    assert "Ardevan, 2019-05-03: killed, says the army" in shown
    assert "Ardevan, 2019-05-03: killed, says <script>alert(1)</script>" in shown
    assert "1 of 2 incidents have no usable figure" in drawn["casualties"].summary


@pytest.mark.parametrize("number", [151, 1500, 12000])
def test_the_words_of_a_figure_that_is_open_above_stay_inside_the_picture(number):
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    figure = Figure("Ardevan, 2019-05-03", "killed", number, None, "the report", False)
    (made,) = [
        it
        for it in charts.charts_of([Event("XAA-2019", None, None, 2019, False, (figure,))], [])
        if it.columns[2] == "Figure"
    ]
    for svg, size in ((made.wide, "wide"), (made.narrow, "narrow")):
        (words,) = [it for it in etree.fromstring(svg).iter("text") if "".join(it.itertext()) == f"at least {number:,}"]
        start = float(re.match(r"translate\(([0-9.]+)", words.get("transform"))[1])
        assert start + WIDEST_LETTER * len(f"at least {number:,}") < drawing.WIDTHS[size]


def test_a_disputed_incident_differs_by_more_than_its_colour(drawn):
    assert 'stroke-dasharray="3,2"' in drawn["time"].wide
    assert "1 of them the accounts conflict" in drawn["time"].summary


def test_an_incident_without_a_date_is_counted_as_such(drawn):
    assert drawn["time"].rows[-1] == ("no date", "1", "0")


def test_a_chart_has_its_figures_as_rows(drawn):
    assert drawn["actors"].rows == (('Red & "Lantern" <Front>', "1", "2"),)


def test_charts_are_the_same_when_drawn_again(drawn):
    again = charts.charts_of(events(), [ActorCount('Red & "Lantern" <Front>', 1, 2)])
    assert {chart.name: chart for chart in again} == drawn


def test_without_anything_to_show_there_is_no_chart():
    assert charts.charts_of([], []) == ()


def run(capsys, *words):
    return cli.main(["site", *words]), *capsys.readouterr()


def test_without_a_release_the_command_says_how_to_make_one(tmp_path, capsys):
    status, out, err = run(capsys, "--outputs", str(tmp_path))
    assert (status, out) == (1, "")
    assert err == f"crt: {tmp_path} has no release yet; build one with: crt build\n"


def test_a_folder_that_is_not_named_like_a_release_gets_no_site(tmp_path, capsys):
    (tmp_path / "other").mkdir()
    status, _, err = run(capsys, "--outputs", str(tmp_path), "--release", str(tmp_path / "other"))
    assert status == 1
    assert f"{tmp_path / 'other'} is not a release" in err
    assert not (tmp_path / "site").exists()


def test_a_release_that_is_not_there_is_named(tmp_path, capsys):
    status, _, err = run(capsys, "--outputs", str(tmp_path), "--release", "v1.0-000000000000")
    assert status == 1
    assert "v1.0-000000000000 is not a release" in err
