"""`assistant.chat.transcript`: a conversation as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.chat.transcript import conversation_markdown, meant_by, save_new
from assistant.errors import CommandError
from assistant.model import (
    Answer,
    Chunk,
    Conversation,
    Evidence,
    Hit,
    NoAnswer,
    Passage,
    Query,
    Resolution,
    Source,
    Turn,
)
from assistant.records import replace

if TYPE_CHECKING:
    from pathlib import Path

QUERY = Query("When?", Resolution("When?"), ("when",), ("when",))
HIT = Hit(
    Chunk(
        Source("bees.md", ("Bees", "Swarming"), "swarming", 3, 5), "In May.\n\n# Not later\x1b", ()
    ),
    1.0,
    Evidence(1.0, 1.0, 1.0, ()),
)
ANSWER = Answer(QUERY, HIT.chunk.text, "In May.", 3, 0.9, (HIT,))
REFUSAL = NoAnswer(
    Query(
        "When?\nAnd where?",
        Resolution("When do bees swarm?", (("", "do bees swarm"),)),
        ("when",),
        ("when",),
    ),
    "The notes don't say.",
    (),
    0.1,
)


def test_each_turn_stands_with_its_answer_quoted_and_its_place() -> None:
    turns = (Turn(ANSWER), Turn(REFUSAL))
    assert conversation_markdown(Conversation(turns), "/notes") == (
        "# Questions to /notes\n\n"
        "## When?\n\n> In May.\n>\n> # Not later\ufffd\n\n`bees.md:3` Bees > Swarming\n\n"
        "## When? And where?\n\n(Asked as: When do bees swarm?)\n\nThe notes don't say.\n"
    )


def test_what_may_be_the_answer_instead_is_said_to_be() -> None:
    other = Passage("In June.", "In June.", 9, HIT.chunk.source, is_alternative=True)
    turn = Turn(replace(ANSWER, passages=(other,)))
    shown = conversation_markdown(Conversation((turn,)), "/notes")
    assert "Swarming\n\nOr, nearly as likely:\n\n> In June.\n\n`bees.md:9`" in shown


def test_only_a_follow_up_was_meant_otherwise() -> None:
    assert meant_by(QUERY.reworded("When (mended)?")) == ""
    assert meant_by(REFUSAL.query) == "When do bees swarm?"


def test_a_file_is_written_where_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert save_new("~/chat.md", "text\n") == tmp_path / "chat.md"
    assert (tmp_path / "chat.md").read_text("utf-8") == "text\n"


def test_a_user_that_is_not_there_has_no_file() -> None:
    with pytest.raises(CommandError, match=r"~nosuchuser/chat\.md: No such file"):
        save_new("~nosuchuser/chat.md", "text")


@pytest.mark.parametrize(
    ("name", "message"),
    [("there.md", "is there already"), ("no/where.md", "No such file"), ("\0", "null")],
)
def test_a_file_that_cannot_be_made_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "there.md").touch()
    with pytest.raises(CommandError, match=message):
        save_new(f"{tmp_path}/{name}", "text")
