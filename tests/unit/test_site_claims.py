"""Which words each figure of an incident rests on, where evidence names the incident alone."""

from pipelines.site.claims import words_of_claims
from pipelines.site.model import Cite

# Fictional.
TEXT = "The army said 14 guards died in Ostavar, but residents said that more than 20 guards died. Dozens were hurt."


def cite(words: str, after: int = 0) -> Cite:
    start = TEXT.index(words, after)
    return Cite(start, start, start + len(words), words, "people", "figure", ())


ARMY, RESIDENTS = cite("The army"), cite("residents")
FOURTEEN, TWENTY, DOZENS = cite("14 guards"), cite("more than 20 guards"), cite("Dozens")
FIRST_DIED, SECOND_DIED = cite("died"), cite("died", 60)
CITED = [
    *((field, it) for it in (FOURTEEN,) for field in ("value_min", "value_max", "qualifier", "victim_class")),
    *((field, it) for it in (TWENTY,) for field in ("value_min", "qualifier", "victim_class")),
    ("qualifier", DOZENS),
    *((field, it) for it in (FIRST_DIED, SECOND_DIED) for field in ("outcome", "verb_text")),
    ("claimant", ARMY),
    ("claimant", RESIDENTS),
]


def claim(minimum, maximum, claimant=None, victim_class="guards", qualifier="exact", verb_text="died"):
    return {
        "value_min": minimum,
        "value_max": maximum,
        "claimant": claimant,
        "victim_class": victim_class,
        "qualifier": qualifier,
        "verb_text": verb_text,
    }


def words(row):
    (found,) = words_of_claims([row], CITED)
    return tuple(tuple(it.quote for it in part) for part in (found.claimant, found.figure, found.verb))


def test_a_figure_in_digits_has_its_words_its_verb_and_who_gave_it():
    assert words(claim(14, 14, "the army")) == (("The army",), ("14 guards",), ("died",))


def test_more_than_a_number_is_one_more_and_rests_on_the_nearest_verb_and_name():
    (found,) = words_of_claims([claim(21, None, "residents", qualifier="more_than")], CITED)
    assert found.figure == (TWENTY,)
    assert found.verb == (SECOND_DIED,)
    assert found.claimant == (RESIDENTS,)


def test_a_vague_figure_rests_on_the_words_that_have_evidence_for_no_bound():
    assert words(claim(None, None, victim_class=None, qualifier="vague", verb_text=None)) == ((), ("Dozens",), ())


def test_the_report_as_the_one_who_says_it_has_no_words_for_who_gave_it():
    assert words(claim(14, 14))[0] == ()


def test_words_for_someone_else_are_not_taken_for_a_figure():
    assert words(claim(14, 14, victim_class="nurses"))[1] == ()


def test_numbers_in_words_are_told_apart_too():
    four, nine = (
        Cite(at, at, at + 9, said, "people", "figure", ()) for at, said in ((3, "four men"), (20, "nine men"))
    )
    cited = [(field, it) for it in (four, nine) for field in ("value_min", "value_max")]
    for number, wanted in ((4, four), (9, nine)):
        (found,) = words_of_claims([claim(number, number, victim_class="men")], cited)
        assert found.figure == (wanted,)


def test_where_several_words_fit_all_of_them_are_shown():
    one, other = (Cite(at, at, at + 1, "men", "people", "figure", ()) for at in (3, 9))
    cited = [(field, it) for it in (one, other) for field in ("value_min", "value_max")]
    (found,) = words_of_claims([claim(2, 2, victim_class="men")], cited)
    assert found.figure == (one, other)


def test_an_incident_whose_figures_have_no_evidence_has_none():
    (found,) = words_of_claims([claim(14, 14, "the army")], [])
    assert found.all == ()
