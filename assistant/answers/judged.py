"""An answer as it is shown, with the question that it is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.language.span import Span
    from assistant.model import Analyze, Query


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a person is shown it."""

    text: str
    """All of it."""
    best: Span
    """The line that answers most directly."""
    headings: Sequence[str]
    """Those that it stands under, the nearest last; one at least."""
    section: str = ""
    """All that its section says, of which the text is a part."""
    header: str = ""
    """The header of the table that the line is a row of; empty for other lines."""

    @property
    def heading(self) -> str:
        """The nearest one."""
        return self.headings[-1]

    @property
    def row(self) -> str:
        """The line, below the header that says what its cells are."""
        return f"{self.header}\n{self.best.text}" if self.header else self.best.text

    @property
    def headed_row(self) -> str:
        """The same with the heading, which often tells an attribute: "Drill (89 €)"."""
        return f"{self.row}\n{self.heading}"

    @property
    def told(self) -> str:
        """The text with the headings that it stands under."""
        return " ".join([self.text, *self.headings])


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer to a question, with what it is judged by."""

    query: Query
    weights: Mapping[str, float]
    """What each content term of the query counts."""
    shown: Shown
    """What a person is shown."""
    held: Collection[str]
    """The content terms that the section holds."""
    mentioned: Collection[str]
    """Those that any of the sections found holds."""
    analyze: Analyze
    """Gives a text's terms."""
    unknown: frozenset[str] = frozenset()
    """The content terms that no note mentions, and that are rare in general English."""
