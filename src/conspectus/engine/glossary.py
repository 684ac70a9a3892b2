"""The glossary: the forum's own terms, and the acronyms of the paper that its sources explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conspectus.engine.corpus import Corpus
from conspectus.engine.paper import Sentence
from conspectus.engine.vocabulary import Vocabulary, acronyms_in


def glossary(
    corpus: Corpus, sentences: Sequence[Sentence], vocabulary: Vocabulary
) -> tuple[Mapping[str, Any], ...]:
    """Entries {"term", "meaning", "source"}, alphabetical; ``source`` is ``None`` for the forum's.

    An acronym stands here where a sentence or footnote of the paper uses it and a source, or the
    forum, says what it stands for; one with a figure ("W3C") is read too often by half.
    """
    entries: dict[str, dict[str, Any]] = {
        entry.term: {"term": entry.term, "meaning": entry.meaning, "source": None}
        for entry in corpus.settings.glossary
        if entry.language == corpus.settings.language
    }
    public = {source.id for source in corpus.sources if source.text}
    used = {
        acronym
        for sentence in sentences
        for text in (sentence.text, sentence.footnote or "")
        for acronym in acronyms_in(text)
    }
    for acronym in sorted(used - entries.keys()):
        meaning, source = vocabulary.expansions.get(acronym, ("", ""))
        if meaning and source in public and acronym.isalpha():
            entries[acronym] = {"term": acronym, "meaning": meaning, "source": source}
    return tuple(entries[term] for term in sorted(entries, key=lambda t: (t.casefold(), t)))
