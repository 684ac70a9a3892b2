"""Forums, their cycles, phases, themes, mandates and glossaries."""
