"""`assistant.render.json_output`: what scripts read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import PRUNED, Outcome
from hypothesis import given

from assistant.errors import ExitCode
from assistant.matching import Found
from assistant.model import Answer, NoAnswer, Passage, Remark
from assistant.records import replace
from assistant.render import reply_object, search_object, status_object, to_json
from assistant.status import Status
from render.builders import answered, hit, hostile, passage, query, source, unsafe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@given(hostile, hostile, hostile)
def test_json_holds_nothing_unsafe_and_loses_nothing(text: str, path: str, name: str) -> None:
    reply = Answer(query(name), text, text, 1, 0.9, (hit(text, path, (name,)),))
    line = to_json(reply_object(reply, 1.0))
    assert unsafe(line) == []
    assert "\n" not in line
    found = json.loads(line)
    assert found["question"] == name
    assert found["answer"] == {"text": text, "best": text, "path": path, "line": 1}
    assert found["sources"][0]["text"] == text
    assert found["sources"][0]["headings"] == [name]


def test_json_escapes_lone_surrogates() -> None:
    line = to_json(search_object(Found(query("\udcff \ud800"), ()), 1.0))
    assert line.encode()
    assert json.loads(line)["question"] == "\udcff \ud800"


def test_a_status_as_json_has_every_field() -> None:
    found = json.loads(to_json(status_object(Status("/n", "/i", 1, 3, 2, 9, 80, ("a.md",), ()))))
    assert found == {
        "schema": 1,
        "notes": "/n",
        "index": "/i",
        "index_bytes": 1,
        "files": 3,
        "indexed": 2,
        "sections": 9,
        "terms": 80,
        "changed": ["a.md"],
        "warnings": [],
    }


def test_an_answer_has_its_further_pieces_and_its_doubt_only_where_there_are_any() -> None:
    sure = answered("Hot.", "Hot.")
    found = reply_object(sure, 1.0)
    assert "tentative" not in found
    assert "passages" not in found["answer"]
    unsure = Answer(
        sure.query, "Hot.", "Hot.", 1, 0.4, sure.hits, (passage("Blue. Big.", "Big.", 7),), True
    )
    found = reply_object(unsure, 1.0)
    assert found["answered"] is True
    assert found["tentative"] is True
    assert found["answer"]["passages"] == [
        {"text": "Blue. Big.", "best": "Big.", "path": "mugs.md", "line": 7}
    ]


def test_an_alternative_is_marked_as_one() -> None:
    other = replace(passage("Blue. Big.", "Big.", 7), is_alternative=True)
    found = reply_object(replace(answered("Hot.", "Hot."), passages=(other,)), 1.0)
    assert [piece["alternative"] for piece in found["answer"]["passages"]] == [True]


def test_a_refusal_says_what_is_missing_and_was_meant_only_where_it_is_known() -> None:
    assert (
        not {"missing", "suggestions"}
        & reply_object(NoAnswer(query(), "No.", (source(),), 0.1), 1.0).keys()
    )
    reply = NoAnswer(query(), "No.", (), 0.1, missing=("teh",), suggestions=("the tea",))
    found = reply_object(reply, 1.0)
    assert (found["missing"], found["suggestions"]) == (["teh"], ["the tea"])


def test_a_refusal_says_why_and_a_remark_has_nothing_to_say_it_of() -> None:
    assert reply_object(NoAnswer(query(), "No.", (), 0.1), 1.0)["reason"] == "No."
    assert "reason" not in reply_object(Remark(query(), "Hello."), 1.0)


# What each command prints


@pytest.mark.parametrize("ways", [["--json"], ["--format", "json"], ["--format=json"]])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["ask", "when do I prune the apple tree?"], ExitCode.ANSWERED),
        (["ask", "who won the football match"], ExitCode.NOT_ANSWERED),
        (["search", "compost"], ExitCode.ANSWERED),
        (["search", "zeppelin"], ExitCode.NOT_ANSWERED),
        (["index"], ExitCode.ANSWERED),
        (["status"], ExitCode.ANSWERED),
        (["ask", "???"], ExitCode.USAGE),
        (["ask", "x", "-n", "many"], ExitCode.USAGE),
        (["ask", "x", "-n", "0"], ExitCode.USAGE),
        (["ask", "x", "--notes", "/nowhere"], ExitCode.USAGE),
        (["status", "--bogus"], ExitCode.USAGE),
    ],
)
def test_a_command_asked_for_json_prints_one_object_and_nothing_else(
    run: Callable[..., Outcome], notes: Path, command: list[str], code: int, ways: list[str]
) -> None:
    (notes / "coffee.md").write_bytes(b"Caf\xe9")  # worth a warning
    outcome = run(*command, *ways)
    assert outcome.code == code
    assert outcome.out.count("\n") == 1
    assert outcome.json["schema"] == 1
    assert ("error" in outcome.json) is (code == ExitCode.USAGE)


def test_an_answer_as_json_has_the_fields_of_the_contract(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "When do I prune the apple tree?").json
    assert list(found) == [
        "schema",
        "question",
        "standalone",
        "corrections",
        "answered",
        "confidence",
        "answer",
        "sources",
        "nearest",
        "elapsed_ms",
    ]
    assert found["question"] == found["standalone"] == "When do I prune the apple tree?"
    assert found["corrections"] == {}
    assert found["answered"] is True
    assert found["nearest"] == []
    assert found["answer"] | {"text": ""} == {
        "text": "",
        "best": PRUNED,
        "path": "garden.md",
        "line": 9,
    }
    first = found["sources"][0]
    assert first["path"] == "garden.md"
    assert first["anchor"] == "when-do-i-prune-the-apple-tree"
    assert first["headings"] == ["Garden", "When do I prune the apple tree?"]
    assert (first["first_line"], first["last_line"]) == (7, 9)
    assert {"score", "bm25", "tfidf", "text"} <= first.keys()


def test_a_question_for_a_way_is_answered_by_the_command(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "How do I restart the web server?").json
    assert (found["answer"]["best"], found["answer"]["line"]) == ("sudo systemctl restart nginx", 8)


def test_a_correction_is_told_in_the_json_and_nowhere_else(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "when do I prune the aple tree")
    assert outcome.json["corrections"] == {"aple": "apple"}
    assert outcome.json["standalone"] == "when do I prune the apple tree"
    assert outcome.json["question"] == "when do I prune the aple tree"
    assert outcome.err == ""


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_explanation_is_made_of_what_adds_up_to_each_score(
    run: Callable[..., Outcome], command: str
) -> None:
    tables = run(command, "--explain", "when do I prune the apple tree").out.split("\n\n")
    explained = [table for table in tables if "\n  score " in table]
    assert explained
    for table in explained:
        *rows, score = [float(row.split()[-1]) for row in table.rstrip().split("\n")[1:]]
        # Each is rounded to three places.
        assert sum(rows) == pytest.approx(score, abs=0.0005 * (len(rows) + 1))


def test_a_refusal_as_json_names_the_nearest_sections(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "who may mow the grass").json
    assert found["answered"] is False
    assert found["answer"] is None
    assert found["nearest"][0] == {
        "path": "garden.md",
        "anchor": "compost",
        "headings": ["Garden", "Compost"],
        "first_line": 11,
        "last_line": 16,
        "best": "Grass goes on top, in thin layers.",
        "line": 16,
    }


def test_one_of_the_nearest_that_says_nothing_is_named_alone() -> None:
    nearest = (source("a.md"), source("b.md"))
    line = Passage("Hot.", "Hot. <!-- c -->", 3, nearest[1])
    first, second = reply_object(NoAnswer(query(), "No.", nearest, 0.1, lines=(line,)), 1)[
        "nearest"
    ]
    assert first.keys() == second.keys() - {"best", "line"}
    assert (second["path"], second["best"], second["line"]) == ("b.md", "Hot. <!-- c -->", 3)


def test_a_search_as_json_has_no_answer(run: Callable[..., Outcome]) -> None:
    found = run("search", "--json", "compost heap").json
    assert not {"answered", "confidence", "answer", "nearest"} & found.keys()
    assert found["sources"][0]["anchor"] == "compost"
