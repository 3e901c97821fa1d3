"""How notes are found in their folder, and how their Markdown is read."""
