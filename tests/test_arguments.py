"""`assistant.arguments`: which words are the question's, and which are options of ours."""

from __future__ import annotations

import pytest

from assistant.arguments import UsageError, parse, wants_json


@pytest.mark.parametrize(
    ("argv", "question"),
    [
        (["ask", "what", "does", "--rm", "do"], "what does --rm do"),
        (["ask", "--rm"], "--rm"),
        (["ask", "why", "-it", "and", "not", "-d"], "why -it and not -d"),
        (["ask", "what", "is", "--mount=type=bind"], "what is --mount=type=bind"),
        (["ask", "a", "-", "b"], "a - b"),
        (["search", "--restart", "policy"], "--restart policy"),
        (["ask", "what does --rm do"], "what does --rm do"),
        (["--json", "ask", "--rm"], "--rm"),
    ],
)
def test_dash_words_that_are_no_options_of_ours_stay_in_the_question(
    argv: list[str], question: str
) -> None:
    assert parse(argv).question == question


def test_everything_behind_two_dashes_is_the_question() -> None:
    found = parse(["ask", "--", "what", "do", "--json", "-n", "and", "--", "do"])
    assert found.question == "what do --json -n and -- do"
    assert not found.json
    assert found.flags == {}
    assert found.hints == ()


def test_words_before_two_dashes_belong_to_the_question_as_well() -> None:
    assert parse(["ask", "what", "does", "--", "--json", "do"]).question == "what does --json do"


@pytest.mark.parametrize(
    "argv",
    [
        ["--notes", "vault", "ask", "where", "is", "it"],
        ["ask", "--notes", "vault", "where", "is", "it"],
        ["ask", "where", "--notes", "vault", "is", "it"],
        ["ask", "where", "is", "it", "--notes", "vault"],
        ["ask", "where", "is", "it", "--notes=vault"],
    ],
)
def test_an_option_is_recognised_wherever_it_stands(argv: list[str]) -> None:
    found = parse(argv)
    assert found.command == "ask"
    assert found.question == "where is it"
    assert found.flags == {"notes": "vault"}


def test_options_may_stand_on_all_sides_of_the_question_at_once() -> None:
    found = parse(["--json", "ask", "-n", "3", "where", "--color", "never", "is", "it", "-n4"])
    assert found.question == "where is it"
    assert found.json
    assert found.color == "never"
    assert found.flags == {"sources": 4}


def test_a_folder_named_like_a_command_is_no_command() -> None:
    found = parse(["--notes", "search", "ask", "--rm"])
    assert (found.command, found.question) == ("ask", "--rm")
    assert found.flags == {"notes": "search"}


def test_a_word_of_the_question_that_names_a_command_is_a_word() -> None:
    assert parse(["ask", "search", "index"]).question == "search index"


def test_a_close_misspelling_of_an_option_gives_a_hint() -> None:
    found = parse(["ask", "--jsno", "what", "is", "--note=x"])
    assert found.question == "--jsno what is --note=x"
    assert found.hints == (
        "--jsno is taken for a word of the question; --json is an option",
        "--note=x is taken for a word of the question; --notes is an option",
    )


def test_a_dash_word_far_from_every_option_gives_no_hint() -> None:
    assert parse(["ask", "what", "is", "--rm", "-it", "-p"]).hints == ()


def test_a_plain_word_close_to_an_option_gives_no_hint() -> None:
    assert parse(["ask", "json", "notes", "format"]).hints == ()


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
    assert str(caught.value) == "unrecognized arguments: --bogus; see 'assistant --help'"


def test_a_question_without_a_command_is_an_error_that_says_how_to_ask() -> None:
    with pytest.raises(UsageError) as caught:
        parse(["where", "is", "it"])
    expected = "'where' is no command; to ask a question: assistant ask where is it"
    assert str(caught.value) == expected


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
