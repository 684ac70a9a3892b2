"""All checks on a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conspectus.engine.corpus import DegreeRule, Holder
from conspectus.engine.degree import DEFAULT_RULE
from conspectus.engine.evidence import Sentence
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import PaperSource, Section
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.frame import frame_of
from conspectus.engine.verification.sentences import verify_sentence


def verify_paper(paper: Paper, *, rule: DegreeRule = DEFAULT_RULE) -> tuple[Finding, ...]:
    """What the sentences of ``paper`` say that their evidence does not carry, in their order.

    ``rule``: the thresholds of degree words that the paper was made with.
    """
    holders = {holder.id: holder for holder in paper.holders}
    views = {view.id: view for view in paper.views}
    sources = {source.id: source for source in paper.sources}
    opposed = frozenset(view for opposition in paper.oppositions for view in opposition.views)
    addressed = {theme.id: theme.addressed_by for theme in paper.themes}
    found: list[Finding] = []
    for section in paper.sections:
        for sentence, lead in _sentences(section):
            found += _outside_sources(sentence, sources)
            found += verify_sentence(
                sentence,
                holders=holders,
                views=views,
                addressed_by=addressed.get(section.theme) if section.theme else None,
                opposed_views=opposed,
                rule=rule,
                lead=lead,
            )
    return (*found, *_emphasis(paper, holders))


def _sentences(section: Section) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a section; with each item of a list, the sentence that opens the list."""
    for paragraph in section.paragraphs:
        for i, sentence in enumerate(paragraph.sentences):
            item = paragraph.kind == "list" and i > 0
            yield sentence, paragraph.sentences[0].text if item else ""


def _outside_sources(sentence: Sentence, sources: Mapping[str, PaperSource]) -> Iterator[Finding]:
    """V1: evidence that does not stand in its source at its place."""
    for position in sentence.positions:
        for item in position.evidence:
            source = sources.get(item.source)
            if source is None or source.text[item.start : item.end] != item.quote:
                yield Finding(
                    "V1",
                    f"The evidence at {item.start} of source {item.source} does not stand there.",
                    position.holder,
                    sentence.id,
                )


def _emphasis(paper: Paper, holders: Mapping[str, Holder]) -> Iterator[Finding]:
    """V8: verbs of emphasis stand once for a holder in a section (DRAFTING §5, class G)."""
    for section in paper.sections:
        seen: set[str] = set()
        for sentence, _ in _sentences(section):
            if not _emphasizes(sentence):
                continue
            for holder in sentence.holders:
                if holder in seen and holder in holders:
                    name = holders[holder].name
                    yield Finding(
                        "V8", f"{name} emphasizes twice in one section.", holder, sentence.id
                    )
                seen.add(holder)


def _emphasizes(sentence: Sentence) -> bool:
    parts = frame_of(sentence.text).parts
    return any(part.verb is not None and part.verb.verb_class == "G" for part in parts)
