"""`assistant.commands.arguments`: what each command takes, and what it refuses."""

from __future__ import annotations

import pytest

from assistant.commands.arguments import parse, wants_json
from assistant.commands.options import Extent
from assistant.errors import UsageError


@pytest.mark.parametrize("argv", [["-n", "7"], ["-n7"], ["-n=7"]])
def test_the_number_of_sections_is_given_in_every_usual_way(argv: list[str]) -> None:
    assert parse(["ask", *argv, "x"]).flags == {"sources": 7}


@pytest.mark.parametrize("value", ["x", "1.5", ""])
def test_a_number_of_sections_that_is_none_is_an_error_naming_it(value: str) -> None:
    with pytest.raises(UsageError, match=f"'{value}'.*--help"):
        parse(["ask", "x", "-n", value])


def test_an_option_without_its_value_is_an_error() -> None:
    with pytest.raises(UsageError, match="--notes"):
        parse(["ask", "where", "--notes"])


@pytest.mark.parametrize("command", ["status", "index", "chat"])
def test_an_unknown_option_of_another_command_is_an_error_of_one_line(command: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse([command, "--bogus"])
    expected = f"unrecognized arguments: --bogus; see 'assistant {command} --help'"
    assert str(caught.value) == expected


def test_an_unknown_option_before_the_command_is_one_of_no_command() -> None:
    with pytest.raises(UsageError, match="unrecognized arguments: --bogus; see 'assistant --help'"):
        parse(["--bogus", "status"])


def test_a_question_without_a_command_is_an_error_that_says_how_to_ask() -> None:
    with pytest.raises(UsageError) as caught:
        parse(["where", "is", "it"])
    expected = "'where' is no command; to ask a question: assistant ask where is it"
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("aks hello", "ask hello"), ("serach x", "search x"), ("evl", "eval"), ("statuss", "status")],
)
def test_a_misspelt_command_is_told_with_the_one_that_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(typed.split())
    expected = f"{typed.split()[0]!r} is no command; did you mean: assistant {meant}"
    assert str(caught.value) == expected


@pytest.mark.parametrize("word", ["what", "as", "how", "show"])
def test_a_word_that_begins_a_question_is_no_misspelt_command(word: str) -> None:
    with pytest.raises(UsageError, match=f"to ask a question: assistant ask {word} is it"):
        parse([word, "is", "it"])


def test_an_unknown_command_behind_an_option_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'frob'.*ask.*search.*chat.*index.*status"):
        parse(["--json", "frob"])


def test_an_abbreviated_option_is_not_guessed() -> None:
    with pytest.raises(UsageError, match="--js"):
        parse(["status", "--js"])


@pytest.mark.parametrize("argv", [["--json"], ["--format", "json"], ["--format=json"]])
def test_json_is_asked_for_by_either_option(argv: list[str]) -> None:
    assert parse(["status", *argv]).json
    assert parse([*argv, "status"]).json


def test_text_is_the_format_unless_told() -> None:
    assert not parse(["status"]).json
    assert not parse(["status", "--format", "text"]).json


@pytest.mark.parametrize(
    ("argv", "extent"),
    [
        ([], Extent.WHOLE),
        (["-q"], Extent.BEST),
        (["--quiet"], Extent.BEST),
        (["-x"], Extent.CODE),
        (["--code"], Extent.CODE),
    ],
)
def test_one_thing_of_an_answer_can_be_asked_for(argv: list[str], extent: Extent) -> None:
    assert parse(["ask", *argv, "x"]).extent is extent


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (["-q", "-x"], "-x/--code: not allowed with argument -q/--quiet"),
        (["-q", "--json"], "--quiet prints one thing alone and --json more; leave one out"),
        (["-x", "--format=json"], "--code prints one thing alone and --json more"),
        (["-q", "--explain"], "--quiet prints one thing alone and --explain more"),
        (["--open", "1", "--json"], "--open starts an editor, .*--json .*; leave one out"),
    ],
)
def test_options_that_ask_for_two_things_at_once_are_an_error(argv: list[str], error: str) -> None:
    with pytest.raises(UsageError, match=error):
        parse(["ask", *argv, "x"])


def test_what_to_do_with_an_answer_is_told() -> None:
    found = parse(["ask", "x", "--copy", "--open", "2"])
    assert (found.copy, found.open) == (True, 2)
    assert parse(["search", "x", "--open=3"]).open == 3
    found = parse(["ask", "x"])
    assert (found.copy, found.open) == (False, None)


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "²"])
def test_a_place_to_open_that_is_none_is_an_error_naming_it(value: str) -> None:
    with pytest.raises(UsageError, match=f"'{value}' is no place listed; give 1 or more"):
        parse(["ask", "x", f"--open={value}"])


@pytest.mark.parametrize("command", ["chat", "status", "eval", "search"])
def test_only_ask_takes_what_is_about_one_answer(command: str) -> None:
    for option in ("-q", "-x", "--copy"):
        with pytest.raises(UsageError, match=f"unrecognized arguments: {option}"):
            parse([command, option])


@pytest.mark.parametrize("command", ["ask", "chat", "eval"])
def test_the_least_confidence_is_a_setting(command: str) -> None:
    assert parse([command, "--min-confidence", "0.5"]).flags == {"min_confidence": 0.5}
    assert parse(["--min-confidence=0", command]).flags == {"min_confidence": 0.0}


@pytest.mark.parametrize("command", ["index", "status"])
@pytest.mark.parametrize("option", ["-n 3", "--min-confidence 0.5"])
def test_what_asks_nothing_takes_nothing_about_answers(command: str, option: str) -> None:
    with pytest.raises(UsageError, match=f"unrecognized arguments: {option}"):
        parse([command, *option.split()])


@pytest.mark.parametrize("value", ["1.01", "-1", "nan", "much", ""])
def test_a_confidence_that_is_no_probability_is_an_error_naming_it(value: str) -> None:
    with pytest.raises(UsageError, match=f"'{value}' is out of range; give 0 to 1"):
        parse(["ask", "x", f"--min-confidence={value}"])


def test_plain_means_no_colour() -> None:
    assert parse(["ask", "--plain", "x"]).color == "never"
    assert parse(["--plain"]).color == "never"


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(UsageError, match="'xml'"):
        parse(["status", "--format", "xml"])


def test_no_command_leaves_the_command_empty() -> None:
    found = parse(["--notes", "vault"])
    assert (found.command, found.question, found.flags) == ("", None, {"notes": "vault"})


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (["ask", "--format", "json", "-n", "x"], True),
        (["--format=json", "frob"], True),
        (["status", "--json", "--bogus"], True),
        (["ask", "--", "--json"], False),
        (["ask", "--format", "text", "json"], False),
    ],
)
def test_json_is_known_to_be_wanted_even_where_the_arguments_are_wrong(
    argv: list[str], wanted: bool
) -> None:
    assert wants_json(argv) is wanted


def test_a_chat_can_be_asked_to_keep_nothing() -> None:
    assert (
        parse(["--no-history"]).flags == parse(["chat", "--no-history"]).flags == {"history": False}
    )


@pytest.mark.parametrize(
    ("line", "continues", "question"),
    [
        ("ask -c and why", True, "and why"),
        ("ask --continue and why", True, "and why"),
        ("ask and why --continue", True, "and why"),
        ("ask what does bash -c do", False, "what does bash -c do"),
        ("ask and why", False, "and why"),
        ("search bash -c", False, "bash -c"),
    ],
)
def test_a_question_can_continue_the_last_conversation(
    line: str, continues: bool, question: str
) -> None:
    found = parse(line.split())
    assert (found.continues, found.question, found.hints) == (continues, question, ())


def test_keeping_what_was_asked_can_be_turned_off() -> None:
    assert parse(["ask", "--no-history", "why"]).flags == {"history": False}
    assert parse(["ask", "why"]).flags == {}
