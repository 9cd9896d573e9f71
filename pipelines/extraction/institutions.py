"""The tables of institutions, their names and their mentions, built from the names found in a chapter.

Every institution's canonical name rests on its first mention, its acronym on the place that first has it.
"""

from bisect import bisect_right

from pipelines.extraction.model import Built, Evidence, Institution, Mention, Names, Row
from pipelines.extraction.names import find_names
from pipelines.extraction.names_knowledge import InstitutionKnowledge, load_institution_knowledge
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter

__all__ = ["InstitutionKnowledge", "build_institutions", "find_names", "load_institution_knowledge"]


def build_institutions(chapter: Chapter, names: Names, knowledge: InstitutionKnowledge) -> Built:
    """Build the rows of institutions, institution_names and institution_mentions.

    Args:
        chapter: the chapter that the names were found in.
        names: what `find_names` returned for it.
        knowledge: unused so far beyond `find_names`; every builder has it.

    Returns:
        Rows in order of first mention, with evidence.
    """
    del knowledge
    text = chapter.document.text
    plain = folded(text)
    mentions: dict[str, list[Mention]] = {}
    for mention in names.mentions:
        mentions.setdefault(mention.institution_id, []).append(mention)
    rows: list[Row] = []
    for identifier, places in mentions.items():
        institution = names.institutions[identifier]
        rows.append(_institution(chapter, institution, places, plain))
        rows.extend(_names(institution))
        rows.extend(_mention(chapter, mention, text) for mention in places)
    return Built(rows=tuple(rows))


def _institution(chapter: Chapter, institution: Institution, places: list[Mention], plain: str) -> Row:
    document = chapter.document
    first = places[0]
    evidence = [Evidence("canonical_name", first.start, first.end, first.rule)]
    evidence.append(Evidence("institution_type", first.start, first.end, first.rule))
    acronym = _place_of(institution.acronym, places, plain)
    if acronym:
        evidence.append(Evidence("acronym", acronym[0], acronym[1], "acronym"))
    if institution.home_country_iso3:
        evidence.append(Evidence("home_country_iso3", first.start, first.end, first.rule))
    return Row(
        table="institutions",
        values={
            "institution_id": institution.institution_id,
            "report_id": document.report_id,
            "country_iso3": document.country_iso3,
            "report_year": document.report_year,
            "canonical_name": institution.canonical_name,
            "acronym": institution.acronym if acronym else None,
            "institution_type": institution.institution_type,
            "level": institution.level,
            "home_country_iso3": institution.home_country_iso3,
            "mention_count": len(places),
            "first_section": _section(chapter, first.start),
            "known": institution.known,
            "wikidata_qid": institution.wikidata_qid,
            "un_sanctions_ref": institution.un_sanctions_ref,
            "us_fto_listed_on": institution.us_fto_listed_on,
            "reference_source": institution.reference_source,
        },
        evidence=tuple(evidence),
    )


def _place_of(acronym: str | None, places: list[Mention], plain: str) -> tuple[int, int] | None:
    if acronym is None:
        return None
    for mention in places:
        quote = " ".join(plain[mention.start : mention.end].split())
        if quote == acronym:
            return mention.start, mention.end
    return None


def _section(chapter: Chapter, offset: int) -> str:
    starts = [section.start for section in chapter.sections]
    at = bisect_right(starts, offset) - 1
    return chapter.sections[max(at, 0)].code


def _names(institution: Institution) -> list[Row]:
    return [
        Row(
            table="institution_names",
            values={
                "institution_id": institution.institution_id,
                "name": name.name,
                "name_type": name.name_type,
                "in_text": name.in_text,
            },
        )
        for name in institution.names
    ]


def _mention(chapter: Chapter, mention: Mention, text: str) -> Row:
    return Row(
        table="institution_mentions",
        values={
            "institution_id": mention.institution_id,
            "report_id": chapter.document.report_id,
            "start": mention.start,
            "end": mention.end,
            "quote": text[mention.start : mention.end],
        },
    )
