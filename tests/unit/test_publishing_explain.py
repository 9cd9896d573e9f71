"""Explanation of a row: its values, the sentence behind each with the span marked, and the rule."""

import example_release as example
import pytest

from pipelines.publishing import release
from pipelines.publishing.explain import UnknownRowError, explain
from pipelines.publishing.explain_sentences import seeds_at_hand, sentences_of, whole


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return example.publish(tmp_path_factory.mktemp("outputs")).path


def test_an_incident_is_explained_by_its_sentence_with_each_span_marked(published):
    said = explain(published, example.INCIDENT)
    sentence = "On May 3, gunmen of the Red Lantern Front killed [[three]] people near Ardevan."
    assert f"killed_min = 3\nkilled_max = 3\n  {sentence}\n  rule killed_people" in said
    assert "[[On May 3]], gunmen" in said
    assert "near [[Ardevan]]." in said
    start = example.TEXT.index("three")
    assert f"rule killed_people, section incidents, characters {start} to {start + 5}" in said


def test_values_are_told_and_nulls_are_not(published):
    said = explain(published, example.INCIDENT)
    assert "date_start             2019-05-03" in said
    assert "wounded_min" not in said


def test_an_institution_is_explained_by_the_line_that_names_it(published):
    said = explain(published, example.FRONT)
    assert "canonical_name = Red Lantern Front" in said
    assert "gunmen of the [[Red Lantern Front]] killed" in said


def test_a_compliance_status_is_explained_by_its_statement(published):
    assert "Parliament [[adopted]] a law on terrorism in June." in explain(published, example.LAW_STATUS)


def test_an_institution_of_one_report_can_be_asked_for(published):
    assert explain(published, f"{example.FRONT}/{example.REPORT}") == explain(published, example.FRONT)
    with pytest.raises(UnknownRowError):
        explain(published, f"{example.FRONT}/XAB-2019")


def test_an_unknown_row_is_named_with_where_the_ids_are(published):
    with pytest.raises(UnknownRowError, match="'0000' is no row of incidents, institutions, compliance_status"):
        explain(published, "0000")


def test_a_span_in_a_long_line_is_shown_with_what_is_around_it(tmp_path):
    rows = example.rows("word " * 100 + "\n" + "word " * 100 + example.TEXT)
    published = release.publish(example.tables(rows), tmp_path).path
    said = next(line for line in explain(published, example.FRONT).splitlines() if "[[" in line)
    assert said.strip().startswith("… word word")
    assert len(said) < 450


# Fictional. A country that the reference list knows, since sentences are read by the words for a chapter of a country.
CLAUSE = "is hampered by a lack of training"
LONG = f"The Kiribati Police Service, which Col. Tebano leads, works with the U.S. Coast Guard but {CLAUSE}."


def with_a_clause(folder, text=None):
    """Publish the example with a statement that is a clause; its cue is `hampered`."""
    text = text or f"{example.TEXT.rstrip()}  Its courts are slow.  {LONG}  Its navy is small.\n"
    found = example.rows(text)
    for row in (row for rows in found.values() for row in rows if "report_id" in row):
        row["report_id"] = "KIR-2019"
        if "country_iso3" in row:
            row["country_iso3"] = "KIR"
    found["compliance_status"][0] |= {"statement": CLAUSE, "measure": CLAUSE, "change_date_edtf": None}
    of_others = [row for row in found["evidence"] if row["table_name"] != "compliance_status"]
    found["evidence"] = of_others + [
        example.evidence("compliance_status", example.LAW_STATUS, field, quote, "cue", "legislation", text)
        | {"report_id": "KIR-2019"}
        for field, quote in (("statement", CLAUSE), ("status", "hampered"))
    ]
    return release.publish(example.tables(found), folder).path


def test_a_statement_that_is_a_clause_is_shown_in_its_whole_sentence(tmp_path):
    said = explain(with_a_clause(tmp_path), example.LAW_STATUS)
    before, _, _ = LONG.partition(CLAUSE)
    assert f"statement = {CLAUSE}\n  {before}[[{CLAUSE}]].\n  rule" in said
    assert f"\n  {before}is [[hampered]] by a lack of training.\n  rule" in said
    assert "courts" not in said
    assert "navy" not in said


def test_an_institution_is_shown_in_its_sentence_and_not_in_its_line(tmp_path):
    said = explain(with_a_clause(tmp_path), example.FRONT)
    assert "\n  On May 3, gunmen of the [[Red Lantern Front]] killed three people near Ardevan.\n" in said


@pytest.mark.parametrize("content", [None, "sections: ["])
def test_without_words_to_tell_sentences_by_a_clause_is_shown_in_its_line(tmp_path, content):
    folder = tmp_path / "seeds" / "codebook"
    folder.mkdir(parents=True)
    if content:
        (folder / "headings.yaml").write_text(content, "utf-8")
        (folder / "furniture.yaml").write_text(content, "utf-8")
    said = explain(with_a_clause(tmp_path), example.LAW_STATUS, tmp_path / "seeds")
    assert f"Coast Guard but [[{CLAUSE}]]. Its navy is small." in said
    assert "… " in said


def test_a_sentence_over_several_wrapped_lines_is_shown_in_one(tmp_path):
    text = f"{example.TEXT.rstrip()}  Its courts are slow.  {LONG.replace(', which', chr(10) + ', which')}\n"
    said = explain(with_a_clause(tmp_path, text), example.LAW_STATUS)
    assert f"works with the U.S. Coast Guard but [[{CLAUSE}]]." in said


def test_a_country_that_no_list_knows_has_no_sentences():
    report = example.tables()["reports"].to_pylist()[0]
    assert sentences_of(report, seeds_at_hand()) == ()


def test_a_release_that_lacks_a_column_has_no_sentences():
    assert sentences_of({"text": "A law."}, seeds_at_hand()) == ()


@pytest.mark.parametrize(
    ("span", "found"),
    [((2, 5), (0, 10)), ((0, 10), (0, 10)), ((8, 14), (0, 20)), ((10, 11), None), ((9, 25), None), ((30, 31), None)],
)
def test_a_span_lies_in_the_sentences_that_hold_all_of_it(span, found):
    assert whole(((0, 10), (12, 20)), *span) == found


def test_the_seeds_at_hand_are_those_named_or_of_the_folder_or_of_the_project(tmp_path, monkeypatch):
    monkeypatch.delenv("CRT_SEEDS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert (seeds_at_hand() / "codebook" / "headings.yaml").is_file()
    (tmp_path / "seeds" / "codebook").mkdir(parents=True)
    assert seeds_at_hand().resolve() == tmp_path / "seeds"
    monkeypatch.setenv("CRT_SEEDS", "/elsewhere")
    assert str(seeds_at_hand()) == "/elsewhere"
