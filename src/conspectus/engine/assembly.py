"""Assembly: the planned views become sections, the sections with their figures a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conspectus import __version__
from conspectus.engine.annexes import annexes
from conspectus.engine.arrangement import in_parts, wanted_themes
from conspectus.engine.balance import balance, coverage
from conspectus.engine.binding import Binder, Register, register
from conspectus.engine.corpus import Corpus, Holder, Options, Source, ThemeSpec
from conspectus.engine.corrections import rulings_of
from conspectus.engine.degree import degree_options
from conspectus.engine.drafting.composition import compose_theme
from conspectus.engine.drafting.oppositions import (
    opposed_ids,
    opposition_of_views,
    opposition_paragraph,
)
from conspectus.engine.drafting.plan import Plan
from conspectus.engine.embedding import Embedder
from conspectus.engine.introduction import introduction
from conspectus.engine.learning.effect import Effect
from conspectus.engine.method import Making, method
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.paper import Doubt, Paper, PaperSource, Section, Theme, View
from conspectus.engine.position_table import position_rows
from conspectus.engine.rewording.sentences import Reword, Rewording, Standards
from conspectus.engine.theming import Themed
from conspectus.engine.views import DraftView
from conspectus.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that a paper is assembled from."""

    corpus: Corpus
    options: Options
    themed: Themed
    plan: Plan
    holders: Mapping[str, Holder]
    vocabulary: Vocabulary
    embedder: Embedder | None
    oppositions: tuple[FoundOpposition, ...]
    doubts: tuple[Doubt, ...]
    reword: Reword | None = None
    learnt: tuple[Effect, ...] = ()

    @property
    def views(self) -> tuple[DraftView, ...]:
        """Every view: printed, of an opposition, left to the table of positions."""
        printed = [v for paragraphs in self.plan.paragraphs.values() for p in paragraphs for v in p]
        opposed = [view for one in self.oppositions for view in one.views]
        return (*printed, *opposed, *self.plan.left_out)

    @property
    def themes(self) -> list[ThemeSpec]:
        """The themes that have a section, the general comments first."""
        opposed = {one.theme for one in self.oppositions}
        return [
            theme
            for theme, _ in in_parts(self.themed.themes, self.corpus.settings.parts)
            if theme.id in self.plan.paragraphs or theme.id in opposed
        ]


def assemble(draft: Draft) -> Paper:
    """The paper, with the evidence of every sentence (DESIGN §5)."""
    views = draft.views
    book = register(draft.themed.claims, views)
    bound = {id(view): book.views[i] for i, view in enumerate(views)}
    addressed = _addressed(draft.themed, views, draft.holders)
    binder = Binder(
        holders=draft.holders,
        addressed=addressed,
        opposed=opposed_ids(draft.oppositions, bound),
        language=draft.corpus.settings.language,
        rule=draft.corpus.settings.degree,
    )
    sections = _sections(draft, binder, bound)
    rewording = _rewording(draft, binder, book, sections)
    if rewording is not None:
        sections = rewording.sections
    return _paper(draft, book, bound, addressed, sections, rewording)


def _rewording(
    draft: Draft, binder: Binder, book: Register, sections: tuple[Section, ...]
) -> Rewording | None:
    """The sections in the words of a language model, where one was asked and answered."""
    if draft.reword is None:
        return None
    standards = Standards(
        holders=draft.holders,
        views={view.id: view for view in book.views.values()},
        addressed=binder.addressed,
        opposed=binder.opposed,
        rule=binder.rule,
    )
    rewording = draft.reword(sections, standards)
    return rewording if rewording.answered else None


def _sections(draft: Draft, binder: Binder, bound: Mapping[int, View]) -> tuple[Section, ...]:
    numbers = iter(range(1, 10_000))
    opening = introduction(
        draft.corpus,
        binder,
        numbers,
        [theme.name for theme in draft.themes],
        [wording for view in bound.values() for wording in view.wordings],
    )
    body = []
    part_of = {t.id: part for t, part in in_parts(draft.themes, draft.corpus.settings.parts)}
    for theme in draft.themes:
        section = compose_theme(
            theme,
            draft.plan.paragraphs.get(theme.id, ()),
            binder,
            bound,
            numbers,
            draft.themed,
            draft.holders,
        )
        section = replace(section, part=part_of[theme.id])
        body.append(_with_oppositions(draft, section, binder, bound, numbers))
    return (*opening, *body)


def _with_oppositions(
    draft: Draft,
    section: Section,
    binder: Binder,
    bound: Mapping[int, View],
    numbers: Iterator[int],
) -> Section:
    """The section with a paragraph for each opposition on its theme, after what is shared."""
    paragraphs = tuple(
        opposition_paragraph(one, binder, bound, draft.holders, next(numbers))
        for one in draft.oppositions
        if one.theme == section.theme
    )
    return replace(section, paragraphs=(*section.paragraphs, *paragraphs))


def _paper(
    draft: Draft,
    book: Register,
    bound: Mapping[int, View],
    addressed: Mapping[str, tuple[str, ...]],
    sections: tuple[Section, ...],
    rewording: Rewording | None,
) -> Paper:
    corpus, settings = draft.corpus, draft.corpus.settings
    rows = position_rows(draft.views, book, sections)
    making = Making(
        passages=book.passages,
        views=tuple(book.views.values()),
        sections=sections,
        positions=rows,
        embedder=draft.embedder,
        corrections=len(rulings_of(corpus.corrections).applied),
        doubts=len(draft.doubts),
        rewording=rewording,
        learnt=draft.learnt,
    )
    wanted = wanted_themes(draft.options.themes, draft.themed.themes)
    told = method(corpus, making)
    notes = annexes(corpus, sections, book.passages, draft.vocabulary, told, wanted)
    return Paper(
        title=settings.title or "Synthesis of contributions",
        status=settings.status,
        date=draft.options.date,
        language=settings.language,
        engine={"version": __version__, "options": _options(draft, rewording)},
        sources=tuple(_paper_source(source) for source in corpus.sources),
        holders=corpus.holders,
        themes=tuple(
            Theme(id=t.id, name=t.name, addressed_by=addressed[t.id]) for t in draft.themed.themes
        ),
        passages=tuple(book.passages),
        views=tuple(book.views[i] for i in sorted(book.views)),
        sections=sections,
        annexes=notes,
        coverage=coverage(corpus, book, sections, notes),
        balance=balance(corpus.sources, corpus.holders, sections),
        oppositions=tuple(
            entry for one in draft.oppositions for entry in opposition_of_views(one, bound)
        ),
        positions=rows,
        doubts=draft.doubts,
        reference=settings.reference,
        forum=settings.forum,
        cycle=settings.cycle,
        cut_off=settings.cut_off,
        notes=corpus.notes,
    )


def _options(draft: Draft, rewording: Rewording | None) -> dict[str, object]:
    """What the paper was asked for, as paper.json keeps it."""
    told: dict[str, object] = {
        "words": draft.options.words,
        "themes": list(draft.options.themes),
        "degree": degree_options(draft.corpus.settings.degree),
    }
    return told if rewording is None else {**told, "language_model": rewording.model}


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
