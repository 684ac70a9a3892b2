"""The annexes of a paper: submissions, speakers, glossary, what is not reflected, method."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from conspectus.engine.balance import cited_sources, sentences_of
from conspectus.engine.corpus import Capacity, Corpus, Holder, Publication, Source, SourceKind
from conspectus.engine.drawn_upon import near_copies, silent_sources
from conspectus.engine.glossary import glossary
from conspectus.engine.names import in_order
from conspectus.engine.others_reports import REASON, reports_of_others
from conspectus.engine.paper import Annexes, Passage, Section
from conspectus.engine.prose_numbers import counted
from conspectus.engine.vocabulary import Vocabulary


def annexes(
    corpus: Corpus,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    vocabulary: Vocabulary,
    method: Mapping[str, Any],
    wanted: frozenset[str] | None = None,
) -> Annexes:
    """The annexes to ``sections``; the shapes of their entries are those of ``Annexes``.

    ``passages``: all that were found, printed or not. ``wanted``: the themes that the paper
    covers, where it does not cover all.
    """
    by_holder: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(corpus.sources, key=_by_number):
        for holder in source.holders:
            by_holder[holder].append(source)
    ordered = in_order(corpus.holders)
    return Annexes(
        submissions=_submissions(ordered, by_holder),
        speakers=_speakers(ordered, by_holder),
        glossary=glossary(corpus, sentences_of(sections), vocabulary),
        not_reflected=_not_reflected(corpus, sections, passages, wanted),
        method=method,
    )


def _by_number(source: Source) -> tuple[str, tuple[int, str]]:
    """Sort key: "2" before "10", and "046-2" before "046-10"."""
    head, _, tail = source.number.rpartition("-")
    found = (head, tail) if head and tail.isdecimal() else ("", source.number)
    place = int(found[1]) if found[1].isdecimal() else 0
    return found[0], (place, source.id)


def _submissions(
    holders: Sequence[Holder], by_holder: Mapping[str, Sequence[Source]]
) -> tuple[Mapping[str, Any], ...]:
    """Who contributed what; a contribution that is not for publication is only a number."""
    entries = []
    for holder in holders:
        written = [
            source
            for source in by_holder.get(holder.id, ())
            if source.kind is SourceKind.CONTRIBUTION
            and source.publication is not Publication.NOT_PUBLISHED
        ]
        if written:
            documents = [_document(source) for source in written]
            entries.append({"holder": holder.id, "documents": documents})
    return tuple(entries)


def _document(source: Source) -> dict[str, Any]:
    return {
        "source": source.id,
        "number": source.number,
        "title": _title(source),
        "date": source.date,
        "language": source.language,
        "late": source.late,
        "files": [{"name": file.name, "title": file.title} for file in source.files],
        "translation_of": source.translation_of,
    }


def _title(source: Source) -> str:
    """The title as given; a supplied translation says of which contribution it is one."""
    if source.translation_of is None:
        return source.title
    supplier = f" supplied by {source.translated_by}" if source.translated_by else " as supplied"
    return f"{source.title} (translation of No. {source.translation_of}{supplier})"


def _speakers(
    holders: Sequence[Holder], by_holder: Mapping[str, Sequence[Source]]
) -> tuple[Mapping[str, Any], ...]:
    """Who spoke or posted; those presiding hold no views and are left out."""
    entries = []
    for holder in holders:
        spoken = [
            source.id
            for source in by_holder.get(holder.id, ())
            if source.kind is not SourceKind.CONTRIBUTION
        ]
        if spoken and not holder.is_chair:
            entries.append({"holder": holder.id, "interventions": spoken})
    return tuple(entries)


def _not_reflected(
    corpus: Corpus,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    wanted: frozenset[str] | None,
) -> tuple[Mapping[str, str], ...]:
    """Each source that no sentence leads to, with its reason from the closed list of DESIGN §5."""
    cited = cited_sources(sections)
    silent = silent_sources(corpus)
    reports = reports_of_others(corpus)
    copies = {copy: model for copy, model in near_copies(corpus).items() if model in cited}
    chairs = {holder.id for holder in corpus.holders if holder.is_chair}
    own = Counter(p.source for p in passages if p.capacity is not Capacity.RELAYED)
    inside = {p.source for p in passages if wanted is None or p.theme in wanted}
    entries = []
    for source in sorted(corpus.sources, key=_by_number):
        if source.id in cited:
            continue
        reason = silent.get(source.id)
        if reason is None and source.id in copies:
            reason = f"duplicate: of {copies[source.id]}"
        if reason is None and own[source.id] and source.id not in inside:
            reason = "outside the themes"
        if reason is None and source.id in reports:
            reason = REASON
        if reason is None:
            reason = _no_view(own[source.id], presiding=set(source.holders) <= chairs)
        entries.append({"source": source.id, "reason": reason})
    return tuple(entries)


def _no_view(passages: int, *, presiding: bool) -> str:
    if presiding:
        return "no view: said in the chair, counted as nobody's view"
    if passages:
        return f"no view: {counted(passages, 'passage')} found, none that stands alone as a view"
    return "no view"
