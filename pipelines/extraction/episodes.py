"""Decides which sentences and clauses tell of one event, and with which date; the others are rejected with a reason.

A dated act of violence opens an episode; what follows in the same paragraph without a date of its own belongs to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.clause_facts import HELD, PLURAL_EVENTS, RETAKES, VANISHED, ClauseReader, SentenceFacts
from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention, RelativeDate, shifted
from pipelines.extraction.event_dates import DIED_LATER, EventDates
from pipelines.extraction.later_tolls import raises_toll
from pipelines.extraction.model import Rejection
from pipelines.extraction.other_events import speaks_of_several
from pipelines.extraction.plots import PlotReader
from pipelines.reading.model import Chapter, Sentence

_REFERS_BACK = re.compile(
    r"\s*(?:\"?(?:They|It|He|She|This|These|Those|Both|All|None|Nobody|No|His|Her|Their|There|At\s+least"
    r"|More\s+than|Over|Approximately|About|Up\s+to|Some|Several|Dozens|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|One|Another|In\s+addition|Additionally|\d+)\b)",
)
_DEFINITE = re.compile(r"\W*(?:the|both|all|these)\s+", re.IGNORECASE)
_BULLET = 4
_TOLD_WITHIN = 3
"""Within so many sentences stands what became of people who went missing."""
_THE_EVENT = re.compile(
    (
        r"\b(?:the|this|that)\s+(?:attack|operation|incident|bombing|killing|explosion|blast|raid|assault|ambush"
        r"|kidnapping|abduction|murder|massacre|shooting)\b"
    ),
    re.IGNORECASE,
)
_ITS_END = re.compile(
    r"(?:By\s+the\s+time|When|After|Once)\s+(?:the|this|that)\s+(?:[\w-]+\s+)?(?:siege|standoff|stand-off|battle|fight(?:ing)?|gunfight|attack|assault"
    r"|raid|shooting|hostage\s+crisis|crisis)\s+(?:had\s+)?(?:ended|was\s+over|came\s+to\s+an\s+end)\b",
    re.IGNORECASE,
)
"""How a sentence tells what an event before came to, whatever times it states."""
_BOTH = re.compile(
    (
        r"\b(?:both|the\s+two|these|all\s+three|all\s+the|each)\s+(?:of\s+)?(?:\w+\s+)?(?:attacks|bombings"
        r"|incidents|killings|explosions|blasts|raids|assaults|operations)\b"
    ),
    re.IGNORECASE,
)
_THAT_ATTACK = re.compile(r"\bfor\s+(?:that|this|the\s+same)\s+\w+(?=\s*,?\s+and\b)", re.IGNORECASE)
_IN_ANOTHER = re.compile(
    r"in\s+(?:an?|another)\s+(?:[\w-]+\s+)?(?:incident|attack|ambush|assault|bombing|raid|shooting|episode)\b",
    re.IGNORECASE,
)
_THEY_ALSO = re.compile(
    r",?\s+(?:they|the\s+(?:group|same\s+\w+))\s+(?:also\s+)?(?:killed|shot|kidnapped|abducted|attacked)\b"
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
_OF_THOSE_HARMED = re.compile(
    r"\b(?:of\s+(?:the|those|them|his|her|their)|(?:the|his|her|their|whose)\s+(?:\w+\s+){0,2}?(?:bod(?:y|ies)|corpses?|remains|hostages?"
    r"|captives?|victims?|wounded|injured)|wounds|injuries|hospital|another|they|them|he|she|all|both)\b",
    re.IGNORECASE,
)
"""Words for people told of before."""
_RESPECTIVELY = re.compile(r"\brespectively\b")
_TWO_PLACES = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+\w+\s+of\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,3}\s+and\s+(?:in\s+|at\s+|near\s+)?[A-Z]"
)
_TWO = 2
_SHORT_SENTENCE = 200
_LEADING_RELATIVE = 8
"""A relative date within so many characters of a clause's start dates the clause."""
_MOST_DAYS = 31
"""A list of more days tells how often something happened, and not of each event."""
_ANNOUNCES_DEAD = re.compile(r"\b(?:announced|reported|confirmed)\s+the\s+deaths?\s+of\b")
_LEADING_TOLL = 60
"""What a state's forces announce they killed begins within so many characters of the next sentence's start."""
_LEADING = 25
"""A date or a count within so many characters of a sentence's start leads it."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One event as the text tells it.

    `start` and `end` span its own words in its first sentence; `follow` are the spans of sentences that continue it.
    `index` and `count` place it among events that share their words ("on June 3 and 6"). `kind` is attack or plot.
    `is_shared` says that its sentence tells of other events too, so that what follows may speak of any of them.
    `totals` are spans whose figures are those of several events, of which this is one.
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
    totals: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """All spans that tell of the event, in text order."""
        return ((self.start, self.end), *self.follow)


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
        self._clauses = ClauseReader(notes)
        self._dated = EventDates(notes, self._clauses, self._year)
        self._plots = PlotReader(notes, self._dated)

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
        self._clauses.forget()
        for number, sentence in enumerate(sentences):
            if sentence is told:
                continue
            facts = replace(self.facts(sentence), leads=number == 0)
            opened = self._open(facts, listed, in_incidents, open_episodes)
            if not opened:
                opened = self._open_with_next(facts, sentences[number + 1 : number + _TOLD_WITHIN], listed)
                told = opened[0].sentences[-1] if opened else None
            if opened:
                claim_end = self._claim_before_new_event(facts, opened[0])
                if claim_end:
                    open_episodes = [self._followed(e, sentence, claim_end) for e in open_episodes]
                result.episodes += open_episodes
                open_episodes = opened
            elif open_episodes and self._continues(facts, listed) and not self._tells_of_another(facts, open_episodes):
                if len(open_episodes) == 1:
                    self._share(facts, result)
                open_episodes = [
                    self._with_totals(self._followed(e, sentence, sentence.end), facts, result) for e in open_episodes
                ]
            else:
                self._reject(facts, in_incidents, result)
                if not listed and (facts.dates or self._clauses.turns_to_others(facts)):
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

    def _open_with_next(self, facts: SentenceFacts, behind: Sequence[Sentence], listed: bool) -> list[Episode]:
        """Open an event that only the next sentences show to be one."""
        if not behind:
            return self._open_at_disappearance(facts, facts.sentence.end, listed)
        following = behind[0]
        date = self._plots.date_before_aim(facts, following)
        if date is None:
            return self._open_before_toll(facts, following, listed) or self._open_at_disappearance(
                facts, behind[-1].end, listed
            )
        return [Episode((facts.sentence, following), facts.sentence.start, following.end, date, "plot", listed)]

    def _open_before_toll(self, facts: SentenceFacts, following: Sentence, listed: bool) -> list[Episode]:
        """Open at a dated act whose toll stands in the next sentence ("... . No casualties were reported.")."""
        dates = [date for date in facts.dates if self._dated.usable(date) and date.precision != "month"]
        if not dates or dates[0].start - facts.sentence.start > _LEADING or not facts.clauses:
            return []
        first = facts.clauses[0]
        retakes = RETAKES.search(self._text, first.start, first.end) is not None
        strikes = (
            self._clauses.first(self._words.violence, first) is not None
            and self._words.weapons.search(self._text, first.start, first.end) is not None
            and not self._clauses.is_aggregate(facts)
        )
        by_state = self._clauses.violent_verb(first) and self._words.state_agents.search(
            self._text, first.start, first.end
        )
        if (
            not (retakes or strikes or by_state or self._clauses.has_attacker(first))
            or self._clauses.first(self._words.not_events, first) is not None
        ):
            return []
        harm = self._notes.harm(following.start, following.end)
        leading = _LEADING_TOLL if by_state else _LEADING
        told = bool(harm) and (retakes or harm[0].start - following.start < leading)
        return self._episodes(facts, [(facts.clauses[0].start, [dates[0]])], listed) if told else []

    def _open_at_disappearance(self, facts: SentenceFacts, end: int, listed: bool) -> list[Episode]:
        """Open where people went missing whom, as this or the next sentences tell, somebody took captive."""
        gone = VANISHED.search(self._text, facts.sentence.start, facts.sentence.end)
        dates = [date for date in facts.dates if self._dated.usable(date) and date.precision != "month"]
        if gone is None or not dates or self._words.casualties.vanished(self._text, facts.sentence.start, gone) is None:
            return []
        held = HELD.search(self._text, gone.end(), end)
        if held is None or self._clauses.is_aggregate(facts):
            return []
        return [Episode((facts.sentence,), facts.sentence.start, facts.sentence.end, dates[0], "attack", listed)]

    @staticmethod
    def _followed(episode: Episode, sentence: Sentence, end: int) -> Episode:
        whole = end == sentence.end
        sentences = (*episode.sentences, sentence) if whole else episode.sentences
        return replace(episode, follow=(*episode.follow, (sentence.start, end)), sentences=sentences)

    def _with_totals(self, episode: Episode, facts: SentenceFacts, result: Segmentation) -> Episode:
        """Mark a sentence that sums up an event together with the events before it."""
        start, end = facts.sentence.start, facts.sentence.end
        if not speaks_of_several(self._text, start, end):
            return episode
        earlier = bool(result.episodes) and result.episodes[-1].sentences[0].paragraph == facts.sentence.paragraph
        alone = PLURAL_EVENTS.search(self._text, episode.start, episode.end) is None
        if not (earlier and alone) and not self._states_several_times(episode):
            return episode
        return replace(episode, totals=(*episode.totals, (start, end)))

    def _states_several_times(self, episode: Episode) -> bool:
        """Whether an event's own sentence has dates of other events, too ("X in March and, in May, Y")."""
        dates = self._notes.dates(episode.sentences[0].start, episode.sentences[0].end)
        return episode.count == 1 and len({date.edtf for date in dates if self._dated.usable(date)}) > 1

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
        if self._plots.is_plot(facts):
            plots = self._plots.parts(facts)
            if plots:
                shared = len(plots) > 1
                return [
                    Episode((facts.sentence,), start, end, date, "plot", listed, is_shared=shared)
                    for start, end, date in plots
                ]
        openings = list(self._openings(facts, listed, in_incidents, before))
        if not openings:
            undated = self._undated(facts, listed, before)
            openings = [undated] if undated else []
        opened = self._episodes(facts, openings, listed)
        if len(opened) != 1 or not speaks_of_several(self._text, facts.sentence.start, facts.sentence.end):
            return opened
        several = self._states_several_times(opened[0])
        return [replace(opened[0], totals=((facts.sentence.start, facts.sentence.end),))] if several else opened

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
        anchor: DateMention | None = None
        told = -1
        for clause in facts.clauses:
            dates = [date for date in facts.dates if clause.start <= date.start < clause.end and date.start > told]
            usable = [
                date
                for date in dates
                if self._dated.dates_event(facts, clause, date, listed, in_incidents, anchor is not None, bool(before))
            ]
            if anchor and clause.is_subordinate:
                usable = [date for date in usable if date.edtf != anchor.edtf]
            claimed = self._dated.told_later(facts, clause, dates)
            if claimed:
                yield clause.start, [claimed]
                anchor = claimed
            elif usable:
                group = [*self._dated.coordinated(usable), *self._dated.again(facts, clause, usable)]
                if len(group) > _MOST_DAYS:
                    return
                if len(group) == 1 and self._are_two_of_one_day(facts, clause):
                    group = [group[0], group[0]]
                yield clause.start, list(group)
                anchor, told = group[0], group[-1].start
                if len(group) == 1:
                    for at in self._joined_events(facts, clause):
                        yield at, [anchor]
            elif anchor and not dates:
                yield from self._undated_clause(facts, clause, anchor)

    def _are_two_of_one_day(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether two places of one day have a figure each ("bombs in X and Y killed six and four, respectively")."""
        end = facts.sentence.end
        if _RESPECTIVELY.search(self._text, clause.start, end) is None:
            return False
        dead = [h for h in facts.harm if h.outcome == "killed" and h.rule != "zero" and not h.are_perpetrators]
        return len(dead) == _TWO and _TWO_PLACES.search(self._text, clause.start, end) is not None

    def _undated_clause(
        self, facts: SentenceFacts, clause: Clause, anchor: DateMention
    ) -> Iterator[tuple[int, list[DateMention | None]]]:
        """A further event in a clause without a date, behind the one of `anchor`."""
        relative = self._further_event(facts, clause)
        if relative:
            yield clause.start, [shifted(anchor, relative)]
        elif self._separate_event(clause):
            leads = anchor.start - facts.sentence.start < _LEADING
            yield clause.start, [anchor if leads else None]
        elif clause.opener in _CONTRASTED and self._is_joined_event(facts, clause.start, clause.end):
            yield clause.start, [anchor]

    def _further_event(self, facts: SentenceFacts, clause: Clause) -> RelativeDate | None:
        """Find a further event inside the sentence ("..., and a second mine two days later killed ...")."""
        inside = [r for r in facts.relatives if clause.start <= r.start < clause.end]
        told = (
            bool(inside) and inside[0].start - clause.start < _LEADING_RELATIVE and self._clauses.has_attacker(clause)
        )
        told = told or (bool(inside) and inside[0].days > 0 and _THEY_ALSO.match(self._text, inside[0].end) is not None)
        counted = any(clause.start <= h.start < clause.end and h.rule != "zero" for h in facts.harm)
        if not self._clauses.search(self._words.further_incidents, clause.start, clause.end) and not (told and counted):
            return None
        if self._clauses.first(self._words.violence, clause) is None or self._clauses.is_claim(clause):
            return None
        return inside[0] if inside else None

    def _separate_event(self, clause: Clause) -> bool:
        """Whether a clause tells of an event apart from the one before ("..., and in a separate attack ... killed")."""
        return (
            _IN_ANOTHER.match(self._text, clause.start, clause.end) is not None
            and any(harm.rule != "zero" for harm in self._notes.harm(clause.start, clause.end))
            and not self._clauses.is_claim(clause)
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

    def _undated(
        self, facts: SentenceFacts, listed: bool, before: Sequence[Episode]
    ) -> tuple[int, list[DateMention | None]] | None:
        """An event without a date of its own: of the same day as the one before, or an item of the list."""
        clause = facts.clauses[0] if facts.clauses else None
        if clause is None or (
            self._clauses.first(self._words.violence, clause) is None and not self._clauses.has_attacker(clause)
        ):
            return None
        if self._tells_of_the_attackers_end(facts) or _ITS_END.match(self._text, clause.start, clause.end):
            return None
        violent = self._clauses.first(self._words.violence, clause) is not None
        anchor = before[-1].date if before else self._last_date if facts.leads and listed else None
        further = self._words.further_incidents.search(self._text, clause.start, min(clause.end, clause.start + 60))
        leading = [r for r in facts.relatives if r.start - facts.sentence.start < 45]
        if anchor and leading and violent and not self._clauses.is_claim(clause):
            first = leading[0].start - facts.sentence.start < 4
            counted = self._clauses.has_count(facts, clause.start)
            told = self._clauses.has_attacker(clause) and counted
            if first and counted and self._is_elsewhere(facts, before):
                return clause.start, [shifted(anchor, leading[0])]
            if (
                further
                or (first and (leading[0].days == 0 or self._clauses.has_attacker(clause)))
                or (leading[0].days == 0 and told)
            ):
                return clause.start, [shifted(anchor, leading[0])]
        if before and raises_toll(self._text, facts.sentence.start, facts.sentence.end):
            return None
        if before and further and further.start() - facts.sentence.start < 12 and violent:
            return clause.start, [None]
        if (
            listed
            and facts.leads
            and not before
            and violent
            and not self._clauses.is_aggregate(facts)
            and not facts.dates
        ):
            first_other = self._clauses.first(self._words.not_events, clause)
            if (first_other is None or first_other > (self._clauses.first(self._words.violence, clause) or 0)) and any(
                h.rule != "zero" for h in facts.harm
            ):
                return clause.start, [None]
        return None

    def _is_elsewhere(self, facts: SentenceFacts, before: Sequence[Episode]) -> bool:
        """Whether a sentence tells of harm at a place that the events before do not name, and of no later death."""
        if not before or DIED_LATER.search(self._text, facts.sentence.start, facts.sentence.end):
            return False
        told = before[-1].spans
        places = set(_PLACE_NAMED.findall(self._text, facts.sentence.start, facts.sentence.end))
        return bool(places) and not any(name in self._text[told[0][0] : told[-1][1]] for name in places)

    def _tells_of_the_attackers_end(self, facts: SentenceFacts) -> bool:
        """Whether a sentence opens with attackers told of before ("The three attackers were shot dead that night")."""
        if not facts.harm or not all(harm.are_perpetrators for harm in facts.harm):
            return False
        return _DEFINITE.fullmatch(self._text, facts.sentence.start, facts.harm[0].start) is not None or (
            _DEFINITE.match(self._text, facts.harm[0].start, facts.harm[0].end) is not None
            and facts.harm[0].start - facts.sentence.start < _BULLET
        )

    def _continues(self, facts: SentenceFacts, listed: bool) -> bool:
        start, end = facts.sentence.start, facts.sentence.end
        others = self._clauses.turns_to_others(facts)
        if listed or others:
            return not others
        if self._clauses.claims_another(start, end):
            return False
        if self._words.claims.search(self._text, start, end) or (
            not facts.dates and raises_toll(self._text, start, end)
        ):
            return True
        if self._clauses.is_aggregate(facts):
            return False
        if any(not self._dated.usable(date) for date in facts.dates):
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
        if self._clauses.has_count(facts, start) or (
            not facts.dates and _ANNOUNCES_DEAD.search(self._text, start, end) is not None
        ):
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

    def _tells_of_another(self, facts: SentenceFacts, before: Sequence[Episode]) -> bool:
        """Whether a sentence counts people of another day, and none of those whom the event before had harmed."""
        days = {episode.date.edtf for episode in before if episode.date}
        other = [d for d in facts.dates if d.precision == "day" and self._dated.usable(d) and d.edtf not in days]
        counted = [harm for harm in facts.harm if harm.rule != "zero" and not harm.is_subset and not harm.additive]
        if not days or not other or not counted:
            return False
        start, end = facts.sentence.start, facts.sentence.end
        return not (
            self._words.claims.search(self._text, start, end)
            or _OF_THOSE_HARMED.search(self._text, start, end)
            or raises_toll(self._text, start, end)
            or _THE_EVENT.search(self._text, start, end)
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
        many_days = len(facts.dates) > _MOST_DAYS
        if many_days or PLURAL_EVENTS.search(self._text, start, end) or self._clauses.is_aggregate(facts):
            return "aggregate"
        if any(self._words.not_events.search(self._text, clause.start, clause.end) for clause in facts.clauses):
            return "not_an_incident"
        if violent and not any(self._dated.usable(date) for date in facts.dates):
            return "no_date"
        return "not_an_incident" if violent else "residual"
