"""`assistant.chat.inventory`: what the notes hold, seen from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat_builders import make_vault
from conftest import write_notes

from assistant.chat.inventory import outline_text, take_inventory
from assistant.pipeline import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_paths_headings_and_words_are_read_in_order(tmp_path: Path) -> None:
    notes = make_vault(tmp_path)
    with Assistant(Settings(notes=str(notes))) as assistant:
        assistant.refresh()
        found = take_inventory(assistant)
    assert found.root == notes
    assert found.paths == ("bees.md", "trees/apple.md")
    assert found.outline[1] == ("bees.md", ("Bees", "When do bees swarm?"))
    assert [name for _, name in found.headings] == [
        "Apple trees",
        "Bees",
        "How do I catch a swarm of bees?",
        "How do I feed bees?",
        "When do bees swarm?",
        "When do I prune an apple tree?",
    ]
    assert ("swarm", 2) in found.words
    assert found.words == tuple(sorted(found.words))


def test_words_beyond_ascii_are_known_as_they_are_mostly_written(tmp_path: Path) -> None:
    text = "# Flur\n\nZ\u00e4hler\n\n## Keller\n\nZa\u0308hler\n\n## Bad\n\nz\u00e4hler, cafe\n"
    notes = write_notes(tmp_path / "notes", {"strom.md": text})
    with Assistant(Settings(notes=str(notes))) as assistant:
        assistant.refresh()
        found = take_inventory(assistant)
    assert found.spellings == {"zahler": "Z\u00e4hler"}
    assert ("zahler", 3) in found.words


def test_each_state_of_the_index_has_a_number_of_its_own(tmp_path: Path) -> None:
    notes = make_vault(tmp_path)
    with Assistant(Settings(notes=str(notes))) as assistant:
        assistant.refresh()
        before = take_inventory(assistant)
        assert take_inventory(assistant) == before
        write_notes(notes, {"wasps.md": "# Wasps\n\nText.\n"})
        assistant.refresh()
        after = take_inventory(assistant)
    assert after.state > before.state
    assert "wasps.md" in after.paths


def test_notes_and_sections_are_counted_as_by_status(tmp_path: Path) -> None:
    long = "\n\n".join(f"Sentence {number} about bees and hives." * 10 for number in range(20))
    texts = {"bees.md": f"# Bees\n\n{long}\n\n## Bees\n\nx\n\n## Bees\n\ny\n", "empty.md": "\n"}
    with Assistant(Settings(notes=str(write_notes(tmp_path / "notes", texts)))) as assistant:
        assistant.refresh()
        found, status = take_inventory(assistant), assistant.status()
    assert (found.notes, found.sections) == (status.indexed, status.sections)
    assert found.sections > len(found.outline)


def test_a_section_in_parts_stands_once_in_the_outline(tmp_path: Path) -> None:
    long = "\n\n".join(f"Sentence {number} about bees and hives." * 10 for number in range(20))
    notes = write_notes(tmp_path / "notes", {"bees.md": f"# Bees\n\n{long}\n"})
    with Assistant(Settings(notes=str(notes))) as assistant:
        assistant.refresh()
        assert len(list(assistant.store.all_chunks())) > 1
        assert outline_text(take_inventory(assistant), "") == "bees.md\n  Bees"
