"""`assistant.language.prompts`: what stands before a command in a transcript."""

from __future__ import annotations

import pytest

from assistant.language.prompts import has_prompt, without_prompt


@pytest.mark.parametrize(
    "prompt",
    [
        "$ ",
        ">>> ",
        "ann@pump:~/notes$ ",
        "root@pump:/# ",
        "C:\\work> ",
        "PS C:\\> ",
        "mysql> ",
        "shop=# ",
    ],
)
def test_a_command_stands_behind_a_prompt(prompt: str) -> None:
    assert without_prompt(f"{prompt}show tables") == "show tables"


@pytest.mark.parametrize(
    "line", ["", "$HOME/bin/x", "# as root", "a = b > c", "<p> text", "x -> y", "-> y"]
)
def test_what_has_no_prompt_stays_as_it_is(line: str) -> None:
    assert not has_prompt(line)
    assert without_prompt(line) == line
