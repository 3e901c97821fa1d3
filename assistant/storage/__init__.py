"""The index file: what is in it, and how it is packed, sealed and read."""
