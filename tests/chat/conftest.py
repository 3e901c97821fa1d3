"""What the tests of the chat share: notes, and a chat that was asked a question of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chat_builders import make_vault, open_asked_chat

if TYPE_CHECKING:
    from pathlib import Path

    from chat_builders import Printed

    from assistant.chat.chat import Chat


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path)


@pytest.fixture
def asked(vault: Path) -> tuple[Chat, Printed]:
    return open_asked_chat(vault)
