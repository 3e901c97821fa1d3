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
    Rule,
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
    from collections.abc import Collection, Iterable, Sequence

    from assistant.model import Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.snapshot import Snapshot
    from assistant.store import Store
    from assistant.text import Analyzer

_KEPT = "synonyms"
"""Under this name is kept what the lists come to, and under the next by what that was made."""
_KEPT_BY = "synonyms by"
PHRASE = "~"
"""Between the words of a phrase that is a term by itself; no other has it within."""

_SHIPPED = Path(__file__).parent / SYNONYMS_FILE


def understood(
    query: Query, store: IndexReader | Snapshot, analyzer: Analyzer, synonyms: Synonyms
) -> Query:
    """Give a query with its spelling mended and its alternatives named; reads the store."""
    query = _mended(query, store, analyzer, synonyms)
    expansions = (
        *synonyms.expansions(query.terms, query.content),
        *spelling_expansions(
            query.standalone, query.terms, analyzer.terms, lambda term: store.holds([term])
        ),
    )
    full = _with_phrases(query, expansions, store)
    return replace(full, alternatives=_alternatives(query.terms, full.content, expansions))


def _mended(
    query: Query, store: IndexReader | Snapshot, analyzer: Analyzer, synonyms: Synonyms
) -> Query:
    if store.holds(query.content):
        return query
    # Imported here, since most questions are spelt right.
    from assistant.language.spelling import Vocabulary, corrected, corrections

    listed = synonyms.words()

    def holds(word: str) -> bool:
        terms = analyzer.terms(word)
        return listed.issuperset(terms) or store.holds(terms)

    vocabulary = Vocabulary(
        holds=holds,
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


def _with_phrases(
    query: Query, expansions: Iterable[Expansion], store: IndexReader | Snapshot
) -> Query:
    """Give a query with the phrases that say something by stop words alone as terms of their own.

    "Get into" says nothing word by word, and means "enter". Such a term stands nowhere, but what it
    means may.
    """
    content = set(query.content)
    phrases = {
        one.first + one.length - 1: _typed(one, query.terms)
        for one in expansions
        if content.isdisjoint(_typed(one, query.terms)) and store.holds(one.terms)
    }
    if not phrases:
        return query
    terms: list[str] = []
    for at, term in enumerate(query.terms):
        terms.append(term)
        if at in phrases:
            terms.append(PHRASE.join(phrases[at]))
    content.update(map(PHRASE.join, phrases.values()))
    ordered = dict.fromkeys(term for term in terms if term in content)
    return replace(query, terms=tuple(terms), content=tuple(ordered))


def _typed(expansion: Expansion, terms: Sequence[str]) -> Sequence[str]:
    return terms[expansion.first : expansion.first + expansion.length]


def _alternatives(
    terms: Sequence[str], content: Collection[str], expansions: Iterable[Expansion]
) -> tuple[tuple[str, str, float], ...]:
    """Tell for each content term what may stand in its place.

    What stands for several words stands for each of them that is a content term.
    """
    content = set(content)
    return tuple(
        dict.fromkeys(
            (term, " ".join(one.terms), one.share)
            for one in expansions
            for typed in [_typed(one, terms)]
            for term in dict.fromkeys((*typed, PHRASE.join(typed)))
            if term in content and term not in one.terms
        )
    )


# The lists


def read_synonyms(store: IndexReader, analyzer: Analyzer, folder: Path | None) -> Synonyms:
    """Read the list that ships, and the user's in their notes' folder where there is one.

    What the lists come to is kept in the index, since making it takes longer than a question.
    Raises `SynonymsError` for a list with mistakes.
    """
    if store.kept(_KEPT_BY) == synonyms_key(analyzer, folder):
        return unpack(store.kept(_KEPT))
    return _made(folder, analyzer)


def keep_synonyms(store: Store, analyzer: Analyzer, folder: Path | None) -> None:
    """Keep in the index what the lists come to; raises `SynonymsError` as `read_synonyms`."""
    key = synonyms_key(analyzer, folder)
    store.keep(_KEPT, pack(_made(folder, analyzer)))
    store.keep(_KEPT_BY, key)


def synonyms_are_kept(store: IndexReader, analyzer: Analyzer, folder: Path | None) -> bool:
    """Tell whether what the lists come to now is kept in the index."""
    with store.reading():
        return store.kept(_KEPT_BY) == synonyms_key(analyzer, folder)


def _own_list(folder: Path | None) -> Path | None:
    own = None if folder is None else folder / SYNONYMS_FILE
    return own if own is not None and own.is_file() else None


def synonyms_key(analyzer: Analyzer, folder: Path | None) -> str:
    """Name all that what the lists come to depends on, on one line."""
    stats = [path.stat() for path in (_SHIPPED, _own_list(folder)) if path is not None]
    versions = [PACKED_VERSION, ANALYZER_VERSION, analyzer.language, _stop_words_number()]
    return json.dumps([*versions, *((one.st_size, one.st_mtime_ns) for one in stats)])


@lru_cache(maxsize=1)
def _stop_words_number() -> int:
    return zlib.crc32(" ".join(sorted(STOP_WORDS)).encode())


def _made(folder: Path | None, analyzer: Analyzer) -> Synonyms:
    own = _own_list(folder)
    return make_synonyms(
        _rules(_SHIPPED),
        analyzer.terms,
        analyzer.content_of,
        own=_rules(own) if own is not None else (),
    )


def _rules(path: Path) -> tuple[Rule, ...]:
    return parse(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SynonymsError(f"{path}: {error.strerror}; mend or remove the file") from error
