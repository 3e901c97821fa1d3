"""`assistant.records`: data classes that behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from assistant import records
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is."""

    path: str
    line: int = 1
    words: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The path with the line."""
        return f"{self.path}:{self.line}"


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    path: str
    line: int = 1
    words: tuple[str, ...] = ()


Standard.__qualname__ = "Place"


@dataclass(frozen=True, slots=True)
class Other:
    path: str
    line: int = 1
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    count: int

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(self.count)


GIVEN: list[Callable[[Any], Any]] = [
    lambda made: made("a.md"),
    lambda made: made("a.md", 2),
    lambda made: made("a.md", 2, ("b",)),
    lambda made: made("a.md", words=("b",)),
    lambda made: made(words=("b",), line=2, path="a.md"),
]


@pytest.mark.parametrize("given", GIVEN)
def test_fields_are_what_was_given_or_their_defaults(given: Callable[[Any], Any]) -> None:
    ours, theirs = given(Place), given(Standard)
    assert (ours.path, ours.line, ours.words) == dataclasses.astuple(theirs)
    assert repr(ours) == repr(theirs)
    assert hash(ours) == hash(theirs)


@pytest.mark.parametrize(
    "mistaken",
    [
        lambda made: made(),
        lambda made: made(line=2),
        lambda made: made("a.md", 2, (), 3),
        lambda made: made("a.md", path="b.md"),
        lambda made: made("a.md", lines=2),
        lambda made: made("a.md", 2, (), lines=2),
        lambda made: replace(made("a.md"), lines=2),
    ],
)
@pytest.mark.parametrize("made", [Place, Standard])
def test_arguments_that_do_not_fit_are_refused(mistaken: Callable[[Any], Any], made: Any) -> None:
    with pytest.raises(TypeError):
        mistaken(made)


def test_equal_are_those_of_one_class_with_equal_fields() -> None:
    assert Place("a.md") == Place("a.md", 1)
    assert Place("a.md") != Place("a.md", 2)
    other: object = Other("a.md")
    assert Place("a.md") != other
    assert len({Place("a.md"), Place("a.md", 1), Place("b.md")}) == 2


@pytest.mark.parametrize("name", ["line", "address", "anything"])
def test_nothing_can_be_set_or_deleted(name: str) -> None:
    place = Place("a.md")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(place, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(place, name)
    assert place == Place("a.md")


def test_there_is_no_room_for_more_than_the_fields() -> None:
    assert not hasattr(Place("a.md"), "__dict__")


def test_a_class_keeps_what_else_it_says() -> None:
    assert Place("a.md", 3).address == "a.md:3"
    assert (Place.__doc__, Place.__module__) == ("Where something is.", __name__)
    match Place("a.md", 3):
        case Place(_, line):
            assert line == 3


def test_a_copy_and_what_was_pickled_are_the_same() -> None:
    place = Place("a.md", 3, ("b",))
    assert copy.copy(place) == copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place


@pytest.mark.parametrize("made", [Place, Standard])
def test_replacing_leaves_the_other_fields_and_the_original(made: Any) -> None:
    place = made("a.md", 3)
    assert replace(place, words=("b",)) == made("a.md", 3, ("b",))
    assert place == made("a.md", 3)


def test_fields_are_checked_where_a_class_does_so() -> None:
    assert replace(Checked(1), count=2) == Checked(2)
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
    with pytest.raises(ValueError, match="-2"):
        replace(Checked(1), count=-2)


def test_other_kinds_of_data_classes_are_left_to_the_standard_library() -> None:
    with pytest.raises(TypeError, match="see `dataclasses`"):
        records.dataclass(frozen=False, slots=True)
