"""Wordings that people gave, as far as the words of all who are to stand under them let them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from conspectus.engine.corpus import Holder
from conspectus.engine.corrected_views import Fits
from conspectus.engine.corrections import Rulings, passage_key
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.revision.revising import ACT_NOT_IN_TEXT
from conspectus.engine.verification.wordings import Said, problems_of_wording
from conspectus.engine.views import PAPER_LANGUAGE, DraftView


class WordingCheck:
    """Says of a wording whether a view can have it, and remembers why it cannot."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._names: Mapping[str, str] = {holder.id: holder.name for holder in holders}
        self._refused: dict[str, Doubt] = {}

    def __call__(self, text: str, view: DraftView) -> bool:
        """Whether ``view`` can have these words."""
        said = [
            Said(self._names.get(holder, holder), claim.text, claim.language)
            for holder, claims in sorted(view.claims.items())
            for claim in claims
        ]
        alone = len(view.claims) == 1 and not view.paraphrased
        found = problems_of_wording(text, language_of_wording(text, said), said, alone=alone)
        if found and text not in self._refused:
            told = " ".join(dict.fromkeys(one.message for one in found))
            keys = tuple(sorted({passage_key(passage) for passage in view.passages}))
            self._refused[text] = Doubt(
                kind=ACT_NOT_IN_TEXT, question=f"{_opening(text)}{told}", passages=keys, score=0.9
            )
        return not found

    @property
    def refused(self) -> tuple[Doubt, ...]:
        """The wordings that no view could have."""
        return tuple(one for _, one in sorted(self._refused.items()))


def why_refused(text: str, doubts: Iterable[Doubt]) -> str:
    """What was told of a wording among the doubts of a paper; "" where it was not refused."""
    opening = _opening(text)
    told = (one.question for one in doubts if one.kind == ACT_NOT_IN_TEXT)
    return next((one.removeprefix(opening) for one in told if one.startswith(opening)), "")


def _opening(text: str) -> str:
    return f"The wording “{text}” is not printed. "


def language_of_wording(text: str, said: Iterable[Said]) -> str:
    """As of a view: the language of the passage that it was cut from, else the paper's."""
    words = text.strip(" .")
    return next((one.language for one in said if words in one.words), PAPER_LANGUAGE)


def worded_oppositions(
    oppositions: Sequence[FoundOpposition], rulings: Rulings, fits: Fits
) -> tuple[FoundOpposition, ...]:
    """The oppositions with the words that a person gave a view of theirs."""
    return tuple(
        replace(
            one,
            views_for=tuple(_worded(view, rulings, fits) for view in one.views_for),
            views_against=tuple(_worded(view, rulings, fits) for view in one.views_against),
        )
        for one in oppositions
    )


def _worded(view: DraftView, rulings: Rulings, fits: Fits) -> DraftView:
    own = {passage_key(passage) for passage in view.passages}
    given = next((text for text, keys in rulings.wordings if own & keys), None)
    judged = replace(view, paraphrased=True)
    if given is None or not fits(given, judged):
        return view
    return replace(judged, clause=given.rstrip(" ."), settled=True, identical=False)
