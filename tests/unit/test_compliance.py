"""How compliance rows are made: lists, clauses, assessors, directions, dates, evidence. All names are fictional."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.extraction.compliance import build_compliance, load_compliance_knowledge
from pipelines.extraction.compliance_clauses import clauses_of
from pipelines.extraction.compliance_phrases import PhraseIndex, variants, words_of
from pipelines.extraction.model import Built, Institution, Mention, Names
from pipelines.reading.codebook import CodebookError
from pipelines.reading.model import Chapter, Document, Section, Sentence

SEEDS = Path(__file__).parents[2] / "seeds"
KNOWLEDGE = load_compliance_knowledge(SEEDS)


def chapter_of(*parts: tuple[str, str]) -> Chapter:
    """A chapter of 2019 whose parts are a section's code and one sentence each."""
    text = " ".join(sentence for _, sentence in parts)
    sections, sentences, at = [], [], 0
    for number, (section, sentence) in enumerate(parts):
        start = text.index(sentence, at)
        at = start + len(sentence)
        sections.append(Section(section, start, start, start, at))
        sentences.append(Sentence(start, at, section, number, False))
    document = Document(
        "ZZZ-2019", "ZZZ", "Ardenia", 2019, "reports/2019/x.txt", "0" * 64, len(text), "text/plain", text
    )
    return Chapter(document, tuple(sections), tuple(sentences), ())


def built(*sentences: str, section: str = "legislation", names: Names | None = None) -> Built:
    """What is read in these sentences, all of one section."""
    chapter = chapter_of(*((section, sentence) for sentence in sentences))
    return build_compliance(chapter, names or Names(), KNOWLEDGE)


def only(*sentences: str, section: str = "legislation", names: Names | None = None) -> dict[str, object]:
    """The values of the only row."""
    rows = built(*sentences, section=section, names=names).rows
    assert len(rows) == 1, [row.values for row in rows]
    return dict(rows[0].values)


def naming(text: str, **types: tuple[str, str, str]) -> Names:
    """Names whose keys are ids and whose values are the name in the text, its type and its level."""
    institutions = {
        key: Institution(key, name, None, institution_type, level, None, True)
        for key, (name, institution_type, level) in types.items()
    }
    places = sorted((text.index(name), key, name) for key, (name, _, _) in types.items())
    return Names(institutions, tuple(Mention(start, start + len(name), key, "test") for start, key, name in places))


def test_a_membership_list_gives_one_row_each_with_its_own_words() -> None:
    rows = built(
        "Ardenia is a member of the Southern League (SL), the AU, and the Council of the Straits.",
        section="cooperation",
    ).rows
    assert [row.values["measure"] for row in rows] == ["Southern League (SL)", "AU", "Council of the Straits"]


def test_a_name_with_and_is_not_cut_where_the_chapter_names_it() -> None:
    sentence = "Ardenia is a member of the Board of Ports and the Sea and of the AU."
    names = naming(sentence, board=("Board of Ports and the Sea", "regional_organization", "international"))
    measures = [row.values["measure"] for row in built(sentence, section="cooperation", names=names).rows]
    assert measures == ["Board of Ports and the Sea", "AU"]


def test_a_long_measure_ends_where_a_phrase_does_and_keeps_the_words_of_the_text() -> None:
    sentence = (
        "The Border Service lacked patrol vehicles that its officers needed on the long and very steep roads"
        " between the coast and the capital."
    )
    assert only(sentence, section="legislation")["measure"] == (
        "The Border Service lacked patrol vehicles that its officers needed"
    )


def test_a_long_measure_without_a_phrase_to_end_at_is_cut_where_it_stops_fitting() -> None:
    sentence = (
        "The overstretched Ardenian provincial border police lacked serviceable four-wheel-drive patrol vehicles,"
        " radios and fuel."
    )
    measure = str(only(sentence, section="legislation")["measure"])
    assert sentence.startswith(measure)
    assert 45 < len(measure) <= 90


@pytest.mark.parametrize(
    "sentence", ["The government had no programs in place.", "The government does not have a program."]
)
def test_what_the_government_has_not_is_of_the_domain_that_its_section_speaks_of(sentence: str) -> None:
    assert only(sentence, section="countering_violent_extremism")["domain"] == "cve"


def test_an_apposition_is_no_member_of_the_list() -> None:
    assert only("Ardenia is a member of the Straits Task Force (STF), a FATF-style regional body.", section="finance")[
        "measure"
    ] == ("Straits Task Force (STF)")


def test_the_financial_intelligence_unit_is_the_subject_of_its_egmont_membership() -> None:
    sentence = "Its FIU, the Office of Accounts, is a member of the Egmont Group."
    names = naming(sentence, accounts=("Office of Accounts", "financial_intelligence_unit", "national"))
    assert only(sentence, section="finance", names=names)["subject"] == "accounts"


def test_an_agency_is_the_subject_of_what_it_lacks() -> None:
    sentence = "The Harbor Police lacks boats."
    names = naming(sentence, harbor=("Harbor Police", "police", "national"))
    assert only(sentence, names=names)["subject"] == "harbor"


def test_what_an_armed_group_does_is_no_status_of_the_country() -> None:
    sentence = "The Sons of Nur collects money under UNSCR 1373."
    names = naming(sentence, nur=("Sons of Nur", "armed_group", "non_state"))
    assert built(sentence, section="finance", names=names).rows == ()


def test_the_fatf_is_the_assessor_of_its_lists_and_of_what_it_reports() -> None:
    assert only("Ardenia remained on the FATF gray list.", section="finance")["assessor"] == "fatf"
    rows = built(
        "In June, the FATF reported that Ardenia improved its AML/CFT regime, including by enacting a law on charities "
        "and conducting courses on AML/CFT.",
        section="finance",
    ).rows
    assert {row.values["assessor"] for row in rows} == {"fatf"}
    assert [row.values["status"] for row in rows] == ["progress_reported", "adopted", "implemented"]


def test_a_rating_is_the_finding_of_the_body_named_before_it() -> None:
    sentence = "In May, CFATF published its evaluation, which rated Ardenia partially compliant with Recommendation 6."
    assert only(sentence, section="finance")["assessor"] == "cfatf"
    rows = built(
        "Ardenia is a member of GAFILAT.",
        "Its evaluation rated the country compliant with Recommendation 5.",
        section="finance",
    ).rows
    assert [row.values["assessor"] for row in rows] == ["usdos", "gafilat"]


def test_two_ratings_in_one_clause_are_two_rows() -> None:
    sentence = "EAG rated Ardenia largely compliant with four and non-compliant with two recommendations."
    assert [row.values["status"] for row in built(sentence, section="finance").rows] == ["LC", "NC"]


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Coordination among the services remained weak.", "unchanged"),
        ("There were no changes to the counterterrorism law.", "unchanged"),
        ("Police training improved.", "improved"),
        ("Ardenia made little progress on UNSCR 2396.", "not_stated"),
        ("The coast guard lacks boats.", "not_stated"),
    ],
)
def test_the_direction_is_what_the_words_say(sentence: str, direction: str) -> None:
    assert only(sentence)["direction"] == direction


def test_a_change_has_the_date_of_its_clause() -> None:
    values = only("In May, Ardenia joined the Southern League.", section="cooperation")
    assert (values["change_event"], values["change_date_edtf"]) == ("joined", "2019-05")


def test_the_year_of_a_law_is_not_the_date_of_its_change() -> None:
    assert only("Parliament amended the Terrorism Act of 2012.")["change_date_edtf"] is None


def test_currently_is_the_time_of_writing_and_nothing_else_is() -> None:
    values = only("Ardenia is currently suspended from the AU.", section="cooperation")
    assert (values["as_of_edtf"], values["as_of_basis"]) == ("2019-12-31/..", "publication_time")
    values = only("Ardenia is suspended from the AU.", section="cooperation")
    assert (values["as_of_edtf"], values["as_of_basis"]) == ("2019-12-31", "report_period_end")


def test_what_a_sentence_says_twice_is_one_row() -> None:
    assert (
        only("Prosecutors lack training, and the courts are slow.")["statement"]
        == "Prosecutors lack training, and the courts are slow."
    )


def test_a_draft_and_its_missing_approval_are_one_row() -> None:
    values = only("The cabinet approved a draft counterterrorism law, but parliament had not voted on it.")
    assert values["status"] == "draft_pending"


def test_an_exception_makes_an_implementation_partial() -> None:
    values = only("Ardenia shares passport certificates with the ICAO PKD; however, the information is sent manually.")
    assert values["status"] == "partially_implemented"


def test_coordinated_resolutions_are_two_rows_and_one_act_is_one() -> None:
    rows = built("Ardenia has no procedure to implement UNSCRs 1267 and 1373.", section="finance").rows
    assert [row.values["framework_id"] for row in rows] == ["unscr-1267", "unscr-1373"]
    assert (
        only("The bank froze four accounts under UNSCRs 1267 and 1373.", section="finance")["framework_id"]
        == "unscr-1267"
    )


def test_two_legal_bases_of_one_restriction_are_two_rows() -> None:
    sentence = (
        "U.S. assistance was restricted under section 7008 and because of Child Soldiers Prevention Act restrictions."
    )
    assert [row.values["framework_id"] for row in built(sentence, section="cooperation").rows] == [
        "us-s7008",
        "us-cspa",
    ]


def test_an_armed_group_that_is_only_talked_with_is_not_the_subject() -> None:
    sentence = (
        "The law that is to carry out the 2014 peace agreement with the Northern Front awaited action in parliament."
    )
    names = naming(sentence, front=("Northern Front", "armed_group", "non_state"))
    assert only(sentence, names=names)["status"] == "draft_pending"


def test_what_an_armed_group_does_is_no_status() -> None:
    sentence = "The Northern Front uses biometric passports."
    names = naming(sentence, front=("Northern Front", "armed_group", "non_state"))
    assert built(sentence, names=names).rows == ()


def test_a_finding_is_relayed_also_where_its_body_stands_last() -> None:
    sentence = "Terrorist assets cannot be frozen without delay, the APG found in a follow-up report."
    assert only(sentence, section="finance")["assessor"] == "apg"


def test_what_came_before_is_not_the_status() -> None:
    sentence = "After it left the Straits Union, Ardenia joined the Southern League."
    values = only(sentence, section="cooperation")
    assert (values["measure"], values["status"]) == ("Southern League", "member")


def test_it_stands_for_the_plan_of_the_sentence_before() -> None:
    section = "countering_violent_extremism"
    chapter = chapter_of((section, "Ardenia has a national strategy."), (section, "It has not been carried out."))
    joined = replace(chapter, sentences=tuple(replace(sentence, paragraph=0) for sentence in chapter.sentences))
    rows = build_compliance(joined, Names(), KNOWLEDGE).rows
    assert [(row.values["framework_id"], row.values["status"]) for row in rows] == [
        ("cve-nap", "implemented"),
        ("cve-nap", "not_implemented"),
    ]


def test_a_mission_and_its_acronym_are_one_row() -> None:
    sentence = "Ardenia deployed 75 soldiers to the UN Integrated Mission in Belmora (MINUSMA)."
    assert only(sentence, section="cooperation")["framework_id"] == "un-mission"


def test_a_membership_named_before_is_not_the_framework_of_what_is_done_after() -> None:
    sentence = "Ardenia is a member of the Straits Union and approved grants to three associations."
    rows = built(sentence, section="countering_violent_extremism").rows
    assert [row.values["status"] for row in rows if row.values["framework_id"] == "regional-membership"] == ["member"]


@pytest.mark.parametrize("verb", ["issued", "applied", "installed", "adopted"])
def test_a_negation_before_a_cue_affirms_nothing(verb: str) -> None:
    rows = built(f"The system had not yet been {verb} at the border.").rows
    affirmed = {"implemented", "adopted", "progress_reported", "active", "completed"}
    assert not affirmed & {row.values["status"] for row in rows}


def test_the_overview_does_not_repeat_what_a_section_says() -> None:
    chapter = chapter_of(
        ("overview", "In May, Ardenia joined the Global Coalition to Defeat ISIS."),
        ("cooperation", "Ardenia is a member of the Global Coalition to Defeat ISIS."),
    )
    rows = build_compliance(chapter, Names(), KNOWLEDGE).rows
    assert [row.values["statement"] for row in rows] == ["Ardenia is a member of the Global Coalition to Defeat ISIS."]


def test_every_sentence_of_the_sections_drawn_on_is_a_row_or_a_rejection() -> None:
    chapter = chapter_of(
        ("overview", "The hills are high."),
        ("legislation", "The hills are high."),
        ("legislation", "Ardenia uses PISCES."),
        ("finance", "On May 3, gunmen killed two officers."),
        ("incidents", "On May 3, gunmen killed two officers."),
        ("cooperation", "These claims are difficult to verify."),
    )
    result = build_compliance(chapter, Names(), KNOWLEDGE)
    assert len(result.rows) == 1
    assert [rejection.reason for rejection in result.rejections] == ["residual", "incident", "not_a_status"]
    assert {rejection.candidate_for for rejection in result.rejections} == {"compliance_status"}


def test_every_stated_value_has_evidence_inside_its_sentence() -> None:
    sentence = "In May, the FATF added Ardenia to its gray list, and Ardenia is currently suspended from the AU."
    result = built(sentence, section="finance")
    assert len(result.rows) == 2
    for row in result.rows:
        stated = {"status", "framework_id", "measure", "statement", "status_type", "domain", "subject"}
        assert stated <= {one.field for one in row.evidence}
        assert all(
            0 <= one.start < one.end <= len(sentence) and one.rule.startswith("compliance:") for one in row.evidence
        )
        assert str(row.values["statement"]) in sentence


@pytest.mark.parametrize("space", ["\u00a0", "  ", "\n"])
def test_the_kind_of_spaces_changes_nothing(space: str) -> None:
    sentence = "Ardenia's police lack boats, but Ardenia uses PISCES at its airport and is a member of the AU."
    plain = [dict(row.values) for row in built(sentence).rows]
    other = [dict(row.values) for row in built(sentence.replace(" ", space).replace("'", "\u2019")).rows]
    assert len(plain) == 3
    for one, two in zip(plain, other, strict=True):
        assert {**one, "statement": ""} == {**two, "statement": ""}


def test_identifiers_are_of_the_statement_and_not_of_its_place() -> None:
    alone = only("Ardenia uses PISCES.")
    later = built("The hills are high.", "Ardenia uses PISCES.").rows[0].values
    assert alone["compliance_id"] == later["compliance_id"]


# ---------------------------------------------------------------------- clauses and phrases


def clauses(text: str) -> list[str]:
    return [
        text[one.start : one.end] for one in clauses_of(text, 0, len(text), words_of(text, 0, len(text)), (), KNOWLEDGE)
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("It has an office; it has no staff.", ["It has an office", "it has no staff."]),
        ("Police use radios and lack boats.", ["Police use radios", "lack boats."]),
        ("Police and customs lack boats and radios.", ["Police and customs lack boats and radios."]),
        ("Although police lack boats, they use radios.", ["Although police lack boats", "they use radios."]),
        ("Ardenia signed but did not ratify the treaty.", ["Ardenia signed but did not ratify the treaty."]),
        ("The law, adopted in May, is in force.", ["The law, adopted in May, is in force."]),
        (
            "It took steps, including by adopting a law and training judges.",
            ["It took steps", "adopting a law", "training judges."],
        ),
    ],
)
def test_a_sentence_is_cut_where_both_sides_have_a_verb(sentence: str, parts: list[str]) -> None:
    assert clauses(sentence) == parts


def test_phrases_with_groups_and_gaps_and_capitals() -> None:
    assert variants("appl(y|ies) to( the|)") == ("apply to the", "apply to", "applies to the", "applies to")
    index = PhraseIndex([(7, "member ... of"), (8, "AU"), (9, "act")])
    text = "A Member in standing of the AU, au, Act"
    found = [(hit.entry, text[hit.start : hit.end]) for hit in index.find(words_of(text, 0, len(text)))]
    assert found == [(7, "Member in standing of"), (8, "AU"), (9, "Act")]


def test_a_list_of_any_length_is_read_to_its_end() -> None:
    sentence = "Ardenia is a member of " + ", ".join(f"the League {number}" for number in range(200)) + "."
    assert len(built(sentence, section="cooperation").rows) == 200


# ---------------------------------------------------------------------- mistakes in the codebook


def seeds_with(tmp_path: Path, pattern: str, replacement: str) -> Path:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "reference").mkdir()
    text = (SEEDS / "codebook" / "compliance.yaml").read_text("utf-8")
    changed = re.sub(pattern, replacement, text, count=1)
    assert changed != text
    (tmp_path / "codebook" / "compliance.yaml").write_text(changed, "utf-8")
    (tmp_path / "reference" / "frameworks.csv").write_bytes((SEEDS / "reference" / "frameworks.csv").read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "replacement", "message"),
    [
        ("id: pisces", "id: piscis", "not in reference/frameworks.csv: piscis"),
        ("status: non_member", "status: nonmember", "a code that the table does not have"),
        (r"\{fatf_list\}", "{fatf_lists}", "is not in `vocabulary`"),
        ("law-undone\n", "law-undone\n    colour: red\n", "colour"),
    ],
)
def test_a_mistake_in_the_codebook_is_named(tmp_path: Path, pattern: str, replacement: str, message: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(message)):
        load_compliance_knowledge(seeds_with(tmp_path, pattern, replacement))


@pytest.mark.parametrize(
    ("sentence", "domain"),
    [
        ("Ardenia ratified the convention on counterterrorism in July.", "legal_framework"),
        ("The government continued to cooperate with its neighbors on counterterrorism.", "international_cooperation"),
        ("Ardenia takes part in the Container Security Initiative.", "border_security"),
        ("Ardenia participates in the Secure Trade Program.", "international_cooperation"),
    ],
)
def test_a_row_without_a_framework_has_the_domain_of_what_was_done(sentence: str, domain: str) -> None:
    assert only(sentence, section="cooperation")["domain"] == domain


def test_a_second_law_of_the_sentence_has_a_row_of_its_own_without_the_date_of_the_first() -> None:
    rows = built("The counterterrorism law was enacted in 1968, and a new one has been drafted.").rows
    assert [row.values["change_date_edtf"] for row in rows] == ["1968", None]


def test_what_needs_to_be_strengthened_has_not_improved() -> None:
    assert only("The capacity of the police needs to be strengthened.")["direction"] == "not_stated"


def test_a_clause_is_not_cut_in_a_list_of_verbs_that_a_denial_governs() -> None:
    sentence = "The bank has yet to freeze assets, provide training, or implement the terrorist financing rules."
    assert only(sentence, section="finance")["statement"] == sentence


def test_an_abbreviation_stands_for_the_law_that_it_was_introduced_with() -> None:
    rows = built(
        "The Prevention of Terrorism Act (PTA) is the primary law on terrorism.",
        "In May, parliament passed amendments to the PTA.",
    ).rows
    assert [row.values["framework_id"] for row in rows] == ["ct-law", "ct-law"]


def test_an_abbreviation_with_two_meanings_stands_for_no_law() -> None:
    rows = built(
        "The Prevention of Terrorism Act (PTA) is the primary law on terrorism.",
        "The Port Transit Authority (PTA) opened in May.",
        "In May, parliament passed amendments to the PTA.",
    ).rows
    assert [row.values["framework_id"] for row in rows] == ["ct-law", "none"]


def test_what_is_used_against_critics_is_a_matter_of_human_rights() -> None:
    assert only("The government used the law to silence critics.")["domain"] == "human_rights"


def test_the_domain_of_a_passed_law_without_a_framework_is_the_legal_framework() -> None:
    row = only("In May, parliament passed a new law on the authorities of the ministry.", section="body")
    assert (row["framework_id"], row["domain"]) == ("none", "legal_framework")


def in_one_paragraph(*sentences: str) -> list[object]:
    """The frameworks of the rows of sentences that stand in one paragraph."""
    chapter = chapter_of(*(("legislation", sentence) for sentence in sentences))
    joined = replace(chapter, sentences=tuple(replace(sentence, paragraph=0) for sentence in chapter.sentences))
    return [row.values["framework_id"] for row in build_compliance(joined, Names(), KNOWLEDGE).rows]


@pytest.mark.parametrize(
    "bill",
    [
        "A new bill, which the ministry drafted with foreign help, was under review in the assembly.",
        "Proposed amendments made no headway in the assembly.",
        "Strict requirements in the act limit its use.",
    ],
)
def test_a_sentence_of_a_bill_or_of_the_act_speaks_of_the_law_of_the_sentence_before(bill: str) -> None:
    assert in_one_paragraph("The Anti-Terrorism Act of 2007 remained in force.", bill) == ["ct-law", "ct-law"]


def test_a_bill_on_a_subject_of_its_own_does_not_speak_of_the_law_of_the_sentence_before() -> None:
    bill = "A new bill on firearms was under review in the assembly."
    assert in_one_paragraph("The Anti-Terrorism Act of 2007 remained in force.", bill) == ["ct-law", "none"]
