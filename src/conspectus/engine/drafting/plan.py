"""The plan of a paper: which views stand in it, in which paragraph, within its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.clusters import paragraph_groups
from conspectus.engine.corpus import SourceKind
from conspectus.engine.eligibility import word_count
from conspectus.engine.embedding import Vectors
from conspectus.engine.judgement.mentions import mentions
from conspectus.engine.language import content_stems
from conspectus.engine.propositions import Concept
from conspectus.engine.quoting import word_count as quoted_words
from conspectus.engine.views import DraftView

SENTENCE_OVERHEAD: Final = 9
NAME_WORDS: Final = 4
LARGEST_PARAGRAPH: Final = 6
MOST_OF_ONE_HOLDER: Final = 4
QUOTED_WORDS: Final = 55
MOST_QUOTED: Final = 3
"""Quotations of one holder under one heading, beside what each of its contributions is owed."""
NEW_SHARE: Final = 0.5
SHARED: Final = 0.55
ROOM: Final = 1.25
"""How far a theme may exceed its share of the length before others have had theirs."""
SAME_SHARE: Final = 0.65
OF_ONE_HOLDER: Final = 0.45
"""Words that two single views of one holder may not have in common."""
FEWEST_WORDS: Final = 4
OWN_WORDS: Final = 2
"""Words that a single view adds to a concept that its holder wants in a shared view."""
_LIGHT: Final = frozenset(
    content_stems(
        "Internet power principle role importance value everyone everybody all stakeholders users "
        "acknowledge maintain uphold guarantee keep remain become essential fundamental important "
        "key continue further fully always"
    )
)
"""Words that add nothing to a concept."""
PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Theme id → paragraphs, each a tuple of views in order; ``left_out``: shared, not printed."""

    paragraphs: Mapping[str, tuple[tuple[DraftView, ...], ...]]
    left_out: tuple[DraftView, ...]


def cost(view: DraftView) -> int:
    """Words that a view takes in body and footnotes, roughly."""
    names = len(view.holders) * NAME_WORDS
    shown = names if len(view.holders) <= 6 else names + 4 * NAME_WORDS
    return word_count(view.clause) + SENTENCE_OVERHEAD + shown


def choose(
    shared: Sequence[DraftView],
    singles: Sequence[tuple[float, DraftView]],
    words: int,
    addressed: Mapping[str, int],
    shown: Callable[[DraftView], Collection[str]] = lambda view: view.holders,
) -> tuple[list[DraftView], list[DraftView]]:
    """(views to print, shared views left out) within ``words``.

    First every shared view in order of its holders while they take at most ``SHARED`` of the
    length, then one single view for each holder that stands in none of them and for each written
    contribution of which nothing is cited, then the best of the rest: at most
    ``MOST_OF_ONE_HOLDER`` for one holder, and each theme its share of the length by the holders
    that addressed it (``addressed``: theme id → their number). ``shown``: the holders that the
    sentence of a shared view names, of whom no single view says the same again.
    """
    printed: list[DraftView] = []
    left: list[DraftView] = []
    used = 0
    for view in sorted(shared, key=lambda v: (-len(v.claims), v.clause)):
        if used + cost(view) <= words * SHARED and not _said_wider(view, printed):
            printed.append(view)
            used += cost(view)
        else:
            left.append(view)
    chosen = _Chosen(printed, used, words, addressed, shown)
    by_score = sorted(singles, key=lambda pair: (-pair[0], pair[1].clause))
    heard = {holder for view in printed for holder in view.claims}
    cited = {c.source for view in printed for claims in view.claims.values() for c in claims[:1]}
    rest: list[DraftView] = []
    for _, view in by_score:
        holder, claims = next(iter(view.claims.items()))
        written = claims[0].source_kind is SourceKind.CONTRIBUTION
        known = holder in heard and (claims[0].source in cited or not written)
        if known or not chosen.is_new(view):
            rest.append(view)
            continue
        heard.add(holder)
        cited.add(claims[0].source)
        chosen.take(view)
    for view in rest:
        if chosen.fits(view) and chosen.is_new(view):
            chosen.take(view)
    return chosen.views, left


def _said_wider(view: DraftView, printed: Sequence[DraftView]) -> bool:
    """Whether what two say is said in views of more, in whatever matter: by the same passages.

    "The functionality of the network should be preserved" beside its stability and security.
    """
    if len(view.claims) > PAIR or view.concept:
        return False
    wanted = [other for other in printed if other.concept]
    if any(view.words <= other.words for other in wanted):
        return True
    return view.passages <= frozenset[str]().union(*(other.passages for other in wanted))


def said_apart(view: DraftView, opposed: Collection[str]) -> bool:
    """Whether what two say is, of one of them, said where contributors differ (``opposed``)."""
    if len(view.claims) > PAIR or view.concept or view.settled:
        return False
    return any(all(c.id in opposed for c in claims) for claims in view.claims.values())


class _Chosen:
    """The views of a paper as they are chosen, with what they say already."""

    def __init__(
        self,
        shared: Sequence[DraftView],
        used: int,
        words: int,
        addressed: Mapping[str, int],
        shown: Callable[[DraftView], Collection[str]],
    ) -> None:
        self.views = list(shared)
        total = max(1, sum(addressed.values()))
        self._room = {theme: words * ROOM * number / total for theme, number in addressed.items()}
        self._in_theme: dict[str | None, int] = defaultdict(int)
        for view in shared:
            self._in_theme[view.theme] += cost(view)
        self._used = used
        self._words = words
        self._of_holder: dict[str, int] = defaultdict(int)
        self._quoted: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        self._said: dict[str, set[str]] = defaultdict(set)
        for view in shared:
            for claim in view.passages:
                self._said[claim] |= view.words
        self._texts = [view.words for view in shared]
        self._wanted = {(holder, view.concept) for view in shared for holder in view.claims}
        self._concepts = [view for view in shared if view.concept]
        self._spoken: set[tuple[str, Concept]] = set()
        self._named = {
            (holder, claim.id)
            for view in shared
            for holder in shown(view)
            for claim in view.claims[holder]
        }
        self._wished: set[tuple[Concept, str, bool]] = set()
        self._by_holder: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._merged = {
            claim.id
            for view in shared
            for members in view.claims.values()
            for claim in members
            if view.paraphrased or claim.language != "en"
        }

    def is_new(self, view: DraftView) -> bool:
        """Whether a single view says what no chosen view says already (defect 4)."""
        if view.passages & self._merged or self._wished & _wishes(view):
            return False
        holder = view.holders[0]
        if any((holder, claim) in self._named for claim in view.passages):
            return False
        if any(_mostly(view.words, other, OF_ONE_HOLDER) for other in self._by_holder[holder]):
            return False
        said = set().union(*(self._said[claim] for claim in view.passages))
        own = view.words
        if len(own - said) < max(3, len(own) * NEW_SHARE) or self._spoken & self._on(view):
            return False
        if any(len(own - _LIGHT - wanted) < OWN_WORDS for wanted in self._wider(view)):
            return False
        return not any(len(t) >= FEWEST_WORDS and _mostly(own, t, SAME_SHARE) for t in self._texts)

    def fits(self, view: DraftView) -> bool:
        """Whether there is room for it, and its holder has not spoken often enough."""
        few = self._of_holder[view.holders[0]] < MOST_OF_ONE_HOLDER
        room = self._room.get(view.theme or "", 0.0)
        few = few and self._in_theme[view.theme] + cost(view) <= room
        if view.reported is None:
            quoted = self._quoted[view.holders[0], view.theme]
            words = quoted_words(view.clause) + sum(quoted)
            few = few and (not quoted or (len(quoted) < MOST_QUOTED and words <= QUOTED_WORDS))
        return few and self._used + cost(view) <= self._words

    def take(self, view: DraftView) -> None:
        """Print it."""
        self.views.append(view)
        self._used += cost(view)
        self._in_theme[view.theme] += cost(view)
        self._of_holder[view.holders[0]] += 1
        if view.reported is None:
            self._quoted[view.holders[0], view.theme].append(quoted_words(view.clause))
        self._texts.append(view.words)
        self._by_holder[view.holders[0]].append(view.words)
        self._wished |= _wishes(view)
        self._spoken |= self._on(view)

    def _wider(self, view: DraftView) -> list[frozenset[str]]:
        """The words of each concept that it names and its holder wants in a shared view."""
        return [
            wider.words
            for wider in self._concepts
            if wider.theme == view.theme
            and view.holders[0] in wider.claims
            and wider.words <= view.words
        ]

    def _on(self, view: DraftView) -> set[tuple[str, Concept]]:
        """The concepts that the view names and its holder wants in a shared view already.

        One single view may say more of each, a second one would say it again.
        """
        named = {mention.concept for mention in mentions(view.clause)}
        return {(view.holders[0], concept) for concept in named} & self._wanted


def _mostly(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether two wordings have ``share`` of the shorter one's words in common."""
    return len(one & other) >= share * max(1, min(len(one), len(other)))


def _wishes(view: DraftView) -> set[tuple[Concept, str, bool]]:
    """What a single view wants done with what: two that want the same say the same again.

    Of things of one word too much is said in which they are only the subject.
    """
    atoms = (atom for claims in view.claims.values() for atom in claims[0].propositions)
    return {
        (atom.concept, atom.relation, atom.negative)
        for atom in atoms
        if len(atom.concept) > 1 or atom.relation.startswith("be:")
    }


def arrange(
    views: Sequence[DraftView],
    themes: Sequence[str],
    vectors_of: Callable[[Sequence[DraftView]], Vectors | None],
) -> dict[str, tuple[tuple[DraftView, ...], ...]]:
    """Paragraphs by theme: what speaks of the same stands together, the widely held first."""
    arranged: dict[str, tuple[tuple[DraftView, ...], ...]] = {}
    for theme in themes:
        members = sorted(
            (v for v in views if v.theme == theme), key=lambda v: (-len(v.claims), v.clause)
        )
        if not members:
            continue
        under, rest = _under_concepts(members)
        groups = paragraph_groups(
            [v.clause for v in rest], vectors_of(rest), largest=LARGEST_PARAGRAPH
        )
        paragraphs = [*under, *([rest[i] for i in sorted(g)] for g in groups)]
        paragraphs = [_same_holder_together(paragraph) for paragraph in paragraphs]
        paragraphs.sort(key=lambda p: (-max(len(view.claims) for view in p), p[0].clause))
        arranged[theme] = tuple(tuple(paragraph) for paragraph in paragraphs)
    return arranged


def _under_concepts(
    members: Sequence[DraftView],
) -> tuple[list[list[DraftView]], list[DraftView]]:
    """(paragraphs that a widely wanted concept opens and single views on it go on, the rest).

    A view stands under the narrowest concept that its own clause names.
    """
    opened = {i: [view] for i, view in enumerate(members) if view.concept}
    rest = []
    for view in members:
        if view.concept:
            continue
        named = {mention.concept for mention in mentions(view.clause)}
        places = [i for i in opened if members[i].concept in named]
        places = [i for i in places if len(opened[i]) < LARGEST_PARAGRAPH]
        if len(view.claims) == 1 and places:
            opened[min(places, key=lambda i: (len(members[i].claims), i))].append(view)
        else:
            rest.append(view)
    rest += [views[0] for views in opened.values() if len(views) == 1]
    rest.sort(key=lambda view: (-len(view.claims), view.clause))
    return [views for views in opened.values() if len(views) > 1], rest


def _same_holder_together(views: list[DraftView]) -> list[DraftView]:
    """Single views of one holder stand next to each other, at the place of the first."""
    ordered: list[DraftView] = []
    for view in views:
        if view in ordered:
            continue
        ordered.append(view)
        if len(view.claims) == 1:
            ordered += [
                other for other in views if other not in ordered and other.holders == view.holders
            ]
    return ordered
