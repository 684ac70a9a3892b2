"""Oppositions in one paragraph: the view that asks for change, then the other (DRAFTING §4).

Each view is one sentence with its own holders, all with the same verb; the second side is joined by
"Others". No word weighs the sides against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conspectus.engine.binding import Binder
from conspectus.engine.corpus import Holder
from conspectus.engine.degree import DegreeNoun
from conspectus.engine.degree_phrase import degree_phrase
from conspectus.engine.drafting.composition import CORRECTED, noun_of
from conspectus.engine.drafting.templates import Draft, capital, full_stop, names_within_names
from conspectus.engine.names import names_phrase
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.paper import Opposition, Paragraph, Sentence, View
from conspectus.engine.verification.authors import PARAPHRASE, by_person

GENERATOR = "template:opposition"
_VERBS = (
    ("holds the view that", "hold the view that"),
    ("is of the view that", "are of the view that"),
    ("expresses the view that", "express the view that"),
)
"""Of class A, singular and plural; a paragraph keeps to one of them on both sides."""
MOST_RUNNING_NAMES = 3


def opposition_paragraph(
    found: FoundOpposition,
    binder: Binder,
    bound: Mapping[int, View],
    holders: Mapping[str, Holder],
    number: int,
) -> Paragraph:
    """The paragraph of one opposition.

    ``bound``: identity of a draft view → its registered view. ``number``: of the paragraph.
    """
    sentences: list[Sentence] = []
    for side, views in enumerate((found.views_for, found.views_against)):
        for place, view in enumerate(views):
            registered = bound[id(view)]
            word = binder.word(view.holders, found.theme, [registered.id], view.stance)
            people = [holders[holder] for holder in view.holders]
            of = len(binder.addressed[found.theme])
            noun = noun_of(view)
            counted = _Counted(word, of, noun, number % len(_VERBS))
            draft = _draft(view.clause, people, counted, side > 0, place > 0)
            if view.settled:
                draft = replace(draft, generator=by_person(CORRECTED, PARAPHRASE))
            sentences.append(binder.view_sentence(draft, [(registered, view)], found.theme))
    return Paragraph(id=f"p{number}", number=str(number), kind="prose", sentences=tuple(sentences))


def opposition_of_views(found: FoundOpposition, bound: Mapping[int, View]) -> list[Opposition]:
    """The entries of the bundle: each view of the one side with each view of the other."""
    return [
        Opposition(
            views=(bound[id(one)].id, bound[id(other)].id),
            holders_for=one.holders,
            holders_against=other.holders,
        )
        for one in found.views_for
        for other in found.views_against
    ]


def opposed_ids(found: Iterable[FoundOpposition], bound: Mapping[int, View]) -> frozenset[str]:
    """Ids of all views that stand in an opposition: there is no general support for them."""
    return frozenset(bound[id(view)].id for one in found for view in one.views)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A degree word of ``of`` who addressed the theme, what it counts, and the verb after it."""

    word: str
    of: int
    noun: DegreeNoun
    verb: int

    def says(self, *, plural: bool) -> str:
        """The verb in its number."""
        return _VERBS[self.verb][plural]


def _draft(
    clause: str,
    holders: Sequence[Holder],
    counted: _Counted,
    others: bool,  # noqa: FBT001 - on the second side
    further: bool,  # noqa: FBT001 - not the first of its side
) -> Draft:
    few = len(holders) <= MOST_RUNNING_NAMES and not names_within_names(holders)
    if further and few:
        running = names_phrase(holders, running=True)
        verb = counted.says(plural=len(holders) > 1 or holders[0].plural)
        text = f"{capital(_closed(running.text))} {verb} {clause}"
        return Draft(text=full_stop(text), named=running.named, generator=GENERATOR)
    names = names_phrase(holders)
    if others:
        subject, plural = others_phrase(len(holders), names.text, counted.noun), len(holders) > 1
    else:
        phrase = degree_phrase(
            counted.word,
            len(holders),
            counted.of,
            noun=counted.noun,
            names=names.text,
            group=holders[0].group,
        )
        subject, plural = phrase.text, phrase.plural
    return Draft(
        text=full_stop(f"{subject} {counted.says(plural=plural)} {clause}"),
        named=names.named,
        generator=GENERATOR,
        footnote=names.footnote,
    )


def others_phrase(number: int, names: str, noun: DegreeNoun) -> str:
    """ "Others (A, B, C)"; one or two say their number (DRAFTING §2)."""
    one, two = _OTHERS[noun]
    if number == 1:
        return f"One other {one} ({names})"
    if number == 2:
        return f"Two other {two} ({names})"
    return f"Others ({names})"


_OTHERS = {
    DegreeNoun.CONTRIBUTORS: ("contribution", "contributions"),
    DegreeNoun.SPEAKERS: ("speaker", "speakers"),
    DegreeNoun.REMOTE: ("remote participant", "remote participants"),
    DegreeNoun.FORUM: ("participant in the online forum", "participants in the online forum"),
}


def _closed(name: str) -> str:
    """A name with an apposition closes with a comma ("…, in a personal capacity,")."""
    apposed = ", in a personal capacity" in name or " on behalf of " in name
    return f"{name}," if apposed else name
