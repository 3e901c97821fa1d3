"""`assistant.evaluation.output_files`: what is written again, and what is somebody else's."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import pytest

from assistant.evaluation.html import page
from assistant.evaluation.options import Options, make_options
from assistant.evaluation.output_files import refuse_overwriting, write_output
from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.saved_runs import report_object
from assistant.evaluation.trec import trec_qrels, trec_run
from evaluation.builders import small_report

NAMES = ("save", "trec_run", "qrels", "html")
REPORT = small_report()
QUESTIONS = [item.question for item in REPORT.outcomes[:4]]
WRITTEN = {
    "save": json.dumps(report_object(REPORT)),
    "trec_run": trec_run(REPORT.outcomes),
    "qrels": trec_qrels(QUESTIONS),
    "html": page(REPORT),
}


def naming(path: Path, *names: str) -> Options:
    return make_options(dict.fromkeys(names, str(path)))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_not_there_or_empty_may_be_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file"
    refuse_overwriting(naming(file, name), QUESTIONS)
    file.touch()
    refuse_overwriting(naming(file, name), QUESTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_an_option_replaces_what_it_wrote_and_no_other_did(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file"
    for kind, text in WRITTEN.items():
        file.write_text(text, encoding="utf-8")
        if kind == name:
            refuse_overwriting(naming(file, name), QUESTIONS)
        else:
            with pytest.raises(QuestionsError, match="is there already, and --"):
                refuse_overwriting(naming(file, name), QUESTIONS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    [
        b"# A note\n",
        b'{"question": "how?", "answerable": false}\n',
        b"<!doctype html>\n<title>Mine</title>\n",
        b"q1 Q0 d1 1 9.3 mine\n",
        b"q1 0 d1 2\n",
        b"\xff\xfe",
        b"[" * 200_000,
    ],
)
def test_what_somebody_else_wrote_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(QuestionsError) as caught:
        refuse_overwriting(naming(file, name), QUESTIONS)
    option = f"--{name.replace('_', '-')}"
    told = f"{file}: is there already, and {option} replaces only "
    assert str(caught.value).startswith(told)
    assert str(caught.value).endswith("; name another file")


def test_two_options_can_t_write_one_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    options = Options(save=str(tmp_path / "file"), html=str(tmp_path / "link"))
    with pytest.raises(QuestionsError, match="link: --save and --html can't write one file"):
        refuse_overwriting(options, QUESTIONS)


def test_what_is_no_file_may_be_written_by_all(tmp_path: Path) -> None:
    refuse_overwriting(naming(tmp_path, *NAMES), QUESTIONS)


def test_what_can_t_be_written_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "run.json"
    write_output(str(file), "earlier")

    def refuse(*_paths: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(QuestionsError, match=r"run\.json: No space left on device; name another"):
        write_output(str(file), "later")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["earlier"]


@pytest.mark.skipif(sys.platform == "win32", reason="names it otherwise")
def test_what_is_no_file_is_written_to() -> None:
    write_output("/dev/null", "text")
    assert not Path("/dev/null").is_file()
