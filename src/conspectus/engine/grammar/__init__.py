"""English grammar, as much of it as reporting a sentence needs: tokens, tags, clauses."""
