"""Imports numpy without what only its documentation, its type hints and calls not made here need.

Without these its import, half of a one-shot question, takes a third less.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOCUMENTATION = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")
"""The modules that do nothing but set docstrings. Under other names numpy imports them as ever."""

_POSTPONED: dict[str, dict[str, object]] = {
    # For names and the texts of errors, saved arrays, pointers, and matrices given as text.
    "ast": {},
    "ctypes": {},
    "pickle": {},
    "platform": {},
    "textwrap": {},
    # For docstrings and signatures of what is written in C, which nobody here reads.
    "inspect": {"cleandoc": str, "signature": lambda _function: None},
    # For the hints of a few types, as `NDArray[Any]`.
    "numpy._typing": {"NDArray": list},
}
"""By name, what numpy imports at once but needs later, with what stands in until it is imported."""


class _Postponed(ModuleType):
    """A module that is imported when something is asked of it that has no stand-in."""

    def __init__(self, name: str, stand_ins: dict[str, object]) -> None:
        super().__init__(name)
        vars(self).update(stand_ins)

    def __getattr__(self, name: str) -> object:
        if name == "__path__":
            # Asked for at each `from … import`, and where a module within this one is imported.
            return self._folders()
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)

    def _folders(self) -> Sequence[str]:
        """Where the modules within this one are; raises `AttributeError` if there can't be any."""
        parent = self.__name__.rpartition(".")[0]
        found = PathFinder.find_spec(
            self.__name__, sys.modules[parent].__path__ if parent else None
        )
        if found is None or found.submodule_search_locations is None:
            raise AttributeError(f"{self.__name__} is no package")
        return found.submodule_search_locations


def import_numpy() -> None:
    """Import numpy, and of what it needs leave for later what isn't imported yet and can wait."""
    if "numpy" in sys.modules:
        return
    for name in _DOCUMENTATION:
        sys.modules[name] = ModuleType(name)
    postponed = [
        _Postponed(name, stand_ins)
        for name, stand_ins in _POSTPONED.items()
        if name not in sys.modules
    ]
    sys.modules.update({module.__name__: module for module in postponed})
    try:
        import_module("numpy")
    finally:
        # From now on all are what they seem, to numpy too, which keeps the modules it has got.
        for module in postponed:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
            for name in _POSTPONED[module.__name__]:
                vars(module).pop(name)
