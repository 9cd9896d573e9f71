"""The golden tables are what the extractor makes, and a difference is told row by row. All texts here are fictional."""

import pytest
from chapters import chapter_text, extract_text
from golden import GOLDEN, differences, golden_files, report, stored_files, texts_of, write

REMEDY = (
    "The extractor no longer gives the golden tables:\n\n{}\n\n"
    "Where every one of these changes is meant, write the tables anew and commit them: make golden"
)
MARKET = "On October 8, GDF gunmen attacked a market in Ostavar, killing at least 13 people."
ROAD = "On July 4, the KLA bombed a road near Belmira, wounding two soldiers."


def test_the_golden_tables_are_what_the_extractor_makes() -> None:
    changed = report(stored_files(), golden_files())
    assert not changed, REMEDY.format(changed)


def test_every_value_of_the_datasets_stands_there_with_the_rule_that_read_it() -> None:
    text = texts_of(extract_text(chapter_text([MARKET])), "kiribati-2015")["incidents"]
    assert "kiribati-2015, incidents: 1 row." in text
    assert f"- summary: {MARKET}\n" in text
    assert "  killed_min: 13\n" in text
    evidence = text.partition("  evidence:\n")[2]
    assert [
        line for line in evidence.splitlines() if line.startswith("    killed_min: ") and "at least 13 people" in line
    ]


def test_no_identifier_that_changes_with_a_span_stands_in_a_golden_table() -> None:
    tables = extract_text(chapter_text([MARKET, ROAD]))
    text = "".join(texts_of(tables, "kiribati-2015").values())
    ids = [row["incident_id"] for row in tables["incidents"]]
    ids += [row["compliance_id"] for row in tables["compliance_status"]]
    assert len(ids) > 2
    assert [it for it in ids if str(it) in text] == []


def told(before: str, after: str, table: str = "incidents") -> list[str]:
    old, new = (
        texts_of(extract_text(chapter_text(bullets.splitlines())), "kiribati-2015") for bullets in (before, after)
    )
    return [str(it) for it in differences(table, old[table], new[table])]


def test_a_row_that_came_and_one_that_went_are_named_by_their_sentence() -> None:
    (came,) = told(MARKET, f"{MARKET}\n{ROAD}")
    assert came.startswith(f"  + {ROAD}: this row is new: ")
    assert "wounded_min: 2" in came
    assert told(f"{MARKET}\n{ROAD}", MARKET) == [f"  - {ROAD}: this row is gone"]


def test_a_field_that_says_something_else_is_told_with_both_values() -> None:
    text = texts_of(extract_text(chapter_text([MARKET, ROAD])), "kiribati-2015")["incidents"]
    changed = text.replace("killed_min: 13", "killed_min: 14").replace("target_type: military", "target_type: police")
    assert [str(it) for it in differences("incidents", text, changed)] == [
        f"  ~ {MARKET}: killed_min: 13 → 14",
        f"  ~ {ROAD}: target_type: 'military' → 'police'",
    ]
    lost = text.replace("  killed_min: 13\n", "")
    assert [str(it) for it in differences("incidents", text, lost)] == [f"  ~ {MARKET}: killed_min: 13 → null"]


def test_rows_of_one_sentence_are_paired_with_the_row_that_is_most_like_them() -> None:
    row = "- {{quote: A, candidate_for: incidents, reason: {}, start: {}}}\n".format
    old, new = row("vague", 1) + row("residual", 9), row("residual", 8) + row("vague", 1)
    assert [it.told for it in differences("rejections", old, new)] == [": start: 9 → 8"]


def test_a_row_that_stands_twice_and_then_once_is_told_of_once() -> None:
    row = "- {quote: A, candidate_for: incidents, reason: vague}\n"
    assert [it.sign for it in differences("rejections", row * 2, row)] == ["-"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ({"a/rejections.yaml": "[]"}, {}, "  this file is of no chapter and table that is shown any more"),
        ({}, {"a/rejections.yaml": "- {quote: A}\n"}, "  + A: this row is new: quote: 'A'"),
        (
            {"a/rejections.yaml": "- {quote: A}"},
            {"a/rejections.yaml": "- {quote: A}\n"},
            "  the same rows, written otherwise",
        ),
    ],
)
def test_a_file_that_is_missing_left_over_or_edited_is_named(old, new, line) -> None:
    assert report(old, new) == f"tests/data/golden/a/rejections.yaml\n{line}"


def test_a_file_with_the_marks_of_a_merge_is_named_as_one_that_cannot_be_read() -> None:
    merged = {"a/rejections.yaml": "<<<<<<< ours\n- {quote: A}\n"}
    told_of = report(merged, {"a/rejections.yaml": "- {quote: A}\n"})
    assert told_of.startswith("tests/data/golden/a/rejections.yaml\n  the stored file cannot be read: ")


def test_writing_gives_the_stored_files_and_takes_away_what_is_left_over(tmp_path) -> None:
    (tmp_path / "atlantis-1999").mkdir()
    (tmp_path / "atlantis-1999" / "incidents.yaml").write_text("[]", "utf-8")
    told_of = write(tmp_path)
    assert stored_files(tmp_path) == stored_files(GOLDEN)
    assert "atlantis-1999/incidents.yaml\n  this file is of no chapter" in told_of
    assert write(tmp_path) == ""
