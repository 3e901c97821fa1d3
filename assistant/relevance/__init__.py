"""What speaks for a section: the scores, the features, and what each is worth."""
