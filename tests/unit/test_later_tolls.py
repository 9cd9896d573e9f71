"""What later sentences change in the number of an event's dead. All places and events are fictional."""

import pytest
from chapters import incident, toll
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "later",
    [
        "The toll later rose to seven.",
        "The death toll had risen to seven by the end of the week.",
        "The number of dead was later revised to seven.",
        "Three soldiers died in the hospital, bringing the death toll to seven.",
        "Three of the wounded died later.",
        "Three of the injured soldiers succumbed to their wounds.",
    ],
)
def test_a_later_sentence_can_set_the_number_of_dead_or_add_to_it(later: str) -> None:
    assert toll(incident(f"On March 3, gunmen killed four soldiers in Dori. {later}"))["killed"] == (7, 7)


def test_the_next_one_who_dies_makes_an_exact_count() -> None:
    row = incident("On March 3, gunmen killed four soldiers in Dori. A fifth soldier died later of his wounds.")
    assert toll(row)["killed"] == (5, 5)


def test_one_more_whose_number_does_not_follow_the_count_leaves_the_maximum_open() -> None:
    row = incident("On March 3, gunmen killed four soldiers in Dori. A sixth soldier died later of his wounds.")
    assert toll(row)["killed"] == (6, None)


def test_a_later_toll_with_a_bound_keeps_the_bound() -> None:
    row = incident("On March 3, gunmen killed four soldiers in Dori. The death toll rose to at least nine.")
    assert toll(row)["killed"] == (9, None)


def test_a_span_of_time_behind_wounds_is_no_wounded_person() -> None:
    row = incident("On March 3, gunmen shot a judge in Dori. The judge succumbed to his wounds a week later.")
    assert toll(row) == {"killed": (1, 1)}


@given(st.integers(2, 40), st.integers(2, 40))
def test_the_toll_after_a_rise_is_the_later_one_and_after_an_addition_the_sum(first: int, more: int) -> None:
    event = f"On March 3, a bomb killed {first} soldiers in Dori."
    assert toll(incident(f"{event} The toll rose to {first + more}."))["killed"] == (first + more, first + more)
    assert toll(incident(f"{event} {more} of the wounded later died."))["killed"] == (first + more, first + more)
