"""What pages and higher apps ask about forums: nouns that return rows or dataclasses."""
