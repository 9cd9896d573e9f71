"""Reads the compliance statuses of one sentence: clause by clause, rule by rule.

Lists of memberships come first, then the codebook's rules in order, then what merely names a framework.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.compliance_clauses import Clause, clauses_of, items_of
from pipelines.extraction.compliance_findings import Finding, consolidated
from pipelines.extraction.compliance_frameworks import Found, FrameworkFinder
from pipelines.extraction.compliance_knowledge import ANY, NO_FRAMEWORK, CompiledRule, ComplianceKnowledge, Rule
from pipelines.extraction.compliance_phrases import Hit, Words
from pipelines.extraction.model import Names
from pipelines.reading.model import Sentence

RESIDUAL = "residual"
NOT_A_STATUS = "not_a_status"
_LOOSE = frozenset(("body", "other"))
"""Sections that mix all subjects: a rule needs a framework there, or has to be strong."""
_COUNTERPART = re.compile(
    r"\b(?:with|against|between|for|on)\s+(?:the\s+|an?\s+)?$|\bbetween\s[^,;]{1,60}\sand\s+(?:the\s+)?$"
    r"|\b(?:[Gg]overnment|[Aa]uthorities|[Ss]tate)\s+and\s+(?:the\s+)?$"
)
"""A name after one of these is not the subject, or not the only one, of what follows."""
MAXIMUM_OPENING = 12
"""How far into a clause its subject stands at most, in characters: "from May it issued ..."."""
_RELATIVE_BEFORE = re.compile(r"\b(?:that|which)\s+(?:(?:it|they|the\s+\w+)\s+)?$", re.IGNORECASE)
_NEGATED_AFTER = re.compile(r"\b(?:ha[sd]|have|is|are|was|were|do|does|did)\s+not\b(?!\s+only)", re.IGNORECASE)
_OF_NOTHING = re.compile(r"\s+(?:no|none|nothing|neither)\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"(?:no|none|neither|nothing)\b(?!\s+(?:longer|later|less|fewer|more)\b)(?!,)", re.IGNORECASE)
"""How a clause opens whose subject is nothing: "no agreement had been concluded"."""
_LEFT_RATING = re.compile(r"\bfrom\s+(?:an?\s+)?(?:rating\s+of\s+)?\"?$", re.IGNORECASE)
_REACHED = re.compile(r"\"?\s+to\b", re.IGNORECASE)
_POSSESSIVES = frozenset(("its", "their"))
_PRONOUN_START = re.compile(r"(?:it|its|they|their|some of (?:its|their)|most of (?:its|their))\b", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
_STANDING = frozenset(("membership", "participation"))
_LISTED = frozenset(("all", "one", "before", "beside", "earlier", "inside"))
"""The ways in which a rule finds organizations by the words around its cue."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the sentence before spoke of, for a sentence that opens with "the law"."""

    paragraph: int = -1
    framework: str | None = None


def _abbreviated(words: Words, abbreviations: Mapping[str, int]) -> list[Hit]:
    """The abbreviations of frameworks among the words of a sentence."""
    if abbreviations.keys().isdisjoint(words.written):
        return []
    return [
        Hit(abbreviations[word], start, end)
        for word, start, end in zip(words.written, words.starts, words.ends, strict=True)
        if word in abbreviations
    ]


class SentenceReader:
    """Reads the statuses that one sentence tells of."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        words: Words,
        names: Names,
        knowledge: ComplianceKnowledge,
        earlier: Earlier,
        abbreviations: Mapping[str, int] | None = None,
    ) -> None:
        self._text = text
        self._sentence = sentence
        self._names = names
        self._knowledge = knowledge
        self._earlier = earlier
        self._words = words
        self._cues = knowledge.cues.find(words)
        self._pronouns: list[Hit] | None = None
        terms = knowledge.framework_terms.find(words) + _abbreviated(words, abbreviations or {})
        self._finder = FrameworkFinder(text, terms, sentence.section, names, knowledge)
        self._protected = self._finder.spans() + [
            (mention.start, mention.end) for mention in names.within(sentence.start, sentence.end)
        ]

    # ------------------------------------------------------------------ findings

    def findings(self) -> tuple[list[Finding], str]:
        """The statuses of the sentence, and the reason for a rejection where there are none."""
        if not self._cues and not self._finder.any():
            return [], RESIDUAL
        found: list[Finding] = []
        reason = RESIDUAL
        sentence = self._sentence
        for clause in clauses_of(
            self._text, sentence.start, sentence.end, self._words, self._protected, self._knowledge
        ):
            if clause.joint and found and self._knowledge.same_place.search(self._text[clause.start : clause.end]):
                continue
            got, rejected = self._read_clause(clause, found)
            found.extend(got)
            reason = rejected or reason
        return consolidated(found, self._text, self._knowledge), reason

    def _read_clause(self, clause: Clause, before: Sequence[Finding]) -> tuple[list[Finding], str | None]:
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
                got = self._apply(compiled, hit, clause, before)
                if got:
                    return [*got, *listed], None
        return listed or self._named(clause, clause_text, before), None

    def _named(self, clause: Clause, clause_text: str, before: Sequence[Finding]) -> list[Finding]:
        """The weak finding of a clause that names a framework and has no cue."""
        for entry, compiled in enumerate(self._knowledge.rules):
            if not compiled.rule.named or not self._applies(compiled, clause_text):
                continue
            if compiled.rule.items == "named":
                named = self._finder.partnerships(clause.start, clause.end, compiled.rule.needs)
            else:
                named = self._finder.measures(clause.start, clause.end)
            if named and named[0].start is not None and named[0].end is not None:
                got = self._apply(compiled, Hit(entry, named[0].start, named[0].end), clause, before)
                if got:
                    return got
        return []

    def _applies(self, compiled: CompiledRule, clause_text: str) -> bool:
        rule = compiled.rule
        section = self._sentence.section
        if rule.reject is None and (
            (section == "overview" and not rule.overview)
            or (rule.sections and section not in rule.sections and section != "overview")
        ):
            return False
        return all(pattern.search(clause_text) for pattern in compiled.requires) and not any(
            pattern.search(clause_text) for pattern in compiled.unless
        )

    def _apply(self, compiled: CompiledRule, cue: Hit, clause: Clause, before: Sequence[Finding]) -> list[Finding]:
        rule = compiled.rule
        if compiled.before and not compiled.before.search(self._text[clause.start : cue.start]):
            return []
        if self._is_of_armed_group(clause, cue) or self._is_negated(rule, cue, clause):
            return []
        if rule.rating:
            return self._ratings(compiled, cue, clause)
        frameworks, carried = self._frameworks(compiled, cue, clause, before)
        if not self._holds(compiled, frameworks, clause, carried and bool(clause.joint)):
            return []
        frameworks = frameworks[:1] if rule.one_act else frameworks
        of_its_own = rule.items is not None or (rule.separate and not clause.bare)
        several = of_its_own or len(frameworks) > 1 or clause.joint == "gerund"
        return [
            Finding(compiled, clause, cue, one.framework, one.span, rule.status, several, carried) for one in frameworks
        ]

    def _frameworks(
        self, compiled: CompiledRule, cue: Hit, clause: Clause, before: Sequence[Finding]
    ) -> tuple[tuple[Found, ...], bool]:
        """What a rule speaks of in a clause, and whether the clause only points to it."""
        rule = compiled.rule
        if rule.items == "named":
            return self._finder.partnerships(clause.start, clause.end, rule.needs), False
        if rule.items == "missions":
            return self._finder.missions(clause.start, clause.end), False
        if rule.mission:
            return self._finder.contributions(clause.start, clause.end), False
        if rule.expand:
            return self._finder.group(clause.start, clause.end, rule.expand) or (Found(NO_FRAMEWORK),), False
        if rule.framework is not None:
            return (Found(rule.framework),), False
        named = self._finder.measures(clause.start, clause.end)
        return (named, False) if named else self._from_context(compiled, cue, clause, before)

    def _holds(self, compiled: CompiledRule, frameworks: Sequence[Found], clause: Clause, leaning: bool) -> bool:
        """Whether a rule's framework, context and section hold; a leaning clause has its context before it."""
        rule = compiled.rule
        clause_text = self._text[clause.start : clause.end]
        named = {one.framework for one in frameworks}
        if rule.needs and not (named & set(rule.needs) or (ANY in rule.needs and named - {NO_FRAMEWORK})):
            return False
        free = leaning or self._sentence.section in rule.free
        # "A new bill, which the ministry drafted, was under review": the verb after an insertion is the subject's.
        resumed = rule.shares_subject and clause.bare and clause.joint in ("comma", "and")
        said = self._text[self._sentence.start : clause.end] if resumed else clause_text
        if compiled.context and not free and not compiled.context.search(said):
            return False
        if self._sentence.section not in _LOOSE or rule.strong or named - {NO_FRAMEWORK}:
            return True
        of_before = clause.joint and (clause.bare or _PRONOUN_START.match(clause_text))
        start = self._sentence.start if of_before else clause.start
        return compiled.bodies is not None and bool(compiled.bodies.search(self._text[start : clause.end]))

    def _pronoun_hits(self) -> list[Hit]:
        if self._pronouns is None:
            self._pronouns = self._knowledge.pronouns.find(self._words)
        return self._pronouns

    def _from_context(
        self, compiled: CompiledRule, cue: Hit, clause: Clause, before: Sequence[Finding]
    ) -> tuple[tuple[Found, ...], bool]:
        """The framework of a clause that names none: of what it points to, else the rule's or the section's own."""
        rule = compiled.rule
        pronouns = [
            hit
            for hit in self._pronoun_hits()
            if clause.start <= hit.start < clause.end
            and (hit.start - clause.start <= MAXIMUM_OPENING or self._text[hit.start : hit.end] != "that")
        ]
        if rule.status_type == "capacity" and clause.joint == "semicolon":
            # "...; small ports are seldom visited by its officers" speaks of the ports.
            pronouns = [
                hit for hit in pronouns if hit.start < cue.start or self._text[hit.start : hit.end] not in _POSSESSIVES
            ]
        if self._has_its_own_object(clause, pronouns):
            pronouns = []
        earlier = self._antecedent(clause, before, bool(pronouns))
        if earlier in self._knowledge.memberships and rule.status_type not in _STANDING:
            earlier = None
        if earlier and (
            pronouns
            or rule.shares_subject
            or clause.joint in ("relative", "gerund", "with")
            or self._subject_is(earlier, clause)
        ):
            return (Found(earlier),), True
        if rule.default == "section":
            return (Found(self._knowledge.section_frameworks.get(self._sentence.section, NO_FRAMEWORK)),), False
        before_it = self._earlier.framework if self._earlier.paragraph == self._sentence.paragraph else None
        if before_it in self._knowledge.antecedents and self._opens_with_definite(pronouns):
            return (Found(before_it),), True
        if rule.default_framework is not None:
            return (Found(rule.default_framework),), False
        return (self._finder.of_no_name(),), False

    def _has_its_own_object(self, clause: Clause, pronouns: Sequence[Hit]) -> bool:
        """Whether "it" is only the subject, and the clause speaks of a thing of its own: "it issues no passports"."""
        return all(hit.start - clause.start <= MAXIMUM_OPENING for hit in pronouns) and bool(
            self._knowledge.own_objects.search(self._text[clause.start : clause.end])
        )

    def _antecedent(self, clause: Clause, before: Sequence[Finding], pronoun: bool) -> str | None:
        """The framework that the clauses before speak of: of the last finding, or named there without a finding."""
        if not clause.joint:
            return None
        plain = [one.framework for one in before if not one.item]
        if plain:
            return plain[-1]
        if len(before) == 1:
            return before[0].framework
        named = self._finder.measures(self._sentence.start, clause.start) if pronoun else ()
        if clause.bare and not named:
            named = self._finder.measures(self._sentence.start, clause.verb)
        return named[-1].framework if named else None

    def _subject_is(self, framework: str, clause: Clause) -> bool:
        """Whether a clause without a subject of its own has this framework for the subject of its sentence."""
        named = self._finder.measures(self._sentence.start, clause.verb) if clause.bare else ()
        return any(one.framework == framework for one in named)

    def _opens_with_definite(self, pronouns: Sequence[Hit]) -> bool:
        """Whether the sentence opens with "the law", "the plan" and the like, or with an "it" that stands for one."""
        if self._knowledge.thing_opening.match(self._text, self._sentence.start, self._sentence.end):
            return True
        return any(
            hit.start - self._sentence.start < 4 and self._text.startswith(("The ", "the "), hit.start)
            for hit in pronouns
        )

    def _is_negated(self, rule: Rule, cue: Hit, clause: Clause) -> bool:
        """Whether the cue's words, or those around the relative clause it stands in, deny what a rule affirms."""
        if rule.status not in self._knowledge.affirmative:
            return False
        before = self._text[max(clause.start, cue.start - 40) : cue.start]
        if (
            self._knowledge.negated.search(before)
            or _OF_NOTHING.match(self._text, cue.end, clause.end)
            or _NO_SUBJECT.match(self._text, clause.start, cue.start)
        ):
            return True
        return (
            _RELATIVE_BEFORE.search(before) is not None
            and _NEGATED_AFTER.search(self._text, cue.end, clause.end) is not None
        )

    def _is_of_armed_group(self, clause: Clause, cue: Hit) -> bool:
        """Whether the only names before the cue are armed groups that are not merely talked with, fought or aided."""
        mentions = self._names.within(clause.start, cue.start)
        talked_of = {
            mention.institution_id
            for mention in mentions
            if _COUNTERPART.search(self._text[max(clause.start, mention.start - 80) : mention.start])
        }
        subjects = {mention.institution_id for mention in mentions} - talked_of
        return bool(subjects) and all(
            self._names.institutions[subject].institution_type == "armed_group" for subject in subjects
        )

    def _ratings(self, compiled: CompiledRule, cue: Hit, clause: Clause) -> list[Finding]:
        """One finding for each rating in a clause; one inside another, or left for another ("from X to Y"), is none."""
        taken: dict[str, tuple[int, int]] = {}
        clause_text = self._text[clause.start : clause.end]
        spans: list[tuple[int, int]] = []
        for status, pattern in self._knowledge.ratings:
            for match in pattern.finditer(clause_text):
                start, end = clause.start + match.start(), clause.start + match.end()
                if any(first < end and start < last for first, last in spans):
                    continue
                spans.append((start, end))
                if not (_LEFT_RATING.search(clause_text[: match.start()]) and _REACHED.match(clause_text, match.end())):
                    taken.setdefault(status, (start, end))
        framework = compiled.rule.framework or NO_FRAMEWORK
        found = [
            Finding(compiled, clause, Hit(cue.entry, *span), framework, None, status, item=True)
            for status, span in taken.items()
        ]
        return sorted(found, key=lambda one: one.cue.start)

    # ------------------------------------------------------------------ lists of organizations

    def _read_lists(self, clause: Clause, hits: dict[int, list[Hit]], before: Sequence[Finding]) -> list[Finding]:
        """The memberships of a clause: each cue has the organizations that follow it up to the next cue."""
        clause_text = self._text[clause.start : clause.end]
        cues: list[tuple[Hit, CompiledRule]] = []
        for entry in sorted(hits):
            compiled = self._knowledge.rules[entry]
            if compiled.rule.items in _LISTED and self._applies(compiled, clause_text):
                cues.extend(
                    (hit, compiled)
                    for hit in hits[entry]
                    if not compiled.before or compiled.before.search(self._text[clause.start : hit.start])
                )
        found: list[Finding] = []
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

    def _members(
        self, compiled: CompiledRule, hit: Hit, clause: Clause, end: int, before: Sequence[Finding]
    ) -> list[Finding]:
        rule = compiled.rule
        if self._is_of_armed_group(clause, hit):
            return []
        if self._points_back(compiled, hit):
            last = next((one for one in reversed(before) if one.item), None)
            return (
                [replace(last, rule=compiled, clause=clause, cue=hit, status=rule.status, carried=True)] if last else []
            )
        members = self._organizations(compiled, hit, clause, end, before)
        return [Finding(compiled, clause, hit, one.framework, one.span, rule.status, item=True) for one in members]

    def _organizations(
        self, compiled: CompiledRule, hit: Hit, clause: Clause, end: int, before: Sequence[Finding]
    ) -> list[Found]:
        rule = compiled.rule
        one: Found | None
        if rule.items == "before":
            one = self._finder.organization_before(clause.start, hit.start)
            return [one] if one else []
        if rule.items == "beside":
            one = self._finder.organization_beside(clause.start, hit.start)
            return [one] if one else []
        if rule.items in ("earlier", "inside"):
            span = (self._sentence.start, hit.start) if rule.items == "earlier" else (hit.start, hit.end)
            one = self._finder.membership_anywhere(*span)
            if one is None and rule.items == "earlier":
                last = next((finding for finding in reversed(before) if finding.item), None)
                one = Found(last.framework, *(last.named or (None, None))) if last else None
            return [one] if one else []
        spans = items_of(self._text, hit.end, end, self._protected, self._knowledge)
        if len(spans) > 1 and end < clause.end and not self._text[spans[-1][1] : end].strip():
            # "As a member of X, Ardenia takes part in Y": what runs into the next cue is its subject.
            spans = spans[:-1]
        wanted = spans if rule.items == "all" else spans[:1]
        found = [self._finder.membership(start, stop, rule.organization) for start, stop in wanted]
        return self._without_appositions([one for one in found if one])

    def _without_appositions(self, found: Sequence[Found]) -> list[Found]:
        """Leave out the full name after an acronym: "a member of SCAG, the Straits Committee of ..."."""
        kept: list[Found] = []
        for one in found:
            last = kept[-1] if kept else None
            if (
                last
                and last.framework == one.framework
                and one.framework not in self._knowledge.several
                and last.end is not None
                and _COMMA.fullmatch(self._text[last.end : one.start])
            ):
                continue
            kept.append(one)
        return kept

    def _points_back(self, compiled: CompiledRule, hit: Hit) -> bool:
        """Whether "its working group" or "it" after the cue stands for the organization named before."""
        after = self._text[hit.end : hit.end + 12].strip().lower()
        if compiled.rule.items == "one":
            return after.startswith(("its ", "their "))
        return compiled.rule.items == "all" and after.split(" ")[0].strip(".,;") == "it"
