"""How notes become an index: analysed in batches, merged, and written."""
