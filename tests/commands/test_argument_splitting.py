"""`assistant.commands.argument_splitting`: what is of the question, and what stands around it."""

from __future__ import annotations

import pytest

from assistant.commands.arguments import parse
from assistant.commands.options import Extent
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


@pytest.mark.parametrize("argv", [["-cq", "why"], ["-qc", "why"], ["--json", "-cc", "why"]])
def test_short_options_before_the_question_may_be_written_together(argv: list[str]) -> None:
    found = parse(["ask", *argv])
    assert (found.question, found.continues) == ("why", True)
    assert (found.extent is Extent.BEST) is ("-cc" not in argv)


def test_the_count_may_be_the_last_of_those_written_together() -> None:
    found = parse(["ask", "-qn3", "why"])
    assert (found.question, found.extent, found.flags) == ("why", Extent.BEST, {"sources": 3})
    with pytest.raises(UsageError, match="expected one argument"):
        parse(["ask", "-qn", "why"])


def test_options_written_together_exclude_each_other_as_apart() -> None:
    with pytest.raises(UsageError, match="not allowed with"):
        parse(["ask", "-qx", "why"])


@pytest.mark.parametrize("question", ["what is tar -xc for", "why use tar -xc", "-xcz in tar"])
def test_letters_amid_and_at_the_end_of_a_question_are_words_of_it(question: str) -> None:
    found = parse(["ask", *question.split()])
    assert (found.question, found.extent, found.hints) == (question, Extent.WHOLE, ())


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
