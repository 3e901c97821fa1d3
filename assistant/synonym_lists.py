"""The lists of synonyms that count for some notes: the one that ships, and the user's own.

What they come to is kept in the index, since making it takes longer than a question.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.language.packed_synonyms import PACKED_VERSION, pack, unpack
from assistant.language.stop_words import STOP_WORDS
from assistant.language.synonyms import Rule, Synonyms, SynonymsError, make_synonyms, parse
from assistant.reading.folder import SYNONYMS_FILE
from assistant.text import ANALYZER_VERSION

if TYPE_CHECKING:
    from assistant.storage.index_reader import IndexReader
    from assistant.store import Store
    from assistant.text import Analyzer

_KEPT = "synonyms"
"""The name under which the index keeps what the lists come to."""
_KEPT_BY = "synonyms by"
"""The name under which it keeps what that was made of; read by itself, since it is short."""

_SHIPPED = Path(__file__).parent / SYNONYMS_FILE


def read_synonyms(store: IndexReader, analyzer: Analyzer, folder: Path | None) -> Synonyms:
    """Read the list that ships, and the user's in their notes' folder where there is one.

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


def mistakes_in_own_list(folder: Path | None) -> tuple[str, ...]:
    """Give the lines that say why the user's list can't be used; none where it can."""
    own = _own_list(folder)
    if own is not None:
        try:
            _rules(own)
        except SynonymsError as error:
            return error.lines
    return ()


def _own_list(folder: Path | None) -> Path | None:
    own = None if folder is None else folder / SYNONYMS_FILE
    return own if own is not None and own.is_file() else None


def synonyms_key(analyzer: Analyzer, folder: Path | None) -> str:
    """Give a line that is another one whenever the lists would come to something else.

    It has the size and time stamp of each list, and the versions of what makes synonyms of them.
    """
    stamps = [_stamp(path) for path in (_SHIPPED, _own_list(folder)) if path is not None]
    versions = [PACKED_VERSION, ANALYZER_VERSION, analyzer.language, _stop_words_number()]
    return json.dumps([*versions, *stamps])


def _stamp(path: Path) -> tuple[int, int]:
    """Give a file's size and when it was written; zeros where it has gone since it was found."""
    with suppress(FileNotFoundError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns
    return 0, 0


@lru_cache(maxsize=1)
def _stop_words_number() -> int:
    return zlib.crc32(" ".join(sorted(STOP_WORDS)).encode())


def _made(folder: Path | None, analyzer: Analyzer) -> Synonyms:
    own = _own_list(folder)
    if own is None:
        return _of_shipped(analyzer, _stamp(_SHIPPED))
    return make_synonyms(_rules(_SHIPPED), analyzer.terms, analyzer.content_of, own=_rules(own))


# Whoever opens many folders one after the other would wait for it each time.
@lru_cache(maxsize=1)
def _of_shipped(analyzer: Analyzer, _stamp_of_list: tuple[int, int]) -> Synonyms:
    """Give what the list that ships comes to; remembered until the list has another stamp."""
    return make_synonyms(_rules(_SHIPPED), analyzer.terms, analyzer.content_of)


def _rules(path: Path) -> tuple[Rule, ...]:
    return parse(_text(path), str(path))


def _text(path: Path) -> str:
    # Imported here, since what the lists come to is mostly at hand.
    from assistant.notes import decoded

    try:
        return decoded(path.read_bytes())[0]
    except OSError as error:
        raise SynonymsError(f"{path}: {error.strerror}; mend or remove the file") from error
