"""What speaks for code where a command is asked for; features of a span, pure."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING

from assistant.language.code_shapes import OPTION
from assistant.language.code_spans import NAMED
from assistant.language.directions import directions, leads_elsewhere
from assistant.language.prompts import without_prompt
from assistant.language.topics import ALIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.span_choice import SpanCandidate, SpanChoice
    from assistant.model import Floats

NAME_WORDS = 3
"""How many words name a command and what it does, as in `docker image prune`."""

HEADED = 0.99
"""From what share on the headings hold all that is asked; a little below 1, for the last bits."""

_PLAIN_WORD = r"[a-z][a-z0-9]*"
_SHORT_FOR = r"[b-df-hj-np-tv-z]{2,3}"
"""A word without vowels, which may be short for one with them: `rm`, `ls`, `cp`, `mv`."""

_HELP = r"(?:-\w,? +)?--?\w[\w-]*(?:[ =]\S+)?(?::|\s\s)\s*[A-Z][a-z]* \w"
"""An option with what it does, as a command's help prints it."""

_SHELL = r"(?:sudo )?[a-z][\w./-]*(?:\s|$)(?!:)"
_KEY = r"[\w-]+:(?:\s|$)"
_WORDS = r"[A-Za-z' ]+"


def command(choice: SpanChoice) -> Floats:
    """Whether it is code."""
    return choice.each(lambda candidate: candidate.is_code)


def unexplained(choice: SpanChoice) -> Floats:
    """Whether it is code, and no line of a command's help that says what an option does."""
    return choice.each(
        lambda candidate: candidate.is_code and not re.match(_HELP, candidate.span.text)
    )


def prose(choice: SpanChoice) -> Floats:
    """Whether it is no code."""
    return choice.each(lambda candidate: not candidate.is_code)


def inline(choice: SpanChoice) -> Floats:
    """Whether it is code within a sentence, which often only names what a block shows."""
    return choice.each(lambda candidate: candidate.is_inline)


def introduced(choice: SpanChoice) -> Floats:
    """Coverage of the prose before a command, and of the comment on it.

    Of the commands of a block those count in full that the prose names, where it names any, for
    what is to be done. One that goes on as the prose before names it is introduced as well as the
    name: of "with `-d`, `serve` stays in the background" that is `serve -d`.
    """
    found = choice.none()
    names: dict[tuple[int, str], float] = {}
    for leads, codes in groupby(choice.leads, key=choice.leads.__getitem__):
        before = dict(chain.from_iterable(choice.held[lead].items() for lead in leads))
        last = choice.candidates[leads[-1]].span.text if leads else ""
        named = _named_for(last, choice.sequence)
        for at in codes:
            candidate = choice.candidates[at]
            span = candidate.span
            own = choice.share({**before, **choice.held_by(candidate.comment)})
            is_named = not named or any(map(span.text.startswith, named))
            found[at] = own * (1.0 if is_named else 0.5)
            if candidate.is_inline:
                name = (span.block, span.text)
                names[name] = max(found[at], names.get(name, 0.0))
            else:
                as_name = (
                    names.get((span.block - 1, name), 0.0) for name in _beginnings(span.text)
                )
                found[at] = max((found[at], *as_name))
    return found


def _beginnings(code: str) -> list[str]:
    """Give the first words of code that may name a command: from two to `NAME_WORDS`."""
    words = without_prompt(code).split()[: NAME_WORDS + 1]
    return [" ".join(words[:count]) for count in range(2, len(words))]


def _named_for(prose: str, sequence: Sequence[str]) -> list[str]:
    """Give the code that prose names for what is asked to be done: the question's first term.

    As "started with `a` and stopped with `b`" does; where it tells nothing apart, all its code;
    none where it speaks of other deeds.
    """
    parts = re.split(NAMED, prose)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    deed = sequence[0][:ALIKE] if sequence else ""
    fitting = [
        code
        for words, code in pairs
        if deed and any(word.startswith(deed) for word in words.lower().split())
    ]
    return fitting or [code for _, code in pairs if deed in prose.lower()]


def directed(choice: SpanChoice) -> Floats:
    """Give -1 to a command whose introduction moves something the other way than is asked.

    Those that copy into a container and out of it share all words but "into" and "from".
    """
    wanted = directions(choice.query.terms, choice.weights)
    found = choice.none()
    for at, leads in choice.leads.items() if wanted else ():
        last = choice.candidates[leads[-1]].terms if leads else ()
        texts = (last, choice.candidates[at].comment)
        told: dict[str, set[bool]] = {}
        for terms in texts:
            told |= directions(terms, choice.weights)
        found[at] = -leads_elsewhere(wanted, told)
    return found


def named_in_lead(choice: SpanChoice) -> Floats:
    """Whether it begins with a command that the section's first sentence names."""
    start = choice.candidates[0]
    names = () if start.is_code else re.findall(NAMED, start.span.text)
    commands = tuple(name for name in names if " " in name)
    return choice.each(
        lambda candidate: candidate.is_code and candidate.span.text.startswith(commands)
    )


def holds_option(choice: SpanChoice) -> Floats:
    """Whether prose names an option, with which a command that stands elsewhere is to be run."""
    return choice.each_prose(lambda text: "`-" in text)


def holds_headed_option(choice: SpanChoice) -> Floats:
    """Whether it holds an option that the section's own heading names, as in references.

    "Mount a volume read-only (`--read-only`)" is about that option, whatever else is shown there.
    """
    options = set(re.findall(OPTION, choice.headings.own))
    return choice.each(
        lambda candidate: not options.isdisjoint(re.findall(OPTION, candidate.span.text))
    )


def names_deed(choice: SpanChoice) -> Floats:
    """Coverage of the words that name a command, those included that its words are short for."""

    def covered(candidate: SpanCandidate) -> float:
        """Give the coverage by the name of one command; 0 for prose."""
        if not candidate.is_code:
            return 0.0
        words = _name_words(candidate.span.text)
        named = zip(words, candidate.terms, strict=False)
        held = choice.held_by([term for word, term in named if not _is_state(word, choice.text)])
        for word in words:
            if not re.fullmatch(_SHORT_FOR, word):
                continue
            for one in choice.alternatives():
                if one.share > held.get(one.term, 0.0) and _is_short_for(word, one.instead):
                    held[one.term] = one.share
        return choice.share(held)

    return choice.each(covered)


def _is_state(word: str, question: str) -> bool:
    """Tell whether a question has a word for the state of a thing alone, as "stopped" of `stop`."""
    state = rf"(?i)\b{word}{word[-1]}?(?:d|ed|ing)\b"
    return bool(re.search(state, question)) and not re.search(rf"(?i)\b{word}\b", question)


def _name_words(code: str) -> list[str]:
    """Give the first words of a command, up to an option or an argument that is no word."""
    words: list[str] = []
    for word in without_prompt(code).split()[:NAME_WORDS]:
        if not re.fullmatch(_PLAIN_WORD, word):
            break
        words.append(word)
    return words


def _is_short_for(word: str, meaning: str) -> bool:
    """Tell whether a word is another's first letter and some of those that follow, in order."""
    letters = iter(meaning)
    return meaning[0] == word[0] and all(letter in letters for letter in word)


def rank_in_block(choice: SpanChoice) -> Floats:
    """Give 1 to the first line of a code block, a half to the second, and so on."""
    found = choice.none()
    block, rank = -1, 0
    for at, candidate in enumerate(choice.candidates):
        if candidate.is_line:
            rank = rank + 1 if candidate.span.block == block else 1
            block = candidate.span.block
            found[at] = 1 / rank
    return found


def opening_line(choice: SpanChoice) -> Floats:
    """Whether it is the line of code that a section opens with, where the headings ask it all.

    What asks for no more than the heading does is answered by what the section begins with; or by
    the first command with the heading's option, or with all that is asked in its name, if there is
    one: others before it only prepare it. A command without a word of the question goes behind one
    with some: a heading on two things, as "CMD or ENTRYPOINT", asks for more than the question.
    """
    found = choice.none()
    lines = [at for at, candidate in enumerate(choice.candidates) if candidate.is_line]
    if not lines or choice.share(choice.headed) <= HEADED:
        return found
    held = holds_headed_option(choice)
    telling = [at for at in lines if held[at]]
    if not telling and len(lines) > 1:
        named = names_deed(choice)
        telling = [at for at in lines if named[at] > HEADED]
    says_nothing = is_shell(choice.candidates[lines[0]].span.text) and not choice.coverage[lines[0]]
    if not telling and says_nothing:
        telling = [at for at in lines if choice.coverage[at]]
    found[(telling or lines)[0]] = 1.0
    return found


def shell(choice: SpanChoice) -> Floats:
    """Whether it looks like a line for a shell, rather than one of a file."""
    return choice.each(lambda candidate: candidate.is_code and is_shell(candidate.span.text))


def is_shell(code: str) -> bool:
    """Tell whether code looks like a line for a shell, rather than one of a file."""
    command = without_prompt(code)
    return bool(re.match(_SHELL, command)) and not re.match(_KEY, command)


def echoes(choice: SpanChoice) -> Floats:
    """Whether it is code that the question itself names, and so no answer.

    Where a command is asked for it may be one, if the question has nothing beside it but what is to
    be done, its first term: "how do I list docker images".
    """
    asked = " ".join(choice.text.lower().split())
    told = set(choice.sequence[1:]) if choice.wants_command else set()

    def is_echo(candidate: SpanCandidate) -> bool:
        """Tell it of one span."""
        is_all = choice.wants_command and told <= set(candidate.terms)
        return candidate.is_code and not is_all and candidate.span.text.lower().strip("= ") in asked

    return choice.each(is_echo)


def mere_words(choice: SpanChoice) -> Floats:
    """Whether code within a sentence is made of plain words, as a message in backticks is.

    It is a command all the same where a line of a code block begins with the same word.
    """
    programs = {
        candidate.span.text.split()[0] for candidate in choice.candidates if candidate.is_line
    }
    return choice.each(
        lambda candidate: (
            candidate.is_inline
            and bool(re.fullmatch(_WORDS, candidate.span.text))
            and candidate.span.text.split()[0] not in programs
        )
    )
