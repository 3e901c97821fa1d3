"""`ask` and `search` tell why: `--explain`, the features in JSON, and corrections on stderr."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.cli import main
from assistant.errors import ExitCode
from assistant.relevance.ranker import shipped_ranker

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "pump.md": "# Pump\n\n## Starting\n\nThe pump is started by hand.\n\n## Care\n\nGrease it.\n",
    "hose.md": "# Hose\n\nThe hose of the pump is blue.\n",
}
COMMANDS = pytest.mark.parametrize("command", ["ask", "search"])


@pytest.fixture(autouse=True)
def _notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_NOTES", str(write_notes(tmp_path / "notes", NOTES)))


def tables(printed: str) -> list[tuple[dict[str, float], float]]:
    """Read what each table says that its features add, and the score at its end."""
    found = []
    for table in re.findall(r"(?:^  \w+ +-?\d.*\n)*^  score +.*$", printed, re.MULTILINE):
        *rows, score = (line.split() for line in table.split("\n"))
        found.append(({row[0]: float(row[-1][-6:]) for row in rows}, float(score[-1])))
    return found


@COMMANDS
def test_each_table_adds_up_to_its_score(capsys: pytest.CaptureFixture[str], command: str) -> None:
    main([command, "--explain", "how is the pump started"])
    found = tables(capsys.readouterr().out)
    assert len(found) == 4
    for added, score in found:
        # Each number is rounded to three places.
        assert sum(added.values()) == pytest.approx(score, abs=0.0005 * (len(added) + 1))


@COMMANDS
def test_each_table_names_every_feature_of_the_ranking(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "--explain", "how is the pump started"])
    for added, _ in tables(capsys.readouterr().out):
        assert added.keys() == set(shipped_ranker().features)


def test_what_adds_most_stands_first(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--explain", "how is the pump started"])
    for added, _ in tables(capsys.readouterr().out):
        sizes = [abs(value) for value in added.values()]
        assert sizes == sorted(sizes, reverse=True)


def test_each_table_says_which_section_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--explain", "-n", "1", "how is the pump started"])
    listed, table = capsys.readouterr().out.split("\n\n")
    assert table.startswith("pump.md:5  Pump > Starting\n")
    assert listed.startswith("pump.md:5  Pump > Starting\n")


@COMMANDS
def test_nothing_is_explained_unless_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "how is the pump started"])
    assert tables(capsys.readouterr().out) == []


def test_where_no_section_is_found_there_is_nothing_to_explain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", "--explain", "zeppelin"]) == ExitCode.NOT_ANSWERED
    assert capsys.readouterr().out.count("\n") == 1


@COMMANDS
def test_features_in_json_are_value_and_addition_and_add_up_to_the_score(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "--json", "how is the pump started"])
    for source in json.loads(capsys.readouterr().out)["sources"]:
        added = [addition for _value, addition in source["features"].values()]
        assert source["features"].keys() == set(shipped_ranker().features)
        assert sum(added) == pytest.approx(source["score"], abs=0.00005 * (len(added) + 1))


@COMMANDS
def test_with_explain_json_stays_one_object(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "--json", "--explain", "how is the pump started"])
    assert json.loads(capsys.readouterr().out)["schema"] == 1


def test_no_score_is_listed_where_nothing_explains_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "how is the pump started"])
    assert re.search(r"\d\.\d", capsys.readouterr().out) is None


# Corrections


@COMMANDS
def test_a_correction_is_said_beside_the_result(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "how is the pupm startedd"]) == ExitCode.ANSWERED
    printed = capsys.readouterr()
    assert "'pupm' is taken for 'pump'" in printed.err
    assert "taken for" not in printed.out


@COMMANDS
def test_in_json_a_correction_is_a_field_and_stderr_is_silent(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "--json", "how is the pupm started"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)["corrections"] == {"pupm": "pump"}
    assert printed.err == ""


def test_each_correction_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "how is the pupm startedd"])
    assert len(capsys.readouterr().err.splitlines()) == 2


@COMMANDS
def test_nothing_is_said_where_all_is_spelt_right(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    main([command, "how is the pump started"])
    assert capsys.readouterr().err == ""
