"""The paper as a Word document (Office Open XML)."""

from conspectus.formats.writers.word.document import write_docx

__all__ = ["write_docx"]
