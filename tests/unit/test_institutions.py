"""The three tables of institutions, and the integrity of the reference list they draw on."""

import csv
import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pipelines.extraction.institutions import build_institutions, find_names, load_institution_knowledge
from pipelines.extraction.model import Built
from pipelines.extraction.names_knowledge import InstitutionKnowledge
from pipelines.reading import Chapter, Countries, Document, Section, Sentence, load_countries, read_chapter
from pipelines.reading.codebook import CodebookError
from schemas import codes
from tests.conftest import SHARED, write_seeds

SEEDS = Path(__file__).parents[2] / "seeds"
REFERENCE = SEEDS / "reference"


@cache
def knowledge() -> InstitutionKnowledge:
    return load_institution_knowledge(SEEDS)


@cache
def countries() -> Countries:
    return load_countries(SEEDS)


def built() -> tuple[str, Built]:
    first, second = "The Harbor Patrol Agency (HPA) met Interpol.", "The HPA left."
    text = f"{first} {second}"
    document = Document("PRY-2016", "PRY", "Paraguay", 2016, "x.txt", "0" * 64, len(text), "text/plain", text)
    cut = len(first)
    sections = (Section("overview", 0, 0, 0, cut + 1), Section("finance", cut + 1, cut + 1, cut + 1, len(text)))
    sentences = (Sentence(0, cut, "overview", 0, False), Sentence(cut + 1, len(text), "finance", 1, False))
    chapter = Chapter(document, sections, sentences, ())
    return text, build_institutions(chapter, find_names(chapter, knowledge(), countries()), knowledge())


def rows(table: str) -> list[dict[str, object]]:
    return [dict(row.values) for row in built()[1].rows if row.table == table]


def test_one_row_an_institution_with_its_count_and_first_section() -> None:
    row = next(row for row in rows("institutions") if row["canonical_name"] == "Harbor Patrol Agency")
    assert (row["acronym"], row["mention_count"], row["first_section"]) == ("HPA", 3, "overview")
    assert (row["known"], row["reference_source"]) == (False, None)


def test_mention_count_is_the_number_of_mention_rows_and_their_quotes_are_the_text() -> None:
    text, _ = built()
    mentions = rows("institution_mentions")
    for row in rows("institutions"):
        assert row["mention_count"] == sum(m["institution_id"] == row["institution_id"] for m in mentions)
    assert all(text[m["start"] : m["end"]] == m["quote"] for m in mentions)  # type: ignore[misc]


def test_name_and_acronym_rest_on_the_places_that_have_them() -> None:
    text, made = built()
    row = next(row for row in made.rows if row.values.get("canonical_name") == "Harbor Patrol Agency")
    evidence = {e.field: text[e.start : e.end] for e in row.evidence}
    assert evidence["canonical_name"] == "Harbor Patrol Agency"
    assert evidence["acronym"] == "HPA"


def test_a_reference_acronym_that_the_text_does_not_use_is_null() -> None:
    row = next(row for row in rows("institutions") if row["institution_id"] == "interpol")
    assert row["known"] is True
    assert row["acronym"] is None


def test_names_say_whether_the_text_uses_them() -> None:
    used = {str(row["name"]) for row in rows("institution_names") if row["in_text"]}
    assert used == {"Harbor Patrol Agency", "HPA", "Interpol"}


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_reference_types_and_levels_are_codes_of_the_schema() -> None:
    for row in reference("institutions.csv"):
        assert row["institution_type"] in set(codes.INSTITUTION_TYPE), row
        assert row["level"] in set(codes.LEVEL), row


def test_every_reference_row_says_where_it_is_from() -> None:
    assert all(row["reference_source"] for row in reference("institutions.csv"))
    assert all(row["source"] for row in reference("institution_names.csv"))


def test_a_name_that_two_institutions_share_is_recognised_only_by_definition() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in reference("institution_names.csv"):
        if not row["countries"]:
            owners[row["name"]].add(row["institution_id"])
    shared = {name for name, ids in owners.items() if len(ids) > 1}
    assert shared <= knowledge().codebook.only_when_defined


def test_canonical_name_and_acronym_stand_among_the_names() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for row in reference("institution_names.csv"):
        names[row["institution_id"]].add(row["name"])
    for row in reference("institutions.csv"):
        assert row["canonical_name"] in names[row["institution_id"]]
        assert not row["acronym"] or row["acronym"] in names[row["institution_id"]]


def test_the_codebook_s_types_are_codes_of_the_schema() -> None:
    book = knowledge().codebook
    types = {head.type for head in book.heads.values()} | set(book.heads_first.values()) | set(book.singletons.values())
    types |= {rule.type for rule in book.type_rules} | {apposition.type for apposition in book.appositions}
    assert types <= set(codes.INSTITUTION_TYPE)


def copy_of_seeds(folder: Path) -> Path:
    for name in ("reference/institutions.csv", "reference/institution_names.csv", "codebook/institutions.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((SEEDS / name).read_bytes())
    return folder


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fatf,Twice,,other,national,,,,,Test", "twice"),
        ("nameless,Nameless Body,,other,national,,,,,Test", "has no name"),
    ],
)
def test_a_mistake_in_the_reference_list_names_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    seeds = copy_of_seeds(tmp_path)
    with (seeds / "reference" / "institutions.csv").open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(CodebookError, match=rf"institutions\.csv:\d+: .*{message}"):
        load_institution_knowledge(seeds)


def test_no_two_institutions_claim_a_name_in_the_same_country() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in reference("institution_names.csv"):
        for code in filter(None, row["countries"].split("|")):
            assert countries().by_iso3(code)
            owners[code, row["name"]].add(row["institution_id"])
    assert owners
    assert all(len(ids) == 1 for ids in owners.values())


def test_a_name_that_means_a_state_s_body_in_some_countries_means_it_at_its_home() -> None:
    homes = {
        r["institution_id"]: r["home_country_iso3"] for r in reference("institutions.csv") if r["level"] == "national"
    }
    bound = [row for row in reference("institution_names.csv") if row["countries"] and row["institution_id"] in homes]
    assert bound
    assert [row for row in bound if row["countries"] != homes[row["institution_id"]]] == []


def test_a_country_that_is_no_code_names_its_line(tmp_path: Path) -> None:
    seeds = copy_of_seeds(tmp_path)
    with (seeds / "reference" / "institution_names.csv").open("a", encoding="utf-8") as out:
        out.write("fatf,Somewhere Force,alias,Nepal,Test\n")
    with pytest.raises(CodebookError, match=r"institution_names\.csv:\d+: countries needs ISO 3166-1"):
        load_institution_knowledge(seeds)


@pytest.mark.shared
def test_the_shared_chapters_institutions_are_found_and_little_else(tmp_path: Path) -> None:
    seeds = write_seeds(tmp_path, {})
    expected = missed = made = spurious = 0
    for path in sorted((SHARED / "corpus").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        report = seeds / gold["seed_path"]
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes())
        chapter = read_chapter(report, seeds, countries())
        found = find_names(chapter, knowledge(), countries()).institutions.values()
        named = [{" ".join(n.name.split()).lower() for n in i.names} | {i.canonical_name.lower()} for i in found]
        wanted = [
            ({n.lower().replace("\u2019", "'") for n in row["names"]}, row["optional"]) for row in gold["institutions"]
        ]
        required = [names for names, optional in wanted if not optional]
        expected += len(required)
        missed += sum(not any(names & other for other in named) for names in required)
        made += len(named)
        spurious += sum(not any(names & other for other, _ in wanted) for names in named)
    assert expected > 100
    assert missed <= 0.03 * expected
    assert spurious <= 0.03 * made


def test_a_date_that_is_none_names_its_line(tmp_path: Path) -> None:
    seeds = copy_of_seeds(tmp_path)
    path = seeds / "reference" / "institutions.csv"
    path.write_text(path.read_text("utf-8").replace("2001-12-26", "26 December 2001", 1), "utf-8")
    with pytest.raises(CodebookError, match="us_fto_listed_on needs a date"):
        load_institution_knowledge(seeds)
