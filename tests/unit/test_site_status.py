"""Cards of status: what each is about, what its framework is called, and its clause in the whole sentence."""

import csv
from dataclasses import replace

import example_release as example
import pytest
from lxml import html

import schemas
from pipelines.site import pages
from pipelines.site.comparison import comparisons
from pipelines.site.content import Release, report_pages
from pipelines.site.frameworks import framework_name, framework_names
from pipelines.site.model import AROUND, Cite, Piece
from pipelines.site.spans import in_whole_sentences
from tests.conftest import PROJECT

# Fictional. A country that the reference list knows, since sentences are read by the words for a chapter of a country.
CLAUSE = "is hampered by a lack of training"
BEFORE, AFTER = "The <b>Kiribati</b> Police Service, which Col. Tebano leads, ", ", says the U.S. & its coast guard."
TEXT = f"{example.TEXT.rstrip()}  Its courts are slow.  {BEFORE}{CLAUSE}{AFTER}  Its navy is small.\n"


def rows(statement=CLAUSE, **values):
    found = example.rows(TEXT)
    for row in (row for of_table in found.values() for row in of_table if "report_id" in row):
        row["report_id"] = "KIR-2019"
        if "country_iso3" in row:
            row["country_iso3"] = "KIR"
    found["compliance_status"][0] |= {"statement": statement, "measure": statement, "change_date_edtf": None} | values
    found["evidence"] = [row for row in found["evidence"] if row["table_name"] != "compliance_status"] + [
        example.evidence("compliance_status", example.LAW_STATUS, field, quote, "cue", "legislation", TEXT)
        | {"report_id": "KIR-2019"}
        for field, quote in (("statement", statement), ("status", statement.split()[1]))
    ]
    return found


def released_of(found):
    columns = {name: [column.name for column in table.columns] for name, table in schemas.TABLES.items()}
    full = {name: [dict.fromkeys(columns[name]) | it for it in of_table] for name, of_table in found.items()}
    return Release("v1.0-000000000000", "1.0", full)


def released(**values):
    return released_of(rows(**values))


def page_of(seeds=None, **values):
    return report_pages(released(**values), seeds)[0]


def card(seeds=None, **values):
    return page_of(seeds, **values).group("compliance_status").cards[0]


def test_a_card_says_in_its_head_what_the_status_is_of_and_what_the_framework_is_called():
    made = card(measure="Egmont Group", framework_id="egmont-membership", status_type="membership", status="member")
    assert made.full_title == "Membership: member · Egmont Group"
    assert made.subtitle == "Legal framework · Egmont Group of Financial Intelligence Units"
    assert made.cells[1].text == "Egmont Group of Financial Intelligence Units"
    (framework,) = [fact for fact in made.facts if fact.name == "Framework"]
    assert (framework.value, framework.meaning) == (made.cells[1].text, "Its id: egmont-membership")


def test_an_institution_whose_status_it_is_stands_below_the_title():
    made = card(subject=example.FRONT, framework_id="none")
    assert made.subtitle == "Legal framework · Red Lantern Front"
    assert made.cells[1].text == "none named"
    assert [(it.value, it.meaning) for it in made.facts if it.name == "Framework"] == [("none named", "")]


def test_a_measure_that_is_the_beginning_of_its_statement_says_that_it_goes_on():
    statement = f"{BEFORE}{CLAUSE}".strip()
    assert card(statement=statement, measure=statement[:80]).topic.endswith("\N{NO-BREAK SPACE}…")
    assert card(statement=statement, measure=statement).topic == statement
    assert card(statement=statement, measure="Police Service").topic == "Police Service"


def test_statuses_of_one_clause_stand_in_the_order_of_what_they_are_of():
    found = rows()
    (first,) = found["compliance_status"]
    found["compliance_status"] = [first, first | {"compliance_id": "00000000000a"}]
    of_status = [row for row in found["evidence"] if row["table_name"] == "compliance_status"]
    measures = {example.LAW_STATUS: "lack", "00000000000a": "training"}
    found["evidence"] += [row | {"row_id": "00000000000a"} for row in of_status] + [
        of_status[0] | {"row_id": row_id, "field": "measure"} | example.span(word, TEXT, CLAUSE)
        for row_id, word in measures.items()
    ]
    (page,) = report_pages(released_of(found))
    assert [it.row_id for it in page.group("compliance_status").cards] == list(measures)


def test_a_clause_stands_in_its_whole_sentence_and_the_rest_is_told_apart():
    made = card()
    assert "".join(piece.text for piece in made.sentence) == f"{BEFORE}{CLAUSE}{AFTER}"
    assert [piece.text for piece in made.sentence if piece.aspect == AROUND] == [BEFORE, AFTER]
    assert [piece.text for piece in made.cells[5].pieces] == [piece.text for piece in made.sentence]
    assert made.sentence_cites[0].quote == CLAUSE


def test_on_its_page_the_clause_is_told_apart_and_markup_in_its_sentence_is_text():
    template = pages._environment(released()).get_template("report.html")
    page = html.document_fromstring(template.render(report=page_of(), comparisons=()))
    (quote,) = page.xpath("//details[contains(@class, 'k-c')]//blockquote")
    assert quote.text_content().replace("status", "") == f"{BEFORE}{CLAUSE}{AFTER}"
    assert [it.text_content() for it in quote.find_class("around")] == [BEFORE, AFTER]
    assert quote.xpath(".//b") == []
    assert (
        "Implementation: adopted · " + CLAUSE
        in page.xpath("//details[contains(@class, 'k-c')]/summary")[0].text_content()
    )


def test_without_seeds_a_clause_stands_alone_and_a_framework_has_its_id(tmp_path):
    made = card(tmp_path, framework_id="egmont-membership")
    assert "".join(piece.text for piece in made.sentence) == CLAUSE
    assert made.cells[1].text == "egmont-membership"


def test_a_sentence_that_adds_no_word_adds_nothing():
    clause = Cite(0, 0, 9, "A law was", "sentence", "sentence", ())
    pieces = (Piece("A law was", "", ""),)
    assert in_whole_sentences("A law was.  B", ((0, 10), (12, 13)), (clause,), pieces) == pieces
    assert in_whole_sentences("A law was b.", ((0, 12),), (clause,), pieces)[-1] == Piece(" b.", AROUND, "")
    assert in_whole_sentences("A law was b.", ((0, 12),), (clause, clause), pieces) == pieces


def test_two_reports_that_say_the_same_of_a_framework_in_other_words_agree():
    for values, outcome in (({"measure": "training"}, "same"), ({"status": "stalled"}, "differs")):
        (made,) = comparisons([page_of(), replace(page_of(**values), year=2020)])
        assert [line.outcome for line in made.status] == [outcome]


def test_every_framework_of_the_reference_list_has_a_name_of_its_own():
    names = framework_names(PROJECT / "seeds")
    with (PROJECT / "seeds" / "reference" / "frameworks.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["framework_id"] for row in csv.DictReader(file)}
    assert set(names) == ids - {"none"}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(("framework_id", "said"), [("none", "none named"), ("a-law", "A law"), ("b-law", "b-law")])
def test_a_framework_without_a_name_is_shown_by_its_id(framework_id, said):
    assert framework_name(framework_id, {"a-law": "A law"}) == said
