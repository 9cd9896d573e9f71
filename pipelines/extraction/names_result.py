"""The institutions and mentions of a chapter, made of the bodies found in it: identifiers, levels and names.

Identifiers depend on nothing but names and countries, so that a body has the same one in every chapter.
"""

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.model import Institution, InstitutionName, Mention, Names
from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_knowledge import plain_form
from pipelines.extraction.names_setting import Setting, squeezed
from pipelines.reading.folding import folded


class Result:
    """Makes the institutions of the bodies of a chapter."""

    def __init__(self, setting: Setting, bodies: Bodies) -> None:
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.book = setting.book
        self.bodies = bodies

    def names(self) -> Names:
        """The institutions by identifier, and their mentions in text order without overlaps."""
        institutions: dict[str, Institution] = {}
        mentions: list[Mention] = []
        used: dict[str, str] = {}
        ordered = sorted((b for b in self.bodies.held.values() if b.mentions), key=lambda b: (min(b.mentions), b.key))
        for body in ordered:
            identifier = self._identifier(body, used)
            used[identifier] = body.key
            institutions[identifier] = self._institution(body, identifier)
            mentions += [Mention(s, e, identifier, rule) for (s, e), rule in body.mentions.items()]
        return Names(institutions, tuple(_without_overlaps(mentions, institutions)))

    def _identifier(self, body: Body, used: dict[str, str]) -> str:
        if body.reference:
            return body.reference.institution_id
        country = (body.owner or self.home).lower()
        if body.key.startswith("government|"):
            return f"government-{country}"
        national = self._level(body) in ("national", "foreign")
        for name in dict.fromkeys(filter(None, (body.acronym, body.canonical))):
            slug = slug_of(name)
            identifier = f"{slug}-{country}" if national else slug
            if identifier not in used and identifier not in self.knowledge.references:
                return identifier
        return f"{slug_of(body.canonical or body.key)}-{country}-{len(used)}"

    def _level(self, body: Body) -> str:
        if body.reference:
            reference = body.reference
            if reference.level == "national" and reference.home_country_iso3 not in (None, self.home):
                return "foreign"
            if reference.level == "foreign" and reference.home_country_iso3 == self.home:
                return "national"
            return reference.level
        if self.bodies.of_two_countries(body.canonical or "") or self._of_international(body):
            return "international"
        for level, types in self.book.levels.items():
            if body.institution_type in types and (level == "non_state" or body.owner is None):
                return level
        return "national" if body.owner in (None, self.home) else "foreign"

    def _of_international(self, body: Body) -> bool:
        """Whether a body's name begins with that of an international organization: "UN Police"."""
        words = patterns.OFFICE_OF.sub("", body.canonical or "").split()
        names = self.knowledge.international_names
        if words and self.bodies.of_organization_and_country(words[0]):
            return True
        return any(" ".join(words[:size]) in names for size in range(1, min(len(words), 6)))

    def _institution(self, body: Body, identifier: str) -> Institution:
        reference = body.reference
        canonical = body.canonical or next(iter(body.names))
        level = self._level(body)
        return Institution(
            institution_id=identifier,
            canonical_name=canonical,
            acronym=body.acronym or self._used_acronym(body),
            institution_type=body.institution_type,
            level=level,
            home_country_iso3=self._home(body) if level in ("national", "foreign") else None,
            known=reference is not None,
            names=_names_of(body, canonical),
            wikidata_qid=reference.wikidata_qid if reference else None,
            un_sanctions_ref=reference.un_sanctions_ref if reference else None,
            us_fto_listed_on=reference.us_fto_listed_on if reference else None,
            reference_source=reference.source if reference else None,
        )

    def _home(self, body: Body) -> str | None:
        """The country that the text ties a body to: for a known one, that in or right before its first mention."""
        if body.reference is None:
            return body.owner
        start, end = min(body.mentions)
        text = self.bodies.text
        home = body.reference.home_country_iso3
        name = squeezed(text[start:end])
        if home == body.owner or self.bodies.without_country(name)[0] == home:
            return home
        behind = patterns.LAST_OF.search(name)
        if behind and self.bodies.words.code(behind.group(1).lower()) == home:
            return home
        before = patterns.POSSESSOR_BEFORE.search(text, max(0, start - 40), start)
        words = before.group(1).lower().split() if before else []
        return home if any(self.bodies.words.code(" ".join(words[at:])) == home for at in range(len(words))) else None

    def _used_acronym(self, body: Body) -> str | None:
        """The acronym of a reference institution where the chapter uses it without defining it."""
        if body.reference is None:
            return None
        acronyms = {name for name, kind in body.reference.names if kind == "acronym"}
        return next((name for name in body.names if name in acronyms), None)


def _names_of(body: Body, canonical: str) -> tuple[InstitutionName, ...]:
    """All names of a body by type: those in the text, and those that only the reference list has."""
    entries = body.reference.entries if body.reference else ()
    listed = {entry.name for entry in entries}
    names = [InstitutionName(e.name, e.name_type, True) if e.name in body.names else e for e in entries]
    more = [InstitutionName(name, kind, True) for name, kind in body.names.items() if name not in listed]
    if canonical not in listed and canonical not in body.names:
        more.append(InstitutionName(canonical, "official", body.reference is None))
    return tuple(sorted([*names, *more], key=_name_order)) if more else tuple(names)


def _name_order(name: InstitutionName) -> tuple[str, str]:
    return name.name_type, name.name


def slug_of(name: str) -> str:
    """A lower-case identifier of a name: ASCII letters, digits and hyphens."""
    return patterns.NOT_SLUG.sub("-", plain_form(folded(name).replace("'", ""))).strip("-")


def _without_overlaps(mentions: list[Mention], institutions: dict[str, Institution]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.institution_id)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    seen = {mention.institution_id for mention in kept}
    for identifier in [i for i in institutions if i not in seen]:
        del institutions[identifier]
    return kept
