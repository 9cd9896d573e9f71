"""Ids stay the same from release to release: with the real extraction, on small fictional chapters.

All countries are real, since a chapter has to be about a known country; all groups, places and events are fictional.
"""

from functools import lru_cache

import chapters
import example_release as example
import pytest

import schemas
from pipelines.publishing import parquet, release

DATED = (
    "On March 3, Green Dawn Front fighters attacked an army post near Ostavar, killing three soldiers and hurting two.",
    "On July 9, an explosion in Belmira killed two police officers.  The Karsa Liberation Army claimed responsibility.",
)
LAW = "In May, parliament adopted a law on terrorism.  The Kiribati Police Service lacked equipment."
SECTIONS = {
    "Overview": f"Kiribati remained a cooperative partner.  {chapters.GROUPS}",
    "2015 Terrorist Incidents": "There were two incidents:\n\n" + "\n\n".join(f"• {line}" for line in DATED),
    "Legislation, Law Enforcement, and Border Security": LAW,
    "Countering the Financing of Terrorism": "Kiribati is not a member of a FATF-style regional body.",
}
OTHER = {
    "Overview": "Tonga remained a cooperative partner.  The Blue Reef Band was the most active militant group.",
    "2015 Terrorist Incidents": "On May 2, the Blue Reef Band attacked a market in Lomavale, killing four people.",
}
IDS = {"incidents": "incident_id", "institutions": "institution_id", "compliance_status": "compliance_id"}


def chapter(sections):
    return "\n\n".join(f"{heading}: {text}" for heading, text in sections.items()) + "\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


@lru_cache(maxsize=16)
def extracted(text, slug):
    return chapters.extract_text(text, slug=slug)


def publish(outputs, *texts):
    """Publish chapters, given as text and slug, in this order."""
    rows = {name: [row for text in texts for row in extracted(*text)[name]] for name in schemas.EXTRACTED}
    names = {(row["institution_id"], row["name"], row["name_type"]): row for row in rows["institution_names"]}
    rows["institution_names"] = list(names.values())
    return release.publish(example.tables(rows), outputs)


def ids(published, report="KIR-2015"):
    """The ids of a report's rows, by dataset."""
    return {
        name: sorted(
            row[column]
            for row in parquet.read_table(published.path / f"{name}.parquet").to_pylist()
            if row["report_id"] == report
        )
        for name, column in IDS.items()
    }


def changes(outputs, published):
    """The changes of the datasets: kind and field."""
    found = parquet.read_table(outputs / "changes" / f"{published.release_id}.parquet").to_pylist()
    return [(row["table"], row["change"], row["field"]) for row in found if row["table"] in IDS]


ORIGINAL = (chapter(SECTIONS), "kiribati")


@pytest.fixture
def first(tmp_path):
    published = publish(tmp_path, ORIGINAL)
    found = ids(published)
    assert len(found["incidents"]) == 2
    assert len(found["institutions"]) >= 3
    assert len(found["compliance_status"]) >= 2
    return published


def test_another_wording_of_an_unrelated_sentence_changes_no_id(tmp_path, first):
    text = ORIGINAL[0].replace("remained a cooperative partner", "was, as in years before, a partner that cooperated")
    assert text != ORIGINAL[0]
    second = publish(tmp_path, (text, "kiribati"))
    assert second.is_new
    assert ids(second) == ids(first)
    assert changes(tmp_path, second) == []


def test_another_order_of_sections_changes_no_id(tmp_path, first):
    headings = list(SECTIONS)
    turned = {heading: SECTIONS[heading] for heading in (headings[0], headings[3], headings[2], headings[1])}
    second = publish(tmp_path, (chapter(turned), "kiribati"))
    assert second.is_new
    assert ids(second) == ids(first)
    assert {kind for _, kind, _ in changes(tmp_path, second)} <= {"changed"}


def test_another_incident_before_the_others_changes_no_id(tmp_path, first):
    added = "• On January 4, gunmen attacked a school in Talvik, killing a teacher.\n\n"
    text = ORIGINAL[0].replace(f"• {DATED[0]}", f"{added}• {DATED[0]}")
    second = publish(tmp_path, (text, "kiribati"))
    before, after = ids(first), ids(second)
    assert set(before["incidents"]) < set(after["incidents"])
    assert len(after["incidents"]) == 3
    assert before["compliance_status"] == after["compliance_status"]


def test_a_new_chapter_and_another_order_of_chapters_change_no_id(tmp_path, first):
    other = (chapter(OTHER), "tonga")
    second = publish(tmp_path, ORIGINAL, other)
    assert ids(second) == ids(first)
    assert len(ids(second, "TON-2015")["incidents"]) == 1
    assert {kind for _, kind, _ in changes(tmp_path, second)} == {"added"}
    assert not publish(tmp_path, other, ORIGINAL).is_new


def test_a_sentence_that_is_gone_takes_its_row_along_and_the_row_is_named(tmp_path, first):
    text = ORIGINAL[0].replace(f"\n\n• {DATED[1]}", "")
    second = publish(tmp_path, (text, "kiribati"))
    gone = set(ids(first)["incidents"]) - set(ids(second)["incidents"])
    assert len(gone) == 1
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert f"- incidents `{gone.pop()}` (KIR-2015): On July 9, an explosion in Belmira" in notes
    assert "(source changed)" in notes


def test_a_chapter_that_is_gone_is_named_with_each_of_its_rows(tmp_path):
    other = (chapter(OTHER), "tonga")
    both = publish(tmp_path, ORIGINAL, other)
    (incident,) = ids(both, "TON-2015")["incidents"]
    publish(tmp_path, ORIGINAL)
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert "- reports `TON-2015` (TON-2015): Tonga (source changed)" in notes
    assert f"- incidents `{incident}` (TON-2015): On May 2, the Blue Reef Band" in notes
