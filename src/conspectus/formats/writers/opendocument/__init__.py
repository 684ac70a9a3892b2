"""The paper as OpenDocument text."""

from conspectus.formats.writers.opendocument.document import write_odt

__all__ = ["write_odt"]
