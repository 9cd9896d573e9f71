"""Adding a file: what is shown, what is refused, and what is written. The chapter is fictional."""

import csv
import hashlib
import multiprocessing
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.adding import AddError, add_document, sources
from pipelines.adding.command import run
from pipelines.adding.fetching import checked_address, redirected_address, split_address
from pipelines.adding.model import SourceRow
from pipelines.adding.sources import read_sources, write_report, writing
from pipelines.cli import parser
from pipelines.extraction.extract import load_knowledge
from pipelines.reading import find_reports, load_countries, read_chapter
from pipelines.reading.documents import SOURCES_COLUMNS
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, write_seeds

TODAY = date(2024, 5, 17)
LICENCE = "Fictional, CC0"
ADDRESS = "https://www.state.gov/reports/country-reports-on-terrorism-2019/kiribati/"
SOUP = "Take two onions and a litre of water.\nChop the onions, boil the water, and add both to the pot.\n" * 3
OTHER_ROW = SourceRow("reports/2019/tuvalu.txt", "0" * 64, "https://a.test/?a=1,2", "2020-01-01", 'CC0, "free"')


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge(PROJECT / "seeds")


@pytest.fixture(autouse=True)
def read_once(knowledge, monkeypatch):
    monkeypatch.setattr("pipelines.extraction.extract.load_knowledge", lambda seeds: knowledge)


@pytest.fixture(scope="module")
def words(tmp_path_factory) -> Path:
    return write_seeds(tmp_path_factory.mktemp("project"), {})


@pytest.fixture
def seeds(words) -> Iterator[Path]:
    yield words
    shutil.rmtree(words / "reports", ignore_errors=True)


@pytest.fixture
def page(tmp_path) -> Path:
    path = tmp_path / "saved page.txt"
    path.write_text(FICTIONAL_CHAPTER, "utf-8")
    return path


@pytest.fixture
def add(seeds):
    def add(source, country="kiribati", year=2019, confirm=True, **more):
        more.setdefault("licence", LICENCE)
        return add_document(str(source), country, year, seeds, TODAY, confirm, **more)

    return add


def refusal(add, source, *words, **more) -> str:
    with pytest.raises(AddError) as caught:
        add(source, *words, **more)
    message = str(caught.value)
    assert "\n" not in message
    return message


def files(seeds: Path) -> list[str]:
    reports = seeds / "reports"
    return sorted(path.relative_to(reports).as_posix() for path in reports.rglob("*") if path.is_file())


def test_without_confirmation_the_chapter_is_shown_and_nothing_is_written(add, page, seeds):
    added = add(page, confirm=False)
    shown = added.recognised
    assert (added.outcome, added.path) == ("shown", seeds / "reports/2019/kiribati.txt")
    assert [(section.code, section.heading, section.sentences) for section in shown.sections] == [
        ("overview", "Overview:", 2),
        ("incidents", "2019 Terrorist Incidents:", 4),
        ("legislation", "Legislation, Law Enforcement, and Border Security:", 1),
        ("finance", "Countering the Financing of Terrorism:", 1),
    ]
    assert (shown.report_id, shown.sentences, shown.incidents) == ("KIR-2019", 8, 2)
    assert shown.institutions >= 1
    assert shown.compliance >= 1
    assert shown.first_lines[0].startswith("Overview:  Kiribati remained")
    assert files(seeds) == []


def test_with_confirmation_the_bytes_and_their_row_are_written_and_the_report_can_be_read(add, page, seeds):
    added = add(page, url=ADDRESS, licence=None)
    content = page.read_bytes()
    assert (added.outcome, added.path.read_bytes()) == ("added", content)
    assert (seeds / "reports/SOURCES.csv").read_text("utf-8") == (
        "path,sha256,url,date,licence\n"
        f"reports/2019/kiribati.txt,{hashlib.sha256(content).hexdigest()},{ADDRESS},2024-05-17,"
        "Public domain (17 U.S.C. 105)\n"
    )
    chapter = read_chapter(added.path, seeds, load_countries(seeds))
    assert (chapter.document.source_url, chapter.warnings) == (ADDRESS, ())


def test_sources_stay_sorted_and_other_rows_stay_as_they_are(add, page, seeds):
    path = seeds / "reports" / "2019" / "nauru.txt"
    with writing(seeds):
        write_report(path, b"fictional", OTHER_ROW, seeds)
    add(page)
    assert [row.path for row in read_sources(seeds)] == ["reports/2019/kiribati.txt", OTHER_ROW.path]
    assert read_sources(seeds)[1] == OTHER_ROW
    with (seeds / "reports/SOURCES.csv").open(encoding="utf-8", newline="") as file:
        assert csv.DictReader(file).fieldnames == list(SOURCES_COLUMNS)


@pytest.mark.parametrize(("slug", "nearest"), [("kiribatti", "kiribati"), ("Burkina Faso", "burkina-faso")])
def test_an_unknown_slug_is_refused_with_the_nearest_ones(slug, nearest, add, page, seeds):
    message = refusal(add, page, slug)
    assert message.startswith(f"{page}: no country has the slug {slug!r}; did you mean {nearest}")
    assert files(seeds) == []


def test_a_slug_like_no_other_is_refused_with_the_list_to_look_at(add, page):
    assert refusal(add, page, "../../etc/passwd").endswith("the slugs are in reference/countries.csv")


@pytest.mark.parametrize("year", [1999, 2025, 19])
def test_a_year_without_a_report_is_refused(year, add, page):
    assert refusal(add, page, year=year) == (
        f"{page}: there is no report of {year}; --year has to be from 2000 to 2024"
    )


def test_a_document_of_another_year_is_refused_in_the_words_of_the_command(add, page, seeds):
    assert refusal(add, page, year=2018) == (
        f"{page}: the document says '2019 Terrorist Incidents:' (the year 2019), but it was to be added as 2018; "
        "name the document's own --country and --year"
    )
    assert files(seeds) == []


def test_a_document_of_another_country_is_refused_in_the_words_of_the_command(add, page):
    page.write_text(f"Country Reports on Terrorism 2019: Tuvalu\n\n{FICTIONAL_CHAPTER}", "utf-8")
    message = refusal(add, page)
    assert "Tuvalu), but it was to be added as Kiribati; name the document's own --country and --year" in message
    assert "its path" not in message


def test_a_chapter_without_a_title_that_speaks_of_another_country_is_refused_with_that_country(add, page, seeds):
    assert refusal(add, page, "tuvalu") == (
        f"{page}: the document names Kiribati 3 times and Tuvalu 0 times; "
        "name the document's own country, perhaps --country kiribati"
    )
    assert files(seeds) == []


def test_a_chapter_that_names_another_country_a_little_more_often_is_doubted(add, page):
    page.write_text(FICTIONAL_CHAPTER + "\nTuvalu, Tuvalu, Tuvalu and Tuvalu agreed.\n", "utf-8")
    warnings = add(page, confirm=False).recognised.warnings
    assert warnings[0] == (
        "the document names Tuvalu 4 times and Kiribati 3 times; check that it is this country's chapter"
    )


def test_the_same_bytes_again_change_nothing(add, page, seeds):
    add(page)
    before = (seeds / "reports/SOURCES.csv").read_bytes()
    assert add(page, licence=None).outcome == "unchanged"
    assert (seeds / "reports/SOURCES.csv").read_bytes() == before


def test_another_document_of_the_same_report_is_refused_whatever_its_format(add, page, tmp_path, seeds):
    add(page)
    other = tmp_path / "other.htm"
    other.write_text(f"<p>{FICTIONAL_CHAPTER}</p>", "utf-8")
    message = refusal(add, other)
    assert message.startswith(f"{other}: {seeds}/reports/2019/kiribati.txt is already the report")
    assert message.endswith("remove that file first")
    assert files(seeds) == [".SOURCES.csv.lock", "2019/kiribati.txt", "SOURCES.csv"]


def test_a_report_without_its_row_gets_the_row(add, page, seeds):
    place = seeds / "reports/2019/kiribati.txt"
    place.parent.mkdir(parents=True)
    place.write_bytes(page.read_bytes())
    assert add(place, confirm=False).outcome == "shown"
    assert read_sources(seeds) == ()
    assert add(place).outcome == "source_recorded"
    assert [(row.path, row.licence) for row in read_sources(seeds)] == [("reports/2019/kiribati.txt", LICENCE)]
    assert add(place).outcome == "unchanged"


@pytest.mark.parametrize(
    ("name", "content", "problem", "remedy"),
    [
        ("page.docx", b"x", "is neither .txt, .html, .pdf nor an address", "save the chapter as one of these"),
        ("page", b"x", "is neither .txt, .html, .pdf nor an address", "save the chapter as one of these"),
        ("page.txt", None, "is not a file", "put the chapter itself there"),
        ("page.txt", b" \n", "is empty", "obtain the chapter again"),
        ("page.txt", b"x" * 5_000_001, "larger than 5000000 bytes", "put one chapter in it"),
        ("page.txt", "Overview: caf\xe9".encode("latin-1"), "is not UTF-8", "save it as UTF-8"),
        ("page.html", b"<p>Overview: caf\xe9</p>", "declares no encoding", "save the page as UTF-8"),
        ("page.html", b"%PDF-1.4", "is a PDF file", "name it .pdf"),
        ("page.txt", SOUP.encode(), "no section heading or title is recognised", "check that it is"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_file_and_the_remedy(
    name, content, problem, remedy, add, tmp_path, seeds
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    message = refusal(add, path)
    assert message.startswith(f"{path}: ")
    assert problem in message
    assert remedy in message
    assert files(seeds) == []


def test_the_usual_licence_is_for_the_state_department_alone(add, page):
    assert add(page, confirm=False, licence=None, url="https://2009-2017.state.gov/j/ct/").row.licence != ""
    for url in (None, "https://state.gov.example.org/kiribati", "https://notstate.gov/kiribati"):
        assert add(page, confirm=False, licence=None, url=url).row.licence == ""
        assert "name it with --licence" in refusal(add, page, licence=None, url=url)


def test_words_that_would_break_sources_are_refused(add, page):
    assert "one line" in refusal(add, page, licence="CC0\nreports/2019/nauru.txt,,,,")
    assert "one line" in refusal(add, page, licence="CC0\u2028")
    assert "one line" in refusal(add, page, licence=" ")
    assert "user name or password" in refusal(add, page, url="https://me:secret@www.state.gov/")
    assert "not a web address" in refusal(add, page, url="javascript:alert(1)")
    assert "leave --url out" in refusal(add, ADDRESS, url=ADDRESS)


def test_a_folder_that_is_no_seeds_folder_is_refused(page, tmp_path):
    with pytest.raises(AddError, match="name it with --seeds"):
        add_document(str(page), "kiribati", 2019, tmp_path / "nowhere", TODAY, True)


def test_a_year_folder_that_leads_elsewhere_is_refused(add, page, seeds, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (seeds / "reports").mkdir()
    (seeds / "reports/2019").symlink_to(tmp_path / "elsewhere")
    assert "symbolic link" in refusal(add, page)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_the_row_cannot_be_written_the_report_is_not_left_behind(add, page, seeds, monkeypatch):
    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sources, "write_text", full)
    assert "cannot be written (No space left on device)" in refusal(add, page)
    assert files(seeds) == [".SOURCES.csv.lock"]


def test_a_report_that_appears_in_the_meantime_is_not_replaced(add, page, seeds, monkeypatch):
    from pipelines.adding import documents

    place = seeds / "reports/2019/kiribati.txt"

    def recognise(*arguments):
        place.parent.mkdir(parents=True)
        place.write_text("of another process")

    monkeypatch.setattr(documents, "recognise", recognise)
    assert "is already the report" in refusal(add, page)
    assert place.read_text() == "of another process"


def test_a_lock_held_by_another_is_waited_for_and_then_named(add, page, seeds, monkeypatch):
    from filelock import FileLock

    (seeds / "reports").mkdir()
    monkeypatch.setattr(sources, "LOCK_SECONDS", 0.05)
    with FileLock(seeds / "reports/.SOURCES.csv.lock"):
        assert "another process is writing it; try again" in refusal(add, page)
    assert add(page).outcome == "added"


def add_one_row(seeds: Path, number: int) -> None:
    with writing(seeds):
        name = f"reports/2019/fictional-{number}.txt"
        write_report(seeds / name, b"x", SourceRow(name, "0" * 64, "", "2024-05-17", "CC0"), seeds)


def test_processes_that_add_at_once_lose_no_row(seeds):
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=add_one_row, args=(seeds, number)) for number in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(10)
    assert [row.path for row in read_sources(seeds)] == [f"reports/2019/fictional-{number}.txt" for number in range(6)]
    assert len(find_reports(seeds)) == 6


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://www.state.gov/x", "only https"),
        ("http://127.0.0.1/x", "only https"),
        ("file:///etc/passwd", "not a web address"),
        ("ftp://www.state.gov/x", "not a web address"),
        ("https:///x", "not a web address"),
        ("https://[x/", "not a web address"),
        ("https://www.state.gov:99999/", "not a web address"),
        ("https://www.state.gov/\nx", "not a web address"),
        ("https://me:secret@www.state.gov/", "user name or password"),
    ],
)
def test_an_address_that_is_not_to_be_fetched_is_refused(address, problem):
    with pytest.raises(AddError, match=problem) as caught:
        checked_address(address)
    assert "secret" not in str(caught.value)


def test_http_is_for_this_machine_alone_and_only_where_it_is_allowed():
    assert checked_address("http://127.0.0.1:8000/x#part", allow_loopback_http=True) == "http://127.0.0.1:8000/x"
    for address in ("http://www.state.gov/", "http://127.0.0.1.example.org/", "http://10.0.0.1/"):
        with pytest.raises(AddError, match="only https"):
            checked_address(address, allow_loopback_http=True)


@settings(max_examples=60)
@given(st.text() | st.from_regex(r"(https?:)?//[a-z.@:\[\]0-9]{0,12}/?[a-z?#]{0,5}", fullmatch=True))
def test_no_redirect_leaves_the_host_or_https(location):
    try:
        target = redirected_address("https://a.test/b/", location)
    except AddError:
        return
    parts = split_address(target)
    assert (parts.scheme, parts.hostname, parts.port) == ("https", "a.test", None)


@pytest.mark.parametrize(
    ("location", "target"),
    [("c", "https://a.test/b/c"), ("/c#d", "https://a.test/c"), ("https://a.test/c", "https://a.test/c")],
)
def test_a_redirect_on_the_same_host_is_followed(location, target):
    assert redirected_address("https://a.test/b/", location) == target


@pytest.mark.parametrize("location", ["http://a.test/b", "https://www.a.test/", "//b.test/", "https://a.test:8443/"])
def test_a_redirect_to_http_or_to_another_host_is_refused_with_both_addresses(location):
    with pytest.raises(
        AddError, match=r"https://a\.test/ leads away|leads away to .*; if the chapter is there, add it"
    ):
        redirected_address("https://a.test/", location)


def crt_add(seeds: Path, *words: str) -> int:
    return run(parser().parse_args(["add", *words, "--seeds", str(seeds)]), TODAY)


def test_the_command_shows_what_is_recognised_and_how_to_go_on(page, seeds, capsys):
    page.write_text(f"{FICTIONAL_CHAPTER}\nHarbour Matters:  The harbour \x1b[31mis red.\x1b[0m\n", "utf-8")
    page_html = page.with_suffix(".html")
    paragraphs = "".join(f"<p>{part}</p>" for part in FICTIONAL_CHAPTER.split("\n\n"))
    page_html.write_text(f"{paragraphs}<h2>Harbour Matters</h2><p>It is &#27;[31mred&#155;.</p>", "utf-8")
    words = [str(page_html), "--country", "kiribati", "--year", "2019"]
    assert crt_add(seeds, *words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    assert "\x9b" not in out
    lines = out.splitlines()
    assert lines[0].startswith("Kiribati, KIR-2019: text/html, ")
    assert "  incidents        4  2019 Terrorist Incidents:" in lines
    assert any(line.startswith("Found: 2 incidents, ") for line in lines)
    assert any("Harbour Matters" in line for line in lines[lines.index("Warnings:") :])
    assert "First lines:" in lines
    assert "Nothing is written yet." in lines[-2]
    assert shlex.split(lines[-1])[:3] == ["crt", "add", str(page_html)]
    assert lines[-1].endswith("--yes --licence LICENCE")
    assert files(seeds) == []


def test_the_command_that_is_shown_adds_the_document(page, seeds, capsys):
    words = [str(page), "--country", "kiribati", "--year", "2019", "--url", ADDRESS, "--licence", "CC0 it's free"]
    crt_add(seeds, *words)
    shown = shlex.split(capsys.readouterr().out.splitlines()[-1])
    assert run(parser().parse_args(shown[1:]), TODAY) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"Added: {seeds}/reports/2019/kiribati.txt")
    assert [(row.url, row.date, row.licence) for row in read_sources(seeds)] == [
        (ADDRESS, "2024-05-17", "CC0 it's free")
    ]
    assert run(parser().parse_args(shown[1:]), TODAY) == 0
    assert capsys.readouterr().out.startswith("Already there: ")


def test_the_command_says_a_refusal_in_one_line_on_stderr(page, seeds, capsys):
    assert crt_add(seeds, str(page), "--country", "kiribatti", "--year", "2019", "--yes") == 1
    assert capsys.readouterr() == (
        "",
        f"crt: {page}: no country has the slug 'kiribatti'; did you mean kiribati?\n",
    )


def test_the_command_never_uses_http(seeds, capsys):
    assert crt_add(seeds, "http://127.0.0.1:9/x", "--country", "kiribati", "--year", "2019", "--yes") == 1
    assert "only https addresses are fetched" in capsys.readouterr().err


def test_a_damaged_sources_file_is_named_and_nothing_is_written(page, seeds, capsys):
    (seeds / "reports").mkdir()
    (seeds / "reports/SOURCES.csv").write_text("path,url\n", "utf-8")
    words = [str(page), "--country", "kiribati", "--year", "2019", "--licence", "CC0", "--yes"]
    assert crt_add(seeds, *words) == 1
    assert "SOURCES.csv:1: the header has to be path,sha256,url,date,licence" in capsys.readouterr().err
    assert not (seeds / "reports/2019/kiribati.txt").exists()
