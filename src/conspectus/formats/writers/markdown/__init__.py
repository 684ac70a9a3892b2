"""The paper as Markdown."""

from conspectus.formats.writers.markdown.text import write_markdown

__all__ = ["write_markdown"]
