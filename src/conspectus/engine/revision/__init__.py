"""A person's hand on the text of a paper: acts that outlive runs, and the paper that they give."""

from conspectus.engine.revision.acts import Act, ActKind, Standing, State
from conspectus.engine.revision.anchors import anchor_of
from conspectus.engine.revision.revising import Revised, revise

__all__ = ["Act", "ActKind", "Revised", "Standing", "State", "anchor_of", "revise"]
