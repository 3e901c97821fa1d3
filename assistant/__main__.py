"""Run as `python -m assistant`."""

from assistant.cli import run

run()
