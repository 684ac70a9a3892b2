"""What is done with forums and cycles: verbs, each one transaction that writes the record."""
