"""Papers of the site: the engine's run over a call, versions, sentences and who says so."""
