"""What README.md shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat.chat_commands import COMMANDS
from assistant.cli import main
from assistant.commands.arguments import parse

if TYPE_CHECKING:
    import pytest

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_the_transcript_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.search(
        r"````console\n\$ assistant (.+?)\n(.*?)^  …$", README, re.DOTALL | re.MULTILINE
    )
    assert shown
    main(shlex.split(shown[1]))
    assert capsys.readouterr().out.startswith(shown[2])


def test_every_command_line_of_it_is_understood() -> None:
    lines = re.findall(
        r"^(?:.*&& \S*)?assistant ((?:ask|eval) .*?)(?:\s+#.*)?$", README, re.MULTILINE
    )
    assert len(lines) > 3
    for line in lines:
        assert parse(shlex.split(line)).command in {"ask", "eval"}


def test_every_command_of_the_chat_is_told() -> None:
    usages = [f"/{command.name} {command.argument}".strip() for command in COMMANDS]
    assert [usage for usage in usages if f"`{usage}`" not in README] == []
