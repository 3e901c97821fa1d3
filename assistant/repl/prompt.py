"""A prompt that is there at once.

What is typed is edited, completed and kept here; `chat.py` and `chat_commands.py` do it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from assistant import __version__
from assistant.chat.paging import print_paged
from assistant.chat.worker import Worker
from assistant.chat.worker_notes import WorkerNotes
from assistant.errors import AssistantError, ExitCode, LeaveChat
from assistant.repl.history import History, history_path
from assistant.repl.toolbar import fitting, notes_facts
from assistant.terminal import Output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyPressEvent
    from rich.text import Text

    from assistant.chat.chat import Chat
    from assistant.settings import Settings

PROMPT = "? "
WELCOME = f"assistant {__version__}, /help lists commands"
"""Short enough for the narrowest terminal."""

_STYLE = Style.from_dict(
    {"prompt": "bold", "bottom-toolbar": "noreverse dim", "auto-suggestion": "fg:ansibrightblack"}
)
_PLAIN_STYLE = Style.from_dict({"bottom-toolbar": "noreverse"})


def chat_at_terminal(settings: Settings, output: Output) -> ExitCode:
    """Converse until the user leaves; raises `AssistantError` where the notes can't be opened."""
    paged = Output(json=False, styled=output.styled, write=print_paged)
    repl = Repl(settings, paged)
    try:
        return repl.run()
    finally:
        repl.worker.close()


class _ChatCompleter(Completer):
    """Completes from what the worker has read so far."""

    def __init__(self, repl: Repl) -> None:
        self._repl = repl

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 (prompt_toolkit gives it)
    ) -> Iterable[Completion]:
        from assistant.chat.completing import completions

        for item in completions(
            document.text_before_cursor, self._repl.worker.inventory, self._repl.place_names()
        ):
            yield Completion(item.text, -item.typed, display_meta=item.label)


class Repl:
    """A prompt, and behind it a worker that has the notes."""

    def __init__(self, settings: Settings, output: Output) -> None:
        self.settings = settings
        self.output = output
        self.worker = Worker(settings, self._changed)
        self.history = History(history_path() if settings.history else None, self.worker.warn)
        self._chat: Chat | None = None
        self._interrupts = 0
        """How often in a row Ctrl-C was pressed on an empty line."""
        self._multiline = False
        self.session: PromptSession[str] = PromptSession(
            PROMPT,
            history=self.history,
            auto_suggest=AutoSuggestFromHistory(),
            completer=_ChatCompleter(self),
            complete_while_typing=False,
            enable_history_search=True,
            enable_suspend=True,
            multiline=Condition(lambda: self._multiline),
            prompt_continuation=lambda width, _line, _wraps: " " * width,
            editing_mode=EditingMode.VI if settings.vi_keys else EditingMode.EMACS,
            key_bindings=self._keys(),
            bottom_toolbar=self.toolbar,
            color_depth=None if output.styled else ColorDepth.DEPTH_1_BIT,
            style=_STYLE if output.styled else _PLAIN_STYLE,
        )
        # Only then does the worker begin, for its imports would keep the prompt from being drawn.
        self.session.app.after_render += lambda _app: self.worker.start()

    def run(self) -> ExitCode:
        """Read and answer until the user leaves."""
        print(WELCOME)
        while True:
            try:
                text = self.read()
                if text is None:
                    return ExitCode.INTERRUPTED
                self._answer(text)
            except (EOFError, LeaveChat):
                return ExitCode.ANSWERED

    def read(self) -> str | None:
        """Read what is typed; empty for a line that was cancelled, `None` for leaving."""
        try:
            text = self.session.prompt()
        except KeyboardInterrupt:
            if self.session.default_buffer.text:
                self._interrupts = 0
                return ""
            self._interrupts += 1
            if self._interrupts == 2:
                return None
            self._say("press Ctrl-C again to leave")
            return ""
        self._interrupts = 0
        return text

    def _answer(self, text: str) -> None:
        """Answer what was typed, which may be several questions."""
        from assistant.chat.chat import split_questions
        from assistant.chat.chat_commands import handle

        questions = split_questions(text)
        for question in questions:
            if len(questions) > 1:
                self._say(f"{PROMPT}{question}")
            try:
                handle(self.chat(), question)
            except KeyboardInterrupt:
                self._say("cancelled")
                return
            except AssistantError as error:
                if self.worker.failure is not None:
                    raise
                for line in error.lines:
                    self._complain(line)
            finally:
                self._warn()
            print()
            if self._chat is not None and self._chat.resolved:
                self.history.remember(self._chat.resolved)
                self._chat.resolved = ""

    def chat(self) -> Chat:
        """Give the chat, which is made when it is first needed."""
        from assistant.chat.chat import Chat

        if self._chat is None:
            notes = WorkerNotes(self.worker, shows=self.output.styled)
            self._chat = Chat(notes, self.output, self.settings, self._say)
        return self._chat

    def place_names(self) -> list[str]:
        """Name the places listed last, which commands name by number."""
        from assistant.render import where

        return [where(place) for place in self._chat.places] if self._chat else []

    def _say(self, line: str) -> None:
        self._print(line, "assistant.label")

    def _complain(self, line: str) -> None:
        self._print(line, "assistant.refusal")

    def _print(self, line: str, style: str) -> None:
        from assistant.render import one_line

        text = one_line(line)
        self.output.show_text(lambda: text, lambda: _unwrapped(text, style))

    def _warn(self) -> None:
        for line in self.worker.warnings():
            self._complain(line)

    # What the worker's thread calls

    def _changed(self) -> None:
        """Show what is new, in the prompt's own thread, which alone may draw."""
        if self.worker.inventory is not None:
            # Imported here, where nobody waits; the first Tab would.
            import assistant.chat.completing  # noqa: F401
        app = self.session.app
        if app.is_running and app.loop is not None and app.context is not None:
            # In a context that knows the application, which this thread's does not. Where the
            # prompt has ended just now there is nothing to show it in.
            with suppress(RuntimeError):
                app.loop.call_soon_threadsafe(self._show_news, context=app.context.copy())

    def _show_news(self) -> None:
        app = self.session.app
        if not app.is_running or app.is_done:
            return
        if self.worker.failure is not None:
            app.exit(exception=self.worker.failure)
        elif self.worker.has_warnings():
            run_in_terminal(self._warn)
        else:
            app.invalidate()

    # The toolbar

    def toolbar(self) -> str:
        """Give the line below the prompt."""
        return " " + fitting(self._facts(), self.session.output.get_size().columns - 1)

    def _facts(self) -> list[str]:
        """Say how things stand, the most important first."""
        mode = "vi" if self.session.editing_mode is EditingMode.VI else "emacs"
        keys = f"{mode} (F4)"
        if self._multiline:
            # Whoever is in this mode has to know how to get an answer.
            return ["Alt-Enter asks (F3)", *notes_facts(self.worker), keys]
        return [*notes_facts(self.worker), keys, "several lines (F3)"]

    # The keys

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("escape", "enter", filter=Condition(lambda: not self._multiline))
        def _new_line(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("f3")
        def _change_lines(_event: KeyPressEvent) -> None:
            self._multiline = not self._multiline

        @keys.add("f4")
        def _change_mode(_event: KeyPressEvent) -> None:
            is_vi = self.session.editing_mode is EditingMode.VI
            self.session.editing_mode = EditingMode.EMACS if is_vi else EditingMode.VI

        return keys


def _unwrapped(text: str, style: str) -> Text:
    """Give styled text that the terminal wraps, so that a path in it can be copied whole."""
    from rich.text import Text

    return Text(text, style=style, no_wrap=True, overflow="ignore")
