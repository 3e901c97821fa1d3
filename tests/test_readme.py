"""What README.md shows is what happens."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

import assistant
from assistant.chat.chat_commands import COMMANDS
from assistant.cli import main
from assistant.commands.arguments import parse
from assistant.evaluation.subjects import resolver, sources_of
from assistant.settings import Settings

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


@pytest.mark.parametrize("command", ["ask", "search", "chat", "index", "status", "eval"])
def test_every_command_stands_in_the_table(command: str) -> None:
    assert re.search(rf"^\| `assistant {command}[ `]", README, re.MULTILINE)


def test_every_command_of_the_chat_is_told() -> None:
    usages = [f"/{command.name} {command.argument}".strip() for command in COMMANDS]
    assert [usage for usage in usages if f"`{usage}`" not in README] == []


def test_the_example_in_json_names_the_place_of_its_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["ask", "--json", "How do I see all containers, even stopped ones?"])
    told = json.loads(capsys.readouterr().out)
    source, answer = told["sources"][0], told["answer"]
    example = re.search(r"```json\n(.+?)```", README, re.DOTALL)
    assert example
    shown = " ".join(example[1].split())
    assert re.findall(r'"(\w+)": ', shown) == [
        *["schema", "question", "standalone", "corrections", "answered", "confidence", "answer"],
        *[*answer, "sources", *list(source)[:-1], "coverage", "text", "nearest", "elapsed_ms"],
    ]
    assert f'"best": "{answer["best"]}", "path": "containers.md", "line": {answer["line"]}' in shown
    lines = f'"first_line": {source["first_line"]}, "last_line": {source["last_line"]}'
    assert lines in shown


def test_an_address_that_it_gives_for_an_example_is_one_of_a_section() -> None:
    addresses = re.findall(r"`(\w+\.md(?:#|:\d)[\w-]*)`", README)
    assert len(addresses) == 2
    with assistant.open() as notes:
        assert all(map(resolver(sources_of(notes)), addresses))


def test_the_least_confidences_that_it_names_are_the_defaults() -> None:
    least, sure = Settings().min_confidence, Settings().sure_confidence
    words = " ".join(README.split())
    assert f"below {f'{sure:g}'.lstrip('0')} (the setting `sure_confidence`)" in words
    assert f"below {f'{least:g}'.lstrip('0')} (`min_confidence`)" in words
