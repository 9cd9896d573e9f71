"""Who was killed, wounded or kidnapped, in the phrasings of the reports. All places, groups and events are fictional."""

# ruff: noqa: E501  the sentences under test stay on one line

import pytest
from chapters import Record, chapter_text, extract_text, incident, incidents, incidents_of, toll
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.extract import Tables

Bounds = dict[str, tuple[int | None, int | None]]


def told(sentences: str) -> Record:
    """The incident that these sentences tell of, all after one date."""
    return incident(f"On October 8, {sentences}")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("gunmen killed two soldiers in Ostavar.", {"killed": (2, 2)}),
        ("two soldiers were killed by gunmen in Ostavar.", {"killed": (2, 2)}),
        ("gunmen shot dead a judge in Ostavar.", {"killed": (1, 1)}),
        (
            "gunmen attacked a bus in Ostavar, killing 11 passengers and wounding 14.",
            {"killed": (11, 11), "wounded": (14, 14)},
        ),
        ("21 civilians were killed and another 30 wounded in Ostavar.", {"killed": (21, 21), "wounded": (30, 30)}),
        (
            "four civilians were killed and three wounded when a mine exploded near Ostavar.",
            {"killed": (4, 4), "wounded": (3, 3)},
        ),
        ("30 soldiers were wounded in a mortar attack near Ostavar.", {"wounded": (30, 30)}),
        (
            "a roadside bomb near Ostavar killed nine and critically injured two soldiers.",
            {"killed": (9, 9), "wounded": (2, 2)},
        ),
        (
            "a bomb exploded in Ostavar, resulting in four deaths and 17 injuries.",
            {"killed": (4, 4), "wounded": (17, 17)},
        ),
        ("a bomb exploded in Ostavar, resulting in one death and several injuries.", {"killed": (1, 1)}),
        ("there were four deaths in a bombing in Ostavar.", {"killed": (4, 4)}),
        ("a bomb in Ostavar left six soldiers dead and nine wounded.", {"killed": (6, 6), "wounded": (9, 9)}),
        ("a bomb in Ostavar claimed the lives of four villagers.", {"killed": (4, 4)}),
        ("a bomb in Ostavar claimed four lives.", {"killed": (4, 4)}),
        ("four villagers died when a mine exploded near Ostavar.", {"killed": (4, 4)}),
        (
            "gunmen attacked a convoy near Ostavar; three soldiers lost their lives and seven sustained injuries.",
            {"killed": (3, 3), "wounded": (7, 7)},
        ),
        ("a grenade thrown at a bar in Ostavar caused minor injuries to four customers.", {"wounded": (4, 4)}),
        ("gunmen shot and killed a judge and his two bodyguards in Ostavar.", {"killed": (3, 3)}),
        ("gunmen killed a police officer and two civilians in Ostavar.", {"killed": (3, 3)}),
        ("gunmen killed two soldiers and wounded three others in Ostavar.", {"killed": (2, 2), "wounded": (3, 3)}),
        ("a landmine killed a father and his two sons near Ostavar.", {"killed": (3, 3)}),
        ("gunmen in Ostavar killed a 16-year-old boy.", {"killed": (1, 1)}),
        ("gunmen fired on a bus in Ostavar, killing the driver.", {"killed": (1, 1)}),
        ("a bomb exploded near Ostavar. The explosion killed two soldiers.", {"killed": (2, 2)}),
        ("gunmen killed 1,400 villagers in Ostavar.", {"killed": (1400, 1400)}),
    ],
)
def test_the_killed_and_the_wounded_are_read_in_every_phrasing(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    ("count", "bounds"),
    [
        ("13", (13, 13)),
        ("at least 13", (13, None)),
        ("no fewer than nine", (9, None)),
        ("more than 200", (201, None)),
        ("over 200", (201, None)),
        ("up to 300", (None, 300)),
        ("as many as 300", (None, 300)),
        ("approximately 30", (30, 30)),
        ("an estimated 15 to 20", (15, 20)),
        ("between 15 and 20", (15, 20)),
        ("half a dozen", (6, 6)),
        ("more than two dozen", (25, None)),
    ],
)
def test_a_qualifier_sets_the_bounds_of_a_figure(count: str, bounds: tuple[int | None, int | None]) -> None:
    row = told(f"a bomb in Ostavar killed {count} soldiers.")
    assert toll(row) == {"killed": bounds}
    assert row["casualty_status"] == "stated"


@pytest.mark.parametrize("count", ["dozens of", "several", "hundreds of", "many", "an unknown number of", "scores of"])
def test_a_figure_left_open_stays_null_and_is_vague(count: str) -> None:
    row = told(f"a bomb in Ostavar killed {count} villagers.")
    assert toll(row) == {}
    assert row["casualty_status"] == "vague"


def test_an_open_figure_beside_a_stated_one_leaves_that_one_standing() -> None:
    assert toll(told("gunmen attacked a bus in Ostavar, killing several passengers and wounding 12.")) == {
        "wounded": (12, 12)
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were no casualties.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("No casualties were reported.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("No one was hurt.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("Nobody was hurt.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("There were no injuries or fatalities.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("No one was killed, but six passengers were injured.", {"killed": (0, 0), "wounded": (6, 6)}),
        ("It injured one policeman, and nobody was killed.", {"killed": (0, 0), "wounded": (1, 1)}),
        ("No injuries were reported.", {"wounded": (0, 0)}),
        ("There were no fatalities.", {"killed": (0, 0)}),
    ],
)
def test_a_stated_zero_is_zero(sentence: str, expected: Bounds) -> None:
    row = told(f"a bomb exploded near a bus in Ostavar. {sentence}")
    assert toll(row) == expected
    assert row["casualty_status"] == "stated"


def test_nothing_said_is_null_and_not_zero() -> None:
    row = told("a bomb exploded near a bus in Ostavar.")
    assert toll(row) == {}
    assert row["casualty_status"] == "not_stated"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "gunmen attacked a bus in Ostavar, killing 11 people, including nine children, and wounding 14.",
            {"killed": (11, 11), "wounded": (14, 14)},
        ),
        (
            "gunmen killed ten people, most of them women, and wounded five in Ostavar.",
            {"killed": (10, 10), "wounded": (5, 5)},
        ),
        ("a bomb in Ostavar wounded seven people, three of them seriously.", {"wounded": (7, 7)}),
        ("gunmen attacked a bus in Ostavar. Twelve people died, four of whom were children.", {"killed": (12, 12)}),
        ("gunmen killed six teachers, among them two women, in Ostavar.", {"killed": (6, 6)}),
    ],
)
def test_a_subset_is_never_added_to_the_figure_that_holds_it(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        "30 GDF fighters stormed a police post in Ostavar.",
        "an estimated 300 fighters attacked a barracks in Ostavar.",
        "gunmen burned 800 homes and stole 40 cattle in Ostavar.",
        "gunmen attacked a convoy of 12 trucks near Ostavar.",
        "a bomb of 20 kilograms exploded near Ostavar.",
    ],
)
def test_strength_damage_and_measures_are_no_casualties(sentences: str) -> None:
    assert toll(told(sentences)) == {}


def test_attackers_in_front_of_their_victims_are_not_counted_with_them() -> None:
    row = incident(
        "On June 2, 15 Green Dawn Front (GDF) fighters with rifles seized a post in Ostavar and killed two officers.",
        overview="",
    )
    assert toll(row) == {"killed": (2, 2)}


@pytest.mark.parametrize(
    ("sentences", "killed", "own"),
    [
        ("a suicide bomber killed himself and four soldiers in Ostavar.", {"killed": (4, 4)}, 1),
        (
            "GDF fighters attacked a barracks in Ostavar. Two soldiers and five attackers were killed.",
            {"killed": (2, 2)},
            5,
        ),
        (
            "GDF fighters attacked a barracks in Ostavar. Two officers and all nine attackers died.",
            {"killed": (2, 2)},
            9,
        ),
        ("GDF fighters attacked a barracks in Ostavar. All five attackers were killed.", {}, 5),
        ("a man stabbed a teacher to death in Ostavar before he was shot dead.", {"killed": (1, 1)}, 1),
        ("a knifeman wounded two officers in Ostavar. Police shot and killed the attacker.", {"wounded": (2, 2)}, 1),
        ("a militant died when a bomb he attempted to plant detonated in Ostavar.", {}, 1),
        ("GDF gunmen attacked a post in Ostavar. Security forces killed seven of the attackers.", {}, 7),
        (
            "GDF gunmen killed two officers in Ostavar. The army said it had killed ten of the attackers.",
            {"killed": (2, 2)},
            10,
        ),
        ("security forces killed 12 GDF militants in a raid near Ostavar.", {}, 12),
        ("an air strike by the KAF near Ostavar killed 14 GDF militants and two civilians.", {"killed": (2, 2)}, 14),
    ],
)
def test_attackers_own_dead_go_to_perpetrators_killed_only(sentences: str, killed: Bounds, own: int) -> None:
    row = told(sentences)
    assert toll(row) == killed
    assert row.get("perpetrators_killed") == own


@pytest.mark.parametrize(
    ("sentences", "killed", "own"),
    [
        ("police killed two GDF members in a raid in Ostavar.", {}, 2),
        ("gunmen attacked a post in Ostavar. Five people were killed, including three attackers.", {"killed": (2, 2)}, 3),
        ("gunmen attacked a post in Ostavar. Eight people died: five officers and three attackers.", {"killed": (5, 5)}, 3),
        ("a suicide bomber killed 14 shoppers and himself in Ostavar.", {"killed": (14, 14)}, 1),
    ],
)  # fmt: skip
def test_attackers_own_dead_are_found_also_where_they_stand_apart(sentences: str, killed: Bounds, own: int) -> None:
    row = told(sentences)
    assert (toll(row), row.get("perpetrators_killed")) == (killed, own)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("the GDF kidnapped four nurses near Ostavar.", {"kidnapped": (4, 4)}),
        ("four nurses were abducted near Ostavar.", {"kidnapped": (4, 4)}),
        ("the GDF took six nurses hostage near Ostavar.", {"kidnapped": (6, 6)}),
        ("GDF gunmen took hostage 21 workers in Ostavar.", {"kidnapped": (21, 21)}),
        (
            "gunmen raided a farm near Ostavar, killing at least three farmers and abducting two.",
            {"killed": (3, None), "kidnapped": (2, 2)},
        ),
        ("gunmen abducted an engineer near Ostavar and killed his driver.", {"killed": (1, 1), "kidnapped": (1, 1)}),
        (
            "gunmen murdered a village chief in Ostavar and abducted his two sons.",
            {"killed": (1, 1), "kidnapped": (2, 2)},
        ),
        (
            "gunmen kidnapped 12 villagers in Ostavar and released eight of them two days later.",
            {"kidnapped": (12, 12)},
        ),
        ("gunmen abducted four nurses near Ostavar. All four were freed on October 20.", {"kidnapped": (4, 4)}),
    ],
)
def test_the_kidnapped_are_counted_once_whatever_became_of_them(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("gunmen killed Mayor Arno Velk in Ostavar.", {"killed": (1, 1)}),
        ("gunmen shot journalist Sulo Dar to death in Ostavar.", {"killed": (1, 1)}),
        ("gunmen killed Arno Velk, a member of parliament, and two of his guards in Ostavar.", {"killed": (3, 3)}),
        ("Judge Arno Velk was shot dead in Ostavar.", {"killed": (1, 1)}),
    ],
)
def test_a_person_told_of_by_name_is_one(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("gunmen kidnapped and later killed two teachers in Ostavar.", {"killed": (2, 2), "kidnapped": (2, 2)}),
        ("gunmen abducted and beheaded a priest in Ostavar.", {"killed": (1, 1), "kidnapped": (1, 1)}),
    ],
)
def test_two_verbs_with_one_object_count_it_both(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_killed_or_wounded_without_a_split_gives_neither_figure() -> None:
    row = told("gunmen killed or wounded nine soldiers in Ostavar.")
    assert toll(row) == {}
    assert row["casualty_status"] == "vague"


def test_a_later_sentence_adds_only_where_it_says_so() -> None:
    assert toll(told("gunmen killed three villagers in Ostavar. Another five were killed in the fighting.")) == {
        "killed": (8, 8)
    }
    assert toll(told("gunmen killed three villagers in Ostavar. The three villagers were killed at noon.")) == {
        "killed": (3, 3)
    }


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("the GDF attacked a base at Ostavar, killing three soldiers. Two civilians were also killed.", {"killed": (5, 5)}),
        ("gunmen killed a villager in Ostavar. Another died later in hospital.", {"killed": (2, 2)}),
        ("gunmen killed three or four villagers in Ostavar.", {"killed": (3, 4)}),
        ("gunmen killed one thousand villagers in Ostavar.", {"killed": (1000, 1000)}),
    ],
)  # fmt: skip
def test_figures_that_continue_in_other_words_are_complete(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        "the GDF attacked a post near Ostavar. The army spoke of eight dead soldiers, while local media counted at least 14.",
        "the GDF attacked a post near Ostavar. The army said eight soldiers died, but residents put the number at 14.",
        "the GDF attacked a post near Ostavar, killing eight soldiers. The GDF claimed to have killed 30.",
        "a bomb killed two soldiers near Ostavar. The GDF claimed that 12 soldiers had died.",
    ],
)
def test_conflicting_figures_are_null_and_each_stands_in_the_claims(sentences: str) -> None:
    tables = extract_text(chapter_text([f"On October 8, {sentences}"]))
    (row,) = tables["incidents"]
    assert row["disputed"] is True
    assert row["casualty_status"] == "disputed"
    assert "killed" not in toll(row)
    figures = {claim["value_min"] for claim in tables["casualty_claims"] if claim["outcome"] == "killed"}
    assert len(figures) == 2


def words_of_claims(tables: Tables) -> list[tuple[str, str]]:
    """The evidence of all figures: each field with its words, in the order of the text."""
    rows = [row for row in tables["evidence"] if row["table_name"] == "casualty_claims"]
    rows.sort(key=lambda row: (row["start"], row["field"]))
    return [(str(row["field"]), str(row["quote"])) for row in rows]


def test_each_figure_in_dispute_leads_to_its_words_its_verb_and_who_gave_it() -> None:
    tables = extract_text(
        chapter_text(
            [
                "On October 8, the GDF attacked a post near Ostavar. The army said eight soldiers died, but residents counted 14."
            ]
        )
    )
    assert words_of_claims(tables) == [
        ("claimant", "The army"),
        ("qualifier", "eight soldiers"),
        ("value_max", "eight soldiers"),
        ("value_min", "eight soldiers"),
        ("victim_class", "eight soldiers"),
        ("outcome", "died"),
        ("verb_text", "died"),
        ("claimant", "residents"),
        ("outcome", "14"),
        ("qualifier", "14"),
        ("value_max", "14"),
        ("value_min", "14"),
    ]
    incident_id = tables["incidents"][0]["incident_id"]
    claims = [row for row in tables["evidence"] if row["table_name"] == "casualty_claims"]
    assert {row["row_id"] for row in claims} == {incident_id}


def test_a_bound_that_is_not_stated_has_no_evidence_and_a_vague_figure_has_the_words_that_make_it_vague() -> None:
    tables = extract_text(chapter_text(["On October 8, a bomb in Ostavar killed up to 30 people and wounded dozens."]))
    words = words_of_claims(tables)
    assert ("value_max", "up to 30 people") in words
    assert ("value_min", "up to 30 people") not in words
    assert ("qualifier", "dozens") in words
    assert not [field for field, quote in words if quote == "dozens" and field.startswith("value")]


def test_two_figures_on_the_same_words_have_evidence_once() -> None:
    tables = extract_text(chapter_text(["On October 8, a bomb exploded in Ostavar. There were no casualties."]))
    assert len(tables["casualty_claims"]) > 1
    keys = [(row["table_name"], row["row_id"], row["field"], row["start"], row["end"]) for row in tables["evidence"]]
    assert len(keys) == len(set(keys))


def test_one_figure_by_one_source_is_no_dispute() -> None:
    row = told("a bomb in Ostavar killed 12 people, according to local media.")
    assert row["disputed"] is False
    assert toll(row) == {"killed": (12, 12)}


def test_a_total_over_several_incidents_stays_null_and_stands_in_the_claims() -> None:
    tables = extract_text(chapter_text(["On July 4 and 9, two bombs in Ostavar killed nine people in all."]))
    assert [toll(row) for row in tables["incidents"]] == [{}, {}]
    assert {claim["value_min"] for claim in tables["casualty_claims"]} == {9}


def test_figures_that_are_told_apart_stand_in_the_claims_of_their_own_incident_only() -> None:
    bullet = (
        "On May 2 and May 9, grenades were thrown at schools in Ostavar and Wesa. Nobody was hurt in the first attack; the "
        "second killed a student."
    )
    tables = extract_text(chapter_text([bullet]))
    first, second = (row["incident_id"] for row in incidents_of(tables))
    told = [(c["incident_id"], c["outcome"], c["value_min"]) for c in tables["casualty_claims"]]
    assert sorted(told) == sorted([(first, "killed", 0), (first, "wounded", 0), (second, "killed", 1)])


VERBS = {"killed": ("killed", "killing"), "wounded": ("wounded", "wounding"), "kidnapped": ("abducted", "abducting")}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    first=st.sampled_from(sorted(VERBS)),
    second=st.sampled_from(sorted(VERBS)),
    counts=st.tuples(st.integers(2, 400), st.integers(2, 400)),
    noun=st.sampled_from(["soldiers", "villagers", "teachers", "passengers", "police officers"]),
)
def test_whatever_the_numbers_each_goes_to_its_own_outcome(
    first: str, second: str, counts: tuple[int, int], noun: str
) -> None:
    if first == second:
        return
    row = told(f"gunmen {VERBS[first][0]} {counts[0]} {noun} and {VERBS[second][0]} {counts[1]} others in Ostavar.")
    assert toll(row) == {first: (counts[0], counts[0]), second: (counts[1], counts[1])}


@pytest.mark.parametrize(
    ("victims", "count"),
    [
        ("The chairman of a village council and his driver were", 2),
        ("The head of the customs office in Karsa, his wife, and their son were", 3),
        ("The deputy head of the election commission was", 1),
    ],
)
def test_the_holder_of_an_office_counts_as_one_person_beside_others(victims: str, count: int) -> None:
    row = incident(f"On May 3, gunmen attacked a house in Dori. {victims} shot dead.")
    assert toll(row)["killed"] == (count, count)


def test_a_head_that_is_no_person_is_not_counted() -> None:
    assert toll(incident("On May 3, gunmen shot a teacher in the head in Dori.")) == {}


@pytest.mark.parametrize(
    "words",
    [
        ("at least 40", 40, None),
        ("as many as 40", None, 40),
        ("more than 40", 41, None),
        ("up to 40", None, 40),
        ("40", 40, 40),
    ],
)
@pytest.mark.parametrize(("verb", "outcome"), [("killed", "killed"), ("injured", "wounded")])
def test_what_harms_is_never_counted_among_those_harmed(
    verb: str, outcome: str, words: tuple[str, int | None, int | None]
) -> None:
    subjects = (
        "a suicide bombing|a car bomb|an IED|a GDF ambush|two explosions|12 bombings|six GDF members|two gunmen|a blast"
    )
    count, minimum, maximum = words
    for row in incidents(
        *(f"On May {day}, {one} {verb} {count} people in Dori." for day, one in enumerate(subjects.split("|"), start=1))
    ):
        assert (toll(row), row.get("perpetrators_killed")) == ({outcome: (minimum, maximum)}, None), row["summary"]


def test_the_driver_of_a_suicide_bomb_is_no_victim() -> None:
    row = incident(
        "On May 3, a suicide car bomb exploded at the barracks in Dori. The driver died and three soldiers were wounded."
    )
    assert toll(row) == {"wounded": (3, 3)}


def test_one_of_three_who_were_killed_is_not_read_as_one_killed() -> None:
    row = incident("On May 3, a man was one of three aid workers murdered when a mob attacked a compound in Dori.")
    assert toll(row).get("killed") != (1, 1)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("gunmen killed a family of seven in Ostavar.", {"killed": (7, 7)}),
        ("a family of five was killed by a mine near Ostavar.", {"killed": (5, 5)}),
        ("gunmen killed a family of at least six in Ostavar.", {"killed": (6, None)}),
        ("gunmen kidnapped a team of five engineers in Ostavar.", {"kidnapped": (5, 5)}),
        ("gunmen killed a group of 20 farmers in Ostavar.", {"killed": (20, 20)}),
        ("gunmen killed a group of farmers in Ostavar.", {}),
        (
            "an attack resulted in the deaths of a reported 46 soldiers and 28 villagers in Ostavar.",
            {"killed": (74, 74)},
        ),
    ],
)
def test_counted_persons_may_be_together_as_a_family_or_a_group(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "a gasoline bomb killed a shopkeeper and burned six others in Ostavar.",
            {"killed": (1, 1), "wounded": (6, 6)},
        ),
        ("a gasoline bomb badly burned two passengers in Ostavar.", {"wounded": (2, 2)}),
        ("six passengers suffered burns when gunmen attacked a bus in Ostavar.", {"wounded": (6, 6)}),
        ("gunmen burned six schools and two churches in Ostavar.", {}),
        ("gunmen burned alive nine villagers in Ostavar.", {"killed": (9, 9)}),
        ("gunmen set fire to a school in Ostavar, burning 20 students to death.", {"killed": (20, 20)}),
    ],
)
def test_people_who_are_burned_are_wounded_and_buildings_are_not(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        "the assassination of three imams was attempted in Ostavar.",
        "gunmen in Ostavar made an attack in the attempted murder of two judges.",
        "gunmen tried to assassinate two judges in Ostavar.",
        "a bomb exploded in Ostavar in a failed assassination of a mayor.",
    ],
)
def test_those_whom_an_attempt_did_not_kill_are_not_counted(sentences: str) -> None:
    assert toll(told(sentences)) == {}


def test_none_of_the_targets_is_a_stated_zero() -> None:
    assert toll(told("gunmen attacked two judges in Ostavar. None of the targets was killed.")) == {"killed": (0, 0)}


@pytest.mark.parametrize(
    "title", ["teacher", "school teacher", "prominent human rights lawyer", "local council member"]
)
def test_a_title_of_several_words_before_a_name_is_one_person(title: str) -> None:
    assert toll(told(f"GDF fighters beheaded {title} Tam Sorel in Ostavar.")) == {"killed": (1, 1)}


def test_a_death_toll_is_no_death() -> None:
    rows = incidents(
        "On October 8, a bomb killed six people in Ostavar. The attack's overall death toll was not known."
    )
    assert [toll(row) for row in rows] == [{"killed": (6, 6)}]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("the bodies of a married couple who had been shot the day before were found in Ostavar.", {"killed": (2, 2)}),
        ("gunmen killed an elderly couple and their son in Ostavar.", {"killed": (3, 3)}),
        ("a bomb in Ostavar injured a night watchman.", {"wounded": (1, 1)}),
        ("a judge was shot outside a court in Ostavar and died of his wounds two days later.", {"killed": (1, 1)}),
        (
            "gunmen attacked a bus in Ostavar. At least 18 people died that day, among them six children, and three others succumbed to their injuries later.",
            {"killed": (21, None)},
        ),
        (
            "security forces attacked a house in Ostavar, killing two militants and losing one officer.",
            {"killed": (1, 1)},
        ),
    ],
)
def test_persons_are_found_whatever_stands_beside_them(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_a_figure_behind_the_sections_heading_is_no_part_of_another_figure() -> None:
    intro = "Two people were killed and five wounded on October 3 when a bomb exploded in Ostavar."
    (row,) = extract_text(chapter_text(intro=intro))["incidents"]
    assert toll(row) == {"killed": (2, 2), "wounded": (5, 5)}


@pytest.mark.parametrize(
    ("figures", "first", "second"),
    [
        (
            "Officers reported 11 dead in the first attack and 26 in the second.",
            {"killed": (11, 11)},
            {"killed": (26, 26)},
        ),
        ("Two men were killed in the first attack and three in the second.", {"killed": (2, 2)}, {"killed": (3, 3)}),
        (
            "Five soldiers died in the first attack, and one was wounded in the second.",
            {"killed": (5, 5)},
            {"wounded": (1, 1)},
        ),
    ],
)
def test_figures_of_the_first_and_the_second_attack_go_to_their_own(
    figures: str, first: Bounds, second: Bounds
) -> None:
    rows = incidents(f"GDF fighters attacked a checkpoint near Ostavar on June 22 and again on June 29. {figures}")
    assert [toll(row) for row in rows] == [first, second]


def test_a_toll_that_a_later_blast_raises_is_one_toll() -> None:
    row = told(
        "two bombs exploded in Ostavar. A police official reported that six people were killed and eight injured. "
        "A third bomb exploded an hour later, raising the overall death toll to eleven with seventeen wounded."
    )
    assert toll(row) == {"killed": (11, 11), "wounded": (17, 17)}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "a journalist working for a television station was wounded by gunmen in Ostavar, and a lecturer was also wounded.",
            {"wounded": (2, 2)},
        ),
        ("the driver of a bus was killed by gunmen in Ostavar.", {"killed": (1, 1)}),
        ("a farmer kidnapped by gunmen in April was beheaded in Ostavar.", {"killed": (1, 1)}),
        ("two farmers who had been kidnapped by gunmen in April were later found dead in Ostavar.", {"killed": (2, 2)}),
        ("a suicide bomber killed himself but no others in Ostavar.", {"killed": (0, 0)}),
        ("a suicide bomber blew himself up in Ostavar, killing only himself.", {"killed": (0, 0)}),
    ],
)
def test_each_predicate_counts_those_of_whom_it_is_told(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize("words", ["killed himself but no others in Ostavar", "attacked a post, killing only himself"])
def test_an_attacker_who_kills_only_himself_is_counted_among_the_attackers(words: str) -> None:
    assert told(f"a suicide bomber {words}.")["perpetrators_killed"] == 1


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "two men stabbed to death five members of a family, including three children, in Ostavar.",
            {"killed": (5, 5)},
        ),
        ("a man hacked to death an officer and his friend, also an officer, in Ostavar.", {"killed": (2, 2)}),
        ("gunmen attacked a plant in Ostavar. During a four-day siege, 39 hostages were killed.", {"killed": (39, 39)}),
        (
            "two engineers were kidnapped from a hotel in Ostavar and were killed the next day.",
            {"killed": (2, 2), "kidnapped": (2, 2)},
        ),
        ("gunmen killed 20 guests, including 17 women, and two officers in Ostavar.", {"killed": (20, None)}),
        (
            "gunmen killed 20 guests, including 17 women, and wounded two officers in Ostavar.",
            {"killed": (20, 20), "wounded": (2, 2)},
        ),
        ("a bomb exploded in Ostavar, but no one else was killed or injured.", {"killed": (0, 0), "wounded": (0, 0)}),
    ],
)
def test_what_stands_around_the_victims_is_not_counted_with_them(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_a_man_who_shoots_others_dead_is_not_among_them():
    row = told("a young man shot dead two men in Ostavar and later took his own life.")
    assert (toll(row), row["perpetrators_killed"]) == ({"killed": (2, 2)}, 1)


def test_a_leader_told_of_by_group_and_name_whom_a_strike_killed_is_no_victim():
    row = told("a drone strike killed GDF leader Tam Sorel in Ostavar.")
    assert (row["record_class"], toll(row), row["perpetrators_killed"]) == ("state_force_operation", {}, 1)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("a grenade wounded eight civilians, two seriously, in Ostavar.", {"wounded": (8, 8)}),
        (
            "an attack in Ostavar resulted in 13 deaths, including that of the mayor, and 40 injuries.",
            {"killed": (13, 13), "wounded": (40, 40)},
        ),
        ("gunmen entered the house of an imam in Ostavar and killed him and his two sons.", {"killed": (3, 3)}),
        ("gunmen killed Colonel Tam Sorel, two of his bodyguards, and a driver in Ostavar.", {"killed": (4, 4)}),
        ("gunmen shot dead Imam Tam Sorel, his wife, and their two children in Ostavar.", {"killed": (4, 4)}),
        ("gunmen killed Judge Tam Sorel, a member of the council, in Ostavar.", {"killed": (1, 1)}),
        (
            "gunmen took 12 hostages at a hotel in Ostavar; three hostages were killed.",
            {"killed": (3, 3), "kidnapped": (12, 12)},
        ),
        ("gunmen held a family of four hostage in Ostavar.", {"kidnapped": (4, 4)}),
    ],
)
def test_a_list_of_victims_is_counted_whole_and_once(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_who_died_on_a_later_day_is_of_the_same_event():
    row = incident("On October 8, a bomb killed ten people in Ostavar. Two more died on October 10.")
    assert (row["date_edtf"], toll(row)) == ("2015-10-08", {"killed": (12, 12)})


def test_a_smaller_figure_that_is_acknowledged_is_a_conflict():
    row = told("the GDF said that it killed 60 soldiers near Ostavar, but the army acknowledged only 14.")
    assert (row["disputed"], toll(row)) == (True, {})


def test_somebody_told_of_by_his_people_alone_is_a_person():
    assert toll(told("a bomb killed one American, two Fijians, and a Tongan in Ostavar.")) == {"killed": (4, 4)}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("a bomb in Ostavar killed two U.S. soldiers and 14 local civilians and wounded 29 others.", {"killed": (16, 16), "wounded": (29, 29)}),
        ("five U.S. soldiers were killed when rockets hit their camp in Ostavar.", {"killed": (5, 5)}),
        ("a bomb exploded in Ostavar. Ten people, including a U.S. contractor and four other foreigners, were killed.", {"killed": (10, 10)}),
        ("the governor of Karsa Province, his nephew, and a bodyguard were killed by a bomber in Ostavar.", {"killed": (3, 3)}),
        ("gunmen in Ostavar killed a woman in the street and a guest of a restaurant.", {"killed": (2, 2)}),
        ("gunmen boarded a tugboat off Ostavar and took its captain and first mate hostage.", {"kidnapped": (2, 2)}),
        ("gunmen abducted a rancher and his ranch hand in Ostavar.", {"kidnapped": (2, 2)}),
        ("gunmen in Ostavar killed a trader and abducted an unknown number.", {"killed": (1, 1)}),
        ("gunmen seized the council's seat in Ostavar. By evening, 58 people, three councilors among them, were dead.", {"killed": (58, 58)}),
        ("gunmen raided a ranch near Ostavar. One soldier and two of the raiders were killed.", {"killed": (1, 1)}),
        ("gunmen in Ostavar shot his friend and colleague dead.", {}),
    ],
)  # fmt: skip
def test_everyone_in_a_list_is_counted_once_and_nobody_who_is_only_part_of_a_figure(
    sentences: str, expected: Bounds
) -> None:
    assert toll(told(sentences)) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        "a bomb exploded in Ostavar. The mayor's office counted six dead; the hospital reported eight.",
        "a bomb exploded in Ostavar. Local officials gave the number of dead as 57, while the hospital confirmed 38.",
    ],
)
def test_a_figure_without_a_noun_behind_another_one_is_in_conflict_with_it(sentences: str) -> None:
    assert (told(sentences)["disputed"], toll(told(sentences))) == (True, {})


def test_those_whom_another_day_harmed_are_not_counted_to_the_event_before() -> None:
    first = incidents(
        "On March 3, GDF gunmen took a captain hostage near Ostavar. A youth was slightly injured in Karsa on May 29 as he played with old ammunition."
    )[0]
    assert toll(first) == {"kidnapped": (1, 1)}


@pytest.mark.parametrize("whom", ["the emir of the GDF and his aide", "Abu Karim, the leader of the GDF"])
def test_a_group_s_leader_killed_by_a_state_is_no_victim(whom: str) -> None:
    record = told(f"soldiers of the Kiribati Armed Forces shot dead {whom} in Ostavar.")
    assert (record["record_class"], toll(record)) == ("state_force_operation", {})


def test_a_bomb_that_is_neutralized_is_nobody() -> None:
    assert toll(told("soldiers found and neutralized an explosive device under a bridge near Ostavar.")) == {}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("rebels killed six farmers in Ostavar and two in Lower Karsa.", {"killed": (8, 8)}),
        ("a shell killed a cook in Ostavar and a nurse who was visiting her son in Karsa.", {"killed": (2, 2)}),
        (
            "rebels killed two guards in Ostavar and three people were wounded in Karsa.",
            {"killed": (2, 2), "wounded": (3, 3)},
        ),
        ("rebels killed six farmers in Ostavar and four gunmen attacked a bus.", {"killed": (6, 6)}),
        ("gunmen kidnapped two surveyors, both Kiribati citizens, and their cook.", {"kidnapped": (3, 3)}),
        ("a mine killed the head of customs, Teno Rail, and his guard.", {"killed": (2, 2)}),
        ("the GDF kidnapped and then freed four sailors off Ostavar.", {"kidnapped": (4, 4)}),
        ("one clerk was killed and another slightly injured.", {"killed": (1, 1), "wounded": (1, 1)}),
        ("a singer who had mocked the rebels was injured.", {"wounded": (1, 1)}),
        ("gunmen stormed a fort; the army lost seven men.", {"killed": (7, 7)}),
        ("gunmen stormed a fort. The party lost seven members.", {}),
    ],
)
def test_victims_at_two_places_or_told_of_by_what_they_were_are_counted_whole(sentences: str, expected: Bounds) -> None:
    found = told(sentences)
    assert {name: bounds for name, bounds in toll(found).items() if bounds != (None, None)} == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("a man stabbed a nurse in Ostavar, injuring her.", {"wounded": (1, 1)}),
        ("gunmen fired at a senator at her office in Ostavar, killing her.", {"killed": (1, 1)}),
        ("a man attacked a clerk in Ostavar, and officers fired, wounding him.", {}),
        ("a man attacked a clerk in Ostavar before police shot at him, wounding him.", {}),
        ("two men shot a poet at his door; he died in a hospital.", {"killed": (1, 1)}),
        ("rebels stopped 14 traders near Ostavar and shot them dead.", {"killed": (14, 14)}),
        (
            "two monks were abducted near Ostavar; on October 20 they were found dead.",
            {"killed": (2, 2), "kidnapped": (2, 2)},
        ),
        (
            "a monk was abducted near Ostavar; his body was recovered on October 20.",
            {"killed": (1, 1), "kidnapped": (1, 1)},
        ),
    ],
)
def test_a_pronoun_counts_the_victim_where_it_can_be_no_other(sentences: str, expected: Bounds) -> None:
    found = told(sentences)
    assert {name: bounds for name, bounds in toll(found).items() if bounds != (None, None)} == expected


def test_who_was_taken_with_a_captive_who_was_killed_is_not_killed_with_him() -> None:
    told_of = "A pilot who was abducted on October 8 along with his mechanic near Ostavar was found dead a week later."
    assert toll(incident(told_of)) == {"killed": (1, 1), "kidnapped": (2, 2)}


def test_the_toll_of_the_attack_is_its_number_of_dead() -> None:
    assert toll(told("gunmen attacked a bus in Ostavar. The death toll of the attack was nine."))["killed"] == (9, 9)


@pytest.mark.parametrize(
    ("toll_told", "killed"),
    [
        ("Police put the dead at nine, including the bomber.", (8, 8)),
        ("The death toll was nine, including two attackers.", (7, 7)),
        ("The death toll was nine, including two children.", (9, 9)),
    ],
)
def test_attackers_are_taken_out_of_a_toll_that_counts_them(toll_told: str, killed: tuple[int, int]) -> None:
    assert toll(told(f"a bomber drove into a station in Ostavar. {toll_told}"))["killed"] == killed


def test_a_toll_that_counts_an_unknown_number_of_attackers_is_left_open() -> None:
    assert "killed" not in toll(
        told("gunmen stormed a hotel in Ostavar. The death toll was nine, including the attackers.")
    )


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("a bomb under the car of a mayor went off in Ostavar, killing him and wounding two guards.", (1, 1)),
        ("gunmen stormed the home of a judge in Ostavar, killing her, her husband, and two sons.", (4, 4)),
        ("gunmen attacked a judge in Ostavar, killing him and three clerks.", (4, 4)),
        ("a man attacked a post in Ostavar; soldiers opened fire, killing him and two bystanders.", None),
        ("a rocket hit a truck in Ostavar, killing the driver and his apprentice.", (2, 2)),
    ],
)
def test_those_killed_with_the_one_whose_home_or_car_was_attacked_are_counted_with_him(
    sentences: str, expected: tuple[int, int] | None
) -> None:
    assert toll(told(sentences)).get("killed") == expected


def test_who_wore_the_bomb_is_counted_among_the_attackers() -> None:
    row = told("a woman wearing an explosive vest was shot dead outside a church in Ostavar.")
    assert (row.get("killed_min"), row["perpetrators_killed"]) == (None, 1)


@pytest.mark.parametrize(
    ("sentences", "wounded"),
    [
        ("a man stabbed two clerks outside a bank in Ostavar. Both survived.", (2, 2)),
        ("a guard was stabbed at a library in Ostavar; she recovered.", (1, 1)),
        ("a man stabbed two clerks in Ostavar. He survived.", None),
        ("a man stabbed a clerk in Ostavar. He survived a fall from a wall.", None),
        ("gunmen shot at two clerks in Ostavar. Both survived.", None),
    ],
)
def test_who_was_stabbed_and_survived_was_wounded(sentences: str, wounded: tuple[int, int] | None) -> None:
    assert toll(told(sentences)).get("wounded") == wounded


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("a former rebel leader was gunned down with his wife in Ostavar.", (2, 2)),
        ("a mayor was shot dead along with three guards in Ostavar.", (4, 4)),
        ("a mayor was killed with a machete in Ostavar.", (1, 1)),
        ("gunmen murdered Judge Teno Rail and his brother-in-law in Ostavar.", (2, 2)),
        ("as many as 70 people were killed when a truck bomb destroyed a hotel in Ostavar.", (None, 70)),
    ],
)
def test_those_who_shared_a_victims_fate_are_counted(sentences: str, killed: tuple[int | None, int]) -> None:
    assert toll(told(sentences)).get("killed") == killed


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("a VBIED detonated outside a police post in Ostavar, killing two officers. The driver of the vehicle also died.", 2),
        ("a suicide bomber struck a bus in Ostavar, killing two passengers. The driver of the bus also died.", 3),
        ("a car bomb exploded beside a bus in Ostavar, killing two passengers. The driver of the bus also died.", 3),
    ],
)  # fmt: skip
def test_the_driver_of_the_vehicle_that_bore_the_bomb_is_no_victim(sentences: str, killed: int) -> None:
    assert told(sentences)["killed_min"] == killed


@pytest.mark.parametrize(
    "sentences",
    [
        "gunmen shot dead a village chief in Ostavar, his wife, and two of their five children.",
        "gunmen killed a teacher at her home in Ostavar, her husband, and their daughter.",
    ],
)
def test_a_list_of_victims_that_words_on_a_place_cut_off_leaves_the_count_open_above(sentences: str) -> None:
    assert toll(told(sentences))["killed"] == (1, None)


@pytest.mark.parametrize("rest", ["and his wife was wounded.", "his wife said.", "and his driver escaped unhurt."])
def test_relatives_who_were_not_killed_leave_the_count_as_it_is(rest: str) -> None:
    assert toll(told(f"gunmen killed a judge in Ostavar, {rest}"))["killed"] == (1, 1)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "a rocket killed one person and wounded 14, three of whom later died, in Ostavar.",
            {"killed": (4, 4), "wounded": (14, 14)},
        ),
        (
            "the KLA killed three aid workers and kidnapped two others in Ostavar, one of whom was found dead a week later.",
            {"killed": (4, 4), "kidnapped": (2, 2)},
        ),
        ("a bomb in Ostavar killed 40 people, two of whom were police officers.", {"killed": (40, 40)}),
    ],
)
def test_those_who_died_of_the_wounded_or_the_abducted_add_to_the_dead(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_attackers_among_the_dead_of_a_clash_are_no_victims() -> None:
    row = told("clashes in Ostavar between the KLA and the army left 40 dead, 28 of them militants.")
    assert toll(row)["killed"] == (12, 12)
    assert row["perpetrators_killed"] == 28


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("a man stabbed four people, two fatally, in Ostavar.", (2, 2)),
        ("KLA gunmen killed nine villagers in Ostavar, four in Wesa, and two in Karsa.", (15, 15)),
        ("KLA gunmen killed nine villagers in Ostavar, four of them women.", (9, 9)),
        ("gunmen abducted 12 villagers near Ostavar. Two of them were killed.", (2, 2)),
        ("LRA rebels stopped a bus near Ostavar, robbed the passengers, and shot 11 of them dead.", (11, 11)),
    ],
)
def test_parts_and_places_of_a_count_are_read_as_they_are_meant(sentences: str, expected: tuple[int, int]) -> None:
    assert toll(told(sentences))["killed"] == expected


@pytest.mark.parametrize(
    ("sentences", "perpetrators"),
    [
        ("40 KLA fighters attacked a police post in Ostavar. Eleven of them were killed.", 11),
        ("three gunmen attacked a police post in Ostavar. Two of them were killed.", 2),
        ("KLA fighters attacked a police post in Ostavar. Eleven of them were killed.", None),
    ],
)
def test_those_of_the_attackers_who_were_killed_are_no_victims(sentences: str, perpetrators: int | None) -> None:
    row = told(sentences)
    assert (toll(row), row.get("perpetrators_killed")) == ({}, perpetrators)


def test_a_man_who_was_shot_for_his_attack_is_no_victim() -> None:
    row = told("police in Ostavar shot and killed a man who attacked them; two officers were injured.")
    assert (toll(row), row["perpetrators_killed"]) == ({"wounded": (2, 2)}, 1)


def test_a_knife_is_nobody() -> None:
    row = told("a man who attacked police officers with a knife in Ostavar was shot dead; two officers were injured.")
    assert toll(row) == {"wounded": (2, 2)}


def test_the_rescue_of_some_of_the_abducted_is_no_second_kidnapping() -> None:
    row = told("KLA fighters abducted 30 women near Ostavar. Fourteen of the abducted were rescued on October 20.")
    assert toll(row) == {"kidnapped": (30, 30)}


@pytest.mark.parametrize(
    ("sentences", "killed", "attackers"),
    [
        ("a clash in Ostavar left 12 people dead, eight of them rebels.", (4, 4), None),
        ("12 people were killed in a clash in Ostavar, of whom eight were rebels.", (4, 4), None),
        ("12 people died in a bombing in Ostavar, the two bombers among them.", (10, 10), None),
        ("a suicide bomber killed 12 people in Ostavar, including himself.", (11, 11), None),
        ("gunmen stormed a bar in Ostavar. 29 died, including 20 hostages, two officers, and the five gunmen.", (24, 24), 5),
        ("12 people died in an attack in Ostavar, not including the two attackers.", (12, 12), None),
    ],
)  # fmt: skip
def test_attackers_counted_among_the_dead_are_no_victims(
    sentences: str, killed: tuple[int, int], attackers: int | None
) -> None:
    row = told(sentences)
    assert toll(row).get("killed") == killed
    assert attackers is None or row["perpetrators_killed"] == attackers


@pytest.mark.parametrize(
    "sentences",
    [
        "a clash in Ostavar left 12 people dead, most of them rebels.",
        "an attack in Ostavar killed 12 people, including several gunmen.",
        "12 people, among them the attackers, died in Ostavar.",
        "a battle in Ostavar left 12 dead on both sides.",
    ],
)
def test_a_number_of_dead_of_whom_some_attacked_is_left_open(sentences: str) -> None:
    assert told(sentences).get("killed_min") is None


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("gunmen shot dead a man wanted for the murders of three judges in Ostavar.", (1, 1)),
        ("gunmen killed three guards in Ostavar in retaliation for an air strike that killed 12 villagers.", (3, 3)),
        ("a bomb killed a clerk in Ostavar who had been convicted of killing two guards.", (1, 1)),
        ("gunmen kidnapped two sailors near Ostavar; both died of fever in captivity.", None),
        ("gunmen attacked a bank in Ostavar. The guard, a former clerk, died.", (1, 1)),
        ("nine members of one family were killed when their car struck a mine near Ostavar.", (9, 9)),
        ("gunmen attacked a mayor in Ostavar. He survived; two of his guards did not.", (2, 2)),
        ("gunmen attacked a mayor in Ostavar. He survived; two of the gunmen did not.", None),
    ],
)
def test_only_those_who_died_in_the_attack_told_of_are_counted(sentences: str, killed: tuple[int, int] | None) -> None:
    assert toll(told(sentences)).get("killed") == killed


def test_of_them_stands_for_bystanders_where_those_were_named_last() -> None:
    by_mistake = told("an army helicopter mistakenly struck a group of herders in Ostavar, killing seven of them.")
    in_a_fight = told("soldiers fought a group of rebels in Ostavar, killing seven of them.")
    assert (by_mistake["killed_min"], by_mistake.get("perpetrators_killed")) == (7, None)
    assert (in_a_fight.get("killed_min"), in_a_fight["perpetrators_killed"]) == (None, 7)


def test_who_lost_a_leg_to_a_bomb_was_wounded() -> None:
    assert toll(told("a bomb under the car of a judge exploded in Ostavar, and she lost a leg.")) == {"wounded": (1, 1)}


def test_losses_put_higher_by_the_other_side_conflict() -> None:
    row = told("the GDF ambushed a convoy in Ostavar. The army said it lost four men; the GDF put army losses at 40.")
    assert (row["disputed"], row.get("killed_min")) == (True, None)


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("gunmen in Ostavar killed a candidate for parliament and her driver.", (2, 2)),
        ("gunmen in Ostavar killed a politician from the ruling party and two of his guards.", (3, 3)),
        ("gunmen in Ostavar killed Mayor Teno Rail, his wife Ana, and their son.", (3, 3)),
        ("gunmen in Ostavar killed five people, two officers and three clerks.", (5, 5)),
        ("a mine near Ostavar killed a mother and her twins.", (1, None)),
        ("gunmen in Ostavar killed an adviser to the governor and, it was said, his brother.", (1, 1)),
        ("gunmen killed a teacher in front of her pupils and a guard in Ostavar.", (1, None)),
        ("a colonel was killed near Ostavar, as were six of his men.", (7, 7)),
        ("six people were killed in a bus and four in a car near Ostavar.", (6, None)),
        ("gunmen killed 18 people and set fire to a church and a clinic in Ostavar.", (18, 18)),
        ("gunmen killed a guard in Ostavar and his colleagues fled.", (1, 1)),
    ],
)
def test_people_named_behind_the_dead_are_counted_or_leave_the_number_open(
    sentences: str, killed: tuple[int, int | None]
) -> None:
    assert toll(told(sentences)).get("killed") == killed


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("gunmen attacked a village near Ostavar. Initial reports of 50 dead were later revised to 22.", (22, 22)),
        ("gunmen killed 12 villagers near Ostavar, a day after they had killed seven in Karsa.", (12, 12)),
        ("militants killed 11 soldiers in Ostavar, bringing the annual toll to 96.", (11, 11)),
    ],
)
def test_a_toll_is_that_of_its_event_as_last_told(sentences: str, killed: tuple[int, int]) -> None:
    assert toll(told(sentences)).get("killed") == killed


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("six tourists, their guide and two boatmen were taken hostage near Ostavar.", {"kidnapped": (9, 9)}),
        ("six tourists, their sherpa and two boatmen were killed near Ostavar.", {"killed": (2, None)}),
        ("eight men were dragged from a bus near Ostavar and executed.", {"killed": (8, 8)}),
    ],
)
def test_a_list_of_victims_is_counted_whole_or_left_open(sentences: str, expected: Bounds) -> None:
    assert toll(told(sentences)) == expected


def test_a_number_that_only_one_side_gives_is_none_where_the_report_has_none() -> None:
    row = told("a bomb in Ostavar killed an unconfirmed number of soldiers; the GDF said 30.")
    assert row.get("killed_min") is None


@pytest.mark.parametrize(
    ("sentences", "killed"),
    [
        ("soldiers killed a GDF emir in Ostavar. He was responsible for the June 2014 attack, which killed 22.", None),
        ("gunmen killed the brother of a judge in Ostavar who had sentenced 12 rebels to death.", (1, 1)),
        ("a bomber killed nine in Ostavar, one year after a bombing there killed 31.", (9, 9)),
        ("villagers in Ostavar killed two GDF members; the GDF returned and killed 13 villagers.", (13, 13)),
        ("the GDF killed two former GDF members in Ostavar.", (2, 2)),
    ],
)
def test_the_dead_of_another_day_or_of_the_attackers_are_not_added(
    sentences: str, killed: tuple[int, int] | None
) -> None:
    assert toll(told(sentences)).get("killed") == killed
