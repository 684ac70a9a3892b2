"""What is done with people's data: verbs, each one transaction."""
