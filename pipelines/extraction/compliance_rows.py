"""Makes rows of compliance_status out of findings, each value with the span of the words that say it."""

from collections.abc import Sequence

from pipelines.extraction.compliance_details import COUNTRY, DEPARTMENT, Detail, SentenceDetails
from pipelines.extraction.compliance_findings import Finding
from pipelines.extraction.compliance_knowledge import ComplianceKnowledge
from pipelines.extraction.model import Evidence, Row, stable_id
from pipelines.reading.model import Document, Sentence

TABLE = "compliance_status"
_UNSAID = Detail("")
_OF_STANDING = frozenset(("membership", "participation", "rating"))
"""Scales of which the words around a listed item say no direction: "remained a partner and is a member of X"."""


class RowMaker:
    """Makes the rows of one sentence."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        details: SentenceDetails,
        body_before: Detail | None,
        knowledge: ComplianceKnowledge,
    ) -> None:
        """Take what the rows of a sentence are made of.

        Args:
            document: the chapter's document.
            sentence: the sentence.
            details: the sentence's words for the lesser fields.
            body_before: the body with findings of its own that the section named before this sentence.
            knowledge: the codebook.
        """
        self._document = document
        self._sentence = sentence
        self._details = details
        self._body_before = body_before
        self._knowledge = knowledge

    def rows(self, found: Sequence[Finding]) -> list[Row]:
        """The rows of the sentence's findings, in text order."""
        return [self._row(one) for one in found]

    def _row(self, one: Finding) -> Row:
        document = self._document
        rule = one.rule.rule
        clause = one.clause
        start, end = clause.start, clause.end
        statement = document.text[start:end]
        as_of, basis = self._details.as_of(clause.start, clause.end)
        direction = self._direction(one)
        change = rule.change_event
        date = self._details.change_date(clause.start, clause.end) if change != "none" else None
        subject = self._details.subject(clause.start, one.cue.start, one.framework)
        assessor = self._assessor(one)
        of_one_thing = one.named if rule.items or (rule.mission and one.item) else None
        told_of = of_one_thing or (start, end)
        measure = self._details.measure(*told_of)
        framework_id = Detail(one.framework, *(one.named or (clause.start, clause.end)))
        values: dict[str, object] = {
            "compliance_id": stable_id(
                document.report_id,
                TABLE,
                one.framework,
                one.status,
                subject.value,
                self._details.opening(*told_of),
                statement,
            ),
            "report_id": document.report_id,
            "country_iso3": document.country_iso3,
            "report_year": document.report_year,
            "subject": subject.value,
            "domain": self._details.domain(one.framework, rule, clause, self._sentence.section),
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
            "change_event": cue if change != "none" else _UNSAID,
            "change_date_edtf": date or _UNSAID,
            "as_of_edtf": as_of,
            "assessor": assessor,
        }
        evidence = tuple(
            Evidence(field, detail.start, detail.end, f"compliance:{rule.name}")
            for field, detail in details.items()
            if detail.start is not None and detail.end is not None and detail.end > detail.start
        )
        return Row(TABLE, values, evidence)

    def _direction(self, one: Finding) -> Detail:
        rule = one.rule.rule
        if rule.direction:
            return Detail(rule.direction, one.cue.start, one.cue.end)
        if one.item and rule.status_type in _OF_STANDING and rule.items != "missions":
            return Detail("not_stated")
        return self._details.direction(one.clause)

    def _assessor(self, one: Finding) -> Detail:
        """The body whose list, rating or finding it is; the Department of State for everything else."""
        start, end = self._sentence.start, self._sentence.end
        keeper = self._knowledge.list_keepers.get(one.framework)
        if keeper is not None:
            body = self._details.body(start, end)
            return body if body and body.value == keeper else Detail(keeper, one.cue.start, one.cue.end)
        if one.rule.rule.rating:
            subject = self._details.relayed_from(start, one.cue.start) if one.clause.bare else None
            body = subject or self._details.body(start, one.cue.start) or self._details.body(start, end)
            return body or self._body_before or Detail(DEPARTMENT)
        return self._details.relayed_from(start, one.cue.start) or Detail(DEPARTMENT)
