"""numpy is imported without what can wait, and all of that is there when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

WAITING = ["ast", "ctypes", "inspect", "numpy._typing", "pickle", "platform", "textwrap"]


def printed(code: str, before: str = "") -> str:
    """Give what a new process prints that first of all imports numpy leanly, as `numpy`."""
    start = f"""
import sys
{before}
from assistant.lean_numpy import import_numpy
import_numpy()
numpy = sys.modules["numpy"]
"""
    done = subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_what_can_wait_is_not_imported() -> None:
    assert printed(f"print([name for name in {WAITING} if name in sys.modules])") == "[]"


def test_docstrings_are_left_out() -> None:
    assert printed("print(numpy.zeros.__doc__, numpy.zeros(2))") == "None [0. 0.]"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import pickle; print(pickle.loads(pickle.dumps(numpy.arange(3))))", "[0 1 2]"),
        ("print(numpy.arange(3).dumps()[:1])", r"b'\x80'"),
        ("print(numpy.matrix('1 2; 3 4').sum())", "10"),
        ("print(numpy.dtype('(2,3)f4').shape)", "(2, 3)"),
        ("print(numpy.arange(3).ctypes.data > 0)", "True"),
        ("import inspect; print('keepdims' in str(inspect.signature(numpy.mean)))", "True"),
        ("import inspect; print(inspect.cleandoc('  a'))", "a"),
        ("import numpy.typing; print(numpy.typing.NDArray[numpy.int8] != list)", "True"),
        ("numpy.info(numpy.ma.masked_all)", "masked_all(shape, dtype=<class 'float'>)"),
    ],
)
def test_what_waited_is_imported_when_it_is_needed(code: str, expected: str) -> None:
    assert printed(code).startswith(expected)


def test_a_module_within_one_that_waits_can_be_imported() -> None:
    code = """
from types import ModuleType
from assistant.lean_numpy import _Postponed
sys.modules["ctypes"] = _Postponed("ctypes", {"stand_in": 1})
import ctypes.util
from ctypes import stand_in
print(stand_in, ctypes.util.find_library.__name__, hasattr(_Postponed("ast", {}), "__path__"))
"""
    assert printed(code) == "1 find_library False"


def test_where_numpy_is_imported_already_nothing_changes() -> None:
    assert printed("print(len(numpy.zeros.__doc__) > 99)", before="import numpy") == "True"
