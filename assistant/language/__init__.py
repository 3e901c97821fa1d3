"""What words and sentences are, in notes and in questions."""
