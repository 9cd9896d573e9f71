"""Where something happened, as stated. All places are fictional."""

import pytest
from chapters import Record, incident


def where(place: str) -> Record:
    """The incident of one sentence that ends in these words for a place."""
    return incident(f"On October 8, gunmen killed two police officers {place}.")


@pytest.mark.parametrize(
    ("place", "name", "precision"),
    [
        ("in Ostavar", "Ostavar", "settlement"),
        ("at Ostavar", "Ostavar", "settlement"),
        ("in the town of Ostavar", "Ostavar", "settlement"),
        ("in the village of Ostavar", "Ostavar", "settlement"),
        ("in Santa Rosa de Mayo", "Santa Rosa de Mayo", "settlement"),
        ("in N'Darra", "N'Darra", "settlement"),
        ("in N’Darra", "N’Darra", "settlement"),
        ("in Al-Miyad", "Al-Miyad", "settlement"),
        ("in al-Miyad", "al-Miyad", "settlement"),
        ("in Bulo-Karsaar", "Bulo-Karsaar", "settlement"),
        ("in Öskarél", "Öskarél", "settlement"),
        ("near Ostavar", "Ostavar", "vicinity"),
        ("outside Ostavar", "Ostavar", "vicinity"),
        ("on the outskirts of Ostavar", "Ostavar", "vicinity"),
        ("in Talmut Province", "Talmut Province", "admin1"),
        ("in Talmut province", "Talmut province", "admin1"),
        ("in Belan district", "Belan district", "admin2"),
        ("at Ostavar International Airport", "Ostavar International Airport", "facility"),
    ],
)
def test_a_place_is_named_as_stated_with_its_precision(place: str, name: str, precision: str) -> None:
    row = where(place)
    assert (row.get("place_name"), row["location_precision"]) == (name, precision)


@pytest.mark.parametrize(
    ("place", "name", "province"),
    [
        ("in Ostavar, Talmut Province", "Ostavar", "Talmut Province"),
        ("in Ostavar, in Talmut Province", "Ostavar", "Talmut Province"),
        ("in Ostavar in Talmut Province", "Ostavar", "Talmut Province"),
        ("in Ostavar (Talmut Region)", "Ostavar", "Talmut Region"),
        ("in Ostavar (in Talmut region)", "Ostavar", "Talmut region"),
        ("near Ostavar in Talmut Province", "Ostavar", "Talmut Province"),
        ("in Ostavar, Belan District, Talmut Province", "Ostavar", "Talmut Province"),
    ],
)
def test_a_province_behind_a_place_is_its_own_field(place: str, name: str, province: str) -> None:
    row = where(place)
    assert (row.get("place_name"), row.get("admin1_name")) == (name, province)


@pytest.mark.parametrize(
    ("place", "kilometers"),
    [
        ("25 miles from Ostavar", 40.2),
        ("15 kilometers from Ostavar", 15.0),
        ("15 kilometers north of Ostavar", 15.0),
        ("1,200 kilometers east of the capital, Ostavar", 1200.0),
    ],
)
def test_a_distance_gives_a_reference_place_and_not_the_place_itself(place: str, kilometers: float) -> None:
    row = where(place)
    assert (row.get("reference_place"), row.get("reference_distance_km")) == ("Ostavar", kilometers)
    assert row.get("place_name") is None
    assert row["location_precision"] == "vicinity"


def test_a_place_and_its_distance_from_another_are_both_read() -> None:
    row = where("at a base in Belmira — 15 kilometers from Ostavar — after dark")
    assert (row.get("place_name"), row.get("reference_place"), row.get("reference_distance_km")) == (
        "Belmira",
        "Ostavar",
        15.0,
    )


def test_a_settlement_is_finer_than_a_facility_in_it() -> None:
    row = incident("On October 8, gunmen attacked the Hotel Miramar in Ostavar, killing two guests.")
    assert row.get("place_name") == "Ostavar"


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("In Ostavar, gunmen killed two officers on October 8.", "Ostavar"),
        ("On October 8 in Ostavar, gunmen killed two officers.", "Ostavar"),
        ("Gunmen killed two officers in Ostavar on October 8.", "Ostavar"),
        ("On October 8, a bomb planted near a bank in Ostavar killed two officers.", "Ostavar"),
    ],
)
def test_a_place_is_found_wherever_it_stands_in_the_sentence(opening: str, name: str) -> None:
    assert incident(opening).get("place_name") == name


@pytest.mark.parametrize("verb", ["attacked", "raided", "stormed", "overran", "entered", "shelled"])
def test_what_is_attacked_may_be_the_place(verb: str) -> None:
    assert incident(f"On October 8, GDF fighters {verb} Ostavar, killing two farmers.").get("place_name") == "Ostavar"


def test_the_object_of_an_attack_may_be_the_place() -> None:
    assert incident("On October 8, two farmers were killed in a GDF attack on Ostavar.").get("place_name") == "Ostavar"


@pytest.mark.parametrize(
    "sentence",
    [
        "On October 8, gunmen attacked a bus, killing two passengers.",
        "On October 8, GDF fighters killed two KAF soldiers.",
        "On October 8, a gunman of the Green Dawn Front killed two Kiribati citizens.",
        "On October 8, gunmen killed President Arno Velk and Imam Sulo Dar.",
    ],
)
def test_groups_persons_and_peoples_are_no_places(sentence: str) -> None:
    row = incident(sentence)
    assert row.get("place_name") is None
    assert row.get("location_text") is None


def test_part_of_a_country_is_an_area_without_a_name_of_its_own() -> None:
    row = where("in northern Kiribati")
    assert (row.get("location_text"), row["location_precision"]) == ("northern Kiribati", "subnational_area")
    assert row.get("place_name") is None


def test_nothing_is_known_of_where_without_words_for_it() -> None:
    row = incident("On October 8, gunmen killed two officers.")
    assert row["location_precision"] == "unknown"
    assert all(row.get(field) is None for field in ("location_text", "place_name", "admin1_name", "reference_place"))


@pytest.mark.parametrize("field", ["latitude", "longitude", "geonames_id", "geo_source"])
def test_a_place_that_no_gazetteer_has_gets_no_coordinates(field: str) -> None:
    assert where("in Ostavar").get(field) is None


@pytest.mark.parametrize(
    "place",
    [
        "near the border with Tuvalu",
        "along the Tuvalu border",
        "on the Kiribati-Tuvalu border",
    ],
)
def test_a_border_is_a_border_area(place: str) -> None:
    assert where(place)["location_precision"] == "border_area"


@pytest.mark.parametrize(
    "place",
    [
        "in the capital, Ostavar",
        "in the border town of Ostavar",
        "in the northern city of Ostavar",
        "in downtown Ostavar",
        "in central Ostavar",
    ],
)
def test_a_town_is_named_also_behind_what_it_is(place: str) -> None:
    row = where(place)
    assert (row.get("place_name"), row["location_precision"]) == ("Ostavar", "settlement")


def test_a_district_of_a_province_has_that_province() -> None:
    assert where("in the Belan district of Talmut Province").get("admin1_name") == "Talmut Province"


@pytest.mark.parametrize(
    ("place", "name", "precision"),
    [
        ("in South Talmut", "South Talmut", "subnational_area"),
        ("in Upper Talmut", "Upper Talmut", "subnational_area"),
        ("in the Talmut", "Talmut", "subnational_area"),
        ("in the Talmut Delta", "Talmut Delta", "subnational_area"),
        ("in North Talmut Province", "North Talmut Province", "admin1"),
        ("in the town of West Talmut", "West Talmut", "settlement"),
        ("in the Talmut market", "Talmut market", "facility"),
    ],
)
def test_a_name_that_begins_with_a_direction_or_has_an_article_is_no_settlement(
    place: str, name: str, precision: str
) -> None:
    row = where(place)
    assert (row.get("place_name"), row["location_precision"]) == (name, precision)


@pytest.mark.parametrize(
    "place",
    [
        "near a Karsari religious procession in Ostavar",
        "at the office of the Karsa Star newspaper in Ostavar",
        "in the southern Dunmere suburb of Ostavar",
        "in the Dunmere neighborhood of Ostavar",
    ],
)
def test_a_name_that_only_tells_which_one_is_meant_is_no_place(place: str) -> None:
    assert where(place).get("place_name") == "Ostavar"


def test_a_kind_behind_a_list_is_the_kind_of_each_also_before_an_adverb() -> None:
    row = where("in Talmut, Belan, and Karsa states respectively")
    assert (row.get("place_name"), row["location_precision"]) == ("Talmut", "admin1")


@pytest.mark.parametrize(
    "sentence",
    [
        "six people were killed during an incursion by the GDF into Ostavar.",
        "the GDF killed six people in a raid on Ostavar.",
        "six people died in air strikes on Ostavar.",
        "artillery shelling of Ostavar by GDF fighters killed six people.",
    ],
)
def test_the_place_attacked_stands_behind_the_attack(sentence: str) -> None:
    assert incident(f"On October 8, {sentence}").get("place_name") == "Ostavar"


def test_an_acronym_is_no_place() -> None:
    row = incident("On October 8, suicide bombers attacked the offices of the XRQ, killing two officers in Ostavar.")
    assert row["place_name"] == "Ostavar"
