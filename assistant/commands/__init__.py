"""What the commands of the command line are given, and what they start."""
