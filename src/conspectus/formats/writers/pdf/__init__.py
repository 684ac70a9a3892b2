"""The paper as tagged PDF (PDF/UA-1)."""

from conspectus.formats.writers.pdf.typeset import write_pdf

__all__ = ["write_pdf"]
