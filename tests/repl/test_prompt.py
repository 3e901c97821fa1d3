"""`assistant.repl.prompt`: typed at through a pipe and drawn nowhere."""

from __future__ import annotations

import stat
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from chat_builders import make_vault
from prompt_toolkit.application import create_app_session
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant.errors import ExitCode, NotesError
from assistant.repl.history import History, history_path
from assistant.repl.prompt import Repl
from assistant.settings import Settings
from assistant.terminal import Output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.input import PipeInput

UP, DOWN, F3, F4 = "\x1b[A", "\x1b[B", "\x1bOR", "\x1bOS"
ENTER, ALT_ENTER, TAB, END = "\r", "\x1b\r", "\t", "\x05"
CTRL_C, CTRL_D, CTRL_R = "\x03", "\x04", "\x12"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path)


@contextmanager
def repl(vault: Path, typed: str, **settings: Any) -> Iterator[tuple[Repl, list[str]]]:
    """Open a prompt at which something is typed, and give it with the results it prints."""
    with repl_with_pipe(vault, typed, **settings) as (opened, results, _):
        yield opened, results


@contextmanager
def repl_with_pipe(
    vault: Path, typed: str, **settings: Any
) -> Iterator[tuple[Repl, list[str], PipeInput]]:
    results: list[str] = []
    with (
        create_pipe_input() as pipe,
        create_app_session(input=pipe, output=DummyOutput()),
    ):
        pipe.send_text(typed)
        # Whoever waits for what never comes gets the end of what is typed.
        deadline = threading.Timer(60, pipe.close)
        deadline.start()
        output = Output(json=False, styled=False, write=results.append)
        opened = Repl(Settings(notes=str(vault), **settings), output)
        try:
            yield opened, results, pipe
        finally:
            deadline.cancel()
            opened.worker.close()


def chatted(vault: Path, typed: str, **settings: Any) -> tuple[ExitCode, list[str]]:
    """Give the exit code of a chat in which something was typed, and what it printed."""
    with repl(vault, typed, **settings) as (opened, results):
        return opened.run(), results


def read(vault: Path, typed: str, **settings: Any) -> str | None:
    """Give the first text that is read when something is typed."""
    with repl(vault, typed, **settings) as (opened, _):
        return opened.read()


def test_a_question_typed_before_the_notes_are_read_is_answered(vault: Path) -> None:
    code, results = chatted(vault, f"When do bees swarm?{ENTER}{CTRL_D}")
    assert code is ExitCode.ANSWERED
    assert results[0].startswith("Bees swarm in May")


def test_a_follow_up_and_commands_are_understood(vault: Path) -> None:
    typed = [
        f"{line}{ENTER}" for line in ("When do bees swarm?", "How do I feed them?", "/history")
    ]
    _, results = chatted(vault, f"{''.join(typed)}/quit{ENTER}")
    assert any(line.startswith("asked as: ") for line in results)
    assert "When do bees swarm?" in results[-1]


def test_a_mistake_is_said_and_the_chat_goes_on(vault: Path) -> None:
    typed = f"/sorces{ENTER}?!{ENTER}When do bees swarm?{ENTER}{CTRL_D}"
    code, results = chatted(vault, typed)
    assert code is ExitCode.ANSWERED
    assert results[0].startswith("/sorces: no such command; did you mean /sources?")
    assert "no word in it" in results[1]
    assert results[2].startswith("Bees swarm in May")


def test_notes_that_cannot_be_opened_end_the_prompt_with_the_error(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="no such file or folder"):
        chatted(tmp_path / "nowhere", "")


def test_ctrl_c_cancels_the_line_and_two_on_empty_lines_leave(vault: Path) -> None:
    typed = f"half a quest{CTRL_C}{CTRL_C}/help{ENTER}{CTRL_C}{CTRL_C}"
    code, results = chatted(vault, typed)
    assert code is ExitCode.INTERRUPTED
    hint = "press Ctrl-C again to leave"
    assert [line for line in results if line == hint] == [hint] * 2
    assert not any("half a quest" in line for line in results)


def test_an_interrupt_while_an_answer_is_awaited_ends_the_waiting_only(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = threading.Event()

    def interrupted(*arguments: Any) -> Any:
        from concurrent.futures import wait

        if not once.is_set():
            once.set()
            raise KeyboardInterrupt
        return wait(*arguments)

    monkeypatch.setattr("assistant.chat.worker_notes.wait", interrupted)
    typed = f"When do bees swarm?{ENTER}When do I prune?{ENTER}{CTRL_D}"
    code, results = chatted(vault, typed)
    assert code is ExitCode.ANSWERED
    assert results[0] == "cancelled"
    assert results[1].startswith("An apple tree is pruned")


def test_enter_asks_and_alt_enter_begins_a_line(vault: Path) -> None:
    assert read(vault, f"one{ALT_ENTER}two{ENTER}") == "one\ntwo"


def test_f3_makes_enter_begin_a_line_and_alt_enter_ask(vault: Path) -> None:
    assert read(vault, f"{F3}one{ENTER}two{ALT_ENTER}") == "one\ntwo"
    assert read(vault, f"{F3}{F3}one{ENTER}") == "one"


def test_the_toolbar_says_first_how_to_ask_where_enter_does_not(vault: Path) -> None:
    with repl(vault, f"{F3}one{ALT_ENTER}") as (opened, _):
        opened.read()
        assert opened.toolbar().startswith(" Alt-Enter asks (F3) · ")


def test_f4_changes_between_emacs_and_vi(vault: Path) -> None:
    with repl(vault, f"{F4}x{ENTER}y{F4}{ENTER}") as (opened, _):
        modes = []
        for _ in range(2):
            opened.read()
            modes.append(opened.session.editing_mode)
    assert modes == [EditingMode.VI, EditingMode.EMACS]


def test_vi_keys_can_be_had_from_the_start(vault: Path) -> None:
    # Escape, to the beginning of the line, delete a word.
    assert read(vault, f"when do bees\x1b0dw{ENTER}", vi_keys=True) == "do bees"


def test_pasted_lines_wait_for_enter(vault: Path) -> None:
    assert read(vault, f"{PASTE_BEGINS}one\r\ntwo{PASTE_ENDS} three{ENTER}") == "one\ntwo three"


def test_pasted_questions_are_answered_one_after_the_other(vault: Path) -> None:
    pasted = f"{PASTE_BEGINS}When do bees swarm?\nWhen do I prune an apple tree?{PASTE_ENDS}"
    _, results = chatted(vault, f"{pasted}{ENTER}{CTRL_D}")
    answers = [line for line in results if not line.startswith("?")]
    assert answers[0].startswith("Bees swarm in May")
    assert answers[1].startswith("An apple tree is pruned")


def test_wide_characters_are_read_as_typed(vault: Path) -> None:
    assert read(vault, f"蜜蜂 où ça \N{HONEYBEE}{ENTER}") == "蜜蜂 où ça \N{HONEYBEE}"


def type_at_leisure(opened: Repl, pipe: PipeInput, *parts: str) -> None:
    """Type each of the parts only once the one before is drawn."""
    rest = list(parts)

    def type_next(app: Application[str]) -> None:
        if rest and not app.is_done:
            pipe.send_text(rest.pop(0))

    opened.session.app.after_render += type_next


def test_tab_completes_a_command(vault: Path) -> None:
    with repl_with_pipe(vault, "") as (opened, _, pipe):

        def ask(buffer: Buffer) -> None:
            if buffer.text == "/history":
                pipe.send_text(ENTER)

        opened.session.default_buffer.on_text_changed += ask
        pipe.send_text(f"/hist{TAB}")
        assert opened.read() == "/history"


def test_up_brings_what_a_follow_up_was_understood_as_and_then_what_was_typed(
    vault: Path,
) -> None:
    with repl_with_pipe(vault, "") as (opened, results, pipe):
        asked = (f"When do bees swarm?{ENTER}", f"How do I feed them?{ENTER}")
        type_at_leisure(opened, pipe, *asked, UP, f" now{ENTER}", UP, UP, UP, CTRL_C, CTRL_D)
        texts = []
        opened.session.default_buffer.on_text_changed += lambda buffer: texts.append(buffer.text)
        opened.run()
    meant = next(line for line in results if line.startswith("asked as: "))
    meant = meant.removeprefix("asked as: ")
    assert opened.chat().turn.question == f"{meant} now"
    behind = texts[texts.index(f"{meant} now") + 1 :]
    assert [text for text in behind if text] == [f"{meant} now", meant, "How do I feed them?"]


def test_the_end_of_an_earlier_question_is_suggested(vault: Path) -> None:
    path = history_path()
    path.parent.mkdir(parents=True)
    path.write_text("\n# now\n+When do bees swarm?\n", encoding="utf-8")
    with repl(vault, "") as (opened, _):
        assert opened.session.auto_suggest is not None
        assert list(opened.history.load_history_strings()) == ["When do bees swarm?"]


# The history


def test_what_is_typed_is_there_in_the_next_chat_but_not_what_was_understood(vault: Path) -> None:
    chatted(vault, f"When do bees swarm?{ENTER}How do I feed them?{ENTER}{CTRL_D}")
    kept = list(History(history_path(), pytest.fail).load_history_strings())
    assert kept == ["How do I feed them?", "When do bees swarm?"]
    assert stat.S_IMODE(history_path().stat().st_mode) == 0o600


def test_without_a_history_nothing_is_kept_or_read(vault: Path) -> None:
    chatted(vault, f"When do bees swarm?{ENTER}{CTRL_D}", history=False)
    assert not history_path().exists()


# The toolbar


def test_the_toolbar_says_how_far_the_notes_are_read_and_then_what_is_in_them(vault: Path) -> None:
    with repl(vault, "") as (opened, _):
        assert "reading notes…" in opened.toolbar()
        opened.worker.submit(lambda _notes: None).result(60)
        opened.worker.submit(lambda _notes: None).result(60)
        line = opened.toolbar()
    assert "vault · 2 notes, 6 sections · as of " in line
    assert "emacs" in line
