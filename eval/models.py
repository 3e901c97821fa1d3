"""The small files of weights that ship, as the scripts that train them write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_model(path: Path, learned: Mapping[str, object], sources: Iterable[str]) -> None:
    """Write what was learned, with the names of what it was learned from, and the day."""
    day = datetime.now(UTC).date().isoformat()
    content = {**learned, "trained_on": list(sources), "date": day}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
