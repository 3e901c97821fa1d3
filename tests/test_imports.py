"""What a command imports decides how fast it feels, asserted in processes; and who imports whom."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import write_notes

import assistant
from assistant.cli import main
from assistant.errors import ExitCode

# What only fitting, parsing or styling needs.
HEAVY = {
    "sklearn",
    "scipy",
    "rank_bm25",
    "markdown_it",
    "yaml",
    "rich",
    "pygments",
    "pathspec",
    "pyperclip",
    "prompt_toolkit",
    "asyncio",
}

# What only a word that the notes don't hold needs.
SPELLING = {"rapidfuzz", "spellchecker"}

# What takes half a millisecond or more, and tells a question that has an index nothing.
DEAR = {
    "argparse",
    "ast",
    "ctypes",
    "dataclasses",
    "hashlib",
    "inspect",
    "pickle",
    "platform",
    "platformdirs",
    "random",
    "shutil",
    "string",
    "tempfile",
    "textwrap",
}

# What only the way from notes to reply knows the order of.
STAGES = {"notes", "chunking", "index", "ranking", "reranking", "answering", "conversation"}

SCRIPT = """\
import json, sys
from assistant import refreshing
from assistant.cli import main
# A note that was written just before it was read would be read once more, seconds later.
refreshing.RACY_NS = 0
try:
    code = main(sys.argv[1:])
except SystemExit as error:
    code = error.code
names = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "modules": names}), file=sys.stderr)
"""


def modules_after(*argv: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *argv],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    # What comes before may be a note on what was asked.
    report = json.loads(done.stderr.splitlines()[-1])
    assert report["code"] in {None, ExitCode.ANSWERED, ExitCode.NOT_ANSWERED}
    return set(report["modules"])


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_no_stage_imports_another(stage: str) -> None:
    tree = ast.parse((Path(assistant.__file__).parent / f"{stage}.py").read_text("utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not found & {f"assistant.{other}" for other in STAGES - {stage}}


def parts_imported_by(part: Path) -> set[str]:
    """Give the packages and top modules that one names, in whatever function or for types alone."""
    files = part.glob("*.py") if part.is_dir() else [part]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    names = [
        node.module.split(".")
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    return {parts[1] for parts in names if parts[0] == "assistant" and len(parts) > 1} - {part.stem}


def test_packages_and_modules_import_each_other_in_one_direction() -> None:
    top = Path(assistant.__file__).parent
    packages = [file.parent for file in top.glob("*/__init__.py")]
    below = {part.stem: parts_imported_by(part) for part in [*packages, *top.glob("*.py")]}
    assert {"storage", "language", "text"} <= below["indexing"]
    # Raises where two need each other.
    assert set(TopologicalSorter(below).static_order()) == below.keys()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = write_notes(
        tmp_path / "vault",
        {"bees.md": "---\ntitle: Bees\n---\n# Bees\n\n## Swarming\n\nBees swarm in May.\n"},
    )
    assert main(["index", "--notes", str(folder)]) == ExitCode.ANSWERED
    return folder


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_with_the_index_ready_imports_nothing_heavy(vault: Path, command: str) -> None:
    modules = modules_after(command, "--notes", str(vault), "when", "do", "bees", "swarm")
    assert not modules & HEAVY


@pytest.mark.parametrize("question", ["when do bees swarm", "bee swarms", "May"])
def test_a_question_that_is_spelt_right_compares_no_spellings(vault: Path, question: str) -> None:
    assert not modules_after("ask", "--notes", str(vault), question) & SPELLING


@pytest.mark.parametrize("question", ["when do bees swrm", "when do dogs bark"])
def test_a_question_that_is_spelt_wrong_imports_nothing_else_that_is_heavy(
    vault: Path, question: str
) -> None:
    assert not modules_after("ask", "--notes", str(vault), question) & HEAVY


def test_a_slip_is_mended_with_both_libraries(vault: Path) -> None:
    # Shows that the tests above look at the right place.
    assert modules_after("ask", "--notes", str(vault), "when do bees swrm") >= SPELLING


@pytest.mark.parametrize("option", ["--quiet", "--plain"])
def test_an_answer_without_style_imports_nothing_heavy(vault: Path, option: str) -> None:
    modules = modules_after("ask", option, "--notes", str(vault), "when do bees swarm")
    assert not modules & HEAVY


def test_a_question_as_json_imports_nothing_heavy(vault: Path) -> None:
    modules = modules_after("ask", "--json", "--notes", str(vault), "when do bees swarm")
    assert not modules & HEAVY


@pytest.mark.skipif(sys.platform != "linux", reason="the user's folders are not plain there")
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_as_json_imports_little_beside_numpy(vault: Path, command: str) -> None:
    modules = modules_after(command, "--json", "--notes", str(vault), "when do bees swarm")
    assert not modules & DEAR


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_wait_for_no_library(option: str) -> None:
    modules = modules_after(option)
    assert not modules & (HEAVY | {"numpy", "Stemmer", "sqlite3", "platformdirs"})


def test_a_question_whose_answer_is_styled_imports_rich(vault: Path) -> None:
    # Shows that the tests above look at the right place.
    modules = modules_after("ask", "--color", "always", "--notes", str(vault), "when do bees swarm")
    assert "rich" in modules
    # It holds no program to highlight.
    assert "pygments" not in modules


PROMPT = """\
import os, sys
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from assistant.cli import main
from assistant.chat.worker import Worker

def start(worker):
    # The worker begins when the prompt is drawn.
    print(*sys.modules, flush=True)
    os._exit(0)

Worker.start = start
sys.stdin.isatty = sys.stdout.isatty = lambda: True
with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
    main([])
"""


def test_the_prompt_is_drawn_before_anything_is_imported_that_does_not_draw_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROMPT],
        capture_output=True,
        text=True,
        env={**os.environ, "TERM": "xterm"},
        check=True,
    )
    modules = {name.partition(".")[0] for name in done.stdout.split()}
    assert "assistant" in modules
    behind = HEAVY | SPELLING | {"numpy", "sqlite3"}
    assert not modules & (behind - {"prompt_toolkit", "asyncio"})


def test_a_chat_imports_nothing_that_measures() -> None:
    script = (
        "import sys, assistant.chat.chat_commands, assistant.chat.completing; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "assistant.evaluation" not in done.stdout.split()
