"""What pages ask about people: nouns that return rows."""
