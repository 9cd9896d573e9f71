"""What is known in words about organizations: the reference list and the codebook of head nouns and cues.

Both are read once; everything derived from them (name automaton, country words) is built here and never changes.
"""

import datetime
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import ahocorasick
from pydantic import Field

from pipelines.extraction.model import InstitutionName
from pipelines.extraction.names_cues import CUE_WORDS, Before, CueWords, GroupCues, group_cues
from pipelines.reading.codebook import CodebookError, CodebookModel, read_codebook, read_reference
from pipelines.reading.countries import Countries
from pipelines.reading.folding import folded

INSTITUTION_COLUMNS = (
    "institution_id",
    "canonical_name",
    "acronym",
    "institution_type",
    "level",
    "home_country_iso3",
    "wikidata_qid",
    "un_sanctions_ref",
    "us_fto_listed_on",
    "reference_source",
)
NAME_COLUMNS = ("institution_id", "name", "name_type", "countries", "source")
NAME_TYPES = ("official", "acronym", "former", "alias", "descriptive")
SHORT_ACRONYM = 3
"""Acronyms of up to this many characters are too common to stand for one body without a definition."""

_PLAIN_LETTERS = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžčćđşğıłńśźż-",
    "aaaaaaceeeeiiiinoooooouuuuyyszccdsgilnszz ",
)


class Head(CodebookModel):
    """A head noun: the type of a body so called, the prepositions that carry its name on, whether it administers."""

    type: str
    links: tuple[str, ...] = ()
    body: bool = False


class TypeRule(CodebookModel):
    """Words in a name that decide its type; with `heads`, only for names with one of these head nouns."""

    type: str
    any: tuple[str, ...]
    heads: tuple[str, ...] = ()
    first: bool = False


class Apposition(CodebookModel):
    """A phrase beside a name that tells what it is; `behind`: only behind it."""

    phrase: str
    type: str
    behind: bool = False


class Codebook(CodebookModel):
    """The file `codebook/institutions.yaml`; each list is described there."""

    heads: Mapping[str, Head]
    heads_first: Mapping[str, str]
    heads_first_weak: frozenset[str]
    singletons: Mapping[str, str]
    generic: frozenset[str]
    generic_when_defined: frozenset[str]
    place_heads: frozenset[str]
    place_modifiers: frozenset[str]
    described_heads: tuple[str, ...]
    unions: tuple[str, ...]
    short_names: frozenset[str]
    banks: frozenset[str]
    title_possessives: frozenset[str]
    titles: frozenset[str]
    premises: frozenset[str]
    fields: frozenset[str]
    numbered_heads: frozenset[str]
    defined_officers: frozenset[str]
    also_persons: frozenset[str]
    by_country: Mapping[str, str]
    reporting_country: str
    lower_offices: frozenset[str]
    of_states_too: frozenset[str]
    not_organizations: frozenset[str]
    instruments: frozenset[str]
    vague_modifiers: frozenset[str]
    own_bodies: frozenset[str]
    second_topics: frozenset[str]
    not_institution_acronyms: frozenset[str]
    safe_short_acronyms: frozenset[str]
    only_when_defined: frozenset[str]
    place_acronyms: frozenset[str]
    openers: frozenset[str]
    not_groups: frozenset[str]
    group_followers: tuple[str, ...]
    called_behind: Mapping[str, str]
    called_by_place: frozenset[str]
    appositions: tuple[Apposition, ...]
    fiu_phrases: tuple[str, ...]
    type_rules: tuple[TypeRule, ...]
    levels: Mapping[str, frozenset[str]] = Field(default_factory=dict)
    joined_phrases: tuple[str, ...]
    department_provinces: frozenset[str]
    agency_provinces: frozenset[str]
    topic_words: frozenset[str]
    attack_verbs: tuple[str, ...]
    attack_nouns: tuple[str, ...]
    fighter_words: tuple[str, ...]
    militant_words: tuple[str, ...]
    group_adjectives: tuple[str, ...]
    group_nouns: tuple[str, ...]
    called_types: frozenset[str]
    person_particles: frozenset[str]
    person_words: frozenset[str]
    party_before: tuple[str, ...]
    party_after: tuple[str, ...]
    claimable_types: frozenset[str]
    owner_types: frozenset[str]
    lower_forces: Mapping[str, str]
    lower_forces_alone: frozenset[str]
    country_services: tuple[str, ...]
    lower_ministries: tuple[str, ...]
    government_words: tuple[str, ...]
    any_government_words: frozenset[str]
    lower_missions: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    adjective_suffixes: frozenset[str]
    adjective_prefixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """One institution of the reference list."""

    institution_id: str
    canonical_name: str
    acronym: str | None
    institution_type: str
    level: str
    home_country_iso3: str | None
    wikidata_qid: str | None
    un_sanctions_ref: str | None
    us_fto_listed_on: datetime.date | None
    source: str
    names: tuple[tuple[str, str], ...]
    entries: tuple[InstitutionName, ...]
    """The same names as they are published, none of them in the text yet."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One name in the automaton: its owners, where its capitals stand in the plain form, and whose it is at home.

    `homes` gives the institution that the name means by itself in chapters of a country; a weak name means none
    elsewhere unless the chapter defines it, and that of a body of state of these countries means none at all: an
    empty `institution_ids`.
    """

    institution_ids: tuple[str, ...]
    capitals: tuple[int, ...]
    weak: bool
    homes: Mapping[str, str]


class CountryWords:
    """Country names and nationalities as they stand in text, for look-up word by word."""

    def __init__(self, countries: Countries) -> None:
        nouns: dict[str, str] = {}
        adjectives: dict[str, str] = {}
        for country in countries.all:
            for word in (country.name, *country.aliases):
                nouns.setdefault(folded(word).lower(), country.iso3)
            for word in country.adjectives:
                adjectives.setdefault(folded(word).lower(), country.iso3)
        self.nouns: Mapping[str, str] = nouns
        self.adjectives: Mapping[str, str] = adjectives
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self.first_words: Mapping[str, object] = self._by_first
        for phrase in (*nouns, *adjectives):
            words = tuple(phrase.split())
            if len(words) > 1:
                self._by_first.setdefault(words[0], []).append(words)
        for options in self._by_first.values():
            options.sort(key=lambda words: (-len(words), words))

    def longest(self, words: list[str], at: int) -> int:
        """How many words from `at` on are one country name or nationality of several words; 0 where none."""
        for option in self._by_first.get(words[at], ()):
            if words[at : at + len(option)] == list(option):
                return len(option)
        return 0

    def code(self, phrase: str) -> str | None:
        """The ISO 3166-1 alpha-3 code of a name or nationality in lower case, None where it is neither."""
        return self.nouns.get(phrase) or self.adjectives.get(phrase)


class Typer:
    """Tells the type of a name from its words: the codebook's type rules, compiled, with the answers kept."""

    __slots__ = ("_known", "_rules")

    def __init__(self, rules: Iterable[TypeRule]) -> None:
        self._rules = [(rule.type, frozenset(rule.heads), _words_pattern(rule)) for rule in rules]
        self._known: dict[tuple[str, str, str], str] = {}

    def type_of(self, low: str, head: str, otherwise: str) -> str:
        """The type of a name.

        Args:
            low: the name in lower case.
            head: its head noun, empty where it has none.
            otherwise: the type that the head noun alone gives.

        Returns:
            The type of the first rule whose words and heads fit, else `otherwise`.
        """
        key = (low, head, otherwise)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > 20_000:
                self._known.clear()
            known = self._known[key] = self._search(low, head) or otherwise
        return known

    def _search(self, low: str, head: str) -> str | None:
        forms = (low, _POSSESSIVE_END.sub("", low), low.replace("/", " "))
        for kind, heads, pattern in self._rules:
            if (not heads or head in heads) and any(pattern.search(form) for form in forms):
                return kind
        return None


_POSSESSIVE_END = re.compile(r"'s\b|'|,")


def _words_pattern(rule: TypeRule) -> re.Pattern[str]:
    joined = "|".join(map(re.escape, rule.any))
    return re.compile(rf"^(?:{joined})(?= )" if rule.first else rf"(?:^|(?<= ))(?:{joined})(?= |$)")


@dataclass(frozen=True, slots=True)
class InstitutionKnowledge:
    """Reference list, codebook, and what is derived from them."""

    codebook: Codebook
    references: Mapping[str, Reference]
    automaton: ahocorasick.Automaton
    patterns: tuple[Pattern, ...]
    acronyms: Mapping[str, tuple[str, ...]]
    at_home: frozenset[str]
    """The bodies of state one of whose names means them in chapters of their own country alone."""
    international: Mapping[str, str]
    international_names: frozenset[str]
    departments: Mapping[str, str]
    group_acronyms: frozenset[str]
    head_words: frozenset[str]
    joined: Mapping[str, tuple[tuple[str, ...], ...]]
    cue_words: ahocorasick.Automaton
    typer: Typer
    cues: GroupCues
    apposition_pattern: re.Pattern[str]
    led: Before
    apposition_types: Mapping[str, str]


class PlainText:
    """Text in the form in which names are compared, and where each of its characters stands in the original."""

    __slots__ = ("_shifts", "_starts", "form")

    def __init__(self, form: str, starts: list[int], shifts: list[int]) -> None:
        self.form = form
        self._starts = starts
        self._shifts = shifts

    def offset(self, at: int) -> int:
        """The offset in the original text of the character `at` of the form."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def plain(text: str) -> PlainText:
    """Return the form in which names are compared.

    Args:
        text: folded text.

    Returns:
        Lower case without accents and apostrophes, hyphens as spaces, single spaces; the s of a possessive is a word
        of its own.
    """
    lowered = text.lower()
    even = (lowered if len(lowered) == len(text) else text).translate(_PLAIN_LETTERS)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    last = size = 0
    for match in _IRREGULAR.finditer(even):
        at = match.start()
        pieces.append(even[last:at])
        size += at - last
        if match.lastindex:
            pieces.append(" ")
            size += 1
        last = match.end()
        starts.append(size)
        shifts.append(last - size)
    pieces.append(even[last:])
    return PlainText("".join(pieces), starts, shifts)


def plain_form(text: str) -> str:
    """The plain form alone."""
    return plain(text).form


_SMALL_WORD = re.compile(r"(?<= )(?:against|on|of|the|for|and|in|to|with)(?= )")
_IRREGULAR = re.compile(r"'(?=s(?!\w))()|'| (?= )")


def load_institution_knowledge(seeds: Path) -> InstitutionKnowledge:
    """Read the reference list and the codebook of institutions.

    Args:
        seeds: the folder that holds `reference/` and `codebook/`.

    Returns:
        The knowledge for `find_names` and `build_institutions`.

    Raises:
        CodebookError: a file is missing, malformed, or contradicts itself.
    """
    codebook = read_codebook(seeds / "codebook" / "institutions.yaml", Codebook)
    references, homes = _references(seeds / "reference")
    automaton, patterns = _automaton(references, homes, codebook)
    phrases = sorted({a.phrase for a in codebook.appositions}, key=lambda phrase: (-len(phrase), phrase))
    behind = {a.phrase for a in codebook.appositions if a.behind}
    return InstitutionKnowledge(
        codebook=codebook,
        references=references,
        automaton=automaton,
        patterns=patterns,
        acronyms=_acronyms(references),
        at_home=frozenset(identifier for identifier, _ in homes if references[identifier].level == "national"),
        head_words=_head_words(codebook),
        joined=_by_first(codebook.joined_phrases),
        cue_words=_cue_words(codebook, phrases),
        typer=Typer(codebook.type_rules),
        cues=group_cues(
            CueWords(
                attack_verbs=codebook.attack_verbs,
                attack_nouns=codebook.attack_nouns,
                fighters=codebook.fighter_words,
                militants=codebook.militant_words,
                adjectives=codebook.group_adjectives,
                nouns=codebook.group_nouns,
                party_before=codebook.party_before,
                party_after=codebook.party_after,
            )
        ),
        international={
            name: reference.institution_type
            for reference in references.values()
            if reference.institution_type in ("international_organization", "regional_organization")
            for name, name_type in reference.names
            if name_type != "acronym" or not _needs_definition(name, name_type, codebook)
        },
        international_names=frozenset(
            name
            for reference in references.values()
            if reference.level == "international"
            for name, name_type in reference.names
            if name not in codebook.only_when_defined and not _needs_definition(name, name_type, codebook)
        ),
        departments=_departments(references),
        group_acronyms=frozenset(
            name
            for reference in references.values()
            if reference.institution_type == "armed_group"
            for name, name_type in reference.names
            if name_type == "acronym" and len(name) > SHORT_ACRONYM
        ),
        apposition_pattern=re.compile(rf"\b({'|'.join(map(re.escape, phrases))})\b"),
        led=_led([phrase for phrase in phrases if phrase not in behind]),
        apposition_types={a.phrase: a.type for a in codebook.appositions},
    )


def _led(phrases: Iterable[str]) -> Before:
    """What announces a name right before it: "the terrorist group called X"."""
    return Before(
        re.compile(
            rf"\b({'|'.join(map(re.escape, phrases))})"
            r"(?:,? (?:named|called|calling itself|known as|known by the acronym|the)){0,2},?(?: -)? *\"?$"
        ),
        frozenset(phrase.lower().split()[-1] for phrase in phrases) | {"named", "called", "itself", "as", "acronym"},
    )


def _departments(references: Mapping[str, Reference]) -> dict[str, str]:
    """The countries' departments by the plain form of their names without the country: "department of harbors"."""
    return {
        plain_form(folded(name)).partition(" ")[2]: reference.institution_id
        for reference in references.values()
        for name, _ in reference.names
        if reference.home_country_iso3 and name.partition(" ")[2].startswith("Department of ")
    }


def _acronyms(references: Mapping[str, Reference]) -> dict[str, tuple[str, ...]]:
    """The institutions that carry an acronym."""
    owners: dict[str, list[str]] = {}
    for reference in references.values():
        for name, name_type in reference.names:
            if name_type == "acronym":
                owners.setdefault(name, []).append(reference.institution_id)
    return {name: tuple(ids) for name, ids in owners.items()}


def _head_words(codebook: Codebook) -> frozenset[str]:
    """The words without which no run of capitalised words can be a name by its shape."""
    last = {word for head in codebook.heads for word in head.split()}
    return frozenset(last | {head.split()[0] for head in codebook.heads_first})


def _cue_words(codebook: Codebook, phrases: Iterable[str]) -> ahocorasick.Automaton:
    """Every word that may show a name to be a group's, for one pass over a chapter; it may find too much."""
    automaton = ahocorasick.Automaton()
    words = {phrase.lower() for phrase in phrases} | set(codebook.fighter_words) | set(codebook.attack_verbs)
    words |= {f"{one} {other}".lower() for one in codebook.group_adjectives for other in codebook.group_nouns}
    for word in sorted(words | set(codebook.group_followers) | set(CUE_WORDS)):
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grown: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        grown.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(options, key=lambda w: (-len(w), w))) for first, options in grown.items()}


def _references(folder: Path) -> tuple[dict[str, Reference], dict[tuple[str, str], tuple[str, ...]]]:
    """The reference list by id, and the countries of the names that mean an institution only there."""
    path = folder / "institutions.csv"
    names_path = folder / "institution_names.csv"
    names: dict[str, list[tuple[str, str]]] = {}
    homes: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, row in enumerate(read_reference(names_path, NAME_COLUMNS), start=2):
        if row["name_type"] not in NAME_TYPES or not row["name"]:
            raise CodebookError(names_path, number, f"needs a name and one of {', '.join(NAME_TYPES)}")
        names.setdefault(row["institution_id"], []).append((row["name"], row["name_type"]))
        if row["countries"]:
            codes = tuple(row["countries"].split("|"))
            if bad := next((code for code in codes if not _ISO3.fullmatch(code)), None):
                raise CodebookError(names_path, number, f"countries needs ISO 3166-1 codes like NPL|IND, not {bad!r}")
            homes[row["institution_id"], row["name"]] = codes
    references: dict[str, Reference] = {}
    for number, row in enumerate(read_reference(path, INSTITUTION_COLUMNS), start=2):
        identifier = row["institution_id"]
        if identifier in references:
            raise CodebookError(path, number, f"{identifier} is there twice; keep one line")
        if identifier not in names:
            raise CodebookError(
                path, number, f"{identifier} has no name in {names_path.name}; add its official name there"
            )
        references[identifier] = _reference(row, tuple(names[identifier]), path, number)
    if unknown := sorted(set(names) - set(references)):
        raise CodebookError(names_path, None, f"{unknown[0]} is not in {path.name}; add it there or remove its names")
    return references, homes


_ISO3 = re.compile(r"[A-Z]{3}")
_UN_ENTITY = re.compile(r"[A-Z]{2}e\.[0-9]{3}")
"""The permanent reference number of an entity: the letters of the sanctions committee, e, and three digits."""


def _reference(row: Mapping[str, str], names: tuple[tuple[str, str], ...], path: Path, number: int) -> Reference:
    try:
        listed = datetime.date.fromisoformat(row["us_fto_listed_on"]) if row["us_fto_listed_on"] else None
    except ValueError as error:
        raise CodebookError(path, number, f"us_fto_listed_on needs a date like 2001-12-26: {error}") from error
    if row["un_sanctions_ref"] and not _UN_ENTITY.fullmatch(row["un_sanctions_ref"]):
        raise CodebookError(
            path,
            number,
            f"un_sanctions_ref needs the reference of an entity like QDe.004, not {row['un_sanctions_ref']!r}",
        )
    return Reference(
        institution_id=row["institution_id"],
        canonical_name=row["canonical_name"],
        acronym=row["acronym"] or None,
        institution_type=row["institution_type"],
        level=row["level"],
        home_country_iso3=row["home_country_iso3"] or None,
        wikidata_qid=row["wikidata_qid"] or None,
        un_sanctions_ref=row["un_sanctions_ref"] or None,
        us_fto_listed_on=listed,
        source=row["reference_source"],
        names=names,
        entries=tuple(
            InstitutionName(name, kind, False) for kind, name in sorted((kind, name) for name, kind in names)
        ),
    )


def _automaton(
    references: Mapping[str, Reference], homes: Mapping[tuple[str, str], tuple[str, ...]], codebook: Codebook
) -> tuple[ahocorasick.Automaton, tuple[Pattern, ...]]:
    shared = Counter(
        name
        for reference in references.values()
        for name in {name for name, _ in reference.names}
        if (reference.institution_id, name) not in homes
    )
    carriers: dict[tuple[str, tuple[int, ...]], list[_Carrier]] = {}
    for reference in references.values():
        for name, name_type in reference.names:
            weak = shared[name] > 1 or name in codebook.only_when_defined
            carrier = _Carrier(
                reference.institution_id,
                weak or _needs_definition(name, name_type, codebook),
                homes.get((reference.institution_id, name), ()),
                reference.level == "national",
            )
            for key in _keys(name, codebook.spellings):
                carriers.setdefault(key, []).append(carrier)
    automaton = ahocorasick.Automaton()
    by_form: dict[str, list[int]] = {}
    patterns: list[Pattern] = []
    for key in sorted(carriers):
        by_form.setdefault(key[0], []).append(len(patterns))
        patterns.append(_pattern(carriers[key], key[1]))
    for form, numbers in by_form.items():
        automaton.add_word(form, (len(form), tuple(numbers)))
    automaton.make_automaton()
    return automaton, tuple(patterns)


@dataclass(frozen=True, slots=True)
class _Carrier:
    """An institution that carries a name, whether that needs a definition and where not, whether it is a state's."""

    institution_id: str
    weak: bool
    homes: tuple[str, ...]
    national: bool


def _pattern(carriers: list[_Carrier], capitals: tuple[int, ...]) -> Pattern:
    everywhere = [carrier for carrier in carriers if not carrier.homes]
    abroad = everywhere or [carrier for carrier in carriers if not carrier.national]
    held = tuple(sorted({carrier.institution_id for carrier in abroad}))
    weak = not everywhere or len(held) > 1 or all(carrier.weak for carrier in everywhere)
    homes = {code: carrier.institution_id for carrier in carriers for code in carrier.homes}
    return Pattern(held, capitals, weak, homes)


def _needs_definition(name: str, name_type: str, codebook: Codebook) -> bool:
    short = name_type in ("acronym", "former") and " " not in name and len(name) <= SHORT_ACRONYM
    return short and name not in codebook.safe_short_acronyms


def _keys(name: str, spellings: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """The plain forms of a name in all spellings, each with the places of its capitals (a leading article's aside)."""
    surface = folded(name)
    compared = plain(surface)
    form, offsets = compared.form, [compared.offset(at) for at in range(len(compared.form))]
    free = 2 if form[:3] in ("al ", "el ", "ul ") else 0
    small = {place for match in _SMALL_WORD.finditer(form) for place in range(match.start(), match.end())}
    capitals = tuple(
        i for i, offset in enumerate(offsets) if surface[offset].isupper() and i >= free and i not in small
    )
    keys = [(form, capitals)]
    for one, other in spellings:
        for old, new in ((one, other), (other, one)):
            for known_form, known_capitals in tuple(keys):
                # Looked for as it is first, since few of very many names have any of the words.
                match = re.search(rf"\b{old}\b", known_form) if old in known_form else None
                if match:
                    grown = known_form[: match.start()] + new + known_form[match.end() :]
                    keys.append((grown, _moved(known_capitals, match.start(), match.end(), len(new) - len(old))))
    return list(dict.fromkeys(keys))


def _moved(capitals: tuple[int, ...], start: int, end: int, shift: int) -> tuple[int, ...]:
    """Places of capitals after a word was exchanged; of the new word only the first letter has to be one."""
    kept = [place for place in capitals if place <= start]
    return tuple(kept + [place + shift for place in capitals if place >= end])
