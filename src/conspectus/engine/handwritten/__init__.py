"""Papers that people wrote: what they say, whom they cite, and where the words stand."""

from conspectus.engine.handwritten.matches import (
    Evidence,
    Grade,
    HolderMatch,
    PaperMatch,
    SentenceMatch,
)
from conspectus.engine.handwritten.matching import match_paper
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
    "Evidence",
    "Grade",
    "HandwrittenPaper",
    "HolderMatch",
    "KnownName",
    "Mention",
    "MentionKind",
    "PaperMatch",
    "PaperParagraph",
    "PaperSection",
    "PaperSentence",
    "RunInNote",
    "SentenceMatch",
    "Sign",
    "match_paper",
    "read_paper",
]
