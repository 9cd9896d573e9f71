"""What an incident row says of class, method, target and perpetrator. All places, groups and events are fictional."""

# ruff: noqa: E501  the sentences under test stay on one line

import pytest
from chapters import Record, chapter_text, extract_text, incident, incidents, toll


def told(sentences: str) -> Record:
    """The incident that these sentences tell of, all after one date."""
    return incident(f"On October 8, {sentences}")


@pytest.mark.parametrize(
    ("sentences", "names", "attribution"),
    [
        ("the GDF killed two officers in Ostavar.", "Green Dawn Front", "asserted_by_report"),
        ("GDF militants killed two officers in Ostavar.", "Green Dawn Front", "asserted_by_report"),
        ("two officers were killed by the GDF in Ostavar.", "Green Dawn Front", "asserted_by_report"),
        ("a bomb planted by the GDF killed two officers in Ostavar.", "Green Dawn Front", "asserted_by_report"),
        (
            "members of the GDF and the KLA killed two officers in Ostavar.",
            "Green Dawn Front; Karsa Liberation Army",
            "asserted_by_report",
        ),
        (
            "GDF and KLA fighters killed two officers in Ostavar.",
            "Green Dawn Front; Karsa Liberation Army",
            "asserted_by_report",
        ),
        ("the GDF, an offshoot of the KLA, killed two officers in Ostavar.", "Green Dawn Front", "asserted_by_report"),
        (
            "GDF-affiliated Karsa Liberation Army fighters killed two officers in Ostavar.",
            "Karsa Liberation Army",
            "asserted_by_report",
        ),
        ("suspected GDF militants killed two officers in Ostavar.", "Green Dawn Front", "suspected"),
        ("two officers were killed by suspected members of the GDF in Ostavar.", "Green Dawn Front", "suspected"),
        ("terrorists likely affiliated with the GDF killed two officers in Ostavar.", "Green Dawn Front", "suspected"),
        ("gunmen who may have belonged to the GDF killed two officers in Ostavar.", "Green Dawn Front", "suspected"),
        ("gunmen killed two officers in Ostavar. The GDF claimed responsibility.", "Green Dawn Front", "claimed"),
        ("gunmen killed two officers in Ostavar. The attack was claimed by the GDF.", "Green Dawn Front", "claimed"),
        ("two officers were killed in Ostavar in an attack claimed by the GDF.", "Green Dawn Front", "claimed"),
        ("gunmen killed two officers in Ostavar. GDF media claimed the attack.", "Green Dawn Front", "claimed"),
        (
            "gunmen killed two officers in Ostavar. The GDF, through its Radio Dawn, took credit.",
            "Green Dawn Front",
            "claimed",
        ),
        (
            "suspected GDF gunmen killed a judge in Ostavar. The GDF later claimed responsibility.",
            "Green Dawn Front",
            "claimed",
        ),
        (
            "gunmen killed two officers in Ostavar. Authorities blamed the GDF.",
            "Green Dawn Front",
            "attributed_by_third_party",
        ),
        (
            "gunmen killed two officers in Ostavar. The attack was attributed to the GDF.",
            "Green Dawn Front",
            "attributed_by_third_party",
        ),
        (
            "a bomb exploded in Ostavar, for which authorities blamed the GDF.",
            "Green Dawn Front",
            "attributed_by_third_party",
        ),
    ],
)
def test_a_group_is_the_perpetrator_as_surely_as_the_text_says(sentences: str, names: str, attribution: str) -> None:
    row = told(sentences)
    assert (row.get("perpetrator_names"), row["attribution"]) == (names, attribution)


@pytest.mark.parametrize(
    "sentences",
    [
        "a GDF-inspired man killed two officers in Ostavar.",
        "a man inspired by the GDF killed two officers in Ostavar.",
        "a follower of the GDF killed two officers in Ostavar.",
        "a gunman claiming allegiance to the GDF killed two officers in Ostavar.",
        "members of a splinter group of the GDF killed two officers in Ostavar.",
        "gunmen killed two officers in Ostavar. No group claimed responsibility.",
        "gunmen killed two officers in Ostavar. The GDF denied responsibility.",
        "a bomb killed two people in Ostavar. Neither the GDF nor the KLA claimed responsibility.",
        "a bomb killed two officers in Ostavar. The GDF condemned the attack.",
        "gunmen attacked a GDF office in Ostavar.",
        "gunmen killed a GDF leader in Ostavar.",
    ],
)
def test_inspiration_denial_and_being_attacked_are_no_authorship(sentences: str) -> None:
    row = told(sentences)
    assert (row.get("perpetrator_names"), row["attribution"]) == (None, "unattributed")


@pytest.mark.parametrize(
    "who", ["gunmen", "terrorists", "unidentified armed men", "unknown assailants", "two gunmen on a motorcycle"]
)
def test_generic_attackers_are_text_and_no_name(who: str) -> None:
    row = told(f"{who} killed two officers in Ostavar.")
    assert (row.get("perpetrator_names"), row["attribution"]) == (None, "unattributed")
    assert str(row.get("perpetrator_text")) in who


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        ("GDF militants killed two officers in Ostavar.", "GDF militants"),
        ("suspected GDF militants killed two officers in Ostavar.", "suspected GDF militants"),
        ("unknown gunmen killed two officers in Ostavar.", "unknown gunmen"),
        ("two officers were killed by masked gunmen in Ostavar.", "masked gunmen"),
    ],
)
def test_the_words_for_the_perpetrator_are_verbatim(sentences: str, text: str) -> None:
    assert told(sentences).get("perpetrator_text") == text


@pytest.mark.parametrize(
    "sentences",
    [
        "an attack by the GDF killed two officers in Ostavar.",
        "a bomb planted by the GDF killed two officers in Ostavar.",
        "members of the GDF and the KLA killed two officers in Ostavar.",
        "officers were attacked by gunmen in Ostavar; two were killed.",
        "local media reported that gunmen killed nine people in Ostavar.",
        "a bomb exploded in Ostavar, for which authorities blamed the GDF.",
        "a bomb killed two people in Ostavar, and gunmen shot a judge.",
    ],
)
def test_the_words_for_the_perpetrator_are_whole_words_and_no_predicate(sentences: str) -> None:
    row = told(sentences)
    words = str(row["perpetrator_text"])
    whole = f" {row['summary']} "
    at = whole.index(words)
    assert not whole[at - 1].isalnum()
    assert not whole[at + len(words)].isalnum()
    assert not any(verb in words.split() for verb in ("killed", "blamed", "that", "arrested", "reported"))


def test_a_later_suspicion_by_police_names_the_group() -> None:
    row = told("gunmen killed two officers in Ostavar. Police suspected the GDF.")
    assert row.get("perpetrator_names") == "Green Dawn Front"
    assert row["attribution"] in ("suspected", "attributed_by_third_party")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Green Dawn Front", "GDF"),
        ("Karsa Liberation Army", "KLA"),
        ("Movement of the Seven Rivers", "MSR"),
        ("Talmut Jihad Union", "TJU"),
        ("Harakat al-Nur", "HAN"),
        ("Revolutionary Hearth Brigade", "RHB"),
        ("Army of the True Path", "ATP"),
        ("Talmut Command", "TC"),
        ("Brotherhood of Karsa", "BOK"),
        ("Soldiers of the Dawn", "SOD"),
        ("Red Spears", "RS"),
        ("Karsa People's Party", "KPP"),
    ],
)
@pytest.mark.parametrize(
    "introduction", ["The {} and other militant groups remained active.", "The most active terrorist group was the {}."]
)
def test_a_group_is_a_perpetrator_whatever_its_name_is_made_of(name: str, short: str, introduction: str) -> None:
    overview = introduction.format(f"{name} ({short})")
    row = incident(
        f"On October 8, {short} fighters attacked an army post in Ostavar, killing two soldiers.", overview=overview
    )
    assert (row["record_class"], row.get("perpetrator_names")) == ("terrorist_attack", name)


def test_a_group_introduced_in_the_incident_itself_is_known() -> None:
    row = incident("On October 8, the Green Dawn Front (GDF) killed two officers in Ostavar.", overview="")
    assert row.get("perpetrator_names") == "Green Dawn Front"


def test_each_perpetrator_is_an_actor_with_its_certainty() -> None:
    tables = extract_text(chapter_text(["On October 8, suspected GDF gunmen killed a judge in Ostavar."]))
    (row,), (actor,) = tables["incidents"], tables["incident_actors"]
    assert (actor["incident_id"], actor["role"], actor["certainty"]) == (row["incident_id"], "perpetrator", "suspected")
    (group,) = [i for i in tables["institutions"] if i["institution_id"] == actor["institution_id"]]
    assert (group["canonical_name"], group["institution_type"]) == ("Green Dawn Front", "armed_group")


@pytest.mark.parametrize(
    ("sentences", "attack_type"),
    [
        ("gunmen attacked a market in Ostavar.", "armed_assault"),
        ("gunmen opened fire on a bus in Ostavar.", "armed_assault"),
        ("a bomb exploded at a market in Ostavar.", "bombing"),
        ("an improvised explosive device (IED) detonated near Ostavar.", "bombing"),
        ("an army truck near Ostavar hit a landmine, killing two soldiers.", "bombing"),
        ("a suicide bomber detonated his vest at a market in Ostavar.", "suicide_bombing"),
        ("two suicide bombers blew themselves up in Ostavar.", "suicide_bombing"),
        ("a VBIED detonated outside a police station in Ostavar.", "vehicle_bombing"),
        ("a car bomb exploded in Ostavar.", "vehicle_bombing"),
        ("a man drove a truck into a crowd in Ostavar, killing four pedestrians.", "vehicle_ramming"),
        ("a man stabbed two tourists in Ostavar.", "stabbing"),
        ("a man with a knife attacked worshippers in Ostavar.", "stabbing"),
        ("assailants set fire to a school in Ostavar.", "arson"),
        ("the GDF ambushed an army patrol near Ostavar.", "ambush"),
        ("the GDF kidnapped four nurses near Ostavar.", "kidnapping"),
        ("the GDF assassinated the mayor of Ostavar.", "assassination"),
        ("the GDF beheaded two farmers in Ostavar.", "beheading"),
        ("gunmen hijacked a bus in Ostavar.", "hijacking"),
        ("the GDF fired rockets at an air base near Ostavar.", "rocket_or_drone"),
        ("30 soldiers were wounded in a mortar attack near Ostavar.", "rocket_or_drone"),
        ("the GDF carried out a complex attack on a hotel in Ostavar.", "complex_attack"),
        ("security forces killed 12 GDF militants near Ostavar.", "military_operation"),
        ("two officers were killed in Ostavar.", "unspecified"),
    ],
)
def test_the_attack_type_follows_the_words_of_the_attack(sentences: str, attack_type: str) -> None:
    assert told(sentences)["attack_type"] == attack_type


@pytest.mark.parametrize(
    ("sentences", "target_type"),
    [
        ("gunmen attacked a bus in Ostavar, killing two passengers.", "civilians"),
        ("gunmen attacked a village near Ostavar, killing two farmers.", "civilians"),
        ("the GDF attacked an army post near Ostavar.", "military"),
        ("a bomb killed six soldiers in Ostavar.", "military"),
        ("a bomb exploded outside a police station in Ostavar.", "police"),
        ("gunmen killed two police officers in Ostavar.", "police"),
        ("gunmen attacked a peacekeeping base near Ostavar, killing two peacekeepers.", "peacekeepers"),
        ("gunmen shot dead a judge in Ostavar.", "government"),
        ("the GDF assassinated the mayor of Ostavar.", "government"),
        ("gunmen attacked a pipeline near Ostavar.", "infrastructure"),
        ("gunmen attacked a polio vaccination team near Ostavar, killing two vaccinators.", "aid_workers"),
        ("the GDF bombed a church in Ostavar.", "religious"),
        ("assailants set fire to a school in Ostavar.", "education"),
        ("a bomb exploded at a bank in Ostavar.", "business"),
        ("gunmen attacked the Tuvaluan Embassy in Ostavar, wounding a guard.", "diplomatic"),
        ("gunmen killed a police officer and two civilians in Ostavar.", "mixed"),
        ("a bomb exploded near Ostavar.", "unknown"),
    ],
)
def test_the_target_type_follows_what_was_attacked_or_who_was_harmed(sentences: str, target_type: str) -> None:
    assert told(sentences)["target_type"] == target_type


@pytest.mark.parametrize(
    ("sentences", "target_type"),
    [
        ("gunmen attacked a UN convoy near Ostavar, killing two peacekeepers.", "peacekeepers"),
        ("gunmen killed two soldiers and wounded three others in Ostavar.", "military"),
        ("a bomb exploded near Ostavar. The government did not release casualty figures, while local media reported nine dead.", "civilians"),
        ("the Ministry of Interior reported that gunmen had killed four police officers in Ostavar.", "police"),
    ],
)  # fmt: skip
def test_the_target_type_is_of_the_victims_and_not_of_bystanding_words(sentences: str, target_type: str) -> None:
    assert told(sentences)["target_type"] == target_type


def test_officers_are_no_civilians() -> None:
    assert told("gunmen killed two officers in Ostavar.")["target_type"] in ("police", "military")


@pytest.mark.parametrize(
    ("sentences", "record_class"),
    [
        ("gunmen killed two officers in Ostavar.", "terrorist_attack"),
        ("police found and defused a bomb under a bridge in Ostavar.", "terrorist_attack"),
        ("a bomb planted at a market in Ostavar failed to detonate.", "terrorist_attack"),
        ("two soldiers were killed in an ambush near Ostavar.", "terrorist_attack"),
        ("police officers were attacked by gunmen in Ostavar; two officers were killed.", "terrorist_attack"),
        ("police foiled a plot to bomb a market in Ostavar.", "plot_foiled"),
        ("authorities arrested five GDF members who were planning to attack a hotel in Ostavar.", "plot_foiled"),
        ("security forces killed 12 GDF militants in a raid near Ostavar.", "state_force_operation"),
        ("the KAF killed seven civilians in Ostavar.", "state_force_operation"),
        ("an air strike by the KAF near Ostavar killed 14 GDF militants.", "state_force_operation"),
    ],
)
def test_the_class_is_decided_by_who_acts(sentences: str, record_class: str) -> None:
    row = told(sentences)
    assert row["record_class"] == record_class
    assert row["is_terrorist_incident"] is (record_class in ("terrorist_attack", "plot_foiled"))


def test_soldiers_who_die_are_victims_and_not_actors() -> None:
    row = told("two soldiers died in an ambush near Ostavar.")
    assert (row["record_class"], toll(row)) == ("terrorist_attack", {"killed": (2, 2)})


@pytest.mark.parametrize(
    "sentences",
    [
        "five GDF members were killed in clashes with security forces near Ostavar.",
        "five GDF militants were killed in a KAF raid near Ostavar.",
    ],
)
def test_militants_killed_in_an_operation_are_no_victims_of_an_attack(sentences: str) -> None:
    row = told(sentences)
    assert (row["record_class"], toll(row), row.get("perpetrators_killed")) == ("state_force_operation", {}, 5)


def test_an_operation_that_a_force_announced_is_a_row() -> None:
    row = told("the KAF announced that an air strike had killed 14 militants near Ostavar.")
    assert (row["record_class"], row.get("perpetrators_killed")) == ("state_force_operation", 14)


def test_a_state_operation_names_the_force_and_its_own_victims() -> None:
    row = told("an air strike by the KAF near Ostavar killed 14 GDF militants and two civilians.")
    assert (row.get("perpetrator_names"), toll(row), row.get("perpetrators_killed")) == (
        "Kiribati Armed Forces",
        {"killed": (2, 2)},
        14,
    )


def test_accounts_that_conflict_over_an_operation_are_a_dispute_without_figures() -> None:
    row = told(
        'the KAF reported it had "neutralized" 40 militants in Ostavar. A human rights group said that 25 civilians died.'
    )
    assert (row["record_class"], row["disputed"], toll(row), row.get("perpetrators_killed")) == (
        "state_force_operation",
        True,
        {},
        None,
    )


def test_two_accounts_of_who_the_victims_were_are_a_dispute_even_where_nobody_gives_a_figure() -> None:
    row = incident(
        "On May 3, gunmen attacked a convoy near Dori; the army called the dead combatants, while residents said they were farmers."
    )
    assert row["disputed"] is True


def test_one_account_of_who_the_victims_were_is_no_dispute() -> None:
    row = incident("On May 3, gunmen attacked a convoy near Dori; residents said the dead were farmers.")
    assert row["disputed"] is False


def test_conflicting_blame_alone_is_no_dispute() -> None:
    row = told(
        "a bomb killed two people in Ostavar. The government blamed the GDF, but the KLA claimed responsibility."
    )
    assert (row["disputed"], row["attribution"], toll(row)) == (False, "claimed", {"killed": (2, 2)})


def test_items_of_the_list_are_significant() -> None:
    assert told("gunmen killed two officers in Ostavar.")["listed_as_significant"] is True


def test_the_summary_is_the_sentences_of_the_event_verbatim() -> None:
    row = told("gunmen killed two officers in Ostavar. The GDF claimed responsibility.")
    assert row["summary"] == "On October 8, gunmen killed two officers in Ostavar. The GDF claimed responsibility."


def test_the_same_bullet_has_the_same_id_wherever_it_stands() -> None:
    bullets = ["On October 8, gunmen killed two officers in Ostavar.", "On May 3, a bomb exploded in Belmira."]
    ids = [
        {row["incident_id"] for row in extract_text(chapter_text(order))["incidents"]}
        for order in (bullets, bullets[::-1])
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


def test_the_dead_among_police_who_were_attacked_are_victims() -> None:
    row = told(
        "members of a sect opened fire on officers of the National Police near Tarn, killing two of them and a neighbor "
        "and wounding a third officer. The three attackers were shot dead that night."
    )
    assert toll(row) == {"killed": (3, 3), "wounded": (1, 1)}


@pytest.mark.parametrize(
    ("sentences", "killed", "wounded"),
    [
        ("militants killed one of the hostages and two policemen in Tarn.", (3, 3), None),
        ("a bomb at a checkpoint in Tarn killed a policeman and wounded another.", (1, 1), (1, 1)),
        ("gunmen shot at two guards in Tarn, killing one and wounding the other.", (1, 1), (1, 1)),
    ],
)
def test_persons_told_of_by_a_pronoun_or_as_a_part_are_counted(sentences: str, killed: tuple, wounded: tuple) -> None:
    counted = toll(told(sentences))
    assert (counted.get("killed"), counted.get("wounded")) == (killed, wounded)


def test_a_force_whose_vehicle_meets_a_mine_is_the_victim() -> None:
    row = told("a vehicle of the National Army hit a landmine near Tarn, and two soldiers died.")
    assert (row["record_class"], row.get("perpetrator_names"), toll(row)) == (
        "terrorist_attack",
        None,
        {"killed": (2, 2)},
    )


def test_officers_who_kill_act_for_their_force() -> None:
    assert told("National Police officers killed an armed fugitive in a raid on a house in Tarn.")["record_class"] == (
        "state_force_operation"
    )


def test_a_claim_of_another_attack_is_no_claim_of_the_one_before() -> None:
    rows = incidents(
        "On October 8, arsonists burned four trucks near Tarn. In late November, the GDF claimed responsibility for a "
        "shooting on November 5 in which two officials were killed in Ostavar."
    )
    assert [(row["date_edtf"][5:], row["attribution"]) for row in rows] == [
        ("10-08", "unattributed"),
        ("11-05", "claimed"),
    ]


@pytest.mark.parametrize(
    ("sentence", "attribution", "perpetrators"),
    [
        ("On May 3, GDF fighters shot dead two men in Dori whom they accused of helping the KLA.", "asserted_by_report", "Green Dawn Front"),
        ("On May 3, eleven girls were abducted from Dori by men believed to be members of the GDF.", "suspected", "Green Dawn Front"),
        ("On May 3, an army patrol drove into a GDF ambush near Dori; two soldiers were killed.", "asserted_by_report", "Green Dawn Front"),
        ("On May 3, armed men took two traders from a pier in Dori. The GDF announced in June that it was holding both.", "claimed", "Green Dawn Front"),
    ],
)  # fmt: skip
def test_who_did_it_is_read_from_these_words(sentence: str, attribution: str, perpetrators: str) -> None:
    row = incident(sentence)
    assert (row["attribution"], row["perpetrator_names"]) == (attribution, perpetrators)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("On May 3, eleven girls were abducted from Dori by gunmen.", "Dori"),
        ("On May 3, gunmen occupied the town hall of Dori in Karsa Province.", "Dori"),
    ],
)
def test_where_it_happened_is_read_from_these_words(sentence: str, place: str) -> None:
    assert incident(sentence)["place_name"] == place


def test_an_offensive_of_state_forces_is_an_operation() -> None:
    row = incident(
        "In an offensive from May 3 to 8, KAF troops overran three GDF camps near Dori; 41 fighters were killed."
    )
    assert row["record_class"] == "state_force_operation"


def test_a_claim_for_an_attack_of_another_day_is_not_this_events_claim() -> None:
    row = incident(
        "On October 27, unknown assailants attacked a police station in Dori. The GDF claimed responsibility for the December 27 bombing in Karsa."
    )
    assert row["attribution"] == "unattributed"


def test_who_reports_an_event_is_not_its_target() -> None:
    row = incident("On May 3, the Ministry of Interior reported that a bomb exploded in a garbage bin in Dori.")
    assert row["target_type"] != "government"


def test_the_name_of_an_operation_in_brackets_is_no_actor_of_its_own() -> None:
    row = incident("On May 3, during an incursion (Operation Autumn Cloud), a KAF strike killed 18 people in Dori.")
    assert row["perpetrator_names"] == "Kiribati Armed Forces"


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        ("coalition air raids killed six villagers in Ostavar.", None),
        ("a U.S. drone strike killed six villagers in Ostavar.", "U.S."),
        ("a Fijian missile strike killed six villagers in Ostavar.", "Fijian"),
        ("Fiji bombed Ostavar, killing six villagers.", "Fiji"),
        ("Fiji launched airstrikes in Ostavar that killed six villagers.", "Fiji"),
        ("government shelling in Ostavar killed six villagers.", "government"),
        ("six villagers were killed in an air raid on Ostavar.", None),
        ("six villagers died in airstrikes on Ostavar.", None),
        ("six villagers were killed when a warplane bombed Ostavar.", "warplane"),
        ("six villagers were killed by soldiers in Ostavar.", "soldiers"),
        ("six villagers died when soldiers opened fire on a bus in Ostavar.", "soldiers"),
        ("a bombing raid by the air force killed six villagers in Ostavar.", "air force"),
        ("the KAF launched an air raid on Ostavar. Six villagers were killed.", "KAF"),
    ],
)
def test_what_only_a_states_forces_do_is_their_operation(sentences: str, words: str | None) -> None:
    row = told(sentences)
    assert (row["record_class"], row.get("perpetrator_text"), row["is_terrorist_incident"]) == (
        "state_force_operation",
        words,
        False,
    )
    assert toll(row) == {"killed": (6, 6)}


@pytest.mark.parametrize(
    "sentences",
    [
        "a drone strike killed three GDF members in Ostavar.",
        "an unmanned aircraft killed three GDF fighters in Ostavar.",
        "a missile strike by foreign forces killed three GDF fighters in Ostavar.",
    ],
)
def test_a_strike_from_afar_on_members_of_a_group_alone_is_a_states(sentences: str) -> None:
    row = told(sentences)
    assert (row["record_class"], row.get("killed_min"), row["perpetrators_killed"]) == (
        "state_force_operation",
        None,
        3,
    )


@pytest.mark.parametrize(
    "sentences",
    [
        "GDF drones struck the airport in Ostavar and killed two guards.",
        "a drone attack on an airport in Ostavar killed two guards.",
        "two soldiers were killed by a bomb near an army base in Ostavar.",
        "two soldiers were killed by gunmen in army uniforms in Ostavar.",
        "two people were killed in a rocket attack on a U.S. convoy in Ostavar.",
        "two officers were killed when police fought GDF gunmen in Ostavar.",
        "two soldiers were killed when their army vehicle hit a mine in Ostavar.",
        "two Fijian soldiers were killed in Ostavar.",
        "two people died in clashes with police in Ostavar.",
    ],
)
def test_what_befalls_a_states_forces_or_is_done_with_their_weapons_is_an_attack(sentences: str) -> None:
    row = told(sentences)
    assert (row["record_class"], toll(row)) == ("terrorist_attack", {"killed": (2, 2)})


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ("a police patrol came under fire in Ostavar and two officers died.", "armed_assault"),
        ("two people were killed during an incursion by the GDF into Ostavar.", "armed_assault"),
        ("a bomb at an apartment complex in Ostavar killed two people.", "bombing"),
        ("the GDF launched a complex suicide attack in Ostavar and killed two people.", "complex_attack"),
    ],
)
def test_a_tactic_is_told_by_its_own_words(sentences: str, code: str) -> None:
    assert told(sentences)["attack_type"] == code


def test_a_day_in_court_is_no_attack() -> None:
    bullet = "On October 8, two men appeared in court over a plan to attack a mosque in Ostavar."
    assert extract_text(chapter_text([bullet]))["incidents"] == []


@pytest.mark.parametrize(
    "claim",
    [
        "The GDF, which had not been heard of before, said in a video that it was responsible.",
        "The GDF, a leftist group, which is led by a teacher, claimed the attack.",
    ],
)
def test_an_aside_does_not_part_a_group_from_its_claim(claim: str) -> None:
    row = told(f"gunmen killed two officers in Ostavar. {claim}")
    assert (row["perpetrator_names"], row["attribution"]) == ("Green Dawn Front", "claimed")


def test_a_group_in_apposition_takes_its_own_responsibility() -> None:
    row = told(
        "two officers were killed in Ostavar by the GDF, a leftist group, which took responsibility in a leaflet."
    )
    assert (row["perpetrator_names"], row["attribution"]) == ("Green Dawn Front", "claimed")


def test_a_hedge_belongs_to_the_words_for_the_perpetrator() -> None:
    row = told("a teacher was killed by suspected KLA in Ostavar.")
    assert (row["perpetrator_text"], row["attribution"]) == ("suspected KLA", "suspected")


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ("police defused a bomb that had been left in a bus terminal in Ostavar.", "civilians"),
        ("militants stopped a bus near Ostavar and executed 11 police recruits.", "police"),
        ("the head of a village council was shot dead in Ostavar.", "government"),
    ],
)
def test_the_target_is_what_the_attack_was_meant_for(sentences: str, code: str) -> None:
    assert told(sentences)["target_type"] == code


@pytest.mark.parametrize("who", ["military officials reported that", "police said that", "the army announced that"])
def test_who_tells_of_an_attack_did_not_make_it(who: str) -> None:
    row = told(f"{who} militants bombed a pipeline near Ostavar.")
    assert (row["record_class"], row["perpetrator_text"]) == ("terrorist_attack", "militants")


@pytest.mark.parametrize(
    ("sentence", "attribution"),
    [
        ("The GDF said it carried out the attack.", "claimed"),
        ("The GDF said it was behind the bombing.", "claimed"),
        ("The GDF was suspected.", "suspected"),
    ],
)
def test_a_short_sentence_behind_an_attack_tells_whose_it_was(sentence: str, attribution: str) -> None:
    row = told(f"a bomb killed two officers in Ostavar. {sentence}")
    assert (row["perpetrator_names"], row["attribution"]) == ("Green Dawn Front", attribution)


def test_a_series_with_a_number_counts_its_attacks() -> None:
    assert told("insurgents made a series of nine bomb attacks in Ostavar.")["event_count_min"] == 9


def test_a_qualifier_stays_with_the_count_of_the_attackers():
    assert told("at least four gunmen killed two officers in Ostavar.")["perpetrator_text"] == "at least four gunmen"


def test_a_hijacked_truck_is_a_means_and_no_hijacking():
    row = told("a man drove a hijacked truck into a crowd in Ostavar, killing two people.")
    assert row["attack_type"] == "vehicle_ramming"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("at a church in Ostavar", "religious"),
        ("during services at a church in Ostavar", "religious"),
        ("in a school in Ostavar", "education"),
        ("at a supermarket in Ostavar", "business"),
        ("in a village near Ostavar", "civilians"),
    ],
)
def test_plain_people_are_told_of_by_the_place_where_they_were(place: str, code: str) -> None:
    assert told(f"gunmen killed 30 people {place}.")["target_type"] == code


@pytest.mark.parametrize(
    ("sentences", "record_class"),
    [
        ("a clash between two clans killed 14 people in Ostavar.", "other_violence"),
        ("rioters burned a church in Ostavar and killed two people.", "other_violence"),
        ("GDF gunmen attacked rioters in Ostavar and killed two people.", "terrorist_attack"),
    ],
)
def test_clans_and_rioters_are_no_terrorists(sentences: str, record_class: str) -> None:
    row = told(sentences)
    assert (row["record_class"], row["is_terrorist_incident"]) == (record_class, record_class == "terrorist_attack")


@pytest.mark.parametrize(
    ("sentences", "names", "attribution"),
    [
        ("On May 31, the GDF killed 39 people in Boga. On the same day, its fighters killed 18 others in Tchabi.", "Green Dawn Front", "asserted_by_report"),
        ("On May 31, two bombings in Ostavar, which the government ascribed to the GDF, killed four people.", "Green Dawn Front", "attributed_by_third_party"),
        ("On May 31, men whom the police believe to be members of the GDF fired on a post near Ostavar, wounding one officer.", "Green Dawn Front", "suspected"),
        ("On May 31, a bomb killed one person in Ostavar. Both the Green Dawn Front (GDF) and the Karsa Liberation Army (KLA) claimed responsibility.", "Green Dawn Front; Karsa Liberation Army", "claimed"),
    ],
)  # fmt: skip
def test_a_group_is_found_behind_the_words_that_stand_for_it(sentences: str, names: str, attribution: str) -> None:
    last = incidents(sentences)[-1]
    assert (last["perpetrator_names"], last["attribution"]) == (names, attribution)


@pytest.mark.parametrize(
    ("sentences", "names", "attribution"),
    [
        (
            "gunmen killed two officers in Ostavar. The GDF first claimed responsibility but later withdrew its claim.",
            None,
            "unattributed",
        ),
        (
            "gunmen killed two officers in Ostavar. Officials believe that the GDF was responsible.",
            "Green Dawn Front",
            "attributed_by_third_party",
        ),
        ("gunmen killed two officers in Ostavar. The GDF was likely responsible.", "Green Dawn Front", "suspected"),
        ("two officers were killed in Ostavar in clashes with the GDF.", "Green Dawn Front", "asserted_by_report"),
        ("gunmen linked to the GDF killed two officers in Ostavar.", None, "unattributed"),
        ("gunmen killed two officers in Ostavar, an area controlled by the GDF.", None, "unattributed"),
    ],
)
def test_whose_attack_it_was_is_told_by_more_than_a_name_nearby(
    sentences: str, names: str | None, attribution: str
) -> None:
    row = told(sentences)
    assert (row.get("perpetrator_names"), row["attribution"]) == (names, attribution)


@pytest.mark.parametrize(
    "account",
    [
        "said that most of the dead were villagers",
        "said that more than half of the 20 dead were civilians",
    ],
)
def test_an_account_that_the_dead_of_an_operation_were_bystanders_is_a_dispute(account: str) -> None:
    record = told(
        f"Kiribati Armed Forces troops killed 16 militants near Ostavar, according to the army; human rights groups {account}."
    )
    assert (record["record_class"], record["disputed"], toll(record)) == ("state_force_operation", True, {})


@pytest.mark.parametrize(
    ("sentences", "names", "attribution"),
    [
        (
            "a mine killed two in Ostavar. The GDF was widely thought to be behind the attack.",
            "Green Dawn Front",
            "suspected",
        ),
        (
            "a mine killed two in Ostavar. Elements of the Green Dawn Front (GDF) were suspected.",
            "Green Dawn Front",
            "suspected",
        ),
        ("a mine killed two in Ostavar. The GDF said that it had acted in revenge.", "Green Dawn Front", "claimed"),
        (
            "members of either the GDF or the KLA shot two clerks in Ostavar.",
            "Green Dawn Front; Karsa Liberation Army",
            "suspected",
        ),
        ("in the second GDF attack on the capital, gunmen stormed a hotel.", "Green Dawn Front", "asserted_by_report"),
    ],
)
def test_a_name_is_as_sure_as_the_words_around_it(sentences: str, names: str, attribution: str) -> None:
    row = told(sentences)
    assert (row.get("perpetrator_names"), row["attribution"]) == (names, attribution)


def test_a_claim_of_the_second_of_two_attacks_is_none_of_the_first() -> None:
    rows = incidents(
        "On May 6 and 20, mines exploded in Ostavar and Karsa, respectively. The KLA claimed the second attack."
    )
    assert [row["attribution"] for row in rows] == ["unattributed", "claimed"]


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ("rebels attacked a convoy of Tongan tankers near Ostavar, killing a driver.", "civilians"),
        ("rebels attacked a convoy of army trucks near Ostavar, killing a driver.", "military"),
        ("a bomber struck recruits at the gates of a police school in Ostavar.", "police"),
        ("a bomber struck recruits at the gates of a barracks in Ostavar.", "military"),
        ("gunmen shot dead the chairwoman of the district council in Ostavar.", "government"),
        ("rebels tried to overrun the district center of Ostavar; no one was hurt.", "government"),
        ("gunmen attacked a freighter off Ostavar and abducted five sailors.", "business"),
        ("rebels shot down a coalition helicopter near Ostavar, killing nine people.", "military"),
        ("rebels attacked a ranger station near Ostavar, killing two.", "government"),
    ],
)
def test_the_target_is_told_by_what_it_was_of(sentences: str, code: str) -> None:
    assert told(sentences)["target_type"] == code


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ("a fire set at a customs garage in Ostavar destroyed six vans.", "arson"),
        ("a teacher was wounded in an acid attack in Ostavar.", "other"),
        ("men armed with rifles and machetes attacked a village near Ostavar.", "armed_assault"),
        ("gunmen wearing explosive vests stormed a hotel in Ostavar.", "complex_attack"),
        ("a man set off explosives strapped to his body in Ostavar, killing two.", "suicide_bombing"),
    ],
)
def test_a_method_is_told_by_its_own_words(sentences: str, code: str) -> None:
    assert told(sentences)["attack_type"] == code


@pytest.mark.parametrize(
    ("sentences", "place"),
    [
        ("six bombs exploded across Ostavar, killing four.", "Ostavar"),
        ("a sniper killed a farmer in the fields of Upper Karsa.", "Upper Karsa"),
        ("a bomb exploded near the Basilica of Saint Olo in Karsa, killing one.", "Karsa"),
        ("rebels raided the trading center of Ostavar, killing one.", "Ostavar"),
    ],
)
def test_a_place_is_found_behind_words_for_parts_of_it_and_past_a_building(sentences: str, place: str) -> None:
    assert told(sentences).get("place_name") == place


@pytest.mark.parametrize("who", ["a former police officer", "a dismissed soldier", "renegade soldiers"])
def test_who_has_left_a_force_does_not_act_for_it(who: str) -> None:
    assert (
        told(f"{who} opened fire at a bus stop in Ostavar, killing four people.")["record_class"] == "terrorist_attack"
    )


def test_a_strike_on_a_commander_and_those_with_him_is_a_states() -> None:
    row = told("a drone strike killed a senior GDF commander and two bodyguards in Karsa.")
    assert (row["record_class"], row.get("killed_min"), row["perpetrators_killed"]) == (
        "state_force_operation",
        None,
        3,
    )


def test_some_of_the_dead_called_bystanders_are_a_dispute() -> None:
    row = told(
        "army helicopters struck Karsa, killing nine militants; residents said that four of the dead were herders."
    )
    assert row["disputed"]


def test_an_account_that_all_the_dead_of_an_operation_were_bystanders_is_a_dispute() -> None:
    row = told(
        "KAF aircraft bombed Karsa. The KAF announced the death of 20 rebels, but elders said that all the dead were herders."
    )
    assert (row["disputed"], row.get("perpetrators_killed")) == (True, None)


def test_men_who_were_killed_are_the_victims_of_an_attack_and_not_its_authors() -> None:
    row = told("six men of a police patrol were killed and their weapons stolen in Karsa.")
    assert (row["record_class"], row["killed_min"], row.get("perpetrator_text")) == ("terrorist_attack", 6, None)


def test_a_raid_of_a_force_is_its_operation_and_a_raid_on_it_is_none() -> None:
    own = told("a police raid on a GDF hideout in Ostavar left five militants and one policeman dead.")
    met = told("two soldiers died in a raid on their base in Ostavar.")
    assert (own["record_class"], own["killed_min"], own["perpetrators_killed"]) == ("state_force_operation", 1, 5)
    assert met["record_class"] == "terrorist_attack"


def test_what_an_army_says_it_lost_and_what_a_group_says_it_killed_conflict() -> None:
    row = told(
        "the KLA attacked a camp in Karsa; the army said it lost 23 soldiers, but the KLA claimed to have killed 90."
    )
    assert (row["disputed"], row.get("killed_min")) == (True, None)


def test_a_style_is_no_authorship() -> None:
    assert told("KLA-style gunmen killed two guards in Ostavar.")["attribution"] == "unattributed"


def test_who_was_among_the_dead_is_no_perpetrator() -> None:
    row = told("a woman and her nephew were among six people killed in a bombing in Ostavar.")
    assert (row["killed_min"], row.get("perpetrator_text")) == (6, None)


def test_officers_who_died_when_a_group_fired_are_its_victims() -> None:
    row = told("two police officers and a civilian died when a KLA sniper opened fire in Ostavar.")
    assert (row["record_class"], row["killed_min"]) == ("terrorist_attack", 3)
    assert row["perpetrator_names"] == "Karsa Liberation Army"


def test_an_officer_off_duty_acts_on_his_own() -> None:
    row = told("an off-duty police officer shot and killed the consul general of Tonga in Ostavar.")
    assert (row["record_class"], row["target_type"]) == ("terrorist_attack", "diplomatic")


def test_a_group_responsible_for_so_many_deaths_on_a_day_is_told_of_an_attack() -> None:
    row = incident("The KLA was responsible for the deaths of 14 soldiers in an ambush near Ostavar on July 7.")
    assert (row["date_edtf"], row["killed_min"]) == ("2015-07-07", 14)
    assert row["perpetrator_names"] == "Karsa Liberation Army"


@pytest.mark.parametrize(
    "bullet",
    [
        "In July, KLA leaders called for attacks on foreigners.",
        "On July 7, KLA hackers defaced the website of the Ministry of Defense.",
        "Police arrested a man in 2013 on suspicion of planning an attack for the KLA, and in October a court cleared him.",
    ],
)
def test_calls_for_attacks_hackers_and_what_a_court_decided_are_no_incidents(bullet: str) -> None:
    assert incidents(bullet) == []


@pytest.mark.parametrize(
    "aim",
    ["who had scouted churches as targets for an attack", "who had been trained abroad to pick out targets for attack"],
)
def test_those_who_looked_for_targets_had_a_plot(aim: str) -> None:
    assert told(f"the police arrested two men in Ostavar {aim}.")["record_class"] == "plot_foiled"


@pytest.mark.parametrize("words", ["presumed to be KLA members", "believed to be KLA fighters"])
def test_attackers_supposed_to_be_of_a_group_make_it_suspected(words: str) -> None:
    row = told(f"armed men, {words}, killed two guards in Ostavar.")
    assert (row["perpetrator_names"], row["attribution"]) == ("Karsa Liberation Army", "suspected")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("three gunmen attacked an airport in Ostavar, and all three died. Forty people lost their lives.", (40, 40)),
        (
            "a bomb hit police in Ostavar. Thirty-eight people were killed, 30 of them officers, and 155 were hurt.",
            (38, 38),
        ),
    ],
)
def test_attackers_and_parts_of_a_figure_are_not_counted_with_the_dead(
    sentences: str, expected: tuple[int, int]
) -> None:
    row = toll(told(sentences))
    assert row["killed"] == expected
    assert row.get("wounded", (155, 155)) == (155, 155)


def test_each_of_two_attackers_has_the_toll_that_is_said_to_be_its_own() -> None:
    rows = incidents(
        "On July 28 and on August 4, bombers blew themselves up in Ostavar and in Wesa. The first blast killed no one but the "
        "bomber; in the second, three men lost their lives and five others were hurt."
    )
    assert [toll(row) for row in rows] == [{}, {"killed": (3, 3), "wounded": (5, 5)}]


def test_a_hijacked_vehicle_of_any_kind_is_a_means() -> None:
    row = told("a man drove a hijacked beer truck into a crowd in Ostavar, killing two people.")
    assert row["attack_type"] == "vehicle_ramming"


def test_shooting_a_guard_to_take_hostages_is_a_kidnapping() -> None:
    assert told("militants shot a guard dead and seized seven engineers in Ostavar.")["attack_type"] == "kidnapping"


def test_what_a_claiming_group_is_a_part_of_did_not_claim_it() -> None:
    row = told(
        "armed men abducted two engineers near Ostavar. The Karsa Liberation Army (KLA), a splinter of the Green Dawn "
        "Front (GDF), claimed responsibility."
    )
    assert (row["perpetrator_names"], row["attribution"]) == ("Karsa Liberation Army", "claimed")


def test_authorities_who_identify_an_attacker_as_a_member_attribute_the_attack() -> None:
    row = told(
        "a suicide bomber killed 12 people in Ostavar. Police identified the bomber as a member of the KLA; the group made "
        "no claim."
    )
    assert (row["perpetrator_names"], row["attribution"]) == ("Karsa Liberation Army", "attributed_by_third_party")


def test_thousands_of_attackers_are_quoted_whole() -> None:
    row = told("more than 1,000 KLA fighters attacked Ostavar.")
    assert row["perpetrator_text"] == "more than 1,000 KLA fighters"


@pytest.mark.parametrize("link", ["inspired by", "linked to", "who were followers of"])
def test_a_plot_inspired_by_a_group_is_not_its_plot_whether_or_not_its_acronym_stands_there(link: str) -> None:
    row = told(f"police in Ostavar foiled a bomb plot by men {link} the Karsa Liberation Army (KLA).")
    assert (row.get("perpetrator_names"), row["attribution"]) == (None, "unattributed")


@pytest.mark.parametrize(
    "sentences",
    [
        "the KLA attacked a post in Karsa; the army reported four dead, while the KLA claimed to have killed 40.",
        "the Kiribati Armed Forces (KAF) reported that they killed 20 militants in Karsa.",
    ],
)
def test_a_perpetrator_is_as_certain_as_the_attribution(sentences: str) -> None:
    tables = extract_text(chapter_text([f"On October 8, {sentences}"]))
    (row,) = tables["incidents"]
    told = {actor["certainty"] for actor in tables["incident_actors"] if actor["role"] == "perpetrator"}
    assert told == {row["attribution"]}


def test_a_distance_from_a_town_is_the_words_for_the_location() -> None:
    row = told("KLA fighters attacked a post 12 kilometers north of Ostavar.")
    assert row["location_text"] == "12 kilometers north of Ostavar"
    assert (row["reference_place"], row["reference_distance_km"]) == ("Ostavar", 12.0)


@pytest.mark.parametrize(
    "claim",
    [
        "The GDF left pamphlets claiming the attack.",
        "The GDF issued a claim for the attack.",
        "The GDF, through its radio, made a claim of responsibility.",
    ],
)
def test_a_claim_may_be_told_in_other_words(claim: str) -> None:
    assert told(f"a bomb exploded in Ostavar. {claim}")["attribution"] == "claimed"


def test_lives_that_an_attack_claims_are_no_claim_of_responsibility() -> None:
    row = told("an attack by the GDF on a market in Ostavar claimed the lives of two women.")
    assert (row["attribution"], row["killed_min"]) == ("asserted_by_report", 2)


def test_whom_a_mayor_blames_in_contrast_to_a_claim_is_no_perpetrator() -> None:
    row = told("gunmen killed two men in Ostavar. The GDF claimed the attack, although the mayor blamed the KLA.")
    assert row["perpetrator_names"] == "Green Dawn Front"


def test_a_group_named_as_the_culprit_is_blamed_for_it() -> None:
    row = told("gunmen killed a farmer in Ostavar. The minister named the GDF, a rival of the KLA, as the culprit.")
    assert (row["perpetrator_names"], row["attribution"]) == ("Green Dawn Front", "attributed_by_third_party")


def test_who_left_a_bomb_that_was_defused_did_it() -> None:
    row = told("police in Ostavar defused a bomb that the GDF had left at the door of a bank.")
    assert (row["perpetrator_names"], row["target_type"]) == ("Green Dawn Front", "business")


def test_a_member_who_dies_by_the_bomb_he_carries_tells_whose_it_was() -> None:
    row = told("a GDF courier was killed in Ostavar when the device that she was carrying exploded.")
    assert (row["perpetrator_names"], row["perpetrators_killed"]) == ("Green Dawn Front", 1)


def test_an_adjective_of_a_group_tells_whose_a_mine_was() -> None:
    overview = "The Maoists, also known as the Karsa People's Party, waged an insurgency."
    text = chapter_text(
        ["On June 3, a Maoist landmine destroyed a police van near Ostavar."], overview=overview, year=2005
    )
    rows = extract_text(text, year=2005, slug="nepal")["incidents"]
    assert [row["attribution"] for row in rows] == ["asserted_by_report"]
    assert "Maoist" in str(rows[0]["perpetrator_names"])


@pytest.mark.parametrize(
    ("sentences", "target"),
    [
        ("rockets fired from a hotel in Ostavar struck a military depot.", "military"),
        ("gunmen fired from a passing car at the embassy in Ostavar.", "diplomatic"),
        ("police bomb technicians deactivated a device found outside the legislature in Ostavar.", "government"),
        ("army engineers defused a bomb that had been planted on a bridge in Ostavar.", "infrastructure"),
        ("gendarmes killed an armed suspect during the search of a farm in Ostavar.", "unknown"),
        ("commandos killed eight militants in Ostavar.", "unknown"),
        ("GDF members boarded fishing trawlers off Ostavar and kidnapped five sailors.", "civilians"),
        ("gunmen killed five sailors outside a base of the navy in Ostavar.", "military"),
        ("an IED struck a convoy of the UN mission in Ostavar, killing one peacekeeper.", "peacekeepers"),
        ("police arrested three men in Ostavar who planned to use car bombs against a court.", "government"),
    ],
)
def test_what_was_attacked_is_neither_the_means_nor_who_came_to_help(sentences: str, target: str) -> None:
    assert told(sentences)["target_type"] == target


def test_an_attack_that_soldiers_repelled_is_an_attack() -> None:
    row = told("soldiers repelled an attack on a barracks in Ostavar, killing 14 attackers.")
    assert (row["record_class"], row["perpetrators_killed"], row.get("killed_min")) == ("terrorist_attack", 14, None)


def test_a_clash_between_farmers_and_herders_is_other_violence() -> None:
    assert (
        told("clashes between farmers and herders in Ostavar left 30 people dead.")["record_class"] == "other_violence"
    )


def test_what_was_no_terrorism_by_the_reports_own_word_is_other_violence_or_an_accident() -> None:
    mutiny = told("a sergeant killed three soldiers in Ostavar. The government ruled out terrorism.")
    accident = incidents("On October 8, an explosion in Ostavar killed 20; the government ruled out terrorism.")
    assert (mutiny["record_class"], accident) == ("other_violence", [])


def test_gunmen_believed_to_be_of_a_group_make_it_the_suspect() -> None:
    by_them = told("gunmen believed to be GDF members killed seven miners in Ostavar.")
    to_them = told("gunmen killed seven men believed to be GDF members in Ostavar.")
    assert (by_them["attribution"], by_them["perpetrator_names"]) == ("suspected", "Green Dawn Front")
    assert to_them["attribution"] == "unattributed"


def test_what_an_attacker_shouts_makes_him_no_member() -> None:
    row = told("an attacker shouting praise of the GDF stabbed two officers in Ostavar.")
    assert row["attribution"] == "unattributed"


@pytest.mark.parametrize(
    ("sentences", "killed", "attackers"),
    [
        ("GDF leader Teno Rail was killed in an army operation in Ostavar.", None, 1),
        ("soldiers killed GDF senior commander Teno Rail and two of his guards in Ostavar.", None, 3),
        ("KLA gunmen killed GDF commander Teno Rail in Ostavar.", 1, None),
    ],
)
def test_a_groups_leader_whom_soldiers_kill_is_no_victim(
    sentences: str, killed: int | None, attackers: int | None
) -> None:
    row = told(sentences)
    assert (row.get("killed_min"), row.get("perpetrators_killed")) == (killed, attackers)


def test_what_hit_a_mine_is_what_was_attacked() -> None:
    assert told("an army truck hit a landmine near Ostavar, leaving five dead.")["target_type"] == "military"


def test_deaths_in_a_stampede_or_a_crash_are_of_no_attack() -> None:
    assert incidents("On October 8, six people died in a stampede after a bomb threat in Ostavar.") == []


def test_whom_a_group_had_killed_before_tells_nothing_of_who_attacks_now() -> None:
    row = told("gunmen attacked the home of a judge in Ostavar whose father had been killed by the GDF in 2009.")
    assert row["attribution"] == "unattributed"
