"""`assistant.relevance.weighting`: what a term says about a chunk that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sections import TEA, Sections, index_of, query_of

from assistant.model import Alternative
from assistant.records import replace
from assistant.relevance.weighting import (
    GENERAL_ENGLISH_FILE,
    GENERAL_TEXTS,
    PARTS,
    alternatives_of,
    bm25_idf,
    general_share,
    stands_in,
    term_weights,
    tfidf_idf,
    unknown_terms,
)

if TYPE_CHECKING:
    from collections.abc import Callable

KETTLES: Sections = {
    "typed": ("One", "the kettle is hot"),
    "other": ("Two", "the boiler is hot"),
    "both": ("Three", "a kettle or boiler"),
    "neither": ("Four", "the cup is hot"),
}


@pytest.mark.parametrize("idf", [bm25_idf, tfidf_idf])
def test_an_idf_falls_with_the_chunks_that_hold_a_term_and_stays_above_0(
    idf: Callable[[int, int], float],
) -> None:
    found = [idf(10, holders) for holders in range(11)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 11
    assert found[-1] > 0


def test_a_rarer_term_weighs_more_and_an_unknown_one_most() -> None:
    postings, _ = index_of(TEA)
    weights = term_weights(["leav", "soap", "lasagn"], postings, len(TEA), {})
    assert list(weights) == ["leav", "soap", "lasagn"]
    assert 0 < weights["leav"] < weights["soap"] < weights["lasagn"]


def test_a_section_that_holds_a_term_in_both_fields_counts_once() -> None:
    postings, _ = index_of({"a": ("tea", "tea"), "b": ("cup", "cup"), "c": ("tea", "pot")})
    once, _ = index_of({"a": ("pot", "tea"), "b": ("cup", "cup"), "c": ("tea", "pot")})
    assert term_weights(["tea"], postings, 3, {}) == term_weights(["tea"], once, 3, {})


def test_a_term_common_in_general_english_weighs_less_than_another_as_rare_here() -> None:
    weights = term_weights(["go", "samovar"], {}, 5, {})
    assert weights["go"] < weights["samovar"]


def test_general_english_counts_as_much_as_250_sections_would() -> None:
    # Of 250 texts three hold it.
    assert general_share("client") == 0.012
    postings, _ = index_of(TEA)
    held = {"samovar": replace(postings["pot"], document_frequency=3)}
    weights = term_weights(["client", "samovar"], held, 5, {})
    assert weights["client"] == pytest.approx(weights["samovar"])
    assert weights["client"] == pytest.approx(bm25_idf(255, 3))


def test_in_many_notes_general_english_counts_next_to_nothing() -> None:
    postings, _ = index_of(TEA)
    many = {term: replace(row, document_frequency=9000) for term, row in postings.items()}
    weights = term_weights(["leav"], many, 1_000_000, {})
    assert weights["leav"] == pytest.approx(bm25_idf(1_000_000, 9000), abs=0.01)


def test_a_term_of_general_english_has_its_share_and_no_part_of_it_has() -> None:
    assert 0 < general_share("happen") < general_share("go") < general_share("the") <= 1
    assert general_share("appen") == general_share("samovar") == 0


def test_the_terms_of_general_english_are_told_from_the_commonest_to_the_rarest() -> None:
    lines = GENERAL_ENGLISH_FILE.read_text(encoding="utf-8").splitlines()
    shares = [int(line.split()[1]) for line in lines]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[-1] < shares[0] <= PARTS


def test_an_unknown_technical_word_has_no_weight() -> None:
    assert term_weights(["--rm"], {}, 5, {}) == {}


def instead(term: str, *others: str) -> list[Alternative]:
    return [Alternative(term, other, 0.5) for other in others]


def test_alternatives_are_gathered_by_the_term_they_stand_for() -> None:
    b, d, e = Alternative("a", "b", 0.5), Alternative("c", "d", 1.0), Alternative("a", "e", 0.25)
    assert alternatives_of(query_of("kettle", (b, d, e))) == {"a": [b, e], "c": [d]}


def test_a_term_that_stands_nowhere_is_as_frequent_as_its_commonest_alternative() -> None:
    postings, _ = index_of(KETTLES)
    commoner, rarer = (
        term_weights(["samovar"], postings, 4, {"samovar": instead("samovar", "cup", other)})
        for other in ("hot", "lasagn")
    )
    assert commoner["samovar"] < rarer["samovar"]
    assert commoner["samovar"] == bm25_idf(4 + GENERAL_TEXTS, 3)


def test_a_term_that_stands_somewhere_weighs_what_it_does_by_itself() -> None:
    postings, _ = index_of(KETTLES)
    others = {"cup": instead("cup", "hot")}
    assert term_weights(["cup"], postings, 4, others) == term_weights(["cup"], postings, 4, {})


def test_a_meaning_stands_where_all_of_its_words_do() -> None:
    assert stands_in("blue whale", {"whale", "sea", "blue"})
    assert not stands_in("blue whale", {"whale", "sea"})
    assert stands_in("whale", {"whale"})


def test_unknown_is_what_neither_the_notes_nor_general_english_hold() -> None:
    postings = index_of(KETTLES)[0]
    alternatives = {"pot": instead("pot", "kettl"), "lid": instead("lid", "cap")}
    terms = ["kettl", "pot", "lid", "zorb", "fix"]
    assert unknown_terms(terms, postings, alternatives) == {"lid", "zorb"}
