"""Conspectus: synthesis papers in which every sentence leads to the words it came from."""

__version__ = "0.1.0"
