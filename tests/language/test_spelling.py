"""`assistant.language.spelling`: which words are taken for which, and which are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.spelling import (
    MOST_COMPARED,
    Range,
    Vocabulary,
    closest,
    corrected,
    corrections,
    edits,
    ranges,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = {"container": 9, "containers": 5, "daemon": 4, "docker": 30, "image": 8, "limit": 3}
WORDS |= {"running": 2, "help": 6, "form": 1, "from": 90, "node": 1, "done": 3, "done's": 1}

LETTERS = st.text("abcdeé", min_size=1, max_size=10)


def vocabulary(*familiar: str) -> Vocabulary:
    def words(where: Range) -> Iterable[tuple[str, int]]:
        return [
            (word, count)
            for word, count in WORDS.items()
            if word.startswith(where.prefix) and where.shortest <= len(word) <= where.longest
        ]

    return Vocabulary(WORDS.__contains__, words, frozenset(familiar))


@pytest.mark.parametrize("typed", ["dockerd", "containerd"])
def test_a_word_with_a_d_behind_it_names_a_program(typed: str) -> None:
    assert corrections(f"the {typed}?", vocabulary()) == ()


def test_a_d_behind_e_or_d_is_a_past_or_a_slip() -> None:
    words = vocabulary()
    assert corrections("the imaged?", words) == (("imaged", "image"),)
    ended = Vocabulary({"ended"}.__contains__, lambda _where: [("ended", 1)], frozenset())
    assert corrections("it endedd", ended) == (("endedd", "ended"),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dokcer", "docker"),
        ("odcker", "docker"),
        ("dockerr", "docker"),
        ("dcker", "docker"),
        ("deamon", "daemon"),
        ("limt", "limit"),
        ("runing", "running"),
        ("conatiner", "container"),
        ("conatiners", "containers"),
        ("contianr", "container"),
    ],
)
def test_a_slip_is_taken_for_the_closest_word(typed: str, meant: str) -> None:
    assert corrections(f"the {typed}?", vocabulary()) == ((typed, meant),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("docker", "the notes hold it"),
        ("hel", "three letters say too little"),
        ("imxye", "two slips are too many for five letters"),
        ("nodee2", "a digit makes it a technical word"),
        ("/var/lib/dokcer", "it is a path"),
        ("dokcer.io", "it is an address"),
        ("dokcer_data", "it is an identifier"),
        ("--limt", "it is an option"),
        ('"dokcer"', "it is a quotation"),
        ("`dokcer`", "it is code"),
        ("dokcerFile", "it is an identifier"),
        ("is Dokcer", "it is written as a name"),
        ("xmage", "the first letter is seldom wrong"),
    ],
)
def test_a_word_is_left_alone(text: str, why: str) -> None:
    assert corrections(text, vocabulary()) == (), why


def test_a_familiar_word_is_right_even_where_the_notes_lack_it() -> None:
    assert corrections("helm", vocabulary()) == (("helm", "help"),)
    assert corrections("helm", vocabulary("helm")) == ()


def test_capitals_say_nothing_at_the_start_or_in_a_text_of_capitals() -> None:
    assert corrections("Dokcer", vocabulary()) == (("Dokcer", "docker"),)
    assert corrections("RUN DOKCER", vocabulary()) == (("DOKCER", "docker"),)


def test_corrections_are_put_in_place_and_the_rest_stays_letter_for_letter() -> None:
    text = "  Why  is dokcer's  dokcer slow, see /dokcer (dokcer)?"
    pairs = corrections(text, vocabulary("slow"))
    assert pairs == (("dokcer", "docker"),)
    assert corrected(text, pairs) == "  Why  is dokcer's  docker slow, see /dokcer (docker)?"


def test_of_equally_close_words_the_same_first_letter_then_the_frequent_one_wins() -> None:
    assert closest("fomr", [("ofmr", 99), ("form", 1)]) == "form"
    assert closest("frim", [("firm", 2), ("from", 90), ("form", 100)]) == "from"
    assert closest("wher", [("when", 90), ("where", 9)]) == "where"
    assert closest("tesk", [("test", 1), ("desk", 9), ("task", 1)]) == "task"


def test_nothing_close_gives_nothing() -> None:
    assert closest("docker", []) is None
    assert closest("docker", [("cooker", 5)]) is None
    assert closest("abc", [("abd", 1)]) is None


def test_words_to_compare_begin_alike_or_with_the_first_letters_swapped() -> None:
    assert ranges("limt") == (Range("l", 3, 5), Range("il", 3, 5))
    assert ranges("aardvark") == (Range("a", 6, 10),)
    assert ranges("abc") == ()


@given(st.text(max_size=30))
def test_correcting_with_nothing_changes_nothing(text: str) -> None:
    assert corrected(text, ()) == text


@given(LETTERS, st.lists(st.tuples(LETTERS, st.integers(1, 9)), max_size=8))
def test_the_closest_word_is_one_of_the_candidates_in_whatever_order_they_come(
    word: str, candidates: list[tuple[str, int]]
) -> None:
    candidates = list(dict(candidates).items())
    found = closest(word, candidates)
    assert found is None or found in dict(candidates)
    assert found == closest(word, candidates[::-1])


@given(LETTERS.filter(lambda word: len(word) >= 4), st.data())
def test_a_swap_of_neighbours_is_within_reach(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert edits(typed) >= 1
    assert any(word.startswith(where.prefix) for where in ranges(typed))
    assert closest(typed, [(word, 1)]) == word


def test_of_a_text_as_long_as_a_file_so_many_unknown_words_are_compared() -> None:
    asked: list[Range] = []

    def words(where: Range) -> Iterable[tuple[str, int]]:
        asked.append(where)
        return vocabulary().words(where)

    unknown = " ".join("zz" + "abcdefgh"[at % 8] * (at // 8 + 2) for at in range(MOST_COMPARED))
    known = Vocabulary(WORDS.__contains__, words, frozenset())
    # To look for a small letter before each took hours.
    capitals = f"{'DOCKER ' * 200_000} {unknown.upper()} dokcer"
    assert corrections(f"dokcer {unknown} limt", known) == (("dokcer", "docker"),)
    # One begins with two different letters, and so may mean words from two ranges.
    assert len(asked) == MOST_COMPARED + 1
    assert corrections(capitals, vocabulary()) == ()
    assert corrections("docker " * 1000 + "limt", known) == (("limt", "limit"),)
