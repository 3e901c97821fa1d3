"""`assistant.answers.candidates`: what of a section may answer a question."""

from __future__ import annotations

import pytest
from pumps import ANALYZER

from assistant.answers.candidates import candidates_among
from assistant.answers.outline import blocks_above
from assistant.chunking import chunk_note
from assistant.language.sentences import spans
from assistant.model import Note


def texts(body: str, *, wants_command: bool = True) -> list[str]:
    section = chunk_note(Note("pumps.md", "Pumps", f"# Pumps\n\n{body}"))[-1]
    found = candidates_among(
        spans(section), blocks_above(section), ANALYZER.terms, wants_command=wants_command
    )
    return [one.span.text for one in found]


TRANSCRIPT = """```console
$ pumpctl ls
2 pumps listed
# drain both
$ pumpctl drain
```
"""


def test_what_a_command_printed_is_no_command() -> None:
    assert texts(TRANSCRIPT) == ["$ pumpctl ls", "$ pumpctl drain"]


def test_what_a_command_printed_may_answer_what_asks_for_none() -> None:
    assert "2 pumps listed" in texts(TRANSCRIPT, wants_command=False)


@pytest.mark.parametrize("header", ["[pump]", '[tool.pump."a b"]', "[[pumps]]", "[pumps.<NAME>]"])
def test_what_only_opens_a_table_of_a_file_answers_nothing(header: str) -> None:
    assert texts(f"```toml\n{header}\nspeed = 3\n```\n") == ["speed = 3"]
    assert texts("```\n[pump] is empty\n[1, 2]\n```\n") == ["[pump] is empty", "[1, 2]"]


def test_lines_of_code_without_any_prompt_are_all_commands() -> None:
    assert texts("```sh\npumpctl ls\npumpctl drain\n```\n") == ["pumpctl ls", "pumpctl drain"]


def test_a_command_in_a_sentence_may_answer_where_one_is_asked_for() -> None:
    sentence = "A pump is drained with `pumpctl drain`."
    assert texts(sentence) == [sentence, "pumpctl drain"]
    assert texts(sentence, wants_command=False) == [sentence]


@pytest.mark.parametrize(("skips", "holds"), [(False, True), (True, False)])
def test_what_is_done_without_counts_for_nothing_if_so_wanted(*, skips: bool, holds: bool) -> None:
    note = Note("pumps.md", "Pumps", "# Pumps\n\nRestarts it without any rebuild.\n")
    section = chunk_note(note)[-1]
    found = candidates_among(
        spans(section),
        blocks_above(section),
        ANALYZER.terms,
        wants_command=True,
        skips_denied=skips,
    )
    assert set(ANALYZER.terms("restarts")) <= set(found[0].terms)
    assert (set(ANALYZER.terms("rebuild")) <= set(found[0].terms)) is holds


@pytest.mark.parametrize("line", ["- --", "See [the list](list.md)."])
def test_signs_without_a_word_and_mere_pointers_answer_nothing(line: str) -> None:
    assert texts(f"{line}\n\nPumps leak.\n") == ["Pumps leak."]
