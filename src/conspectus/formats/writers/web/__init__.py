"""The paper as one HTML file that needs nothing else."""

from conspectus.formats.writers.web.page import write_html

__all__ = ["write_html"]
