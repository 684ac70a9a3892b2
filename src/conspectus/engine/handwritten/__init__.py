"""Papers that people wrote: what they say, whom they cite, and where the words stand."""

from conspectus.engine.handwritten.parts import (
    HandwrittenPaper,
    KnownName,
    Mention,
    MentionKind,
    PaperParagraph,
    PaperSection,
    PaperSentence,
    RunInNote,
    Sign,
)
from conspectus.engine.handwritten.reading import read_paper

__all__ = [
    "HandwrittenPaper",
    "KnownName",
    "Mention",
    "MentionKind",
    "PaperParagraph",
    "PaperSection",
    "PaperSentence",
    "RunInNote",
    "Sign",
    "read_paper",
]
