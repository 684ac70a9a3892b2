"""What was said in meetings without attribution: relayed words that nobody is named or counted for.

They are parted off before anything is read, so they join no view, weigh in no degree, theme or
figure, and a paper without them has the bytes that it had. Once the rest stands they are read for
themselves, and the best of them close the section of their theme, word for word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from conspectus.engine.arrangement import in_parts, wanted_themes
from conspectus.engine.binding import evidence_of
from conspectus.engine.corpus import (
    Capacity,
    Corpus,
    Holder,
    HolderKind,
    Options,
    Source,
    Stance,
    ThemeSpec,
)
from conspectus.engine.corrected_views import theme_ids
from conspectus.engine.corrections import DORMANT, Rulings, keys_of, passage_key, rulings_of, told
from conspectus.engine.drafting.templates import group_sentence
from conspectus.engine.drawn_upon import REDACTED, silent_sources
from conspectus.engine.ids import sentence_id, sha256_hex, view_id
from conspectus.engine.names import printed_name
from conspectus.engine.paper import (
    Doubt,
    Paper,
    PaperSource,
    Paragraph,
    Passage,
    Position,
    Section,
    Sentence,
    View,
)
from conspectus.engine.passages import Claim, claims_of, own_names
from conspectus.engine.reading import Reader
from conspectus.engine.singles import gated, speaks_for_itself, worth_quoting
from conspectus.engine.source_languages import with_languages
from conspectus.engine.theming import Themed, themes_of_texts

MOST_OF_A_THEME: Final = 3
"""Sentences of one meeting under one theme: it is to be heard, its length says nothing."""
HONOURED: Final = frozenset({"not_a_claim", "exclude", "theme", "relayed"})
"""Corrections that leave words where they are: nobody's, and in no view of others."""
_OWN: Final = re.compile(r"\b(?:we|us|our|ours|I|my|mine|me)\b", re.IGNORECASE)
_TELLS_WHO: Final = re.compile(
    r"\b(?:my|our) (?:own )?(?:organi[sz]ation|company|firm|country|government|ministry|delegation|"
    r"members?|association|foundation|university|institut\w+|employer|colleagues?|agency|region|"
    r"department|office|board|city|constituency|people)\b|\bon behalf of\b|"
    r"\bspeak(?:ing|s)? (?:as|for)\b|"
    r"\b(?:I am|I[’']m|we are|we[’']re) (?:from|with|representing)\b|"
    r"\bas (?:an?|the) [^,;.]{2,60}, (?:we|I)\b|\b(?:I|we) represent\b|\b(?:here|back) (?:in|at)\b",
    re.IGNORECASE,
)
"""Words by which a speaker is known though nobody is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWords:
    """The sources without attribution, who stands for them, and what was settled about them."""

    sources: tuple[Source, ...] = ()
    holders: tuple[Holder, ...] = ()
    rulings: Rulings | None = None
    doubts: tuple[Doubt, ...] = ()


def parted(corpus: Corpus) -> tuple[Corpus, GroupWords]:
    """The corpus without the words of groups, and these; itself where there are none."""
    sources = tuple(one for one in corpus.sources if one.is_unattributed)
    if not sources:
        return corpus, GroupWords()
    names = {name for one in sources for name in (one.id, one.ref)}
    about = [
        one
        for one in corpus.corrections
        if one.source in names or any(key.split(":")[0] in names for key in keys_of(one))
    ]
    rest = replace(
        corpus,
        sources=tuple(one for one in corpus.sources if not one.is_unattributed),
        holders=tuple(one for one in corpus.holders if not one.is_nobody),
        corrections=tuple(one for one in corpus.corrections if one not in about),
    )
    group = replace(corpus, sources=sources, corrections=tuple(about))
    return rest, GroupWords(
        sources=with_languages(group).sources,
        holders=tuple(one for one in corpus.holders if one.is_nobody),
        rulings=rulings_of([one for one in about if one.kind in HONOURED]),
        doubts=tuple(
            Doubt(
                kind=DORMANT,
                question=f"{told(one)} is about words of a group: nobody holds them, so they stand "
                "in no view of others.",
                passages=(),
                score=0.0,
            )
            for one in about
            if one.kind not in HONOURED
        ),
    )


def with_group_words(
    paper: Paper, corpus: Corpus, group: GroupWords, options: Options, themed: Themed, made: Reader
) -> Paper:
    """``paper`` with what was said in groups at the end of each theme; itself where nothing was.

    ``corpus``: what the paper was made of, with the words of groups. ``themed``: its claims.

    Raises:
        InvariantError: the paper would break DESIGN §5.
    """
    if not group.sources:
        return paper
    claims = list(_claims(group, themed, made))
    wanted = wanted_themes(options.themes, themed.themes)
    chosen = _chosen([one for one in claims if wanted is None or one.theme in wanted], made, corpus)
    views = {claim.id: _view(claim) for claim in chosen}
    said: dict[str, list[Sentence]] = defaultdict(list)
    holders = {one.id: one for one in group.holders}
    for claim in chosen:
        sentence = _sentence(claim, views[claim.id], holders[claim.holder], paper.language)
        said[claim.theme or ""].append(sentence)
    cited = {claim.source for claim in chosen}
    return replace(
        paper,
        sources=tuple(sorted((*paper.sources, *map(_listed, group.sources)), key=lambda s: s.id)),
        holders=tuple(sorted((*paper.holders, *group.holders), key=lambda h: h.id)),
        passages=(*paper.passages, *(_passage(one, views.get(one.id)) for one in claims)),
        views=(*paper.views, *views.values()),
        sections=_sections(paper, corpus, themed, said),
        annexes=replace(
            paper.annexes,
            not_reflected=(*paper.annexes.not_reflected, *_unheard(group, claims, cited)),
            method=_method(paper.annexes.method, group),
        ),
        doubts=(*paper.doubts, *group.doubts),
    )


def _claims(group: GroupWords, themed: Themed, made: Reader) -> Iterator[Claim]:
    """The claims of all groups with their themes; as they were read, so still as if own."""
    holders = {one.id: one for one in group.holders}
    silent = _silent(group)
    read = [
        claim
        for source in group.sources
        if source.id not in silent
        for claim in claims_of(replace(source, capacity=Capacity.OWN), holders, made.languages)
    ]
    rulings = group.rulings or Rulings()
    kept = [one for one in read if passage_key(one.id) not in rulings.dropped]
    kept = [one for one in kept if REDACTED not in one.text]
    known, given = theme_ids(themed.themes), rulings.themes
    texts = [one.plain for one in kept]
    for one, theme in zip(
        gated(kept, made.vocabulary),
        themes_of_texts(texts, themed, made.embedder, made.cache),
        strict=True,
    ):
        ruled = known.get(given.get(passage_key(one.id), "").casefold())
        yield replace(one, theme=ruled or theme)


def _silent(group: GroupWords) -> Mapping[str, str]:
    rulings = group.rulings or Rulings()
    corpus = Corpus(sources=group.sources, holders=group.holders, corrections=rulings.applied)
    return silent_sources(corpus)


def _chosen(claims: Sequence[Claim], made: Reader, corpus: Corpus) -> list[Claim]:
    """What is quoted: a few sentences of each meeting and theme, in the order of their words."""
    named = _names(corpus.holders)
    places: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if speaks_for_itself(claim, made.vocabulary) and not _tells_who(claim.text, named):
            places[claim.theme or "", claim.source].setdefault(claim.text, claim)
    chosen: list[Claim] = []
    for _, found in sorted(places.items()):
        ranked = sorted(found.values(), key=lambda one: (*worth_quoting(one), one.text))
        chosen += sorted(ranked[:MOST_OF_A_THEME], key=lambda one: one.text)
    return chosen


def _names(holders: Sequence[Holder]) -> tuple[frozenset[str], frozenset[str]]:
    """In lower case: names of persons, and of all others who hold a view."""
    persons = {one for h in holders if h.kind is HolderKind.PERSON for one in own_names(h)}
    bodies = {one for h in holders if not h.is_nobody for one in own_names(h)} - persons
    return frozenset(persons), frozenset(bodies)


def _tells_who(text: str, named: tuple[Collection[str], Collection[str]]) -> bool:
    """Whether a sentence tells who speaks: by a name, or by what the speaker says of itself."""
    if _TELLS_WHO.search(text):
        return True
    lower = text.lower()
    persons, bodies = named
    own = _OWN.search(text) is not None
    return any(_stands(one, lower) for one in (*persons, *(bodies if own else ())))


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _view(claim: Claim) -> View:
    return View(
        id=view_id([claim.id]),
        theme=claim.theme or "",
        wordings=(claim.text,),
        language=claim.language,
        passages=(claim.id,),
    )


def _passage(claim: Claim, view: View | None) -> Passage:
    return Passage(
        id=claim.id,
        source=claim.source,
        start=claim.start,
        end=claim.end,
        sha256=sha256_hex(claim.text),
        theme=claim.theme,
        view=view.id if view is not None else None,
        holder=claim.holder,
        capacity=Capacity.RELAYED,
        stance=Stance.MENTIONS,
    )


def _sentence(claim: Claim, view: View, holder: Holder, language: str) -> Sentence:
    draft = group_sentence(claim.text, holder, claim.language, language)
    position = Position(
        view=view.id,
        holder=holder.id,
        stance=Stance.MENTIONS,
        match="same-language" if claim.language == language else "cross-language",
        evidence=(evidence_of(claim),),
    )
    return Sentence(
        id=sentence_id([view.id], [holder.id], draft.text),
        kind="view",
        text=draft.text,
        language=language,
        generator=draft.generator,
        named=draft.named,
        positions=(position,),
    )


def _sections(
    paper: Paper, corpus: Corpus, themed: Themed, said: Mapping[str, Sequence[Sentence]]
) -> tuple[Section, ...]:
    """The sections, each with a last paragraph of what a group said, numbered through."""
    there = {one.theme: one for one in paper.sections if one.theme is not None}
    found = [one for one in paper.sections if one.theme is None]
    for theme, part in in_parts(themed.themes, corpus.settings.parts):
        section = there.get(theme.id)
        if section is None and theme.id in said:
            section = _empty(theme, part)
        if section is not None:
            closing = _paragraphs(said.get(theme.id, ()))
            found.append(replace(section, paragraphs=(*section.paragraphs, *closing)))
    numbers = count(1)
    return tuple(_numbered(section, numbers) for section in found)


def _empty(theme: ThemeSpec, part: str | None) -> Section:
    return Section(
        id=f"theme-{theme.id}", theme=theme.id, heading=theme.name, paragraphs=(), part=part
    )


def _paragraphs(said: Sequence[Sentence]) -> tuple[Paragraph, ...]:
    return (Paragraph(id="", number="", kind="prose", sentences=tuple(said)),) if said else ()


def _numbered(section: Section, numbers: Iterator[int]) -> Section:
    numbered = []
    for paragraph in section.paragraphs:
        number = next(numbers)
        numbered.append(replace(paragraph, id=f"p{number}", number=str(number)))
    return replace(section, paragraphs=tuple(numbered))


def _listed(source: Source) -> PaperSource:
    return PaperSource(
        id=source.id,
        ref=source.ref,
        kind=source.kind.value,
        number=source.number,
        title=source.title,
        files=tuple({"name": f.name, "sha256": f.sha256} for f in source.files),
        text=source.text,
        language=source.language,
        holders=source.holders,
        channel=source.channel,
        received=source.received,
        warnings=source.warnings,
    )


def _unheard(
    group: GroupWords, claims: Sequence[Claim], cited: Collection[str]
) -> Iterator[Mapping[str, str]]:
    """The sources that no sentence leads to, and why."""
    silent = _silent(group)
    spoke = {one.source for one in claims}
    for source in group.sources:
        if source.id not in cited:
            usual = "no view" if source.id not in spoke else "no view: none that stands alone"
            yield {"source": source.id, "reason": silent.get(source.id, usual)}


def _method(method: Mapping[str, Any], group: GroupWords) -> Mapping[str, Any]:
    """The method with a paragraph on what was said in groups; no figure has changed."""
    titles = sorted({printed_name(one, article=True) for one in group.holders})
    where = "a meeting" if len(titles) == 1 else "meetings"
    told = (
        f"Words that were said in {where} without attribution ({'; '.join(titles)}) are given word "
        "for word as said in the group. They have no holder; they join no view of others and enter "
        "no degree, figure or table, and nothing here says how many spoke or who."
    )
    return {**method, "paragraphs": [*method.get("paragraphs", ()), told]}
