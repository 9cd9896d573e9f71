"""Saved web pages and PDF files of the layouts in which chapters are found. All pages here are fictional."""

import zlib
from pathlib import Path

import pytest

from pipelines.reading import Chapter, Document, DocumentError, load_countries
from pipelines.reading.chapter import chapter_of
from pipelines.reading.pdf_file import MAXIMUM_PAGES, extract_pages_text
from pipelines.reading.vocabulary import load_vocabulary
from pipelines.reading.web_page import extract_text

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = load_countries(SEEDS)
VOCABULARY = load_vocabulary(SEEDS)

NEW_STATE_GOV = """<!DOCTYPE html><html><head><title>Country Reports on Terrorism 2016: Togo</title>
<script>var text = "Overview: wrong.";</script><style>p { color: red }</style></head><body>
<section class="usa-banner"><header><p>An official website of the United States government</p>
<button>Here's how you know</button></header><p><strong>Official websites use .gov</strong><br>
A .gov website belongs to an official government organization in the United States.</p></section>
<header><nav><ul><li><a href="#">Policy Issues</a></li><li><a>Countries</a></li><li><a>Bureaus</a></li></ul></nav>
</header>
<main><article><header><h1>Country Reports on Terrorism 2016: Togo</h1></header><div class="entry-content">
<p><strong>Overview:&nbsp; </strong>Togo remained calm &amp; watchful.&nbsp; It has a
U.S. embassy.</p>
<p><b>2016 Terrorist Incidents:</b>&nbsp; Attacks included:</p>
<ul><li>On March 3, gunmen killed two guards in Tarn.</li>
<li><p>On April 9, a bomb hurt five.</p><p>No one claimed it.</p></li></ul>
<p><strong>Countering Violent Extremism: </strong>The plan <a href="x">went on</a>.</p></div>
<div><h2>Tags</h2><ul><li><a>Bureau of Counterterrorism</a></li><li><a>Togo</a></li><li><a>Terrorism</a></li></ul></div>
</article></main><aside>Related: a bomb fell in Benin.</aside>
<footer><p>The Lessons of 1989: Freedom and Our Future</p></footer></body></html>"""

OLD_STATE_GOV = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>
<form action="/search"><table><tr><td>
<table><tr><td><a>Home</a></td><td><a>About</a></td><td><a>Press</a></td></tr></table></td></tr>
<tr><td>You are here: <a>Home</a> &gt; <a>Reports</a></td></tr>
<tr><td><div id="centerblock"><h2>Country Reports: Africa Overview</h2>
<p>Bureau of Counterterrorism</p><p><b>TOGO</b></p>
<b>Overview</b>:&nbsp;Togo remained calm; the caf\xe9 stayed open.<br><br>
<strong>2016 Terrorist Incidents:</strong> There were none.<p>
<p><b>Legislation and Law Enforcement</b></p>The law <i>was</i> passed.
<ul><li>One man was held.<li>Two were freed.</ul></div></td></tr>
<tr><td><p>The Office of Website Management, Bureau of Public Affairs, manages this site.</p></td></tr></table>
</form></body></html>"""

REFWORLD = """<html><body><div id="menu"><ul><li><a>Home</a></li><li><a>Legal</a></li><li><a>Topics</a></li></ul></div>
<div class="content"><h1>Country Reports on Terrorism 2016 - Togo</h1>
<table><tr><th>Publisher</th><td>United States Department of State</td></tr>
<tr><th>Publication Date</th><td>19 July 2017</td></tr>
<tr><th>Cite as</th>
<td>United States Department of State, Country Reports on Terrorism 2016 - Togo, 19 July 2017</td></tr>
<tr><th>Disclaimer</th><td>This is not a UNHCR publication. UNHCR is not responsible for its content.</td></tr></table>
<div><p><strong>Overview:</strong> Togo remained calm.</p>
<p><strong>2016 Terrorist Incidents:</strong> There were two:</p>
<ul><li>On May 2, one fell.</li><li>On May 3, two fell.</li></ul></div></div></body></html>"""

ECOI = """<html><body><div><h1>Country Report on Terrorism 2016 - Chapter 1 - Togo</h1><div>
<span>Document source:</span>
<ul><li>USDOS – US Department of State (Author)</li></ul></div></div>
<div class="doc"><h2>Overview</h2><p>Togo remained calm.</p>
<h2>2016 Terrorist Incidents</h2><p>• On May 2, one fell.<br>• On May 3, two fell.</p></div>
<div hidden>Overview: hidden.</div></body></html>"""


def chapter(text: str, media_type: str) -> Chapter:
    document = Document("TGO-2016", "TGO", "Togo", 2016, "reports/2016/togo.x", "0" * 64, len(text), media_type, text)
    return chapter_of(document, VOCABULARY, COUNTRIES)


def parts(text: str, media_type: str) -> list[tuple[str, bool, str]]:
    return [(s.section, s.in_list, text[s.start : s.end]) for s in chapter(text, media_type).sentences]


def page(content: str | bytes) -> str:
    return extract_text(content.encode() if isinstance(content, str) else content, "reports/2016/togo.html", VOCABULARY)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            NEW_STATE_GOV.encode(),
            [
                ("overview", False, "Togo remained calm & watchful."),
                ("overview", False, "It has a U.S. embassy."),
                ("incidents", False, "Attacks included:"),
                ("incidents", True, "On March 3, gunmen killed two guards in Tarn."),
                ("incidents", True, "On April 9, a bomb hurt five."),
                ("incidents", True, "No one claimed it."),
                ("countering_violent_extremism", False, "The plan went on."),
            ],
        ),
        (
            OLD_STATE_GOV.encode("windows-1252"),
            [
                ("overview", False, "Togo remained calm; the café stayed open."),
                ("incidents", False, "There were none."),
                ("legislation", False, "The law was passed."),
                ("legislation", True, "One man was held."),
                ("legislation", True, "Two were freed."),
            ],
        ),
        (
            REFWORLD.encode(),
            [
                ("overview", False, "Togo remained calm."),
                ("incidents", False, "There were two:"),
                ("incidents", True, "On May 2, one fell."),
                ("incidents", True, "On May 3, two fell."),
            ],
        ),
        (
            ECOI.encode(),
            [
                ("overview", False, "Togo remained calm."),
                ("incidents", True, "On May 2, one fell."),
                ("incidents", True, "On May 3, two fell."),
            ],
        ),
    ],
    ids=["state.gov new", "state.gov old", "refworld", "ecoi.net"],
)
def test_a_saved_page_gives_the_chapter_and_nothing_else(source: bytes, expected: list[tuple[str, bool, str]]) -> None:
    assert parts(page(source), "text/html") == expected


def test_the_title_of_a_page_is_checked_wherever_it_stood() -> None:
    with pytest.raises(DocumentError, match="2015"):
        chapter(
            page(
                NEW_STATE_GOV.replace("<h1>Country Reports on Terrorism 2016", "<h1>Country Reports on Terrorism 2015")
            ),
            "text/html",
        )


def test_no_part_of_a_divided_chapter_is_lost() -> None:
    short, long = "Overview: Togo remained calm.", "The state spoke of many things. " * 60
    text = page(f"<body><div><div><p>{short}</p></div><div><p>2016 Terrorist Incidents: {long}</p></div></div></body>")
    assert short in text
    assert long.strip() in text


def test_nothing_outside_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    entity = f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    source = entity + "<html><body><p>Overview: Calm. &e;</p></body></html>"
    assert "SECRET" not in page(source)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<p>Overview: caf\xe9</p>", "byte 16: is not UTF-8, and the page declares no encoding"),
        (b"<meta charset=big5><p>Overview: caf\xe9</p>", "declares big5"),
        (b"<p>\x00</p>", "byte 3: is binary"),
        (b"<html><body><script>x</script></body></html>", "holds no text"),
        (b"%PDF-1.4", "name it .pdf"),
    ],
)
def test_a_page_that_cannot_be_read_is_rejected(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=r"reports/2016/togo\.html") as caught:
        page(content)
    assert message in str(caught.value)


def test_a_page_nested_so_deeply_that_the_parser_gives_up_is_rejected() -> None:
    assert "Togo" in page("<div>" * 200 + "<p>Overview: Togo remained calm.</p>" + "</div>" * 200)
    with pytest.raises(DocumentError, match="Excessive depth"):
        page("<p>Overview: Togo remained calm.</p>" + "<div>" * 5000 + "<p>More.</p>" + "</div>" * 5000)


@pytest.mark.parametrize("character", ["\x06", "\x0c", "\x7f", "\ufffe", "\uffff"])
def test_a_character_that_is_no_text_is_a_space_in_a_page(character: str) -> None:
    source = f"<p>Overview: Togo{character}remained <script>x</script>{character}calm.</p>"
    assert page(source) == "Overview: Togo remained calm.\n"


def test_what_stands_behind_each_dropped_part_of_a_page_is_kept_in_order() -> None:
    dropped = "<nav>y</nav><b hidden>z</b>"
    source = f"<p>Overview: Togo <script>x</script>re{dropped}mained <b>very</b><script>x</script> calm.</p>"
    assert page(source) == "Overview: Togo re mained very calm.\n"


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF file with these lines on its pages."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"("
            + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj T*\n"
            for line in lines
        )
        stream = zlib.compress(b"BT /F1 11 Tf 14 TL 50 760 Td\n" + shown + b"ET")
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream")
        contents = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R " % contents
            + b"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [" % len(kids) + b" ".join(b"%d 0 R" % kid for kid in kids) + b"] >>"
    result, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(result))
        result += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return (
        result
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(result))
    )


def pdf_text(pages: list[list[str]]) -> str:
    return extract_pages_text(pdf(pages), "reports/2016/togo.pdf")


def test_a_pdf_file_gives_the_chapter_without_running_heads_numbers_and_hyphenation() -> None:
    text = pdf_text(
        [
            [
                "COUNTRY REPORTS ON TERRORISM",
                "Overview: Togo remained calm over the whole of the year, and its organiza-",
                "tions worked with al-",
                "Farouk. The counter-",
                "terrorism unit of the U.S.",
                "Embassy trained the cross-",
                "border police; cross-border work went on.",
                "2016 Terrorist Incidents: Attacks in the north and the south of the state were:",
                "• On May 2, one man fell in the town of Tarn. • On May 3, two men fell",
                "in Lome.",
                "Page 1",
            ],
            [
                "COUNTRY REPORTS ON TERRORISM",
                "• On May 4, none fell.",
                "Legislation, Law Enforcement, and Border",
                "Security: A law was passed.",
                "Page 2",
            ],
        ]
    )
    assert [(code, listed, " ".join(quote.split())) for code, listed, quote in parts(text, "application/pdf")] == [
        (
            "overview",
            False,
            "Togo remained calm over the whole of the year, and its organizations worked with al-Farouk.",
        ),
        (
            "overview",
            False,
            "The counterterrorism unit of the U.S. Embassy trained the cross-border police; cross-border work went on.",
        ),
        ("incidents", False, "Attacks in the north and the south of the state were:"),
        ("incidents", True, "On May 2, one man fell in the town of Tarn."),
        ("incidents", True, "On May 3, two men fell in Lome."),
        ("incidents", True, "On May 4, none fell."),
        ("legislation", False, "A law was passed."),
    ]


def test_half_a_character_from_a_fonts_own_table_is_a_lost_character() -> None:
    whole = pdf([["Overview: Togo remained Aalm."]])
    halved = whole.replace(b"/WinAnsiEncoding", b"<< /Differences [65 /uniD800] >>")
    text = extract_pages_text(halved, "reports/2016/togo.pdf")
    assert text == "Overview: Togo remained \ufffdalm.\n"
    assert any("U+FFFD" in warning for warning in chapter(text, "application/pdf").warnings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Overview: Togo", "is not a PDF file"),
        (b"%PDF-1.4\n garbage", "is damaged"),
        (pdf([["Overview: Togo."]])[:300], "is damaged"),
        (pdf([[""]]), "holds no text"),
        (pdf([["Togo."]] * (MAXIMUM_PAGES + 1)), f"has {MAXIMUM_PAGES + 1} pages"),
    ],
)
def test_a_pdf_file_that_cannot_be_read_is_rejected(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=r"reports/2016/togo\.pdf") as caught:
        extract_pages_text(content, "reports/2016/togo.pdf")
    assert message in str(caught.value)


def test_a_pdf_file_cut_or_altered_anywhere_gives_a_text_or_a_document_error() -> None:
    whole = pdf([["Overview: Togo remained calm."], ["It was a year."]])
    for place in range(0, len(whole), 37):
        for content in (whole[:place], whole[:place] + b"\xff<<[" + whole[place + 4 :]):
            try:
                extract_pages_text(content, "reports/2016/togo.pdf")
            except DocumentError:
                continue


def with_stream(whole: bytes, content: bytes) -> bytes:
    """A PDF file of one page with another content stream, compressed."""
    packed = zlib.compress(content, 9)
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return whole[:start] + head + packed + b"\n" + whole[end:]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\0" * 200_000_000, "a page unpacks to more than a page holds"),
        (b"BT (Overview) Tj ET " + b"q " * 400_000, "a page unpacks to more than a page holds"),
    ],
    ids=["bytes", "drawing steps"],
)
def test_a_page_stream_that_swells_without_end_is_rejected(content: bytes, message: str) -> None:
    bomb = with_stream(pdf([["Togo."]]), content)
    assert len(bomb) < 250_000
    with pytest.raises(DocumentError, match=r"reports/2016/togo\.pdf") as caught:
        extract_pages_text(bomb, "reports/2016/togo.pdf")
    assert message in str(caught.value)


def test_drawing_steps_are_counted_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.reading.pdf_file.MAXIMUM_OPERATIONS", 500)
    assert "Togo" in pdf_text([["Overview: Togo."] * 40])
    with pytest.raises(DocumentError, match="takes more than 500 drawing steps; supply the chapter as text"):
        pdf_text([["Overview: Togo."] * 40] * 8)


def test_a_form_that_shows_itself_in_forms_without_end_is_rejected() -> None:
    forms = b"".join(
        b"\n%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> "
        b"/Length 60 >>\nstream\n" % (number, number + 1) + b"/X Do " * 10 + b"\nendstream\nendobj\n"
        for number in range(20, 34)
    )
    whole = pdf([["Overview: Togo."]]).replace(b"<< /Font", b"<< /XObject << /X 20 0 R >> /Font")
    whole = with_stream(whole, b"BT /F1 11 Tf (Overview: Togo.) Tj ET /X Do")
    whole = whole[: whole.index(b"xref")] + forms + whole[whole.index(b"trailer") :]
    with pytest.raises(DocumentError, match="drawing steps"):
        extract_pages_text(whole, "reports/2016/togo.pdf")


def test_more_text_than_any_chapter_has_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.reading.pdf_file.MAXIMUM_CHARACTERS", 100)
    with pytest.raises(DocumentError, match="holds more than 100 characters; cut the chapter out"):
        pdf_text([["Overview: Togo remained calm."] * 5])


def test_pieces_of_one_endless_word_are_joined_up_to_a_limit() -> None:
    text = pdf_text([["ab-"] * 6000])
    assert max(map(len, text.splitlines())) <= 10_100
    assert text.replace("\n", "").replace("-", "") == "ab" * 6000
