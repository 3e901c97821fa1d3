"""`assistant.chat.chat_actions`: what each command of the chat does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from chat_builders import open_chat
from conftest import write_notes

from assistant.chat.chat_commands import handle
from assistant.chat.feedback import feedback_path
from assistant.commands.clipboard import ClipboardError
from assistant.commands.editor import OpeningError
from assistant.errors import CommandError, ExitCode
from assistant.evaluation.questions import read_questions
from assistant.storage.database import DamagedError
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chat_builders import Printed

    from assistant.chat.chat import Chat
    from assistant.model import Chunk


def test_sources_numbers_the_places_in_the_answer_s_order(asked: tuple[Chat, Printed]) -> None:
    chat, printed = asked
    handle(chat, "/sources")
    first, second, *_ = printed.results[0].splitlines()
    assert first == "* 1  bees.md:12  Bees > How do I catch a swarm of bees?"
    assert second.startswith("  2  bees.md:")


def test_on_a_terminal_a_long_line_of_a_list_goes_on_below_its_beginning(
    asked: tuple[Chat, Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    chat, printed = asked
    chat.output.styled = True
    handle(chat, "/sources")
    first, rest, *_ = re.sub(r"\x1b\[[\d;]*m", "", printed.results[0]).splitlines()
    assert (first, rest) == ("* 1  bees.md:12  Bees > How do", "     I catch a swarm of bees?")


def test_more_shows_one_section_after_the_other_and_says_when_there_is_none(
    asked: tuple[Chat, Printed],
) -> None:
    chat, printed = asked
    count = len(chat.places)
    for _ in range(count - 1):
        handle(chat, "/more")
    assert len(set(printed.results)) == count - 1
    assert "caught with a box" not in "".join(printed.results)
    with pytest.raises(CommandError, match="no further section"):
        handle(chat, "/more")


def test_more_moves_the_star_of_sources(asked: tuple[Chat, Printed]) -> None:
    chat, printed = asked
    handle(chat, "/more")
    handle(chat, "/sources")
    lines = printed.results[-1].splitlines()
    assert [line[0] for line in lines[:2]] == [" ", "*"]


def test_open_starts_the_editor_at_the_line_of_a_place(
    asked: tuple[Chat, Printed], monkeypatch: pytest.MonkeyPatch, vault: Path
) -> None:
    opened: list[tuple[Path, int]] = []
    monkeypatch.setattr(
        "assistant.commands.editor.open_note",
        lambda file, line, _environment: opened.append((file, line)),
    )
    chat, _ = asked
    handle(chat, "/open")
    handle(chat, "/open 1")
    handle(chat, "/search apple")
    handle(chat, "/open 1")
    assert opened == [(vault / "bees.md", 12)] * 2 + [(vault / "trees/apple.md", 5)]


def test_what_comes_nearest_is_opened_at_the_line_that_is_shown_of_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    monkeypatch.setattr(
        "assistant.commands.editor.open_note",
        lambda _file, line, _environment: opened.append(line),
    )
    chat, printed = open_chat(vault, min_confidence=1.0)
    handle(chat, "How do I feed bees?")
    shown = (
        "  bees.md:17  Bees > How do I feed bees?\n      Bees are fed with sugar water in autumn."
    )
    assert shown in printed.results[0]
    handle(chat, "/open")
    handle(chat, "/open 1")
    assert opened == [17, 17]
    handle(chat, "/sources")
    assert printed.results[-1].startswith("  1  bees.md:17  ")


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_open_refuses_a_number_of_nothing(asked: tuple[Chat, Printed], number: str) -> None:
    with pytest.raises(CommandError, match=f"{number}: no such source; give 1 to"):
        handle(asked[0], f"/open {number}")


def test_why_shows_what_the_score_is_the_sum_of(asked: tuple[Chat, Printed]) -> None:
    chat, printed = asked
    handle(chat, "/why")
    short = printed.results[0]
    assert short.count("  score  ") == 2
    assert len(short.split("\n")) < 23
    contributions = [float(line.split()[-1]) for line in short.split("\n\n")[0].split("\n")[1:]]
    assert sum(contributions[:-1]) == pytest.approx(contributions[-1], abs=0.01)
    handle(chat, "/why all")
    assert printed.results[1].count("  score  ") == len(chat.turn.hits) > 2
    assert "coverage" in printed.results[1]
    assert "other" not in printed.results[1]
    with pytest.raises(CommandError, match="x: /why takes nothing, or 'all'"):
        handle(chat, "/why x")


def test_search_lists_sections_by_number(vault: Path) -> None:
    chat, printed = open_chat(vault)
    handle(chat, "/search prune apple")
    assert printed.results[0].startswith(
        "  1  trees/apple.md:5  Apple trees > When do I prune an apple tree?\n"
        "         An apple tree is pruned in late winter.\n"
    )
    handle(chat, "/search zebra")
    assert printed.lines[-1] == "no section of the notes holds any of these words"
    handle(chat, '/search "zebra crossing"')
    assert printed.lines[-1] == "no section of the notes holds any of these words"
    handle(chat, '/search "apple zebra"')
    expected = 'no section, or every one, holds "apple zebra"; its words are looked for'
    assert printed.lines[-1] == expected
    handle(chat, "/search tag:fruit apple")
    assert printed.lines[-1] == "no note has the tag 'fruit', or any other"


def test_topics_shows_the_outline_with_what_is_new(vault: Path) -> None:
    chat, printed = open_chat(vault)
    write_notes(vault, {"wasps.md": "# Wasps\n"})
    handle(chat, "/topics")
    assert printed.results[0] == (
        "bees.md\n  Bees\n    When do bees swarm?\n    How do I catch a swarm of bees?\n"
        "    How do I feed bees?\ntrees/apple.md\n  Apple trees\n"
        "    When do I prune an apple tree?\nwasps.md\n  Wasps"
    )


def test_topics_can_be_narrowed_down(vault: Path) -> None:
    chat, printed = open_chat(vault)
    handle(chat, "/topics FEED")
    assert printed.results == ["bees.md\n  Bees\n    How do I feed bees?"]
    with pytest.raises(CommandError, match="zebra: no heading holds it"):
        handle(chat, "/topics zebra")


def test_notes_changes_to_other_notes_and_a_new_conversation(
    asked: tuple[Chat, Printed], tmp_path: Path
) -> None:
    chat, printed = asked
    other = write_notes(tmp_path / "other", {"moon.md": "# Moon\n\nThe moon is full today.\n"})
    handle(chat, f"/notes {other}")
    assert printed.lines[-1] == f"notes: {other}"
    assert chat.conversation.turns == ()
    handle(chat, "When is the moon full?")
    assert "The moon is full today." in printed.results[-1]


@pytest.mark.parametrize("path", ["/nowhere", "~nosuchuser/notes"])
def test_notes_that_are_not_there_leave_the_chat_as_it_was(
    asked: tuple[Chat, Printed], path: str
) -> None:
    chat, _ = asked
    with pytest.raises(CommandError, match=f"{path}: no such file or folder; the notes stay"):
        handle(chat, f"/notes {path}")
    assert chat.turn.question == "How do I catch a swarm of bees?"
    assert handle(chat, "When do bees swarm?") is ExitCode.ANSWERED


def test_retriever_changes_how_sections_are_ranked(asked: tuple[Chat, Printed]) -> None:
    chat, printed = asked
    handle(chat, "/retriever bm25")
    handle(chat, "When do bees swarm?")
    assert chat.turn.hits[0].evidence.features == ()
    assert printed.lines == ["retriever: bm25"]
    with pytest.raises(CommandError, match="best: no such retriever; there are hybrid, bm25"):
        handle(chat, "/retriever best")


def test_save_writes_the_conversation_once(asked: tuple[Chat, Printed], tmp_path: Path) -> None:
    chat, printed = asked
    handle(chat, f"/save {tmp_path / 'chat.md'}")
    text = (tmp_path / "chat.md").read_text("utf-8")
    assert "## How do I catch a swarm of bees?" in text
    assert printed.lines == [f"wrote 1 question with answers to {tmp_path / 'chat.md'}"]
    with pytest.raises(CommandError, match=r"chat\.md: is there already; name another file"):
        handle(chat, f"/save {tmp_path / 'chat.md'}")
    assert (tmp_path / "chat.md").read_text("utf-8") == text


def test_copy_puts_the_shown_answer_on_the_clipboard(
    asked: tuple[Chat, Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr("assistant.commands.clipboard.copy", copied.append)
    chat, _ = asked
    handle(chat, "/copy")
    assert "caught with a box" in copied[0]
    handle(chat, "Who won the football match?")
    with pytest.raises(CommandError, match="no answer to copy"):
        handle(chat, "/copy")


def test_without_a_clipboard_copy_says_what_to_install(
    asked: tuple[Chat, Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(_text: str) -> None:
        raise ClipboardError("there is no clipboard to copy to; install xclip")

    monkeypatch.setattr("assistant.commands.clipboard.copy", copy)
    with pytest.raises(CommandError, match=r"install xclip$"):
        handle(asked[0], "/copy")


def test_new_forgets_the_conversation(asked: tuple[Chat, Printed]) -> None:
    chat, _ = asked
    handle(chat, "/new")
    for command in ("/sources", "/more", "/why", "/good", "/bad", "/copy", "/history", "/save x"):
        with pytest.raises(CommandError, match="nothing was asked yet"):
            handle(chat, command)


def test_history_lists_questions_with_what_they_were_understood_as(
    asked: tuple[Chat, Printed],
) -> None:
    chat, printed = asked
    handle(chat, "How do I feed them?")
    handle(chat, "/history")
    first, second, third = printed.results[-1].splitlines()
    assert first == "  1  How do I catch a swarm of bees?"
    assert second == "  2  How do I feed them?"
    assert third.strip() == f"asked as: {chat.resolved}"


def test_good_and_bad_write_questions_that_eval_reads(
    asked: tuple[Chat, Printed], vault: Path
) -> None:
    chat, printed = asked
    handle(chat, "/good")
    handle(chat, "When do bees swarm?")
    handle(chat, "/bad in May")
    handle(chat, "/new")
    handle(chat, "Who won the football match?")
    handle(chat, "/good")
    path = feedback_path(vault, chat.settings)
    assert printed.lines[0] == f"wrote the question to {path}"
    caught, swarmed, won = read_questions(path, lambda label: label)
    assert caught.relevant == {"bees.md#how-do-i-catch-a-swarm-of-bees": 1}
    assert (swarmed.answers, swarmed.history) == (("in May",), (caught.text,))
    assert (won.answerable, won.kind) == (False, "good")


def test_a_section_that_is_gone_is_neither_judged_nor_opened(
    asked: tuple[Chat, Printed], vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, _ = asked
    monkeypatch.setenv("EDITOR", "true")
    (vault / "bees.md").unlink()
    with pytest.raises(CommandError, match="the section is gone; ask again"):
        handle(chat, "/good")
    with pytest.raises(OpeningError, match="the note is gone; ask again"):
        handle(chat, "/open")
    assert not feedback_path(vault, chat.settings).exists()


def test_commands_survive_an_index_that_is_damaged_meanwhile(
    asked: tuple[Chat, Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, printed = asked
    first = ["time"]

    def damaged(store: Store) -> Iterator[Chunk]:
        if first:
            first.clear()
            raise DamagedError("broken page")
        return every_chunk(store)

    every_chunk = Store.all_chunks
    monkeypatch.setattr(Store, "all_chunks", damaged)
    handle(chat, "/topics")
    assert "How do I feed bees?" in printed.results[-1]


def test_good_after_more_means_the_section_shown_last(
    asked: tuple[Chat, Printed], vault: Path
) -> None:
    chat, _ = asked
    handle(chat, "/more")
    handle(chat, "/good")
    row = json.loads(feedback_path(vault, chat.settings).read_text("utf-8"))
    assert row["relevant"] == [chat.places[1].source.address]


def test_bad_says_how_to_say_what_was_expected_and_takes_it_afterwards(
    asked: tuple[Chat, Printed], vault: Path
) -> None:
    chat, printed = asked
    handle(chat, "/bad")
    assert printed.lines[-1].startswith("to say what was expected")
    handle(chat, "/bad bees.md#when-do-bees-swarm")
    rows = feedback_path(vault, chat.settings).read_text("utf-8").splitlines()
    assert [json.loads(row)["relevant"] for row in rows] == [["bees.md#when-do-bees-swarm"]]


def test_bad_takes_the_number_of_what_was_listed_last(
    asked: tuple[Chat, Printed], vault: Path
) -> None:
    chat, _ = asked
    handle(chat, "/search prune apple")
    handle(chat, "/bad 1")
    row = json.loads(feedback_path(vault, chat.settings).read_text("utf-8"))
    assert row["question"] == "How do I catch a swarm of bees?"
    assert row["relevant"] == ["trees/apple.md#when-do-i-prune-an-apple-tree"]


def test_a_section_that_is_not_there_is_refused(asked: tuple[Chat, Printed]) -> None:
    with pytest.raises(CommandError, match=r"bees\.md#stings: no such section"):
        handle(asked[0], "/bad bees.md#stings")
