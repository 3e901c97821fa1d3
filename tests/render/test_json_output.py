"""`assistant.render.json_output`: what scripts read."""

from __future__ import annotations

import json

from hypothesis import given

from assistant.model import Answer, NoAnswer
from assistant.records import replace
from assistant.render import reply_object, search_object, status_object, to_json
from assistant.status import Status
from render.builders import answered, hit, hostile, passage, query, source, unsafe


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
    line = to_json(search_object(query("\udcff \ud800"), [], 1.0))
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
