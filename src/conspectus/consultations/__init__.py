"""Consultations: meetings, their transcripts, what was said in them (DESIGN §2)."""
