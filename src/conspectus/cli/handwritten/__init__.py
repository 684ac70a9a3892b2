"""``conspectus import-paper``: an existing paper becomes checkable."""
