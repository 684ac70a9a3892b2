"""The language of each source, where neither the manifest nor the file states one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from conspectus.engine.corpus import Corpus, Source
from conspectus.engine.language import detect, detect_any

_READ = 6_000
"""Characters from the beginning that are looked at; letterheads and names say little."""


def with_languages(corpus: Corpus) -> Corpus:
    """The corpus with a language for every source that has a text.

    One of the forum's languages where the text is certainly in one of them, else any language;
    a text too short to tell is taken to be in the language of most others.
    """
    found = {source.id: _language(source, corpus) for source in corpus.sources}
    counts = Counter(language for language in found.values() if language)
    usual = min(counts, key=lambda code: (-counts[code], code)) if counts else None
    usual = usual or corpus.settings.language
    return replace(
        corpus,
        sources=tuple(
            replace(source, language=found[source.id] or usual) if source.text.strip() else source
            for source in corpus.sources
        ),
    )


def _language(source: Source, corpus: Corpus) -> str | None:
    if source.language or not source.text.strip():
        return source.language
    text = source.text[:_READ]
    return detect(text, corpus.settings.languages) or detect_any(text)
