"""What changed from one version of a paper to the next, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from conspectus.engine.evidence import Sentence
from conspectus.engine.paper_parts import PaperData
from conspectus.engine.revision.anchors import keys_under
from conspectus.engine.words import keys

LIKE: Final = 0.4
"""Share of common words from which two sentences on the same words of a source are one."""


class ChangeKind(StrEnum):
    """What happened to a sentence."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    HOLDERS = "holders"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """A sentence of the later version beside the one it was; ``None`` where there is none.

    ``paragraph``: of the later version, or of the earlier where it is gone. ``joined`` and
    ``left``: ids of holders that came to it and went.
    """

    kind: ChangeKind
    paragraph: str
    before: Sentence | None
    after: Sentence | None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    sentence: Sentence
    section: str
    paragraph: str


def changes(before: PaperData, after: PaperData) -> tuple[SentenceChange, ...]:
    """Every sentence that is new, gone, reworded, held by others or in another section.

    In the order of the later version; what is gone stands at the end. A sentence is known again by
    its id, else by its views, else by the passages that it rests on and its words.
    """
    old, new = list(_placed(before)), list(_placed(after))
    pairs = _pairs(old, new)
    found = [_change(pairs.get(i), one) for i, one in enumerate(new)]
    used = {id(one) for one in pairs.values()}
    gone = [
        SentenceChange(
            kind=ChangeKind.GONE, paragraph=one.paragraph, before=one.sentence, after=None
        )
        for one in old
        if id(one) not in used
    ]
    return (*(one for one in found if one is not None), *gone)


def same_sentences(before: PaperData, after: PaperData) -> dict[str, str]:
    """Id of each sentence of ``after`` that was in ``before`` → its id there."""
    new = list(_placed(after))
    pairs = _pairs(list(_placed(before)), new)
    return {new[i].sentence.id: one.sentence.id for i, one in pairs.items()}


def _placed(paper: PaperData) -> Iterator[_Placed]:
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                yield _Placed(sentence, section.theme or section.id, paragraph.number)


def _pairs(old: Sequence[_Placed], new: Sequence[_Placed]) -> dict[int, _Placed]:
    """Index of a new sentence → the old one that it was; each old one once."""
    found: dict[int, _Placed] = {}
    free = {id(one): one for one in old}
    for likeness in (_same_id, _same_views, _same_words):
        for i, one in enumerate(new):
            if i in found:
                continue
            fits = [other for other in free.values() if likeness(other.sentence, one.sentence)]
            if fits:
                found[i] = max(fits, key=lambda other: _alike(other.sentence, one.sentence))
                del free[id(found[i])]
    return found


def _same_id(one: Sentence, two: Sentence) -> bool:
    return one.id == two.id


def _same_views(one: Sentence, two: Sentence) -> bool:
    return one.kind == two.kind and bool(set(one.views) & set(two.views))


def _same_words(one: Sentence, two: Sentence) -> bool:
    if one.kind != two.kind:
        return False
    common = set(keys_under(one)) & set(keys_under(two))
    return (bool(common) or one.kind == "frame") and _alike(one, two) >= LIKE


def _alike(one: Sentence, two: Sentence) -> float:
    a, b = keys(one.text), keys(two.text)
    return len(a & b) / max(1, len(a | b))


def _change(before: _Placed | None, after: _Placed) -> SentenceChange | None:
    if before is None:
        return SentenceChange(
            kind=ChangeKind.NEW, paragraph=after.paragraph, before=None, after=after.sentence
        )
    was, now = before.sentence, after.sentence
    joined = tuple(sorted(set(now.holders) - set(was.holders)))
    left = tuple(sorted(set(was.holders) - set(now.holders)))
    if joined or left:
        kind = ChangeKind.HOLDERS
    elif was.text != now.text or was.footnote != now.footnote:
        kind = ChangeKind.REWORDED
    elif before.section != after.section:
        kind = ChangeKind.MOVED
    else:
        return None
    return SentenceChange(
        kind=kind, paragraph=after.paragraph, before=was, after=now, joined=joined, left=left
    )
