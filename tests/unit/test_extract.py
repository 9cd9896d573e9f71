"""The extractor as a whole: its tables, evidence for every value, stable ids. All chapters here are fictional."""

# ruff: noqa: E501  the sentences under test stay on one line

import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from chapters import PROJECT, chapter_text, extract_text, knowledge, read_text

import schemas
from pipelines.extraction.extract import TABLE_NAMES, Tables, extract, load_knowledge
from pipelines.reading.codebook import CodebookError

AUTHORED = sorted(path.stem for path in (PROJECT / "tests" / "data" / "chapters").glob("*.txt"))
A_FEW = AUTHORED[::8]
MORE = [pytest.param(name, marks=pytest.mark.slow) for name in AUTHORED if name not in A_FEW]
BULLETS = (
    "On October 8, suspected GDF gunmen attacked a market in Ostavar, Talmut Province, killing at least 13 people and wounding dozens.",
    "On July 4 and 9, bombs exploded in Ostavar and Belmira, killing 11 people in the first attack and 12 in the second.",
    "In late March, the KAF killed 40 militants 15 kilometers from Ostavar. The GDF claimed that 60 civilians had died.",
    "In May, the GDF kidnapped four nurses near Belmira.",
)


@lru_cache(maxsize=64)
def authored(name: str) -> Tables:
    """The tables of one authored chapter, read from its own file."""
    slug, year = name.rsplit("-", 1)
    return extract_text(
        (PROJECT / "tests" / "data" / "chapters" / f"{name}.txt").read_text("utf-8"), year=int(year), slug=slug
    )


@lru_cache(maxsize=1)
def small() -> Tables:
    return extract_text(chapter_text(BULLETS))


def test_all_ten_tables_are_there_even_where_they_are_empty() -> None:
    tables = extract_text(
        "Overview: Kiribati remained a partner.\n\n2015 Terrorist Incidents: There were no terrorist incidents in 2015.\n"
    )
    assert tuple(tables) == TABLE_NAMES
    assert TABLE_NAMES == schemas.EXTRACTED
    assert tables["incidents"] == []
    assert len(tables["reports"]) == 1


def test_the_report_keeps_the_text_that_all_offsets_count_in() -> None:
    (report,) = small()["reports"]
    assert report["text"] == chapter_text(BULLETS)
    assert (report["report_id"], report["country_iso3"], report["report_year"]) == ("KIR-2015", "KIR", 2015)


@pytest.mark.parametrize("name", ["small", *A_FEW, *MORE])
def test_every_quote_is_the_text_at_its_offsets(name: str) -> None:
    tables = small() if name == "small" else authored(name)
    text = str(tables["reports"][0]["text"])
    for table in ("evidence", "institution_mentions", "rejections"):
        assert tables[table]
        for row in tables[table]:
            assert text[row["start"] : row["end"]] == row["quote"] != "", row


@pytest.mark.parametrize("name", ["small", *A_FEW, *MORE])
def test_every_extracted_value_has_evidence(name: str) -> None:
    tables = small() if name == "small" else authored(name)
    proven = {(e["table_name"], e["row_id"], e["field"]) for e in tables["evidence"]}
    keys = {"incidents": "incident_id", "institutions": "institution_id", "compliance_status": "compliance_id"}
    bare = [
        (table, field, row.get(field))
        for table, key in keys.items()
        for row in tables[table]
        for field in schemas.evidence_fields(table)
        if row.get(field) is not None and (table, row[key], field) not in proven
    ]
    assert bare == []


@pytest.mark.parametrize("name", ["small", *A_FEW, *MORE])
def test_the_tables_fit_the_schemas_and_each_other(name: str) -> None:
    tables = small() if name == "small" else authored(name)
    typed = {table: schemas.to_arrow(table, rows) for table, rows in tables.items()}
    assert schemas.check_relations(typed) == []


def test_verbatim_fields_are_the_words_of_their_evidence() -> None:
    tables = small()
    quotes: dict[tuple[object, object], set[object]] = {}
    for item in tables["evidence"]:
        quotes.setdefault((item["row_id"], item["field"]), set()).add(item["quote"])
    for row in tables["incidents"]:
        for field in ("date_text", "location_text", "place_name", "admin1_name", "perpetrator_text", "summary"):
            if row.get(field) is not None:
                assert quotes[row["incident_id"], field] == {row[field]}


def test_figures_stand_in_the_words_that_prove_them() -> None:
    (row,) = extract_text(chapter_text(BULLETS[:1]))["incidents"]
    tables = extract_text(chapter_text(BULLETS[:1]))
    (proof,) = [e for e in tables["evidence"] if e["row_id"] == row["incident_id"] and e["field"] == "killed_min"]
    assert (row["killed_min"], proof["quote"]) == (13, "at least 13 people")


def test_the_same_chapter_gives_the_same_tables() -> None:
    chapter = read_text(chapter_text(BULLETS))
    assert extract(chapter, knowledge()) == extract(chapter, knowledge())


@pytest.mark.parametrize("name", [*A_FEW, *MORE])
def test_no_two_rows_share_a_key(name: str) -> None:
    for table, key in (
        ("incidents", "incident_id"),
        ("compliance_status", "compliance_id"),
        ("institutions", "institution_id"),
    ):
        ids = [row[key] for row in authored(name)[table]]
        assert len(ids) == len(set(ids)), table


def test_an_event_told_again_in_the_same_words_is_one_row_and_a_rejection() -> None:
    told = "In May, the GDF kidnapped four nurses near Belmira."
    again = f"The rain came late; {told[0].lower()}{told[1:]}"
    for second in (told, again, f"It was dry.\n\n• {told} The roads were closed for a week."):
        tables = extract_text(chapter_text((told, second)))
        ids = [row["incident_id"] for row in tables["incidents"]]
        assert len(ids) == len(set(ids))
        assert schemas.check_relations({name: schemas.to_arrow(name, rows) for name, rows in tables.items()}) == []
    tables = extract_text(chapter_text((told, told)))
    assert len(tables["incidents"]) == 1
    assert [row["quote"] for row in tables["rejections"] if row["reason"] == "duplicate"] == [told]


def test_an_incident_id_does_not_depend_on_what_stands_before_it() -> None:
    plain = {row["incident_id"] for row in small()["incidents"]}
    moved = extract_text("An official website of the United States government\n\n" + chapter_text(BULLETS))
    assert {row["incident_id"] for row in moved["incidents"]} == plain


def test_evidence_names_the_section_that_it_stands_in() -> None:
    tables = small()
    assert {e["section"] for e in tables["evidence"] if e["table_name"] == "incidents"} == {"incidents"}


def test_a_sentence_of_the_incidents_section_is_used_or_rejected_but_never_lost() -> None:
    bullets = (
        "On October 8, gunmen killed a judge in Ostavar.",
        "The weather was mild.",
        "The GDF carried out numerous attacks.",
    )
    tables = extract_text(chapter_text(bullets))
    spoken = {e["quote"] for e in tables["evidence"]} | {r["quote"] for r in tables["rejections"]}
    assert set(bullets) <= spoken


def test_an_empty_incidents_section_makes_no_row() -> None:
    text = "Overview: Kiribati remained a partner.\n\n2015 Terrorist Incidents:\n\nLegislation, Law Enforcement, and Border Security: No law was passed.\n"
    assert extract_text(text)["incidents"] == []


def test_a_missing_codebook_is_reported_by_name(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds" / "reference", tmp_path / "reference")
    shutil.copytree(PROJECT / "seeds" / "codebook", tmp_path / "codebook")
    (tmp_path / "codebook" / "incidents.yaml").unlink()
    with pytest.raises(CodebookError, match=r"incidents\.yaml: is missing"):
        load_knowledge(tmp_path)
