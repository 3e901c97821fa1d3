"""`assistant.render.places`: the file that a place stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.model import Source
from assistant.reading.files import portable
from assistant.render import file_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["tea.md", "\\xff.md", "\udcff\udcfe.md", "é\\x41\udce9.md"])
def test_a_place_stands_in_a_file_that_is_there(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.touch()
    source = Source(portable(name), ("Tea",), "tea", 1, 1)
    assert file_of(source, tmp_path) == file
    assert file_of(source, file) == file
