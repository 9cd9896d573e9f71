"""The countries that have a chapter of their own, and all others that a chapter may name.

One slug is one way in which the reports have named a chapter; several slugs may stand for the same country.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipelines.reading.codebook import CodebookError, read_reference
from pipelines.reading.folding import folded

COLUMNS = ("iso3", "slug", "name", "adjectives", "aliases", "source")
_ISO3 = re.compile(r"[A-Z]{3}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IGNORED_WORDS = frozenset({"the", "and", "of"})


@dataclass(frozen=True, slots=True)
class Country:
    """One chapter name: ISO 3166-1 alpha-3 code (XKX for Kosovo), slug, name, and words for country and people."""

    iso3: str
    slug: str
    name: str
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, found by slug, by ISO 3166-1 alpha-3 code, or by any of their names."""

    all: tuple[Country, ...]
    _slugs: Mapping[str, Country] = field(repr=False)
    _codes: Mapping[str, Country] = field(repr=False)
    _names: Mapping[str, Country] = field(repr=False)
    _mentions: Mapping[str, tuple[str, ...]] = field(repr=False)

    def by_slug(self, slug: str) -> Country:
        """Return the country of a chapter's slug; raises KeyError where there is none."""
        return self._slugs[slug]

    def by_iso3(self, iso3: str) -> Country:
        """Return the country of an ISO 3166-1 alpha-3 code, under its first name in the file; raises KeyError."""
        return self._codes[iso3]

    def by_name(self, name: str) -> Country | None:
        """Return the country of this name, alias or slug, whatever its case and accents; None if unknown."""
        return self._names.get(name_key(name))

    def mention(self, iso3: str) -> re.Pattern[str]:
        """Return the pattern, for folded text, of any name or adjective of the country; raises KeyError."""
        return _mention_pattern(self._mentions[iso3])


def name_key(name: str) -> str:
    """Return a country's name without case, accents, punctuation, and the words "the", "and" and "of"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", re.sub(r"['’`´.\u0300-\u036f]", "", plain))
    return " ".join(word for word in words if word not in _IGNORED_WORDS)


def load_countries(seeds: Path) -> Countries:
    """Read `reference/countries.csv`.

    Args:
        seeds: the folder that holds `reference/`.

    Returns:
        All countries, in the file's order.

    Raises:
        CodebookError: the file is missing, a code or slug is malformed, or a slug or a name stands for two countries.
    """
    path = seeds / "reference" / "countries.csv"
    slugs: dict[str, Country] = {}
    codes: dict[str, Country] = {}
    names: dict[str, Country] = {}
    for number, row in enumerate(read_reference(path, COLUMNS), start=2):
        country = Country(row["iso3"], row["slug"], row["name"], _parts(row["adjectives"]), _parts(row["aliases"]))
        if not _ISO3.fullmatch(country.iso3) or not _SLUG.fullmatch(country.slug) or not country.name:
            raise CodebookError(path, number, "needs a code of three capitals, a slug like burkina-faso, and a name")
        if country.slug in slugs:
            raise CodebookError(path, number, f"the slug {country.slug} is there twice; remove one of the lines")
        slugs[country.slug] = country
        first = codes.setdefault(country.iso3, country)
        for name in (country.slug, country.name, *country.aliases):
            other = names.setdefault(name_key(name), first)
            if other.iso3 != country.iso3:
                message = f"{name!r} stands for {other.iso3} and for {country.iso3}; keep it on one of the lines"
                raise CodebookError(path, number, message)
    if not slugs:
        raise CodebookError(path, None, "lists no country; restore it from the repository")
    mentions: dict[str, set[str]] = {}
    for country in slugs.values():
        mentions.setdefault(country.iso3, set()).update((country.name, *country.adjectives, *country.aliases))
    return Countries(
        tuple(slugs.values()), slugs, codes, names, {code: tuple(sorted(words)) for code, words in mentions.items()}
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@lru_cache(maxsize=512)
def _mention_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    choices = "|".join(r"\s+".join(re.escape(part) for part in folded(word).split()) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)")
