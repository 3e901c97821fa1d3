"""Measure other search engines and ours on public collections, and print one Markdown table.

    python eval/peers.py FOLDER [FOLDER ...] [--train SOURCE ...]

Each FOLDER is in BEIR format; all its judged questions are asked of every engine. Ours ranks each
collection with weights trained on the others and on what `--train` names, which is not measured:
folders in BEIR format, or question files on notes (`sources.py`). Needs the libraries of the
extra `peers`.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import bm25s
import numpy
import Stemmer
import tantivy
from rank_bm25 import BM25Okapi
from tables import row, rule
from train_ranker import read, score, train

from assistant.evaluation.beir import read_collection
from assistant.evaluation.measures import retrieval_measures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from train_ranker import Judged

DEPTH = 100
"""How many documents a peer gives for a question; the measures look at ten."""

MEASURES = ("Success@1", "nDCG@10")

FTS5_TITLE = 7.0
"""What a match in the title counts against one in the body: what gave FTS5 its best mean of 1 to 15
on the six collections of README.md, to be on the safe side in its favour."""

TANTIVY_TITLE = 1.0
"""The same for tantivy, from 1 (no boost) to 5."""

OURS = "hybrid, trained on the others"

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Document:
    """A document of a collection, as its file has it."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text, for engines that know one field."""
        return f"{self.title}\n{self.text}"


Ranking = list[str]
"""Ids of documents, best first."""


# Peers: each gives the rankings of the questions, in their order


def rank_bm25s(documents: Sequence[Document], questions: Sequence[str]) -> list[Ranking]:
    """Rank by bm25s with its defaults, its English stop words and a Snowball stemmer."""

    def tokens(texts: list[str]) -> bm25s.tokenization.Tokenized:
        stemmer = Stemmer.Stemmer("english")
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    engine = bm25s.BM25()
    engine.index(tokens([document.whole for document in documents]), show_progress=False)
    found, scores = engine.retrieve(
        tokens(list(questions)), k=min(DEPTH, len(documents)), show_progress=False
    )
    return [
        [documents[at].id for at, value in zip(row, values, strict=True) if value > 0]
        for row, values in zip(found, scores, strict=True)
    ]


def rank_fts5(
    documents: Sequence[Document], questions: Sequence[str], title: float = FTS5_TITLE
) -> list[Ranking]:
    """Rank by SQLite FTS5: stemmed, two columns, any word of the question."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE documents USING fts5"
        "(id UNINDEXED, title, body, tokenize='porter unicode61')"
    )
    database.executemany(
        "INSERT INTO documents VALUES (?, ?, ?)",
        [(one.id, one.title, one.text) for one in documents],
    )

    def ranking(question: str) -> Ranking:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        rows = database.execute(
            "SELECT id FROM documents WHERE documents MATCH ?"
            " ORDER BY bm25(documents, 0, ?, 1) LIMIT ?",
            (words, title, DEPTH),
        )
        return [row[0] for row in rows] if words else []

    return [ranking(question) for question in questions]


def rank_tantivy(
    documents: Sequence[Document], questions: Sequence[str], title: float = TANTIVY_TITLE
) -> list[Ranking]:
    """Rank by tantivy: stemmed, two fields, any word of the question."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("title", "body"):
        builder.add_text_field(field, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for one in documents:
        writer.add_document(tantivy.Document(id=one.id, title=one.title, body=one.text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ranking(question: str) -> Ranking:
        # In small letters, so that no word is an operator.
        words = " ".join(_WORD.findall(question.lower()))
        query = index.parse_query(words, ["title", "body"], field_boosts={"title": title})
        hits = searcher.search(query, DEPTH).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    return [ranking(question) for question in questions]


def rank_langchain(documents: Sequence[Document], questions: Sequence[str]) -> list[Ranking]:
    """Rank by rank_bm25 as LangChain's `BM25Retriever` does: texts split at white space."""
    engine = BM25Okapi([document.whole.split() for document in documents])
    ids = [document.id for document in documents]
    return [engine.get_top_n(question.split(), ids, n=DEPTH) for question in questions]


PEERS: Mapping[str, Callable[[Sequence[Document], Sequence[str]], list[Ranking]]] = {
    f"bm25s {version('bm25s')}": rank_bm25s,
    f"SQLite FTS5 {sqlite3.sqlite_version}": rank_fts5,
    f"tantivy {version('tantivy')}": rank_tantivy,
    f"rank_bm25 {version('rank-bm25')} as in LangChain": rank_langchain,
}


# Measuring


def read_documents(folder: Path) -> list[Document]:
    """Read the documents of a BEIR folder."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [Document(row["_id"], row.get("title") or "", row.get("text") or "") for row in rows]


def measure_peers(folder: Path) -> dict[str, dict[str, float]]:
    """Give each peer's measures on a collection."""
    documents = read_documents(folder)
    questions = [one for one in read_collection(folder).questions if one.relevant]
    texts = [question.text for question in questions]
    measured = {}
    for name, rank in PEERS.items():
        rankings = dict(zip((one.id for one in questions), rank(documents, texts), strict=True))
        measured[name] = _mean(list(retrieval_measures(questions, rankings).values()))
    return measured


def measure_ours(collections: Mapping[str, Sequence[Judged]], name: str) -> dict[str, float]:
    """Give our measures on a collection, with weights trained on all the others."""
    weights = train([rows for other, rows in collections.items() if other != name])
    return score(collections[name], weights)


# The table


def print_table(table: Mapping[str, Sequence[Mapping[str, float]]], columns: Sequence[str]) -> None:
    """Print a row for each system, and how far ours is above the best peer."""
    means = {system: (*own, _mean(own)) for system, own in table.items()}
    lead = [
        {name: ours[name] - max(means[peer][at][name] for peer in PEERS) for name in MEASURES}
        for at, ours in enumerate(means[OURS])
    ]
    print(row("Success@1 / nDCG@10", *columns, "mean"))
    print(rule(len(columns) + 2))
    for system, own in means.items():
        print(row(system, *(_cell(figures, "") for figures in own)))
    print(row("above the best peer", *(_cell(figures, "+") for figures in lead)))


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: float(numpy.mean([figures[name] for figures in rows])) for name in MEASURES}


def _cell(figures: Mapping[str, float], sign: str) -> str:
    return " / ".join(f"{figures[name]:{sign}.3f}" for name in MEASURES)


def main() -> None:
    """Measure everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--train", nargs="+", default=[], help="what else ours is trained on")
    options = parser.parse_args()
    sources = [*map(str, options.folders), *options.train]
    collections = {Path(source).name: read(source) for source in sources}
    names = [folder.name for folder in options.folders]
    measured = [measure_peers(folder) for folder in options.folders]
    table = {peer: [figures[peer] for figures in measured] for peer in PEERS}
    print_table({**table, OURS: [measure_ours(collections, name) for name in names]}, names)


if __name__ == "__main__":
    main()
