"""An edited Word document beside the paper that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from conspectus.engine.paper import Paper, Paragraph, Section, Sentence
from conspectus.engine.quoting import fold
from conspectus.formats.readback.word.alignment import aligned, out_of_order
from conspectus.formats.readback.word.parts import (
    Change,
    Comment,
    ParagraphChange,
    SentenceChange,
    TrackedChange,
)
from conspectus.formats.readback.word.reading import EditedDocument, EditedParagraph, read_edited
from conspectus.formats.readback.word.units import Unit, fold_space, units_of
from conspectus.formats.writers.scripts import printable
from conspectus.formats.writers.word import write_docx
from conspectus.formats.writers.word.runs import bookmark


@dataclass(frozen=True, slots=True)
class _Origin:
    """A sentence of the paper with where it stands there."""

    sentence: Sentence
    paragraph: Paragraph
    section: Section


def compare_docx(path: Path, paper: Paper) -> tuple[SentenceChange, ...]:
    """What became of each sentence of ``paper`` in the edited Word document at ``path``.

    Returns:
        The sentences in the order of the document; deleted ones behind the sentence that they
        followed. Recorded changes count as accepted, and are told.

    Raises:
        ReaderError: the file is no Word document, damaged, protected, or unpacks to too much.
        OSError: the file cannot be read.
    """
    return compare_edited(read_edited(path.read_bytes(), path.name), paper)


def compare_edited(document: EditedDocument, paper: Paper) -> tuple[SentenceChange, ...]:
    """As :func:`compare_docx`, of a document that was read."""
    origins = {
        sentence.id: _Origin(sentence, paragraph, section)
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    }
    texts = {key: printable(origin.sentence.text) for key, origin in origins.items()}
    ids = {bookmark(f"s_{key}"): key for key in origins}
    region = _Region(document, paper, ids)
    by_bookmark = {name: texts[key] for name, key in ids.items()}
    units = [
        unit
        for place in region.places
        for unit in units_of(document.paragraphs[place], place, by_bookmark)
    ]
    found = aligned(units, ids, texts)
    comparison = _Comparison(origins, texts, units, found, region, document.comments)
    return (*comparison.changes(), *region.comments_elsewhere(document.comments))


class _Region:
    """Which paragraphs are the paper's text: between its front and its annexes, no headings."""

    def __init__(self, document: EditedDocument, paper: Paper, ids: Mapping[str, str]) -> None:
        self._paragraphs = document.paragraphs
        known = _original_lines(paper)
        headings = {fold(section.heading) for section in paper.sections}
        lines = [fold_space(paragraph.text) for paragraph in document.paragraphs]
        self.section: dict[int, str] = {}
        self.places: list[int] = []
        end = next(
            (at for at in range(len(lines) - 1, -1, -1) if lines[at] in known.annex), len(lines)
        )
        first_annex = known.first_annex
        if first_annex in lines:
            end = len(lines) - 1 - lines[::-1].index(first_annex)
        start = self._start(lines, known, ids, end)
        current = ""
        for at in range(start, end):
            paragraph = document.paragraphs[at]
            if _is_heading(paragraph) or lines[at] in known.headings:
                named = next((h for h in headings if h and fold(lines[at]).endswith(h)), "")
                current = next(
                    (s.heading for s in paper.sections if fold(s.heading) == named), lines[at]
                )
                continue
            self.section[at] = current
            self.places.append(at)

    def _start(self, lines: Sequence[str], known: _Lines, ids: Mapping[str, str], end: int) -> int:
        """The first paragraph behind front and contents."""
        heads = [at for at in range(end) if lines[at] == known.first_heading and lines[at]]
        if heads:
            return heads[-1]
        for at in range(end):
            if any(
                name in ids for piece in self._paragraphs[at].pieces for name in piece.bookmarks
            ):
                return at
        last = max((at for at in range(end) if lines[at] in known.front), default=-1)
        return last + 1

    def comments_elsewhere(self, comments: Mapping[str, Comment]) -> Iterator[SentenceChange]:
        """Comments that stand at no sentence: on headings, front, annexes."""
        inside = set(self.places)
        for at, paragraph in enumerate(self._paragraphs):
            if at in inside:
                continue
            keys = dict.fromkeys(key for piece in paragraph.pieces for key in piece.comments)
            said = tuple(
                replace(comments[key], quoted=_under(paragraph, key))
                for key in keys
                if key in comments
            )
            if said:
                yield SentenceChange(
                    kind=Change.ELSEWHERE, after=fold_space(paragraph.text), comments=said
                )


def _under(paragraph: EditedParagraph, key: str) -> str:
    return fold_space("".join(p.text for p in paragraph.pieces if key in p.comments and not p.gone))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of the paper's own Word document that are no sentences."""

    front: frozenset[str]
    headings: frozenset[str]
    annex: frozenset[str]
    first_heading: str
    first_annex: str


def _original_lines(paper: Paper) -> _Lines:
    """What stands around the sentences, as the writer writes it."""
    document = read_edited(write_docx(paper), "paper.docx")
    lines = [fold_space(paragraph.text) for paragraph in document.paragraphs]
    marked = [
        at
        for at, paragraph in enumerate(document.paragraphs)
        if any(name.startswith("s_") for piece in paragraph.pieces for name in piece.bookmarks)
    ]
    first, last = (marked[0], marked[-1]) if marked else (0, -1)
    headings = [at for at, p in enumerate(document.paragraphs) if _is_heading(p)]
    body = [at for at in headings if at < last]
    after = [at for at in headings if at > last]
    opening = max((at for at in body if at < first), default=0)
    while opening - 1 in body:
        opening -= 1
    return _Lines(
        front=frozenset(lines[:opening]),
        headings=frozenset(lines[at] for at in body),
        annex=frozenset(lines[at] for at in after),
        first_heading=lines[opening] if lines else "",
        first_annex=lines[after[0]] if after else "",
    )


_ALMOST: Final = 90.0
_HEADINGS: Final = ("heading", "annex heading", "annexheading", "title", "überschrift", "titre")


def _is_heading(paragraph: EditedParagraph) -> bool:
    return paragraph.style.startswith(_HEADINGS)


def _is_most_of(deleted: str, text: str) -> bool:
    """Whether what was deleted is a sentence, be it that its full stop was left."""
    return fuzz.ratio(fold(deleted), text) >= _ALMOST


@dataclass(slots=True)
class _Comparison:
    """Puts together what is known of each sentence."""

    origins: Mapping[str, _Origin]
    texts: Mapping[str, str]
    units: Sequence[Unit]
    found: Mapping[int, str]
    region: _Region
    comments: Mapping[str, Comment]
    _places: dict[str, int] = field(init=False)
    _members: dict[int, list[str]] = field(init=False)
    _moved: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {key: self.units[at].place for at, key in self.found.items()}
        self._members = {}
        for at in sorted(self.found):
            self._members.setdefault(self.units[at].place, []).append(self.found[at])
        self._moved = self._moved_sentences()

    def changes(self) -> Iterator[SentenceChange]:
        """The sentences in the order of the document, deleted ones where they stood."""
        deleted = self._deleted()
        lost = self._tracked_losses()
        yield from self._gone(None, deleted, lost)
        follows: str | None = None
        for at, unit in enumerate(self.units):
            key = self.found.get(at)
            if key is None:
                if unit.text:
                    yield self._new(unit, follows)
                continue
            yield self._kept(unit, key, follows, is_moved=key in self._moved)
            if key not in self._moved:
                yield from self._gone(key, deleted, lost)
            follows = key
        for left in sorted(deleted, key=lambda one: one or ""):
            yield from self._gone(left, deleted, lost)

    def _new(self, unit: Unit, follows: str | None) -> SentenceChange:
        return SentenceChange(
            kind=Change.NEW,
            after=unit.text,
            section=self.region.section[unit.place],
            paragraph=unit.number,
            follows=follows,
            tracked=unit.tracked,
            comments=self._said(unit),
        )

    def _kept(self, unit: Unit, key: str, follows: str | None, *, is_moved: bool) -> SentenceChange:
        before = self.texts[key]
        is_same = fold(unit.text) == fold(before)
        in_place = Change.MOVED if is_moved else Change.UNCHANGED
        kind = in_place if is_same else Change.CHANGED
        return SentenceChange(
            kind=kind,
            sentence=key,
            before=before,
            after=before if is_same else unit.text,
            moved=is_moved,
            section=self.region.section[unit.place],
            paragraph=unit.number or self.origins[key].paragraph.number,
            follows=follows,
            paragraph_change=self._paragraph_change(key, unit),
            by_text=unit.bookmark is None,
            tracked=unit.tracked,
            comments=self._said(unit),
        )

    def _said(self, unit: Unit) -> tuple[Comment, ...]:
        return tuple(
            replace(self.comments[key], quoted=words)
            for key, words in unit.comments
            if key in self.comments
        )

    def _moved_sentences(self) -> set[str]:
        """Sentences out of the paper's order, or in another paragraph than those beside them."""
        order = {key: at for at, key in enumerate(self.origins)}
        row = [self.found[at] for at in sorted(self.found)]
        moved = {row[at] for at in out_of_order([order[key] for key in row])}
        places, members = self._places, self._members
        for key in row:
            home = self.origins[key].paragraph.id
            beside = [k for k in members[places[key]] if k != key and k not in moved]
            family = [
                k
                for k in row
                if k != key and k not in moved and self.origins[k].paragraph.id == home
            ]
            is_alone = beside and all(self.origins[k].paragraph.id != home for k in beside)
            if is_alone and family and key not in moved:
                moved.add(key)
        return moved

    def _paragraph_change(self, key: str, unit: Unit) -> ParagraphChange:
        home = self.origins[key].paragraph
        if home.kind == "list":  # each item of a list is a paragraph of its own
            return ParagraphChange.KEPT
        beside = [k for k in self._members[unit.place] if k not in self._moved]
        homes = {self.origins[k].paragraph.id for k in beside}
        places = {
            place
            for k, place in self._places.items()
            if k not in self._moved and self.origins[k].paragraph.id == home.id
        }
        if len(homes) > 1 and key in beside:
            return ParagraphChange.MERGED
        return ParagraphChange.SPLIT if len(places) > 1 else ParagraphChange.KEPT

    def _deleted(self) -> dict[str | None, list[str]]:
        """Deleted sentences by the sentence that is left before them."""
        kept = set(self.found.values())
        found: dict[str | None, list[str]] = {}
        before: str | None = None
        for key in self.origins:
            if key in kept:
                before = key
            else:
                found.setdefault(before, []).append(key)
        return found

    def _tracked_losses(self) -> dict[str, tuple[Unit, tuple[TrackedChange, ...]]]:
        """Deleted sentences whose deletion was recorded."""
        found: dict[str, tuple[Unit, tuple[TrackedChange, ...]]] = {}
        kept = set(self.found.values())
        gone = {fold(self.texts[key]): key for key in self.origins if key not in kept}
        for unit in self.units:
            for change in unit.tracked:
                key = next((k for text, k in gone.items() if _is_most_of(change.text, text)), None)
                if key is not None:
                    found[key] = (unit, (change,))
        return found

    def _gone(
        self,
        before: str | None,
        deleted: dict[str | None, list[str]],
        lost: Mapping[str, tuple[Unit, tuple[TrackedChange, ...]]],
    ) -> Iterator[SentenceChange]:
        for key in deleted.pop(before, ()):
            origin = self.origins[key]
            unit, tracked = lost.get(key, (None, ()))
            yield SentenceChange(
                kind=Change.DELETED,
                sentence=key,
                before=self.texts[key],
                section=origin.section.heading,
                paragraph=origin.paragraph.number,
                follows=before,
                tracked=tracked,
                comments=self._said(unit) if unit is not None and not unit.text else (),
            )
