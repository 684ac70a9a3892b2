"""Transcripts of meetings: who said what, when, on which item, and what was left out and why.

``reading`` tells the turns of a text, ``matching`` proposes who its speakers are. A file of any
kind
goes through :func:`conspectus.formats.readers.transcripts.read_transcript`.
"""
