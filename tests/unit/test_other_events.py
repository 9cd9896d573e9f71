"""Figures of another event that a sentence only refers to are not this event's. All places and events are fictional."""

# ruff: noqa: E501  the sentences under test stay on one line

import pytest
from chapters import chapter_text, extract_text, incident, incidents, toll


@pytest.mark.parametrize(
    "bullet",
    [
        "On May 5, KLA fighters killed 36 workers near Dori, ten days after the group killed 28 passengers there.",
        "Ten days after the group killed 28 passengers there, KLA fighters on May 5 killed 36 workers near Dori.",
        "On May 5, KLA fighters killed 36 workers in Dori, less than a week after two of their colleagues were shot dead.",
        "On May 5, a bomb killed 36 workers in Dori where, a month earlier, six people had died in a shooting.",
        "On May 5, the KLA killed 36 workers in Dori, surpassing the 28 killed in a 2013 raid.",
        "On May 5, the KLA killed 36 workers in Dori; the same group killed 28 people in a bombing in 2013.",
        "On May 5, the KLA killed 36 workers in Dori, the third attack in a month; the two earlier ones killed nine.",
        "On May 5, the KLA killed 36 workers in Dori, including a guard who survived an attack in 2013 that killed his wife.",
        "On May 5, the KLA killed 36 workers in Dori, not far from where it had killed nine others in 2013.",
    ],
)
def test_those_killed_in_another_event_do_not_count(bullet: str) -> None:
    assert toll(incident(bullet))["killed"] == (36, 36)


def test_an_event_without_figures_does_not_take_those_of_the_event_before() -> None:
    bullet = "On May 5, KLA fighters attacked a quarry near Dori, ten days after the group killed 28 passengers there."
    assert toll(incident(bullet)) == {}


@pytest.mark.parametrize(
    ("bullet", "killed"),
    [
        ("On May 5, gunmen shot a judge in Dori, and he died of his wounds two days after the attack.", (1, 1)),
        ("On May 5, a bomb in Dori killed four people; two days later, three of the wounded died.", (7, 7)),
        ("On May 5, gunmen killed 40 people in Dori in the deadliest attack since 2013.", (40, 40)),
        ("On May 5, gunmen in Dori killed a guard and five members of a militia founded in 2013.", (6, 6)),
        ("Two days after a truce ended, gunmen on May 5 killed four people in Dori.", (4, 4)),
        ("On May 5, a week before the election, gunmen killed four people in Dori.", (4, 4)),
    ],
)
def test_words_on_another_time_take_nothing_from_the_event_itself(bullet: str, killed: tuple[int, int]) -> None:
    assert toll(incident(bullet))["killed"] == killed


@pytest.mark.parametrize(
    "total",
    [
        "Nineteen people died in the attacks.",
        "Nineteen people died in the two attacks.",
        "Both attacks killed 19 people.",
        "At least 19 people were killed in these bombings.",
    ],
)
def test_a_total_over_several_events_is_nobodys(total: str) -> None:
    rows = incidents(f"On May 3, the GDF attacked a market in Dori. On June 4, it attacked a school in Wesa. {total}")
    assert [toll(row) for row in rows] == [{}, {}]


def test_a_total_over_several_events_stands_in_the_claims() -> None:
    text = chapter_text(
        ["On May 3, the GDF attacked Dori. On June 4, it attacked Wesa. Nineteen people died in the two attacks."]
    )
    assert [claim["value_min"] for claim in extract_text(text)["casualty_claims"]] == [19]


def test_a_total_over_the_attacks_of_one_event_is_its_toll() -> None:
    row = incident("On May 3, the GDF carried out two attacks in Dori. Nineteen people died in the attacks.")
    assert toll(row)["killed"] == (19, 19)


@pytest.mark.parametrize(
    "bullet",
    [
        "In March, KLA bombers struck a bank in Dori and, in May, a police station in Wesa. The attacks killed 17 people.",
        "Suicide bombers targeted a mosque in April and a church in September, injuring 50 people in two incidents.",
        "The KLA claimed three attacks in Dori in May and August, and an attack in Wesa in July. Ten people died in these attacks.",
    ],
)
def test_a_total_over_several_months_is_not_that_of_one_of_them(bullet: str) -> None:
    assert [toll(row) for row in incidents(bullet) if toll(row)] == []
