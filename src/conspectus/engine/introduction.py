"""The introduction, computed from the record: what came in, from whom, how the paper was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conspectus.engine.binding import Binder
from conspectus.engine.corpus import Corpus
from conspectus.engine.paper import Paragraph, Section


def introduction(corpus: Corpus, binder: Binder, numbers: Iterator[int]) -> tuple[Section, ...]:
    """The opening section, all frame sentences."""
    readable = [s for s in corpus.sources if s.text.strip()]
    documents = sum(max(1, len(s.files)) for s in corpus.sources)
    contributors = {h for s in corpus.sources for h in s.holders}
    groups = Counter(
        h.group or "group not stated" for h in corpus.holders if h.id in contributors
    )
    listed = ", ".join(f"{name} ({n})" for name, n in sorted(groups.items()))
    paragraphs = [
        [
            f"This paper summarizes {len(corpus.sources)} contributions ({documents} documents) "
            f"from {len(contributors)} contributors.",
            f"{len(readable)} of them could be read and are drawn upon.",
            f"By stakeholder group the contributors are: {listed}.",
        ],
        [
            "Each sentence that states a view names who holds it and leads to the words from "
            "which it was drawn.",
            "Facts stated by contributors were not verified, the sample is self-selected, and "
            "the order of views and names is no ranking.",
            "The full texts are listed in the annex and are the authoritative record of what "
            "was said.",
        ],
    ]
    written = []
    for texts in paragraphs:
        number = next(numbers)
        written.append(
            Paragraph(
                id=f"p{number}",
                number=str(number),
                kind="prose",
                sentences=tuple(binder.frame(text) for text in texts),
            )
        )
    return (Section(id="introduction", theme=None, heading="Introduction",
                    paragraphs=tuple(written)),)
