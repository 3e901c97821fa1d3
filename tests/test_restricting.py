"""`assistant.restricting`: sections are left out by what a search box's operators say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from conftest import write_notes

import assistant
from assistant import restricting
from assistant.cli import main
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTES = {
    "garden/pump.md": "---\ntags: [home/garden]\n---\n# Pump\n\nThe red pump waters the roses.\n",
    "garden/hose.md": (
        "---\ntags: [rubber]\n---\n# Hose\n\nThe pump is red; roses like its hose. #leaky\n"
    ),
    "cellar/boiler.md": "---\ntags: [home]\n---\n# Boiler\n\nThe boiler has a pump as well.\n",
    "docker.md": (
        "# Building\n\nThe pump takes `--build-arg` for a value, `-it` for a terminal.\n\n"
        "## Quietly\n\nThe pump of images is quiet with `-quiet`.\n"
    ),
}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_notes(tmp_path / "notes", NOTES)
    monkeypatch.setenv("ASSISTANT_NOTES", str(folder))
    return folder


@pytest.fixture
def found(notes: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], set[str]]:
    """Give a function that tells in which notes `assistant search` finds something."""
    assert notes

    def search(question: str) -> set[str]:
        main(["search", "--json", "-n", "20", question])
        return {source["path"] for source in json.loads(capsys.readouterr().out)["sources"]}

    return search


ALL = set(NOTES)


def test_without_an_operator_all_sections_with_a_word_are_found(
    found: Callable[[str], set[str]],
) -> None:
    assert found("pump") == ALL


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ('"red pump"', {"garden/pump.md"}),
        ('"Red Pumps"', {"garden/pump.md"}),
        ('pump "the roses"', {"garden/pump.md"}),
        ('"pump" "boiler"', {"cellar/boiler.md"}),
        ("pump -roses", {"cellar/boiler.md", "docker.md"}),
        ("pump -boiler -hose", {"garden/pump.md", "docker.md"}),
        ("pump tag:home", {"garden/pump.md", "cellar/boiler.md"}),
        ("pump tag:#home", {"garden/pump.md", "cellar/boiler.md"}),
        ("pump tag:HOME/garden", {"garden/pump.md"}),
        ("pump tag:home -boiler", {"garden/pump.md"}),
        ("pump path:garden", {"garden/pump.md", "garden/hose.md"}),
        ("pump path:*boiler.md", {"cellar/boiler.md"}),
        ("pump path:ar*boil", {"cellar/boiler.md"}),
        ("path:garden tag:rubber pump", {"garden/hose.md"}),
        ("pump -path:garden", {"cellar/boiler.md", "docker.md"}),
        ("pump -tag:home", {"garden/hose.md", "docker.md"}),
        ("pump tag:leaky", {"garden/hose.md"}),
    ],
)
def test_an_operator_leaves_the_sections_that_it_names(
    found: Callable[[str], set[str]], question: str, paths: set[str]
) -> None:
    assert found(question) == paths


@pytest.mark.parametrize(
    "question",
    [
        'pump "dangling"',
        'pump "roses red the"',
        "pump -zeppelin",
        "pump -pump",
        "pump path:md",
        "pump --build-arg",
        "pump -e tag:nowhere",
        "the tag:nowhere pump",
        "pump path:/nowhere",
        "pump -it",
        "pump -quiet",
    ],
)
def test_what_would_leave_none_or_all_or_is_an_option_stays_part_of_the_question(
    found: Callable[[str], set[str]], question: str
) -> None:
    assert found(question) == ALL


@pytest.mark.parametrize(
    "question", ["what is --build-arg", "docker run -it", 'what does "dangling" mean']
)
def test_the_question_is_kept_letter_for_letter_where_it_has_no_operator(
    notes: Path, question: str
) -> None:
    with assistant.open(notes) as asked:
        assert asked.found(question).query.standalone == question


def test_an_option_is_still_looked_for(found: Callable[[str], set[str]]) -> None:
    assert found("--build-arg") == {"docker.md"}


def test_a_phrase_is_looked_for_in_headings_as_well(found: Callable[[str], set[str]]) -> None:
    assert found('"boiler" pump') == {"cellar/boiler.md"}


@pytest.mark.parametrize("phrase", ["the pump is the deep", "pump is the pump is the pump is the"])
def test_a_phrase_is_found_where_its_beginning_is_repeated(
    notes: Path, found: Callable[[str], set[str]], phrase: str
) -> None:
    write_notes(notes, {"drain.md": "The pump is the pump is the pump is the deep one."})
    assert found(f'"{phrase}"') == {"drain.md"}


def test_a_section_is_searched_for_a_phrase_once_however_often_that_is_typed(notes: Path) -> None:
    with (
        assistant.open(notes) as asked,
        patch.object(restricting, "_holds_phrase", wraps=restricting._holds_phrase) as search,
    ):
        asked.found('pump "red pump" ' * 2 + '"red pump" ' * 100)
    # Those with both words.
    assert search.call_count == 2


def test_a_phrase_is_looked_for_in_all_sections_though_not_in_all_at_a_time(
    found: Callable[[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restricting, "_AT_A_TIME", 1)
    assert found('"the pump"') == ALL - {"garden/pump.md", "cellar/boiler.md"}


def test_operators_are_taken_out_of_the_question(notes: Path) -> None:
    with assistant.open(notes) as asked:
        query = asked.found("pump path:garden -hose").query
    assert (query.text, query.standalone) == ("pump path:garden -hose", "pump")


def test_an_answer_is_restricted_as_well(notes: Path) -> None:
    with assistant.open(notes) as asked:
        reply = asked.ask("what has the pump path:cellar")
    assert {hit.chunk.source.path for hit in reply.hits} == {"cellar/boiler.md"}


@pytest.mark.parametrize("retriever", ["bm25", "tfidf", "hybrid"])
def test_every_ranking_is_restricted(notes: Path, retriever: str) -> None:
    with assistant.open(notes) as asked:
        hits = asked.search("pump path:cellar", retriever)  # type: ignore[arg-type]  # from the list above
    assert [hit.chunk.source.path for hit in hits] == ["cellar/boiler.md"]


def test_a_note_without_a_section_can_be_named(
    notes: Path, found: Callable[[str], set[str]]
) -> None:
    write_notes(notes, {"zz/empty.md": "", "zz/tagged.md": "---\ntags: [home]\n---\n"})
    assert found("pump path:zz") == set()
    assert found("pump tag:home") == {"garden/pump.md", "cellar/boiler.md"}


@pytest.mark.parametrize("question", ["pump -pump", "-pump pump"])
def test_removed_sections_do_not_make_an_operator_of_what_names_none_or_all(
    notes: Path, question: str
) -> None:
    with assistant.open(notes) as asked:
        asked.refresh()
        (notes / "garden" / "hose.md").unlink()
        found = asked.found(question)
    assert found.query.standalone == question
    assert {match.hit.chunk.source.path for match in found.matches} == ALL - {"garden/hose.md"}


def test_a_tag_of_all_notes_is_no_word_of_the_question(tmp_path: Path) -> None:
    with assistant.open(write_notes(tmp_path, {"a.md": "---\ntags: x\n---\nA pump.\n"})) as asked:
        assert asked.found("pump tag:x").query.standalone == "pump"


@pytest.mark.parametrize("question", ["tag:home", "path:garden", "-roses", "tag:home -boiler"])
def test_operators_alone_are_no_question_to_answer(
    notes: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    assert notes
    assert main(["ask", question]) == ExitCode.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert question in line
    assert "add words" in line


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("tag:home", "cellar/boiler.md:4  Boiler\ngarden/pump.md:4  Pump\n"),
        ("path:garden -tag:rubber", "garden/pump.md:4  Pump\n"),
        ("-roses", "cellar/boiler.md:4  Boiler\ndocker.md:1  Building\n"
                   "docker.md:5  Building > Quietly\n"),
    ],
)  # fmt: skip
def test_operators_alone_list_what_they_leave_in_the_order_of_the_notes(
    notes: Path, capsys: pytest.CaptureFixture[str], question: str, listed: str
) -> None:
    assert notes
    assert main(["search", question]) == ExitCode.ANSWERED
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (listed, "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ('pump "zebra crossing"', ['"zebra crossing"']),
        ('"red pump"', []),
        ('what do people mean by "zebra crossing"', []),
    ],
)
def test_a_phrase_that_no_section_holds_is_told(
    notes: Path, capsys: pytest.CaptureFixture[str], question: str, told: list[str]
) -> None:
    assert notes
    main(["search", question])
    lines = [f"no section, or every one, holds {one}; its words are looked for" for one in told]
    assert [line for line in capsys.readouterr().err.split("\n") if "every one" in line] == [
        f"assistant: note: {line}" for line in lines
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("red -pump", ["-pump"]),
        ("pump -zebra", ["-zebra"]),
        ("pump -quiet", ["-quiet"]),
        ("pump -roses", []),
        ("what does --build-arg do", []),
    ],
)
def test_a_word_that_can_t_be_excluded_is_told(
    notes: Path, capsys: pytest.CaptureFixture[str], question: str, told: list[str]
) -> None:
    assert notes
    main(["search", question])
    lines = [f"{one} would leave no section, or every one; the word is looked for" for one in told]
    assert [line for line in capsys.readouterr().err.split("\n") if "every one" in line] == [
        f"assistant: note: {line}" for line in lines
    ]


def test_a_list_that_is_cut_says_so(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert notes
    assert main(["search", "-n", "1", "tag:home"]) == ExitCode.ANSWERED
    printed = capsys.readouterr()
    assert printed.out == "cellar/boiler.md:4  Boiler\n"
    assert printed.err == "assistant: note: these are the first 1; -n lists more\n"


def test_a_long_section_is_listed_once(tmp_path: Path) -> None:
    text = "# Long\n\n" + "\n\n".join("word " * 150 for _ in range(4))
    folder = write_notes(tmp_path, {"a.md": f"---\ntags: x\n---\n{text}\n", "b.md": "# B\n"})
    with assistant.open(folder) as asked:
        assert [match.line for match in asked.found("tag:x").matches] == [4]


UNMATCHED = [
    ("pump tag:hom", "no note has the tag 'hom'; near it: home, home/garden"),
    ("tag:zebra pump", "no note has the tag 'zebra'; there are home, home/garden, leaky, rubber"),
    ("tag:zebra", "no note has the tag 'zebra'; there are home, home/garden, leaky, rubber"),
    ("pump path:gardne", "no note's path holds 'gardne'; near it: garden"),
    ("pump -path:gardne", "no note's path holds 'gardne'; near it: garden"),
]


@pytest.mark.parametrize(("question", "line"), UNMATCHED)
def test_a_search_names_the_tag_or_path_that_is_not_there(
    notes: Path, capsys: pytest.CaptureFixture[str], question: str, line: str
) -> None:
    assert notes
    assert main(["search", question]) == ExitCode.NOT_ANSWERED
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"assistant: note: {line}\n")
    assert main(["search", "--json", question]) == ExitCode.NOT_ANSWERED
    told = json.loads(capsys.readouterr().out)
    assert (told["sources"], told["reason"]) == ([], line)


def test_a_question_that_names_a_tag_that_is_not_there_is_not_answered(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert notes
    assert main(["ask", "where is the pump tag:hom"]) == ExitCode.NOT_ANSWERED
    assert capsys.readouterr().out == "No note has the tag 'hom'; near it: home, home/garden.\n"


def test_notes_without_any_tag_say_so(tmp_path: Path) -> None:
    with assistant.open(write_notes(tmp_path, {"a.md": "A pump.\n"})) as asked:
        assert asked.found("pump tag:x").reason == "no note has the tag 'x', or any other"


def test_what_stands_in_the_notes_as_typed_is_asked_about(tmp_path: Path) -> None:
    folder = write_notes(tmp_path, {"a.md": "Write `tag:latest` behind it.\n", "b.md": "Else.\n"})
    with assistant.open(folder) as asked:
        assert [match.line for match in asked.found("write tag:latest").matches] == [1]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("zebra tag:rubber", "of the sections that tag:rubber leaves, none holds any of the other "
                             "words"),
        ("tag:rubber path:cellar", "no section is left by tag:rubber path:cellar"),
        ("zebra", "no section of the notes holds any of these words"),
    ],
)  # fmt: skip
def test_a_search_that_finds_nothing_says_why(notes: Path, question: str, reason: str) -> None:
    with assistant.open(notes) as asked:
        assert asked.found(question).reason == reason


def test_a_long_question_of_operators_alone_is_not_repeated_whole(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert notes
    assert main(["ask", "-roses " * 1000]) == ExitCode.USAGE
    line = capsys.readouterr().err
    assert "add words" in line
    assert len(line) < 200


def test_operators_that_leave_nothing_together_are_not_answered(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert notes
    assert main(["search", "pump", "path:cellar", "tag:rubber"]) == ExitCode.NOT_ANSWERED
    assert capsys.readouterr().out == ""
