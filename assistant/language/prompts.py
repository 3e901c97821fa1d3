"""Find the prompts before commands in transcripts of a shell or another program; pure."""

from __future__ import annotations

import re

PROMPT = (
    r"(?:\$|>>>|[\w.-]+@[^\s$#>]*[$#>]|(?:PS )?[A-Z]:\\[^>\n]*>|[A-Za-z][\w.:]*(?:=[#>]|>))[ \t]+"
)
"""What stands before what is typed: that of a shell, of Python, with a user and a host, of Windows,
or with the name of a program, as in "mysql> ". `#` alone opens a comment."""


def has_prompt(code: str) -> bool:
    """Tell whether a line of code begins with a prompt."""
    return bool(re.match(PROMPT, code))


def without_prompt(code: str) -> str:
    """Give a line of code without the prompt that it may begin with."""
    return re.sub(PROMPT, "", code, count=1) if has_prompt(code) else code
