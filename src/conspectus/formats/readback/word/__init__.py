"""An edited Word document read back: what became of each sentence of the paper."""

from conspectus.formats.readback.word.comparing import compare_docx, compare_edited
from conspectus.formats.readback.word.parts import (
    Change,
    Comment,
    ParagraphChange,
    Recorded,
    SentenceChange,
    TrackedChange,
)
from conspectus.formats.readback.word.reading import EditedDocument, read_edited

__all__ = [
    "Change",
    "Comment",
    "EditedDocument",
    "ParagraphChange",
    "Recorded",
    "SentenceChange",
    "TrackedChange",
    "compare_docx",
    "compare_edited",
    "read_edited",
]
