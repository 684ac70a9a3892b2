"""Invariants of sources, passages and views: offsets, hashes and who is bound by what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from conspectus.engine.corpus import Capacity
from conspectus.engine.ids import passage_id, sha256_hex, view_id
from conspectus.engine.invariants_index import PaperIndex
from conspectus.engine.paper_parts import Passage

_FORBIDDEN = ("\r", "\0")
_BYTE_ORDER_MARK = "\ufeff"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def problems_of_sources(index: PaperIndex) -> Iterator[str]:
    """Texts that cannot be written as UTF-8 with LF alone, and texts that must not be written."""
    for source in index.paper.sources:
        where = f"The text of source {source.id}"
        if any(mark in source.text for mark in _FORBIDDEN):
            yield f"{where} contains a carriage return or NUL; LF alone ends its lines."
        if source.text.startswith(_BYTE_ORDER_MARK):
            yield f"{where} begins with a byte order mark."
        if _HALF_CHARACTER.search(source.text):
            yield f"{where} contains half a character (a lone surrogate)."
        if not source.public and source.text:
            yield f"{where} is not for publication and stands in the paper; leave it empty."
        if not source.text and source.public and not source.warnings:
            yield f"Source {source.id} has no text and no warning that says why."
        if len(set(source.holders)) != len(source.holders):
            yield f"Source {source.id} names a holder twice."
        nobody = [index.holders[holder].is_nobody for holder in source.holders]
        if nobody != [True] if source.is_unattributed else any(nobody):
            yield (
                f"Source {source.id} was said without attribution and has a holder, or has one "
                "who is called nobody and was said with attribution."
            )
        reason = index.reasons.get(source.id, "")
        if source.redacted and (source.text or not reason.startswith("withdrawn")):
            yield f"Source {source.id} was erased and has a text, or is not listed as withdrawn."


def problems_of_passages(index: PaperIndex) -> Iterator[str]:
    """Spans outside their text, hashes and ids of other words, holders who did not sign."""
    for passage in index.paper.passages:
        source = index.sources[passage.source]
        words = source.text[max(passage.start, 0) : max(passage.end, 0)]
        where = f"Passage {passage.id}"
        if not 0 <= passage.start < passage.end <= len(source.text):
            yield f"{where} does not lie in the text of source {source.id}."
        elif sha256_hex(words) != passage.sha256:
            yield f"{where} carries a hash that is not that of its words."
        elif not _is_id_of(passage, words):
            yield f"{where} has the id of other words."
        bound = passage.holder in source.holders
        if not bound and passage.capacity is not Capacity.ON_BEHALF_OF:
            yield f"{where} binds {passage.holder}, who did not sign source {source.id}."
        if source.is_unattributed and passage.capacity is not Capacity.RELAYED:
            yield f"{where} was said without attribution and is called somebody's own words."


def _is_id_of(passage: Passage, words: str) -> bool:
    number = passage.id.removeprefix(passage_id(passage.source, words))
    return number == "" or (number.startswith(":") and number[1:].isdigit() and number != ":1")


def problems_of_views(index: PaperIndex) -> Iterator[str]:
    """Views without words or passages, under another id, or that disagree with their passages."""
    erased = any(source.redacted for source in index.paper.sources)
    for view in index.paper.views:
        if view.redacted and not erased:
            yield f"View {view.id} is called redacted, and no source of the paper is."
        if not view.wordings or not all(wording.strip() for wording in view.wordings):
            yield f"View {view.id} has no wording."
        if not view.passages or max(Counter(view.passages).values()) > 1:
            yield f"View {view.id} has no passage, or one twice."
        elif view.id != view_id(view.passages) and not view.redacted:
            yield f"View {view.id} does not carry the id that its smallest passage gives."
        relayed = {index.passages[one].capacity is Capacity.RELAYED for one in view.passages}
        if len(relayed) > 1:
            yield f"View {view.id} joins relayed words to those of holders."
        addressed = index.themes[view.theme].addressed_by
        for name in view.passages:
            passage = index.passages[name]
            if passage.view != view.id:
                yield f"View {view.id} lists passage {name}, which belongs to {passage.view}."
            if index.counts(passage) and passage.holder not in addressed:
                yield f"{passage.holder} holds view {view.id} and is not said to address its theme."
    for passage in index.paper.passages:
        if passage.view is not None and passage.id not in index.views[passage.view].passages:
            yield f"Passage {passage.id} belongs to view {passage.view}, which does not list it."


def problems_of_themes(index: PaperIndex) -> Iterator[str]:
    """Holders counted twice among those who addressed a theme, and chairs counted at all."""
    for theme in index.paper.themes:
        if len(set(theme.addressed_by)) != len(theme.addressed_by):
            yield f"Theme {theme.id} counts a holder twice."
        for holder in theme.addressed_by:
            if index.holders[holder].is_chair:
                yield f"Theme {theme.id} counts {holder}, who spoke from the chair."
            if index.holders[holder].is_nobody:
                yield f"Theme {theme.id} counts {holder}, who stands for words of a group."
