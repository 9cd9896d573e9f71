"""Decides which sentences and clauses tell of one event, and with which date; the others are rejected with a reason.

A dated act of violence opens an episode; what follows in the same paragraph without a date of its own belongs to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.casualties import Harm
from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention, RelativeDate, shifted
from pipelines.extraction.later_tolls import raises_toll
from pipelines.extraction.model import Mention, Rejection
from pipelines.reading.model import Chapter, Sentence

_BACKGROUND_BEFORE = re.compile(
    (
        r"\b(?:by|since|until|till|before|after|prior\s+to|as\s+of|following|from|through|to)\s+(?:the\s+(?:end"
        r"|middle|beginning)\s+of\s+)?(?:the\s+)?(?:late\s+|early\s+|mid-)?$"
    ),
    re.IGNORECASE,
)
_ATTACK_NOUN = re.compile(
    (
        r"(?:,)?\s+(?:[\w-]+\s+){0,4}?(?:attacks?|bombings?|explosions?|blasts?|assassinations?|killings?|murders?"
        r"|shootings?|ambush|ambushes|kidnappings?|abductions?|assaults?|raids?|incidents?|stabbings?|arson"
        r"|massacre|hijacking|siege)\b"
    ),
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"\b(?:an?|the|its|their|his|'s)\s+$", re.IGNORECASE)
_BETWEEN_DATES = re.compile(r"\s*(?:,|,?\s*and)\s*(?:again\s+)?(?:on\s+|in\s+)?$", re.IGNORECASE)
_REFERS_BACK = re.compile(
    r"\s*(?:\"?(?:They|It|He|She|This|These|Those|Both|All|None|Nobody|No|His|Her|Their|There|At\s+least"
    r"|More\s+than|Over|Approximately|About|Up\s+to|Some|Several|Dozens|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|One|Another|In\s+addition|Additionally|\d+)\b)",
)
_FOR_AN_ATTACK = re.compile(
    r"\s*for\s+(?:an?|another)\s+(?:[\w-]+\s+){0,2}?(?=\w+(?:\s+\w+){0,4}\s+on\b)", re.IGNORECASE
)
_DEFINITE = re.compile(r"\W*(?:the|both|all|these)\s+", re.IGNORECASE)
_BULLET = 4
_THE_EVENT = re.compile(
    (
        r"\b(?:the|this|that)\s+(?:attack|operation|incident|bombing|killing|explosion|blast|raid|assault|ambush"
        r"|kidnapping|abduction|murder|massacre|shooting)\b"
    ),
    re.IGNORECASE,
)
_BOTH = re.compile(
    (
        r"\b(?:both|the\s+two|these|all\s+three|all\s+the|each)\s+(?:of\s+)?(?:\w+\s+)?(?:attacks|bombings"
        r"|incidents|killings|explosions|blasts|raids|assaults|operations)\b"
    ),
    re.IGNORECASE,
)
_THAT_ATTACK = re.compile(r"\bfor\s+(?:that|this|the\s+same)\s+\w+(?=\s*,?\s+and\b)", re.IGNORECASE)
_VERB_FORM = re.compile(
    (
        r"(?:\w+ed|shot|struck|hit|blew|overran|threw|set\b.*|stormed|went\s+off|broke\s+into|drove\b.*|ran\s+over"
        r"|gunned\s+down|opened\s+fire)"
    ),
    re.IGNORECASE,
)
_MODIFIER_BEFORE = re.compile(r"\b(?:the|a|an|of|for)\s+$", re.IGNORECASE)
_THE_PERSON = re.compile(
    r"(?:The\s+(?:\w+\s+)?(?:suspects?|attackers?|perpetrators?|gunm[ae]n|assailants?|bombers?|driver"
    r"|shooter)\b|He\b|She\b)"
)
_STATEMENT_AFTER = re.compile(
    (
        r"\s+(?:[\w-]+\s+){0,2}(?:press\s+release|statement|video|communiqu\w*|message|posting|post|announcement"
        r"|tweet|newsletter|audio|recording)\b"
    ),
    re.IGNORECASE,
)
_OF_THE_ATTACK = re.compile(
    r"\s*(?:for\s+)?(?:the|this|that|both)?\s*(?:\w+\s+)?\w+\s+(?:on|in|via|through|late\s+on)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
_AIM_TOLD = re.compile(
    r"(?:(?:The\s+)?\w+(?:\s+\w+)?\s+(?:said|stated|believed|reported|announced|alleged|told\s+\w+)\s+(?:that\s+)?"
    r"|According\s+to\s+[^,;.]{3,60},\s+)?"
    r"(?:he|she|they|it|the\s+(?:man|woman|men|suspects?|cell|group|trio|pair|two|three|four|five|load|explosives|device|target))"
    r"(?:,\s+who\s+[^,;.]{3,60},)?\s+(?:[\w-]+\s+){0,3}?"
    r"(?:prepar(?:ed|ing)|plan(?:ned|ning)|plott(?:ed|ing)|intend(?:ed|ing)|about|meant|destined|conspir(?:ed|ing))\s+",
    re.IGNORECASE,
)
BOMB_DEFUSED = re.compile(
    r"\b(?:defused|disarmed|deactivated|neutrali[sz]ed|destroyed|detonated)\s+(?:[\w-]+\s+){0,4}?(?:bombs?|devices?|IEDs?|explosives?|mines?)\b"
    r"|\b(?:found|discovered)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:bomb|device|IED)\b[^.;]{0,120}\b(?:defused|disarmed|deactivated)\b"
    r"|\b(?:bombs?|devices?|IEDs?)\s+(?:was|were)\s+(?:found|discovered|defused|disarmed|deactivated)\b",
    re.IGNORECASE,
)
_NOTHING_BUT = re.compile(r"\s*(?:on|in|during)?\s*(?:the\s+(?:night|evening|morning)\s+of\s+)?", re.IGNORECASE)
_AND_AGAIN = re.compile(r"\s*,?\s*and\s+(?:then\s+)?(?:again|once\s+more)\s+(?:on|in)\s+", re.IGNORECASE)
RETAKES = re.compile(
    r"\b(?:retook|recaptured|swept|cleared|liberated|overran|(?:launched|began|mounted|conducted|carried\s+out)\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:offensive|operation|sweep|assault))\b",
    re.IGNORECASE,
)
"""What state forces do that counts as an operation only where the next sentence tells of the dead."""
_DIED_LATER = re.compile(
    r"\b(?:died|succumbed)\b(?=[^;.]*\b(?:wounds|injuries|hospital)\b)(?<!who died)", re.IGNORECASE
)
_IN_ANOTHER = re.compile(
    r"in\s+(?:an?|another)\s+(?:[\w-]+\s+)?(?:incident|attack|ambush|assault|bombing|raid|shooting|episode)\b",
    re.IGNORECASE,
)
_CHARGED_OVER_PLAN = re.compile(
    r"charged\s+[^;.]{0,80}?\b(?:over|with|for|in)\s+(?:an?\s+|their\s+|his\s+|her\s+|the\s+)?(?:alleged\s+|suspected\s+)?"
    r"(?:plans?|plots?|planning|plotting|preparing|conspir\w+)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:sentenc\w*|convict\w*|acquit\w*|trial|pleaded|pled|verdict|appeal)\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"\bto\s+$", re.IGNORECASE)
_NOMINAL = re.compile(r"\bof$", re.IGNORECASE)
BODIES_FOUND = re.compile(
    r"\b(?:found|discovered|recovered)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:bodies|body|corpses?)\b"
    r"|\b(?:bodies|body|corpses?)\s+of\b[^;.]{0,120}\b(?:found|discovered|recovered)\b",
    re.IGNORECASE,
)
_BEGAN_WITH = re.compile(r"\b(?:began|opened|started|ended|closed)\s+with\s+(?:the|an?)\s+", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\b(?:announced|said|reported|confirmed|stated|disclosed)\b", re.IGNORECASE)
_JUDICIAL = re.compile(
    (
        r"\b(?:sentenc\w*|convict\w*|indict\w*|charged|acquit\w*|trial|tried(?!\s+to\b)|prosecut\w*|pleaded|pled|verdict"
        r"|appeal)\b"
    ),
    re.IGNORECASE,
)
_CONTRASTED = frozenset({"while", "whereas", "but", "and"})
_AND_ANOTHER = re.compile(
    r"\s+and\s+(?=(?:an?|another|two|three|four|several|gunmen|militants|terrorists|insurgents)\b)"
)
_OTHER_MEANS = re.compile(
    r"(?:also\s+)?(?:(?:an?|another|two|three|four|several)\s+)?(?:[\w-]+\s+){1,4}?(?:killed|wounded|injured|exploded|shot|attacked|detonated"
    r"|murdered|stabbed|in|at|near|on|outside)\b",
    re.IGNORECASE,
)
_PLACE_NAMED = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}([A-Z][\w'-]+)")
_STATED_ABSENCE = re.compile(
    (
        r"\b(?:there\s+were\s+)?no\s+(?:\w+\s+){0,4}?(?:terrorist\s+)?(?:attacks?|incidents?"
        r"|acts\s+of\s+terrorism)\b"
    ),
    re.IGNORECASE,
)
_MANY = re.compile(
    (
        r"\b(?:hundreds|dozens|scores|numerous|many|several|frequent|multiple|\d+|most|majority|increas\w+"
        r"|decreas\w+|number)\b"
    ),
    re.IGNORECASE,
)
_PLURAL_EVENTS = re.compile(
    (
        r"\b(?:attacks|bombings|incidents|killings|kidnappings|assassinations|raids|explosions|ambushes|operations"
        r"|assaults|abductions|methods|tactics|targets)\b"
    ),
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:Elsewhere|Separately|In\s+other|Other|During\s+the\s+(?:year|campaign)|In\s+the\s+(?:run-?up|weeks|months|days|year)\b"
    r"|Before\s+the|Ahead\s+of|Throughout)\b"
)
_THERE_WERE = re.compile(r"(?:In\s+addition,?\s+|Also,?\s+|Additionally,?\s+)?[Tt]here\s+were\b")
_OF_ANOTHER_DAY = re.compile(
    r"\s+(?:(?:presidential|parliamentary|legislative|local|municipal|general|regional|national|gubernatorial)\s+)?"
    r"(?:elections?|vote|referendum|polls?|runoff|summit|anniversary|inauguration|ceasefire|cease-fire|peace\s+(?:accord|agreement)|agreement)\b",
    re.IGNORECASE,
)
"""What a date can be the name of, rather than the day of the event."""
_AMONG_EARLIER = re.compile(r"\b(?:including|among\s+them|such\s+as|namely)\b", re.IGNORECASE)
_MANY_EVENTS = re.compile(
    r"\b(?:\d{2,}|hundreds|dozens|scores|numerous)\s+(?:of\s+)?(?:[\w-]+\s+){0,2}?(?:attacks|bombings|incidents|raids|operations)\b",
    re.IGNORECASE,
)
_MAXIMUM_MONTH_DAYS = 62
_SHORT_SENTENCE = 200
_LEADING_RELATIVE = 8
"""A relative date within so many characters of a clause's start dates the clause."""
_LEADING = 25
"""A date or a count within so many characters of a sentence's start leads it."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One event as the text tells it.

    `start` and `end` span its own words in its first sentence; `follow` are the spans of sentences that continue it.
    `index` and `count` place it among events that share their words ("on June 3 and 6"). `kind` is attack or plot.
    `is_shared` says that its sentence tells of other events too, so that what follows may speak of any of them.
    """

    sentences: tuple[Sentence, ...]
    start: int
    end: int
    date: DateMention | None
    kind: str
    listed: bool
    follow: tuple[tuple[int, int], ...] = ()
    index: int = 0
    count: int = 1
    is_shared: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """All spans that tell of the event, in text order."""
        return ((self.start, self.end), *self.follow)


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """What the annotators found in one sentence; `leads` says that it is the first of its paragraph."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    dates: tuple[DateMention, ...]
    relatives: tuple[RelativeDate, ...]
    harm: tuple[Harm, ...]
    mentions: tuple[Mention, ...]
    leads: bool = False


@dataclass(slots=True)
class Segmentation:
    """Episodes and rejections of a chapter, and the sentences that neither speaks of."""

    episodes: list[Episode] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


class Segmenter:
    """Finds the episodes of a chapter."""

    def __init__(self, chapter: Chapter, notes: Annotations) -> None:
        """Prepare for one chapter.

        Args:
            chapter: the chapter read.
            notes: its annotations.
        """
        self._chapter = chapter
        self._notes = notes
        self._text = notes.text
        self._words = notes.words
        self._year = chapter.document.report_year
        self._last_date: DateMention | None = None

    def run(self) -> Segmentation:
        """Return the chapter's episodes and rejections."""
        result = Segmentation()
        for _, group in groupby(self._chapter.sentences, key=lambda sentence: (sentence.paragraph, sentence.section)):
            self._read_paragraph(tuple(group), result)
        return result

    def facts(self, sentence: Sentence) -> SentenceFacts:
        """Annotate one sentence."""
        start, end = sentence.start, sentence.end
        return SentenceFacts(
            sentence,
            self._notes.clauses(start, end),
            self._notes.dates(start, end),
            self._notes.relative_dates(start, end),
            self._notes.harm(start, end),
            self._notes.mentions(start, end),
        )

    def _read_paragraph(self, sentences: Sequence[Sentence], result: Segmentation) -> None:
        open_episodes: list[Episode] = []
        in_incidents = sentences[0].section == "incidents"
        listed = in_incidents and sentences[0].in_list
        if not in_incidents and not any(self._words.relevant.search(self._text, s.start, s.end) for s in sentences):
            return
        told: Sentence | None = None
        for number, sentence in enumerate(sentences):
            if sentence is told:
                continue
            facts = replace(self.facts(sentence), leads=number == 0)
            opened = self._open(facts, listed, in_incidents, open_episodes)
            if not opened and number + 1 < len(sentences):
                opened = self._open_with_next(facts, sentences[number + 1], listed)
                told = opened[0].sentences[-1] if opened else None
            if opened:
                claim_end = self._claim_before_new_event(facts, opened[0])
                if claim_end:
                    open_episodes = [self._followed(e, sentence, claim_end) for e in open_episodes]
                result.episodes += open_episodes
                open_episodes = opened
            elif open_episodes and self._continues(facts, listed):
                if len(open_episodes) == 1:
                    self._share(facts, result)
                open_episodes = [self._followed(e, sentence, sentence.end) for e in open_episodes]
            else:
                self._reject(facts, in_incidents, result)
                if not listed and (facts.dates or self._turns_to_others(facts)):
                    result.episodes += open_episodes
                    open_episodes = []
        result.episodes += open_episodes
        self._last_date = result.episodes[-1].date if result.episodes else None

    def _share(self, facts: SentenceFacts, result: Segmentation) -> None:
        """Let a sentence that speaks of both events follow the one before the last, too."""
        if not result.episodes or not self._speaks_of_both(facts):
            return
        last = result.episodes[-1]
        if last.sentences[0].paragraph == facts.sentence.paragraph:
            result.episodes[-1] = self._followed(last, facts.sentence, facts.sentence.end)

    def _open_with_next(self, facts: SentenceFacts, following: Sentence, listed: bool) -> list[Episode]:
        """Open an event that only the next sentence shows to be one."""
        return self._open_before_aim(facts, following, listed) or self._open_before_toll(facts, following, listed)

    def _open_before_aim(self, facts: SentenceFacts, following: Sentence, listed: bool) -> list[Episode]:
        """Open a plot at an arrest whose aim stands in the next sentence ("He had been preparing to blow up ...")."""
        start, end = facts.sentence.start, facts.sentence.end
        date = self._plot_date(facts)
        aim = _AIM_TOLD.match(self._text, following.start, following.end)
        if (
            date is None
            or aim is None
            or self._words.arrests.search(self._text, start, end) is None
            or self._words.aggregates.search(self._text, start, end)
            or not self._is_violent_aim(aim, following)
            or _JUDICIAL.search(self._text, start, end)
            or facts.harm
        ):
            return []
        return [Episode((facts.sentence, following), start, following.end, date, "plot", listed)]

    def _is_violent_aim(self, aim: re.Match[str], following: Sentence) -> bool:
        """Whether what was planned is violence, or a thing was meant for a place."""
        return (
            self._words.violence.search(self._text, aim.end(), following.end) is not None
            or re.search(r"\b(?:meant|intended|destined)\s+for\b", self._text[aim.start() : following.end]) is not None
        )

    def _open_before_toll(self, facts: SentenceFacts, following: Sentence, listed: bool) -> list[Episode]:
        """Open at a dated act whose toll stands in the next sentence ("... . No casualties were reported.")."""
        dates = [date for date in facts.dates if self._usable(date) and date.precision != "month"]
        if not dates or dates[0].start - facts.sentence.start > _LEADING or not facts.clauses:
            return []
        retakes = RETAKES.search(self._text, facts.clauses[0].start, facts.clauses[0].end) is not None
        if (
            not (retakes or self._has_attacker(facts.clauses[0]))
            or self._first(self._words.not_events, facts.clauses[0]) is not None
        ):
            return []
        harm = self._notes.harm(following.start, following.end)
        told = bool(harm) and (retakes or harm[0].start - following.start < _LEADING)
        return self._episodes(facts, [(facts.clauses[0].start, [dates[0]])], listed) if told else []

    @staticmethod
    def _followed(episode: Episode, sentence: Sentence, end: int) -> Episode:
        whole = end == sentence.end
        sentences = (*episode.sentences, sentence) if whole else episode.sentences
        return replace(episode, follow=(*episode.follow, (sentence.start, end)), sentences=sentences)

    def _speaks_of_both(self, facts: SentenceFacts) -> bool:
        return (
            self._words.claims.search(self._text, facts.sentence.start, facts.sentence.end) is not None
            and _BOTH.search(self._text, facts.sentence.start, facts.sentence.end) is not None
        )

    def _claim_before_new_event(self, facts: SentenceFacts, first: Episode) -> int | None:
        """Where a claim for the event before ends in a sentence that goes on to tell of a new one."""
        claim = self._words.claims.search(self._text, facts.sentence.start, facts.sentence.end)
        if claim is None:
            return None
        back = _THAT_ATTACK.search(self._text, claim.start(), first.date.start if first.date else facts.sentence.end)
        return back.end() if back else None

    def _open(self, facts: SentenceFacts, listed: bool, in_incidents: bool, before: Sequence[Episode]) -> list[Episode]:
        if self._is_plot(facts):
            date = self._plot_date(facts)
            if date:
                return [Episode((facts.sentence,), facts.sentence.start, facts.sentence.end, date, "plot", listed)]
        openings = list(self._openings(facts, listed, in_incidents, before))
        if not openings:
            undated = self._undated(facts, listed, before)
            openings = [undated] if undated else []
        return self._episodes(facts, openings, listed)

    def _episodes(
        self, facts: SentenceFacts, openings: Sequence[tuple[int, list[DateMention | None]]], listed: bool
    ) -> list[Episode]:
        episodes = []
        for number, (start, dates) in enumerate(openings):
            begin = self._begin(facts, start) if number == 0 else start
            end = openings[number + 1][0] if number + 1 < len(openings) else facts.sentence.end
            for index, date in enumerate(dates):
                shared = len(openings) > 1
                episodes.append(
                    Episode((facts.sentence,), begin, end, date, "attack", listed, (), index, len(dates), shared)
                )
        return episodes

    def _begin(self, facts: SentenceFacts, start: int) -> int:
        """Where the first event of a sentence begins: behind a semicolon that ends the telling of another one."""
        cut = self._text.rfind(";", facts.sentence.start, start)
        if cut < 0 or self._words.violence.search(self._text, facts.sentence.start, cut) is None:
            return facts.sentence.start
        return start

    def _openings(
        self, facts: SentenceFacts, listed: bool, in_incidents: bool, before: Sequence[Episode]
    ) -> Iterator[tuple[int, list[DateMention | None]]]:
        """Where events begin in a sentence, with their dates."""
        opened = False
        anchor: DateMention | None = None
        for clause in facts.clauses:
            dates = [date for date in facts.dates if clause.start <= date.start < clause.end]
            usable = [
                date
                for date in dates
                if self._dates_event(facts, clause, date, listed, in_incidents, opened, bool(before))
            ]
            if anchor and clause.is_subordinate:
                usable = [date for date in usable if date.edtf != anchor.edtf]
            claimed = self._told_later(facts, clause, dates)
            if claimed:
                yield clause.start, [claimed]
                opened, anchor = True, claimed
            elif usable:
                group = [*self._coordinated(usable), *self._again(facts, clause, usable)]
                yield clause.start, list(group)
                opened, anchor = True, group[0]
                if len(group) == 1:
                    for at in self._joined_events(facts, clause):
                        yield at, [anchor]
            elif opened and anchor and not dates:
                relative = self._further_event(facts, clause)
                if relative:
                    yield clause.start, [shifted(anchor, relative)]
                elif self._separate_event(clause):
                    leads = anchor.start - facts.sentence.start < _LEADING
                    yield clause.start, [anchor if leads else None]
                elif clause.opener in _CONTRASTED and self._is_joined_event(facts, clause.start, clause.end):
                    yield clause.start, [anchor]

    def _dates_event(
        self,
        facts: SentenceFacts,
        clause: Clause,
        date: DateMention,
        listed: bool,
        in_incidents: bool,
        opened: bool,
        opened_before: bool,
    ) -> bool:
        if not self._usable(date) or (clause.is_background and opened):
            return False
        if clause.opener in ("who", "which", "whose", "whom") and not self._text[clause.start : date.start].strip():
            return False
        before = self._text[max(clause.start, date.start - 40) : date.start]
        if _BACKGROUND_BEFORE.search(before) or self._is_of_another_day(facts, date):
            return False
        attributive = _ARTICLE_BEFORE.search(before) and _ATTACK_NOUN.match(
            self._text, date.end, min(clause.end, date.end + 60)
        )
        if self._dates_the_claim(clause, date) or (self._is_claim(clause) and facts.relatives):
            return False
        violence = self._act_of_violence(facts, clause)
        other = self._first(self._words.not_events, clause)
        if opened_before and self._follows_up(facts, clause, date, listed):
            return False
        if attributive:
            return (
                any(h.start >= clause.start for h in facts.harm)
                and (violence is not None)
                and not self._judicial_first(clause)
            )
        if other is not None and (violence is None or other <= violence):
            return False
        if listed and not (
            date.precision == "month" and self._words.aggregates.search(self._text, clause.start, clause.end)
        ):
            return violence is not None or self._has_attacker(clause) or self._goes_on_violently(facts, clause)
        if violence is None and not self._next_is_violent(facts, clause):
            return self._has_attacker(clause) and self._has_count(facts, clause.start)
        return self._tells_of_one_event(facts, clause, in_incidents)

    def _is_of_another_day(self, facts: SentenceFacts, date: DateMention) -> bool:
        """Whether a date names something else ("the May 23 elections") or belongs to an earlier year told of before."""
        if _OF_ANOTHER_DAY.match(self._text, date.end, facts.sentence.end):
            return True
        earlier = [d for d in facts.dates if d.end <= date.start and d.year_stated and d.first and d.last]
        return (
            not date.year_stated
            and bool(earlier)
            and earlier[-1].last is not None
            and earlier[-1].last.year != self._year
            and _AMONG_EARLIER.search(self._text, earlier[-1].end, date.start) is not None
        )

    def _act_of_violence(self, facts: SentenceFacts, clause: Clause) -> int | None:
        """Where a clause tells of violence; the taking of a place is that where the sentence tells of harm."""
        violence = self._first(self._words.violence, clause)
        taken = RETAKES.search(self._text, clause.start, clause.end) if violence is None and facts.harm else None
        return taken.start() if taken else violence

    def _follows_up(self, facts: SentenceFacts, clause: Clause, date: DateMention, listed: bool) -> bool:
        """Whether a date behind an event tells when something became of it, and not when another one took place."""
        if listed and _THE_PERSON.match(self._text, facts.sentence.start):
            return True
        if _DIED_LATER.search(self._text, clause.start, clause.end):
            return True
        return listed and date.precision == "month" and not self._violent_verb(clause)

    def _dates_the_claim(self, clause: Clause, date: DateMention) -> bool:
        """Whether a date says when responsibility was claimed, and not when the attack claimed took place."""
        for claim in self._words.claims.finditer(self._text, clause.start, clause.end):
            between = self._text[claim.end() : date.start] if claim.end() <= date.start else ""
            named = self._words.violence.search(between) or self._words.violence.search(
                self._text, claim.start(), claim.end()
            )
            if claim.end() <= date.start and (
                _STATEMENT_AFTER.match(self._text, date.end)
                or (re.match(r"\s*for\s+(?:the|this|that)\b", between) and _OF_THE_ATTACK.fullmatch(between))
            ):
                return True
            if date.precision == "month" and claim.end() <= date.start:
                return True
            harmed = self._notes.harm(clause.start, clause.end)
            if not (named and claim.end() <= date.start) and not harmed:
                return True
        return False

    def _usable(self, date: DateMention) -> bool:
        """Whether a date can be an event's date in this report: fine enough, and of the report's year."""
        if date.precision == "season":
            return date.edtf.startswith(str(self._year))
        if date.precision == "year" or date.first is None or date.last is None:
            return False
        if date.precision == "month" and (date.last - date.first).days > _MAXIMUM_MONTH_DAYS:
            return False
        return self._year in (date.first.year, date.last.year)

    def _tells_of_one_event(self, facts: SentenceFacts, clause: Clause, in_incidents: bool) -> bool:
        if _MANY_EVENTS.search(self._text, clause.start, clause.end):
            return False
        counted = self._has_count(facts, clause.start) or (
            bool(facts.harm) and _BEGAN_WITH.search(self._text, facts.sentence.start, facts.harm[0].start) is not None
        )
        aggregate = self._words.aggregates.search(self._text, clause.start, clause.end)
        if aggregate and not counted:
            return False
        if in_incidents and not aggregate:
            return True
        if counted:
            return True
        if self._claims_another(clause.start, clause.end) or BOMB_DEFUSED.search(
            self._text, clause.start, facts.sentence.end
        ):
            return True
        weapon = self._words.weapons.search(self._text, clause.start, clause.end) is not None
        return self._violent_verb(clause) and (weapon or self._has_attacker(clause))

    def _claims_another(self, start: int, end: int) -> bool:
        """Whether what is claimed is an attack not told of before ("claimed responsibility for a shooting on ...")."""
        return any(
            (named := _FOR_AN_ATTACK.match(self._text, claim.end(), end)) is not None
            and self._words.violence.match(self._text, named.end(), end) is not None
            for claim in self._words.claims.finditer(self._text, start, end)
        )

    def _violent_verb(self, clause: Clause) -> bool:
        """Whether violence is what the clause states, and not only what it refers to."""
        for match in self._words.violence.finditer(self._text, clause.start, clause.end):
            if _VERB_FORM.fullmatch(match.group()) and not _MODIFIER_BEFORE.search(
                self._text[max(0, match.start() - 8) : match.start()]
            ):
                return True
        return False

    def _has_count(self, facts: SentenceFacts, start: int) -> bool:
        return any(harm.start >= start and not _NOMINAL.search(harm.verb) for harm in facts.harm)

    def _has_attacker(self, clause: Clause) -> bool:
        if self._words.perpetrators.search(self._text, clause.start, clause.end):
            return True
        if self._words.generic_attackers.search(self._text, clause.start, clause.end):
            return True
        return any(
            self._notes.institution(m).institution_type == "armed_group"
            for m in self._notes.mentions(clause.start, clause.end)
        )

    def _next_is_violent(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the clause is a mere date before the one with the predicate ("On June 3, when ...")."""
        following = [
            c
            for c in facts.clauses
            if c.start > clause.start and c.opener in ("when", "in which", "where", "during which")
        ]
        return (
            bool(following)
            and self._words.violence.search(self._text, following[0].start, following[0].end) is not None
        )

    def _only_dates(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether a clause is the date before the sentence ("On August 30 - the eve of a feast - a mine exploded")."""
        dates = [date for date in facts.dates if clause.start <= date.start < clause.end]
        return (
            bool(dates)
            and _NOTHING_BUT.fullmatch(self._text, clause.start, dates[0].start) is not None
            and (not self._text[dates[-1].end : clause.end].strip(" ,-—"))
        )

    def _goes_on_violently(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the rest of a list's item tells of violence, where its first clause is cut off before its verb."""
        if self._next_is_violent(facts, clause):
            return True
        if self._only_dates(facts, clause):
            return any(self._first(self._words.violence, other) is not None for other in facts.clauses[1:])
        if clause is not facts.clauses[0] or self._first(self._words.not_events, clause) is not None:
            return False
        return any(h.start > clause.end for h in facts.harm) and any(
            self._first(self._words.violence, other) is not None for other in facts.clauses[1:]
        )

    def _first(self, pattern: re.Pattern[str], clause: Clause) -> int | None:
        for match in pattern.finditer(self._text, clause.start, clause.end):
            if self._words.perpetrators.fullmatch(match.group()):
                continue
            if not any(m.start <= match.start() < m.end for m in self._notes.mentions(clause.start, clause.end)):
                return match.start()
        return None

    def _judicial_first(self, clause: Clause) -> bool:
        return _JUDICIAL.search(self._text, clause.start, clause.end) is not None

    def _is_claim(self, clause: Clause) -> bool:
        return self._words.claims.search(self._text, clause.start, clause.end) is not None

    def _told_later(self, facts: SentenceFacts, clause: Clause, dates: Sequence[DateMention]) -> DateMention | None:
        """Date an attack from the day of its telling ("On D, X claimed an attack made three days earlier")."""
        told = self._is_claim(clause) or _ANNOUNCES.search(self._text, clause.start, clause.end)
        if not dates or not (told or BODIES_FOUND.search(self._text, clause.start, facts.sentence.end)):
            return None
        if self._words.violence.search(self._text, dates[0].end, clause.end) is None and not facts.harm:
            return None
        for relative in facts.relatives:
            if relative.start > dates[0].start and relative.days < 0:
                return shifted(dates[0], relative)
        return None

    def _further_event(self, facts: SentenceFacts, clause: Clause) -> RelativeDate | None:
        """Find a further event inside the sentence ("..., and a second mine two days later killed ...")."""
        inside = [r for r in facts.relatives if clause.start <= r.start < clause.end]
        told = bool(inside) and inside[0].start - clause.start < _LEADING_RELATIVE and self._has_attacker(clause)
        counted = any(clause.start <= h.start < clause.end and h.rule != "zero" for h in facts.harm)
        if not self._words.further_incidents.search(self._text, clause.start, clause.end) and not (told and counted):
            return None
        if self._first(self._words.violence, clause) is None or self._is_claim(clause):
            return None
        return inside[0] if inside else None

    def _separate_event(self, clause: Clause) -> bool:
        """Whether a clause tells of an event apart from the one before ("..., and in a separate attack ... killed")."""
        return (
            _IN_ANOTHER.match(self._text, clause.start, clause.end) is not None
            and any(harm.rule != "zero" for harm in self._notes.harm(clause.start, clause.end))
            and not self._is_claim(clause)
        )

    def _joined_events(self, facts: SentenceFacts, clause: Clause) -> Iterator[int]:
        """Where further events of the same day begin in a clause ("... in X and a bomb killed two soldiers in Y")."""
        for joint in _AND_ANOTHER.finditer(self._text, clause.start, clause.end):
            if self._is_joined_event(facts, joint.end(), clause.end):
                yield joint.end()

    def _is_joined_event(self, facts: SentenceFacts, start: int, end: int) -> bool:
        """Whether words tell of an attack of its own: by its own means, with its own harm, at another place."""
        if not _OTHER_MEANS.match(self._text, start, end) or self._words.claims.search(self._text, start, end):
            return False
        agent = self._words.agents.search(self._text, start, end) or self._words.weapons.search(self._text, start, end)
        if agent is None or agent.start() - start > _LEADING:
            return False
        before = self._notes.harm(facts.sentence.start, start)
        harm = [h for h in self._notes.harm(start, end) if h.rule != "zero" and h.outcome != "kidnapped"]
        places = set(_PLACE_NAMED.findall(self._text, start, end))
        earlier = set(_PLACE_NAMED.findall(self._text, facts.sentence.start, start))
        return bool(before and harm and places and earlier) and not places & earlier

    def _again(self, facts: SentenceFacts, clause: Clause, dates: Sequence[DateMention]) -> list[DateMention]:
        """The date of a clause of its own that only repeats the act ("attacked X on June 22 and again on June 29")."""
        return [
            date
            for date in facts.dates
            if date.start >= clause.end
            and date not in dates
            and self._usable(date)
            and _AND_AGAIN.fullmatch(self._text, dates[-1].end, date.start)
        ]

    def _coordinated(self, dates: Sequence[DateMention]) -> list[DateMention]:
        """The dates of one list; a date after other words belongs to something else."""
        group = [dates[0]]
        for date in dates[1:]:
            previous = group[-1]
            if date.edtf == previous.edtf:
                continue
            same_words = date.start == previous.start
            if same_words or _BETWEEN_DATES.fullmatch(self._text[previous.end : date.start]):
                group.append(date)
        return group

    def _undated(
        self, facts: SentenceFacts, listed: bool, before: Sequence[Episode]
    ) -> tuple[int, list[DateMention | None]] | None:
        """An event without a date of its own: of the same day as the one before, or an item of the list."""
        clause = facts.clauses[0] if facts.clauses else None
        if clause is None or (self._first(self._words.violence, clause) is None and not self._has_attacker(clause)):
            return None
        if self._tells_of_the_attackers_end(facts):
            return None
        violent = self._first(self._words.violence, clause) is not None
        anchor = before[-1].date if before else self._last_date if facts.leads and listed else None
        further = self._words.further_incidents.search(self._text, clause.start, min(clause.end, clause.start + 60))
        leading = [r for r in facts.relatives if r.start - facts.sentence.start < 45]
        if anchor and leading and violent and not self._is_claim(clause):
            first = leading[0].start - facts.sentence.start < 4
            told = self._has_attacker(clause) and self._has_count(facts, clause.start)
            if (
                further
                or (first and (leading[0].days == 0 or self._has_attacker(clause)))
                or (leading[0].days == 0 and told)
            ):
                return clause.start, [shifted(anchor, leading[0])]
        if before and raises_toll(self._text, facts.sentence.start, facts.sentence.end):
            return None
        if before and further and further.start() - facts.sentence.start < 12 and violent:
            return clause.start, [None]
        if listed and facts.leads and not before and violent and not self._is_aggregate(facts) and not facts.dates:
            first_other = self._first(self._words.not_events, clause)
            if (first_other is None or first_other > (self._first(self._words.violence, clause) or 0)) and any(
                h.rule != "zero" for h in facts.harm
            ):
                return clause.start, [None]
        return None

    def _tells_of_the_attackers_end(self, facts: SentenceFacts) -> bool:
        """Whether a sentence opens with attackers told of before ("The three attackers were shot dead that night")."""
        if not facts.harm or not all(harm.are_perpetrators for harm in facts.harm):
            return False
        return _DEFINITE.fullmatch(self._text, facts.sentence.start, facts.harm[0].start) is not None or (
            _DEFINITE.match(self._text, facts.harm[0].start, facts.harm[0].end) is not None
            and facts.harm[0].start - facts.sentence.start < _BULLET
        )

    def _is_plot(self, facts: SentenceFacts) -> bool:
        start, end = facts.sentence.start, facts.sentence.end
        arrest = next(
            (
                m
                for m in self._words.arrests.finditer(self._text, start, end)
                if not _INFINITIVE.search(self._text[max(start, m.start() - 4) : m.start()])
            ),
            None,
        )
        if (
            arrest is None
            or self._words.aggregates.search(self._text, start, end)
            or self._words.plots.search(self._text, start, end) is None
        ):
            return False
        if (
            self._words.violence.search(self._text, start, end) is None
            and self._words.weapons.search(self._text, start, end) is None
            and not re.search(r"\bplot|\bdisrupt", self._text[start:end])
        ):
            return False
        if any(h for h in facts.harm if h.minimum and not h.are_perpetrators):
            return False
        judicial = _JUDICIAL.search(self._text, start, end)
        if _CHARGED_OVER_PLAN.search(self._text, start, end) and not _DECIDED.search(self._text, start, end):
            return True
        return judicial is None or judicial.start() > arrest.start()

    def _plot_date(self, facts: SentenceFacts) -> DateMention | None:
        for date in facts.dates:
            before = self._text[max(facts.sentence.start, date.start - 40) : date.start]
            if self._usable(date) and not _BACKGROUND_BEFORE.search(before):
                return date
        return None

    def _continues(self, facts: SentenceFacts, listed: bool) -> bool:
        start, end = facts.sentence.start, facts.sentence.end
        others = self._turns_to_others(facts)
        if listed or others:
            return not others
        if self._claims_another(start, end):
            return False
        if self._words.claims.search(self._text, start, end):
            return True
        if self._is_aggregate(facts):
            return False
        if any(not self._usable(date) for date in facts.dates):
            return False
        if any(date.precision == "month" for date in facts.dates):
            return not facts.harm and self._words.attributions.search(self._text, start, end) is not None
        if facts.dates and facts.harm and all(harm.rule == "zero" for harm in facts.harm):
            return False
        if (
            self._words.attributions.search(self._text, start, end)
            and not facts.dates
            and end - start < _SHORT_SENTENCE
        ):
            return True
        if self._has_count(facts, start):
            return True
        refers = (
            _REFERS_BACK.match(self._text, start, end) is not None
            or _THE_EVENT.search(self._text, start, end) is not None
        )
        return refers and (
            bool(facts.harm)
            or self._words.violence.search(self._text, start, end) is not None
            or self._words.attributions.search(self._text, start, end) is not None
        )

    def _turns_to_others(self, facts: SentenceFacts) -> bool:
        """Whether a sentence leaves the event told before for others ("Elsewhere, ...", "There were six attacks")."""
        start, end = facts.sentence.start, facts.sentence.end
        return _ELSEWHERE.match(self._text, start, end) is not None or (
            _THERE_WERE.match(self._text, start, end) is not None
            and _PLURAL_EVENTS.search(self._text, start, end) is not None
        )

    def _is_aggregate(self, facts: SentenceFacts) -> bool:
        start, end = facts.sentence.start, facts.sentence.end
        if self._words.aggregates.search(self._text, start, end):
            return True
        return (
            _PLURAL_EVENTS.search(self._text, start, end) is not None
            and _MANY.search(self._text, start, end) is not None
            and not facts.harm
        )

    def _reject(self, facts: SentenceFacts, in_incidents: bool, result: Segmentation) -> None:
        start, end = facts.sentence.start, facts.sentence.end
        violent = self._words.violence.search(self._text, start, end) is not None
        if not violent and not in_incidents:
            return
        result.rejections.append(Rejection(start, end, "incidents", self._reason(facts, violent)))

    def _reason(self, facts: SentenceFacts, violent: bool) -> str:
        start, end = facts.sentence.start, facts.sentence.end
        if _STATED_ABSENCE.search(self._text, start, end):
            return "not_an_incident"
        if any(d.year_stated and d.first and d.first.year != self._year and d.precision != "year" for d in facts.dates):
            return "outside_report"
        if _PLURAL_EVENTS.search(self._text, start, end) or self._is_aggregate(facts):
            return "aggregate"
        if any(self._words.not_events.search(self._text, clause.start, clause.end) for clause in facts.clauses):
            return "not_an_incident"
        if violent and not any(self._usable(date) for date in facts.dates):
            return "no_date"
        return "not_an_incident" if violent else "residual"
