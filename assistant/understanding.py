"""What a question means by its words: slips of spelling mended, and other words for the same."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.language.synonyms import (
    PACKED_VERSION,
    Expansion,
    Synonyms,
    SynonymsError,
    make_synonyms,
    pack,
    parse,
    spelling_expansions,
    spelling_variants,
    unpack,
)
from assistant.reading.folder import SYNONYMS_FILE
from assistant.records import replace
from assistant.text import ANALYZER_VERSION, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.snapshot import Snapshot
    from assistant.store import Store
    from assistant.text import Analyzer

_KEPT = "synonyms"
_SHIPPED = Path(__file__).parent / SYNONYMS_FILE


def understood(
    query: Query, store: IndexReader | Snapshot, analyzer: Analyzer, synonyms: Synonyms
) -> Query:
    """Give a query with its spelling mended and its alternatives named; reads the store."""
    query = _mended(query, store, analyzer)
    expansions = (
        *synonyms.expansions(query.terms, query.content),
        *spelling_expansions(
            query.standalone, query.terms, analyzer.terms, lambda term: store.holds([term])
        ),
    )
    return replace(query, alternatives=_alternatives(query, expansions))


def _mended(query: Query, store: IndexReader | Snapshot, analyzer: Analyzer) -> Query:
    if store.holds(query.content):
        return query
    # Imported here, since most questions are spelt right.
    from assistant.language.spelling import Vocabulary, corrected, corrections

    vocabulary = Vocabulary(
        holds=lambda word: store.holds(analyzer.terms(word)),
        words=lambda where: store.words(where.prefix, where.shortest, where.longest),
        familiar=Familiar(),
    )
    pairs = corrections(query.standalone, vocabulary)
    if not pairs:
        return query
    standalone = corrected(query.standalone, pairs)
    terms, content = analyzer.question_terms(standalone)
    return replace(
        query,
        standalone=standalone,
        terms=terms,
        content=content,
        corrections=pairs,
    )


class Familiar:
    """English words, which are right even where the notes don't hold them."""

    def __contains__(self, word: object) -> bool:
        # The list has American spellings alone.
        return isinstance(word, str) and any(
            one in _english() for one in (word, *spelling_variants(word))
        )


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.keys())


def _alternatives(
    query: Query, expansions: Iterable[Expansion]
) -> tuple[tuple[str, str, float], ...]:
    """Tell for each content term what may stand in its place.

    What stands for several words stands for each of them that is a content term. A meaning of
    several words is left out: a section that holds one of them need not mean it.
    """
    content = set(query.content)
    return tuple(
        dict.fromkeys(
            (term, expansion.terms[0], expansion.share)
            for expansion in expansions
            if len(expansion.terms) == 1
            for term in query.terms[expansion.first : expansion.first + expansion.length]
            if term in content and term != expansion.terms[0]
        )
    )


# The lists


def read_synonyms(store: IndexReader, analyzer: Analyzer, folder: Path | None) -> Synonyms:
    """Read the list that ships, and the user's in their notes' folder where there is one.

    What the lists come to is kept in the index, since making it takes longer than a question.
    Raises `SynonymsError` for a list with mistakes.
    """
    found_key, _, packed = store.kept(_KEPT).partition("\n")
    if found_key == synonyms_key(analyzer, folder):
        return unpack(packed)
    return _made(_lists(folder), analyzer)


def keep_synonyms(store: Store, analyzer: Analyzer, folder: Path | None) -> None:
    """Keep in the index what the lists come to; raises `SynonymsError` as `read_synonyms`."""
    made = pack(_made(_lists(folder), analyzer))
    store.keep(_KEPT, f"{synonyms_key(analyzer, folder)}\n{made}")


def synonyms_are_kept(store: IndexReader, analyzer: Analyzer, folder: Path | None) -> bool:
    """Tell whether what the lists come to now is kept in the index."""
    with store.reading():
        return store.kept(_KEPT).partition("\n")[0] == synonyms_key(analyzer, folder)


def _lists(folder: Path | None) -> list[Path]:
    own = [folder / SYNONYMS_FILE] if folder is not None else []
    return [_SHIPPED, *(path for path in own if path.is_file())]


def synonyms_key(analyzer: Analyzer, folder: Path | None) -> str:
    """Name all that what the lists come to depends on, on one line."""
    stats = [path.stat() for path in _lists(folder)]
    versions = [PACKED_VERSION, ANALYZER_VERSION, analyzer.language, _stop_words_number()]
    return json.dumps([*versions, *((one.st_size, one.st_mtime_ns) for one in stats)])


@lru_cache(maxsize=1)
def _stop_words_number() -> int:
    return zlib.crc32(" ".join(sorted(STOP_WORDS)).encode())


def _made(files: Sequence[Path], analyzer: Analyzer) -> Synonyms:
    rules = [rule for path in files for rule in parse(_text(path), str(path))]
    return make_synonyms(rules, analyzer.terms, analyzer.content_terms)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SynonymsError(f"{path}: {error.strerror}; mend or remove the file") from error
