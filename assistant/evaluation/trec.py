"""Rankings and judgements in the formats that `trec_eval` reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.evaluation.measures import Outcome
    from assistant.evaluation.questions import Question


def trec_run(outcomes: Iterable[Outcome]) -> str:
    """Give the rankings, a document a line; its score is one over its rank."""
    return "".join(
        f"{_token(item.question.id)} Q0 {_token(document)} {rank} {1 / rank:.6f} {item.system}\n"
        for item in outcomes
        if item.question.relevant
        for rank, document in enumerate(item.ranking, start=1)
    )


def trec_qrels(questions: Iterable[Question]) -> str:
    """Give the judgements, a document a line."""
    return "".join(
        f"{_token(question.id)} 0 {_token(document)} {grade}\n"
        for question in questions
        for document, grade in question.relevant.items()
    )


def _token(name: str) -> str:
    """Keep a name in one piece, and apart from others: white space parts the format's fields."""
    return re.sub(r"[%\s]", lambda sign: quote(sign[0]), name)
