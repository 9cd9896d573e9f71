"""Builds the incident rows of a chapter with their actors and casualty claims, each value with its span.

What a value rests on is decided in the modules for episodes, attribution, places and fields; here the row is put
together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.attribution import Attribution, AttributionReader
from pipelines.extraction.clause_facts import BODIES_FOUND, BOMB_DEFUSED, FOUND_AND_EXPLODED
from pipelines.extraction.episodes import Episode, Segmenter
from pipelines.extraction.incident_figures import Claim, FigureReader
from pipelines.extraction.incident_targets import TargetReader
from pipelines.extraction.incident_tolls import Toll, TollReader
from pipelines.extraction.list_headers import read_list_headers
from pipelines.extraction.model import Built, Evidence, Names, Rejection, Row, stable_id
from pipelines.extraction.places import Place, PlaceReader, ReferencePlace, best, is_coarse
from pipelines.extraction.quantities import find_quantities
from pipelines.extraction.repeated_events import without_repeated
from pipelines.extraction.words import IncidentWords, load_incident_words
from pipelines.reading import Chapter, Countries
from pipelines.reading.folding import folded

PlacesRead = tuple[list[Place], list[ReferencePlace]]
_MULTIPLE_EVENTS = re.compile(
    (
        r"\b(?:a\s+series\s+of\s+(?=\w+\s+(?:\w+\s+){0,2}?(?:attacks|bombings|explosions|blasts)))?(?P<number>multiple|several|numerous|two|three|four|five|six|seven|eight|nine|ten|twin|a\s+series\s+of"
        r"|\d{1,2})\s+(?:\w+\s+){0,2}?(?:attacks|bombings|explosions|blasts|raids|assaults|ambushes|kidnappings"
        r"|shootings|bombs)\b"
    ),
    re.IGNORECASE,
)
_STATE_VERB = re.compile(
    (
        r"\b(?:killed|killing|neutrali[sz]ed|neutrali[sz]ing|shot|struck|bombed|shelled|fired|raided|hit|attacked"
        r"|stormed|clash\w*|opened\s+fire|strafed|overran|assaulted|destroyed|recaptured|retook|ambushed|swept|cleared"
        r"|(?:launched|conducted|carried\s+out|made)\s+(?:[\w-]+\s+){0,2}?(?:air\s*strikes?|air\s+strikes?|air\s+raids?|raids?|strikes?))\b"
    ),
    re.IGNORECASE,
)
_OWN_RAID = re.compile(
    r"\s+(?:counterterrorism\s+|security\s+)?(?:raid|operation|sweep|offensive)\s+(?:on|against|in|near|at)\b",
    re.IGNORECASE,
)
"""Behind a state's forces ("a police raid on a hideout")."""
_REPELLED = re.compile(
    r"\b(?:repelled|repulsed|repelling|repulsing|fought\s+off|fended\s+off|beat(?:en)?\s+(?:back|off)|(?:drove|driven)\s+off)\s+(?:an?|the|another)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:attack|assault|raid|ambush|bombing|incursion)\b",
    re.IGNORECASE,
)
"""What a state's forces do when others attack."""
_NO_ATTACK = re.compile(
    r"\bruled\s+out\s+(?:terrorism|sabotage|foul\s+play|an?\s+(?:terrorist\s+)?attack|terrorist\s+\w+)\b"
    r"|\b(?:was|were|been)\s+(?:found\s+to\s+be\s+|ruled\s+)?(?:accidental|an\s+accident)\b"
    r"|\bno\s+(?:link|connection|relation)s?\s+to\s+terrorism\b|\bnot\s+(?:related|linked|connected)\s+to\s+terrorism\b",
    re.IGNORECASE,
)
"""What the report says was none."""
_IN_AN_ACCIDENT = re.compile(
    r"\b(?:died|dead|killed|injured|wounded|hurt|deaths?)\b[^.;]{0,30}?\bin\s+(?:an?|the)\s+(?:stampede|crush"
    r"|(?:[\w-]+\s+)?(?:traffic|road|car|bus|train|plane|helicopter|mining|industrial)\s+(?:accident|crash|collision))\b",
    re.IGNORECASE,
)
_MAY_BE_ACCIDENT = re.compile(r"\b(?:explosions?|blasts?|exploded|fire|crash\w*|collapse\w*)\b", re.IGNORECASE)
_REMOTE_STRIKE = re.compile(
    r"\b(?:(?:drone|missile|artillery)\s+(?:strikes?|attacks?)|unmanned\s+aircraft|drones?)\b", re.IGNORECASE
)
_ELLIPTICAL = re.compile(r"(?:more|others?|of\s+them)?")
_FINDS = (BOMB_DEFUSED, BODIES_FOUND, FOUND_AND_EXPLODED)
"""What is found, and by whose forces whatever, tells of an attack by somebody else."""
_RESPECTIVELY = re.compile(r"\brespectively\b")
_AT_HIS_DEATH = re.compile(
    r"\bbefore\s+(?:he|she)\s+was\s+(?:shot\s+dead|killed|shot\s+and\s+killed|fatally\s+shot)\b"
    r"|\b(?:took|taking)\s+(?:his|her)\s+own\s+life\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IncidentKnowledge:
    """What building incidents needs to know: the compiled codebook and the names of countries and peoples."""

    words: IncidentWords
    places: PlaceReader


def load_incident_knowledge(seeds: Path, countries: Countries) -> IncidentKnowledge:
    """Read what building incidents needs.

    Args:
        seeds: the seeds folder.
        countries: all countries.

    Returns:
        The knowledge, to be used for any number of chapters.

    Raises:
        CodebookError: a codebook file cannot be used.
    """
    names = {folded(name) for country in countries.all for name in (country.name, *country.aliases)}
    adjectives = {folded(word) for country in countries.all for word in country.adjectives}
    words = load_incident_words(seeds, names, adjectives)
    return IncidentKnowledge(words, PlaceReader(words, names, adjectives))


def build_incidents(chapter: Chapter, names: Names, knowledge: IncidentKnowledge) -> Built:
    """Build the incident rows of a chapter.

    Args:
        chapter: the chapter read.
        names: its institutions and their mentions.
        knowledge: the codebook, compiled.

    Returns:
        Rows of incidents, incident_actors and casualty_claims, and rejections.
    """
    document = chapter.document
    notes = Annotations(folded(document.text), document.report_year, names, knowledge.words)
    segmentation = Segmenter(chapter, notes).run()
    builder = _Builder(chapter, notes, knowledge.places)
    groups: list[list[Row]] = []
    rejections = list(segmentation.rejections)
    for episode in segmentation.episodes:
        built = builder.build(episode)
        if isinstance(built, Rejection):
            rejections.append(built)
        else:
            groups.append(built)
    rows, repeated = without_repeated(groups)
    return Built(tuple(_without_repeats(rows)), (*rejections, *repeated))


def _without_repeats(rows: Sequence[Row]) -> list[Row]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        key = (row.table, *sorted((k, str(v)) for k, v in row.values.items()))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


class _Builder:
    def __init__(self, chapter: Chapter, notes: Annotations, places: PlaceReader) -> None:
        self._chapter = chapter
        self._notes = notes
        self._text = notes.text
        self._words = notes.words
        self._places = places
        self._attribution = AttributionReader(notes)
        self._headers = read_list_headers(chapter, notes)
        self._figures = FigureReader(notes)
        self._targets = TargetReader(notes)
        self._tolls = TollReader(notes)
        self._previous_target: str | None = None
        self._places_read: dict[tuple[int, int], PlacesRead] = {}

    def build(self, episode: Episode) -> list[Row] | Rejection:
        claims = self._figures.claims(episode)
        record_class = self._record_class(episode, claims)
        in_incidents = episode.sentences[0].section == "incidents"
        if record_class == "state_force_operation" and not self._counts_as_operation(claims):
            return Rejection(episode.sentences[0].start, episode.sentences[-1].end, "incidents", "not_an_incident")
        if record_class == "state_force_operation":
            claims = self._figures.as_operation(claims)
        if record_class == "none":
            return Rejection(episode.sentences[0].start, episode.sentences[-1].end, "incidents", "not_an_incident")
        attribution = self._attribution.read(episode, record_class == "state_force_operation")
        header = self._headers.get(episode.sentences[0].paragraph)
        if header and record_class == "terrorist_attack":
            attribution = self._attribution.with_header(episode, attribution, header)
        if record_class == "terrorist_attack":
            claims = self._figures.with_own_dead(claims, {actor.institution_id for actor in attribution.perpetrators})
        return self._rows(episode, record_class, claims, attribution, episode.listed and in_incidents)

    def _record_class(self, episode: Episode, claims: Sequence[Claim]) -> str:
        if episode.kind == "plot":
            return "plot_foiled"
        if any(_IN_AN_ACCIDENT.search(self._text, start, end) for start, end in episode.spans[:1]):
            return "none"
        if any(_NO_ATTACK.search(self._text, start, end) for start, end in episode.spans):
            return self._class_of_no_attack(episode)
        if any(found.search(self._text, episode.start, episode.end) for found in _FINDS):
            return "terrorist_attack"
        if _REPELLED.search(self._text, episode.start, episode.end):
            return "terrorist_attack"
        kind, end = self._attribution.subject(episode)
        if kind in ("weapon", "none") and self._strikes_members(episode, claims):
            return "state_force_operation"
        acts = kind == "state" and (
            _STATE_VERB.search(self._text, end, episode.end) or _OWN_RAID.match(self._text, end, episode.end)
        )
        if kind == "state_agent" or acts:
            harmed = [c for c in claims if c.harm.outcome == "killed" and c.harm.rule != "zero"]
            return "state_force_operation" if harmed else "none"
        struck_down = kind == "victim" or (kind == "state" and not episode.listed)
        if struck_down and self._words.weapons.search(self._text, episode.start, episode.end) is None:
            return "none"
        return "other_violence" if self._is_other_violence(episode) else "terrorist_attack"

    def _class_of_no_attack(self, episode: Episode) -> str:
        """What was no terrorism by the report's own word: an accident, or violence of another kind."""
        return "none" if _MAY_BE_ACCIDENT.search(self._text, episode.start, episode.end) else "other_violence"

    def _is_other_violence(self, episode: Episode) -> bool:
        """Whether clans, rioters or the like are told of, and neither a group nor anybody called a terrorist."""
        start, end = episode.start, episode.spans[-1][1]
        return (
            self._words.other_violence.search(self._text, episode.start, episode.end) is not None
            and self._words.perpetrators.search(self._text, start, end) is None
            and not any(
                self._notes.institution(m).institution_type == "armed_group" for m in self._notes.mentions(start, end)
            )
        )

    def _strikes_members(self, episode: Episode, claims: Sequence[Claim]) -> bool:
        """Whether a strike from afar killed members of armed groups and nobody else, which is a state's doing."""
        killed = [c.harm for c in claims if c.harm.outcome == "killed" and c.harm.rule not in ("zero", "reflexive")]
        return (
            bool(killed)
            and _REMOTE_STRIKE.search(self._text, episode.start, killed[0].start) is not None
            and (killed[0].are_perpetrators or self._figures.is_open(killed[0]))
            and all(h.are_perpetrators or self._figures.is_open(h) or self._figures.are_his_men(h) for h in killed[1:])
            and all(c.harm.are_perpetrators for c in claims if c.harm.outcome != "killed")
        )

    @staticmethod
    def _counts_as_operation(claims: Sequence[Claim]) -> bool:
        """An operation is told of with deaths, or it is none of this table's."""
        return any(c.harm.outcome == "killed" and (c.harm.minimum or c.harm.maximum) for c in claims)

    def _rows(
        self, episode: Episode, record_class: str, claims: list[Claim], attribution: Attribution, listed: bool
    ) -> list[Row]:
        document = self._chapter.document
        evidence: list[Evidence] = []
        values: dict[str, object] = {
            "report_id": document.report_id,
            "country_iso3": document.country_iso3,
            "report_year": document.report_year,
            "record_class": record_class,
            "is_terrorist_incident": record_class in ("terrorist_attack", "plot_foiled"),
            "listed_as_significant": listed,
        }
        self._add_date(episode, values, evidence)
        self._add_place(episode, values, evidence)
        self._add_perpetrator(attribution, values, evidence)
        state = record_class == "state_force_operation"
        disputed = record_class != "plot_foiled" and self._is_disputed(episode, claims, state)
        self._add_toll(episode, claims, state, disputed, values, evidence)
        code, at, end = self._targets.attack_type(episode)
        on_a_place = "killed_min" in values and self._words.generic_attacks.match(self._text, at, end) is not None
        if "kidnapped_min" in values and (code == "unspecified" or (code == "armed_assault" and not on_a_place)):
            code = "kidnapping"
        values["attack_type"] = "military_operation" if state else code
        if end > at and not state:
            evidence.append(Evidence("attack_type", at, end, "attack_term"))
        values["target_type"] = self._target(episode, claims, state, disputed)
        start, stop = episode.sentences[0].start, episode.sentences[-1].end
        values["summary"] = document.text[start:stop]
        evidence.append(Evidence("summary", start, stop, "event_sentences"))
        key = (document.text[episode.start : episode.end], str(values.get("date_edtf")), str(episode.index))
        values["incident_id"] = f"{document.report_id.lower()}-{stable_id(document.report_id, 'incidents', *key)}"
        rows = [Row("incidents", values, tuple(evidence))]
        own = self._tolls.own_claims(episode, claims, _place_name(values))
        return rows + self._actor_rows(values, attribution) + self._claim_rows(episode, values, own)

    def _target(self, episode: Episode, claims: Sequence[Claim], state: bool, disputed: bool) -> str:
        if state and disputed:
            return "disputed"
        victims = [c.harm for c in claims if not c.harm.are_perpetrators and c.harm.rule != "zero"]
        told = self._targets.target_type(episode, victims, state)
        elliptical = victims and all(_ELLIPTICAL.fullmatch(harm.noun) for harm in victims)
        if told is None and elliptical and episode.start > episode.sentences[0].start:
            told = self._previous_target
        if told is None:
            told = "civilians" if victims else "unknown"
        self._previous_target = told
        return told

    def _add_date(self, episode: Episode, values: dict[str, object], evidence: list[Evidence]) -> None:
        date = episode.date
        if date is None:
            values |= {"date_precision": "unknown"}
            return
        values |= {
            "date_text": self._chapter.document.text[date.start : date.end],
            "date_start": date.first,
            "date_end": date.last,
            "date_edtf": date.edtf,
            "date_precision": date.precision,
        }
        relative = any(r.start == date.start for r in self._notes.relative_dates(date.start, date.end))
        rule = "relative_date" if relative else "stated_date"
        evidence += [
            Evidence(name, date.start, date.end, rule)
            for name in ("date_text", "date_start", "date_end", "date_edtf")
            if values.get(name) is not None
        ]

    def _add_place(self, episode: Episode, values: dict[str, object], evidence: list[Evidence]) -> None:
        places, references = self._places_in(episode.start, episode.end)
        if is_coarse(best(places)):
            for start, end in episode.spans[1:]:
                more, more_references = self._places_in(start, end)
                places, references = [*places, *more], references or more_references
        place = self._place_of(episode, places)
        values["location_precision"] = place.precision if place else "vicinity" if references else "unknown"
        if place:
            self._add_stated_place(place, values, evidence)
        if references:
            self._add_reference(references[0], values, evidence)
        multiple = _MULTIPLE_EVENTS.search(self._text, episode.start, episode.end)
        if multiple and episode.count == 1:
            values["event_count_min"] = _least(multiple["number"])
            evidence.append(Evidence("event_count_min", multiple.start(), multiple.end(), "several_events"))

    def _add_stated_place(self, place: Place, values: dict[str, object], evidence: list[Evidence]) -> None:
        source = self._chapter.document.text
        stop = max(place.end, place.admin1_end)
        values["location_text"] = source[place.start : stop]
        evidence.append(Evidence("location_text", place.start, stop, "stated_place"))
        if place.named:
            values["place_name"] = source[place.start : place.end]
            evidence.append(Evidence("place_name", place.start, place.end, "stated_place"))
        if place.admin1:
            values["admin1_name"] = source[place.admin1_start : place.admin1_end]
            evidence.append(Evidence("admin1_name", place.admin1_start, place.admin1_end, "stated_province"))

    def _add_reference(self, reference: ReferencePlace, values: dict[str, object], evidence: list[Evidence]) -> None:
        values["reference_place"] = self._chapter.document.text[reference.start : reference.end]
        values["reference_distance_km"] = reference.kilometers
        if "location_text" not in values:
            values["location_text"] = self._chapter.document.text[reference.told_from : reference.end]
            evidence.append(Evidence("location_text", reference.told_from, reference.end, "distance_from_place"))
        evidence += [
            Evidence(name, reference.start, reference.end, "distance_from_place")
            for name in ("reference_place", "reference_distance_km")
        ]

    def _place_of(self, episode: Episode, places: Sequence[Place]) -> Place | None:
        if episode.count > 1:
            shared = [p for p in places if p.joined == episode.count and p.index == episode.index]
            if shared:
                return shared[0]
            towns = [p for p in places if p.precision in ("settlement", "vicinity")]
            if len(towns) == episode.count and _RESPECTIVELY.search(self._text, episode.start, episode.end):
                return towns[episode.index]
            if len(places) > 1:
                return None
        place = best(places)
        if place and place.joined > 1 and episode.count == 1 and place.precision in ("admin1", "admin2"):
            return place
        return place

    def _places_in(self, start: int, end: int) -> PlacesRead:
        """The places of a span, read once however many events share its words."""
        if (start, end) not in self._places_read:
            self._places_read[start, end] = self._places.read(self._text, start, end, self._not_places_in(start, end))
        return self._places_read[start, end]

    def _not_places_in(self, start: int, end: int) -> list[tuple[int, int]]:
        spans = [(d.start, d.end) for d in self._notes.dates(start, end)]
        return spans + [(m.start, m.end) for m in self._notes.mentions(start, end)]

    def _add_perpetrator(self, attribution: Attribution, values: dict[str, object], evidence: list[Evidence]) -> None:
        values["attribution"] = attribution.status
        perpetrators = attribution.perpetrators
        if perpetrators:
            names = {self._notes.names.institutions[a.institution_id].canonical_name for a in perpetrators}
            values["perpetrator_names"] = "; ".join(sorted(names))
            evidence += [
                Evidence("perpetrator_names", a.start, a.end, f"perpetrator_{a.certainty}") for a in perpetrators
            ]
        if attribution.text_end > attribution.text_start:
            values["perpetrator_text"] = self._chapter.document.text[attribution.text_start : attribution.text_end]
            evidence.append(
                Evidence("perpetrator_text", attribution.text_start, attribution.text_end, "words_for_perpetrator")
            )

    def _is_disputed(self, episode: Episode, claims: Sequence[Claim], state: bool) -> bool:
        if self._figures.is_disputed(episode, claims):
            return True
        if not state:
            return False
        if any(c.harm.are_perpetrators for c in claims) and self._figures.calls_dead_bystanders(episode):
            return True
        killed = [c for c in claims if c.harm.outcome == "killed" and c.harm.qualifier != "vague"]
        return (
            len({c.harm.are_perpetrators for c in killed}) > 1
            and len({c.claimant_start for c in killed if c.claimant_end}) > 1
        )

    def _add_toll(
        self,
        episode: Episode,
        claims: Sequence[Claim],
        state: bool,
        disputed: bool,
        values: dict[str, object],
        evidence: list[Evidence],
    ) -> None:
        place = _place_name(values)
        tolls = {
            outcome: self._tolls.toll(episode, outcome, claims, False, place)
            for outcome in ("killed", "wounded", "kidnapped")
        }
        if disputed:
            tolls["killed"] = Toll(None, None, (), False)
        if episode.kind == "plot":
            tolls = {outcome: Toll(None, None, (), False) for outcome in tolls}
        for outcome, toll in tolls.items():
            for bound, value in (("min", toll.minimum), ("max", toll.maximum)):
                if value is not None:
                    values[f"{outcome}_{bound}"] = value
                    evidence += [Evidence(f"{outcome}_{bound}", h.start, h.end, h.rule) for h in toll.parts]
        self._add_perpetrators_killed(episode, claims, disputed and state, values, evidence)
        values["disputed"] = disputed
        stated = any(t.minimum is not None or t.maximum is not None for o, t in tolls.items() if o != "kidnapped")
        vague = any(t.is_vague for t in tolls.values())
        values["casualty_status"] = (
            "disputed" if disputed else "stated" if stated else "vague" if vague else "not_stated"
        )

    def _add_perpetrators_killed(
        self,
        episode: Episode,
        claims: Sequence[Claim],
        unknown: bool,
        values: dict[str, object],
        evidence: list[Evidence],
    ) -> None:
        if unknown or episode.count > 1:
            return
        toll = self._tolls.toll(episode, "killed", claims, True)
        if toll.minimum is not None and toll.minimum == toll.maximum and toll.parts:
            values["perpetrators_killed"] = toll.minimum
            evidence += [Evidence("perpetrators_killed", h.start, h.end, h.rule) for h in toll.parts]
            return
        for start, end in episode.spans:
            match = _AT_HIS_DEATH.search(self._text, start, end)
            if match:
                values["perpetrators_killed"] = 1
                evidence.append(Evidence("perpetrators_killed", match.start(), match.end(), "attacker_died"))
                return

    def _actor_rows(self, values: dict[str, object], attribution: Attribution) -> list[Row]:
        return [
            Row(
                "incident_actors",
                {
                    "incident_id": values["incident_id"],
                    "institution_id": a.institution_id,
                    "role": a.role,
                    "certainty": a.certainty,
                },
            )
            for a in attribution.perpetrators
        ]

    def _claim_rows(self, episode: Episode, values: dict[str, object], claims: Sequence[Claim]) -> list[Row]:
        rows = []
        told: set[tuple[str, int, int]] = set()
        for claim in claims:
            harm = claim.harm
            outcome = "neutralized" if harm.verb.lower().startswith("neutrali") else harm.outcome
            row: dict[str, object] = {
                "incident_id": values["incident_id"],
                "claimant": self._claimant_name(claim),
                "outcome": outcome,
                "victim_class": " ".join(harm.noun.split()) or None,
                "value_min": harm.minimum,
                "value_max": harm.maximum,
                "qualifier": harm.qualifier,
                "verb_text": " ".join(harm.verb.split()) or None,
            }
            # Evidence names the incident, so that two figures that rest on the same words have one row there.
            evidence = {
                (item.field, item.start, item.end): item
                for item in self._claim_evidence(episode, claim)
                if row[item.field] is not None
            }
            rows.append(Row("casualty_claims", row, tuple(it for key, it in evidence.items() if key not in told)))
            told |= evidence.keys()
        return rows

    def _claim_evidence(self, episode: Episode, claim: Claim) -> Iterator[Evidence]:
        """The words of a figure, of what became of the people counted, and of who gave the figure."""
        harm = claim.harm
        for field in ("value_min", "value_max", "qualifier", "victim_class"):
            yield Evidence(field, harm.start, harm.end, harm.rule)
        for field in ("outcome", "verb_text"):
            yield Evidence(field, *self._verb_of(episode, claim), harm.rule)
        if claim.claimant_end > claim.claimant_start:
            yield Evidence("claimant", claim.claimant_start, claim.claimant_end, "words_for_claimant")

    def _verb_of(self, episode: Episode, claim: Claim) -> tuple[int, int]:
        """Where the verb of a figure stands, nearest to it in its sentences; the figure's own words without one."""
        harm = claim.harm
        first, last = episode.sentences[0].start, episode.sentences[-1].end
        found = (self._text.rfind(harm.verb, first, harm.end), self._text.find(harm.verb, harm.start, last))
        places = [(at, at + len(harm.verb)) for at in found if harm.verb and at >= 0]
        return min(places, key=lambda it: max(it[0] - harm.end, harm.start - it[1]), default=(harm.start, harm.end))

    def _claimant_name(self, claim: Claim) -> str | None:
        if claim.claimant_end <= claim.claimant_start:
            return None
        mentions = self._notes.mentions(claim.claimant_start, claim.claimant_end)
        if mentions:
            return self._notes.institution(mentions[-1]).canonical_name
        words = self._chapter.document.text[claim.claimant_start : claim.claimant_end]
        return " ".join(words.split())


def _place_name(values: Mapping[str, object]) -> str | None:
    return str(values["place_name"]) if "place_name" in values else None


def _least(word: str) -> int:
    lowered = word.lower()
    if lowered in ("multiple", "several", "numerous", "twin") or lowered.startswith("a series"):
        return 2
    found = find_quantities(lowered + " ", 0, len(lowered))
    return found[0].minimum if found and found[0].minimum else 2
