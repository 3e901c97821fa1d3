"""A folder of notes for tests of the chat, and a chat with it that keeps what it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conftest import write_notes

from assistant.chat.chat import Chat
from assistant.chat.chat_commands import handle
from assistant.chat.local_notes import LocalNotes
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.terminal import Output

if TYPE_CHECKING:
    from pathlib import Path

VAULT = {
    "bees.md": """\
# Bees

## When do bees swarm?

Bees swarm in May, when the hive is crowded.

## How do I catch a swarm of bees?

A swarm of bees is caught with a box that is held below it.

```sh
shake branch
```

## How do I feed bees?

Bees are fed with sugar water in autumn.
""",
    "trees/apple.md": """\
# Apple trees

## When do I prune an apple tree?

An apple tree is pruned in late winter.
""",
}


@dataclass
class Printed:
    """What a chat printed: results, and lines about them."""

    results: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def make_vault(folder: Path) -> Path:
    return write_notes(folder / "vault", VAULT)


def open_chat(notes: Path, **settings: Any) -> tuple[Chat, Printed]:
    """Open a chat with notes that prints into the object it is given with."""
    printed = Printed()
    output = Output(json=False, styled=False, write=printed.results.append)
    chosen = Settings(notes=str(notes), **settings)
    local = LocalNotes(Assistant(chosen), Assistant)
    return Chat(local, output, chosen, printed.lines.append), printed


def open_asked_chat(notes: Path) -> tuple[Chat, Printed]:
    """Open a chat in which one question was answered; gives what is printed from then on."""
    chat, printed = open_chat(notes)
    handle(chat, "How do I catch a swarm of bees?")
    printed.results.clear()
    return chat, printed
