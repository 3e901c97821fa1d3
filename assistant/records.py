"""Frozen data classes that need no compiler, for all that a question makes use of.

`dataclasses` writes the source of six methods for every class and compiles it on import, which
takes half a millisecond a class; a question imports some fifty of them. Here all classes share
their methods. What there is behaves as in the standard library, and there is less of it:
`@dataclass(frozen=True, slots=True)` for a class without bases, whose fields may have defaults,
`__post_init__`, and `replace`. Type checkers are told that it is the standard library's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["dataclass", "replace"]

T = TypeVar("T")


class _Record:
    """What the data classes have in common."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()
    """The names of the fields, in order."""
    _defaults: ClassVar[tuple[Any, ...]] = ()
    """Those of the last fields, in order."""
    _setters: ClassVar[Sequence[Callable[[Any, Any], None]]] = ()
    """Set one field each, in order, which `__setattr__` refuses to."""

    def __init__(self, *values: Any, **named: Any) -> None:
        if named or len(values) != len(self._setters):
            values = _arguments(type(self), values, named)
        for put, value in zip(self._setters, values, strict=False):
            put(self, value)

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, _values(self), strict=True)
        fields = ", ".join(f"{name}={value!r}" for name, value in pairs)
        return f"{type(self).__qualname__}({fields})"

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), _values(self)

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        _refuse(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        _refuse(f"cannot delete field {name!r}")


def _checked(record: Any, *values: Any, **named: Any) -> None:
    """Be the `__init__` of a class that has something to do behind it."""
    _Record.__init__(record, *values, **named)
    record.__post_init__()


def _values(record: Any) -> tuple[Any, ...]:
    return tuple([getattr(record, name) for name in record.__match_args__])


def _arguments(
    made: type[_Record], values: Sequence[Any], named: Mapping[str, Any]
) -> tuple[Any, ...]:
    """Give a value for each field, in order; raises `TypeError` for arguments that don't fit."""
    names, defaults = made.__match_args__, made._defaults
    if not values and tuple(named) == names:
        # As where many are read from a file.
        return tuple(named.values())
    count, left = len(values), len(names) - len(values)
    if not named and 0 <= left <= len(defaults):
        return (*values, *defaults[len(defaults) - left :])
    if left < 0:
        raise TypeError(f"{made.__name__} has {len(names)} fields; {count} values were given")
    found = dict(zip(reversed(names), reversed(defaults), strict=False))
    found.update(zip(names, values, strict=False))
    for name in named:
        if name not in names:
            raise TypeError(f"{made.__name__} has no field {name!r}")
        if name in names[:count]:
            raise TypeError(f"{made.__name__}: two values were given for {name!r}")
    found |= named
    if missing := [name for name in names if name not in found]:
        raise TypeError(f"{made.__name__}: no value was given for {', '.join(missing)}")
    return tuple([found[name] for name in names])


def _refuse(message: str) -> NoReturn:
    # Imported here, since it takes long, and only a mistake of ours leads here.
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(message)


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type[T]], type[T]]:
    """Give the decorator that makes a data class of one with annotated fields."""
    if not (frozen and slots):
        raise TypeError("only frozen data classes with slots are made here; see `dataclasses`")
    return _made


def _made(template: type[T]) -> type[T]:
    names = tuple(template.__annotations__)
    content = dict(vars(template))
    defaults = tuple([content.pop(name) for name in names if name in content])
    # Those belong to a class without slots.
    del content["__dict__"], content["__weakref__"]
    content |= {"__qualname__": template.__qualname__, "__slots__": names, "__match_args__": names}
    if "__post_init__" in content:
        content["__init__"] = _checked
    made: Any = type(template.__name__, (_Record,), content)
    made._defaults = defaults
    made._setters = [vars(made)[name].__set__ for name in names]
    return made  # type: ignore[no-any-return]  # made at run time


def _replace(record: T, /, **changes: Any) -> T:
    """Give a data class, of whichever library, with other values in some of its fields."""
    names: Sequence[str] = record.__match_args__  # type: ignore[attr-defined]  # any has it
    values = [changes.pop(name) if name in changes else getattr(record, name) for name in names]
    # What is left are names of no field, which it raises for.
    return type(record)(*values, **changes)


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    dataclass, replace = _dataclass, _replace
