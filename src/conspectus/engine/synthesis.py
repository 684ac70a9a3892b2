"""The pipeline: a corpus becomes a paper (DESIGN §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conspectus import __version__
from conspectus.engine.annexes import annexes
from conspectus.engine.balance import balance, coverage
from conspectus.engine.binding import EVIDENCE_A_HOLDER, Binder, Register, register
from conspectus.engine.campaign_holders import with_campaigns
from conspectus.engine.clauses import candidates, carried_views
from conspectus.engine.corpus import Corpus, Holder, Options, Source
from conspectus.engine.degree import degree_options
from conspectus.engine.drafting.composition import compose_theme, opposition_ids
from conspectus.engine.drafting.plan import Plan, arrange, choose
from conspectus.engine.drawn_upon import quotable_claims, silent_sources
from conspectus.engine.embedding import Cache, Embedder, Vectors, encode_cached
from conspectus.engine.errors import EngineError
from conspectus.engine.introduction import introduction
from conspectus.engine.known_claims import known_claims
from conspectus.engine.method import Making, method
from conspectus.engine.neighbours import Neighbours
from conspectus.engine.paper import Paper, PaperSource, Section, Theme
from conspectus.engine.paraphrases import paraphrased_views
from conspectus.engine.passages import Claim, own_names
from conspectus.engine.position_table import position_rows
from conspectus.engine.progress import Progress, silent
from conspectus.engine.singles import excerpts, gated, quotations, scored_singles
from conspectus.engine.theming import GENERAL, Themed, assign, with_themes
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verified import verified_shared, verified_singles
from conspectus.engine.views import DraftView, views_of_wordings, without_repetitions
from conspectus.engine.vocabulary import Vocabulary, vocabulary_of
from conspectus.engine.wordings import index_atoms, shared_wordings


def synthesize(
    corpus: Corpus,
    *,
    options: Options | None = None,
    embedder: Embedder | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
) -> Paper:
    """The synthesis paper of ``corpus``, with the evidence of every sentence.

    ``embedder``: sentence vectors for grouping and ranking; without one words alone decide.
    Raises ``EngineError`` where no source has a text.
    """
    options = options or Options()
    tell = progress or silent
    corpus = with_campaigns(in_order(corpus))
    if not any(source.text.strip() for source in corpus.sources):
        raise EngineError(
            "No source has a text to read; see manifest-report.csv for what each file lacks."
        )
    holders = {holder.id: holder for holder in corpus.holders}
    vocabulary = vocabulary_of(corpus.sources, corpus.settings.glossary)
    claims = gated(_read(corpus, holders, cache, tell), vocabulary)
    hints = {source.id: source.theme for source in corpus.sources}
    tell("themes", 0, 1)
    themed = assign(claims, corpus.settings.themes, hints, embedder, cache, jobs)
    tell("views", 0, 1)
    verdicts = Verdicts(cache, repr(corpus.settings))
    singles = verified_singles(scored_singles(themed, holders), verdicts)
    shared = with_themes(
        _shared(themed, [view for _, view in singles], holders, verdicts),
        themed,
        embedder,
        cache,
    )
    verdicts.keep()
    length = options.words or default_length(corpus)
    printed, left = choose(shared, singles, length, _numbers_addressing(themed))
    printed += quotations(themed, _uncited(corpus, printed), vocabulary)
    printed += excerpts(themed, _uncited(corpus, printed), vocabulary)
    tell("draft", 0, 1)
    plan = Plan(
        paragraphs=arrange(
            printed, [t.id for t in themed.themes], lambda v: _vectors(v, embedder, cache)
        ),
        left_out=tuple(left),
    )
    return _paper(corpus, options, themed, plan, holders, vocabulary, embedder)


def in_order(corpus: Corpus) -> Corpus:
    """The corpus with sources and holders in the order of their ids: order of receipt is none."""
    return Corpus(
        sources=tuple(sorted(corpus.sources, key=lambda s: s.id)),
        holders=tuple(sorted(corpus.holders, key=lambda h: h.id)),
        settings=corpus.settings,
        corrections=corpus.corrections,
        notes=corpus.notes,
    )


def default_length(corpus: Corpus) -> int:
    """Words of body and footnotes: about 6,500 for 120 sources, never above the UN's 8,500."""
    readable = sum(1 for source in corpus.sources if source.text.strip())
    return min(8_000, 1_000 + 46 * readable)


def _read(
    corpus: Corpus, holders: Mapping[str, Holder], cache: Cache | None, tell: Progress
) -> list[Claim]:
    claims: list[Claim] = []
    total = len(corpus.sources)
    unheard = silent_sources(corpus)
    for done, source in enumerate(corpus.sources):
        tell("read", done, total)
        if source.id not in unheard:
            claims += known_claims(source, holders, corpus.settings.languages, cache)
    return quotable_claims(claims, corpus)


def _shared(
    themed: Themed,
    singles: Sequence[DraftView],
    holders: Mapping[str, Holder],
    verdicts: Verdicts,
) -> tuple[DraftView, ...]:
    """Views of two or more holders: grown from atoms, and taken from the holders' own clauses."""
    claims = themed.claims
    if themed.matrix is not None:
        near = Neighbours.of_vectors(themed.matrix)
    else:
        near = Neighbours.of_words([claim.plain for claim in claims])
    grown = views_of_wordings(shared_wordings(index_atoms(claims)))
    taken = carried_views(candidates(singles), claims, near, verdicts)
    said_otherwise: tuple[DraftView, ...] = ()
    if themed.matrix is not None:
        said_otherwise = paraphrased_views(
            claims, themed.vectors, themed.matrix, lambda holder: own_names(holders[holder])
        )
    return without_repetitions(verified_shared((*taken, *grown, *said_otherwise), verdicts))


def _numbers_addressing(themed: Themed) -> dict[str, int]:
    """Theme id → how many holders have an own passage in it; half for the general comments."""
    found: dict[str, set[str]] = {theme.id: set() for theme in themed.themes}
    for claim in themed.claims:
        if claim.counted and claim.theme in found:
            found[claim.theme].add(claim.holder)
    return {
        theme: len(members) // (2 if theme == GENERAL else 1) for theme, members in found.items()
    }


def _uncited(corpus: Corpus, views: Sequence[DraftView]) -> list[str]:
    """Ids of the sources that no sentence of ``views`` will lead to."""
    cited = {
        claim.source
        for view in views
        for members in view.claims.values()
        for claim in members[:EVIDENCE_A_HOLDER]
    }
    return [source.id for source in corpus.sources if source.id not in cited]


def _vectors(
    views: Sequence[DraftView], embedder: Embedder | None, cache: Cache | None
) -> Vectors | None:
    if embedder is None or not views:
        return None
    return encode_cached(embedder, [view.clause for view in views], cache)


@dataclass(frozen=True, slots=True)
class _Bound:
    """All views in one list with the register that names them."""

    views: tuple[DraftView, ...]
    register: Register


def _paper(
    corpus: Corpus,
    options: Options,
    themed: Themed,
    plan: Plan,
    holders: Mapping[str, Holder],
    vocabulary: Vocabulary,
    embedder: Embedder | None,
) -> Paper:
    views = (
        tuple(v for paragraphs in plan.paragraphs.values() for p in paragraphs for v in p)
        + plan.left_out
    )
    book = register(themed.claims, views)
    addressed = _addressed(themed, views, holders)
    binder = Binder(
        holders=holders,
        addressed=addressed,
        opposed=frozenset(opposition_ids(())),
        language=corpus.settings.language,
        rule=corpus.settings.degree,
    )
    numbers = iter(range(1, 10_000))
    sources = tuple(_paper_source(source) for source in corpus.sources)
    themes = [
        theme
        for theme in sorted(themed.themes, key=lambda t: t.id != "general")
        if theme.id in plan.paragraphs
    ]
    opening = introduction(corpus, binder, numbers, [theme.name for theme in themes])
    bound = {id(view): book.views[i] for i, view in enumerate(views)}
    body = tuple(
        compose_theme(theme, plan.paragraphs[theme.id], binder, bound, numbers, themed, holders)
        for theme in themes
    )
    sections: tuple[Section, ...] = (*opening, *body)
    rows = position_rows(views, book, sections)
    making = Making(
        passages=book.passages,
        views=tuple(book.views.values()),
        sections=sections,
        positions=rows,
        embedder=embedder,
    )
    notes = annexes(corpus, sections, book.passages, vocabulary, method(corpus, making))
    return Paper(
        title=corpus.settings.title or "Synthesis of contributions",
        status=corpus.settings.status,
        date=options.date,
        language=corpus.settings.language,
        engine={
            "version": __version__,
            "options": {
                "words": options.words,
                "themes": list(options.themes),
                "degree": degree_options(corpus.settings.degree),
            },
        },
        sources=sources,
        holders=corpus.holders,
        themes=tuple(
            Theme(id=t.id, name=t.name, addressed_by=addressed[t.id]) for t in themed.themes
        ),
        passages=tuple(book.passages),
        views=tuple(book.views[i] for i in sorted(book.views)),
        sections=sections,
        annexes=notes,
        coverage=coverage(corpus, book, sections, notes),
        balance=balance(corpus, sections),
        positions=rows,
        reference=corpus.settings.reference,
        forum=corpus.settings.forum,
        cycle=corpus.settings.cycle,
        cut_off=corpus.settings.cut_off,
        notes=corpus.notes,
    )


def _addressed(
    themed: Themed, views: Sequence[DraftView], holders: Mapping[str, Holder]
) -> dict[str, tuple[str, ...]]:
    """Theme id → holders with an own passage in it; chairs are not counted."""
    found: dict[str, set[str]] = {theme.id: set() for theme in themed.themes}
    for claim in themed.claims:
        if claim.counted and claim.theme in found:
            found[claim.theme].add(claim.holder)
    for view in views:
        found.setdefault(view.theme or "general", set()).update(view.claims)
    return {
        theme: tuple(sorted(h for h in members if not holders[h].is_chair))
        for theme, members in found.items()
    }


def _paper_source(source: Source) -> PaperSource:
    public = source.publication.value != "not published"
    return PaperSource(
        id=source.id,
        ref=source.ref,
        kind=source.kind.value,
        number=source.number,
        title=source.title,
        files=tuple({"name": f.name, "sha256": f.sha256} for f in source.files),
        text=source.text if public else "",
        language=source.language,
        holders=source.holders,
        channel=source.channel,
        received=source.received,
        warnings=source.warnings,
        date=source.date,
        late=source.late,
        public=public,
    )
