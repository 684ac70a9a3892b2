"""Campaigns as holders: near-identical letters of different people are one voice (DRAFTING §1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.campaigns import find_campaigns, normalised_words
from conspectus.engine.corpus import Corpus, Holder, HolderKind, Publication, Source, SourceKind

SMALLEST_CAMPAIGN: Final = 3
"""Different holders from which near-identical letters are a campaign; two are copied text."""
SHORTEST_LETTER: Final = 20
"""Words under which equal texts ("I agree with this.") are no letters of a campaign."""
_COMMON_SHARE: Final = 0.5
_AMPLE_WORD: Final = 50
"""Characters, blanks included, that hold a word of nearly any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The copies of one letter; ``model``: the copy that is quoted, ``copies``: ids of all."""

    holder: Holder
    model: str
    copies: tuple[str, ...]


def with_campaigns(corpus: Corpus) -> Corpus:
    """The corpus in which each campaign is one holder, whose members are the signatories.

    The copies keep their texts and numbers; their holder becomes the campaign. A corpus whose
    campaigns are holders already comes back as it is.
    """
    holders = {holder.id: holder for holder in corpus.holders}
    copies: dict[str, str] = {}
    names = {holder.name for holder in corpus.holders}
    for letters in _campaigns(corpus, holders):
        campaign = _holder(letters, holders, names)
        names.add(campaign.name)
        holders[campaign.id] = campaign
        copies |= {letter.id: campaign.id for letter in letters}
    if not copies:
        return corpus
    return replace(
        corpus,
        sources=tuple(
            replace(source, holders=(copies[source.id],)) if source.id in copies else source
            for source in corpus.sources
        ),
        holders=tuple(holders.values()),
    )


def campaigns_of(corpus: Corpus) -> tuple[Campaign, ...]:
    """The campaigns of a corpus that went through ``with_campaigns``, in order of their ids."""
    found = []
    for holder in sorted(corpus.holders, key=lambda h: h.id):
        copies = sorted(
            (s for s in corpus.sources if s.holders == (holder.id,)), key=lambda s: s.id
        )
        if holder.kind is HolderKind.CAMPAIGN and copies:
            found.append(
                Campaign(
                    holder=holder, model=_model(copies), copies=tuple(copy.id for copy in copies)
                )
            )
    return tuple(found)


def common_passage(text: str, letters: Sequence[Sequence[str]]) -> bool:
    """Whether more than half of ``letters`` (normalised words of each) hold the words of ``text``.

    What a signatory added to the letter is not the campaign's.
    """
    words = f" {' '.join(normalised_words(text))} "
    holding = sum(words in f" {' '.join(letter)} " for letter in letters)
    return holding > _COMMON_SHARE * len(letters)


def _campaigns(corpus: Corpus, holders: Mapping[str, Holder]) -> list[list[Source]]:
    """Groups of letters by enough different holders, each group in order of source ids."""
    letters = sorted(
        (source for source in corpus.sources if _may_be_letter(source, holders)),
        key=lambda source: source.id,
    )
    groups = find_campaigns([letter.text for letter in letters])
    found = [[letters[i] for i in group] for group in groups]
    return [
        group for group in found if len({letter.holders for letter in group}) >= SMALLEST_CAMPAIGN
    ]


def _may_be_letter(source: Source, holders: Mapping[str, Holder]) -> bool:
    return (
        source.kind is not SourceKind.INTERVENTION
        and source.publication is not Publication.NOT_PUBLISHED
        and source.translation_of is None
        and not source.late
        and len(source.holders) > 0
        and all(holders[one].kind is not HolderKind.CAMPAIGN for one in source.holders)
        and _has_words(source.text, SHORTEST_LETTER)
    )


def _has_words(text: str, number: int) -> bool:
    """Whether ``text`` has so many words; its beginning tells, unless it is very thin."""
    start = text[: number * _AMPLE_WORD]
    return any(len(normalised_words(part)) >= number for part in (start, text))


def _holder(
    letters: Sequence[Source], holders: Mapping[str, Holder], taken: Iterable[str]
) -> Holder:
    """The campaign of ``letters``: its number of copies is its name."""
    members = tuple(sorted({holder for letter in letters for holder in letter.holders}))
    posts = all(letter.kind is SourceKind.POST for letter in letters)
    what = "messages" if posts else "letters"
    name = f"campaign of {len(letters)} near-identical {what}"
    if name in set(taken):
        name = f"{name} (No. {letters[0].number} and others)"
    return Holder(
        id=f"campaign-{letters[0].id}".casefold(),
        kind=HolderKind.CAMPAIGN,
        name=name,
        label=f"a {name}",
        members=members,
        group=_common(holders[member].group for member in members),
        region=_common(holders[member].region for member in members),
        country=_common(holders[member].country for member in members),
    )


def _common(values: Iterable[str | None]) -> str | None:
    """The value that all share, else ``None``."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _model(copies: Sequence[Source]) -> str:
    """The copy that adds least of its own: the fewest lines that fewer than half of them hold."""
    lines = {
        copy.id: {words for line in copy.text.splitlines() if (words := normalised_words(line))}
        for copy in copies
    }
    counts = Counter(line for found in lines.values() for line in found)
    common = {line for line, times in counts.items() if times > _COMMON_SHARE * len(copies)}
    return min(
        copies, key=lambda c: (len(common - lines[c.id]), len(lines[c.id] - common), c.id)
    ).id
