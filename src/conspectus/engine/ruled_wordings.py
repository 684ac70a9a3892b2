"""Wordings that people gave, as far as the holders' own words let them stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conspectus.engine.corrections import Rulings, passage_key
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim
from conspectus.engine.revision.revising import ACT_NOT_IN_TEXT
from conspectus.engine.verification.wordings import Said, strayed_wording
from conspectus.engine.views import PAPER_LANGUAGE, DraftView


def carried_wordings(
    rulings: Rulings, claims: Iterable[Claim]
) -> tuple[Rulings, tuple[Doubt, ...]]:
    """The rulings without wordings that stray from what was said, and why each of those does.

    ``claims``: all of the paper.
    """
    if not rulings.wordings:
        return rulings, ()
    said: dict[str, list[Said]] = {}
    for claim in claims:
        if claim.counted:
            one = Said(claim.holder, claim.text, claim.language)
            said.setdefault(passage_key(claim.id), []).append(one)
    kept, doubts = [], []
    for text, keys in rulings.wordings:
        theirs = [one for key in sorted(keys) for one in said.get(key, ())]
        found = strayed_wording(text, language_of_wording(text, theirs), theirs)
        if not found:
            kept.append((text, keys))
            continue
        told = " ".join(dict.fromkeys(one.message for one in found))
        what = f"The wording “{text}” is not printed. {told}"
        doubts.append(
            Doubt(kind=ACT_NOT_IN_TEXT, question=what, passages=tuple(sorted(keys)), score=0.9)
        )
    return replace(rulings, wordings=tuple(kept)), tuple(doubts)


def language_of_wording(text: str, said: Iterable[Said]) -> str:
    """As of a view: the language of the passage that it was cut from, else the paper's."""
    words = text.strip(" .")
    return next((one.language for one in said if words in one.words), PAPER_LANGUAGE)


def worded_oppositions(
    oppositions: Sequence[FoundOpposition], rulings: Rulings
) -> tuple[FoundOpposition, ...]:
    """The oppositions with the words that a person gave a view of theirs."""
    return tuple(
        replace(
            one,
            views_for=tuple(_worded(view, rulings) for view in one.views_for),
            views_against=tuple(_worded(view, rulings) for view in one.views_against),
        )
        for one in oppositions
    )


def _worded(view: DraftView, rulings: Rulings) -> DraftView:
    own = {passage_key(passage) for passage in view.passages}
    given = next((text for text, keys in rulings.wordings if own & keys), None)
    if given is None:
        return view
    return replace(view, clause=given.rstrip(" ."), settled=True, paraphrased=True)
