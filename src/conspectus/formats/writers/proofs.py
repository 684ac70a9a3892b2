"""Evidence as a reader sees it: the holder's words with some of the words around them."""

from __future__ import annotations

from collections.abc import Mapping

from conspectus.engine.corpus import Holder
from conspectus.engine.paper import Evidence, Paper, PaperSource, Position, Sentence
from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import Proof
from conspectus.formats.writers.scripts import is_rtl, printable, split_by_script

CONTEXT = 90
"""How many code points of the source are shown before and after a quotation, at most."""


class Witnesses:
    """Looks up the sources and holders behind the sentences of one paper."""

    def __init__(self, paper: Paper, labels: Labels) -> None:
        self._sources: Mapping[str, PaperSource] = {s.id: s for s in paper.sources}
        self._holders: Mapping[str, Holder] = {h.id: h for h in paper.holders}
        self._labels = labels
        self._language = paper.language

    def foreign(self, language: str | None) -> str | None:
        """The language where it is known and not the paper's own, else ``None``."""
        return None if language == self._language else language

    def name(self, holder: str) -> str:
        """A holder as printed; its id where the paper does not list it."""
        found = self._holders.get(holder)
        return (found.label or found.name) if found else holder

    def entry(self, holder: str) -> str:
        """A holder as the entry of a list: without the article it has in a sentence."""
        return self.name(holder).removeprefix("the ")

    def holder(self, holder: str) -> Holder | None:
        """The holder with this id."""
        return self._holders.get(holder)

    def source(self, source: str) -> PaperSource | None:
        """The source with this id."""
        return self._sources.get(source)

    def spoken(self, sentence: Sentence) -> list[tuple[str, str | None]]:
        """The evidence of a sentence as (quote, language of its source if it is foreign)."""
        return [
            (item.quote, self._language_of(item.source))
            for position in sentence.positions
            for item in position.evidence
        ]

    def _language_of(self, identifier: str) -> str | None:
        source = self.source(identifier)
        return self.foreign(source.language) if source else None

    def proofs(self, sentence: Sentence) -> tuple[Proof, ...]:
        """One proof a span of evidence, in the order of the positions."""
        return tuple(
            self._proof(position, item)
            for position in sentence.positions
            for item in position.evidence
        )

    def _proof(self, position: Position, item: Evidence) -> Proof:
        source = self.source(item.source)
        language = self._language_of(item.source)
        shown = source is None or source.public
        before, after = _context(source.text, item) if source and shown else ("", "")
        return Proof(
            holder=split_by_script(self.entry(position.holder)),
            stance=self._labels.stance(position.stance),
            match=self._match(position, language),
            source=item.source,
            number=source_name(source, self._labels) if source else item.source,
            title=split_by_script(source.title, language) if source else (),
            file=printable(_file_name(source, item)) if source else "",
            before=printable(before),
            quote=printable(item.quote) if shown else "",
            after=printable(after),
            language=language,
            rtl=is_rtl(language),
        )

    def _match(self, position: Position, language: str | None) -> str:
        if position.match != "cross-language" or not language:
            return ""
        return self._labels.cross_language.format(language=self._labels.language_name(language))


def source_name(source: PaperSource, labels: Labels) -> str:
    """A source by its kind and number: "Contribution 24"."""
    words = {
        "contribution": labels.contribution,
        "intervention": labels.intervention,
        "post": labels.post,
    }
    return words[source.kind].format(number=source.number)


def _file_name(source: PaperSource, item: Evidence) -> str:
    # The texts of a source's files are parted by form feeds (DESIGN §5).
    position = source.text.count("\f", 0, item.start)
    return source.files[position]["name"] if position < len(source.files) else ""


def _context(text: str, item: Evidence) -> tuple[str, str]:
    """The words around a span, inside its paragraph and cut between words."""
    before = text[max(0, item.start - CONTEXT) : item.start]
    cut = max(before.rfind("\n\n"), before.rfind("\f"))
    if cut >= 0:
        before = before[cut + 1 :].lstrip()
    elif item.start > CONTEXT:
        before = before.partition(" ")[2] if " " in before else before
        before = f"… {before}" if before else ""
    after = text[item.end : item.end + CONTEXT]
    ends = [place for place in (after.find("\n\n"), after.find("\f")) if place >= 0]
    if ends:
        after = after[: min(ends)].rstrip()
    elif item.end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] if " " in after else after
        after = f"{after} …" if after else ""
    return _single_spaced(before), _single_spaced(after)


def _single_spaced(text: str) -> str:
    squeezed = " ".join(text.split())
    start = " " if text[:1].isspace() and squeezed else ""
    end = " " if text[-1:].isspace() and squeezed else ""
    return f"{start}{squeezed}{end}"
