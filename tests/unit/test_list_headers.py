"""What the sentence before a list says of all its items. All places, groups and events are fictional."""

import pytest
from chapters import chapter_text, extract_text, incidents_of

BULLETS = (
    "On October 8, a mine killed two soldiers near Ostavar.",
    "On October 9, the KLA kidnapped a rancher in Karsa.",
    "On October 10, gunmen shot dead a teacher in Ostavar. Police blamed the KLA.",
    "On October 11, gunmen burned a bus in Ostavar.",
)


def whose(intro: str) -> list[tuple[object, object]]:
    """Perpetrator and attribution of each item of a list behind these words."""
    rows = incidents_of(extract_text(chapter_text(BULLETS, intro=intro)))
    return [(row.get("perpetrator_names"), row["attribution"]) for row in rows]


@pytest.mark.parametrize(
    ("intro", "certainty"),
    [
        ("The GDF is widely suspected to be responsible for the following incidents in 2015:", "suspected"),
        ("Fewer attacks took place. The GDF was likely behind the following attacks:", "suspected"),
        ("The Green Dawn Front (GDF) is believed to have carried out these attacks:", "suspected"),
        ("The GDF claimed responsibility for the following significant attacks:", "claimed"),
        ("The GDF carried out the following attacks:", "asserted_by_report"),
        ("Police attributed the following incidents to the GDF:", "attributed_by_third_party"),
    ],
)
def test_an_item_that_names_no_group_is_laid_to_the_one_before_the_list(intro: str, certainty: str) -> None:
    assert whose(intro) == [
        ("Green Dawn Front", certainty),
        ("Karsa Liberation Army", "asserted_by_report"),
        ("Karsa Liberation Army", "attributed_by_third_party"),
        ("Green Dawn Front", certainty),
    ]


@pytest.mark.parametrize(
    "intro",
    [
        "The GDF is suspected of most of the following incidents:",
        "The GDF denied that it was behind the following attacks:",
        "The GDF or the KLA is suspected to be responsible for the following incidents:",
        "The GDF was active. The following incidents took place:",
        "The GDF claimed the following attacks. Others took place:",
    ],
)
def test_words_that_are_not_of_every_item_or_of_one_group_say_nothing_of_an_item(intro: str) -> None:
    assert whose(intro)[0] == (None, "unattributed")


def test_the_perpetrator_rests_on_the_words_before_the_list() -> None:
    text = chapter_text(BULLETS[:1], intro="The GDF is suspected of the following attacks:")
    tables = extract_text(text)
    (evidence,) = [e for e in tables["evidence"] if e["field"] == "perpetrator_names"]
    assert (evidence["quote"], text[evidence["start"] :].startswith("GDF is suspected")) == ("GDF", True)
