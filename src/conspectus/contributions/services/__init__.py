"""What is done with calls and contributions: verbs, each one transaction."""
