"""A note on a kettle cut into sections, and what these are, for tests of how notes are cut."""

from __future__ import annotations

from assistant.chunking import chunk_note
from assistant.model import Chunk, Note


def note(text: str, body_line: int = 1) -> Note:
    return Note(path="kettle.md", title="Kettle", text=text, body_line=body_line)


def listing(chunks: list[Chunk]) -> str:
    return "\n".join(
        f"{chunk.source.first_line}-{chunk.source.last_line}"
        f"  {' > '.join(chunk.source.headings)}  #{chunk.source.anchor}"
        for chunk in chunks
    )


def spans(chunks: list[Chunk]) -> list[tuple[int, int]]:
    return [(chunk.source.first_line, chunk.source.last_line) for chunk in chunks]


def blocks(text: str) -> list[str]:
    return [
        f"{block.kind} {block.first_line}-{block.last_line}"
        for chunk in chunk_note(note(text))
        for block in chunk.blocks
    ]


def words(count: int) -> str:
    return " ".join(["word"] * count)


def assert_nothing_lost(source: Note, max_words: int = 220) -> None:
    lines = source.text.split("\n")
    chunks = chunk_note(source, max_words)
    covered: list[int] = []
    for chunk in chunks:
        first, last = chunk.source.first_line, chunk.source.last_line
        assert chunk.text == "\n".join(lines[first - 1 : last])
        assert lines[first - 1].strip()
        assert lines[last - 1].strip()
        in_blocks = [
            number
            for block in chunk.blocks
            for number in range(block.first_line, block.last_line + 1)
        ]
        assert in_blocks == sorted(set(in_blocks))
        assert set(in_blocks) <= set(range(first, last + 1))
        covered += [number for number in in_blocks if lines[number - 1].strip()]
    body = range(source.body_line, len(lines) + 1)
    assert covered == [number for number in body if lines[number - 1].strip()]
