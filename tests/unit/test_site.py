"""The evidence browser: every row and every span is on its page, nothing in a chapter becomes markup, bytes repeat."""

import base64
import datetime
import hashlib
import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import html

import schemas
from pipelines.extraction.extract import extract
from pipelines.publishing.release import publish
from pipelines.reading import read_chapter
from pipelines.site import SiteError, write_site
from pipelines.site.comparison import comparisons
from pipelines.site.content import page_of, read_release, report_pages
from pipelines.site.wording import plain
from tests.conftest import write_seeds
from tests.unit import example_release as example
from tests.unit.chapters import knowledge

pytest.importorskip("altair", reason="the extra `site` is not installed")
pytest.importorskip("vl_convert", reason="the extra `site` is not installed")

PROJECT = Path(__file__).resolve().parents[2]
CHAPTERS = PROJECT / "tests" / "data" / "chapters"
TWO_YEARS = ("tunisia-2015", "tunisia-2019")
DISPUTED = "burkina-faso-2021"
PLACE_IN_TEXT = re.compile(r"text/([0-9]+)-([0-9]+)")
ONE_CHAPTER_BYTES = 3_000_000

# Fictional. The markup stands where each part of a page takes text from: names, places, sentences that no rule reads.
HOSTILE = """\
Overview:  Kiribati remained a partner.  The <script>alert(1)</script> Liberation Front (SLF) was active.

2015 Terrorist Incidents:

- On March 3, gunmen of the "Green & Dawn" Front killed three civilians in <b onmouseover=alert(2)>Eastbrook</b>.
- On July 9, =cmd('calc')!A1 </script><script>window.owned = 1</script> an explosion in Westbrook killed two officers.
- In August there were dozens of attacks 𝔘; <img src=x onerror=alert(3)> & more {{ 7 * 7 }} {% raw %}.

Legislation, Law Enforcement, and Border Security:  </style><style>body{display:none}</style>  There were no changes to
the law & "order" in 2015.  <!-- Kiribati is a member of the Egmont Group. -->

Countering the Financing of Terrorism:  Kiribati is not a member of a FATF-style regional body.
"""


def release_of(folder: Path, chapters: dict[str, str]) -> Path:
    """Publish a release of the chapters given by `<country>-<year>`, by the real reading, extraction and publishing."""
    paths = {f"{name[-4:]}/{name[:-5]}.txt": text for name, text in chapters.items()}
    seeds = write_seeds(folder, paths)
    rows = {table: [] for table in schemas.TABLES}
    for path in sorted(paths):
        chapter = read_chapter(seeds / "reports" / path, seeds, knowledge().countries)
        for table, found in extract(chapter, knowledge()).items():
            rows[table] += found
    names = {}
    for row in rows["institution_names"]:
        first = names.setdefault((row["institution_id"], row["name"], row["name_type"]), row)
        first["in_text"] = first["in_text"] or row["in_text"]
    rows["institution_names"] = list(names.values())
    return publish({name: schemas.to_arrow(name, found) for name, found in rows.items()}, folder / "outputs").path


def stored(*names: str) -> dict[str, str]:
    return {name: (CHAPTERS / f"{name}.txt").read_text("utf-8") for name in names}


def rows(release: Path, table: str):
    return pq.read_table(release / f"{table}.parquet").to_pylist()


def chapters_before() -> dict[str, str]:
    return stored(TWO_YEARS[1], DISPUTED)


def chapters_after() -> dict[str, str]:
    """The same chapters: one incident has another figure, one sentence is gone, one incident is new."""
    chapters = chapters_before()
    chapters[DISPUTED] = chapters[DISPUTED].replace("killing 11 volunteers", "killing 12 volunteers")
    chapters[DISPUTED] = chapters[DISPUTED].replace("The government does not collect PNR data.  ", "")
    new = "Both bombers died.\n• On December 2, gunmen killed two soldiers in Sbeitla."
    chapters[TWO_YEARS[1]] = chapters[TWO_YEARS[1]].replace("Both bombers died.", new)
    return chapters


def read_otherwise(release: Path, outputs: Path) -> Path:
    """Publish a release of the same documents in which one value was read differently."""
    found = {name: rows(release, name) for name in schemas.TABLES}
    hammamet = next(row for row in found["incidents"] if row["place_name"] == "Hammamet")
    hammamet["target_type"] = "business"
    return publish({name: schemas.to_arrow(name, it) for name, it in found.items()}, outputs).path


def read_page(path: Path):
    return html.document_fromstring(path.read_text("utf-8"))


def text_pane(page):
    return page.xpath("//div[@data-text]")[0]


def spans_of(page) -> dict[str, str]:
    """For each number of a span, the text that is marked with it."""
    found = defaultdict(str)
    for piece in text_pane(page).xpath(".//span[@data-spans]"):
        for number in piece.get("data-spans").split():
            found[number] += piece.text_content()
    return found


def said(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    return release_of(tmp_path_factory.mktemp("release"), stored(*TWO_YEARS, DISPUTED))


@pytest.fixture(scope="module")
def site(release, tmp_path_factory) -> Path:
    return write_site(release, tmp_path_factory.mktemp("site")).parent


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> tuple[Path, Path]:
    release = release_of(tmp_path_factory.mktemp("hostile"), {"kiribati-2015": HOSTILE})
    return release, write_site(release, tmp_path_factory.mktemp("hostile_site")).parent


def test_a_site_has_a_page_a_report_one_a_comparison_and_the_first_page(site):
    names = {path.name for path in site.iterdir()}
    assert names == {"index.html", "BFA-2021.html", "TUN-2015.html", "TUN-2019.html", "TUN-2015-and-2019.html"}


def test_the_text_of_a_chapter_is_on_its_page_character_by_character(release, site):
    for report in rows(release, "reports"):
        assert text_pane(read_page(site / f"{report['report_id']}.html")).text_content() == report["text"]


def test_a_carriage_return_in_a_chapter_keeps_its_place(tmp_path):
    text = stored(DISPUTED)[DISPUTED].replace("\n", "\r\n")
    release = release_of(tmp_path, {DISPUTED: text})
    stored_text = rows(release, "reports")[0]["text"]
    page = read_page(write_site(release, tmp_path / "site").parent / "BFA-2021.html")
    assert text_pane(page).text_content() == stored_text


def test_every_row_is_a_card_on_its_reports_page(release, site):
    for report in rows(release, "reports"):
        page = read_page(site / f"{report['report_id']}.html")
        cards = {card.get("id") for card in page.xpath("//details[contains(@class, 'card')]")}
        for table in schemas.DATASETS:
            key = schemas.TABLES[table].key[0]
            wanted = {row[key] for row in rows(release, table) if row["report_id"] == report["report_id"]}
            assert wanted <= cards
        rejected = [row for row in rows(release, "rejections") if row["report_id"] == report["report_id"]]
        assert len(page.xpath("//details[contains(@class, 'k-r')]")) == len(rejected) > 0


def test_every_span_of_the_evidence_is_marked_and_the_marked_text_is_its_quote(release, site):
    for report in rows(release, "reports"):
        page = read_page(site / f"{report['report_id']}.html")
        marked = spans_of(page)
        cards = {card.get("id"): card for card in page.xpath("//details[contains(@class, 'card')]")}
        checked = 0
        for row in rows(release, "evidence"):
            if row["report_id"] != report["report_id"]:
                continue
            numbers = {cite.get("data-span") for cite in cards[row["row_id"]].xpath(".//*[@data-span]")}
            assert row["quote"] in {marked[number] for number in numbers}
            checked += 1
        assert checked > 50


def test_every_mention_and_every_rejection_is_marked(release, site):
    for report in rows(release, "reports"):
        marked = set(spans_of(read_page(site / f"{report['report_id']}.html")).values())
        for table in ("institution_mentions", "rejections"):
            assert {row["quote"] for row in rows(release, table) if row["report_id"] == report["report_id"]} <= marked


def test_each_field_of_a_row_leads_to_the_words_it_was_read_from(release, site):
    (row,) = [row for row in rows(release, "incidents") if row["place_name"] == "Tambiri"]
    page = read_page(site / "BFA-2021.html")
    card = page.xpath(f"//details[@id='{row['incident_id']}']")[0]
    marked = spans_of(page)
    facts = {said(div.find("dt")): div for div in card.xpath(".//dl/div")}
    assert [marked[it.get("data-span")] for it in facts["Place name"].xpath(".//*[@data-span]")] == ["Tambiri"]
    assert said(facts["Date"].xpath(".//span[@class='value']")[0]) == "11–12 May 2021"
    assert [marked[it.get("data-span")] for it in facts["Date"].xpath(".//*[@data-span]")] == [row["date_text"]]


def test_the_first_page_has_every_row_of_every_dataset_and_leads_to_its_card(release, site):
    page = read_page(site / "index.html")
    for table in (*schemas.DATASETS, "rejections"):
        links = page.xpath(f"//table[contains(@class, 'rows-of-{table}')]//a[@class='open']/@href")
        assert len(links) == len(rows(release, table))
        for link in links[:5]:
            name, _, fragment = link.partition("#")
            assert read_page(site / name).xpath(f"//details[@id='{fragment}']")


def test_incidents_of_one_sentence_stand_by_date_whatever_their_ids(tmp_path):
    found = example.rows()
    days = {"0000000000aa": datetime.date(2019, 5, 9), "ffffffffffaa": datetime.date(2019, 5, 2), "aaaaaaaaaaaa": None}
    found["incidents"] = [
        found["incidents"][0]
        | {"incident_id": it, "date_start": day, "date_end": day, "date_precision": precision}
        | {"date_edtf": day and day.isoformat()}
        for (it, day), precision in zip(days.items(), ("day", "day", "unknown"), strict=True)
    ]
    of_incidents = [row for row in found["evidence"] if row["table_name"] == "incidents"]
    found["evidence"] += [row | {"row_id": it} for it in days for row in of_incidents]
    found["evidence"] = [row for row in found["evidence"] if row["row_id"] != example.INCIDENT]
    for table in ("incident_actors", "casualty_claims"):
        found[table] = [row | {"incident_id": it} for it in days for row in found[table]]
    release = publish(example.tables(found), tmp_path).path
    cards = report_pages(read_release(release))[0].group("incidents").cards
    assert [card.row_id for card in cards] == ["ffffffffffaa", "0000000000aa", "aaaaaaaaaaaa"]


def test_a_deep_link_to_an_incident_is_the_id_of_its_row(release, site):
    page = read_page(site / "index.html")
    for row in rows(release, "incidents"):
        assert len(page.xpath(f"//tr[@id='{row['incident_id']}']")) == 1


def test_no_two_elements_of_a_page_have_the_same_id(site):
    for path in site.iterdir():
        ids = read_page(path).xpath("//@id")
        assert len(ids) == len(set(ids)), path.name


def test_a_null_is_shown_as_not_stated_and_a_minimum_alone_as_at_least(release, site):
    page = read_page(site / "index.html")
    by_id = {row["incident_id"]: row for row in rows(release, "incidents")}
    seen = set()
    for line in page.xpath("//table[contains(@class, 'rows-of-incidents')]/tbody/tr"):
        row, cells = by_id[line.get("id")], {cell.get("data-name"): said(cell) for cell in line.findall("td")}
        low, high = row["wounded_min"], row["wounded_max"]
        if low is None and high is None:
            assert cells["Wounded"] in ("not stated", "in dispute")
            seen.add("null")
        elif high is None:
            assert cells["Wounded"] == f"at least {low:,}"
            seen.add("open")
        elif low == high:
            assert cells["Wounded"] == f"{low:,}"
    assert seen == {"null", "open"}


def test_accounts_that_conflict_stand_apart_with_who_gave_them(release, site):
    disputed = next(row for row in rows(release, "incidents") if row["place_name"] == "Tambiri")
    card = read_page(site / "BFA-2021.html").xpath(f"//details[@id='{disputed['incident_id']}']")[0]
    table = said(card.xpath(".//table[contains(@class, 'notes')]")[0])
    assert "accounts conflict" in said(card.find("summary"))
    assert "killed: in dispute" in said(card.find("summary"))
    assert "118" in table
    assert "at least 151" in table


def test_each_account_stands_with_the_words_that_it_rests_on(release, site):
    disputed = next(row for row in rows(release, "incidents") if row["place_name"] == "Tambiri")
    page = read_page(site / "BFA-2021.html")
    marked = spans_of(page)
    table = page.xpath(f"//details[@id='{disputed['incident_id']}']//table[contains(@class, 'claims')]")[0]
    words = {
        said(line[0]).split(" Show")[0]: [marked[it.get("data-span")] for it in line.xpath(".//*[@data-span]")]
        for line in table.xpath("./tbody/tr")
    }
    assert words["The government"] == ["The government", "118"]
    assert words["local sources"] == ["local sources", "more than 150 persons", "killed"]


def test_a_card_holds_the_values_of_its_row_as_a_line_of_corrections_writes_them(release, site):
    page = read_page(site / "BFA-2021.html")
    fixed = {"incident_id", "report_id", "country_iso3", "report_year", "summary", "corrected"}
    for row in rows(release, "incidents"):
        if row["report_id"] != "BFA-2021":
            continue
        place = page.xpath(f"//details[@id='{row['incident_id']}']//*[@data-correct='{row['incident_id']}']")[0]
        shown = {it.get("data-field"): it.get("value") for it in place.xpath("./data")}
        wanted = {name: value for name, value in row.items() if value is not None and name not in fixed}
        assert shown == {name: plain(value) for name, value in wanted.items()}
    assert plain(True) == "true"
    assert plain(None) == ""
    assert page.xpath("//details[contains(@class, 'k-r')]//*[@data-correct]") == []


def test_a_rejection_says_its_reason_and_what_the_reason_means(release, site):
    page = read_page(site / "BFA-2021.html")
    cards = [said(card) for card in page.xpath("//details[contains(@class, 'k-r')]")]
    for row in rows(release, "rejections"):
        if row["report_id"] == "BFA-2021":
            meaning = schemas.TABLES["rejections"].column("reason").codes[row["reason"]]
            assert any(meaning in card and " ".join(row["quote"].split()) in card for card in cards)


def test_every_incident_with_coordinates_is_on_the_map_and_its_line_leads_to_its_card(release, site):
    located = {row["incident_id"] for row in rows(release, "incidents") if row["latitude"] is not None}
    chart = read_page(site / "index.html").xpath("//figure[contains(@class, 'chart-map')]")[0]
    table = [link.partition("#")[2] for link in chart.xpath(".//tbody//th/a/@href")]
    assert sorted(table) == sorted(located)
    for size in ("wide", "narrow"):
        assert set(chart.xpath(f"./div[@class='{size}']//a/@href")) == set(chart.xpath(".//tbody//th/a/@href"))


def test_a_comparison_says_what_only_one_of_two_reports_says(site):
    page = read_page(site / "TUN-2015-and-2019.html")
    outcomes = {said(cell) for cell in page.xpath("//table[@class='compare']//td[last()]")}
    assert {"only in 2015", "only in 2019"} <= outcomes
    assert outcomes <= {"only in 2015", "only in 2019", "same", "differs"}


@pytest.mark.parametrize(("years", "pairs"), [(1, 0), (2, 1), (3, 3), (6, 15), (7, 6)])
def test_any_two_years_of_a_country_are_compared_and_of_very_many_those_that_follow_each_other(release, years, pairs):
    report = next(it for it in report_pages(read_release(release)) if it.report_id == "TUN-2015")
    made = comparisons([replace(report, year=2000 + it, report_id=f"TUN-{2000 + it}") for it in range(years)])
    assert len({it.page for it in made}) == len(made) == pairs
    assert all(it.first.year < it.second.year for it in made)


def test_markup_in_a_chapter_is_shown_as_text(hostile):
    release, site = hostile
    text = rows(release, "reports")[0]["text"]
    page = read_page(site / "KIR-2015.html")
    assert text_pane(page).text_content() == text == HOSTILE
    for path in site.iterdir():
        page = read_page(path)
        assert len(page.xpath("//script")) == 2
        assert len(page.xpath("//style")) == 1
        assert page.xpath("//img | //iframe | //object | //embed | //b | //comment()") == []
        assert [name for element in page.iter() for name in element.attrib if str(name).startswith("on")] == []


def test_markup_in_a_chapter_reaches_every_part_of_the_pages_that_shows_it(hostile):
    """Without this, the test above could pass because nothing hostile was extracted."""
    _, site = hostile
    index, page = (read_page(site / name) for name in ("index.html", "KIR-2015.html"))
    assert "<b onmouseover=alert(2)>" in said(index)
    assert "=cmd('calc')!A1 </script><script>window.owned = 1</script>" in said(index)
    assert "</style><style>body{display:none}</style>" in said(index)
    cards = said(page.xpath("//section[@class='rows-pane']")[0])
    assert "=cmd('calc')!A1 </script><script>window.owned = 1</script>" in cards
    assert "Green & Dawn" in cards
    assert "Green & Dawn" in {said(text) for text in index.xpath("//*[local-name()='svg']//*[local-name()='text']")}


def test_template_syntax_in_a_chapter_is_not_run(hostile):
    assert "{{ 7 * 7 }} {% raw %}" in text_pane(read_page(hostile[1] / "KIR-2015.html")).text_content()


def test_a_page_may_run_and_load_nothing_but_what_it_holds(site):
    for path in site.iterdir():
        page = read_page(path)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert set(rules["script-src"].split()) == {sha256(it.text) for it in page.xpath("//script")}
        assert set(rules["style-src"].split()) == {sha256(it.text) for it in page.xpath("//style")}
        assert "unsafe" not in policy
        assert page.xpath("//@src | //@style | //@srcset | //script/@*") == []
        assert page.xpath("//link[not(starts-with(@href, 'data:'))]") == []
        assert "url(" not in page.xpath("//style")[0].text
        assert "@import" not in page.xpath("//style")[0].text


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_every_link_between_pages_leads_somewhere(site):
    ids = {path.name: set(read_page(path).xpath("//@id")) for path in site.iterdir()}
    for path in site.iterdir():
        for link in read_page(path).xpath("//a/@href"):
            name, _, fragment = link.partition("#")
            assert (name or path.name) in ids, f"{path.name}: {link}"
            place = PLACE_IN_TEXT.fullmatch(fragment)
            if place:
                text = text_pane(read_page(site / name)).text_content()
                assert 0 <= int(place[1]) < int(place[2]) <= len(text), f"{path.name}: {link}"
            else:
                assert not fragment or fragment in ids[name or path.name], f"{path.name}: {link}"


def test_each_pair_that_is_named_together_leads_to_its_sentence(site):
    chart = read_page(site / "index.html").xpath("//figure[contains(@class, 'chart-network')]")[0]
    lines = chart.xpath(".//tbody/tr")
    assert len(lines) > 5
    for line in lines:
        name, _, fragment = line.xpath("./th/a/@href")[0].partition("#")
        start, end = map(int, PLACE_IN_TEXT.fullmatch(fragment).groups())
        sentence = text_pane(read_page(site / name)).text_content()[start:end]
        assert " ".join(sentence.split()) == said(line[-1])


def test_every_table_has_a_caption_and_headings_with_a_scope(site):
    for path in site.iterdir():
        page = read_page(path)
        for table in page.xpath("//table"):
            assert said(table.xpath("./caption")[0])
            assert table.xpath(".//th[not(@scope)]") == []


def test_one_chapter_stays_below_three_megabytes(tmp_path):
    name = max((path.stem for path in CHAPTERS.glob("*.txt")), key=lambda name: len(stored(name)[name]))
    index = write_site(release_of(tmp_path, stored(name)), tmp_path / "site")
    assert sum(path.stat().st_size for path in index.parent.iterdir()) < ONE_CHAPTER_BYTES


@pytest.mark.slow
def test_the_same_release_gives_the_same_bytes_in_any_process_language_and_folder(release, site, tmp_path):
    code = "import sys, pathlib; from pipelines.site import write_site; write_site(*map(pathlib.Path, sys.argv[1:]))"
    environment = os.environ | {"PYTHONHASHSEED": "17", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C"}
    target = tmp_path / "elsewhere"
    subprocess.run([sys.executable, "-c", code, str(release), str(target)], check=True, cwd=PROJECT, env=environment)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        path.name: path.read_bytes() for path in site.iterdir()
    }


def test_pages_hold_no_path_of_the_machine(release, site):
    for path in site.iterdir():
        assert str(release.parent) not in path.read_text("utf-8")


def test_pages_of_reports_that_are_gone_are_removed_and_other_files_stay(release, tmp_path):
    for name in ("XAA-2019.html", "XAA-2019-and-2020.html", "notes.txt", "mine.html"):
        (tmp_path / name).write_text("before", "utf-8")
    write_site(release, tmp_path)
    assert {"notes.txt", "mine.html"} <= {path.name for path in tmp_path.iterdir()}
    assert not (tmp_path / "XAA-2019.html").exists()
    assert not (tmp_path / "XAA-2019-and-2020.html").exists()


@pytest.mark.parametrize(
    "report_id", ["../../etc/passwd", "XAA-2019/..", "XAA-2019\n", "xaa-2019", "XAA-２０１９", "", "XAA-2019.html"]
)
def test_a_report_id_that_is_none_never_becomes_a_path(report_id):
    with pytest.raises(SiteError, match="is no report_id"):
        page_of(report_id)


def test_a_release_that_lacks_a_table_is_named_with_what_to_do(release, tmp_path):
    damaged = tmp_path / release.name
    damaged.mkdir()
    for path in release.iterdir():
        if path.name != "evidence.parquet":
            (damaged / path.name).write_bytes(path.read_bytes())
    with pytest.raises(SiteError, match=r"evidence\.parquet cannot be read .* crt verify"):
        write_site(damaged, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_release_whose_quote_is_not_in_its_text_is_refused(release, tmp_path):
    damaged = tmp_path / release.name
    damaged.mkdir()
    for path in release.iterdir():
        (damaged / path.name).write_bytes(path.read_bytes())
    reports = pq.read_table(damaged / "reports.parquet")
    texts = [" " + text for text in reports["text"].to_pylist()]
    changed = reports.set_column(reports.schema.get_field_index("text"), reports.schema.field("text"), [texts])
    pq.write_table(changed, damaged / "reports.parquet")
    with pytest.raises(SiteError, match="are not the quote"):
        write_site(damaged, tmp_path / "site")


def test_the_page_does_without_json_so_that_none_can_be_broken_out_of(site):
    for path in site.iterdir():
        assert not re.search(r"<script[^>]+type=", path.read_text("utf-8"))
        scripts = [it.text for it in read_page(path).xpath("//script")]
        assert all("Tunisia" not in script and "Burkina" not in script for script in scripts)
