"""`assistant.indexing.index_writer`: it is as if the index were made anew."""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st
from refreshed import Folder, rankings, rebuilt, snapshot, words_in

from assistant import ranking, refreshing
from assistant.indexing import posting_runs
from assistant.model import Alternative
from assistant.storage import index_reader
from assistant.store import Store


def test_a_note_that_goes_takes_no_word_with_it_that_stood_in_a_link_s_target(
    folder: Folder,
) -> None:
    folder.write("mate.md", "See [mate](kettle.md#kettle).")
    folder.write("sencha.md", "The kettle is hot.")
    folder.refresh()
    folder.write("mate.md", "Nothing.")
    folder.refresh()
    assert words_in(folder.store)["kettle"] == 1


def test_of_too_many_ties_the_first_notes_are_kept_though_they_were_read_last(
    folder: Folder,
) -> None:
    for path in ("c.md", "a.md", "b.md"):
        folder.write(path, "# Soap\n\nSoap.\n\n# Soap\n\nSoap.")
        folder.refresh()
    with patch.object(ranking, "MOST_TIES", 2):
        bm25, *_ = rankings(folder.store, ("soap",), depth=1)
    assert [place for _, place, _ in bm25] == [("a.md", 1), ("a.md", 5), ("b.md", 1)]


WORDS = ("tea", "mate", "hot", "green", "leaf", "don't", "--rm")
PATHS = st.sampled_from(["a.md", "b.md", "drinks/a.md", "drinks/c.txt"])
LINES = st.sampled_from(
    [
        "[mate](green.md#leaf)",
        "",
        "# tea",
        "## green leaf",
        "### mate",
        "- leaf",
        "---",
        "aliases: [hot]",
    ]
)
FIELDS = st.sampled_from(
    [
        "title: green tea",
        "tags: [leaf]",
        "by: mate",
        "'by': hot",
        "leaf:\n- tea\n\n- mate",
        "hot: |\n  green\n  leaf",
        "from: http://tea/leaf",
        "# tea",
        "id: mate",
        "leaf: {tea: hot}",
    ]
)
FRONT_MATTER = st.lists(FIELDS, max_size=4).map(lambda some: "\n".join(["---", *some, "---", ""]))
BODIES = st.lists(
    LINES | st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=10
).map("\n".join)
TEXTS = st.tuples(st.just("") | FRONT_MATTER, BODIES).map("".join)
STEPS = st.one_of(
    st.tuples(st.just("write"), PATHS, TEXTS),
    st.tuples(st.just("rename"), PATHS, PATHS),
    st.tuples(st.just("delete"), PATHS, st.just("")),
    st.tuples(st.just("touch"), PATHS, st.just("")),
    st.tuples(st.just("append"), PATHS, LINES),
    st.tuples(st.just("cut"), PATHS, st.just("")),
    st.tuples(st.just("swap"), PATHS, PATHS),
    st.tuples(st.just("refresh"), st.just(""), st.just("")),
)


def take(folder: Folder, step: tuple[str, str, str]) -> None:
    """Change the folder, where there is something to change."""
    what, path, other = step
    if what == "refresh":
        folder.refresh()
    elif what == "write":
        folder.write(path, other)
    elif path not in folder.paths:
        return
    elif what == "rename":
        folder.rename(path, other)
    elif what == "delete":
        folder.delete(path)
    elif what == "append":
        folder.write(path, f"{text_of(folder, path)}\n{other}\nhot leaf")
    elif what == "cut":
        folder.write(path, text_of(folder, path).rpartition("\n")[0])
    elif what == "swap":
        if other in folder.paths:
            texts = text_of(folder, path), text_of(folder, other)
            folder.write(path, texts[1])
            folder.write(other, texts[0])
    else:
        folder.touch(path)


def text_of(folder: Folder, path: str) -> str:
    return (folder.root / path).read_bytes().decode()


@settings(max_examples=150)
@given(
    st.lists(STEPS, min_size=1, max_size=16),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple),
    st.sampled_from([1, 30, 1_000_000]),
)
@example(  # What is stated goes and comes, and then all else does.
    [
        ("write", "b.md", "---\nby: mate\n---\n# tea\n"),
        ("refresh", "", ""),
        ("write", "b.md", "---\nid: mate\n---\n# tea\n"),
        ("write", "a.md", "---\nleaf: tea\nby: hot\n---\n"),
        ("refresh", "", ""),
        ("rename", "a.md", "drinks/a.md"),
    ],
    ("hot", "mate"),
    1,
)
@example(  # The last chunk goes, and a new one takes its id.
    [("write", "b.md", "tea"), ("refresh", "", ""), ("write", "b.md", "mate tea")], ("tea",), 1
)
def test_a_refreshed_index_is_the_one_made_from_nothing(
    steps: list[tuple[str, str, str]], terms: tuple[str, ...], batch_bytes: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as root,
        closing(Store(None, "v1")) as store,
        patch.object(index_reader, "_BLOCK_BYTES", 20),
        patch.object(posting_runs, "_SLICE_POSTINGS", 7),
    ):
        folder = Folder(Path(root), store)
        folder.write("always.md", "# Hot\n\nGreen tea.")
        with patch.object(refreshing, "BATCH_BYTES", batch_bytes):
            for step in steps:
                take(folder, step)
            folder.refresh()
        assert snapshot(store) == rebuilt(folder.root, snapshot)
        first, last = Alternative(terms[0], "leaf", 0.5), Alternative(terms[-1], "unknown", 0.5)
        for alternatives in ((), (first, last)):
            look = partial(rankings, terms=terms, alternatives=alternatives)
            assert look(store) == rebuilt(folder.root, look)
            # What ties is cut off, where there is too much of it, in the order of the notes.
            with patch.object(ranking, "MOST_TIES", 0), patch.object(ranking, "NOTE_DEPTH", 1):
                look = partial(look, depth=1)
                assert look(store) == rebuilt(folder.root, look)
