"""Which sentences tell of one event, with which date, and which tell of none. All places, groups and events are fictional."""

# ruff: noqa: E501  the sentences under test stay on one line

from datetime import date

import pytest
from chapters import GROUPS, YEAR, Record, chapter_text, extract_text, incident, incidents, incidents_of, toll


def days(rows: list[Record]) -> list[str]:
    return [str(row["date_edtf"]) for row in rows]


def reasons(*bullets: str) -> list[str]:
    """Why the bullets that made no incident were rejected."""
    tables = extract_text(chapter_text(bullets))
    assert tables["incidents"] == []
    return [
        str(r["reason"]) for r in tables["rejections"] if r["candidate_for"] == "incidents" and r["quote"] in bullets
    ]


@pytest.mark.parametrize(
    ("opening", "edtf", "precision"),
    [
        ("On October 8,", "2015-10-08", "day"),
        ("On October 8", "2015-10-08", "day"),
        ("On 8 October,", "2015-10-08", "day"),
        ("On Oct. 8,", "2015-10-08", "day"),
        ("On October 8, 2015,", "2015-10-08", "day"),
        ("During October 8-9,", "2015-10-08/2015-10-09", "day_range"),
        ("On the night of October 8-9,", "2015-10-08/2015-10-09", "day_range"),
        ("From October 8 to 11,", "2015-10-08/2015-10-11", "day_range"),
        ("From October 8-11,", "2015-10-08/2015-10-11", "day_range"),
        ("From 8-11 October,", "2015-10-08/2015-10-11", "day_range"),
        ("Between October 8-November 2,", "2015-10-08/2015-11-02", "day_range"),
        ("Between October 8 and November 2,", "2015-10-08/2015-11-02", "day_range"),
        ("In early October,", "2015-10-01/2015-10-10", "part_of_month"),
        ("In mid-October,", "2015-10-11/2015-10-20", "part_of_month"),
        ("In late October,", "2015-10-21/2015-10-31", "part_of_month"),
        ("In October,", "2015-10", "month"),
    ],
)
def test_an_incident_has_its_date_as_precise_as_stated(opening: str, edtf: str, precision: str) -> None:
    row = incident(f"{opening} GDF gunmen killed six civilians in Ostavar.")
    assert (row["date_edtf"], row["date_precision"]) == (edtf, precision)
    assert str(row["date_text"]).strip(" ,") in opening


@pytest.mark.parametrize(
    "sentence",
    [
        "An October 8 attack on a market in Ostavar killed six civilians.",
        "The October 8 bombing of a market in Ostavar killed six civilians.",
        "Six civilians were killed in an October 8 attack in Ostavar.",
        "Gunmen killed six civilians in Ostavar on October 8.",
        "In Ostavar, gunmen killed six civilians on October 8.",
        "The GDF claimed responsibility for an October 8 bombing in Ostavar that killed six civilians.",
        "Early on October 8, gunmen killed six civilians in Ostavar.",
    ],
)
def test_the_date_is_found_wherever_it_stands(sentence: str) -> None:
    row = incident(sentence)
    assert (row["date_edtf"], toll(row)) == ("2015-10-08", {"killed": (6, 6)})


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("On July 4 and 9, gunmen attacked clinics in Ostavar.", ["2015-07-04", "2015-07-09"]),
        ("On July 4 and August 9, gunmen attacked clinics in Ostavar.", ["2015-07-04", "2015-08-09"]),
        ("On July 4 and again on August 9, gunmen attacked clinics in Ostavar.", ["2015-07-04", "2015-08-09"]),
        ("On 4 and 9 July, gunmen attacked clinics in Ostavar.", ["2015-07-04", "2015-07-09"]),
        ("On July 4, 9, and 12, gunmen attacked clinics in Ostavar.", ["2015-07-04", "2015-07-09", "2015-07-12"]),
    ],
)  # fmt: skip
def test_days_in_a_list_are_incidents_of_their_own(bullet: str, expected: list[str]) -> None:
    assert days(incidents(bullet)) == expected


def test_two_dated_clauses_of_a_sentence_are_two_incidents() -> None:
    first, second = incidents(
        "On March 3 there was a blast at Ostavar that killed two people, and on August 12 there was a shooting in Belmira that killed four."
    )
    assert (first["date_edtf"], first["place_name"], toll(first)) == ("2015-03-03", "Ostavar", {"killed": (2, 2)})
    assert (second["date_edtf"], second["place_name"], toll(second)) == ("2015-08-12", "Belmira", {"killed": (4, 4)})


def test_respectively_distributes_places() -> None:
    first, second = incidents("On July 4 and 9, GDF fighters overran army posts at Ostavar and Belmira, respectively.")
    assert [(r["date_edtf"], r.get("place_name")) for r in (first, second)] == [
        ("2015-07-04", "Ostavar"),
        ("2015-07-09", "Belmira"),
    ]


def test_ordinals_distribute_figures() -> None:
    first, second = incidents(
        "On July 4 and 9, bombs exploded in Ostavar and Belmira, killing 11 people in the first attack and 12 in the second."
    )
    assert [toll(first), toll(second)] == [{"killed": (11, 11)}, {"killed": (12, 12)}]


def test_each_gives_every_incident_the_same_figure() -> None:
    rows = incidents(
        "On July 4 and 9, gunmen attacked a post in Ostavar; in each incident, they killed three soldiers."
    )
    assert [toll(row) for row in rows] == [{"killed": (3, 3)}, {"killed": (3, 3)}]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("In another attack that same day, gunmen killed a judge in Belmira.", date(2015, 3, 3)),
        ("On the same day, gunmen killed a judge in Belmira.", date(2015, 3, 3)),
        ("The same day, gunmen killed a judge in Belmira.", date(2015, 3, 3)),
        ("The next day, gunmen killed a judge in Belmira.", date(2015, 3, 4)),
        ("Two days later, gunmen killed a judge in Belmira.", date(2015, 3, 5)),
        ("A week later, gunmen killed a judge in Belmira.", date(2015, 3, 10)),
        ("In a similar attack two weeks later, gunmen killed a judge in Belmira.", date(2015, 3, 17)),
        ("On April 5, gunmen killed a judge in Belmira.", date(2015, 4, 5)),
    ],
)
def test_a_further_incident_counts_its_date_from_the_one_before(sentence: str, day: date) -> None:
    first, second = incidents(f"On March 3, a bomb wounded two people in Ostavar. {sentence}")
    assert (first["date_start"], first["place_name"], toll(first)) == (date(2015, 3, 3), "Ostavar", {"wounded": (2, 2)})
    assert (second["date_start"], second["date_end"], second["place_name"], toll(second)) == (
        day,
        day,
        "Belmira",
        {"killed": (1, 1)},
    )


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("On May 3, gunmen killed two teachers in Dori and, in a separate incident, a mine killed four soldiers near Karsa.", "2015-05-03"),
        ("On May 3, gunmen killed two teachers in Dori, and in another attack in Karsa militants killed four soldiers.", "2015-05-03"),
        ("Gunmen killed two teachers in Dori on May 3, and in another attack a mine killed four soldiers near Karsa.", None),
    ],
)  # fmt: skip
def test_an_event_told_as_a_separate_one_has_its_own_toll_and_a_date_only_where_that_leads_the_sentence(
    sentence: str, second: str | None
) -> None:
    rows = incidents(sentence)
    assert [row["killed_min"] for row in rows] == [2, 4]
    assert [row.get("date_edtf") for row in rows] == ["2015-05-03", second]


def test_a_second_bomb_of_the_same_attack_is_no_incident_of_its_own() -> None:
    rows = incidents("On May 3, a bomb exploded in Dori, and a second bomb killed four people who had come to help.")
    assert [row["killed_min"] for row in rows] == [4]


@pytest.mark.parametrize(
    ("rest", "day"),
    [
        (", and the next day another bomb killed a judge in Belmira.", date(2015, 3, 4)),
        (", and a second bomb two days later killed a judge in Belmira.", date(2015, 3, 5)),
        (" and on April 5, a bomb killed a judge in Belmira.", date(2015, 4, 5)),
        (", and on the same day gunmen killed a judge in Belmira.", date(2015, 3, 3)),
        ("; three days later, gunmen killed a judge in Belmira.", date(2015, 3, 6)),
    ],
)  # fmt: skip
def test_a_further_incident_may_stand_in_the_same_sentence(rest: str, day: date) -> None:
    rows = incidents(f"On March 3, a bomb killed two people in Ostavar{rest}")
    assert [(r["date_start"], toll(r)) for r in rows] == [
        (date(2015, 3, 3), {"killed": (2, 2)}),
        (day, {"killed": (1, 1)}),
    ]


def test_days_after_an_incident_of_some_day_in_a_month_are_not_a_day() -> None:
    rows = incidents(
        "In March, a bomb wounded two people in Ostavar. Two days later, gunmen killed a judge in Belmira."
    )
    assert [row["date_precision"] for row in rows if row.get("place_name") == "Belmira"] != ["day"]


def test_several_attacks_told_as_one_are_one_row_with_their_count() -> None:
    row = incident("From April 2 to 11, in three attacks in Talmut Province, the GDF killed seven soldiers.")
    assert (row["date_edtf"], row["event_count_min"], toll(row)) == ("2015-04-02/2015-04-11", 3, {"killed": (7, 7)})


@pytest.mark.parametrize(
    ("events", "count"),
    [
        ("multiple attacks", 2),
        ("a series of bombings", 2),
        ("three separate attacks", 3),
        ("twin bombings", 2),
        ("12 attacks", 12),
    ],
)
def test_a_count_of_events_is_kept(events: str, count: int) -> None:
    assert incident(f"On October 8, {events} in Ostavar killed nine people.").get("event_count_min") == count


def test_one_attack_has_no_count_of_events() -> None:
    assert incident("On October 8, an attack in Ostavar killed nine people.").get("event_count_min") is None


def test_a_span_between_parts_of_months_is_one_incident() -> None:
    row = incident("Between late May and late June, the GDF killed nine farmers in Talmut Province.")
    assert (row["date_start"], row["date_end"], toll(row)) == (date(2015, 5, 21), date(2015, 6, 30), {"killed": (9, 9)})


def test_one_day_or_the_other_is_one_incident() -> None:
    assert toll(incident("On July 4 or 5, gunmen killed a judge in Ostavar.")) == {"killed": (1, 1)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The GDF claimed responsibility on October 10.",
        "Two days later, the GDF claimed responsibility.",
        "On November 1, the GDF claimed responsibility.",
        "The GDF claimed the attack the next day.",
        "On October 20, two suspects were arrested.",
        "The lone survivor was sentenced on November 2.",
        "Police later found a second bomb.",
        "The judge had survived an attack in 2011.",
        "This was the second such attack; the first took place in March 2014.",
        "The attackers fled.",
    ],
)
def test_a_claim_a_sequel_or_a_look_back_is_no_incident_of_its_own(sentence: str) -> None:
    row = incident(f"On October 8, gunmen killed two judges in Ostavar. {sentence}")
    assert (row["date_edtf"], toll(row)) == ("2015-10-08", {"killed": (2, 2)})


def test_the_release_of_hostages_is_no_attack() -> None:
    assert incidents("On June 3, the kidnappers released two nurses whom the GDF had abducted in Ostavar in May.") == []


def test_a_claim_that_dates_the_attack_before_it_is_not_its_date() -> None:
    row = incident(
        "On October 10, the GDF claimed responsibility for an attack three days earlier that killed two officers in Ostavar."
    )
    assert (row["date_start"], row["attribution"]) == (date(2015, 10, 7), "claimed")


def test_an_incident_of_the_list_without_a_date_is_a_row_of_unknown_date() -> None:
    row = incident("GDF gunmen killed nine people in Ostavar.")
    assert (row["date_precision"], row.get("date_start"), row.get("date_edtf"), toll(row)) == (
        "unknown",
        None,
        None,
        {"killed": (9, 9)},
    )


def test_an_incident_of_a_season_is_a_row() -> None:
    row = incident("In the spring, GDF gunmen killed nine people in an attack on a market in Ostavar.")
    assert (row["date_precision"], row["date_edtf"], toll(row)) == ("season", "2015-21", {"killed": (9, 9)})


@pytest.mark.parametrize(
    ("bullet", "reason"),
    [
        ("There were no terrorist incidents in 2015.", "not_an_incident"),
        ("The GDF carried out numerous attacks during the year.", "aggregate"),
        ("From January to October, the GDF killed 109 civilians in 54 attacks.", "aggregate"),
        ("On October 8, 2012, GDF gunmen killed 40 people in Ostavar.", "outside_report"),
        ("On October 8, police arrested 12 GDF members in Ostavar.", "not_an_incident"),
        ("On October 8, a court sentenced a GDF member to 20 years in prison for a bombing.", "not_an_incident"),
        ("In October, the army launched an operation against the GDF.", "not_an_incident"),
        ("On October 8, the GDF released a video.", "not_an_incident"),
    ],
)
def test_what_is_no_single_event_is_rejected_with_a_reason(bullet: str, reason: str) -> None:
    assert reasons(bullet) == [reason]


@pytest.mark.parametrize(
    "bullet",
    [
        "Through the end of December, the GDF had killed 109 civilians.",
        "In 2011, GDF gunmen killed 40 people in Ostavar.",
        "Since October, the GDF has killed 40 people.",
        "The army said that 40 attacks took place between March and October.",
        "On October 8, the president condemned the bombing of 2009 in Ostavar, which killed nine people.",
        "Shortly after the September 11 attacks, police arrested three men.",
        "On October 8, the KAF raided a GDF camp near Ostavar.",
        "On October 8, the KAF shelled GDF positions near Ostavar.",
    ],
)
def test_totals_other_years_and_operations_without_deaths_make_no_row(bullet: str) -> None:
    assert incidents(bullet) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The GDF killed more than 200 people in 2015.",
        "In March 2009, the GDF bombed a hotel in Ostavar, killing nine people.",
        "The number of attacks increased from May.",
        "On May 3, the GDF declared a cease-fire.",
        "On May 3, the president visited Ostavar, where a bomb killed nine people in 2013.",
        "Between January and May, attacks by the GDF rose by 20 percent.",
    ],
)
def test_trends_in_the_overview_make_no_row(sentence: str) -> None:
    assert extract_text(chapter_text(overview=f"{GROUPS} {sentence}"))["incidents"] == []


def test_a_dated_attack_told_in_the_overview_is_a_row_that_no_list_has() -> None:
    tables = extract_text(chapter_text(overview=f"{GROUPS} On May 3, a car bomb in Ostavar killed nine people."))
    (row,) = tables["incidents"]
    assert (row["date_edtf"], row["record_class"], row["listed_as_significant"]) == (
        "2015-05-03",
        "terrorist_attack",
        False,
    )


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("In May, police thwarted a GDF plot to bomb a hotel in Ostavar and arrested five suspects.", "2015-05"),
        ("On May 5, police arrested two men for planning to attack an airport.", "2015-05-05"),
    ],
)
def test_a_plot_foiled_under_legislation_is_a_row_that_no_list_has(sentence: str, edtf: str) -> None:
    (row,) = extract_text(chapter_text(legislation=sentence))["incidents"]
    assert (row["record_class"], row["date_edtf"], row["listed_as_significant"]) == ("plot_foiled", edtf, False)
    assert toll(row) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 3, a court sentenced three men to 20 years in prison for a bombing in Ostavar.",
        "On May 3, parliament passed a law on terrorism.",
        "On May 5, police arrested two men for an attack that killed three people in Ostavar in 2013.",
        "In May, the government trained 40 officers in the investigation of bombings.",
        "On May 3, police arrested 12 members of the GDF.",
    ],
)
def test_laws_trials_arrests_and_training_under_legislation_make_no_row(sentence: str) -> None:
    assert extract_text(chapter_text(legislation=sentence))["incidents"] == []


def test_the_year_of_the_heading_dates_the_incidents() -> None:
    assert days(incidents("On October 8, gunmen killed a judge in Ostavar.", year=2019)) == ["2019-10-08"]


def test_a_chapter_without_headings_has_incidents_that_no_list_has() -> None:
    text = (
        f"Kiribati\n\nKiribati remained a partner against terrorism. {GROUPS}\n\nMost attacks in Kiribati were small. On March 8, GDF gunmen fired on a convoy "
        "near Ostavar; two police officers were killed. In mid-August, the GDF kidnapped seven engineers at Belmira.\n\nKiribati has no law on terrorism.\n"
    )
    rows = incidents_of(extract_text(text))
    assert [(r["date_edtf"], r["place_name"], r["listed_as_significant"]) for r in rows] == [
        ("2015-03-08", "Ostavar", False),
        ("2015-08-11/2015-08-20", "Belmira", False),
    ]
    assert YEAR == 2015


@pytest.mark.parametrize(
    ("later", "killed"),
    [
        ("A third soldier died of his wounds in a hospital on May 12.", (3, 3)),
        ("The last of the wounded was still in a hospital in July.", (2, 2)),
        ("The authorities in July attributed the killings to the GDF.", (2, 2)),
    ],
)
def test_a_later_date_of_what_became_of_an_event_opens_none_of_its_own(later: str, killed: tuple[int, int]) -> None:
    row = incident(f"On May 7, gunmen killed two soldiers near Dori. {later}")
    assert (row["date_edtf"], toll(row)["killed"]) == ("2015-05-07", killed)


def test_a_dated_sentence_that_only_denies_harm_does_not_continue_the_event_before() -> None:
    overview = (
        f"{GROUPS} Eleven people were hurt on March 14 when a bomb exploded at a fair in Dori. "
        "An attempt in late May to burn down a school in Karsa failed; no one was hurt."
    )
    rows = incidents_of(extract_text(chapter_text(overview=overview)))
    assert [(row["date_edtf"], toll(row)) for row in rows] == [
        ("2015-03-14", {"wounded": (11, 11)}),
        ("2015-05-21/2015-05-31", {"killed": (0, 0), "wounded": (0, 0)}),
    ]


def test_an_arrest_whose_aim_stands_in_the_next_sentence_is_a_plot() -> None:
    row = incident(
        "On July 22, police arrested a GDF bomb maker in Dori. Investigators said that he had been preparing to blow up the courthouse."
    )
    assert (row["record_class"], row["perpetrator_names"]) == ("plot_foiled", "Green Dawn Front")


def test_a_verdict_on_an_earlier_attack_is_no_incident() -> None:
    assert reasons(
        "In November, a court found two GDF commanders guilty of the 2005 ambush at Dori, in which eight police officers lost their lives."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "On March 3, the coast guard seized a boat near Dori carrying mortar rounds; among those arrested was a man wanted in Fiji for attacks.",
        "On December 3, an appeals court threw out the convictions of three members of the GDF for a bombing.",
        "In November, the Government executed three of the 2002 Dori bombers.",
        "After two attacks in late 2013 and two others in 2014, including the February attack on the embassy that cost the lives of 11 soldiers.",
    ],
)
def test_what_courts_and_guards_do_and_what_earlier_years_saw_is_no_incident(sentence: str) -> None:
    assert incidents(sentence) == []


def test_a_date_that_names_an_election_is_not_the_date_of_an_attack() -> None:
    rows = incidents(
        "On May 3, gunmen attacked a post in Dori. Officials blamed the GDF for the attack as an attempt to disrupt the May 23 elections."
    )
    assert days(rows) == ["2015-05-03"]


def test_deaths_told_of_other_events_do_not_join_the_event_before() -> None:
    row = incident(
        "On March 13, attackers ambushed a motorcade near Dori. In the run-up to the elections, two people were killed in violence."
    )
    assert toll(row) == {}


def test_an_event_told_in_the_overview_and_in_the_list_is_one_row() -> None:
    overview = f"{GROUPS} On May 3, gunmen attacked a hotel in Dori, killing four guests."
    tables = extract_text(
        chapter_text(["On May 3, GDF gunmen stormed a hotel in Dori and killed four guests."], overview=overview)
    )
    assert [row["listed_as_significant"] for row in incidents_of(tables)] == [True]
    assert "duplicate" in {row["reason"] for row in tables["rejections"]}


def test_two_events_of_one_day_in_different_places_stay_two_rows() -> None:
    overview = f"{GROUPS} On May 3, gunmen attacked a hotel in Karsa, killing four guests."
    tables = extract_text(
        chapter_text(["On May 3, GDF gunmen stormed a hotel in Dori and killed four guests."], overview=overview)
    )
    assert len(tables["incidents"]) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "gunmen killed a judge in Ostavar and a bomb killed two soldiers in Dunmere.",
        "gunmen killed a judge in Ostavar while a car bomb in Dunmere killed two soldiers.",
        "gunmen killed a judge in Ostavar, while a separate bombing in Dunmere killed two soldiers.",
    ],
)
def test_attacks_of_one_day_at_two_places_are_two_incidents(sentence: str) -> None:
    rows = incidents(f"On May 3, {sentence}")
    assert [(row["date_edtf"], row.get("place_name"), toll(row)) for row in rows] == [
        ("2015-05-03", "Ostavar", {"killed": (1, 1)}),
        ("2015-05-03", "Dunmere", {"killed": (2, 2)}),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "a bomb killed two people in Ostavar and a second bomb killed three rescuers.",
        "a bomb killed two people in Ostavar and a suicide bomber killed three near Ostavar market.",
        "gunmen killed two officers in Ostavar and three guards who came from Dunmere.",
    ],
)
def test_what_follows_at_the_same_place_is_the_same_incident(sentence: str) -> None:
    assert len(incidents(f"On May 3, {sentence}")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "On July 7, a delegation was attacked in Ostavar when gunmen drove a car bomb into an embassy on July 7.",
        "On July 7 and July 7, gunmen attacked a police post in Ostavar and killed two officers.",
    ],
)
def test_a_day_told_twice_in_a_sentence_is_one_incident(sentence: str) -> None:
    assert days(incidents(sentence)) == ["2015-07-07"]


@pytest.mark.parametrize(
    "sentence",
    [
        "On March 3, police found the bodies of five farmers in Ostavar whom GDF fighters had killed the day before.",
        "On March 3, the bodies of five farmers, whom GDF fighters had killed the previous day, were found in Ostavar.",
    ],
)
def test_bodies_date_the_killing_and_not_the_find(sentence: str) -> None:
    row = incident(sentence)
    assert (row["date_edtf"], row["record_class"], toll(row), row["perpetrator_names"]) == (
        "2015-03-02",
        "terrorist_attack",
        {"killed": (5, 5)},
        "Green Dawn Front",
    )


def test_a_year_that_began_with_a_murder_tells_of_it_also_outside_the_list() -> None:
    told = "The year began with the murder of a judge in Ostavar on January 4."
    rows = incidents_of(extract_text(chapter_text(overview=f"{GROUPS} {told}")))
    assert [(row["date_edtf"], toll(row)) for row in rows] == [("2015-01-04", {"killed": (1, 1)})]


@pytest.mark.parametrize(
    ("sentence", "classes"),
    [
        ("On August 11, police charged a man over a plan to attack a power station in Ostavar.", ["plot_foiled"]),
        ("On August 11, prosecutors charged two men with plotting to bomb a market in Ostavar.", ["plot_foiled"]),
        ("On August 11, prosecutors charged two men with the murder of a judge in Ostavar.", []),
        ("On August 11, a court convicted two men charged with plotting to bomb a market in Ostavar.", []),
        ("On August 11, two men were charged with planning the bombing that killed six people in Ostavar.", []),
    ],
)
def test_a_charge_over_a_plan_is_a_foiled_plot_and_a_charge_over_a_deed_is_none(
    sentence: str, classes: list[str]
) -> None:
    assert [row["record_class"] for row in incidents(sentence)] == classes


def test_a_word_for_prisoners_does_not_hide_the_attack() -> None:
    row = incident("On April 7, policemen who were looking for escaped prisoners came under fire in Ostavar; one died.")
    assert (row["target_type"], row["attack_type"], toll(row)) == ("police", "armed_assault", {"killed": (1, 1)})


def test_a_list_of_more_days_than_a_month_has_is_an_aggregate():
    listed = ", ".join(f"{month} {day}" for month in ("March", "April") for day in range(1, 21))
    assert reasons(f"On {listed}, gunmen killed three people in Ostavar.") == ["aggregate"]


def test_a_claim_of_the_attack_on_a_day_tells_when_it_was_claimed() -> None:
    (only,) = incidents(
        "On November 16, GDF gunmen ambushed trucks near Ostavar. The GDF claimed the attack on November 21."
    )
    assert str(only["date_start"]) == "2015-11-16"


def test_what_an_attacker_had_done_before_does_not_hide_the_attack() -> None:
    (only,) = incidents(
        "A youth who had pledged allegiance to the GDF hurled a firebomb at a temple in Ostavar on May 29, injuring the watchman."
    )
    assert str(only["date_start"]) == "2015-05-29"


def test_a_hostage_found_dead_on_a_later_day_is_no_other_event() -> None:
    (only,) = incidents("On May 29, GDF gunmen abducted a rancher in Ostavar; the rancher was found dead on June 3.")
    assert (str(only["date_start"]), only["killed_min"], only["kidnapped_min"]) == ("2015-05-29", 1, 1)


def test_a_weapon_s_work_is_an_event_where_the_next_sentence_has_its_toll() -> None:
    (only,) = incidents(
        "On August 11, a device packed with nails tore through a bus in Ostavar. Ten soldiers were killed."
    )
    assert only["killed_min"] == 10


@pytest.mark.parametrize("whose", ["Coalition aircraft", "U.S. warplanes"])
def test_aircraft_are_a_state_s(whose: str) -> None:
    (only,) = incidents(f"On July 25, {whose} bombed a compound near Ostavar, killing 20 people.")
    assert only["record_class"] == "state_force_operation"


def test_the_following_day_at_another_place_is_an_incident_of_its_own():
    rows = incidents(
        "On November 24, two geologists were kidnapped from a hotel in Ostavar. The following day, one engineer was killed and three others were kidnapped in Dunmere. GDF claimed responsibility for both attacks."
    )
    assert [(row["date_edtf"], row.get("place_name"), toll(row), row["attribution"]) for row in rows] == [
        ("2015-11-24", "Ostavar", {"kidnapped": (2, 2)}, "claimed"),
        ("2015-11-25", "Dunmere", {"killed": (1, 1), "kidnapped": (3, 3)}, "claimed"),
    ]


def test_who_died_the_following_day_of_wounds_is_of_the_same_incident():
    row = incident(
        "On November 24, a bomb killed two people in Ostavar. The following day, one person died of wounds in Dunmere."
    )
    assert row["date_edtf"] == "2015-11-24"


@pytest.mark.parametrize(
    "told",
    [
        "On May 3, a blast tore apart a train in Ostavar. At least 40 people were killed.",
        "On May 3, a double suicide bombing occurred in Ostavar. It killed at least 40 people.",
        "On May 3, bomb blasts shook Ostavar. At least 40 people were killed.",
    ],
)
def test_a_blast_whose_toll_stands_in_the_next_sentence_is_told_of_also_outside_the_list(told: str) -> None:
    rows = incidents_of(extract_text(chapter_text(overview=f"{GROUPS} {told}")))
    assert [(row["date_edtf"], toll(row)) for row in rows] == [("2015-05-03", {"killed": (40, None)})]


def test_a_toll_that_rose_is_of_the_same_event_also_outside_the_list():
    told = "On May 3, a bomber killed 30 people in Ostavar. The death toll later rose to 35."
    rows = incidents_of(extract_text(chapter_text(overview=f"{GROUPS} {told}")))
    assert [toll(row) for row in rows] == [{"killed": (35, 35)}]


def test_a_law_against_bombings_is_no_bombing_whatever_the_next_sentence_tells():
    told = "On May 3, parliament passed a law against bombings. Two people were killed in protests."
    assert extract_text(chapter_text(overview=f"{GROUPS} {told}"))["incidents"] == []


@pytest.mark.parametrize(
    "told",
    [
        "On March 3, the army launched an operation against GDF militants who had killed 20 soldiers in February.",
        "On March 3, an earthquake killed 200 people in Ostavar.",
        "On March 3, a bus crash killed 12 people near Ostavar.",
        "On March 3, a military court executed five men for killing soldiers.",
        "On March 3, the army said it had killed more than 300 militants since January.",
        "In a March 3 report, the GDF was said to have killed 40 people.",
        "On March 3, the government announced that it would pay the families of those killed in the 2014 bombing.",
        "The trial of the men accused of an attack, which killed 40 people, began in May.",
    ],
)
def test_what_is_no_attack_of_that_day_is_no_incident(told: str) -> None:
    assert extract_text(chapter_text(overview=f"{GROUPS} {told}"))["incidents"] == []


def test_the_worst_attack_since_a_year_is_one_attack():
    told = "On March 3, GDF gunmen killed 40 people in Ostavar, the deadliest attack since 2010."
    rows = incidents_of(extract_text(chapter_text(overview=f"{GROUPS} {told}")))
    assert [toll(row) for row in rows] == [{"killed": (40, 40)}]


def test_an_aside_behind_the_date_does_not_hide_the_event() -> None:
    (only,) = incidents(
        "On the night of June 6, however, armed men opened fire from a boat on a police post near Ostavar. Two officers were wounded."
    )
    assert (str(only["date_start"]), only["wounded_min"]) == ("2015-06-06", 2)


def test_words_on_who_the_victim_was_do_not_hide_what_befell_him() -> None:
    (only,) = incidents(
        "On November 3, a cleric who had criticized extremists was burned in an acid attack near his home in Ostavar."
    )
    assert str(only["date_start"]) == "2015-11-03"


def test_what_happened_to_somebody_who_had_killed_is_no_attack() -> None:
    assert incidents("On November 3, a man who had killed two officers was sentenced to death in Ostavar.") == []


@pytest.mark.parametrize("where", ["gunmen who had crossed from Tuvalu killed", "rockets launched from Tuvalu killed"])
def test_a_country_from_which_attackers_come_is_not_the_attacker(where: str) -> None:
    (only,) = incidents(f"On November 3, {where} two villagers near Ostavar.")
    assert only["record_class"] == "terrorist_attack"


def test_what_they_did_two_days_later_is_an_incident_of_its_own():
    rows = incidents("Gunmen killed two officers in Ostavar on June 3; two days later, they killed a judge in Dunmere.")
    assert [(row["date_edtf"], toll(row)) for row in rows] == [
        ("2015-06-03", {"killed": (2, 2)}),
        ("2015-06-05", {"killed": (1, 1)}),
    ]


def test_the_toll_of_the_attack_from_which_days_are_counted_is_not_added():
    row = incident(
        "On June 3, gunmen killed nine people in Ostavar, two days after a similar attack in Dunmere killed four."
    )
    assert toll(row) == {"killed": (9, 9)}


def test_a_day_that_is_named_again_in_a_list_is_one_incident():
    rows = incidents("On June 3 and 4, and again on June 10, gunmen killed officers in Ostavar.")
    assert days(rows) == ["2015-06-03", "2015-06-04", "2015-06-10"]


@pytest.mark.parametrize(
    "bullet",
    [
        "On June 3, two monks were kidnapped in Ostavar; on June 10 they were found dead.",
        "On June 3, gunmen wounded a clerk in Ostavar, and on June 10 he was released from custody.",
        "On June 3, gunmen wounded a clerk in Ostavar; she died of her wounds on June 8.",
    ],
)
def test_what_became_of_victims_on_a_later_day_of_the_sentence_is_no_event_of_its_own(bullet: str) -> None:
    assert days(incidents(bullet)) == ["2015-06-03"]


def test_men_ordered_off_a_bus_are_attacked() -> None:
    assert days(incidents("On June 3, rebels ordered eight men off a bus near Ostavar and shot them dead.")) == [
        "2015-06-03"
    ]


@pytest.mark.parametrize("week", ["During the week of June 3", "In the week of 3 June 2015"])
def test_the_week_of_a_day_is_seven_days(week: str) -> None:
    row = incident(f"{week}, gunmen killed four teachers in Ostavar.")
    assert (row["date_edtf"], row["date_precision"]) == ("2015-06-03/2015-06-09", "day_range")


def test_two_places_of_one_day_with_a_figure_each_are_two_incidents() -> None:
    rows = incidents("On June 3, bombs in Ostavar and Karsa killed six people and at least four people, respectively.")
    assert [(row["place_name"], row["killed_min"], row.get("killed_max")) for row in rows] == [
        ("Ostavar", 6, 6),
        ("Karsa", 4, None),
    ]


def test_two_outcomes_of_one_day_told_respectively_stay_one_incident() -> None:
    row = incident("On June 3, bombs in Ostavar and Karsa killed six people and wounded four people, respectively.")
    assert (row["killed_min"], row["wounded_min"]) == (6, 4)


@pytest.mark.parametrize(
    "told",
    [
        "On July 25, KAF aircraft bombed a camp in Ostavar. The KAF announced the death of 20 rebels.",
        "On July 25, soldiers attacked a GDF camp near Ostavar. The army reported that 12 militants were killed.",
        "On July 25, the KAF bombed GDF camps in Ostavar; the General Staff spoke of about 90 militants killed.",
    ],
)
def test_an_act_of_a_state_s_forces_is_an_operation_where_its_dead_are_announced_behind_it(told: str) -> None:
    rows = incidents_of(extract_text(chapter_text([], legislation=told)))
    assert [row["record_class"] for row in rows] == ["state_force_operation"]


def test_the_day_on_which_attacks_came_to_an_end_is_no_day_of_an_attack() -> None:
    text = chapter_text(
        [], overview=f"{GROUPS} The GDF fired on army bases until the last U.S. troops left the island on May 18."
    )
    assert incidents_of(extract_text(text)) == []


def test_the_worst_attack_since_a_year_is_one_attack_also_where_the_next_sentence_has_its_toll() -> None:
    text = chapter_text().replace(
        "Incidents included:",
        "On March 19, Kiribati suffered its worst terrorist attack since 2003, when a man detonated a device at a restaurant in Ostavar. The attack killed 14 people.",
    )
    assert [toll(row) for row in incidents_of(extract_text(text))] == [{"killed": (14, 14)}]


def test_a_day_among_those_of_a_toll_over_the_year_opens_no_event() -> None:
    told = "The fighting claimed more than 500 lives this year, including 35 soldiers killed on April 28 when militants stormed posts in Dori."
    assert incidents(told) == []


def test_how_a_siege_ended_is_told_of_the_attack_that_began_it() -> None:
    row = incident(
        "On August 12, gunmen attacked a hotel in Dori. By the time the siege ended 20 hours later, 18 guests and a soldier were dead."
    )
    assert toll(row)["killed"] == (19, 19)


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("On June 3, 25 inmates escaped from a prison in Ostavar after killing five guards.", 5),
        ("On June 3, a detainee escaped from custody in Ostavar by stabbing two officers, who later died.", 2),
        ("On June 3, rebels freed 300 inmates from the prison in Ostavar; two guards were killed.", 2),
    ],
)
def test_a_violent_escape_or_release_of_prisoners_is_an_attack(told: str, killed: int) -> None:
    row = incident(told)
    assert (row["killed_min"], row["target_type"]) == (killed, "police")


@pytest.mark.parametrize(
    "told",
    [
        "On June 3, three men convicted of killing five guards escaped from a prison in Ostavar.",
        "On June 3, the police released three prisoners from the jail in Ostavar.",
        "On June 3, three men escaped from a prison in Ostavar, where guards killed two others.",
    ],
)
def test_another_escape_or_release_of_prisoners_is_none(told: str) -> None:
    assert incidents(told) == []


def test_people_who_went_missing_and_were_held_were_kidnapped() -> None:
    row = incident(
        "On June 3, three engineers disappeared near Ostavar. A week later, the GDF said it was holding them."
    )
    assert (row["attack_type"], row["kidnapped_min"], row["attribution"]) == ("kidnapping", 3, "claimed")


def test_people_who_went_missing_and_were_found_were_not() -> None:
    assert incidents("On June 3, three engineers went missing near Ostavar. They were found unhurt.") == []


def test_two_plots_of_one_sentence_are_two() -> None:
    rows = incidents(
        "On June 3, police arrested two men in Ostavar who planned to bomb a market, and on August 4 they arrested a student who planned to stab a judge in Karsa."
    )
    assert [(row["date_edtf"], row["place_name"], row["target_type"], row["attack_type"]) for row in rows] == [
        ("2015-06-03", "Ostavar", "civilians", "bombing"),
        ("2015-08-04", "Karsa", "government", "stabbing"),
    ]


def test_an_arrest_beside_a_plot_is_none() -> None:
    row = incident(
        "On June 3, police arrested two men in Ostavar who raised funds, and on August 4 they arrested a student who planned to stab a judge."
    )
    assert row["date_edtf"] == "2015-08-04"


def test_an_arrest_with_the_aim_of_an_attack_is_a_plot() -> None:
    row = incident(
        "In June, police arrested three men in Ostavar on suspicion of assembling a bomb with the aim of attacking a match."
    )
    assert (row["record_class"], row["target_type"]) == ("plot_foiled", "civilians")


def test_a_bomb_that_was_found_and_went_off_is_an_attack_also_outside_the_list() -> None:
    told = "On June 3, police in Ostavar found a pipe bomb at the door of a judge; it went off as he opened the gate."
    rows = incidents_of(extract_text(chapter_text([], overview=f"{GROUPS} {told}")))
    assert [(row["record_class"], row["target_type"]) for row in rows] == [("terrorist_attack", "government")]


def test_who_came_under_fire_may_be_told_of_at_length() -> None:
    row = incident("On June 3, policemen who were looking for a fugitive came under fire in Ostavar; two were killed.")
    assert (row["killed_min"], row["target_type"]) == (2, "police")


def test_the_toll_of_an_earlier_day_told_of_the_place_is_none_of_the_event() -> None:
    row = incident("On June 3, gunmen ambushed a bus on the road near Ostavar on which 11 soldiers died in May.")
    assert row.get("killed_min") is None


def test_a_gas_explosion_is_no_attack() -> None:
    assert incidents("On June 3, a gas explosion at a restaurant in Ostavar killed five people.") == []
