"""The chat at a terminal; the only importer of prompt_toolkit."""

from __future__ import annotations

from assistant.repl.prompt import chat_at_terminal

__all__ = ["chat_at_terminal"]
