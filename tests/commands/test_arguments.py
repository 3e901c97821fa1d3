"""`assistant.commands.arguments`: which words are the question's, and which are options of ours."""

from __future__ import annotations

import pytest

from assistant.commands.arguments import Extent, parse, wants_json
from assistant.errors import UsageError


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
        ["ask", "where", "is", "it", "--notes", "vault"],
        ["ask", "where", "is", "it", "--notes=vault"],
    ],
)
def test_an_option_is_recognised_before_and_behind_the_question(argv: list[str]) -> None:
    found = parse(argv)
    assert found.command == "ask"
    assert found.question == "where is it"
    assert found.flags == {"notes": "vault"}


def test_options_may_stand_on_both_sides_of_the_question_at_once() -> None:
    found = parse(["--json", "ask", "-n", "3", "where", "is", "it", "--color", "never", "-n4"])
    assert found.question == "where is it"
    assert found.json
    assert found.color == "never"
    assert found.flags == {"sources": 4}


@pytest.mark.parametrize(
    "question",
    [
        "what does docker ps -q do",
        "what does docker run -it do",
        "what is tar -x for",
        "what does docker ps --format json print",
        "how do --quiet and -n 5 differ",
        "what does docker logs -n5 show",
        "how does git show --color always look",
        "why does docker run -h take a name",
        "is there a --copy or --open or --code anywhere",
    ],
)
def test_amid_a_question_our_options_are_words_and_nothing_is_said(question: str) -> None:
    found = parse(["ask", *question.split()])
    assert found.question == question
    assert found == parse(["ask", question])


@pytest.mark.parametrize("question", ["docker ps -q", "docker ps --format", "--json", "-x"])
def test_in_quotes_or_behind_two_dashes_the_end_of_a_question_is_no_option(question: str) -> None:
    expected = (question, (), Extent.WHOLE)
    if " " in question:
        found = parse(["ask", question])
        assert (found.question, found.hints, found.extent) == expected
    found = parse(["ask", "--", *question.split()])
    assert (found.question, found.hints, found.extent) == expected


@pytest.mark.parametrize("option", ["-q", "--quiet", "-x"])
def test_an_option_that_other_programs_have_gives_a_hint_at_the_end_of_a_question(
    option: str,
) -> None:
    found = parse(["ask", "docker", "ps", option])
    assert found.question == "docker ps"
    assert found.extent is not Extent.WHOLE
    hint = f"{option} is taken for an option of ours; for a word, put the question in quotes"
    assert found.hints == (hint,)
    assert parse(["ask", "docker ps", option]).hints == ()
    assert parse(["ask", option, "docker", "ps"]).hints == ()


@pytest.mark.parametrize("option", ["--notes", "--follow-links", "--min-confidence=0"])
def test_an_option_that_only_we_have_gives_a_hint_amid_a_question(option: str) -> None:
    found = parse(["ask", "where", option, "is", "it"])
    assert found.question == f"where {option} is it"
    hint = f"{option} is taken for a word of the question; options stand before or behind it"
    assert found.hints == (hint,)


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
    assert parse(["ask", "what", "is", "--rm", "-it", "-p", "-qa", "-nx", "here"]).hints == ()


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
