"""How a question that follows others is made to stand alone."""
