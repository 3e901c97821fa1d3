"""`assistant.storage.rows`: the rows of the index file, written and read in the same order."""

from __future__ import annotations

from assistant.storage.rows import SELECT_NOTES, NoteRow, note_row


def test_the_columns_of_a_note_are_selected_in_the_order_of_its_fields() -> None:
    columns = SELECT_NOTES.removeprefix("SELECT ").partition(" FROM ")[0].split(", ")
    assert columns == ["id", *NoteRow.__match_args__, "chunks"]


def test_a_note_has_its_values_by_name() -> None:
    found = note_row("tea.md", 1, 2, 3, 4, "abc", '["drink"]', '["tea.md: cold"]')
    assert found == NoteRow(
        path="tea.md",
        size=1,
        mtime_ns=2,
        changed_ns=3,
        read_ns=4,
        digest="abc",
        tags=("drink",),
        warnings=("tea.md: cold",),
    )
