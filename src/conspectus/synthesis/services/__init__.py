"""What is done with papers: asked for, made, made public, redacted."""
