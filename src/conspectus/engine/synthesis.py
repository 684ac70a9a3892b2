"""The pipeline: a corpus becomes a paper (DESIGN §3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import threadpoolctl

from conspectus.engine import late_libraries
from conspectus.engine.across import joined_across, questions_of
from conspectus.engine.across_wordings import own_wordings
from conspectus.engine.ahead import Ahead
from conspectus.engine.arrangement import wanted_themes
from conspectus.engine.assembly import Draft, assemble
from conspectus.engine.binding import EVIDENCE_A_HOLDER
from conspectus.engine.campaign_holders import with_campaigns
from conspectus.engine.clauses import candidates, carried_views
from conspectus.engine.concept_views import beside_concepts, concept_views
from conspectus.engine.corpus import Corpus, Holder, Options, SourceKind
from conspectus.engine.corrected_views import (
    Fits,
    doubts_of,
    kept_claims,
    kept_views,
    opposed_under_ruled_themes,
    parted,
    settled,
    with_ruled_themes,
)
from conspectus.engine.corrections import Rulings, rulings_of
from conspectus.engine.drafting.plan import Plan, arrange, choose, cost, said_apart
from conspectus.engine.drawn_upon import quotable_claims, silent_sources
from conspectus.engine.embedding import Cache, Embedder, Foreseeing, Vectors, encode_cached
from conspectus.engine.errors import EngineError
from conspectus.engine.group_words import parted as without_groups
from conspectus.engine.group_words import with_group_words
from conspectus.engine.held import Held, NothingHeld
from conspectus.engine.known_stems import keep_stems, recall_stems
from conspectus.engine.last_quotations import last_quotations
from conspectus.engine.learning.effect import Effect
from conspectus.engine.learning.similarity import LearntSimilarity, answers_of
from conspectus.engine.learning.themes import with_learnt_themes
from conspectus.engine.names import names_phrase
from conspectus.engine.neighbours import Neighbours
from conspectus.engine.opposition_views import FoundOpposition, not_said_again
from conspectus.engine.oppositions import find_oppositions
from conspectus.engine.others_reports import report_doubts
from conspectus.engine.paper import Doubt, Paper
from conspectus.engine.passages import Claim, own_names
from conspectus.engine.progress import Progress, silent
from conspectus.engine.reading import Reader, claims_of_all
from conspectus.engine.remembered import remembering
from conspectus.engine.revision.revising import revise, stopped
from conspectus.engine.rewording.prompts import LanguageModel
from conspectus.engine.rewording.sentences import Reword, reworded
from conspectus.engine.ruled_oppositions import ruled_oppositions
from conspectus.engine.ruled_wordings import WordingCheck, worded_oppositions
from conspectus.engine.singles import excerpts, gated, in_doubt, quotations, scored_singles
from conspectus.engine.source_languages import with_languages
from conspectus.engine.spoken_views import spoken_views
from conspectus.engine.theming import GENERAL, Themed, assign, with_themes
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verified import verified_shared, verified_singles
from conspectus.engine.views import DraftView, single_view, views_of_wordings, without_repetitions
from conspectus.engine.vocabulary import Vocabulary, vocabulary_of
from conspectus.engine.wordings import index_atoms, shared_wordings


def synthesize(
    corpus: Corpus,
    *,
    options: Options | None = None,
    embedder: Embedder | None = None,
    language_model: LanguageModel | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    held: Held | None = None,
) -> Paper:
    """The synthesis paper of ``corpus``, with the evidence of every sentence.

    What its ``acts`` do to the text is done at the end; those that are not in it are told among the
    doubts.

    ``embedder``: sentence vectors for grouping and ranking; without one words alone decide.
    ``language_model``: proposes the wording of drafted sentences, which stand where it is refused.
    ``held``: what an earlier run of this process has held; no byte depends on it.
    Raises ``EngineError`` where no source has a text.
    """
    # One thread of linear algebra: sums in one order on every machine, and no idle spinning.
    known = recall_stems(cache) if cache is not None else 0
    with threadpoolctl.threadpool_limits(1), remembering(cache):
        tell = progress or silent
        reword = _rewording(language_model, cache, tell)
        paper = _synthesized(
            corpus, options or Options(), embedder, cache, tell, jobs, reword, held or NothingHeld()
        )
        if corpus.acts:
            revised = revise(paper, corpus.acts)
            paper = replace(revised.paper, doubts=(*revised.paper.doubts, *stopped(revised)))
    if cache is not None:
        keep_stems(cache, known)
    return paper


def _synthesized(
    corpus: Corpus,
    options: Options,
    embedder: Embedder | None,
    cache: Cache | None,
    tell: Progress,
    jobs: int,
    reword: Reword | None,
    held: Held,
) -> Paper:
    whole = in_order(corpus)
    attributed, group = without_groups(whole)
    corpus = _with_text(with_campaigns(with_languages(attributed)), whole)
    rulings = rulings_of(corpus.corrections)
    reader = _reader(corpus, embedder, cache, tell, jobs)
    holders, vocabulary = reader.holders, reader.vocabulary
    read, halved = _read(corpus, reader)
    claims = gated(kept_claims(read, rulings), vocabulary)
    _foreseen(claims, reader)
    tell("themes", 0, 1)
    themed, of_themes = _themed(corpus, claims, rulings, reader, held)
    tell("views", 0, 1)
    learnt = LearntSimilarity(themed.claims, themed.matrix, answers_of(rulings))
    # After so much reading this process is large, and a copy might cost more memory than there is.
    shared, singles, oppositions, doubts = _found(
        corpus, themed, rulings, reader, learnt, held, beside_us=jobs > 1 and not halved
    )
    wanted = wanted_themes(options.themes, themed.themes) or {t.id for t in themed.themes}
    shared, singles, oppositions = _of_themes(wanted, shared, singles, oppositions)
    covered = replace(themed, claims=tuple(c for c in themed.claims if c.theme in wanted))
    split = [view for one in oppositions for view in one.views]
    opposed = frozenset().union(*(one.passages for one in oppositions))
    singles = [(score, view) for score, view in singles if not view.passages & opposed]
    shared = tuple(view for view in shared if not said_apart(view, opposed))
    length = (options.words or default_length(corpus)) - sum(cost(view) for view in split)
    printed, left = choose(
        shared, singles, length, _numbers_addressing(themed), partial(_shown, holders=holders)
    )
    printed += kept_views(_verbatim(corpus, covered, [*printed, *split], vocabulary), rulings)
    tell("draft", 0, 1)
    vectors = _vectors_of(printed, embedder, cache)
    paragraphs = arrange(printed, [theme.id for theme in themed.themes], vectors)
    draft = Draft(
        corpus=corpus,
        options=options,
        themed=themed,
        plan=Plan(paragraphs=paragraphs, left_out=tuple(left)),
        holders=holders,
        vocabulary=vocabulary,
        embedder=embedder,
        oppositions=oppositions,
        doubts=(
            *doubts,
            *questions_of([*printed, *split]),
            *_doubts_of_reading(corpus, read, themed, rulings),
        ),
        reword=reword,
        learnt=(learnt.effect, of_themes),
    )
    return with_group_words(assemble(draft), whole, group, options, themed, reader)


def _doubts_of_reading(
    corpus: Corpus, read: Sequence[Claim], themed: Themed, rulings: Rulings
) -> tuple[Doubt, ...]:
    return (*doubts_of(rulings, read, themed.themes), *report_doubts(corpus, read))


def _reader(
    corpus: Corpus, embedder: Embedder | None, cache: Cache | None, tell: Progress, jobs: int
) -> Reader:
    settings = corpus.settings
    holders = {holder.id: holder for holder in corpus.holders}
    vocabulary = vocabulary_of(corpus.sources, settings.glossary, settings.themes)
    verdicts = Verdicts(cache, repr(settings))
    return Reader(holders, settings.languages, vocabulary, verdicts, cache, embedder, tell, jobs)


def _with_text(corpus: Corpus, whole: Corpus) -> Corpus:
    """The same corpus, in which there is something to read.

    ``whole``: with what was said without attribution, of which alone no paper is made.
    """
    if any(source.text.strip() for source in corpus.sources):
        return corpus
    if len(whole.sources) > len(corpus.sources):
        raise EngineError(
            "Nothing but words of meetings without attribution is there, and these have no "
            "holder; choose a contribution, a meeting or a thread beside them."
        )
    raise EngineError(
        "No source has a text to read; see manifest-report.csv for what each file lacks."
    )


def _found(
    corpus: Corpus,
    themed: Themed,
    rulings: Rulings,
    reader: Reader,
    learnt: LearntSimilarity,
    held: Held,
    *,
    beside_us: bool,
) -> tuple[
    tuple[DraftView, ...],
    list[tuple[float, DraftView]],
    tuple[FoundOpposition, ...],
    tuple[Doubt, ...],
]:
    """Shared views, scored single views, oppositions and what a person should look at."""
    names = {holder.id: own_names(holder) for holder in corpus.holders}
    with Ahead(corpus, themed, names, learnt, held).begun(beside_us=beside_us) as ahead:
        views = _views(themed, reader, ahead)
        fits = WordingCheck(corpus.holders)
        shared, singles = settled(*views, themed, rulings, fits)
        oppositions, doubts = _oppositions(corpus, themed, (shared, singles), rulings, ahead, fits)
        doubts = (*doubts, *fits.refused)
    shared, singles = not_said_again(oppositions, shared, singles)
    return shared, singles, oppositions, doubts


def _of_themes(
    wanted: Collection[str],
    shared: Sequence[DraftView],
    singles: Sequence[tuple[float, DraftView]],
    oppositions: Sequence[FoundOpposition],
) -> tuple[tuple[DraftView, ...], list[tuple[float, DraftView]], tuple[FoundOpposition, ...]]:
    """What belongs to the themes that are asked for."""
    return (
        tuple(view for view in shared if view.theme in wanted),
        [(score, view) for score, view in singles if view.theme in wanted],
        tuple(one for one in oppositions if one.theme in wanted),
    )


def _themed(
    corpus: Corpus, claims: Sequence[Claim], rulings: Rulings, reader: Reader, held: Held
) -> tuple[Themed, Effect]:
    """The claims with their themes; the manifest's theme of a source is a hint.

    Beside them what the themes that people gave have taught.
    """
    hints = {source.id: source.theme for source in corpus.sources}
    names = {name for one in corpus.holders for name in (one.name, one.label, *one.aliases)}
    themes, embedder = corpus.settings.themes, reader.embedder
    shipped = held.result(
        "themes",
        (tuple(claims), themes, hints, names, embedder.sha256 if embedder is not None else ""),
        lambda: assign(claims, themes, hints, embedder, reader.cache, reader.jobs, names),
    )
    learnt, effect = with_learnt_themes(shipped, rulings)
    return with_ruled_themes(learnt, rulings), effect


def _rewording(model: LanguageModel | None, cache: Cache | None, tell: Progress) -> Reword | None:
    if model is None:
        return None
    return partial(reworded, model=model, cache=cache, tell=tell)


def _oppositions(
    corpus: Corpus,
    themed: Themed,
    views: tuple[Sequence[DraftView], Sequence[tuple[float, DraftView]]],
    rulings: Rulings,
    ahead: Ahead,
    fits: Fits,
) -> tuple[tuple[FoundOpposition, ...], tuple[Doubt, ...]]:
    """Where contributors differ, and what a person should look at.

    ``views``: shared ones and scored single ones. ``fits``: as in `settled`.
    """
    shared, singles = views
    found, doubts = find_oppositions(
        themed.claims,
        corpus.settings.issues,
        themed.themes,
        views=shared,
        corrections=corpus.corrections,
        names_of=ahead.names.__getitem__,
        sides=ahead.sides(),
    )
    kept = worded_oppositions(parted(found, rulings), rulings, fits)
    alone = [view for _, view in singles]
    ruled, unclear = ruled_oppositions(rulings, kept, shared, alone, themed.themes)
    opposed = opposed_under_ruled_themes((*kept, *ruled), rulings, themed.themes)
    return opposed, (*doubts, *unclear)


def _views(
    themed: Themed,
    reader: Reader,
    ahead: Ahead,
) -> tuple[Sequence[DraftView], Sequence[tuple[float, DraftView]]]:
    """(shared views with their themes, scored single views), all of them verified."""
    holders, verdicts = reader.holders, reader.verdicts
    embedder, cache = reader.embedder, reader.cache
    singles = verified_singles(scored_singles(themed, holders), verdicts)
    shared = _shared(themed, [view for _, view in singles], verdicts, ahead)
    if embedder is not None:
        shared = joined_across(
            shared,
            themed,
            lambda texts: encode_cached(embedder, texts, cache),
            lambda claim: own_wordings(
                claim, own_names(holders[claim.holder]), reader.vocabulary.explains
            ),
            verdicts,
        )
    with_their_themes = with_themes(shared, themed, embedder, cache)
    verdicts.keep()
    return with_their_themes, singles


def _verbatim(
    corpus: Corpus, themed: Themed, printed: Sequence[DraftView], vocabulary: Vocabulary
) -> list[DraftView]:
    """What is quoted of the sources that ``printed`` leaves out: whole sentences, else excerpts.

    Of a holder who is then cited nowhere, the best words that there are.
    """
    doubted = (replace(c, theme=GENERAL) if in_doubt(c, themed) else c for c in themed.claims)
    themed = replace(themed, claims=tuple(doubted))
    whole = quotations(themed, _uncited(corpus, printed), vocabulary)
    cut = excerpts(themed, _uncited(corpus, [*printed, *whole]), vocabulary)
    heard = _heard((*printed, *whole, *cut))
    silent = {source.id for source in corpus.sources if heard.isdisjoint(source.holders)}
    found = [*whole, *cut, *last_quotations(themed, silent, vocabulary)]
    found += spoken_views(themed, corpus, [*printed, *found])
    said = {(view.holders, view.words) for view in printed}
    return [view for view in found if (view.holders, view.words) not in said]


def _heard(views: Sequence[DraftView]) -> set[str]:
    """Ids of the holders of ``views``."""
    return {holder for view in views for holder in view.claims}


def in_order(corpus: Corpus) -> Corpus:
    """The corpus with sources and holders in the order of their ids: order of receipt is none."""
    return replace(
        corpus,
        sources=tuple(sorted(corpus.sources, key=lambda s: s.id)),
        holders=tuple(sorted(corpus.holders, key=lambda h: h.id)),
    )


def default_length(corpus: Corpus) -> int:
    """Words of body and footnotes: about 7,000 for 120 sources, never above the UN's 8,500."""
    readable = sum(1 for source in corpus.sources if source.text.strip())
    return min(8_000, 1_000 + 50 * readable)


def _read(corpus: Corpus, reader: Reader) -> tuple[list[Claim], bool]:
    claims, halved = claims_of_all(corpus, silent_sources(corpus), reader)
    return quotable_claims(claims, corpus), halved


def _foreseen(claims: Sequence[Claim], reader: Reader) -> None:
    """While vectors are made, libraries and what the verdicts will be asked of single views."""
    if not isinstance(reader.embedder, Foreseeing):
        return
    if reader.embedder.busy:
        late_libraries.load_all()
    names = {holder.id: own_names(holder) for holder in reader.holders.values()}
    for claim in claims:
        if not reader.embedder.busy:
            break
        view = single_view(claim, names[claim.holder])
        if view is not None:
            verified_singles([(0.0, view)], reader.verdicts)


def _shared(
    themed: Themed,
    singles: Sequence[DraftView],
    verdicts: Verdicts,
    ahead: Ahead,
) -> tuple[DraftView, ...]:
    """Views of two or more holders: grown from atoms, and taken from the holders' own clauses."""
    claims = themed.claims
    if themed.matrix is not None:
        near = Neighbours.of_vectors(themed.matrix)
    else:
        near = Neighbours.of_words([claim.plain for claim in claims])
    grown = views_of_wordings(shared_wordings(index_atoms(claims)))
    taken = carried_views(candidates(singles), claims, near, verdicts)
    wanted = concept_views(claims, verdicts)
    found = (*beside_concepts((*taken, *grown, *ahead.paraphrases()), wanted), *wanted)
    return without_repetitions(verified_shared(found, verdicts))


def _numbers_addressing(themed: Themed) -> dict[str, int]:
    """Theme id → how many holders have an own passage in it; half for the general comments."""
    found: dict[str, set[str]] = {theme.id: set() for theme in themed.themes}
    for claim in themed.claims:
        if claim.counted and claim.theme in found:
            found[claim.theme].add(claim.holder)
    return {
        theme: len(members) // (2 if theme == GENERAL else 1) for theme, members in found.items()
    }


def _shown(view: DraftView, holders: Mapping[str, Holder]) -> tuple[str, ...]:
    """The holders that the sentence of a shared view names, not its footnote alone."""
    return names_phrase([holders[holder] for holder in view.holders]).named


def _uncited(corpus: Corpus, views: Sequence[DraftView]) -> list[str]:
    """Ids of the sources that no sentence of ``views`` will lead to.

    Of turns and posts only those whose holder is not heard: a speaker rises many times.
    """
    heard = _heard(views)
    cited = {
        claim.source
        for view in views
        for members in view.claims.values()
        for claim in members[:EVIDENCE_A_HOLDER]
    }
    return [
        source.id
        for source in corpus.sources
        if source.id not in cited
        and (source.kind is SourceKind.CONTRIBUTION or heard.isdisjoint(source.holders))
    ]


def _vectors_of(
    printed: Sequence[DraftView], embedder: Embedder | None, cache: Cache | None
) -> Callable[[Sequence[DraftView]], Vectors | None]:
    """The vectors of any of the printed views, all made at once."""
    if embedder is None:
        return lambda _views: None
    clauses = sorted({view.clause for view in printed})
    vectors = encode_cached(embedder, clauses, cache)
    row = {clause: i for i, clause in enumerate(clauses)}
    return lambda views: vectors[[row[view.clause] for view in views]] if views else None
