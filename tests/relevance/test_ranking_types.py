"""`assistant.relevance.ranking_types`: a ranking kept in columns is the same chunk by chunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sections import TEA, index_of, query_of

from assistant.ranking import rank

if TYPE_CHECKING:
    from assistant.relevance.ranking_types import Ranking


@pytest.fixture
def ranking() -> Ranking:
    postings, statistics = index_of(TEA)
    return rank(query_of("how do I brew green tea"), postings, statistics, 50)


def test_a_ranking_is_as_long_as_it_has_chunks(ranking: Ranking) -> None:
    assert len(ranking) == len(ranking.ids()) == len(ranking.items()) > 2


def test_each_chunk_is_written_out_with_its_own_evidence(ranking: Ranking) -> None:
    for at, item in enumerate(ranking.items()):
        assert (item.chunk, item.score) == (ranking.chunks[at], ranking.scores[at])
        assert item.evidence.bm25 == ranking.bm25[at]
        assert item.evidence.tfidf == ranking.tfidf[at]
        assert item.evidence.coverage == ranking.coverage[at]
        held = [term for term, far in zip(ranking.terms, ranking.held[:, at], strict=True) if far]
        assert item.evidence.matched == tuple(held)


def test_some_of_the_chunks_keep_what_is_theirs_in_the_order_asked_for(ranking: Ranking) -> None:
    chosen = ranking.at([2, 0])
    items = ranking.items()
    assert chosen.items() == [items[2], items[0]]
    assert chosen.fields.bm25_body.tolist() == ranking.fields.bm25_body[[2, 0]].tolist()
    assert chosen.fields.note.tolist() == ranking.fields.note[[2, 0]].tolist()
    assert chosen.terms == ranking.terms
