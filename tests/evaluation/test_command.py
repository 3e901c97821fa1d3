"""`assistant.evaluation.command`: the whole of `assistant eval` on the questions that ship."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import ir_measures
import pytest
from conftest import write_notes

from assistant.cli import main
from assistant.evaluation.measures import ANSWERING, OF_ALL, RETRIEVAL
from assistant.evaluation.report import make_report
from assistant.evaluation.saved_runs import report_object
from assistant.settings import Settings, config_file, load
from evaluation.builders import outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def test_the_measures_are_those_of_the_exported_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, qrels = tmp_path / "a.run", tmp_path / "a.qrels"
    files = ("--trec-run", str(run), "--qrels", str(qrels))
    assert main(["eval", "--json", "--split", "dev", "--kind", "paraphrase", *files]) == 0
    ours = json.loads(capsys.readouterr().out)["systems"]["hybrid"]
    theirs = ir_measures.calc_aggregate(
        [ir_measures.parse_measure(name) for name in RETRIEVAL],
        list(ir_measures.read_trec_qrels(str(qrels))),  # type: ignore[no-untyped-call]  # untyped
        list(ir_measures.read_trec_run(str(run))),  # type: ignore[no-untyped-call]  # untyped
    )
    for measure, value in theirs.items():
        assert ours[str(measure)]["mean"] == pytest.approx(value, abs=1e-6)


def test_a_bound_that_is_broken_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["eval", "--split", "dev", "--kind", "comparison", "--fail-under", "Success@1=1.01"]
    assert main(command) == 1
    assert "Success@1 is" in capsys.readouterr().err


def test_a_bound_of_both_sides_is_broken_on_one(capsys: pytest.CaptureFixture[str]) -> None:
    bounds = ["--fail-under", "Success@1=1.01", "--fail-over", "Success@1=1.01"]
    assert main(["eval", "--split", "dev", "--kind", "comparison", *bounds]) == 1
    assert capsys.readouterr().err.count("Success@1 is") == 1


def test_a_bound_on_what_is_no_measure_is_told_before_anything_is_measured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eval", "--fail-under", "Succes@1=0.9", "--against", "/nope/run"]) == 2
    assert "'Succes@1' is no measure; there are Success@1, " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("library", "use"),
    [
        ("ir_measures", "measuring"),
        ("jinja2", "the HTML page"),
        ("matplotlib", "the HTML page"),
    ],
)
def test_a_missing_library_is_told_before_anything_is_measured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, library: str, use: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert main(["eval", "/nope/questions.jsonl", "--html", "report.html"]) == 2
    assert capsys.readouterr().err == (
        f"assistant: error: {use} needs {library};"
        " install it with: pip install 'notes-assistant[eval]'\n"
    )


@pytest.mark.parametrize("value", ["nan", "-inf"])
def test_a_bound_that_nothing_breaks_is_refused(
    capsys: pytest.CaptureFixture[str], value: str
) -> None:
    assert main(["eval", "--fail-under", f"Success@1={value}"]) == 2
    assert f"'Success@1={value}' is not like Success@1=0.9" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--against", "--save", "--trec-run", "--split"])
def test_an_empty_value_switches_no_option_off(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["eval", option, ""]) == 2
    assert f"{option} is empty; is a variable not set?" in capsys.readouterr().err


def test_options_that_a_starter_file_has_no_use_for_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init", "--calibrate", "--trec-run", "x"]) == 2
    err = capsys.readouterr().err
    assert "--init measures nothing, which --calibrate, --trec-run would need; leave" in err
    assert not file.exists()


def test_a_file_of_somebody_elses_is_told_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init"]) == 0
    questions = file.read_text("utf-8")
    assert main(["eval", str(file), "--save", str(file)]) == 2
    assert f"{file}: is there already, and --save replaces only" in capsys.readouterr().err
    assert file.read_text("utf-8") == questions


def test_a_question_file_may_have_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "questions\udcff.jsonl"
    assert main(["eval", str(file), "--init"]) == 0
    assert main(["eval", str(file), "--save", str(tmp_path / "run.json")]) == 0
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["name"] == "questions\\xff.jsonl"


def test_every_figure_of_a_report_may_have_a_bound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--json", "--split", "dev"]) == 0
    figures = json.loads(capsys.readouterr().out)["systems"]["hybrid"]
    assert set(figures) == {*RETRIEVAL, *ANSWERING, *OF_ALL}


@pytest.mark.parametrize("option", ["--save", "--trec-run", "--qrels", "--html"])
def test_a_file_that_no_folder_is_there_for_is_told_before_anything_is_measured(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["eval", option, "/nope/file", "--against", "/nope/run"]) == 2
    assert "/nope/file: no folder is there for it; name another" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["chunks SET text = 'x'", "terms SET seal = 0"])
@pytest.mark.parametrize("option", [(), ("--init",)])
def test_a_damaged_index_is_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, option: Sequence[str]
) -> None:
    folder = write_notes(tmp_path / "notes", {"tea.md": "# Tea\n\nHot.\n"})
    notes = ("--notes", str(folder), "--index", str(tmp_path / "index"))
    assert main(["index", *notes]) == 0
    with closing(sqlite3.connect(tmp_path / "index")) as index:
        index.execute(f"UPDATE {table}")
        index.commit()
    questions = tmp_path / "questions.jsonl"
    if not option:
        questions.write_text('{"question": "tea", "answers": ["hot"]}')
    assert main(["eval", str(questions), *option, *notes]) == 0
    is_read = "chunks" in table or not option
    assert ("was damaged" in capsys.readouterr().err) == is_read


def test_calibrating_writes_the_threshold_that_is_used_from_then_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eval", "--split", "dev", "--calibrate"]) == 0
    written = config_file()
    told = capsys.readouterr().err
    assert f"is written to {written}" in told
    threshold = load({}, {}, written).min_confidence
    assert 0 < threshold < 1
    assert f"min_confidence: {Settings().min_confidence:g} → {threshold:g}\n" in told
    assert re.search(
        r"note: false answers: 0\.\d+ → 0\.\d+\n.*note: false refusals: 0\.\d+ →", told
    )
    assert main(["eval", "--json", "--split", "dev", "--calibrate"]) == 0
    assert load({}, {}, written).min_confidence == threshold
    printed = capsys.readouterr()
    assert f"min_confidence stays {threshold:g}, " in printed.err
    told = json.loads(printed.out)["calibration"]
    assert told["before"] == told["after"]
    assert told["after"]["threshold"] == threshold


def test_too_few_questions_calibrate_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["eval", "--split", "dev", "--kind", "unanswerable-far", "--calibrate"]
    assert main(command) == 2
    assert "too few to calibrate" in capsys.readouterr().err
    assert not config_file().exists()


def _saved(path: Path, *rows: tuple[str, str]) -> str:
    """Write a run of one question by each system named, and give its path."""
    found = [outcome(name, system=system, measures={"Success@1": 1.0}) for name, system in rows]
    path.write_text(json.dumps(report_object(make_report("x", found))), encoding="utf-8")
    return str(path)


def test_a_run_that_no_system_can_be_compared_with_is_told_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = _saved(tmp_path / "run.json", ("1", "bm25"), ("1", "hybrid"))
    assert main(["eval", "--retriever", "tfidf", "--against", run]) == 2
    assert (
        f"{run}: holds bm25 and hybrid, not tfidf; compare with: --retriever bm25\n"
        in capsys.readouterr().err
    )


def test_a_run_of_other_questions_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = _saved(tmp_path / "run.json", ("other", "bm25"))
    command = ["eval", "--split", "dev", "--kind", "comparison", "--against", run]
    assert main(command) == 0
    assert f"{run}: none of its questions is asked here" in capsys.readouterr().err
