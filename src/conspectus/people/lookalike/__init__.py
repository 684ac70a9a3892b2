"""Names that look alike: skeletons under which a name and its imitations are the same."""

from conspectus.people.lookalike.likeness import looks_like
from conspectus.people.lookalike.skeletons import skeletons_of
from conspectus.people.lookalike.writing import Doubt, doubts_about

__all__ = ["Doubt", "doubts_about", "looks_like", "skeletons_of"]
