"""The incident codebook, checked and compiled: what the incident grammar knows in words.

Structure is in the grammar's modules; every word that an analyst may want to change is in the YAML file.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.casualties import CasualtyReader, NoCasualtyWords
from pipelines.extraction.harm_predicates import HarmWords
from pipelines.extraction.terms import any_phrase, compile_phrases
from pipelines.reading.codebook import CodebookModel, read_codebook

Phrases = tuple[str, ...]

_PLAIN_LISTS = (
    "generic_attacks",
    "ambiguous_targets",
    "generic_persons",
    "masks",
    "violence",
    "perpetrators",
    "generic_attackers",
    "other_violence",
    "state_forces",
    "weapons",
    "claims",
    "attributions",
    "suspicions",
    "affiliations",
    "plots",
    "arrests",
    "not_events",
    "aggregates",
    "further_incidents",
    "report_verbs",
    "contrasts",
    "no_figures",
)


class IncidentCodebook(CodebookModel):
    """The shape of `seeds/codebook/incidents.yaml`."""

    attack_types: dict[str, Phrases]
    attack_types_by_position: dict[str, Phrases]
    generic_attacks: Phrases
    ambiguous_targets: Phrases
    generic_persons: Phrases
    masks: Phrases
    violence: Phrases
    perpetrators: Phrases
    generic_attackers: Phrases
    other_violence: Phrases
    state_forces: Phrases
    state_attacks: Phrases
    state_owners: Phrases
    state_acts: Phrases
    state_deeds: Phrases
    weapons: Phrases
    targets: dict[str, Phrases]
    persons: Phrases
    harm: HarmWords
    no_casualties: NoCasualtyWords
    subset: Phrases
    totals: Phrases
    claims: Phrases
    not_claims: Phrases
    attributions: Phrases
    suspicions: Phrases
    affiliations: Phrases
    plots: Phrases
    arrests: Phrases
    not_events: Phrases
    aggregates: Phrases
    further_incidents: Phrases
    place_kinds: dict[str, Phrases]
    facilities: Phrases
    place_prefixes: Phrases
    directions: Phrases
    not_places: Phrases
    report_verbs: Phrases
    contrasts: Phrases
    no_figures: Phrases


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """The incident codebook's phrases as compiled patterns."""

    attack_types: Mapping[str, re.Pattern[str]]
    attack_types_by_position: Mapping[str, re.Pattern[str]]
    generic_attacks: re.Pattern[str]
    ambiguous_targets: re.Pattern[str]
    generic_persons: re.Pattern[str]
    masks: re.Pattern[str]
    violence: re.Pattern[str]
    perpetrators: re.Pattern[str]
    generic_attackers: re.Pattern[str]
    other_violence: re.Pattern[str]
    state_forces: re.Pattern[str]
    state_owners: re.Pattern[str]
    weapons: re.Pattern[str]
    targets: Mapping[str, re.Pattern[str]]
    claims: re.Pattern[str]
    attributions: re.Pattern[str]
    suspicions: re.Pattern[str]
    affiliations: re.Pattern[str]
    plots: re.Pattern[str]
    arrests: re.Pattern[str]
    not_events: re.Pattern[str]
    aggregates: re.Pattern[str]
    further_incidents: re.Pattern[str]
    report_verbs: re.Pattern[str]
    contrasts: re.Pattern[str]
    no_figures: re.Pattern[str]
    place_kinds: Mapping[str, Phrases]
    facilities: Phrases
    place_prefixes: Phrases
    directions: Phrases
    not_places: frozenset[str]
    casualties: CasualtyReader
    relevant: re.Pattern[str]
    agents: re.Pattern[str]
    state_agents: re.Pattern[str]


_NOT_WHERE = "".join(rf"(?<!\b{word}\s)" for word in ("from", "in", "of", "to", "into", "near", "for", "with", "off"))
"""Before a country that acts: behind these words it is only where something happens ("gunmen from X killed")."""


def load_incident_words(
    seeds: Path, countries: Collection[str] = (), adjectives: Collection[str] = ()
) -> IncidentWords:
    """Read and compile the incident codebook.

    Args:
        seeds: the folder that holds `codebook/incidents.yaml`.
        countries: all names of countries, folded.
        adjectives: all words for what is of a country, folded.

    Returns:
        The compiled words.

    Raises:
        CodebookError: the file is missing or does not fit; the message names file and line.
    """
    book = read_codebook(seeds / "codebook" / "incidents.yaml", IncidentCodebook)
    by_pattern = {name: compile_phrases(getattr(book, name)) for name in _PLAIN_LISTS}
    by_pattern["claims"] = re.compile(f"(?!{any_phrase(book.not_claims)})(?:{by_pattern['claims'].pattern})")
    owners = any_phrase((*book.state_owners, *adjectives, *countries))
    owned = rf"(?:{owners})\s+{any_phrase(book.state_acts)}"
    deed = rf"{_NOT_WHERE}(?:{any_phrase(countries)})(?=\s+(?:\w+ly\s+|also\s+)?{any_phrase(book.state_deeds)})"
    return IncidentWords(
        attack_types={code: compile_phrases(phrases) for code, phrases in book.attack_types.items()},
        attack_types_by_position={code: compile_phrases(p) for code, p in book.attack_types_by_position.items()},
        targets={code: compile_phrases(phrases) for code, phrases in book.targets.items()},
        place_kinds=book.place_kinds,
        facilities=book.facilities,
        place_prefixes=book.place_prefixes,
        directions=book.directions,
        not_places=frozenset(word.lower() for word in book.not_places),
        casualties=CasualtyReader(book.harm, book.no_casualties, book.persons, book.perpetrators),
        relevant=_any_of(by_pattern["violence"], by_pattern["perpetrators"], by_pattern["plots"]),
        state_owners=re.compile(rf"(?:{owners})(?=\s+{any_phrase(book.state_acts)})|{deed}"),
        state_agents=re.compile(
            "|".join((owned, deed, by_pattern["state_forces"].pattern, any_phrase(book.state_attacks)))
        ),
        agents=_any_of(by_pattern["perpetrators"], by_pattern["generic_attackers"]),
        **by_pattern,
    )


def _any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in patterns))
