"""Complete an answer from one section with what the rest of its note has for it; pure.

Each rule is imported when a question may need it, since most need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.answer_types import WANTS_LIST
from assistant.language.command_questions import wants_command
from assistant.language.cues import has_one

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Analyze, Answer, Hit

MAY_BE_LABELLED = (
    *("why", "how come", "cause", "reason"),
    *("found", "discovered", "detected", "notice", "spotted", "fix", "solve", "mend", "repair"),
)
"""One of these is in every question that `headed.py` finds the line of."""


def with_rest_of_note(
    reply: Answer, sections: Callable[[str], Sequence[Hit]], analyze: Analyze, words: int
) -> Answer:
    """Complete an answer; `sections` gives those of the note at a path.

    - The line whose label says that it tells what is asked, such as "Root cause:", is the answer.
    - Where a list is asked for that the headings below are, these are added.
    - Where it is asked what to type, the command that the note documents is added.

    An answer has about so many `words`.
    """
    question = reply.query.standalone
    if has_one(question, MAY_BE_LABELLED):
        from assistant.answers.headed import told_by_label

        reply = told_by_label(reply, sections, analyze, words)
    if WANTS_LIST.search(question):
        from assistant.answers.named_below import named_below

        reply = named_below(reply, sections, analyze)
    if wants_command(question):
        from assistant.answers.documented_command import with_documented_command

        reply = with_documented_command(reply, sections)
    return reply
