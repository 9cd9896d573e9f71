"""Builds compliance_status: what a chapter says of a country's laws, capacities, memberships, lists, ratings and cooperation.

A sentence is split into clauses; each clause is tried against the codebook's rules in order, and the first that holds makes its rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.compliance_clauses import Clause, clauses_of, items_of
from pipelines.extraction.compliance_details import COUNTRY, DEPARTMENT, Detail, SentenceDetails
from pipelines.extraction.compliance_frameworks import Found, FrameworkFinder
from pipelines.extraction.compliance_knowledge import ANY, NO_FRAMEWORK, CompiledRule, ComplianceKnowledge, load_compliance_knowledge
from pipelines.extraction.compliance_phrases import Hit, Words, words_of
from pipelines.extraction.model import Built, Evidence, Names, Rejection, Row, stable_id
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter, Sentence

__all__ = ["ComplianceKnowledge", "build_compliance", "load_compliance_knowledge"]

TABLE = "compliance_status"
RESIDUAL = "residual"
NOT_A_STATUS = "not_a_status"
DRAWN_ON = frozenset(("legislation", "finance", "countering_violent_extremism", "cooperation", "body"))
"""The sections of which every sentence ends as a row or as a rejection."""
_READ = DRAWN_ON | {"overview", "other"}
_LOOSE = frozenset(("body", "other"))
"""Sections that mix all subjects: a rule needs a framework there, or has to be strong."""
_LISTS = ("fatf-icrg",)
_LISTED = ("all", "one", "before", "earlier")
_SINGLE = frozenset(("regional-membership", "eu-mission", "un-mission", "foreign-deployment"))
"""Frameworks under which one sentence may tell of several organizations or missions."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """One status found, before it is a row."""

    rule: CompiledRule
    clause: Clause
    cue: Hit
    framework: str
    named: tuple[int, int] | None
    status: str
    item: bool = False
    carried: bool = False


def build_compliance(chapter: Chapter, names: Names, knowledge: ComplianceKnowledge) -> Built:
    """Read the compliance statements of a chapter.

    Args:
        chapter: the chapter with its sections and sentences.
        names: the institutions that the chapter names.
        knowledge: the compiled codebook.

    Returns:
        The rows of compliance_status in text order, and a rejection for every other sentence of the sections drawn on.
    """
    text = folded(chapter.document.text)
    rows: list[Row] = []
    rejections: list[Rejection] = []
    earlier = _Earlier()
    for sentence in chapter.sentences:
        if sentence.section not in _READ:
            continue
        reader = _SentenceReader(chapter, text, sentence, names, knowledge, earlier)
        found, reason = reader.findings()
        rows.extend(reader.rows(found))
        earlier.note(sentence, found, reader)
        if not found and sentence.section in DRAWN_ON:
            rejections.append(Rejection(sentence.start, sentence.end, TABLE, reason))
    return Built(tuple(_without_repetitions(rows, chapter)), tuple(rejections))


class _Earlier:
    """What the sentence before spoke of, for pronouns and for ratings whose body was named before."""

    def __init__(self) -> None:
        self.section = ""
        self.paragraph = -1
        self.framework: str | None = None
        self.body: Detail | None = None

    def note(self, sentence: Sentence, found: Sequence[_Finding], reader: "_SentenceReader") -> None:
        if sentence.section != self.section:
            self.body = None
        self.section, self.paragraph = sentence.section, sentence.paragraph
        self.framework = found[-1].framework if found else None
        self.body = reader.details.body(sentence.start, sentence.end) or self.body


class _SentenceReader:
    """Reads one sentence."""

    def __init__(self, chapter: Chapter, text: str, sentence: Sentence, names: Names, knowledge: ComplianceKnowledge, earlier: _Earlier) -> None:
        self._chapter = chapter
        self._text = text
        self._sentence = sentence
        self._names = names
        self._knowledge = knowledge
        self._earlier = earlier
        words = words_of(text, sentence.start, sentence.end)
        self._words = words
        self._cues = knowledge.cues.find(words)
        self._pronouns: list[Hit] | None = None
        self._finder = FrameworkFinder(text, knowledge.framework_terms.find(words), sentence.section, names, knowledge)
        self.details = SentenceDetails(text, words, names, knowledge, chapter.document.report_year)
        self._protected = self._finder.spans() + [(mention.start, mention.end) for mention in names.within(sentence.start, sentence.end)]

    # ------------------------------------------------------------------ findings

    def findings(self) -> tuple[list[_Finding], str]:
        """The statuses of the sentence, and why there are none where there are none."""
        if not self._cues:
            return [], RESIDUAL
        found: list[_Finding] = []
        reason = RESIDUAL
        for clause in clauses_of(self._text, self._sentence.start, self._sentence.end, self._words, self._protected, self._knowledge):
            got, rejected = self._read_clause(clause, found)
            found.extend(got)
            reason = rejected or reason
        return self._absorbed(_consolidated(found)), reason

    def _absorbed(self, found: Sequence[_Finding]) -> list[_Finding]:
        """Findings without a framework go into one of the same status that completes them ("are biometric and meet the standards")."""
        kept: list[_Finding] = []
        for one in found:
            absorbs = next((entry.absorbs for entry in self._knowledge.frameworks if entry.terms.id == one.framework and entry.absorbs), None)
            if absorbs and kept and one.clause.joint == "plain":
                last = kept[-1]
                if last.framework == NO_FRAMEWORK and last.status == one.status and absorbs.search(self._text[last.clause.start : last.clause.end]):
                    kept[-1] = replace(one, clause=Clause(last.clause.start, one.clause.end, last.clause.joint))
                    continue
            kept.append(one)
        return kept

    def _read_clause(self, clause: Clause, before: Sequence[_Finding]) -> tuple[list[_Finding], str | None]:
        hits: dict[int, list[Hit]] = {}
        for hit in self._cues:
            if hit.start >= clause.start and hit.end <= clause.end:
                hits.setdefault(hit.entry, []).append(hit)
        listed = self._read_lists(clause, hits, before)
        if any(one.rule.rule.items != "earlier" for one in listed):
            return listed, None
        clause_text = self._text[clause.start : clause.end]
        if self._knowledge.adversary.match(clause_text):
            return listed, NOT_A_STATUS
        for entry in sorted(hits):
            compiled = self._knowledge.rules[entry]
            rule = compiled.rule
            if rule.items in _LISTED or not self._applies(compiled, clause_text):
                continue
            if rule.reject:
                return listed, rule.reject
            for hit in hits[entry]:
                got = self._apply(compiled, hit, clause, clause_text, before)
                if got:
                    return [*got, *listed], None
        return listed or self._named(clause, clause_text, before), None

    def _named(self, clause: Clause, clause_text: str, before: Sequence[_Finding]) -> list[_Finding]:
        """The weak finding of a clause that names a framework and has no cue."""
        for entry, compiled in enumerate(self._knowledge.rules):
            if not compiled.rule.named or not self._applies(compiled, clause_text):
                continue
            if compiled.rule.items == "named":
                named = self._finder.partnerships(clause.start, clause.end, compiled.rule.needs)
            else:
                named = self._finder.measures(clause.start, clause.end)
            if named and named[0].start is not None and named[0].end is not None:
                got = self._apply(compiled, Hit(entry, named[0].start, named[0].end), clause, clause_text, before)
                if got:
                    return got
        return []

    def _applies(self, compiled: CompiledRule, clause_text: str) -> bool:
        rule = compiled.rule
        section = self._sentence.section
        if rule.reject is None and ((section == "overview" and not rule.overview) or (rule.sections and section not in rule.sections and section != "overview")):
            return False
        return all(pattern.search(clause_text) for pattern in compiled.requires) and not any(pattern.search(clause_text) for pattern in compiled.unless)

    def _apply(self, compiled: CompiledRule, cue: Hit, clause: Clause, clause_text: str, before: Sequence[_Finding]) -> list[_Finding]:
        rule = compiled.rule
        if compiled.before and not compiled.before.search(self._text[clause.start : cue.start]):
            return []
        if self._is_of_armed_group(clause, cue):
            return []
        if rule.rating:
            return self._ratings(compiled, cue, clause)
        carried = False
        if rule.items == "named":
            return [_Finding(compiled, clause, cue, one.framework, (one.start or 0, one.end or 0), rule.status, item=True) for one in self._finder.partnerships(clause.start, clause.end, rule.needs)]
        if rule.items == "missions" or rule.mission:
            frameworks: tuple[Found, ...] = self._finder.missions(clause.start, clause.end)
            frameworks = frameworks if rule.items == "missions" else frameworks[:1]
        elif rule.expand:
            frameworks = self._finder.group(clause.start, clause.end, rule.expand) or (Found(NO_FRAMEWORK),)
        elif rule.framework is not None:
            frameworks = (Found(rule.framework),)
        else:
            frameworks = self._finder.measures(clause.start, clause.end)
            if not frameworks:
                frameworks, carried = self._from_context(compiled, clause, before)
        if rule.needs and not any(one.framework in rule.needs or (ANY in rule.needs and one.framework != NO_FRAMEWORK) for one in frameworks):
            return []
        if compiled.context and self._sentence.section not in rule.free and not compiled.context.search(clause_text) and not (carried and clause.joint):
            return []
        if not self._allowed_here(compiled, frameworks, clause_text):
            return []
        frameworks = frameworks[:1] if rule.one_act else frameworks
        several = rule.items == "missions" or len(frameworks) > 1 or clause.joint == "gerund"
        return [
            _Finding(compiled, clause, cue, one.framework, (one.start, one.end) if one.start is not None and one.end is not None else None, rule.status, several, carried)
            for one in frameworks
        ]

    def _pronoun_hits(self) -> list[Hit]:
        if self._pronouns is None:
            self._pronouns = self._knowledge.pronouns.find(self._words)
        return self._pronouns

    def _from_context(self, compiled: CompiledRule, clause: Clause, before: Sequence[_Finding]) -> tuple[tuple[Found, ...], bool]:
        """The framework of a clause that names none: of the clause or sentence before where a pronoun points there, else by default."""
        rule = compiled.rule
        pronouns = [hit for hit in self._pronoun_hits() if clause.start <= hit.start < clause.end]
        same = [one.framework for one in before if not one.item] or [one.framework for one in before][:1] * (len(before) == 1)
        if not same and clause.joint and pronouns:
            same = [one.framework for one in self._finder.measures(self._sentence.start, clause.start)]
        if same and clause.joint and (pronouns or rule.shares_subject or clause.joint in ("relative", "gerund")):
            return (Found(same[-1]),), True
        if rule.default == "section":
            return (Found(self._knowledge.section_frameworks.get(self._sentence.section, NO_FRAMEWORK)),), False
        definite = [hit for hit in pronouns if self._text[hit.start : hit.start + 4].lower() == "the " and hit.start - self._sentence.start < 4]
        if definite and self._earlier.paragraph == self._sentence.paragraph and self._earlier.framework in ("ct-law", "penal-code", "cve-nap", "api-pnr", "peace-accord", "extradition"):
            return (Found(self._earlier.framework),), True
        if rule.default_framework is not None:
            return (Found(rule.default_framework),), False
        return (self._finder.of_no_name(),), False

    def _allowed_here(self, compiled: CompiledRule, frameworks: Iterable[Found], clause_text: str) -> bool:
        rule = compiled.rule
        if self._sentence.section not in _LOOSE or rule.strong:
            return True
        if any(one.framework != NO_FRAMEWORK for one in frameworks):
            return True
        return compiled.bodies is not None and bool(compiled.bodies.search(clause_text))

    def _is_of_armed_group(self, clause: Clause, cue: Hit) -> bool:
        mentions = self._names.within(clause.start, cue.start)
        return bool(mentions) and all(self._names.institutions[mention.institution_id].institution_type == "armed_group" for mention in mentions)

    def _ratings(self, compiled: CompiledRule, cue: Hit, clause: Clause) -> list[_Finding]:
        taken: list[tuple[int, int]] = []
        found: list[_Finding] = []
        clause_text = self._text[clause.start : clause.end]
        for status, pattern in self._knowledge.ratings:
            for match in pattern.finditer(clause_text):
                span = (clause.start + match.start(), clause.start + match.end())
                if any(first < span[1] and span[0] < last for first, last in taken):
                    continue
                taken.append(span)
                if not any(one.status == status for one in found):
                    found.append(_Finding(compiled, clause, Hit(cue.entry, *span), compiled.rule.framework or NO_FRAMEWORK, None, status, item=True))
        return sorted(found, key=lambda one: one.cue.start)

    # ------------------------------------------------------------------ lists of organizations

    def _read_lists(self, clause: Clause, hits: dict[int, list[Hit]], before: Sequence[_Finding]) -> list[_Finding]:
        """The memberships of a clause: each cue has the organizations that follow it up to the next cue."""
        clause_text = self._text[clause.start : clause.end]
        cues: list[tuple[Hit, CompiledRule]] = []
        for entry in sorted(hits):
            compiled = self._knowledge.rules[entry]
            if compiled.rule.items in _LISTED and self._applies(compiled, clause_text):
                cues.extend((hit, compiled) for hit in hits[entry] if not compiled.before or compiled.before.search(self._text[clause.start : hit.start]))
        found: list[_Finding] = []
        taken: list[Hit] = []
        for hit, compiled in cues:
            if any(hit.start < other.end and other.start < hit.end for other in taken):
                continue
            end = min((other.start for other, _ in cues if other.start >= hit.end), default=clause.end)
            got = self._members(compiled, hit, clause, end, before)
            if got:
                taken.append(hit)
                found.extend(got)
        return sorted(found, key=lambda one: (one.cue.start, one.named or (0, 0)))

    def _members(self, compiled: CompiledRule, hit: Hit, clause: Clause, end: int, before: Sequence[_Finding]) -> list[_Finding]:
        rule = compiled.rule
        if self._is_of_armed_group(clause, hit):
            return []
        if rule.items == "before":
            one = self._finder.organization_before(clause.start, hit.start)
            return [_Finding(compiled, clause, hit, one.framework, (one.start or 0, one.end or 0), rule.status, item=True)] if one else []
        if rule.items == "earlier":
            one = self._finder.membership_anywhere(self._sentence.start, hit.start)
            return [_Finding(compiled, clause, hit, one.framework, (one.start or 0, one.end or 0), rule.status, item=True)] if one else []
        after = self._words_after(hit)
        if rule.items == "one" and after.startswith(("its ", "their ")) or rule.items == "all" and after.split(" ")[0].strip(".,;") == "it":
            return self._member_before(compiled, hit, clause, before)
        spans = items_of(self._text, hit.end, end, self._protected, self._knowledge)
        found: list[_Finding] = []
        for start, stop in spans if rule.items == "all" else spans[:1]:
            one = self._finder.membership(start, stop, rule.organization)
            if one:
                found.append(_Finding(compiled, clause, hit, one.framework, (start, stop), rule.status, item=True))
        return found

    def _words_after(self, hit: Hit) -> str:
        return self._text[hit.end : hit.end + 12].strip().lower()

    def _member_before(self, compiled: CompiledRule, hit: Hit, clause: Clause, before: Sequence[_Finding]) -> list[_Finding]:
        """The organization of "co-chairs its working group": the one named before."""
        last = next((one for one in reversed(before) if one.item), None)
        if last is None:
            return []
        return [_Finding(compiled, clause, hit, last.framework, last.named, compiled.rule.status, item=True, carried=True)]

    # ------------------------------------------------------------------ rows

    def rows(self, found: Sequence[_Finding]) -> list[Row]:
        """The rows of the sentence's findings, in text order."""
        return [self._row(one, alone=len(found) == 1) for one in found]

    def _row(self, one: _Finding, alone: bool) -> Row:
        document = self._chapter.document
        rule = one.rule.rule
        clause = one.clause
        start, end = (self._sentence.start, self._sentence.end) if alone else (clause.start, clause.end)
        statement = document.text[start:end]
        as_of, basis = self.details.as_of(clause.start, clause.end)
        direction = Detail(rule.direction, one.cue.start, one.cue.end) if rule.direction else self._direction(one)
        change = rule.change_event
        date = self.details.change_date(clause.start, clause.end) if change != "none" else None
        subject = self.details.subject(clause.start, one.cue.start, one.framework)
        assessor = self._assessor(one)
        measure = self.details.measure(*(one.named if rule.items and one.named else (clause.start, clause.end)))
        framework_id = Detail(one.framework, *(one.named or (clause.start, clause.end)))
        values: dict[str, object] = {
            "compliance_id": stable_id(document.report_id, TABLE, one.framework, one.status, subject.value, measure.value, statement),
            "report_id": document.report_id,
            "country_iso3": document.country_iso3,
            "report_year": document.report_year,
            "subject": subject.value,
            "domain": self.details.domain(one.framework, self._text[clause.start : clause.end], self._sentence.section),
            "framework_id": one.framework,
            "measure": measure.value,
            "status_type": rule.status_type,
            "status": one.status,
            "direction": direction.value,
            "change_event": change,
            "change_date_edtf": date.value if date else None,
            "as_of_edtf": as_of.value,
            "as_of_basis": basis,
            "assessor": assessor.value,
            "statement": statement,
        }
        cue = Detail(one.status, one.cue.start, one.cue.end)
        whole = Detail("", clause.start, clause.end)
        details = {
            "statement": Detail("", start, end),
            "status": cue,
            "status_type": cue,
            "framework_id": framework_id,
            "measure": measure,
            "domain": whole,
            "subject": subject if subject.value != COUNTRY else whole,
            "direction": direction,
            "change_event": cue if change != "none" else Detail(""),
            "change_date_edtf": date or Detail(""),
            "as_of_edtf": as_of,
            "assessor": assessor,
        }
        evidence = tuple(
            Evidence(field, detail.start, detail.end, f"compliance:{rule.name}")
            for field, detail in details.items()
            if detail.start is not None and detail.end is not None and detail.end > detail.start
        )
        return Row(TABLE, values, evidence)

    def _direction(self, one: _Finding) -> Detail:
        if one.item and one.rule.rule.status_type in ("membership", "participation", "rating") and one.rule.rule.items != "missions":
            return Detail("not_stated")
        return self.details.direction(one.clause)

    def _assessor(self, one: _Finding) -> Detail:
        """The body whose list, rating or finding it is; the Department of State for everything else."""
        rule = one.rule.rule
        sentence = self._sentence
        if one.framework in _LISTS:
            body = self.details.body(sentence.start, sentence.end)
            return body if body and body.value == "fatf" else Detail("fatf", one.cue.start, one.cue.end)
        if rule.rating:
            return self.details.body(sentence.start, one.cue.start) or self.details.body(sentence.start, sentence.end) or self._before() or Detail(DEPARTMENT)
        relayed = self.details.relayed_from(sentence.start, one.cue.start)
        return relayed or Detail(DEPARTMENT)

    def _before(self) -> Detail | None:
        """The body named earlier in the section; its words lie outside the sentence, so that it has no span here."""
        body = self._earlier.body if self._earlier.section == self._sentence.section else None
        return Detail(body.value, body.start, body.end) if body else None


def _consolidated(found: Sequence[_Finding]) -> list[_Finding]:
    """One finding for each thing said: repeated, contradicting and weak findings of a sentence are brought together."""
    kept: list[_Finding] = []
    strong = [one for one in found if not one.rule.rule.weak] or list(found)
    for one in strong:
        if not _joined(one, kept):
            kept.append(one)
    return kept


def _joined(one: _Finding, kept: list[_Finding]) -> bool:
    """Whether `one` says what an earlier finding of the sentence says, or completes it; `kept` is brought up to date."""
    for index, other in enumerate(kept):
        if one.framework != other.framework:
            continue
        if one.item or other.item:
            memberships = {one.rule.rule.status_type, other.rule.rule.status_type} <= {"membership", "participation"}
            differ = one.rule.rule.status_type != other.rule.rule.status_type
            if memberships and (one.carried and one.status in (other.status, "active") or (differ and one.framework not in _SINGLE)):
                return True
            continue
        spanning = Clause(other.clause.start, one.clause.end, other.clause.joint)
        if one.status == other.status:
            kept[index] = replace(other, clause=spanning)
            return True
        if not one.carried:
            continue
        if one.status == "draft_pending" and other.status in ("adopted", "implemented", "not_implemented"):
            kept[index] = replace(one, clause=spanning)
            return True
        if one.status == "adopted" and other.status == "draft_pending":
            kept[index] = replace(one, clause=spanning)
            return True
        if one.status == "not_implemented" and other.status == "draft_pending":
            kept[index] = replace(other, clause=spanning)
            return True
        if other.status == "implemented" and one.status in ("deficient", "limited") and one.clause.joint in ("semicolon", "but", "although"):
            kept[index] = replace(other, clause=spanning, status="partially_implemented")
            return True
    return False


def _without_repetitions(rows: Sequence[Row], chapter: Chapter) -> Iterable[Row]:
    """Leave out what the overview says first and a section says again, and rows that are the same in everything."""
    overview = {(section.start, section.end) for section in chapter.sections if section.code == "overview"}

    def in_overview(row: Row) -> bool:
        return any(start <= row.evidence[0].start < end for start, end in overview)

    later = {(row.values["framework_id"], row.values["status"]) for row in rows if not in_overview(row)}
    seen: set[object] = set()
    for row in rows:
        key = (row.values["framework_id"], row.values["status"])
        if in_overview(row) and key in later and key[0] != NO_FRAMEWORK:
            continue
        if row.values["compliance_id"] in seen:
            continue
        seen.add(row.values["compliance_id"])
        yield row
