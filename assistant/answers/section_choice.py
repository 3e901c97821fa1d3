"""Choose the section that an answer is cut from, and its line that answers most directly; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.choosing import best_span
from assistant.answers.chosen_section import (
    SAID_WORTH,
    ChosenSection,
    moved_first,
    one_first,
    stated_first,
)
from assistant.answers.confidence import DEPTH
from assistant.answers.dated_entries import latest_section
from assistant.language.answer_types import HOW_MUCH
from assistant.language.attributes import has_form, words_of_attributes
from assistant.language.command_questions import deed_of, deeds_under, ordered, wants_command
from assistant.language.lacking_forms import forms_lacking
from assistant.language.links import leads_to
from assistant.language.stop_words import AUXILIARIES
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from assistant.language.span import Span
    from assistant.model import Analyze, Hit, Query, Source
    from assistant.relevance.ranker import Ranker


LEAST_SHARED = 2
"""How many words of the question the first has at least then: one may be met by chance. Of fewer
it is enough that the other has all that the question is about: on eight folders that are not kept
four more right lines come first by it, and no wrong one."""

MERE_YEAR = "2023"
"""A line with a form that this has is met by chance."""

MORE = 0.2
"""Which share of the question, by weight, it has to hold beyond what the first does."""

NEARLY_ALL = 0.9
"""Which share of the question it has to hold at least then."""

_ASKS_NO_WAY = (
    rf"(?i)[\W\d]*(?:(?:{'|'.join(AUXILIARIES)})\s+(?!you\b)"
    r"|what(?:['’]?s|\s+(?:is|are))\s)"
)
"""How a heading begins that asks for yes or no, or what something is; "Can you tell" asks more."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What another section has to be to come before the first."""

    may: Callable[[Hit], bool]
    """Whether a section may answer, whatever its lines say."""
    answers: Callable[[Span], bool]
    """Whether its best span does."""


class SectionChoice:
    """A question's choice among sections, each of which is measured once."""

    def __init__(
        self, query: Query, weights: Mapping[str, float], analyze: Analyze, ranker: Ranker
    ) -> None:
        """Choose for a query; `weights` says what each of its content terms counts."""
        self._query = query
        self._weights = weights
        self._analyze = analyze
        self._ranker = ranker
        self._deed = frozenset(analyze(deed_of(query.standalone) or ordered(query.standalone)))
        """The terms of what is to be done, or asked how to do; none where it is asked otherwise."""
        self._best: dict[Source, Span | None] = {}

    def best(self, hit: Hit) -> Span | None:
        """Give the span of a section that answers most directly, if it has any."""
        source = hit.chunk.source
        if source not in self._best:
            self._best[source] = best_span(
                self._query, hit.chunk, self._weights, self._analyze, self._ranker
            )
        return self._best[source]

    def answering_first(self, hits: Sequence[Hit]) -> ChosenSection:
        """Put the first hit that answers before all that don't, by these rules in their order.

        - A section on all of some things comes behind one on a single one, if that is asked of.
        - What front matter states of a note comes before the section of it that lacks that.
        - A heading with nothing but headings below it names its topic best, and answers nothing.
        - A list of notes comes behind the note that its entry leads to.
        - Where it is asked how to do something, a section that says what it is, or whether it can
          be done, comes behind one with a command.
        - Where it is asked how to do something, a section on how to do something else comes behind
          one on that.
        - A line without the form of what is asked for comes behind one that has it.
        - Where what was last is asked for, what is of an earlier day comes behind the latest.
        """
        likely = one_first(self._query.standalone, stated_first(hits[:DEPTH]))
        first = self._telling_first([*likely, *hits[DEPTH:]])
        # Without features nothing is known of how likely others are.
        if first.best is None or not first.hits[0].evidence.features:
            return first
        likely, best = first.hits, first.best
        for rule in (self._more, self._deed_asked, self._form):
            likely, best = self._preferred(likely, best, rule(likely[0], best))
        at = latest_section(self._query.standalone, likely[:DEPTH], self.best)
        return ChosenSection(moved_first(likely, at), self.best(likely[at]))

    def _telling_first(self, hits: Sequence[Hit]) -> ChosenSection:
        """Put the first hit with a span first, or one with a command where that tells no way."""
        first = ChosenSection(hits, None)
        for at, hit in enumerate(hits[:DEPTH]):
            best = self.best(hit)
            if best is None:
                continue
            tells_how = best.kind is BlockKind.CODE
            if first.best is None:
                first = self._followed(moved_first(hits, at), best)
                if tells_how or not self._tells_no_way(hit):
                    break
            elif tells_how and self._holds_all(hit) and not self._does_else(hit):
                return self._followed(moved_first(hits, at), best)
        return first

    def _more(self, first: Hit, _best: Span) -> _Wanted | None:
        """Want a section that holds nearly all that is asked, where the first lacks some of it.

        It may score a little less; less so, the more the notes' headings are whole titles. Its line
        has to hold some of the question.
        """
        front = first.evidence
        least = first.score - SAID_WORTH * (1 - 2 * front.titles)
        return _Wanted(
            lambda hit: (
                hit.score >= least
                and hit.evidence.coverage >= max(NEARLY_ALL, front.coverage + MORE)
            ),
            lambda own: not set(self._query.content).isdisjoint(self._analyze(own.text)),
        )

    def _deed_asked(self, first: Hit, _best: Span) -> _Wanted | None:
        """Want a section on how to do what is asked, if the first only names it for something else.

        How to import what was exported is no way to export it.
        """
        deed = self._deed
        is_named = deed and deed <= set(self._analyze(first.chunk.source.heading))
        asked = self._deeds_under(first) if is_named else set()
        if not asked or deed <= asked:
            return None
        return _Wanted(
            lambda hit: deed <= self._deeds_under(hit) and self._holds_all(hit),
            lambda own: own.kind is BlockKind.CODE,
        )

    def _does_else(self, hit: Hit) -> bool:
        """Tell whether a section's own heading asks how to do something else than the question."""
        other = deed_of(hit.chunk.source.heading)
        return bool(other and self._deed) and not self._deed <= set(self._analyze(other))

    def _deeds_under(self, hit: Hit) -> set[str]:
        """Give the terms of what a section's own heading asks how to do."""
        named = deeds_under(hit.chunk.source.heading)
        return {term for deed in named for term in self._analyze(deed)}

    def _form(self, first: Hit, best: Span) -> _Wanted | None:
        """Want a section whose line has the form of what is asked for, if the first's lacks it.

        A line without a time only speaks of the fair to "when is the fair".
        """
        # Code tells all but amounts otherwise.
        if best.kind is BlockKind.CODE and not HOW_MUCH.search(self._query.standalone):
            return None
        forms = forms_lacking(self._query.standalone, best.text)
        shared = self._to_share(first.evidence.matched, forms) if forms else None
        if not shared:
            return None
        return _Wanted(
            lambda hit: hit.score >= first.score - SAID_WORTH and shared <= {*hit.evidence.matched},
            lambda own: has_form(own.text, forms),
        )

    def _to_share(self, held: Collection[str], forms: Iterable[str]) -> set[str]:
        """Give the words that another section has to hold to be preferred for its line's form.

        Those that the first holds. What the form tells need not be said: of "Ann's address", where
        a line has a street, "Ann" is left. Where the first holds one word alone, or none of what
        the question is about, the other holds all of that; and has a form not met by chance.
        """
        named = self._analyze(words_of_attributes(self._query.standalone))
        about = set(self._query.content).difference(named)
        shared = about.intersection(held)
        if shared and len(held) >= LEAST_SHARED:
            return shared
        return set() if has_form(MERE_YEAR, forms) else about

    def _preferred(
        self, hits: Sequence[Hit], best: Span, wanted: _Wanted | None
    ) -> tuple[Sequence[Hit], Span]:
        """Put the first of the other sections that is wanted before all, if any is.

        Spans are measured of those alone that may answer.
        """
        if wanted is None:
            return hits, best
        for at, hit in enumerate(hits[1:DEPTH], start=1):
            own = self.best(hit) if wanted.may(hit) else None
            if own is not None and wanted.answers(own):
                return moved_first(hits, at), own
        return hits, best

    def _holds_all(self, hit: Hit) -> bool:
        return set(self._query.content) <= set(hit.evidence.matched)

    def _followed(self, hits: Sequence[Hit], best: Span) -> ChosenSection:
        """Put the section before the others that the best span of the first leads to, if to any.

        A list of notes says in few words what each is about, and so is found before them.
        """
        source = hits[0].chunk.source.path
        for at, hit in enumerate(hits[:DEPTH]):
            if leads_to(best.text, source, hit.chunk.source.path):
                own = self.best(hit)
                if own is not None:
                    return ChosenSection(moved_first(hits, at), own)
        return ChosenSection(hits, best)

    def _tells_no_way(self, hit: Hit) -> bool:
        """Tell whether a section says what it is, or whether it can be done, where how is asked."""
        asks_how = wants_command(self._query.standalone)
        return asks_how and bool(re.match(_ASKS_NO_WAY, hit.chunk.source.heading))
