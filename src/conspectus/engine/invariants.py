"""The invariants of DESIGN §5 that need the whole paper.

Each ``problems_of_…`` yields one plain sentence for each thing that is wrong.
``formats/bundle/verify.py`` says the same again, alone, over the written bundle.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from conspectus.engine.errors import InvariantError
from conspectus.engine.invariants_coverage import (
    problems_of_not_reflected,
    problems_of_oppositions,
    problems_of_positions_table,
    problems_of_totals,
)
from conspectus.engine.invariants_index import PaperIndex
from conspectus.engine.invariants_lists import problems_of_lists
from conspectus.engine.invariants_sentences import (
    problems_of_degrees,
    problems_of_evidence,
    problems_of_frames,
    problems_of_names,
    problems_of_sentence_ids,
)
from conspectus.engine.invariants_sources import (
    problems_of_passages,
    problems_of_sources,
    problems_of_themes,
    problems_of_views,
)
from conspectus.engine.paper_parts import PaperData


def problems_of_paper(paper: PaperData) -> Iterator[str]:
    """Everything that is wrong with ``paper``, one sentence each.

    The later checks look things up by their ids, so they run only where the lists are sound.
    """
    sound = True
    for problem in problems_of_lists(paper):
        sound = False
        yield problem
    if not sound:
        return
    index = PaperIndex(paper)
    yield from chain(
        problems_of_sources(index),
        problems_of_passages(index),
        problems_of_views(index),
        problems_of_themes(index),
        problems_of_sentence_ids(index),
        problems_of_evidence(index),
        problems_of_degrees(index),
        problems_of_names(index),
        problems_of_frames(index),
        problems_of_not_reflected(index),
        problems_of_positions_table(index),
        problems_of_oppositions(index),
        problems_of_totals(index),
    )


def check_paper(paper: PaperData) -> None:
    """Raise ``InvariantError`` with the first thing that is wrong with ``paper``."""
    for problem in problems_of_paper(paper):
        raise InvariantError(problem)
