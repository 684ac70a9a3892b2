"""The method annex: how this paper was made, in plain words and in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from conspectus.engine.balance import sentences_of
from conspectus.engine.campaign_holders import SMALLEST_CAMPAIGN
from conspectus.engine.campaigns import SIMILARITY
from conspectus.engine.corpus import Capacity, Corpus
from conspectus.engine.degree import degree_options
from conspectus.engine.drawn_upon import silent_sources
from conspectus.engine.embedding import Embedder
from conspectus.engine.learning.effect import Effect
from conspectus.engine.paper import Passage, PositionRow, Section, View
from conspectus.engine.prose_numbers import counted, enumeration, number, sentence_case, share
from conspectus.engine.rewording.sentences import Rewording
from conspectus.engine.verification.authors import PARAPHRASE, QUOTATION

_SHARED: Final = 2
_WIDE: Final = 3
_WIDEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What the method annex tells of: the paper before its annexes, and what it was made with."""

    passages: Sequence[Passage]
    views: Sequence[View]
    sections: Sequence[Section]
    positions: Sequence[PositionRow]
    embedder: Embedder | None
    corrections: int = 0
    doubts: int = 0
    rewording: Rewording | None = None
    learnt: Sequence[Effect] = ()


def method(corpus: Corpus, making: Making) -> Mapping[str, Any]:
    """{"paragraphs": [str], "figures": {…}, "model": {…} or None, "thresholds": {…}}.

    Where a language model proposed wordings also "language_model", ``Rewording.figures``. Where
    people have answered what can be learnt from also "learning", ``Effect.row`` of each kind.
    """
    figures = _figures(corpus, making)
    embedder = making.embedder
    model = None
    if embedder is not None:
        model = {"name": embedder.name, "sha256": embedder.sha256, "dimension": embedder.dimension}
    paragraphs = (
        _reading(figures),
        _views(figures),
        _model(embedder, figures, making.rewording),
        _wordings(making.rewording),
        _thresholds(corpus),
        _coverage(figures),
        _people(making),
    )
    told: dict[str, Any] = {}
    if making.rewording is not None:
        told["language_model"] = making.rewording.figures
    if rows := [effect.row() for effect in making.learnt if effect.answers]:
        told["learning"] = rows
    return {
        "paragraphs": [" ".join(paragraph) for paragraph in paragraphs if paragraph],
        "figures": figures,
        "model": model,
        "thresholds": {
            "degree": degree_options(corpus.settings.degree),
            "campaign_similarity": SIMILARITY,
            "smallest_campaign": SMALLEST_CAMPAIGN,
        },
        **told,
    }


def _figures(corpus: Corpus, making: Making) -> dict[str, int]:
    """Counts of what went in, what was found, and what is printed."""
    silent = silent_sources(corpus)
    spans = {(p.source, p.start, p.end): p.capacity for p in making.passages}
    sentences = [s for s in sentences_of(making.sections) if s.kind == "view"]
    holders_of: dict[str, set[str]] = {}
    for row in making.positions:
        holders_of.setdefault(row.view, set()).add(row.holder)
    sizes = Counter(len(holders) for holders in holders_of.values())
    return {
        "sources": len(corpus.sources),
        "sources_drawn_upon": len(corpus.sources) - len(silent),
        "passages": len(spans),
        "passages_relayed": sum(c is Capacity.RELAYED for c in spans.values()),
        "views": len(holders_of),
        "views_shared": sum(n for size, n in sizes.items() if size >= _SHARED),
        "views_of_three_or_more": sum(n for size, n in sizes.items() if size >= _WIDE),
        "views_of_six_or_more": sum(n for size, n in sizes.items() if size >= _WIDEST),
        "view_sentences": len(sentences),
        "view_sentences_shared": sum(len(s.holders) >= _SHARED for s in sentences),
        "view_sentences_paraphrased": sum(s.generator == PARAPHRASE for s in sentences),
        "view_sentences_quoted": sum(s.generator == QUOTATION for s in sentences),
        "attributions": sum(len(s.holders) for s in sentences),
        "sources_cited": len(
            {e.source for s in sentences for p in s.positions for e in p.evidence}
        ),
        "contributors_cited": len({holder for s in sentences for holder in s.holders}),
        "table_only": sum(row.sentence is None for row in making.positions),
    }


def _reading(figures: Mapping[str, int]) -> list[str]:
    return [
        (
            f"{sentence_case(counted(figures['sources'], 'text'))} "
            f"{_was(figures['sources'])} received and "
            f"{_drawn_upon(figures['sources_drawn_upon'], figures['sources'])}; a text "
            "that was not, or of which nothing is printed, is listed in the annex with the reason."
        ),
        (
            "The texts were cut into sentences, and the sentences that want, value or propose "
            f"something were kept: {counted(figures['passages'], 'passage')}"
            f"{_relayed(figures['passages_relayed'])}."
        ),
        "Letterheads, greetings, biographies and lists of references give no passage.",
    ]


def _views(figures: Mapping[str, int]) -> list[str]:
    return [
        (
            "From the passages short wordings were formed, and each passage of each contributor "
            "was held against each wording: the same object, the same negation, the same strength, "
            "the same numbers, and no condition or exception left out."
        ),
        f"This gave {counted(figures['views'], 'view')}{_widths(figures)}.",
        "Where a view could not be reworded with certainty it is quoted.",
    ]


def _model(
    embedder: Embedder | None, figures: Mapping[str, int], rewording: Rewording | None
) -> list[str]:
    if embedder is None:
        unused = "No language model and no" if rewording is None else "No"
        return [
            f"{unused} sentence vectors were used; passages were compared by their words alone."
        ]
    return [
        (
            f"Passages were compared by their words and by sentence vectors ({embedder.name}, "
            f"SHA-256 {embedder.sha256})."
        ),
        (
            "The vectors served to group and to rank passages"
            f"{_paraphrases(figures['view_sentences_paraphrased'])}; no stance rests on them."
        ),
    ]


def _wordings(rewording: Rewording | None) -> list[str]:
    """What a language model was asked and gave, where one was."""
    if rewording is None:
        return []
    refused = sum(rewording.refused.values())
    texts = [
        (
            f"The wording of {counted(rewording.answered, 'sentence')} was also proposed by a "
            f"language model ({rewording.model}), from the drafted wording and the passages behind "
            "it; it counted nothing, named nobody and chose no word of degree and no verb of "
            "reporting."
        ),
        (
            f"Of its wordings {_none(rewording.accepted)} passed every check and "
            f"{'stands' if rewording.accepted == 1 else 'stand'}, {_none(rewording.unchanged)} "
            f"{'was' if rewording.unchanged == 1 else 'were'} as drafted, and {_none(refused)} "
            f"{'was' if refused == 1 else 'were'} refused, so that the drafted wording stands."
        ),
    ]
    if rewording.places:
        many = "s" if len(rewording.places) > 1 else ""
        texts.append(
            "Sentences in its wording are marked as such beside their evidence; they stand in "
            f"paragraph{many} {enumeration(rewording.places)}."
        )
    return texts


def _paraphrases(sentences: int) -> str:
    """What the vectors decided besides, where they did."""
    if not sentences:
        return ""
    return f" and, in {counted(sentences, 'sentence')}, to recognize one view in other words"


def _thresholds(corpus: Corpus) -> list[str]:
    rule = corpus.settings.degree
    return [
        (
            "The words of degree follow these thresholds, set by the forum: numbers below "
            f"{number(rule.numbers_below)} that addressed a theme; general support from "
            f"{share(rule.general_support_share)}, {number(rule.general_support_holders)} holders "
            f"and {number(rule.general_support_groups)} groups; most above "
            f"{share(rule.most_share)}; many from {share(rule.many_share)} and "
            f"{number(rule.many_holders)} holders."
        ),
        (
            f"Letters of at least {number(SMALLEST_CAMPAIGN)} different holders that share "
            f"{share(SIMILARITY)} of their runs of three words are taken for one campaign."
        ),
    ]


def _coverage(figures: Mapping[str, int]) -> list[str]:
    quoted, waiting = figures["view_sentences_quoted"], figures["table_only"]
    if not figures["view_sentences"]:
        return ["The paper states no views, since none could be drawn from the texts."]
    texts = [
        (
            f"The paper states views in {counted(figures['view_sentences'], 'sentence')}, "
            f"{_none(figures['view_sentences_shared'])} of them with two names or more, and "
            f"carries {counted(figures['attributions'], 'attribution')} to "
            f"{number(figures['contributors_cited'])} "
            f"{_cited_by(figures['contributors_cited'])}, drawn from "
            f"{counted(figures['sources_cited'], 'text')}."
        ),
    ]
    if quoted:
        verb = "is a quotation" if quoted == 1 else "are quotations"
        texts.append(f"{sentence_case(counted(quoted, 'sentence'))} {verb}.")
    if waiting:
        texts.append(
            f"{sentence_case(counted(waiting, 'attribution'))} for which the length of the paper "
            f"left no room {'stands' if waiting == 1 else 'stand'} in the table of positions only."
        )
    texts.append(
        "The tables below set the share of each group and region in the contributors beside its "
        "share in the attributed views."
    )
    return texts


def _was(n: int) -> str:
    return "was" if n == 1 else "were"


def _drawn_upon(n: int, of: int) -> str:
    """How many of the texts gave views, with the verb."""
    if n == of:
        return "drawn upon" if n == 1 else "all of them were drawn upon"
    return f"{_none(n)} of them {_was(n)} drawn upon"


def _cited_by(n: int) -> str:
    return "contributor or speaker" if n == 1 else "contributors and speakers"


def _relayed(n: int) -> str:
    if not n:
        return ""
    rest = "reports what others said and is" if n == 1 else "report what others said and are"
    who = "the one who reports it" if n == 1 else "those who report them"
    return f", of which {number(n)} {rest} not counted as the view{'' if n == 1 else 's'} of {who}"


def _widths(figures: Mapping[str, int]) -> str:
    """How many views are shared by how many, as far as there are any."""
    shared = figures["views_shared"]
    if not shared:
        return ", of which none is shared by two contributors or more" if figures["views"] else ""
    return (
        f", of which {number(shared)} {'is' if shared == 1 else 'are'} shared by two contributors "
        f"or more, {_none(figures['views_of_three_or_more'])} by three or more and "
        f"{_none(figures['views_of_six_or_more'])} by six or more"
    )


def _none(n: int) -> str:
    return number(n) if n else "none"


def _learnt(effect: Effect) -> str:
    """What answers taught, measured on themselves."""
    judged = (
        f"held out one by one, {effect.share_after} per cent of them were judged as people judged"
    )
    if effect.used:
        return (
            f"From {number(effect.answers)} of their answers the engine learnt about "
            f"{effect.what}: {judged}, {effect.share_before} per cent before."
        )
    return (
        f"Nothing of what {number(effect.answers)} of their answers teach about {effect.what} is "
        f"used: {judged}, no more than before."
    )


def _people(making: Making) -> list[str]:
    """What a person has settled, and what waits for one."""
    texts = []
    if making.corrections:
        texts.append(
            f"{sentence_case(counted(making.corrections, 'correction'))} made by hand "
            f"{'was' if making.corrections == 1 else 'were'} applied."
        )
    texts += [_learnt(effect) for effect in making.learnt if effect.answers and effect.enough]
    if making.doubts:
        texts.append(
            f"{sentence_case(counted(making.doubts, 'question'))} for the rapporteur "
            f"{'is' if making.doubts == 1 else 'are'} listed beside the paper and "
            f"{'is' if making.doubts == 1 else 'are'} not decided in it."
        )
    return texts
