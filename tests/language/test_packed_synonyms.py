"""`assistant.language.packed_synonyms`: synonyms as one text, of which only parts are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.packed_synonyms import BLOCK, pack, unpack
from assistant.language.synonyms import Synonyms, make_synonyms, parse
from assistant.text import analyzer

ENGLISH = analyzer()

WORDS = st.sampled_from(
    [
        "delete",
        "remove",
        "pump",
        "hose",
        "gas",
        "bottle",
        "insurance",
        "company",
        "ä",
        "ö",
        "get",
        "rid",
    ]
)
ENTRIES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
LINES = st.lists(ENTRIES, min_size=2, max_size=4).map(", ".join)


def made(text: str, own: str = "") -> Synonyms:
    rules, users = parse(text, "list"), parse(own, "own")
    return make_synonyms(rules, ENGLISH.terms, ENGLISH.content_of, users)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=3), st.lists(WORDS, max_size=6))
def test_what_is_packed_comes_back(shipped: list[str], own: list[str], asked: list[str]) -> None:
    synonyms = made("\n".join(shipped), "\n".join(own))
    again = unpack(pack(synonyms))
    assert (dict(again.entries), dict(again.apart)) == (synonyms.entries, synonyms.apart)
    assert (again.own, again.words) == (synonyms.own, synonyms.words)
    question = ENGLISH.question_terms(" ".join(asked))
    assert again.expansions(*question) == synonyms.expansions(*question)
    assert pack(again) == pack(synonyms)


def test_groups_of_several_blocks_come_back() -> None:
    synonyms = made("\n".join(f"a{at}x => b{at}x" for at in range(2 * BLOCK + 1)))
    again = unpack(pack(synonyms))
    assert again.meanings(f"a{BLOCK}x") == synonyms.meanings(f"a{BLOCK}x")
    assert again.meanings(f"a{2 * BLOCK}x") == synonyms.meanings(f"a{2 * BLOCK}x")


def test_a_large_group_takes_no_more_than_its_words() -> None:
    words = [f"word{at}" for at in range(2000)]
    # Each word as what is typed, with its group, among all words, and as what is looked for.
    assert len(pack(made(", ".join(words)))) < 4 * len(words) * len("word1999 0 ")


@pytest.mark.parametrize("text", ["", "[]", "hive\f0\fcolony", "0\f", "\f\f\fx"])
def test_what_was_not_packed_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        unpack(text)


def test_a_word_that_nothing_is_looked_for_beside_comes_back_so() -> None:
    # What stands for it is left out, since it holds a stop word.
    synonyms = unpack(pack(made("login => log in")))
    assert synonyms.meanings("login") == {}
