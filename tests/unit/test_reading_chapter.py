"""Reading a file: what is accepted, what is rejected, and what the error says. All chapters here are fictional."""

import hashlib
import shutil
from pathlib import Path

import pytest

from pipelines.reading import Chapter, DocumentError, find_misplaced, find_reports, load_countries, read_chapter

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = load_countries(SEEDS)
GOOD = "Overview: Togo remained calm.\n\n2016 Terrorist Incidents: There were none.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A seeds folder with the project's words and no report."""
    shutil.copytree(SEEDS / "codebook", tmp_path / "codebook")
    shutil.copytree(SEEDS / "reference", tmp_path / "reference")
    (tmp_path / "reports").mkdir()
    return tmp_path


def put(seeds: Path, content: str | bytes, place: str = "2016/togo.txt") -> Path:
    path = seeds / "reports" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(seeds: Path, content: str | bytes, place: str = "2016/togo.txt") -> Chapter:
    return read_chapter(put(seeds, content, place), seeds, COUNTRIES)


def error_of(seeds: Path, content: str | bytes, place: str = "2016/togo.txt") -> str:
    with pytest.raises(DocumentError) as caught:
        read(seeds, content, place)
    message = str(caught.value)
    assert f"reports/{place}" in message
    assert str(seeds) not in message
    return message


def test_identity_comes_from_the_path(seeds: Path) -> None:
    document = read(seeds, GOOD).document
    assert (document.report_id, document.country_iso3, document.country_name, document.report_year) == (
        "TGO-2016",
        "TGO",
        "Togo",
        2016,
    )
    assert document.source_path == "reports/2016/togo.txt"
    assert document.source_sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert document.source_bytes == len(GOOD)
    assert document.media_type == "text/plain"


def test_the_text_is_the_decoded_file_without_any_change(seeds: Path) -> None:
    content = "\ufeffOverview:\u00a0 Togo’s army\r\nremained calm.\r\r\n\x0cIt\u2028was  calm.\n"
    assert read(seeds, content).document.text == content


@pytest.mark.parametrize(
    ("content", "place_and_remedy"),
    [
        (b"", "is empty; obtain the chapter again"),
        (b" \n\t ", "is empty"),
        (b"Overview: Togo\x00", "byte 14: is binary"),
        (b"Overview: C\xf4te", "byte 11: is not UTF-8"),
        (b"Overview: C\xf4te", "save it as UTF-8"),
        ("Overview: Togo".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.4 ...", "name it .pdf"),
        (b"<!DOCTYPE html><p>Overview: Togo.", "name it .html"),
        (b"Overview: Togo \x07 rang.", "byte 15: is a control character"),
        (b"a" * 5_000_001, "larger than 5000000 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_rejected_with_the_place_and_the_remedy(
    seeds: Path, content: bytes, place_and_remedy: str
) -> None:
    assert place_and_remedy in error_of(seeds, content)


def test_a_text_that_speaks_of_something_else_is_rejected(seeds: Path) -> None:
    assert "no section heading or title is recognised" in error_of(
        seeds, "Boil the rice. Add two eggs and stir for a minute.\n"
    )
    assert "no section heading or title is recognised" in error_of(
        seeds, "Togo grows cocoa. Togo also grows coffee in its hills.\n"
    )


def test_a_title_without_a_chapter_is_rejected(seeds: Path) -> None:
    assert "has no sentence" in error_of(seeds, "Country Reports on Terrorism 2016 - Togo\n")


@pytest.mark.parametrize("blank", ["\u00a0", "\u200b\n\u3000\n", "\ufeff"])
def test_a_file_of_nothing_but_space_of_any_kind_is_rejected(seeds: Path, blank: str) -> None:
    assert "has no sentence" in error_of(seeds, blank)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Overview: Calm.\n\n2015 Terrorist Incidents: None.", ("'2015 Terrorist Incidents:'", "2016")),
        (
            "Country Reports on Terrorism 2015 - Togo\n\nOverview: Calm.",
            ("'Country Reports on Terrorism 2015 - Togo'", "2016"),
        ),
        (
            "Country Reports on Terrorism 2016 - Benin\n\nOverview: Calm.",
            ("'Country Reports on Terrorism 2016 - Benin'", "Togo"),
        ),
        ("Country Report on Terrorism 2016 - Chapter 1 - Benin\n\nOverview\n\nCalm.", ("Chapter 1 - Benin'", "Togo")),
        (
            "U.S. Department of State Country Reports on Terrorism 2016 - Benin\n\nIt was calm there.",
            ("Benin'", "Togo"),
        ),
        (
            "Patterns of Global Terrorism 2001\n\nTogo\n\nIt was calm there.",
            ("'Patterns of Global Terrorism 2001'", "2016"),
        ),
        (
            "Cite as\nDepartment of State, Country Reports on Terrorism 2016 - Benin, 19 July 2017\n\nOverview: Calm.",
            ("Benin", "Togo"),
        ),
    ],
)
def test_a_document_that_names_another_report_is_rejected_with_both_quoted(
    seeds: Path, text: str, quotes: tuple[str, str]
) -> None:
    message = error_of(seeds, text)
    assert all(quote in message for quote in quotes)


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("2016/cote-divoire.txt", "Country Reports on Terrorism 2016: Côte d’Ivoire"),
        ("2016/israel-the-west-bank-and-gaza.txt", "Country Reports on Terrorism 2016 - Israel, West Bank, and Gaza"),
        ("2016/bosnia-and-herzegovina.txt", "COUNTRY REPORTS ON TERRORISM 2016 — BOSNIA AND HERZEGOVINA"),
        ("2016/gambia.txt", "Country Reports on Terrorism 2016 - The Gambia"),
    ],
)
def test_a_title_with_another_spelling_of_the_country_agrees(seeds: Path, place: str, title: str) -> None:
    assert read(seeds, f"{title}\n\nOverview: It was calm.\n", place).warnings == ()


def test_a_title_with_a_country_that_nobody_knows_is_a_warning(seeds: Path) -> None:
    chapter = read(seeds, "Country Reports on Terrorism 2016 - Atlantis\n\nOverview: It was calm.\n")
    assert any("names no known country" in warning for warning in chapter.warnings)


def test_a_year_in_the_prose_is_no_title(seeds: Path) -> None:
    text = (
        "Overview: Togo was in the Country Reports on Terrorism 2011.\n\nThe 2015 terrorist incidents: they are past.\n"
    )
    assert read(seeds, text).document.report_id == "TGO-2016"


@pytest.mark.parametrize("place", ["2016/atlantis.txt", "2016/Togo.txt"])
def test_an_unknown_slug_is_rejected_with_how_to_add_it(seeds: Path, place: str) -> None:
    assert "reference/countries.csv" in error_of(seeds, GOOD, place)


@pytest.mark.parametrize("place", ["1999/togo.txt", "2101/togo.txt", "20x6/togo.txt", "٢٠١٦/togo.txt"])
def test_a_folder_that_is_no_year_is_rejected(seeds: Path, place: str) -> None:
    assert "is no year of a report" in error_of(seeds, GOOD, place)


def test_a_symbolic_link_is_rejected(seeds: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(GOOD)
    link = seeds / "reports" / "2016" / "togo.txt"
    link.parent.mkdir()
    link.symlink_to(outside)
    assert find_reports(seeds) == (link,)
    with pytest.raises(DocumentError, match="symbolic link"):
        read_chapter(link, seeds, COUNTRIES)


def test_a_linked_folder_is_rejected(seeds: Path) -> None:
    put(seeds, GOOD, "2015/togo.txt")
    (seeds / "reports" / "2016").symlink_to(seeds / "reports" / "2015")
    with pytest.raises(DocumentError, match="symbolic link"):
        read_chapter(seeds / "reports" / "2016" / "togo.txt", seeds, COUNTRIES)


def test_a_path_outside_the_seeds_is_rejected(seeds: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="lies outside"):
        read_chapter(tmp_path.parent / "togo.txt", seeds, COUNTRIES)
    with pytest.raises(DocumentError, match="not a report's place"):
        read_chapter(seeds / "reports" / ".." / "togo.txt", seeds, COUNTRIES)


def test_a_folder_with_a_reports_name_is_not_found_and_not_read(seeds: Path) -> None:
    (seeds / "reports" / "2016" / "togo.txt").mkdir(parents=True)
    assert find_reports(seeds) == ()
    with pytest.raises(DocumentError, match="is not a file"):
        read_chapter(seeds / "reports" / "2016" / "togo.txt", seeds, COUNTRIES)


def test_what_lies_out_of_place_is_named_and_what_stands_beside_the_reports_is_not(seeds: Path) -> None:
    for place in [
        "2016/togo.txt",
        "SOURCES.csv",
        "README.md",
        ".SOURCES.csv.lock",
        ".git/config.ini",
        "2016/.part.zip",
    ]:
        put(seeds, GOOD, place)
    (seeds / "reports" / "2017").mkdir()
    assert find_misplaced(seeds) == ()
    for place in ["chad.txt", "2016/chad.zip", "2016/README.md", "2016/chad.txt/chad.txt", "drafts/notes.md"]:
        put(seeds, GOOD, place)
    told = {message.split(": ")[0]: message.split(": ")[1] for message in find_misplaced(seeds)}
    assert list(told) == [
        "reports/2016/README.md",
        "reports/2016/chad.txt",
        "reports/2016/chad.zip",
        "reports/chad.txt",
        "reports/drafts/notes.md",
    ]
    assert told["reports/chad.txt"].startswith("lies in no year's folder; move it")
    assert told["reports/2016/chad.txt"].startswith("is a folder, and chapters are looked for in the year's folder")
    assert told["reports/2016/chad.zip"].startswith("ends neither in .txt nor in .html or .pdf; save")


def test_a_missing_file_is_a_document_error(seeds: Path) -> None:
    with pytest.raises(DocumentError, match="is not a file"):
        read_chapter(seeds / "reports" / "2016" / "togo.txt", seeds, COUNTRIES)


def test_reports_are_found_in_order_and_other_files_are_left_alone(seeds: Path) -> None:
    places = ["2016/togo.txt", "2016/mali.pdf", "2004/togo.html"]
    for place in [*places, "2016/notes.md", "2016/.hidden.txt", "SOURCES.csv", "README.txt"]:
        put(seeds, GOOD, place)
    assert [path.relative_to(seeds / "reports").as_posix() for path in find_reports(seeds)] == sorted(places)


def test_two_files_for_one_report_are_rejected_with_both_named(seeds: Path) -> None:
    first = put(seeds, "<p>Overview: Togo remained calm.</p>", "2016/togo.html")
    assert "reports/2016/togo.html" in error_of(seeds, GOOD)
    assert read_chapter(first, seeds, COUNTRIES).document.report_id == "TGO-2016"


def test_two_slugs_of_one_country_in_one_year_are_one_report(seeds: Path) -> None:
    put(seeds, GOOD, "2016/macedonia.txt")
    assert "reports/2016/macedonia.txt" in error_of(seeds, GOOD, "2016/north-macedonia.txt")


def test_licence_and_address_come_from_the_sources_file(seeds: Path) -> None:
    digest = hashlib.sha256(GOOD.encode()).hexdigest()
    (seeds / "reports" / "SOURCES.csv").write_text(
        "path,sha256,url,date,licence\n"
        f"reports/2016/togo.txt,{digest},https://example.org/togo,2017-07-19,Public domain\n"
    )
    chapter = read(seeds, GOOD)
    assert (chapter.document.source_url, chapter.document.licence) == ("https://example.org/togo", "Public domain")
    assert chapter.warnings == ()
    assert any("has changed since" in warning for warning in read(seeds, GOOD + "More.\n").warnings)


def test_a_source_that_is_no_web_address_is_refused_and_named(seeds: Path) -> None:
    (seeds / "reports" / "SOURCES.csv").write_text(
        "path,sha256,url,date,licence\nreports/2016/togo.txt,,javascript:alert(1),,\n"
    )
    assert "its url in reports/SOURCES.csv, 'javascript:alert(1)', is no http" in error_of(seeds, GOOD)


def test_a_path_in_the_sources_file_is_compared_and_never_opened(seeds: Path) -> None:
    (seeds / "reports" / "SOURCES.csv").write_text(
        "path,sha256,url,date,licence\n../../../etc/passwd,,https://example.org/a,,\n"
    )
    assert read(seeds, GOOD).document.source_url is None


def test_the_projects_own_reports_agree_with_their_sources() -> None:
    for path in find_reports(SEEDS):
        document = read_chapter(path, SEEDS, COUNTRIES)
        assert document.document.licence
        assert not any("has changed" in warning for warning in document.warnings)


def test_lost_characters_are_a_warning(seeds: Path) -> None:
    assert any("U+FFFD" in warning for warning in read(seeds, "Overview: Togo\ufffds army remained calm.\n").warnings)
