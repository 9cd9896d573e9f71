"""What the compliance extractor knows: the models of its codebook, read from `seeds` and compiled once.

A change of words is a change of seeds/codebook/compliance.yaml; a change here is a change of what can be said in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from pipelines.extraction.compliance_phrases import PhraseIndex
from pipelines.reading.codebook import CodebookError, CodebookModel, read_codebook, read_reference
from schemas import codes

NO_FRAMEWORK = "none"
FRAMEWORK_COLUMNS = ("framework_id", "name", "domain", "description", "source")
ANY = "any"
_PLACEHOLDER = re.compile(r"\{(\w*[a-z]\w*)\}")

Pattern = re.Pattern[str]


class FrameworkTerms(CodebookModel):
    """The words by which a text speaks of one framework.

    `short_for` is what stands before an abbreviation in brackets that the rest of the chapter uses for the framework.
    """

    id: str
    kind: Literal["measure", "weak", "membership", "mission"]
    terms: tuple[str, ...]
    together_with: str | None = Field(default=None, alias="with")
    excluded_by: str | None = Field(default=None, alias="not")
    group: str | None = None
    absorbs: str | None = None
    not_before: str | None = None
    sections: tuple[str, ...] = ()
    short_for: str | None = None


class AssessorTerms(CodebookModel):
    """The words that name a body whose findings the reports relay."""

    id: str
    terms: tuple[str, ...]


class ClauseWords(CodebookModel):
    """The words by which clauses are found and tied to the clause before."""

    finite: tuple[str, ...]
    pronouns: tuple[str, ...]
    inseparable: str
    thing_opening: str
    adverbs: tuple[str, ...]


class DomainPattern(CodebookModel):
    """A pattern that tells the domain of a row without a framework, in all sections or in some."""

    domain: str
    pattern: str
    sections: tuple[str, ...] = ()


class RatingPattern(CodebookModel):
    """A pattern that says one rating of a mutual evaluation."""

    status: str
    pattern: str


class Rule(CodebookModel):
    """One way in which the reports say a status, or something that looks like one and is not.

    `items` says how a rule finds the organizations or missions it speaks of: all that are listed after the cue, the one
    after the cue, the subject before it, the one right beside it ("an X member"), the one named earlier in the sentence
    or inside the cue's own words, or the missions or partnerships named in the clause.
    `context` has to stand in the clause or in the one it leans on, except in the sections of `free`. A rule with
    `named` needs no cue: that the framework is named is enough.
    `one_act` is for what was done once, so that a second framework makes no second row; `shares_subject` for what is
    said of the thing that the clause before was about; `undoes` for what ended it, which is then what holds.
    `absence` is for a thing that does not exist, so that a draft with a subject of its own beside it is a second row.
    `separate` is for a change that is a row beside the one of what it changes: a system introduced, and then extended.
    `domain` is the domain of its rows without a framework, where the words of the clause would only mislead.
    """

    name: str
    cues: tuple[str, ...]
    reject: str | None = None
    status_type: str = ""
    status: str = ""
    direction: str | None = None
    change_event: str = "none"
    framework: str | None = None
    default_framework: str | None = None
    default: Literal["section"] | None = None
    needs: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    before: str | None = None
    context: str | None = None
    free: tuple[str, ...] = ()
    bodies: str | None = None
    sections: tuple[str, ...] = ()
    items: Literal["all", "one", "before", "beside", "earlier", "inside", "missions", "named"] | None = None
    rating: bool = False
    mission: bool = False
    named: bool = False
    one_act: bool = False
    shares_subject: bool = False
    undoes: bool = False
    absence: bool = False
    separate: bool = False
    domain: str | None = None
    organization: bool = False
    expand: str | None = None
    overview: bool = False
    strong: bool = False
    weak: bool = False


class Codebook(CodebookModel):
    """The whole of seeds/codebook/compliance.yaml."""

    vocabulary: dict[str, str]
    frameworks: tuple[FrameworkTerms, ...]
    assessors: tuple[AssessorTerms, ...]
    finding_verbs: tuple[str, ...]
    clauses: ClauseWords
    continuing: tuple[str, ...]
    improving: tuple[str, ...]
    worsening: tuple[str, ...]
    expanding: tuple[str, ...]
    reducing: tuple[str, ...]
    current: tuple[str, ...]
    domains: tuple[DomainPattern, ...]
    section_domains: dict[str, str]
    section_frameworks: dict[str, str]
    finance_framework: str
    institution_frameworks: dict[str, str]
    several_in_a_sentence: tuple[str, ...]
    antecedents: tuple[str, ...]
    list_keepers: dict[str, str]
    affirmative: tuple[str, ...]
    negated: str
    own_objects: str
    same_place: str
    organization_words: str
    program_words: str
    mission_words: str
    ratings: tuple[RatingPattern, ...]
    adversary: str
    leading: str
    list_head: str
    list_end: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class CompiledFramework:
    """A framework's terms with their conditions compiled."""

    terms: FrameworkTerms
    together_with: Pattern | None
    excluded_by: Pattern | None
    not_before: Pattern | None
    short_for: Pattern | None


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its conditions compiled."""

    rule: Rule
    requires: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    before: Pattern | None
    context: Pattern | None
    bodies: Pattern | None


@dataclass(frozen=True, slots=True)
class ComplianceKnowledge:
    """The compiled codebook: what to look for, and what it means."""

    rules: tuple[CompiledRule, ...]
    cues: PhraseIndex
    frameworks: tuple[CompiledFramework, ...]
    framework_terms: PhraseIndex
    framework_domains: Mapping[str, str]
    assessors: tuple[str, ...]
    assessor_terms: PhraseIndex
    finding_verbs: PhraseIndex
    directions: tuple[str, ...]
    direction_terms: PhraseIndex
    current: PhraseIndex
    finite: frozenset[str]
    adverbs: frozenset[str]
    inseparable: Pattern
    thing_opening: Pattern
    pronouns: PhraseIndex
    domains: tuple[tuple[str, Pattern, tuple[str, ...]], ...]
    section_domains: Mapping[str, str]
    section_frameworks: Mapping[str, str]
    finance_framework: str
    institution_frameworks: Mapping[str, str]
    several: frozenset[str]
    antecedents: frozenset[str]
    list_keepers: Mapping[str, str]
    absorbs: Mapping[str, Pattern]
    affirmative: frozenset[str]
    negated: Pattern
    own_objects: Pattern
    same_place: Pattern
    memberships: frozenset[str]
    organization_words: Pattern
    program_words: Pattern
    mission_words: Pattern
    ratings: tuple[tuple[str, Pattern], ...]
    adversary: Pattern
    leading: Pattern
    list_head: Pattern
    list_end: Pattern


class _Compiler:
    """Compiles patterns of the codebook, with its vocabulary written out."""

    def __init__(self, path: Path, vocabulary: Mapping[str, str]) -> None:
        self._path = path
        self._vocabulary = vocabulary

    def __call__(self, pattern: str, whole_words: bool = True) -> Pattern:
        def written_out(match: re.Match[str]) -> str:
            entry = self._vocabulary.get(match.group(1))
            if entry is None:
                raise CodebookError(
                    self._path, None, f"{{{match.group(1)}}} is not in `vocabulary`; add it or correct {pattern!r}"
                )
            return f"(?:{_PLACEHOLDER.sub(written_out, entry)})"

        full = _PLACEHOLDER.sub(written_out, pattern).replace(" ", r"\s+")
        full = rf"(?<!\w)(?:{full})(?!\w)" if whole_words else full
        try:
            return re.compile(full, re.IGNORECASE)
        except re.error as error:
            raise CodebookError(self._path, None, f"not a pattern: {pattern!r}: {error}") from error

    def maybe(self, pattern: str | None, whole_words: bool = True) -> Pattern | None:
        return None if pattern is None else self(pattern, whole_words)


def load_compliance_knowledge(seeds: Path) -> ComplianceKnowledge:
    """Read and compile what the compliance extractor knows.

    Args:
        seeds: the folder that holds `codebook/` and `reference/`.

    Returns:
        The compiled knowledge.

    Raises:
        CodebookError: a file is missing or says something that cannot be used.
    """
    path = seeds / "codebook" / "compliance.yaml"
    book = read_codebook(path, Codebook)
    domains = {
        row["framework_id"]: row["domain"]
        for row in read_reference(seeds / "reference" / "frameworks.csv", FRAMEWORK_COLUMNS)
    }
    _check_frameworks(path, book, domains)
    _check_codes(path, book)
    compiled = _Compiler(path, book.vocabulary)
    try:
        return _knowledge(book, domains, compiled)
    except ValueError as error:
        raise CodebookError(path, None, str(error)) from error


def _check_frameworks(path: Path, book: Codebook, domains: Mapping[str, str]) -> None:
    used = (
        {entry.id for entry in book.frameworks}
        | {rule.framework for rule in book.rules}
        | {rule.default_framework for rule in book.rules}
    )
    used |= {*book.section_frameworks.values(), *book.institution_frameworks.values(), book.finance_framework}
    used |= {*book.several_in_a_sentence, *book.antecedents, *book.list_keepers}
    used |= {framework for rule in book.rules for framework in rule.needs if framework != ANY}
    unknown = sorted(framework for framework in used if framework is not None and framework not in domains)
    if unknown:
        raise CodebookError(path, None, f"not in reference/frameworks.csv: {', '.join(unknown)}")


def _check_codes(path: Path, book: Codebook) -> None:
    """Every code in the codebook is a code of the table."""
    for rule in book.rules:
        if rule.reject is not None:
            wrong = rule.reject not in codes.REJECTION_REASON
        else:
            wrong = (
                rule.status not in codes.STATUS.get(rule.status_type, ()) or rule.change_event not in codes.CHANGE_EVENT
            )
            wrong = wrong or (rule.direction is not None and rule.direction not in codes.DIRECTION)
        if wrong:
            raise CodebookError(
                path, None, f"rule {rule.name}: a code that the table does not have; see schemas/codes.py"
            )
    of_rules = [rule.domain for rule in book.rules if rule.domain is not None]
    for domain in [entry.domain for entry in book.domains] + list(book.section_domains.values()) + of_rules:
        if domain not in codes.DOMAIN:
            raise CodebookError(path, None, f"{domain} is no domain of the table; see schemas/codes.py")


def _knowledge(book: Codebook, domains: Mapping[str, str], compiled: _Compiler) -> ComplianceKnowledge:
    return ComplianceKnowledge(
        rules=tuple(_compiled_rule(rule, compiled) for rule in book.rules),
        cues=PhraseIndex((number, cue) for number, rule in enumerate(book.rules) for cue in rule.cues),
        frameworks=tuple(_compiled_framework(entry, compiled) for entry in book.frameworks),
        framework_terms=PhraseIndex(
            (number, term) for number, entry in enumerate(book.frameworks) for term in entry.terms
        ),
        framework_domains=domains,
        assessors=tuple(entry.id for entry in book.assessors),
        assessor_terms=PhraseIndex(
            (number, term) for number, entry in enumerate(book.assessors) for term in entry.terms
        ),
        finding_verbs=_index(book.finding_verbs),
        directions=tuple(name for name, _ in _directions(book)),
        direction_terms=PhraseIndex(
            (number, phrase) for number, (_, phrases) in enumerate(_directions(book)) for phrase in phrases
        ),
        current=_index(book.current),
        finite=frozenset(book.clauses.finite),
        adverbs=frozenset(book.clauses.adverbs),
        inseparable=compiled(book.clauses.inseparable, whole_words=False),
        thing_opening=compiled(book.clauses.thing_opening, whole_words=False),
        pronouns=_index(book.clauses.pronouns),
        domains=tuple((entry.domain, compiled(entry.pattern), entry.sections) for entry in book.domains),
        section_domains=book.section_domains,
        section_frameworks=book.section_frameworks,
        finance_framework=book.finance_framework,
        institution_frameworks=book.institution_frameworks,
        several=frozenset(book.several_in_a_sentence),
        antecedents=frozenset(book.antecedents),
        list_keepers=book.list_keepers,
        absorbs={entry.id: compiled(entry.absorbs) for entry in book.frameworks if entry.absorbs},
        affirmative=frozenset(book.affirmative),
        negated=compiled(book.negated, whole_words=False),
        own_objects=compiled(book.own_objects),
        same_place=compiled(book.same_place, whole_words=False),
        memberships=_memberships(book, domains),
        organization_words=compiled(book.organization_words),
        program_words=compiled(book.program_words, whole_words=False),
        mission_words=compiled(book.mission_words),
        ratings=tuple((entry.status, compiled(entry.pattern)) for entry in book.ratings),
        adversary=compiled(book.adversary, whole_words=False),
        leading=compiled(book.leading, whole_words=False),
        list_head=compiled(book.list_head),
        list_end=compiled(book.list_end, whole_words=False),
    )


def _memberships(book: Codebook, domains: Mapping[str, str]) -> frozenset[str]:
    """The frameworks that one can only belong to, so that "its work" after them speaks of something else."""
    kinds: dict[str, set[str]] = {}
    for entry in book.frameworks:
        kinds.setdefault(entry.id, set()).add(entry.kind)
    return frozenset(
        framework
        for framework, domain in domains.items()
        if domain in ("regional_membership", "foreign_presence", "international_cooperation")
        or kinds.get(framework) == {"membership"}
    )


def _compiled_framework(entry: FrameworkTerms, compiled: _Compiler) -> CompiledFramework:
    return CompiledFramework(
        entry,
        compiled.maybe(entry.together_with),
        compiled.maybe(entry.excluded_by),
        compiled.maybe(entry.not_before, whole_words=False),
        compiled.maybe(entry.short_for, whole_words=False),
    )


def _compiled_rule(rule: Rule, compiled: _Compiler) -> CompiledRule:
    return CompiledRule(
        rule,
        tuple(compiled(pattern) for pattern in rule.requires),
        tuple(compiled(pattern) for pattern in rule.unless),
        compiled.maybe(rule.before, whole_words=False),
        compiled.maybe(rule.context),
        compiled.maybe(rule.bodies),
    )


def _directions(book: Codebook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The directions and their phrases, in order of precedence: what remained is unchanged, whatever else is said."""
    return (
        ("unchanged", book.continuing),
        ("deteriorated", book.worsening),
        ("improved", book.improving),
        ("expanded", book.expanding),
        ("reduced", book.reducing),
    )


def _index(phrases: tuple[str, ...]) -> PhraseIndex:
    return PhraseIndex((0, phrase) for phrase in phrases)
