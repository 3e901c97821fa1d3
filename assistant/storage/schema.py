"""The tables of the index file."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL, read_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, tags TEXT NOT NULL, warnings TEXT NOT NULL,
    chunks INTEGER NOT NULL
);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY, note INTEGER NOT NULL, headings TEXT NOT NULL, anchor TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, text TEXT NOT NULL,
    blocks BLOB NOT NULL, has_code INTEGER NOT NULL,
    own_terms INTEGER NOT NULL, heading_terms BLOB NOT NULL, body_terms BLOB NOT NULL,
    text_seal INTEGER NOT NULL, terms_seal INTEGER NOT NULL
);
CREATE INDEX chunks_of_note ON chunks (note, first_line);
CREATE TABLE terms (
    id INTEGER PRIMARY KEY, term TEXT NOT NULL,
    heading_chunks BLOB NOT NULL, heading_frequencies BLOB NOT NULL,
    body_chunks BLOB NOT NULL, body_frequencies BLOB NOT NULL, seal INTEGER NOT NULL
);
CREATE UNIQUE INDEX ids_of_terms ON terms (term);
CREATE INDEX ids_of_terms_again ON terms (term);
CREATE TABLE words (word TEXT PRIMARY KEY, chunks INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX words_again ON words (word, chunks);
CREATE TABLE columns (name TEXT PRIMARY KEY, packed BLOB NOT NULL, seal INTEGER NOT NULL);
"""
# A seal can't tell that a row is missing. What is looked up by a word therefore stands in two
# trees, which have no page in common and so are not damaged alike; what is read as a whole is
# counted.
