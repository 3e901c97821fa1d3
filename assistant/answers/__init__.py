"""What speaks for a sentence or a command, what is shown around it, and how sure it is."""
