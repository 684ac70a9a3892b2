"""The claims of all sources; where many are new, a copy of this process reads half of them.

The copy goes on with what is worked out of each claim for itself: whether its report says what it
says, what it names, its stems. None of it decides anything: what the copy does not send in time is
worked out here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from conspectus.engine.beside import Copy, beside
from conspectus.engine.concept_views import named_in
from conspectus.engine.corpus import Corpus, Holder, Source
from conspectus.engine.embedding import Cache, Embedder, Foreseeing
from conspectus.engine.known_claims import keep_claims, recalled_claims
from conspectus.engine.paraphrase_agreement import corpus_keys
from conspectus.engine.passages import Claim, claims_of, own_names
from conspectus.engine.progress import Progress
from conspectus.engine.remembered import Learnt, learn, learn_afresh, learnt
from conspectus.engine.singles import gated
from conspectus.engine.theme_terms import read
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verified import verified_singles
from conspectus.engine.views import single_view
from conspectus.engine.vocabulary import Vocabulary

WORTH_A_COPY: Final = 150_000
"""Characters that are to be read anew from which a copy saves more time than it costs."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs besides the sources. ``jobs``: from two on a copy may help."""

    holders: Mapping[str, Holder]
    languages: Sequence[str]
    vocabulary: Vocabulary
    verdicts: Verdicts
    cache: Cache | None
    embedder: Embedder | None
    tell: Progress
    jobs: int


@dataclass(frozen=True, slots=True)
class _Sent:
    """From the copy: the claims of a source, or what it has learnt after all of them."""

    source: Source | None
    claims: tuple[Claim, ...]
    verdicts: Mapping[bytes, bool]
    readings: Learnt


def claims_of_all(
    corpus: Corpus, unheard: Collection[str], reader: Reader
) -> tuple[list[Claim], bool]:
    """The claims of the sources but the ``unheard``, in their order; whether a copy had a share."""
    heard = [source for source in corpus.sources if source.id not in unheard]
    found = {
        source.id: claims
        for source in heard
        if (claims := recalled_claims(source, reader.holders, reader.languages, reader.cache))
        is not None
    }
    new = [source for source in heard if source.id not in found]
    reader.tell("read", len(found), len(heard))
    own, others = _halves(new, reader.jobs)
    if not others:
        _read_into(found, own, reader, None, len(heard))
    else:
        with beside(partial(_read_beside, others, reader)) as copy:
            _read_into(found, own, reader, copy, len(heard))
            _view_into(found, own, reader)
            for sent in copy.all() if copy is not None else ():
                _take(sent, found, reader)
        left = [source for source in others if source.id not in found]
        _read_into(found, left, reader, None, len(heard))
    return [claim for source in heard for claim in found[source.id]], bool(others)


def _halves(new: Sequence[Source], jobs: int) -> tuple[list[Source], list[Source]]:
    """The sources to be read here and those to be read beside, about as long together."""
    if jobs < 2 or sum(len(source.text) for source in new) < WORTH_A_COPY:
        return list(new), []
    halves: tuple[list[Source], list[Source]] = ([], [])
    lengths = [0, 0]
    for source in sorted(new, key=lambda source: (-len(source.text), source.id)):
        side = lengths.index(min(lengths))
        halves[side].append(source)
        lengths[side] += len(source.text)
    return halves


def _read_into(
    found: dict[str, list[Claim]],
    sources: Sequence[Source],
    reader: Reader,
    copy: Copy[_Sent] | None,
    total: int,
) -> None:
    """Read these sources, and take meanwhile what the copy has read."""
    for source in sources:
        _enter(_read(source, reader), source, found, reader)
        for sent in copy.so_far() if copy is not None else ():
            _take(sent, found, reader)
        reader.tell("read", len(found), total)


def _read(source: Source, reader: Reader) -> list[Claim]:
    return claims_of(source, reader.holders, reader.languages)


def _enter(
    claims: Sequence[Claim], source: Source, found: dict[str, list[Claim]], reader: Reader
) -> None:
    """Take the claims of a source as found, keep them, and tell the model of them."""
    found[source.id] = list(claims)
    keep_claims(claims, source, reader.holders, reader.languages, reader.cache)
    if isinstance(reader.embedder, Foreseeing):
        reader.embedder.foresee([claim.plain for claim in claims])


def _take(sent: _Sent, found: dict[str, list[Claim]], reader: Reader) -> None:
    if sent.source is not None:
        _enter(sent.claims, sent.source, found, reader)
    reader.verdicts.learn(sent.verdicts)
    learn(sent.readings)


def _view_into(found: Mapping[str, Sequence[Claim]], own: Sequence[Source], reader: Reader) -> None:
    """Work out here what the copy works out of its claims."""
    _view([claim for source in own for claim in found[source.id]], reader)


def _read_beside(sources: Sequence[Source], reader: Reader) -> Iterator[_Sent]:
    """In the copy: the claims of each source, then what else can be said of them."""
    learn_afresh()
    claims: list[Claim] = []
    for source in sources:
        read_anew = _read(source, reader)
        claims += read_anew
        yield _Sent(source, tuple(read_anew), {}, {})
    _view(claims, reader)
    yield _Sent(None, (), reader.verdicts.learnt, learnt())


def _view(claims: Sequence[Claim], reader: Reader) -> None:
    """What is worked out of each claim for itself, and remembered."""
    names = {holder.id: own_names(holder) for holder in reader.holders.values()}
    for claim in gated(claims, reader.vocabulary):
        view = single_view(claim, names[claim.holder])
        if view is not None:
            verified_singles([(0.0, view)], reader.verdicts)
        if reader.cache is not None:
            read(claim.plain, claim.language)
            corpus_keys(claim.plain, claim.language)
            if claim.counted and claim.language == "en":
                named_in(claim.text)
