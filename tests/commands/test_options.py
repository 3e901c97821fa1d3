"""`assistant.commands.options`: what is read without argparse is what argparse reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.commands.options import (
    ASKING_OPTIONS,
    QUESTION_COMMANDS,
    Extent,
    Option,
    read_options,
)
from assistant.commands.parser import make_parser
from assistant.errors import UsageError
from assistant.settings import Settings

WORDS = (
    *("--notes", "--index", "--format", "--json", "--color", "--plain", "--no-history"),
    *("--follow-links", "-n", "--min-confidence", "--explain", "--open", "-q", "--quiet", "-x"),
    *("--code", "--copy", "-c", "--continue", "-h", "--version", "--js", "--notes=x", "-n5", "-qx"),
    *("text", "json", "xml", "always", "0", "1", "7", "0.5", "-1", "-", "--", "", "vault"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], {}),
        (["--json", "--notes", "vault"], {"format": "json", "notes": "vault"}),
        (["--json", "--format", "text"], {"format": "text"}),
        (["--color", "always", "--plain"], {"color": "never"}),
        (["-n", "7", "--min-confidence", "0.5"], {"sources": 7, "min_confidence": 0.5}),
        (["--no-history", "--follow-links"], {"history": False, "follow_links": True}),
        (["-q", "-c", "--copy"], {"extent": Extent.BEST, "continues": True, "copy": True}),
        (["--code", "--open", "2"], {"extent": Extent.CODE, "open": 2}),
    ],
)
def test_whole_names_and_their_values_are_read(words: list[str], found: dict[str, object]) -> None:
    assert read_options("ask", words) == found


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--bogus"],
        ["vault"],
        ["--notes=vault"],
        ["--notes"],
        ["--notes", "--json"],
        ["--notes", ""],
        ["-n7"],
        ["-n", "many"],
        ["--format", "xml"],
        ["-q", "-x"],
    ],
)
def test_what_is_written_otherwise_or_wrong_is_left_to_argparse(words: list[str]) -> None:
    assert read_options("ask", words) is None


def test_what_is_about_one_answer_is_left_to_argparse_for_a_search() -> None:
    assert read_options("search", ["--explain"]) == {"explain": True}
    assert read_options("search", ["--copy"]) is None


@given(command=st.sampled_from(QUESTION_COMMANDS), words=st.lists(st.sampled_from(WORDS)))
def test_what_is_read_is_what_argparse_finds(command: str, words: list[str]) -> None:
    found = read_options(command, words)
    if found is not None:
        parsed = vars(make_parser([command]).parse_args([command, *words]))
        # There are no words of a question here.
        assert not parsed.pop("question", ())
        assert {"command": command, **found} == parsed


def test_argparse_refuses_what_is_no_value_of_an_option() -> None:
    # Shows that the test above would notice.
    with pytest.raises(UsageError, match="'0' is out of range"):
        make_parser(["ask"]).parse_args(["ask", "-n", "0"])


@pytest.mark.parametrize("option", ASKING_OPTIONS, ids=lambda option: option.to)
def test_help_names_the_default(option: Option) -> None:
    assert option.help.endswith(f" ({getattr(Settings(), option.to)})")
