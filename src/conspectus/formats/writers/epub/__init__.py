"""The paper as EPUB 3."""

from conspectus.formats.writers.epub.book import write_epub

__all__ = ["write_epub"]
