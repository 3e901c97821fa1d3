"""`assistant`: what the package offers, and that it waits to import it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assistant
from assistant import errors, model

IMPORTED = """\
import sys
before = {*sys.modules}
import assistant.__main__
print(*{*sys.modules} - before - {*sys.builtin_module_names})
"""


def test_all_that_is_offered_is_there() -> None:
    assert {name: getattr(assistant, name) for name in assistant.__all__} == {
        name: vars(errors).get(name) or vars(model).get(name) or assistant.open
        for name in assistant.__all__
    }
    assert {*assistant.__all__, "__version__"} <= {*dir(assistant)}


def test_what_is_not_offered_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'assistant' has no attribute 'Bogus'"):
        getattr(assistant, "Bogus")  # noqa: B009 (mypy would not have it otherwise)


def test_the_command_imports_nothing_before_it_turns_the_garbage_collector_off() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    assert {*done.stdout.split()} == {"__future__", "assistant", "assistant.__main__"}
