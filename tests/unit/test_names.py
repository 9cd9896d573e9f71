"""Which organizations a chapter names, and what they are.

All bodies and events here are fictional unless of the reference list.
"""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.model import Institution, Names
from pipelines.extraction.names import find_names, load_institution_knowledge
from pipelines.extraction.names_knowledge import InstitutionKnowledge, plain
from pipelines.reading import Chapter, Countries, Document, Section, Sentence, load_countries
from pipelines.reading.folding import folded

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def knowledge() -> InstitutionKnowledge:
    return load_institution_knowledge(SEEDS)


@cache
def countries() -> Countries:
    return load_countries(SEEDS)


def chapter(*sentences: str, iso3: str = "PRY") -> Chapter:
    text = "\n".join(sentences)
    spans: list[Sentence] = []
    at = 0
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(at, at + len(sentence), "legislation", number, False))
        at += len(sentence) + 1
    country = countries().by_iso3(iso3)
    document = Document(f"{iso3}-2016", iso3, country.name, 2016, "x.txt", "0" * 64, len(text), "text/plain", text)
    return Chapter(document, (Section("legislation", 0, 0, 0, len(text)),), tuple(spans), ())


def names(*sentences: str, iso3: str = "PRY") -> Names:
    return find_names(chapter(*sentences, iso3=iso3), knowledge(), countries())


def found(*sentences: str, iso3: str = "PRY") -> dict[str, str]:
    return {i.canonical_name: i.institution_type for i in names(*sentences, iso3=iso3).institutions.values()}


def the_only(*sentences: str, iso3: str = "PRY") -> Institution:
    institutions = list(names(*sentences, iso3=iso3).institutions.values())
    assert len(institutions) == 1, institutions
    return institutions[0]


def in_text(institution: Institution) -> set[str]:
    return {name.name for name in institution.names if name.in_text}


def test_a_head_noun_makes_capitalised_words_an_organization() -> None:
    assert found("The Harbor Safety Agency reopened two piers.") == {"Harbor Safety Agency": "government"}


def test_a_definition_gives_the_acronym_that_then_stands_for_the_name() -> None:
    institution = the_only("The River Patrol Service (RPS) has few boats.", "In May, the RPS bought two.")
    assert institution.acronym == "RPS"
    assert in_text(institution) == {"River Patrol Service", "RPS"}
    assert not institution.known


def test_every_place_of_a_name_is_a_mention_and_mentions_do_not_overlap() -> None:
    result = names("The River Patrol Service (RPS) has few boats.", "In May, the RPS's chief resigned.")
    assert len(result.mentions) == 3
    assert all(one.end <= other.start for one, other in zip(result.mentions, result.mentions[1:], strict=False))


def test_a_country_in_the_possessive_is_no_part_of_the_name_but_tells_whose_it_is() -> None:
    institution = the_only("Paraguay's National Harbor Police arrested two men.")
    assert institution.canonical_name == "National Harbor Police"
    assert (institution.institution_type, institution.level, institution.home_country_iso3) == (
        "police",
        "national",
        "PRY",
    )


def test_a_nationality_in_capitals_stays_in_the_name() -> None:
    assert the_only("The Paraguayan Harbor Police arrested two men.").canonical_name == "Paraguayan Harbor Police"


def test_a_body_of_another_country_is_foreign() -> None:
    institution = the_only("The Bolivian Harbor Police sent two officers.")
    assert (institution.level, institution.home_country_iso3) == ("foreign", "BOL")


def test_the_same_body_has_the_same_id_in_another_chapter_and_another_country_has_another() -> None:
    here = the_only("The Ministry of Harbors reopened.").institution_id
    assert here == the_only("Later, the Ministry of Harbors closed two piers.").institution_id
    assert here != the_only("The Ministry of Harbors reopened.", iso3="BOL").institution_id


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It asked the Ministry of Interior and Ministry of Defense.", {"Ministry of Interior", "Ministry of Defense"}),
        ("It asked the Ministries of Defense and Interior.", {"Ministry of Defense", "Ministry of Interior"}),
        ("It asked the Ministry of Fisheries and Culture.", {"Ministry of Fisheries and Culture"}),
        ("The Immigration and Harbors Agency met.", {"Immigration and Harbors Agency"}),
        ("It asked the Border Police and Harbor Service.", {"Border Police", "Harbor Service"}),
        ("It asked the Judiciary and the Harbor Ministry.", {"Harbor Ministry"}),
        ("The Tax Unit of the Harbor Bank met.", {"Tax Unit", "Harbor Bank"}),
        ("The Central Directorate of the Harbor Police met.", {"Central Directorate of the Harbor Police"}),
        ("The Ministry of Fisheries, Trade, and Culture met.", {"Ministry of Fisheries, Trade, and Culture"}),
        ("The Ministry of Fisheries, Harbor Police, and Customs met.", {"Ministry of Fisheries", "Harbor Police"}),
        ("The Harbor Prosecutor General's Office met.", {"Harbor Prosecutor General's Office"}),
        ("The Office of the Harbor Adviser met.", {"Office of the Harbor Adviser"}),
        ("The Ministry of Interior's Harbor Unit met.", {"Ministry of Interior", "Harbor Unit"}),
    ],
)
def test_coordination_and_complements(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbor Police Act of 2012 changed little.",
        "It uses the Harbor Traffic Information System (HTIS) at two piers.",
        "Men landed at Alto Verde International Airport in Rio Claro Province.",
        "Harbor Police Commissioner was no name, and security forces searched Alto Verde.",
        "Police officers and Army engineers arrived on March 3.",
        "Army General Juan Soto spoke to Foreign Minister Ana Lara.",
        "The 2015 National Strategy for Safe Harbors expired.",
        "Airlines send Advance Passenger Information (API) and Passenger Name Records (PNR).",
        "It signed the Convention on the Suppression of Harbor Piracy Act.",
        "The committee met in Paraguay (PY).",
        "Shoppers fled the Alto Verde Shopping Center.",
        "Fulani militants and Kurdish fighters met.",
        "It is on the list of U.S. Foreign Terrorist Organizations.",
    ],
)
def test_laws_systems_places_persons_and_generic_words_are_no_institutions(sentence: str) -> None:
    assert set(found(sentence)) <= {"Harbor Police"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Harbor Court (HC) sentenced him.", "court"),
        ("The Harbor Intelligence Service met.", "intelligence"),
        ("The Anti-Terrorism Harbor Unit met.", "special_ct_unit"),
        ("The Special Intervention Brigade met.", "special_ct_unit"),
        ("The Harbor Border Guard met.", "border_force"),
        ("The Directorate General of Immigration met.", "border_force"),
        ("The Financial Monitoring Cell met.", "financial_intelligence_unit"),
        ("The Harbor Reports Office, the country's FIU, met.", "financial_intelligence_unit"),
        ("Its FIU, the Harbor Reports Office (HRO), met.", "financial_intelligence_unit"),
        ("The Harbor Reports Office (HRO) is a member of the Egmont Group.", "financial_intelligence_unit"),
        ("The Harbor People's Liberation Front claimed it.", "armed_group"),
        ("Operation Quiet Harbor freed 20 people.", "military_operation"),
        ("The Harbor National Assembly passed it.", "legislature"),
        ("The Harbor Armed Forces met.", "military"),
        ("Dirección Nacional de Puertos closed.", "government"),
        ("Policía de Puertos arrested him.", "police"),
        ("Katiba Verde attacked.", "armed_group"),
        ("Lashkar-e Verde attacked.", "armed_group"),
        ("The terrorist group Sons of Verde attacked.", "armed_group"),
        ("On May 2, Sons of Verde claimed responsibility.", "armed_group"),
        ("Verdist Column, a splinter group, attacked.", "armed_group"),
        ("The NGO Verde Abierto said so.", "ngo"),
        ("The Verde Ulema Council met.", "religious"),
    ],
)
def test_types_follow_head_noun_words_and_context(sentence: str, kind: str) -> None:
    assert kind in found(sentence).values()


def test_the_government_of_a_country_is_one_body_with_its_acronym_and_its_lower_case_names() -> None:
    institution = the_only(
        "The transition government of Paraguay (GoP) met.", "The GoP left.", "Later the transition government returned."
    )
    assert institution.institution_id == "government-pry"
    assert institution.acronym == "GoP"
    assert "transition government" in in_text(institution)


def test_the_government_alone_is_no_name() -> None:
    assert found("The government met, and the Bolivian government agreed.") == {}


def test_lower_case_forces_join_the_force_that_the_chapter_defines() -> None:
    institution = the_only("Paraguay's Armed Forces (FAPa) met.", "The Paraguayan military left.")
    assert institution.acronym == "FAPa"
    assert "Paraguayan military" in in_text(institution)


def test_a_definition_may_follow_the_possessive() -> None:
    assert the_only("The Harbor Council's (HCL) staff met.", "The HCL left.").acronym == "HCL"


def test_a_former_name_is_a_name_of_the_same_body() -> None:
    institution = the_only("The Harbor Council (formerly Pier Council) met.")
    assert ("Pier Council", "former") in {(name.name, name.name_type) for name in institution.names}


def test_an_acronym_and_a_second_acronym_in_one_parenthesis_are_both_names() -> None:
    assert {"HCO", "OCP"} <= in_text(the_only("The Harbor Coordination Office (HCO/OCP) met."))


def test_a_reference_name_has_its_canonical_name_and_its_identifiers() -> None:
    institution = the_only("The Financial Action Task Force adopted a report.")
    assert (institution.institution_id, institution.known) == ("fatf", True)
    assert institution.acronym is None
    assert institution.reference_source


@pytest.mark.parametrize("spelling", ["al-Qa'ida", "al-Qa’ida", "al-Qaida", "Al Qaeda", "al-Qa'ida's"])
def test_spellings_of_a_reference_name_are_one_body(spelling: str) -> None:
    assert set(names(f"Men inspired by {spelling} fled.").institutions) == {"al-qaida"}


@pytest.mark.parametrize("words", ["an FATF-style body", "FATF's list", "the FATF list"])
def test_a_reference_acronym_counts_before_an_adjective_suffix_and_in_the_possessive(words: str) -> None:
    assert set(names(f"It is on {words}.").institutions) == {"fatf"}


def test_an_acronym_in_another_word_is_no_mention() -> None:
    assert found("FATFA and UNSCRs and the EUR are no bodies.") == {}


def test_a_short_acronym_of_the_reference_list_needs_a_definition() -> None:
    assert found("AS met BH.") == {}
    assert set(names("Boko Haram (BH) left.", "BH returned.").institutions) == {"boko-haram"}


def test_the_chapter_s_own_definition_is_stronger_than_the_reference_list() -> None:
    institution = the_only("The Harbor Operations Center (ICC) met.", "The ICC left.")
    assert institution.canonical_name == "Harbor Operations Center"


def test_the_longer_name_wins() -> None:
    assert set(found("The UN Harbor Mission in Alto Verde left.")) == {"UN Harbor Mission in Alto Verde"}


def test_a_branch_named_after_a_known_group_is_a_group_of_its_own() -> None:
    assert found("ISIS-Verde attacked.") == {"ISIS-Verde": "armed_group"}


def test_text_outside_the_sentences_does_not_count() -> None:
    made = chapter("The Harbor Agency met.")
    outside = Chapter(made.document, made.sections, (), ())
    assert find_names(outside, knowledge(), countries()).institutions == {}


def test_double_spaces_line_breaks_and_curly_quotes_change_nothing() -> None:
    tidy = names("Paraguay's National Harbor Police (NHP) and the Egmont Group met.")
    wild = names("Paraguay’s  National\nHarbor Police  (NHP) and the Egmont Group met.")
    assert set(tidy.institutions) == set(wild.institutions)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_read_and_mentions_stay_inside_it(text: str) -> None:
    result = names(text or ".")
    assert all(0 <= mention.start < mention.end <= len(text or ".") for mention in result.mentions)
    assert {mention.institution_id for mention in result.mentions} == set(result.institutions)


@given(st.text(alphabet=st.sampled_from("aA'’s- éÉ.(\n"), max_size=40))
def test_every_character_of_the_plain_form_stands_in_the_text(text: str) -> None:
    surface = folded(text)
    compared = plain(surface)
    for at, character in enumerate(compared.form):
        if character.isascii() and character.isalpha() and compared.offset(at) < len(surface):
            original = surface[compared.offset(at)].lower()
            assert original == character or not original.isascii()


def canonical(*sentences: str, iso3: str = "PRY") -> dict[str, Institution]:
    return {i.canonical_name: i for i in names(*sentences, iso3=iso3).institutions.values()}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It has a Search, Assistance, Intervention, and Deterrence unit (SAID).", "SAID"),
        ("The Harbor Team to Promote Safety for Boats Lost at Night (HTPSN) met.", "HTPSN"),
        ("The Anti-Money Laundering and Countering the Financing of Terrorism Office (ACFO) met.", "ACFO"),
    ],
)
def test_the_letters_of_an_acronym_tell_where_its_long_name_begins(sentence: str, name: str) -> None:
    institution = the_only(sentence)
    assert institution.acronym == name
    assert institution.canonical_name in sentence
    assert len(institution.canonical_name.split()) > 3


def test_a_topic_of_several_words_before_the_head_noun_belongs_to_the_name() -> None:
    expected = "Anti-Money Laundering and Countering the Financing of Terrorism Office"
    assert found(f"Its FIU, the {expected}, met.") == {expected: "financial_intelligence_unit"}


def test_a_part_of_a_body_with_an_acronym_has_its_short_name_and_the_long_one_too() -> None:
    institution = canonical("The Ministry of Harbors (MOH) met.", "The Harbor Center of the MOH left.")["Harbor Center"]
    assert in_text(institution) == {"Harbor Center", "Harbor Center of the MOH"}


def test_an_organization_before_the_name_of_another_is_one_of_its_own() -> None:
    assert {"oas", "cicte"} == set(
        names("The OAS Inter-American Committee Against Terrorism (CICTE) met.").institutions
    )


def test_no_organization_is_named_where_a_prefix_denies_it() -> None:
    assert found("It is a Major Non-NATO Ally.") == {}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Council of Representatives passed it.", "legislature"),
        ("The Chamber of Deputies passed it.", "legislature"),
        ("The Verdish Refugee Council left.", "ngo"),
        ("The Paraguayan Red Cross left.", "ngo"),
        ("The Harbor Counterterrorism Pole met.", "court"),
        ("The Harbor Mujahideen Council claimed the killings.", "armed_group"),
        (
            "It is in the OAS, and its Harbor Reports Board (HARBO) has been a member of the Egmont Group.",
            "financial_intelligence_unit",
        ),
        ("Its financial intelligence unit, HARBO, met.", "financial_intelligence_unit"),
        ("The law established a Financial Intelligence Service.", "financial_intelligence_unit"),
        ("The Paraguay-Bolivia Counterterrorism Working Group met.", "other"),
        ("Two bombs hit an office of the United Verde Movement.", "other"),
        ("The Verde Front candidate was shot.", "other"),
        ("The Harbor Police's Counterterrorism Directorate met.", "police"),
        ("The Harbor Directorate of the Harbor Police (HP) met.", "police"),
    ],
)
def test_types_follow_owner_and_sentence(sentence: str, kind: str) -> None:
    assert kind in found(sentence).values()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Leaflets claimed the killings in the name of the Verde Dawn Guard.", "Verde Dawn Guard"),
        ("Two bombings were claimed by Lakuro.", "Lakuro"),
        ("The Harbor Army claimed responsibility for the bombing.", "Harbor Army"),
        ("The Verde Kumpulan (VKK), an armed wing of the Verde Council, attacked.", "Verde Kumpulan"),
        ("The Verde Guard, a splinter group, attacked.", "Verde Guard"),
        ("The men were of the armed wing of the Verde Front-Coordinate.", "Verde Front-Coordinate"),
        ("Suspected Lakuro members burned a village.", "Lakuro"),
        ("Five suspected members of neo-Lakuro were killed.", "neo-Lakuro"),
        ("On May 2, gunmen of the Lakuro killed a mayor.", "Lakuro"),
        ("The Verde Libre attacked a bus.", "Verde Libre"),
        ("On May 2, LKRO ambushed a patrol.", "LKRO"),
        ("A group called the Verde Sons claimed the attack.", "Verde Sons"),
        ('Police arrested men of the right-wing group "Verde - Sons of the Harbor."', "Verde - Sons of the Harbor."),
        ("Police blamed the Verde Group for both attacks.", "Verde Group"),
    ],
)
def test_what_a_body_does_makes_it_an_armed_group(sentence: str, name: str) -> None:
    assert found(sentence)[name] == "armed_group"


@pytest.mark.parametrize(
    "sentence",
    [
        "Juan Soto attacked a guard with a knife.",
        "Police arrested Juan Soto, the leader of a terrorist cell.",
        "Maoist rebels attacked a bus.",
        "Suspected Sinhalese extremists bombed an office.",
        "Gunmen killed two men in Alto Verde.",
        "The Inspector General of Police spoke.",
        "Men were killed in Alto Department, and others in the Department of Verde.",
    ],
)
def test_persons_peoples_and_provinces_are_no_groups(sentence: str) -> None:
    assert found(sentence) == {}


def test_a_state_s_army_that_kills_insurgents_stays_military() -> None:
    assert found("The Harbor Army killed 12 insurgents.") == {"Harbor Army": "military"}


def test_an_unknown_group_is_found_again_where_nothing_shows_it_to_be_one() -> None:
    result = names("Two bombings were claimed by Lakuro.", "In May, the police searched for Lakuro.")
    assert len(result.mentions) == 2


def test_a_common_noun_means_each_country_s_own_group_and_none_elsewhere() -> None:
    sentence = "On May 2, Maoists killed two men."
    assert set(names(sentence, iso3="IND").institutions) == {"communist-party-of-india-maoist"}
    assert set(names(sentence, iso3="NPL").institutions) == {"cpn-m"}
    assert found(sentence) == {}


def test_a_name_of_two_countries_groups_is_the_one_s_at_its_home_and_the_other_s_elsewhere() -> None:
    assert set(names("Men of al-Shabaab fled.", iso3="MOZ").institutions) == {"isis-mozambique"}
    assert set(names("Men of al-Shabaab fled.", iso3="KEN").institutions) == {"al-shabaab"}


def test_a_local_name_that_another_group_carries_stays_with_the_group_so_called() -> None:
    sentence = "Lakuro, which people call al-Shabaab although it has no relation to that group, claimed the attack."
    assert found("The Lakuro Front (LF) left.", sentence)


def test_a_long_name_spelled_otherwise_is_the_reference_name_whose_acronym_it_has() -> None:
    sentence = "The United Self-De-fense Forces of Colombia (AUC) left."
    assert set(names(sentence, "The AUC returned.").institutions) == {"auc"}


@pytest.mark.parametrize(
    "name",
    ["Hearth Brigade", "Army of the Path", "Harbor Command", "Brotherhood of Verde", "Red Spears", "Verde Party"],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "The {} (RHB) and other militant groups left.",
        "The {} (RHB), like several other small but violent extremist organizations, left.",
        "The most active terrorist group in the north was the {} (RHB).",
        "Rebel groups such as the {} (RHB) left.",
        "The {} (RHB) is a small separatist movement.",
        "The {} (RHB) was designated a terrorist organization.",
        "Police searched for the {} (RHB). The RHB and other insurgent groups left.",
    ],
)
def test_what_the_text_calls_a_group_is_one_whatever_its_name_is_made_of(name: str, sentence: str) -> None:
    institution = the_only(sentence.format(name))
    assert (institution.canonical_name, institution.institution_type) == (name, "armed_group")


def test_all_names_of_a_list_are_what_the_list_is_of() -> None:
    kinds = found("Rebel groups such as the Red Spears, the Army of the Path (AOP), and the Harbor Brigade (HB) left.")
    assert kinds == dict.fromkeys(("Red Spears", "Army of the Path", "Harbor Brigade"), "armed_group")
    kinds = found("The Army of the Path (AOP), the Harbor Brigade (HB), and other rebel groups left.")
    assert kinds == dict.fromkeys(("Army of the Path", "Harbor Brigade"), "armed_group")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbor Army was fighting a terrorist network.",
        "The Harbor Army is a partner against terrorist groups.",
        "The Harbor Army was not a terrorist group.",
        "Several forces fought terrorist groups, including the Harbor Army.",
        "The force that fights the terrorist group is the Harbor Army's.",
    ],
)
def test_a_force_that_fights_militant_groups_is_none(sentence: str) -> None:
    assert found(sentence) == {"Harbor Army": "military"}


@pytest.mark.parametrize("words", ["LKR and VBD fighters", "fighters of the LKR and the VBD", "LKR & VBD militants"])
def test_and_between_two_short_forms_joins_no_name(words: str) -> None:
    defined = names("The Lakuro Front (LKR) met the Verde Brigade (VBD).", f"On May 2, {words} attacked a bus.")
    assert sorted(
        (i.acronym, len([m for m in defined.mentions if m.institution_id == key]))
        for key, i in defined.institutions.items()
    ) == [("LKR", 3), ("VBD", 3)]
    unknown = names(f"On May 2, {words.replace('LKR', 'LKRO').replace('VBD', 'VBDX')} attacked a bus.")
    assert sorted(i.canonical_name for i in unknown.institutions.values()) == ["LKRO", "VBDX"]


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 2, Kibwe Odongo claimed responsibility for the attack.",
        "The attack was claimed by Kibwe Odongo.",
        "Its leader, Odongo, claimed the attack.",
        "On May 2, Kibwe bin Odongo took credit for it.",
        "Police arrested Kibwe Odongo. In a video, Odongo claimed responsibility.",
    ],
)
def test_a_claim_alone_makes_no_group_of_what_looks_like_a_person(sentence: str) -> None:
    assert found(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("On May 2, the Verde Libre claimed responsibility.", "Verde Libre"),
        ("Verde Libre fighters claimed responsibility.", "Verde Libre"),
        ("The terrorist group Verde Libre claimed responsibility.", "Verde Libre"),
    ],
)
def test_an_article_or_a_further_cue_makes_two_words_a_group(sentence: str, name: str) -> None:
    assert found(sentence) == {name: "armed_group"}


def test_the_outlet_of_a_group_is_media_and_no_group() -> None:
    kinds = found("The Lakuro Front (LKR) left.", "The LKR, through its Radio Verde, took credit for the attack.")
    assert kinds == {"Lakuro Front": "armed_group", "Radio Verde": "media"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Harbor Reports Department of Banco Verde left.", {"Harbor Reports Department", "Banco Verde"}),
        ("The Harbor Cell of Banque de Verde left.", {"Harbor Cell", "Banque de Verde"}),
        ("The Harbor Council of the Bangko Verde ng Puerto left.", {"Harbor Council", "Bangko Verde ng Puerto"}),
        ("The Harbor Response Unit of the Police of Paraguay left.", {"Harbor Response Unit", "Police of Paraguay"}),
        ("The Harbor Unit against Piracy of the Reef and Shore Agency left.", {"Harbor Unit against Piracy", None}),
        ("The Financial Intelligence Unit of the Harbor Bank left.", {"Financial Intelligence Unit", "Harbor Bank"}),
        ("The Crimes Against the State Unit left.", {"Crimes Against the State Unit"}),
        ("The Justice Center in Alto Verde left.", {"Justice Center"}),
        ("Chief Justice Ana Lara left.", set()),
        ("It has the Harbor Crimes Unit of the Harbor Police.", {"Harbor Crimes Unit", "Harbor Police"}),
    ],
)
def test_a_part_and_the_body_it_is_of_are_two(sentence: str, expected: set[str | None]) -> None:
    assert set(found(sentence)) == {name or "Reef and Shore Agency" for name in expected}


def test_a_group_whose_name_begins_with_another_s_is_one_of_its_own() -> None:
    kinds = found("Fatah al-Verde, a new group, broke with Hizballah al-Lakuro in May.", iso3="LBN")
    assert kinds == {"Fatah al-Verde": "armed_group", "Hizballah al-Lakuro": "armed_group"}


def test_a_known_name_before_the_arabic_name_of_another_stays_itself() -> None:
    assert set(names("It was shown on Hizballah al-Manar.", iso3="LBN").institutions) == {"hizballah", "al-manar"}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("A faction that calls itself Katibah Verde claimed it.", "Katibah Verde", "armed_group"),
        ("A cell that called itself Lakuro Selatan left.", "Lakuro Selatan", "armed_group"),
        ("Dar al-Verde, the office that issues religious rulings, left.", "Dar al-Verde", "government"),
        ("Verdaxa, its domestic intelligence service, left.", "Verdaxa", "intelligence"),
        ("The Internal Security Forces (ISF) left.", "Internal Security Forces", "police"),
        ("The National Security Sector (NSS) left.", "National Security Sector", "intelligence"),
        (
            "The Paraguayan Security Intelligence Organisation left.",
            "Paraguayan Security Intelligence Organisation",
            "intelligence",
        ),
        ("It belongs to UNASUR and to the Union's Defense Council.", "Defense Council", "regional_organization"),
        ("The AU's Harbor Council left.", "Harbor Council", "regional_organization"),
        ("The African Union Harbor Commission left.", "African Union Harbor Commission", "regional_organization"),
        ("The UN Harbor Office left.", "UN Harbor Office", "international_organization"),
    ],
)
def test_names_in_other_tongues_and_parts_of_unions(sentence: str, name: str, kind: str) -> None:
    assert found(sentence)[name] == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "In Verde, the office that issues passports closed.",
        "Kidal, the center of trade, fell.",
        "Juan Soto, the office director, left.",
        "Men fled from Alto Verde, the agency of the province.",
    ],
)
def test_a_place_or_a_person_before_a_description_is_no_body(sentence: str) -> None:
    assert found(sentence) == {}


def test_a_tribal_agency_is_a_place_where_agencies_are_and_a_body_elsewhere() -> None:
    assert found("Men were killed in Alto Agency.", iso3="PAK") == {}
    assert found("Men were killed in Alto Agency.") == {"Alto Agency": "government"}


def test_an_acronym_that_opens_a_sentence_is_the_name_explained_behind_it() -> None:
    institution = the_only("HARBO, the Harbor Reports Board, froze two accounts.", "In May, HARBO closed.")
    assert (institution.canonical_name, institution.acronym) == ("Harbor Reports Board", "HARBO")


def test_the_first_name_of_a_list_is_no_acronym_of_the_second() -> None:
    institution = the_only("HARBO, the Harbor Reports Board, and others left.")
    assert institution.acronym is None


def test_of_two_acronyms_with_a_slash_the_organization_s_stays_its_own() -> None:
    sentence = "It is in the Organization of American States Inter-American Committee against Terrorism (OAS/CICTE)."
    institutions = names(sentence, "The OAS met.").institutions
    assert set(institutions) == {"oas", "cicte"}
    assert institutions["oas"].acronym == "OAS"


def test_a_known_name_with_a_small_word_does_not_run_on_into_the_next() -> None:
    assert set(found("The Organization of American States Harbor Mission left.")) == {
        "Organization of American States",
        "Harbor Mission",
    }


def test_an_armed_wing_and_its_party_are_two_groups() -> None:
    assert len(found("He supported the al-Qassam Brigades and HAMAS.", iso3="SGP")) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested Omar Fatah in May.",
        "Abd al-Fatah Soto spoke.",
        "Abdel Fatah Lara fled.",
        "Fatah Ismail was killed.",
        "Colonel Fatah spoke.",
    ],
)
def test_a_group_s_name_inside_a_person_s_is_the_person_s(sentence: str) -> None:
    assert found(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Two members of Fatah left.",
        "The Palestinian Fatah left.",
        "Fatah Secretary Juan Soto left.",
        "Senior Fatah officials left.",
        "HAMAS and Fatah left.",
        "The Fatah Central Committee left.",
    ],
)
def test_a_group_s_name_that_could_be_a_person_s_stays_the_group_s_elsewhere(sentence: str) -> None:
    assert any("Fatah" in name for name in found(sentence, iso3="SGP"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Ministry of Defense CT unit met.", {"Ministry of Defense"}),
        ("The Ministry of Interior Harbor Unit met.", {"Ministry of Interior", "Harbor Unit"}),
        ("The Ministry of Interior Sea Police met.", {"Ministry of Interior", "Sea Police"}),
        ("The Ministry of Justice Spokesman left.", {"Ministry of Justice"}),
        ("The Department of Justice Harbor Division met.", {"Department of Justice", "Harbor Division"}),
        ("The Ministry of Defense Production met.", {"Ministry of Defense Production"}),
        ("The Ministry of Public Service met.", {"Ministry of Public Service"}),
        ("Preliminary Ministry of Interior figures were low.", {"Ministry of Interior"}),
        ("Senior Ministry of Justice officials met.", {"Ministry of Justice"}),
        ("The Department of the Interior Ministry met.", {"Interior Ministry"}),
        ("The Sixth Department of the Interior Ministry met.", {"Sixth Department", "Interior Ministry"}),
    ],
)
def test_a_ministry_s_name_ends_with_its_field(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It asked the Ministries of Interior, Justice, and Foreign Affairs.",
            {"Interior", "Justice", "Foreign Affairs"},
        ),
        ("It asked the Ministries of Interior, Justice and Defense.", {"Interior", "Justice", "Defense"}),
        (
            "It asked the Ministries of Fisheries and Rural Affairs, and Interior.",
            {"Fisheries and Rural Affairs", "Interior"},
        ),
        ("It asked the Ministries of Interior and Defense, Juan Soto said.", {"Interior", "Defense"}),
        ("It asked the Ministries of the Interior and of Justice.", {"Interior", "Justice"}),
    ],
)
def test_a_plural_before_a_list_names_as_many_bodies(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == {f"Ministry of {field}" for field in expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Interior and Defense Ministries met.", {"Interior Ministry", "Defense Ministry"}),
        (
            "Paraguay's Justice, Interior, and Foreign Affairs Ministries met.",
            {"Justice Ministry", "Interior Ministry", "Foreign Affairs Ministry"},
        ),
        ("The Interior and Defense Ministers met.", set()),
    ],
)
def test_a_plural_behind_a_list_names_as_many_bodies(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == expected


def test_a_plural_of_departments_behind_a_country_is_that_country_s() -> None:
    assert set(names("The U.S. Departments of State, Justice, and the Treasury met.").institutions) == {
        "us-state-department",
        "us-doj",
        "us-treasury",
    }
    bolivian = names("Bolivia's Ministries of Interior and Harbors met.").institutions.values()
    assert [(i.level, i.home_country_iso3) for i in bolivian] == [("foreign", "BOL")] * 2


@pytest.mark.parametrize(
    "sentences",
    [
        ("The U.S. Department of Justice helped.", "In May, the Department of Justice left."),
        ("The Ministry of Justice asked.", "The Department of Justice helped."),
    ],
)
def test_a_department_named_in_full_before_or_beside_a_ministry_of_its_field_is_the_united_states(
    sentences: tuple[str, ...],
) -> None:
    institutions = names(*sentences).institutions
    assert "us-doj" in institutions
    assert not [i for i in institutions if i.startswith("department-of-justice")]


def test_a_department_of_a_country_s_own_stays_its_own() -> None:
    institutions = names(
        "The Department of Justice (DPJ) asked.", "The U.S. Department of Justice helped."
    ).institutions
    assert set(institutions) == {"dpj-pry", "us-doj"}


def test_a_department_that_the_reference_list_lacks_is_one_with_its_country_and_without() -> None:
    institution = the_only("The U.S. Department of Harbors helped.", "In May, the Department of Harbors left.")
    assert (institution.level, institution.home_country_iso3) == ("foreign", "USA")


def test_the_state_department_is_the_reporting_country_s_and_a_state_department_for_something_is_not() -> None:
    assert set(names("The State Department trained 30 officers.").institutions) == {"us-state-department"}
    assert found("The State Department for Harbors met.") == {"State Department for Harbors": "government"}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The Border Troops arrested two men.", "Border Troops", "border_force"),
        ("The State Border Troops (SBT) left.", "State Border Troops", "border_force"),
        ("The Border Guard Troops of Paraguay left.", "Border Guard Troops of Paraguay", "border_force"),
        ("The Internal Troops left.", "Internal Troops", "gendarmerie"),
        ("The Interior Troops left.", "Interior Troops", "gendarmerie"),
    ],
)
def test_troops_with_a_task_are_a_force(sentence: str, name: str, kind: str) -> None:
    assert found(sentence) == {name: kind}


def test_troops_without_a_task_are_no_name() -> None:
    assert found("Paraguayan Troops and African Troops left.") == {}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The 10th Main Directorate left.", "10th Main Directorate"),
        ("The 6th Department left.", "6th Department"),
        ("The 44th Harbor Battalion left.", "44th Harbor Battalion"),
        ("The 1st Infantry Brigade left.", "1st Infantry Brigade"),
        ("Directorate 6 left.", "Directorate 6"),
    ],
)
def test_a_unit_s_number_is_part_of_its_name(sentence: str, name: str) -> None:
    assert set(found(sentence)) == {name}


def test_the_number_of_a_session_is_no_part_of_a_name() -> None:
    assert set(names("He spoke at the 74th UN General Assembly.").institutions) == set(
        names("He spoke at the UN General Assembly.").institutions
    )


@pytest.mark.parametrize(
    "name", ["Prime Minister's Office", "President's Office", "Prime Minister's Harbor Council", "Mayor's Office"]
)
def test_the_office_of_a_person_of_rank_keeps_the_rank(name: str) -> None:
    assert set(found(f"The {name} met.")) == {name}
    assert set(found(f"In May, the {name} met.")) == {name}


def test_a_dash_before_an_acronym_in_a_parenthesis_divides_it_from_the_foreign_name() -> None:
    institution = the_only("The Harbor Office (Oficina de Puertos - ODP) met.", "The ODP left.")
    assert institution.acronym == "ODP"
    assert in_text(institution) == {"Harbor Office", "Oficina de Puertos", "ODP"}


@pytest.mark.parametrize("words", ["HSOM (Harbor Safety Unit)", "HSUX (the Harbor Safety Unit)"])
def test_a_long_name_in_a_parenthesis_explains_the_acronym_before_it(words: str) -> None:
    institution = the_only(f"The harbor has {words}.", f"In May, {words[:4]} met.", iso3="SGP")
    assert (institution.canonical_name, institution.acronym) == ("Harbor Safety Unit", words[:4])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Border Troops of the Harbor Committee left.", {"Border Troops", "Harbor Committee"}),
        ("The Coast Guard of the Ministry of Interior left.", {"Coast Guard", "Ministry of Interior"}),
        ("The Armed Forces of Paraguay left.", {"Armed Forces of Paraguay"}),
        ("It went from the Finance Ministry to HARBO in May.", {"Finance Ministry"}),
        ("It went from the Finance Ministry to the Harbor Agency.", {"Finance Ministry", "Harbor Agency"}),
        ("The National Commission to Combat Piracy met.", {"National Commission to Combat Piracy"}),
        ("A Ministry of Harbor Affairs-led conference met.", {"Ministry of Harbor Affairs"}),
        ("A Harbor Council-sponsored meeting ended.", {"Harbor Council"}),
        ("A Harbor-based Reef Council met.", {"Reef Council"}),
        ("Approximately 20 Reef League supporters left.", {"Reef League"}),
        ("The Prosecutor General's office left.", {"Prosecutor General's office"}),
        ("The Harbor Attorney General's office left.", {"Harbor Attorney General's office"}),
        ("The plan went to the Cabinet.", {"Cabinet"}),
    ],
)
def test_a_name_ends_where_the_next_begins(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == expected


def test_the_office_of_a_prosecutor_in_small_letters_is_the_one_in_capitals() -> None:
    assert len(names("The Prosecutor General's Office met.", "The Prosecutor General's office left.").institutions) == 1


def test_two_countries_in_a_parenthesis_are_no_acronym() -> None:
    assert found("He crossed the King Soto (Peru-Chile) Causeway.") == {}


def test_all_departments_of_a_list_are_of_one_country() -> None:
    institutions = names("The Departments of State, Harbors, and Justice helped.").institutions
    assert {"us-state-department", "us-doj"} <= set(institutions)
    assert {i.level for i in institutions.values()} == {"foreign"}


def test_where_a_country_has_ministries_a_department_of_the_reference_list_is_foreign() -> None:
    assert "us-doj" in names("The Ministry of Harbors met.", "The Department of Justice helped.").institutions
    assert "us-doj" not in names("The Harbor Board met.", "The Department of Justice helped.").institutions


def test_an_office_of_the_embassy_is_the_reporting_country_s() -> None:
    for words in ("the Embassy's", "the U.S. Embassy's"):
        institution = the_only(f"It trained officers through {words} Office of Harbor Cooperation.")
        assert (institution.level, institution.home_country_iso3) == ("foreign", "USA")
    institution = the_only("It trained officers through the Bolivian Embassy's Office of Harbor Cooperation.")
    assert institution.home_country_iso3 == "BOL"


def test_a_paramilitary_unit_of_a_government_is_no_armed_group() -> None:
    sentence = "The government's Rapid Action Harbor Battalion, a paramilitary organization, arrested two men."
    assert found(sentence) == {"Rapid Action Harbor Battalion": "special_ct_unit"}
    assert found("The Reef Union, a paramilitary organization, left.") == {"Reef Union": "armed_group"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Specialized Unit for Combating Terrorism", "special_ct_unit"),
        ("State Agency for National Security", "intelligence"),
        ("Reef al-Verde Battalions", "armed_group"),
    ],
)
def test_further_types_by_words(name: str, kind: str) -> None:
    assert found(f"The {name} met.") == {name: kind}


def test_a_country_between_a_known_name_and_its_acronym_hides_no_definition() -> None:
    institution = the_only("Jund al-Khilafah in Paraguay (JAK-P, Soldiers of Verde) left.", "JAK-P fighters returned.")
    assert (institution.institution_id, institution.acronym) == ("jund-al-khilafah", "JAK-P")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bomb hit the Department of Corrections Headquarters.", {"Department of Corrections"}),
        ("The Office of the Attorney General met.", {"Office of the Attorney General"}),
        ("Databases of the Federal Police and Gendarmeria are old.", {"Federal Police", "Gendarmeria"}),
        ("It went to the Organization of American States' CICAD Group of Experts.", {"CICAD Group of Experts"}),
        ("The St. Verde League of Fishers left.", {"St. Verde League of Fishers"}),
        ("He left for St. Verde.", set()),
    ],
)
def test_ends_and_beginnings_of_names(sentence: str, expected: set[str]) -> None:
    assert {i.canonical_name for i in names(sentence).institutions.values() if not i.known} == expected


def test_a_body_of_two_countries_is_international() -> None:
    assert the_only("The Paraguay-Bolivia Harbor Commission met.").level == "international"
    assert the_only("The Alto-Verde Harbor Commission met.").level == "national"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Coalition Forces", "multinational_mission"),
        ("Internal Security Council", "government"),
        ("Corps of Technical Investigators", "police"),
    ],
)
def test_types_of_forces_and_councils(name: str, kind: str) -> None:
    assert found(f"The {name} met.") == {name: kind}


@pytest.mark.parametrize(
    "sentence",
    [
        "The National Initiative for Safe Harbors (NISH) ended.",
        "The Law on the Protection of Harbors (LPH) passed.",
        "The Harbor Program of Verde (HPV) ended.",
    ],
)
def test_a_defined_acronym_of_a_program_or_law_is_no_body(sentence: str) -> None:
    assert found(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Ministry of Harbors and Justice met.", {"Ministry of Harbors and Justice": "ministry"}),
        ("The Ministry of Interior and Justice Minister Ana Lara met.", {"Ministry of Interior": "ministry"}),
        ('In March, alleged members of the "Verde Support Group" left.', {"Verde Support Group": "armed_group"}),
        ('In March, suspected members of the "Ben Verde Cell," left.', {"Ben Verde Cell": "armed_group"}),
        ("In March, alleged members of the Harbor Council left.", {"Harbor Council": "government"}),
        ("The Paraguayan Security Service met.", {"Paraguayan Security Service": "intelligence"}),
        ("The Harbor Security Service met.", {"Harbor Security Service": "government"}),
        (
            "The Federal Office for the Protection of the Constitution met.",
            {"Federal Office for the Protection of the Constitution": "intelligence"},
        ),
        ("The Federal Criminal Office met.", {"Federal Criminal Office": "police"}),
    ],
)
def test_names_and_types_in_sentences(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


def test_an_acronym_that_a_place_has_too_is_a_body_s_where_the_chapter_says_so() -> None:
    assert the_only("The Karsa Police (KP) met.", "In May, the KP left.").acronym == "KP"
    assert found("Men fled Khyber Pakhtunkhwa (KP).", "In May, KP was calm.") == {}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It asked the Ministry of Harbors and the Maldives Police Service (MPS).", "Maldives Police Service"),
        ("The Bahamas Harbor Police (BHP) met.", "Bahamas Harbor Police"),
        ("The United States Department of Harbors met.", "United States Department of Harbors"),
    ],
)
def test_the_article_of_a_country_is_no_part_of_a_body_s_name(sentence: str, name: str) -> None:
    assert name in found(sentence)


def test_a_body_named_like_another_country_s_is_its_own_country_s() -> None:
    institutions = names("The National Counterterrorism Center (NCTC) met.").institutions
    assert set(institutions) == {"nctc-pry"}
    assert set(names("The U.S. National Counterterrorism Center (NCTC) met.").institutions) == {"us-nctc"}


def test_a_part_of_another_country_s_body_is_that_country_s() -> None:
    institution = canonical("The U.S. Department of State's Harbor Safety Office trained them.")["Harbor Safety Office"]
    assert (institution.level, institution.home_country_iso3) == ("foreign", "USA")


def test_a_unit_behind_the_acronym_of_its_police_is_police() -> None:
    assert found("The Harbor Police (HPO) Counterpiracy Directorate met.")["Counterpiracy Directorate"] == "police"


@pytest.mark.parametrize("name", ["UNMIK Police", "United Nations Organization for Harbors", "NATO Harbor Group"])
def test_a_body_whose_name_begins_with_an_international_organization_s_is_international(name: str) -> None:
    assert the_only(f"The {name} met.").level == "international"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Paraguayan Center for Strategic Studies", "other"),
        ("Verde Center for Human Rights", "ngo"),
        ("National Center for Human Rights", "government"),
    ],
)
def test_centers_of_research_and_of_rights(name: str, kind: str) -> None:
    assert found(f"The {name} met.") == {name: kind}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Ministry of Internal Affairs and Administration met.",
            {"Ministry of Internal Affairs and Administration"},
        ),
        ("The Ministry of Fisheries and Parliament met.", {"Ministry of Fisheries", "Parliament"}),
        (
            "It asked the Ministries of Foreign Affairs (MFA) and Harbors.",
            {"Ministry of Foreign Affairs", "Ministry of Harbors"},
        ),
        ("Paraguay's Harbor Officers' Networking Group met.", {"Harbor Officers' Networking Group"}),
        (
            "It worked with Bolivian Customs and with Paraguay Customs officers.",
            {"Bolivian Customs", "Paraguay Customs"},
        ),
        ("Bolivian Customs and Harbor Service officers met.", {"Bolivian Customs and Harbor Service"}),
        ("Bolivian customs officers met.", set()),
        (
            "Its Financial Intelligence Unit, the Harbor Reports Board (HARBO), is a member of the Egmont Group.",
            {"Harbor Reports Board"},
        ),
        ("Its Financial Intelligence Unit met the Harbor Board.", {"Financial Intelligence Unit", "Harbor Board"}),
    ],
)
def test_fields_lists_and_descriptions(sentence: str, expected: set[str]) -> None:
    assert {i.canonical_name for i in names(sentence).institutions.values() if not i.known} == expected


def test_an_acronym_inside_a_list_of_ministries_is_its_own_item_s() -> None:
    assert (
        canonical("It asked the Ministries of Foreign Affairs (MFA) and Harbors.")[
            "Ministry of Foreign Affairs"
        ].acronym
        == "MFA"
    )


def test_a_number_behind_a_country_s_possessive_hides_no_country() -> None:
    assert the_only("It trained Bolivia's 8th Harbor Division.").home_country_iso3 == "BOL"


def test_a_team_named_with_the_acronym_of_a_foreign_body_is_that_country_s() -> None:
    institutions = canonical("The FBI left.", "The FBI Harbor Team trained them.")
    assert institutions["FBI Harbor Team"].home_country_iso3 == "USA"


@pytest.mark.parametrize(
    "sentence",
    [
        'Men of the "Verde Lions" terrorist cell were tried.',
        "Men fought the Verde Lions violent extremist group.",
        "Two men of the Verde Lions militant organization fled.",
    ],
)
def test_the_word_group_right_behind_a_name_shows_what_it_is(sentence: str) -> None:
    assert found(sentence) == {"Verde Lions": "armed_group"}


@pytest.mark.parametrize(
    "sentence",
    ["The Verde terrorist cell left.", "A Sunni extremist group left.", "Juan Soto terrorist networks left."],
)
def test_one_word_or_no_article_before_a_group_names_none(sentence: str) -> None:
    assert found(sentence) == {}


def test_a_country_s_state_security_is_an_intelligence_service() -> None:
    assert found("Paraguay State Security (PSS) arrested two men.") == {"Paraguay State Security": "intelligence"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The New South Wales Police met.", {"New South Wales Police": "police"}),
        ("The New Harbor Police met.", {"Harbor Police": "police"}),
        ("The Harbor Rangers met.", {"Harbor Rangers": "military"}),
        ("The Royal Marechaussee met.", {"Royal Marechaussee": "gendarmerie"}),
        ("The National Coordinator for Harbors (NCH) met.", {"National Coordinator for Harbors": "government"}),
        ("The Inspector General of Harbor Safety (IGHS) met.", {"Inspector General of Harbor Safety": "government"}),
        ("The Attorney-General's Department met.", {"Attorney-General's Department": "government"}),
        ("The Preventive Security Organization met.", {"Preventive Security Organization": "intelligence"}),
        ("The Inter-religious Council of Verde met.", {"Inter-religious Council of Verde": "religious"}),
        (
            "The Harbor Guard's Special Unit (SUX) met.",
            {"Harbor Guard": "military", "Special Unit": "special_ct_unit"},
        ),
    ],
)
def test_further_names_and_types(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


def test_a_body_of_two_countries_of_several_words_is_international() -> None:
    assert the_only("The Australia-New Zealand Harbor Committee met.").level == "international"


@pytest.mark.parametrize(
    "sentence",
    [
        "Men of the VPP and its offshoot Marsh Lakuro's Army (VML) fled.",
        "Men of the VPP and its offshoots - Marsh Lakuro's Army (VML) and others - fled.",
    ],
)
def test_the_letters_of_an_acronym_are_not_looked_for_in_another_phrase(sentence: str) -> None:
    kinds = found(sentence)
    assert all(name.endswith("Marsh Lakuro's Army") and " its " not in name for name in kinds), kinds
    assert set(kinds.values()) == {"armed_group"}


def test_an_acronym_behind_a_part_and_its_whole_is_the_part_s_where_only_its_words_fit() -> None:
    institutions = canonical("The Counterpiracy Directorate of the Harbor Police (DIRCOP) met.", "DIRCOP left.")
    assert institutions["Counterpiracy Directorate"].acronym == "DIRCOP"
    assert institutions["Harbor Police"].acronym is None
    institutions = canonical("The Counterpiracy Directorate of the Harbor Police (HPO) met.")
    assert institutions["Harbor Police"].acronym == "HPO"


def test_a_prosecutor_s_office_is_no_police() -> None:
    assert found("The Organized Crime Prosecutor's Office met.") == {
        "Organized Crime Prosecutor's Office": "government"
    }


def test_a_government_or_an_office_of_a_person_is_not_named_after_him() -> None:
    assert found("It met Joaquin Verde's Government and Joaquin Verde's Cabinet.") == {
        "Joaquin Verde's Cabinet": "government"
    }
    assert found("It fought Joaquin Verde's Army.") == {"Joaquin Verde's Army": "military"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Verde Revolutionaries Shura Council", "armed_group"),
        ("National Security Intelligence (NSI)", "intelligence"),
        ("Islamic Commission of Verde", "religious"),
        ("Special Brigade", "special_ct_unit"),
    ],
)
def test_types_of_councils_and_brigades(name: str, kind: str) -> None:
    assert list(found(f"The {name} met.").values()) == [kind]


def test_the_security_service_of_a_country_is_its_intelligence_service_either_way() -> None:
    assert found("The Security Service of Paraguay (SSP) met.") == {"Security Service of Paraguay": "intelligence"}


def test_what_is_called_a_program_behind_its_acronym_is_no_body() -> None:
    assert found("It joined the Second Line of Safety (SLS) program.", "In May, the SLS ended.") == {}
    assert found("It joined the Second Line of Safety (SLS).") == {"Second Line of Safety": "other"}


def test_a_known_body_has_the_country_that_its_first_mention_names_and_no_other() -> None:
    institutions = names("The U.S. Department of State met.", "The FBI left.").institutions
    assert institutions["us-state-department"].home_country_iso3 == "USA"
    assert institutions["fbi"].home_country_iso3 is None
    assert (
        names("The Palestinian Islamic Jihad left.").institutions["palestinian-islamic-jihad"].home_country_iso3 is None
    )


def test_a_foreign_body_whose_name_needs_no_country_is_known_by_its_acronym_where_its_name_is_spelled_otherwise() -> (
    None
):
    sentence = "The Bureau for International Narcotics and Law Enforcement Affairs (INL) helped."
    assert set(names(sentence).institutions) == {"us-inl"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harbor Relief Services", "ngo"),
        ("Armed Peasants' Association", "armed_group"),
        ("Armed Farmers' League", "armed_group"),
        ("Armed Forces Association", "ngo"),
        ("Harbor Incident Tracker", "ngo"),
        ("Collective for Piers", "ngo"),
        ("Sons of the Harbor", "armed_group"),
        ("Alto Jamaat", "armed_group"),
        ("PHF Military Intelligence", "intelligence"),
        ("Joint Special Operations Task Force-Alto", "military"),
        ("Hostage Rescue Team", "special_ct_unit"),
        ("Anti-Kidnapping Group", "police"),
        ("Anti-Money Laundering, Weapons, and Harbors Authority", "financial_intelligence_unit"),
    ],
)
def test_types_of_relief_services_armed_associations_and_monitors(name: str, kind: str) -> None:
    assert found(f"The {name} (XHQZ) met.") == {name: kind}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Central Directorate for Immigration and Border Police trained staff.",
            {"Central Directorate for Immigration and Border Police": "border_force"},
        ),
        (
            "The Ministry of Interior and Border Police met.",
            {"Ministry of Interior": "ministry", "Border Police": "border_force"},
        ),
        (
            "The Anti-Money Laundering, Harbor Crime and Source of Wealth Investigation Authority met.",
            {
                "Anti-Money Laundering, Harbor Crime and Source of Wealth Investigation Authority": (
                    "financial_intelligence_unit"
                )
            },
        ),
        (
            "The Anti-Money Laundering Unit, the Harbor Board, and the Pier Authority met.",
            {
                "Anti-Money Laundering Unit": "financial_intelligence_unit",
                "Harbor Board": "government",
                "Pier Authority": "government",
            },
        ),
        (
            "The Anti-Money Laundering Act, and Pier Authority rules, changed.",
            {"Pier Authority": "government"},
        ),
        ("The Harbor Police service arrested ten men.", {"Harbor Police service": "police"}),
        ("Military Intelligence arrested ten men.", {"Military Intelligence": "intelligence"}),
        ("Military intelligence was scarce.", {}),
        (
            "It asked the Harbor Justice and Rule of Law Board.",
            {"Harbor Justice and Rule of Law Board": "government"},
        ),
        ("Chief Justice and Harbor Board members met.", {"Harbor Board": "government"}),
        ("Concerned Harbor Citizens (CHC) kept watch.", {"Concerned Harbor Citizens": "other"}),
    ],
)
def test_names_of_several_topics_and_in_small_letters(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The association PIERAD counseled 12 men.", {"PIERAD": "ngo"}),
        ("The far-right group Verde Watch Paraguay boasted of the fire.", {"Verde Watch Paraguay": "armed_group"}),
        ("The three, who called themselves the Verde Brigade, fled.", {"Verde Brigade": "armed_group"}),
        ("Its anti-kidnapping unit, UNAKI, was trained.", {"UNAKI": "police"}),
    ],
)
def test_the_words_before_a_name_tell_what_it_is(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize("before", ["in", "parts of", "to", "through", "north of"])
def test_a_department_is_a_province_behind_a_word_of_place(before: str) -> None:
    assert found(f"Lines were cut {before} Alto Verde Department on Friday.") == {}
    assert found(f"Lines were cut {before} Alto Verde Department on Friday.", iso3="KEN") != {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The coalition's Harbor Working Group met.",
        "The Harbor Working Group of the Global Counterterrorism Forum met.",
        "It is a member of the Global Counterterrorism Forum and leads its Harbor Working Group.",
        "The NATO-Bolivia Harbor Council met.",
    ],
)
def test_a_working_group_of_an_international_body_is_international(sentence: str) -> None:
    bodies = [i for i in names(sentence).institutions.values() if not i.known]
    assert [(body.level, body.home_country_iso3) for body in bodies] == [("international", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbor Working Group met.",
        "The Central Bank has its Harbor Working Group.",
        "It is a member of the Global Counterterrorism Forum. In May, the police began its Harbor Working Group.",
    ],
)
def test_a_working_group_of_nobody_is_national(sentence: str) -> None:
    bodies = [i for i in names(sentence).institutions.values() if i.canonical_name == "Harbor Working Group"]
    assert [body.level for body in bodies] == ["national"]


def test_a_state_s_body_that_goes_by_a_short_acronym_is_known_at_home_and_in_no_other_country_s_chapter() -> None:
    sentences = "The Special Investigation Commission (SIC) met.", "The SIC froze accounts."
    at_home = the_only(*sentences, iso3="LBN")
    assert (at_home.institution_id, at_home.institution_type) == ("sic-lbn", "financial_intelligence_unit")
    assert the_only("The SIC froze accounts.", iso3="LBN").institution_id == "sic-lbn"
    elsewhere = the_only(*sentences, iso3="KEN")
    assert (elsewhere.institution_id, elsewhere.known) == ("sic-ken", False)
    assert found("The SIC froze accounts.", iso3="KEN") == {}


def test_a_state_s_body_of_a_neighbour_is_known_where_the_text_says_whose_it_is() -> None:
    body = the_only("Lebanon's Special Investigation Commission (SIC) met.", iso3="SYR")
    assert (body.institution_id, body.level, body.home_country_iso3) == ("sic-lbn", "foreign", "LBN")


def test_bodies_of_two_states_with_one_acronym_are_told_apart_by_the_chapter() -> None:
    assert the_only("The AMLO met.", iso3="THA").institution_id == "amlo-tha"
    assert the_only("The AMLO met.", iso3="HRV").institution_id == "amlo-hrv"
    assert found("The AMLO met.", iso3="KEN") == {}


def test_a_known_acronym_of_the_country_is_its_body_however_the_chapter_spells_its_name() -> None:
    body = the_only("The Cell for Harbor Finances (CTRF) met.", iso3="DZA")
    assert (body.institution_id, body.institution_type) == ("ctrf-dza", "financial_intelligence_unit")


def test_a_known_acronym_behind_a_body_s_whole_is_the_part_s() -> None:
    bodies = names("The Counterterrorism Directorate of the Verde National Police (DIRCOTE) met.", iso3="PER")
    assert {i.canonical_name for i in bodies.institutions.values()} == {
        "Counterterrorism Directorate",
        "Verde National Police",
    }


def test_a_known_body_has_the_country_that_stands_in_the_possessive_before_its_first_mention() -> None:
    assert the_only("Turkey's Financial Crimes Investigation Board met.", iso3="TUR").home_country_iso3 == "TUR"
    assert the_only("The Philippines' Anti-Money Laundering Council met.", iso3="PHL").home_country_iso3 == "PHL"
    assert the_only("The minister's Financial Crimes Investigation Board met.", iso3="TUR").home_country_iso3 is None


def test_the_commonwealth_is_the_organization_in_its_members_chapters() -> None:
    assert the_only("It is a member of the Commonwealth.", iso3="KEN").institution_id == "commonwealth"
    assert found("The Commonwealth and the states met.", iso3="AUS") == {}


def test_a_known_financial_intelligence_unit_that_the_text_calls_its_own_has_the_chapter_s_country() -> None:
    unit = "the Financial Crimes Investigation Board"
    assert the_only(f"Its FIU, {unit}, met.", iso3="TUR").home_country_iso3 == "TUR"
    assert the_only(f"In May, {unit} met.", iso3="TUR").home_country_iso3 is None


def test_the_acronym_in_a_parenthesis_before_a_name_is_the_name_s_where_its_words_spell_it() -> None:
    assert the_only("The (HBV) Harbor Board of Verde met.", "The HBV closed.").acronym == "HBV"
    assert the_only("The (XQ) Harbor Board of Verde met.").acronym is None


def test_a_body_between_regions_or_governments_is_international() -> None:
    body = the_only("The Interregional Harbor Center opened.")
    assert (body.institution_type, body.level) == ("international_organization", "international")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Committee for Countering Money Laundering, Harbor Crime, and Proliferation met.",
            {"Committee for Countering Money Laundering, Harbor Crime, and Proliferation"},
        ),
        ("It outlawed Money Laundering, Piracy and Smuggling, and Customs Service officers met.", {"Customs Service"}),
    ],
)
def test_lists_of_crimes_belong_to_a_name_that_they_follow_or_open(sentence: str, expected: set[str]) -> None:
    assert set(found(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Harbor Assembly met.", {"Harbor Assembly": "legislature"}),
        ("In May, the Assembly passed it.", {"Assembly": "legislature"}),
        ("The Naval Prefecture has nine boats.", {"Naval Prefecture": "border_force"}),
        ("Men landed in Verde Prefecture.", {}),
        ("The Verde Security Conclave met.", {"Verde Security Conclave": "regional_organization"}),
        (
            "The Inter-Ministerial Framework for Harbor Safety (IFHS) met.",
            {"Inter-Ministerial Framework for Harbor Safety": "government"},
        ),
        ("The Harbor Framework expired.", {}),
        ("The Paraguayan Fund for Harbors and Piers paid.", {"Paraguayan Fund for Harbors and Piers": "government"}),
        ("The Victims Fund for Harbors paid.", {}),
        ("Paraguay Immigration held two men.", {"Paraguay Immigration": "border_force"}),
        ("Paraguay Immigration Law changed little.", {}),
        ("The Collective Against Piracy met.", {"Collective Against Piracy": "ngo"}),
        (
            "The Mission to Support the Harbor Talks stayed.",
            {"Mission to Support the Harbor Talks": "multinational_mission"},
        ),
        ("Joint Task Force Verde landed.", {"Joint Task Force Verde": "military"}),
        ("A Joint Task Force Commander spoke.", {}),
        ("Men of Mai Mai Verde fled.", {"Mai Mai Verde": "armed_group"}),
        ("The Harbor Justice and Order Ministry met.", {"Harbor Justice and Order Ministry": "ministry"}),
        ("The Justice and Verde Party met.", {"Justice and Verde Party": "other"}),
        (
            "The Public Prosecution and Permanent Harbor Board met.",
            {"Public Prosecution": "government", "Permanent Harbor Board": "government"},
        ),
        ("It has a Comprehensive Partnership with Bolivia.", {}),
        (
            "The National Committee on Piracy, Smuggling, and Harbor Crime met.",
            {"National Committee on Piracy, Smuggling, and Harbor Crime": "government"},
        ),
    ],
)
def test_further_shapes_of_names(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harbor Criminal Brigade", "police"),
        ("Harbor Special Branch", "police"),
        ("Harbor Crisis Response Unit", "special_ct_unit"),
        ("Verde Commando Unit", "special_ct_unit"),
        ("Rapid Response Division", "special_ct_unit"),
        ("National Anti-Money Laundering Coordination Committee", "government"),
        ("Anti-Money Laundering Unit", "financial_intelligence_unit"),
        ("Northern Border Provinces Administrative Center", "government"),
        ("Northern Border Administration", "border_force"),
        ("General Directorate of General Security", "intelligence"),
        ("General Directorate of National Security", "police"),
        ("Internal Security Operations Command", "military"),
        ("National Aeronaval Service", "military"),
        ("Attorney General's Chambers", "government"),
        ("Verde Special Jurisdiction Court", "court"),
        ("Harbor Zakat House", "government"),
        ("Upper Harbor House", "legislature"),
        ("Verde Liberation Forces", "armed_group"),
        ("Verde Revolutionary Organization", "armed_group"),
        ("Popular Fighters Group", "armed_group"),
        ("Verde Peacekeeping Training Center", "other"),
        ("Verde Rehabilitation Organization", "ngo"),
        ("Harbor Tracking Network", "other"),
        ("Public Prosecution", "government"),
    ],
)
def test_further_types_by_the_words_of_a_name(name: str, kind: str) -> None:
    assert found(f"In May, the {name} met.") == {name: kind}


def test_the_bank_of_a_country_is_a_state_s() -> None:
    assert the_only("The Paraguay Bank closed.").institution_type == "government"
    assert the_only("The Verde Bank closed.").institution_type == "other"


def test_the_assembly_is_the_one_assembly_that_the_chapter_names() -> None:
    assembly = the_only("The Verde National Assembly met.", "In June, the Assembly closed.")
    assert in_text(assembly) >= {"Verde National Assembly", "Assembly"}
    assert len(names("The North Assembly and the South Assembly met.", "The Assembly closed.").institutions) == 3
    assert the_only("The UN General Assembly met.", "In June, the Assembly closed.").level == "international"


@pytest.mark.parametrize(
    "name", ["National Assembly", "Supreme Court", "Harbor Police", "Border Guard", "Armed Forces"]
)
def test_a_state_s_body_is_the_same_with_its_country_in_front_and_behind(name: str) -> None:
    both = names(f"The Paraguayan {name} met.", f"In May, the {name} of Paraguay met.").institutions
    assert len(both) == 1


def test_bodies_that_are_no_state_s_are_two_where_one_has_its_country_behind_its_name() -> None:
    assert (
        len(names("The Paraguayan Rescue League met.", "In May, the Rescue League of Paraguay met.").institutions) == 2
    )


def test_a_parliament_in_small_letters_is_the_country_s() -> None:
    parliament = the_only("The Paraguayan parliament did not meet.")
    assert (parliament.institution_type, parliament.home_country_iso3) == ("legislature", "PRY")
    assert found("In May, parliament did not meet.") == {}
    assert found("Paraguay's parliament did not meet.") == {}
    assert found("The Verde parliament did not meet.") == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Rain of Verde charity ran two schools.", {"Rain of Verde": "ngo"}),
        ("The Halvorane foundation paid.", {"Halvorane": "ngo"}),
        ("The Halvorane Verde party won.", {"Halvorane Verde": "other"}),
        ("The Halvorane party won.", {}),
        ("The Halvorane special forces unit landed.", {"Halvorane": "special_ct_unit"}),
        ("Halvorane Above All, a foundation in Alto, ran two schools.", {"Halvorane Above All": "ngo"}),
        ("The Paraguayan charity ran two schools.", {}),
        ("The Islamic charity ran two schools.", {}),
        ("The Salafist group met.", {}),
        ("A Halvorane charity ran two schools.", {}),
        ("The Halvorane charity's doors were shut.", {}),
    ],
)
def test_the_word_behind_a_name_with_an_article_tells_what_it_is(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


def test_a_place_is_no_body_although_a_charity_is_called_after_it() -> None:
    assert found("The Halvor charity ran two schools.", "Two schools in Halvor closed.") == {}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("the Verde Sword", {"Verde Sword"}),
        ("Halvorane", {"Halvorane"}),
        ("Halvorane, the Verde Sword", {"Halvorane", "Verde Sword"}),
        ("Bolivia", set()),
        ("Juan Soto", set()),
        ("Fulani militants", set()),
        ("Verde-police", set()),
    ],
)
def test_a_name_between_armed_groups_in_a_list_is_a_group(item: str, expected: set[str]) -> None:
    sentence = f"It knows of Boko Haram, {item}, and al-Shabaab."
    groups = {name for name, kind in found(sentence).items() if kind == "armed_group"}
    assert groups == {"Boko Haram", "al-Shabaab"} | expected


def test_a_known_group_between_groups_is_known_although_other_things_are_called_so() -> None:
    between = names("It knows of Boko Haram, Hasm, and al-Shabaab.").institutions
    assert between["hasm"].known
    assert found("The chief Hasm met it.") == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A court found nine members of the Halvorane guilty of treason.", {"Halvorane": "armed_group"}),
        ("Police arrested two alleged members of Verde Nueve Roja.", {"Verde Nueve Roja": "armed_group"}),
        ("Police arrested two members of the Halvorane family.", {}),
        ("Police arrested two members of Halvorane's staff.", {}),
        ("It trained nine members of the Halvorane.", {}),
        ("Men killed nine members of the Halvorane.", {}),
    ],
)
def test_whose_members_are_arrested_or_convicted_is_a_group(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


def test_the_next_name_of_a_list_does_not_say_what_the_one_before_it_is() -> None:
    listed = found("The Harbor Board, the Verde Financial Intelligence Unit (VFIU), and the Pier Court met.")
    assert listed == {
        "Harbor Board": "government",
        "Verde Financial Intelligence Unit": "financial_intelligence_unit",
        "Pier Court": "court",
    }
    after = found("The Verde Financial Intelligence Unit, Harbor Board, and Pier Court met.")
    assert after["Harbor Board"] == "government"
    force = found("The Harbor Coast Force, and the Halvor militia fought.")
    assert force["Harbor Coast Force"] == "military"


def test_what_says_that_a_body_is_the_financial_intelligence_unit_still_does() -> None:
    assert found("The Harbor Board, the country's financial intelligence unit, and two others met.") == {
        "Harbor Board": "financial_intelligence_unit"
    }


def test_a_bank_that_houses_the_financial_intelligence_unit_is_a_bank() -> None:
    banque = found("The Pier Unit of the Banque de Verde is the FIU.")
    assert banque == {"Pier Unit": "financial_intelligence_unit", "Banque de Verde": "government"}


def test_a_branch_is_of_the_kind_of_the_service_that_it_is_said_to_be_of() -> None:
    branch = found("The Harbor Intelligence Service works through its Pier Branch.")
    assert branch["Pier Branch"] == "intelligence"
    assert found("The Harbor Ministry works through its Pier Branch.")["Pier Branch"] == "government"
    assert found("The Harbor Police met. It has its Pier Branch.")["Pier Branch"] == "government"


def test_an_acronym_of_a_part_in_another_language_is_the_part_s_where_the_whole_lacks_its_letters() -> None:
    part, whole = names("The Harbor Intervention Group of the National Guard (GIHN) met.").institutions.values()
    assert (part.acronym, whole.acronym) == ("GIHN", None)


def test_an_acronym_may_have_letters_with_marks_and_may_look_like_a_nationality() -> None:
    assert the_only("The Harbor Watch Service (HÄWO) met.", "HÄWO left.").acronym == "HÄWO"
    assert the_only("The Center for Harbor Operations and Ties (CROAT) met.").acronym == "CROAT"
    assert the_only("The Harbor Committee (PARAGUAY) met.").acronym is None


def test_a_numbered_front_of_a_group_is_no_body_of_its_own() -> None:
    assert set(found("The 48th Front of the FARC fled.")) == {"Revolutionary Armed Forces of Colombia"}


def test_a_mission_and_the_organization_before_its_name_are_two() -> None:
    assert set(names("The NATO Kosovo Force (KFOR) met.").institutions) == {"nato", "kfor"}


def test_an_office_of_an_international_organization_is_international() -> None:
    assert the_only("The Office of the UN Harbor Envoy met.").level == "international"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Ministry of Law and Harbors met.", {"Ministry of Law and Harbors": "ministry"}),
        ("It passed the Ministry of Harbors Law.", {}),
        ("The 444 Brigade fled.", {"444 Brigade": "military"}),
        ("In 2005, Brigade officers met.", {}),
        ("The Verde Rifles fled.", {"Verde Rifles": "military"}),
        ("The Verde Harbor Consortium met.", {"Verde Harbor Consortium": "ngo"}),
        ("The Detective Branch met.", {"Detective Branch": "police"}),
        ("The Law Enforcement Forces met.", {"Law Enforcement Forces": "police"}),
        ("The Military Security Directorate met.", {"Military Security Directorate": "intelligence"}),
        ("The Directorate of National Security met.", {"Directorate of National Security": "intelligence"}),
        ("The Harbor Piracy/Counterterrorism Unit met.", {"Harbor Piracy/Counterterrorism Unit": "special_ct_unit"}),
        ("The Verde Fire Brigade met.", {"Verde Fire Brigade": "government"}),
        ("The Verde Secret Army fled.", {"Verde Secret Army": "armed_group"}),
        ("The Special Anti-Crime Force met.", {"Special Anti-Crime Force": "police"}),
        ("The Supreme Council of Verde Muslims met.", {"Supreme Council of Verde Muslims": "religious"}),
        ("The Paraguayan Congress met.", {"Paraguayan Congress": "legislature"}),
        ("The Verde Harbor Congress met.", {"Verde Harbor Congress": "other"}),
        ("The National Congress met.", {"National Congress": "legislature"}),
        (
            "The Center for Land, Open Seas, and Harbor Security (CLOSHS) met.",
            {"Center for Land, Open Seas, and Harbor Security": "government"},
        ),
    ],
)
def test_yet_further_names_and_types(sentence: str, expected: dict[str, str]) -> None:
    assert found(sentence) == expected


def test_a_government_with_a_word_of_its_own_is_not_the_country_s() -> None:
    own = names("The Paraguayan Interim Government and the Government of Paraguay met.").institutions
    assert list(own) == ["government-pry"]
    assert len(names("The Paraguayan Rescue Government and the Government of Paraguay met.").institutions) == 2


def test_a_name_that_an_acronym_spells_begins_with_no_small_word() -> None:
    both = found("The Verde Party and the Jaro Mundo Bela (JMB) met.")
    assert set(both) == {"Verde Party", "Jaro Mundo Bela"}


def test_a_surname_of_the_chapter_between_groups_is_no_group() -> None:
    groups = found("It named Juan Sotora.", "It knows of Boko Haram, Sotora, and al-Shabaab.")
    assert set(groups) == {"Boko Haram", "al-Shabaab"}


def test_a_known_body_has_the_country_that_its_name_ends_in() -> None:
    forces = names("The Armed Forces of the Democratic Republic of the Congo (FARDC) met.", iso3="COD").institutions
    assert [(it.known, it.home_country_iso3) for it in forces.values()] == [(True, "COD")]
    assert the_only("In May, FARDC left.", iso3="COD").home_country_iso3 is None


def test_the_government_of_the_chapter_s_country_is_named_by_its_nationality_too() -> None:
    government = the_only("The Paraguayan government paid.", "The Government of Paraguay paid again.")
    assert (government.institution_id, government.institution_type) == ("government-pry", "government")
    assert in_text(government) == {"Paraguayan government", "Government of Paraguay"}
    assert found("Paraguayan government officials met.", "The government paid.") == {}
    assert found("The Bolivian government paid.") == {}
