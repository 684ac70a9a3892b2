"""Small invented corpora for tests of the pipeline: paragraphs become sources with their blocks."""

from __future__ import annotations

from conspectus.engine.corpus import (
    Corpus,
    ForumSettings,
    Holder,
    HolderKind,
    Source,
    SourceKind,
    ThemeSpec,
)
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.passages import Claim, claims_of

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
THEMES = (
    ThemeSpec(id="access", name="Access", terms=("community networks", "affordable access")),
    ThemeSpec(id="rights", name="Human rights", terms=("human rights", "privacy", "encryption")),
)


def a_holder(name: str, **fields: object) -> Holder:
    """A holder whose id is its name in lower case."""
    given = {"kind": HolderKind.ORGANISATION, "group": "Civil society", "region": "Europe"}
    return Holder(id=name.lower().replace(" ", "-"), name=name, **{**given, **fields})


def a_source(ident: str, holder: Holder | str, *paragraphs: str, **fields: object) -> Source:
    """A contribution; "# …" is a heading, "- …" a list item, "> …" a quoted paragraph."""
    kinds = {"# ": BlockKind.HEADING, "- ": BlockKind.LIST_ITEM, "> ": BlockKind.QUOTE}
    text, blocks = "", []
    for paragraph in paragraphs:
        kind = kinds.get(paragraph[:2], BlockKind.PARAGRAPH)
        words = paragraph[2:] if paragraph[:2] in kinds else paragraph
        level = 1 if kind is BlockKind.HEADING else None
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words), level=level))
        text += f"{words}\n\n"
    given = {
        "ref": ident,
        "kind": SourceKind.CONTRIBUTION,
        "number": ident,
        "title": f"Contribution {ident}",
        "language": "en",
        "warnings": () if text.strip() else (f"The file of contribution {ident} holds no text.",),
    }
    holders = (holder if isinstance(holder, str) else holder.id,)
    return Source(id=ident, text=text, blocks=tuple(blocks), holders=holders, **{**given, **fields})


def a_corpus(
    *submissions: tuple[Holder, tuple[str, ...]],
    themes: tuple[ThemeSpec, ...] = THEMES,
    settings: ForumSettings | None = None,
) -> Corpus:
    """One source a (holder, paragraphs), numbered from 1 in the order given."""
    holders = {holder.id: holder for holder, _ in submissions}
    return Corpus(
        sources=tuple(
            a_source(str(number), holder, *paragraphs)
            for number, (holder, paragraphs) in enumerate(submissions, start=1)
        ),
        holders=tuple(holders.values()),
        settings=settings or ForumSettings(title="An invented forum", themes=themes),
    )


def the_claims(holder: Holder, *paragraphs: str, **fields: object) -> list[Claim]:
    """The claims of one source of ``holder``; its id is the holder's."""
    source = a_source(holder.id, holder, *paragraphs, **fields)
    return claims_of(source, {holder.id: holder}, LANGUAGES)


def the_claim(name: str, sentence: str, **fields: object) -> Claim:
    """The only claim of a source of one sentence."""
    (claim,) = the_claims(a_holder(name), sentence, **fields)
    return claim
