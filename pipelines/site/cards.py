"""Cards: a row with its values in words, the spans that each rests on, and what other tables know of it.

Every column of the row is on its card, as a value or among those not stated, since columns are taken from `schemas`.
"""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.reading.folding import folded
from pipelines.site import wording
from pipelines.site.claims import ClaimWords, words_of_claims
from pipelines.site.frameworks import NO_FRAMEWORK, NONE_NAMED, framework_name
from pipelines.site.model import SENTENCE, Card, Cell, Cite, Fact, Note, Piece
from pipelines.site.spans import Span, in_whole_sentences, marked
from pipelines.site.wording import NOT_STATED, figure, sentence_case, spoken, words
from schemas import DATASETS, TABLES, codes

Row = Mapping[str, Any]

_SENTENCES = ("summary", "statement")
_IN_THE_HEAD = ("report_id", "country_iso3", "report_year", "corrected", *_SENTENCES)
_WITH_DATE_START = ("date_end", "date_precision")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("Date", "Place", "What", "By", "Killed", "Wounded", "Sentence"),
    "compliance_status": ("Field", "Framework", "Status", "Direction", "Assessor", "Sentence"),
    "institutions": ("Name", "Type", "Level", "Mentions", "In the reference list"),
    "rejections": ("Seen", "Candidate for", "Not extracted, because"),
}
"""Columns of the overview tables, after the report."""

FILTERS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("Class", "How", "Accounts"),
    "compliance_status": ("Field", "Direction"),
    "institutions": ("Type", "Level"),
    "rejections": ("Candidate for", "Reason"),
}
"""What the overview tables can be narrowed down by, after the report."""

_CLAIMS = "casualty_claims"
_FRAMEWORK = "framework_id"
_OUTCOMES = ("killed", wording.NEUTRALIZED, "wounded", "kidnapped")
_SAID_BY_BOUNDS = ("exact", "at_least", "more_than", "up_to")
"""Qualifiers that the words for a figure's bounds say already."""

_TITLE_CHARACTERS = 120
_GOES_ON = "\N{NO-BREAK SPACE}…"
_WHOLE_MEASURE = 60
"""Characters; a measure that is longer may be the beginning of its statement, cut between words."""
_BAD, _GOOD = "accounts conflict", "accounts do not conflict"


@dataclass(frozen=True, slots=True)
class Material:
    """What cards of a report are made of, besides their own row."""

    text: str
    cites: Mapping[tuple[str, str], Sequence[tuple[str, str, Cite]]]
    mentions: Mapping[str, Sequence[Cite]]
    rejected: Mapping[Span, int]
    claims: Mapping[str, Sequence[Row]]
    actors: Mapping[str, Sequence[Row]]
    names: Mapping[str, str]
    country: str
    corrections: Mapping[tuple[str, str], Sequence[Row]]
    sentences: Sequence[Span]
    frameworks: Mapping[str, str]

    def of_row(self, kind: str, row: Row) -> Sequence[tuple[str, str, Cite]]:
        """Return table, field and span of all evidence of a row."""
        return self.cites.get((kind, id_of(kind, row)), ())

    def place_of(self, kind: str, row: Row) -> tuple[int, int, str, str]:
        """Return where a row stands in the text, for sorting; those that begin together, by measure and by date."""
        if kind == "rejections":
            return (row["start"], row["end"], "", f"{row['candidate_for']} {row['reason']}")
        places = [cite.start for _, _, cite in self.of_row(kind, row)]
        measure = next((cite.start for _, field, cite in self.of_row(kind, row) if field == "measure"), 0)
        return (min(places, default=len(self.text)), measure, _first_day(row), id_of(kind, row))

    def name_of(self, institution_id: str) -> str:
        """Return an institution's name, or its id where the report has no such institution."""
        return self.names.get(institution_id, institution_id)


def id_of(kind: str, row: Row) -> str:
    """Return a row's identifier; a rejection has none of its own and takes its place in the text."""
    if kind == "rejections":
        return "-".join(str(row[name]) for name in ("candidate_for", "reason", "start", "end"))
    return str(row[TABLES[kind].key[0]])


def _first_day(row: Row) -> str:
    """An incident's first day as text that sorts by time; those without one stand behind all others."""
    return str(row.get("date_start") or "~")


def card(kind: str, row: Row, number: str, dom_id: str, material: Material) -> Card:
    """Return the card of a row.

    Args:
        kind: the table.
        row: its values.
        number: its number on the page, such as I1.
        dom_id: the id of its element.
        material: what else the report knows.
    """
    cited = material.of_row(kind, row)
    sentences, sentence = _sentence(kind, row, cited, material)
    made = _MAKERS[kind](row, material, sentence)
    incident_id = id_of(kind, row) if kind == "incidents" else ""
    claims = _claims(sorted(material.claims.get(incident_id, ()), key=_order), cited)
    shown = {cite for note in claims for cites in note.cites for cite in cites}
    cited = [it for it in cited if it[0] != _CLAIMS or it[2] not in shown]
    facts = () if kind == "rejections" else _facts(kind, row, cited, material)
    correctable = TABLES[kind].correctable if kind in DATASETS else ()
    return Card(
        kind=kind,
        dom_id=dom_id,
        row_id=id_of(kind, row),
        target=_target(kind, row),
        values=tuple((name, wording.plain(row[name])) for name in correctable if row.get(name) is not None),
        report_id=str(row["report_id"]),
        number=number,
        title=made.title,
        subtitle=made.subtitle,
        badges=made.badges + (("corrected",) if row.get("corrected") else ()),
        facts=facts,
        not_stated=_absent(kind, row),
        sentence=sentence,
        sentence_cites=sentences,
        claims=claims,
        actors=tuple(
            Note(
                (material.name_of(it["institution_id"]), spoken(it["role"]), spoken(it["certainty"])),
                it["institution_id"],
            )
            for it in sorted(material.actors.get(incident_id, ()), key=_order)
        ),
        mentions=tuple(material.mentions.get(id_of(kind, row), ())) if kind == "institutions" else (),
        cells=made.cells,
        filters=made.filters,
        corrections=tuple(map(_correction, material.corrections.get((kind, id_of(kind, row)), ()))),
        topic=made.topic,
        said=made.said,
    )


def _target(kind: str, row: Row) -> str:
    """Several reports may name an institution, so that its row needs its report too."""
    if kind not in DATASETS:
        return ""
    return "/".join(str(row[name]) for name in TABLES[kind].key)


@dataclass(frozen=True, slots=True)
class _Made:
    title: str
    subtitle: str
    badges: tuple[str, ...]
    cells: tuple[Cell, ...]
    filters: tuple[str, ...]
    topic: str = ""
    said: str = ""


def _order(row: Row) -> tuple[str, ...]:
    return tuple("" if value is None else f"{value:>12}" for value in row.values())


def _claims(rows: Sequence[Row], cited: Sequence[tuple[str, str, Cite]]) -> tuple[Note, ...]:
    words = words_of_claims(rows, [(field, cite) for table, field, cite in cited if table == _CLAIMS])
    return tuple(
        replace(_claim(row, told), cites=(told.claimant, told.figure, (), (), told.verb))
        for row, told in zip(rows, words, strict=True)
    )


def _claim(row: Row, words: ClaimWords) -> Note:
    range_ = figure(row["value_min"], row["value_max"])
    told = range_ if range_ != NOT_STATED else "no usable figure"
    said = (
        row["claimant"] or "the report",
        told if row["qualifier"] in _SAID_BY_BOUNDS else f"{told} ({spoken(row['qualifier'])})",
        row["victim_class"] or NOT_STATED,
        spoken(row["outcome"]),
        # The verb is always words of the text, so that where these are shown they say it already.
        "" if words.verb else row["verb_text"] or NOT_STATED,
    )
    return Note(said, "")


def _correction(row: Row) -> Note:
    """Which value a reviewer put right: what it was, what it is, why, who and when."""
    column = TABLES[row["table_name"]].column(row["field"])
    old, new = (words(row[name], is_code=bool(column.codes)) for name in ("old_value", "new_value"))
    said = (sentence_case(spoken(row["field"])), old, new, row["reason_text"], row["reviewer"], str(row["reviewed_on"]))
    return Note(said, "")


def _sentence(
    kind: str, row: Row, cited: Sequence[tuple[str, str, Cite]], material: Material
) -> tuple[tuple[Cite, ...], tuple[Piece, ...]]:
    """A row's sentences as spans, and as pieces with the other spans marked."""
    if kind == "rejections":
        span = (row["start"], row["end"])
        quote = Cite(material.rejected[span], *span, str(row["quote"]), SENTENCE, "not extracted", ())
        return (quote,), (Piece(quote.quote, "", ""),)
    cites = [cite for table, field, cite in cited if table == kind and field in _SENTENCES]
    sentences = tuple(dict.fromkeys(cites))
    pieces = marked(material.text, sentences, dict.fromkeys(cite for _, _, cite in cited))
    if kind == "compliance_status":
        return sentences, in_whole_sentences(material.text, material.sentences, sentences, pieces)
    return sentences, pieces


def _facts(kind: str, row: Row, cited: Sequence[tuple[str, str, Cite]], material: Material) -> tuple[Fact, ...]:
    by_field: dict[str, list[Cite]] = {}
    for table, field, cite in cited:
        by_field.setdefault(field if table == kind else f"{table}.{field}", []).append(cite)
    corrected = {it["field"] for it in material.corrections.get((kind, id_of(kind, row)), ())}
    facts: list[Fact] = []
    for column in TABLES[kind].columns:
        name = column.name
        if name in (*_IN_THE_HEAD, *_WITH_DATE_START, TABLES[kind].key[0]) or name.endswith("_max"):
            continue
        if name == "date_start":
            facts.append(
                replace(_date(row, by_field), corrected=bool(corrected & {name, "date_end", "date_precision"}))
            )
        elif (outcome := wording.bound_of(name)) is not None:
            fields = (f"{outcome}_min", f"{outcome}_max")
            value = figure(*(row[field] for field in fields))
            if value != NOT_STATED:
                by = _together(by_field, fields)
                facts.append(Fact(sentence_case(outcome), value, "", False, by, bool(corrected & {*fields})))
        elif row[name] is not None:
            value = _value(kind, name, row, material)
            told = wording.meaning(kind, name, row) or _id_behind(name, row, value)
            by = _together(by_field, (name,))
            is_new = name in corrected
            label = sentence_case(spoken(name.removesuffix("_id") if name == _FRAMEWORK else name))
            facts.append(Fact(label, value, told, column.enrichment and not is_new, by, is_new))
    told_of = {column.name for column in TABLES[kind].columns}
    facts += [
        Fact(sentence_case(spoken(field.replace(".", ": "))), "", "", False, tuple(cites))
        for field, cites in sorted(by_field.items())
        if field not in told_of
    ]
    return tuple(facts)


def _date(row: Row, by_field: Mapping[str, Sequence[Cite]]) -> Fact:
    """First day, last day and precision as one value."""
    precision = row["date_precision"]
    told = f"Precision: {spoken(precision)}. {codes.DATE_PRECISION[precision]}"
    value = wording.days(row["date_start"], row["date_end"], precision)
    return Fact("Date", value, told, False, _together(by_field, ("date_start", "date_end")))


def _value(kind: str, name: str, row: Row, material: Material) -> str:
    value = row[name]
    if name == "event_count_min":
        return figure(value, None)
    if name == "subject":
        return material.country if value == "country" else material.name_of(value)
    if name == "assessor":
        return _assessor(value, material)
    if name == _FRAMEWORK:
        return framework_name(value, material.frameworks)
    return words(value, is_code=bool(TABLES[kind].column(name).codes))


def _id_behind(name: str, row: Row, value: str) -> str:
    """A framework's id, by which the datasets name it, where its name is shown."""
    return f"Its id: {row[name]}" if name == _FRAMEWORK and value not in (row[name], NONE_NAMED) else ""


def _assessor(value: str, material: Material) -> str:
    return "the report" if value == "usdos" else material.name_of(value)


def _together(by_field: Mapping[str, Sequence[Cite]], fields: Iterable[str]) -> tuple[Cite, ...]:
    return tuple(dict.fromkeys(cite for field in fields for cite in by_field.get(field, ())))


def _absent(kind: str, row: Row) -> tuple[str, ...]:
    """Columns of the report's own words that are null; bounds count once, where both are."""
    if kind == "rejections":
        return ()
    found = []
    for column in TABLES[kind].columns:
        if (
            column.name in _IN_THE_HEAD
            or row[column.name] is not None
            or column.enrichment
            or column.name in ("date_start", *_WITH_DATE_START)
        ):
            continue
        outcome, _, bound = column.name.rpartition("_")
        if bound in ("min", "max") and f"{outcome}_max" in row:
            if bound == "min" and row[f"{outcome}_max"] is None:
                found.append(spoken(outcome))
        else:
            found.append(spoken(column.name))
    return tuple(found)


def _incident(row: Row, material: Material, sentence: Sequence[Piece]) -> _Made:
    when = wording.days(row["date_start"], row["date_end"], row["date_precision"])
    place = row["place_name"] or row["location_text"] or row["admin1_name"]
    by = row["perpetrator_names"] or row["perpetrator_text"]
    how, kind = spoken(row["attack_type"]), spoken(row["record_class"])
    people = {outcome: _people(outcome, row, material) for outcome in _OUTCOMES}
    told = _told(people)
    badges = (*(("accounts conflict",) if row["disputed"] else ()), kind)
    cells = (
        Cell(when, str(row["date_start"] or "9999")),
        _text_cell(place),
        Cell(sentence_case(how), how),
        _text_cell(by),
        _figure_cell(_killed_in_table(people), row["killed_min"], row["killed_max"]),
        _figure_cell(people["wounded"], row["wounded_min"], row["wounded_max"]),
        Cell(row["summary"], row["summary"], tuple(sentence)),
    )
    return _Made(
        f"{when} · {place or 'place not stated'}",
        " · ".join((sentence_case(how), *told)),
        badges,
        cells,
        (kind, how, _BAD if row["disputed"] else _GOOD),
    )


def _told(people: Mapping[str, str]) -> list[str]:
    """The outcomes of which something is said; the accounts of one dispute as to whether people died stand together."""
    told = {outcome: value for outcome, value in people.items() if value != NOT_STATED}
    if told.get("killed") == told.get(wording.NEUTRALIZED) == wording.IN_DISPUTE:
        del told["killed"], told[wording.NEUTRALIZED]
        told = {f"killed or {wording.NEUTRALIZED}": wording.IN_DISPUTE, **told}
    return [f"{outcome}: {value}" for outcome, value in told.items()]


def _killed_in_table(people: Mapping[str, str]) -> str:
    """What the column of those killed says; of those neutralized only where it would be silent, by that word."""
    killed, neutralized = people["killed"], people[wording.NEUTRALIZED]
    if killed != NOT_STATED or neutralized == NOT_STATED:
        return killed
    return f"{wording.NEUTRALIZED}: {neutralized}"


def _people(outcome: str, row: Row, material: Material) -> str:
    """What a row says of an outcome; of those neutralized, of whom a row has no column, what the accounts say."""
    claims = [it for it in material.claims.get(row["incident_id"], ()) if it["outcome"] == outcome]
    ranges = {(it["value_min"], it["value_max"]) for it in claims}
    bounds = (row.get(f"{outcome}_min"), row.get(f"{outcome}_max"))
    if outcome == wording.NEUTRALIZED and not row["disputed"] and len(ranges) == 1:
        (bounds,) = ranges
    value = figure(*bounds)
    return wording.IN_DISPUTE if value == NOT_STATED and row["disputed"] and claims else value


def _compliance(row: Row, material: Material, sentence: Sequence[Piece]) -> _Made:
    domain, status, direction = spoken(row["domain"]), spoken(row["status"]), spoken(row["direction"])
    framework = framework_name(row["framework_id"], material.frameworks)
    is_named = row["framework_id"] != NO_FRAMEWORK
    arrow = wording.ARROWS[row["direction"]]
    changed = () if row["direction"] == "not_stated" else (f"{arrow} {direction}",)
    about = f"{sentence_case(spoken(row['status_type']))}: {status}"
    of_whom = () if row["subject"] == "country" else (material.name_of(row["subject"]),)
    cells = (
        Cell(sentence_case(domain), domain),
        Cell(framework, framework, quiet=not is_named),
        Cell(about, about),
        Cell(direction, direction, symbol=arrow if changed else "", quiet=not changed),
        Cell(_assessor(row["assessor"], material), row["assessor"]),
        Cell(row["statement"], row["statement"], tuple(sentence)),
    )
    return _Made(
        title=about,
        subtitle=" · ".join((sentence_case(domain), *((framework,) if is_named else ()), *of_whom)),
        badges=changed,
        cells=cells,
        filters=(domain, direction),
        topic=_measure(row),
        said=": ".join((*of_whom, about)),
    )


def _measure(row: Row) -> str:
    """What a status is of, with a sign where the statement goes on in the same words."""
    measure = str(row["measure"])
    _, found, rest = " ".join(folded(row["statement"]).split()).partition(" ".join(folded(measure).split()))
    goes_on = found and len(measure) > _WHOLE_MEASURE and rest.strip(" .,;")
    return _shortened(measure.rstrip(",;") if goes_on else measure) + (
        _GOES_ON if goes_on and len(measure) < _TITLE_CHARACTERS else ""
    )


def _institution(row: Row, _material: Material, _sentence: Sequence[Piece]) -> _Made:
    kind, level = spoken(row["institution_type"]), spoken(row["level"])
    name = row["canonical_name"] + (f" ({row['acronym']})" if row["acronym"] else "")
    times = "1 mention" if row["mention_count"] == 1 else f"{row['mention_count']} mentions"
    cells = (
        Cell(name, name),
        Cell(sentence_case(kind), kind),
        Cell(sentence_case(level), level),
        Cell(str(row["mention_count"]), str(row["mention_count"])),
        Cell(words(row["known"]), words(row["known"])),
    )
    return _Made(name, f"{sentence_case(kind)} · {times}", (), cells, (kind, level))


def _rejection(row: Row, _material: Material, _sentence: Sequence[Piece]) -> _Made:
    candidate, reason = spoken(row["candidate_for"]), spoken(row["reason"])
    told = codes.REJECTION_REASON[row["reason"]]
    cells = (
        Cell(row["quote"], row["quote"]),
        Cell(sentence_case(candidate), candidate),
        Cell(f"{sentence_case(reason)}. {told}", reason),
    )
    because = f"Not extracted, because: {reason}. {told} Candidate for: {candidate}."
    return _Made(_shortened(row["quote"]), because, (), cells, (candidate, reason))


def _shortened(quote: str) -> str:
    """The beginning of a quote in one line, cut between words."""
    return textwrap.shorten(quote, _TITLE_CHARACTERS, placeholder=_GOES_ON)


_Maker = Callable[[Row, Material, Sequence[Piece]], _Made]
_MAKERS: Mapping[str, _Maker] = {
    "incidents": _incident,
    "compliance_status": _compliance,
    "institutions": _institution,
    "rejections": _rejection,
}


def _text_cell(value: str | None) -> Cell:
    return Cell(words(value), value or "", quiet=value is None)


def _figure_cell(value: str, minimum: int | None, maximum: int | None) -> Cell:
    known = minimum if minimum is not None else maximum
    return Cell(value, "" if known is None else str(known), quiet=value == NOT_STATED)
