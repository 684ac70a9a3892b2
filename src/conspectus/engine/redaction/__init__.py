"""A paper without one of its sources: what the law demands to be erased (DESIGN §6).

Text, quotations and spans of the source go, and every sentence that rests on it: a sentence
counts and names those who hold it, and what stays is not reworded. The numbers of the other
paragraphs and the ids of the other sentences do not move. What others share with the erased source
comes back with the next version of the paper, which is made without it.
"""

from conspectus.engine.redaction.paper import without_source

__all__ = ["without_source"]
