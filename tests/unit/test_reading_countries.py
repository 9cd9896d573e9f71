"""The list of countries: every code, slug and name means one country."""

import csv
import re
from pathlib import Path

import pytest

from pipelines.reading import load_countries
from pipelines.reading.codebook import CodebookError

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = load_countries(SEEDS)
HEADER = "iso3,slug,name,adjectives,aliases,source\n"


def write(tmp_path: Path, rows: str) -> Path:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "countries.csv").write_text(HEADER + rows, "utf-8")
    return tmp_path


def test_the_list_holds_all_249_entries_of_iso_3166_and_kosovo() -> None:
    codes = {country.iso3 for country in COUNTRIES.all}
    assert len(codes) == 250
    assert "XKX" in codes
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("burma", "MMR"),
        ("kosovo", "XKX"),
        ("israel-the-west-bank-and-gaza", "ISR"),
        ("israel-golan-heights-west-bank-and-gaza", "ISR"),
        ("serbia-and-montenegro", "SRB"),
        ("democratic-republic-of-the-congo", "COD"),
        ("republic-of-the-congo", "COG"),
        ("cote-divoire", "CIV"),
        ("trinidad-and-tobago", "TTO"),
        ("the-gambia", "GMB"),
        ("gambia", "GMB"),
        ("macedonia", "MKD"),
        ("north-macedonia", "MKD"),
        ("turkiye", "TUR"),
        ("china-hong-kong-and-macau", "CHN"),
        ("kyrgyz-republic", "KGZ"),
    ],
)
def test_a_chapters_slug_leads_to_its_first_named_country(slug: str, code: str) -> None:
    assert COUNTRIES.by_slug(slug).iso3 == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d’Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Czechia", "CZE"),
        ("the Gambia", "GMB"),
        ("U.A.E.", "ARE"),
        ("Israel, the West Bank and Gaza", "ISR"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Türkiye", "TUR"),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_punctuation(name: str, code: str) -> None:
    country = COUNTRIES.by_name(name)
    assert country is not None
    assert country.iso3 == code


def test_a_code_leads_to_the_country_under_its_first_name_in_the_file() -> None:
    assert COUNTRIES.by_iso3("ISR").slug == "israel"
    assert COUNTRIES.by_iso3("CHN").slug == "china"


def test_niger_is_not_found_in_a_mention_of_nigeria() -> None:
    assert not COUNTRIES.mention("NER").search("Nigeria and the Nigerians")
    assert COUNTRIES.mention("NER").search("the Nigerien army")


def test_no_adjective_belongs_to_two_countries() -> None:
    owners: dict[str, set[str]] = {}
    for country in COUNTRIES.all:
        for adjective in country.adjectives:
            owners.setdefault(adjective, set()).add(country.iso3)
    assert {adjective: codes for adjective, codes in owners.items() if len(codes) > 1} == {}


def test_every_line_gives_its_source() -> None:
    with (SEEDS / "reference" / "countries.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["source"].startswith("ISO 3166-1") for row in csv.DictReader(file))


def test_an_unknown_slug_raises_a_key_error() -> None:
    with pytest.raises(KeyError):
        COUNTRIES.by_slug("atlantis")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("AAA,alpha,Alpha,,,x\nBBB,alpha,Beta,,,x\n", "countries.csv:3: the slug alpha is there twice"),
        ("AAA,alpha,Alpha,,Gamma,x\nBBB,beta,Beta,,gamma,x\n", "'gamma' stands for AAA and for BBB"),
        ("aaa,alpha,Alpha,,,x\n", "countries.csv:2: needs a code of three capitals"),
        ("AAA,Al pha,Alpha,,,x\n", "countries.csv:2: needs a code"),
        ("", "lists no country"),
    ],
)
def test_a_mistake_in_the_list_is_reported_with_its_line(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(message)):
        load_countries(write(tmp_path, rows))
