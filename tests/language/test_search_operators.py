"""`assistant.language.search_operators`: what in a question is an operator, and of which kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.search_operators import (
    MOST_OPERATORS,
    Parted,
    Restrictions,
    operators,
    split,
)


def everywhere(_one: Restrictions) -> bool:
    """Take every operator for one."""
    return True


def nowhere(_one: Restrictions) -> bool:
    """Take no operator for one."""
    return False


@pytest.mark.parametrize(
    ("text", "asked", "restrictions"),
    [
        ('the "red pump" leaks', "the red pump leaks", Restrictions(phrases=("red pump",))),
        ('"red pump"?', "red pump?", Restrictions(phrases=("red pump",))),
        ("pump -valve", "pump", Restrictions(excluded_words=("valve",))),
        ("-valve pump", "pump", Restrictions(excluded_words=("valve",))),
        ("pump tag:home", "pump", Restrictions(tags=("home",))),
        ("pump tag:#home", "pump", Restrictions(tags=("home",))),
        ('pump tag:"my home"', "pump", Restrictions(tags=("my home",))),
        ("pump path:garden/*.md", "pump", Restrictions(paths=("garden/*.md",))),
        ('pump path:"my notes"', "pump", Restrictions(paths=("my notes",))),
        ("pump -tag:home", "pump", Restrictions(excluded_tags=("home",))),
        ("-path:old pump", "pump", Restrictions(excluded_paths=("old",))),
    ],
)
def test_an_operator_is_parted_from_the_question(
    text: str, asked: str, restrictions: Restrictions
) -> None:
    assert split(text, everywhere) == Parted(asked, restrictions)


def test_operators_of_each_kind_add_up() -> None:
    text = '"a b" "c d" -one_ -cold -warm tag:x tag:y path:p path:q pump'
    found = split(text, everywhere).restrictions
    assert found == Restrictions(("a b", "c d"), ("cold", "warm"), ("x", "y"), ("p", "q"))


@pytest.mark.parametrize(
    "text",
    [
        "docker build --build-arg x",
        "docker run -it alpine",
        "ps -a -q -12",
        "a well-known pump",
        "pump - valve",
        'it is 5" long and 3" wide',
        '"never closed',
        'say "" twice',
        'rock"n"roll',
        "metatag:home",
        "tag: home",
        "path:",
        "tags:home",
        "--tag:home",
    ],
)
def test_what_only_looks_like_an_operator_stays_part_of_the_question(text: str) -> None:
    assert split(text, everywhere) == Parted(text, Restrictions())


@pytest.mark.parametrize(
    "text", ['what does "dangling" mean', "curl -sSfL -silent", "tag:x pump path:y"]
)
def test_an_operator_that_finds_nothing_stays_letter_for_letter(text: str) -> None:
    parted = split(text, nowhere)
    assert (parted.text, parted.restrictions) == (text, Restrictions())


@pytest.mark.parametrize(
    ("text", "unmatched"),
    [
        ("tag:x pump", Restrictions(tags=("x",))),
        ("pump path:x", Restrictions(paths=("x",))),
        ("where is the pump tag:x?", Restrictions(tags=("x",))),
        ("pump -valve tag:x", Restrictions(tags=("x",))),
        ("pump -tag:x", Restrictions(excluded_tags=("x",))),
    ],
)
def test_a_tag_or_path_that_finds_nothing_is_told_where_filters_stand(
    text: str, unmatched: Restrictions
) -> None:
    assert split(text, nowhere).unmatched == (unmatched,)


@pytest.mark.parametrize(
    "text",
    [
        "docker run -e tag:x",
        "what does tag:x mean",
        "mount path:/data",
        "mount path:~/data",
        "mount path:./data",
        "pump -valve",
        '"no such words"',
    ],
)
def test_what_may_be_part_of_the_question_is_not_told(text: str) -> None:
    assert split(text, nowhere).unmatched == ()


def test_what_has_the_form_of_an_operator_is_given_as_typed() -> None:
    assert operators('pump -tag:a "b c" path:d -it') == ["-tag:a", '"b c"', "path:d"]


def test_each_operator_is_judged_by_itself() -> None:
    text = "pump -valve -hose"
    parted = split(text, lambda one: one.excluded_words != ("valve",))
    assert parted == Parted("pump -valve", Restrictions(excluded_words=("hose",)))


def test_an_operator_that_is_repeated_is_judged_and_found_once() -> None:
    judged: list[Restrictions] = []

    def applies(one: Restrictions) -> bool:
        judged.append(one)
        return not one.tags

    parted = split('"red pump" -valve tag:x ' * 100, applies)
    assert judged == [
        Restrictions(phrases=("red pump",)),
        Restrictions(excluded_words=("valve",)),
        Restrictions(tags=("x",)),
    ]
    assert parted.restrictions == Restrictions(phrases=("red pump",), excluded_words=("valve",))
    assert parted.text.split() == ["red", "pump", "tag:x"] * 100


def test_of_very_many_operators_the_first_are_judged_and_the_others_stay() -> None:
    words = [f"path:{at}" for at in range(2 * MOST_OPERATORS)]
    parted = split(" ".join(words), everywhere)
    assert len(parted.restrictions.paths) == MOST_OPERATORS
    assert parted.text == " ".join(words[MOST_OPERATORS:])


def test_an_operator_alone_leaves_no_question() -> None:
    assert split("tag:home -valve", everywhere).text == ""


def test_no_restrictions_are_false() -> None:
    assert not Restrictions()


@pytest.mark.parametrize("field", [*Restrictions.__match_args__])
def test_a_restriction_of_any_kind_is_true(field: str) -> None:
    assert Restrictions(**{field: ("x",)})


@given(st.text())
def test_any_text_without_an_operator_that_applies_is_only_trimmed(text: str) -> None:
    parted = split(text, nowhere)
    assert (parted.text, parted.restrictions) == (text.strip(), Restrictions())


@given(st.text(alphabet='ab -":tagph/*\n'))
def test_no_text_is_too_strange_to_be_parted(text: str) -> None:
    parted = split(text, everywhere)
    found = parted.restrictions
    assert len(parted.text) <= len(text)
    assert all([*found.phrases, *found.excluded_words, *found.paths] or [True])


def test_a_quoted_term_in_a_longer_question_is_part_of_it() -> None:
    text = 'what is the thing that people call a "pump handle" in the north'
    assert split(text, everywhere) == Parted(text, Restrictions())
