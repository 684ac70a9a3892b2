"""What pages and higher apps ask about forums: nouns that return rows or dataclasses."""

from conspectus.forums.queries.phases import phase_for

__all__ = ["phase_for"]
