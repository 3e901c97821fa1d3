"""The chat without its prompt: what is typed, what is done, and who does it."""
