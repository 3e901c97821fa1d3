"""`assistant.language.code_shapes`: what commands look like, in code and amid prose."""

from __future__ import annotations

import re

import pytest

from assistant.language.code_shapes import COMMAND, bare_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("pumpctl stop <name>", "pumpctl stop <name>"),
        ("Say the following: sudo pumpctl stop -a", "sudo pumpctl stop -a"),
        ("pumpctl stop", ""),
        ("red -- but old", ""),
        ("If found: freezer -18 for 72 h, then again", ""),
        ("See the notes: see the /etc/pump file", ""),
        (f"pumpctl stop -a {'x ' * 60}", ""),
    ],
)
def test_a_command_that_nothing_marks_is_told_by_an_option_a_placeholder_or_a_path(
    text: str, command: str
) -> None:
    assert bare_command(text) == command


def test_a_number_begins_no_command() -> None:
    assert re.search(COMMAND, "docker ps")
    assert not re.search(COMMAND, "01 club")
