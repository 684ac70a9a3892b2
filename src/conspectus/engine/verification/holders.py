"""V1: the holders printed in a sentence are those who have evidence in it, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conspectus.engine.corpus import Holder
from conspectus.engine.evidence import Sentence
from conspectus.engine.printed_names import forms_of
from conspectus.engine.quoting import fold, take_apart, without_quote_marks
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.frame import Frame

_SEE_ALSO = re.compile(r"\b[Ss]ee also\b.*")
_MASK = "\ufffc"


def findings(
    sentence: Sentence, frame: Frame, holders: Mapping[str, Holder], lead: str
) -> Iterator[Finding]:
    """Holders without evidence that are printed, and holders with evidence that are not.

    ``lead``: text that names the holders of the items of a list. A holder's name in what is
    reported ("X held that Y should …") names nobody as a holder.
    """
    own = set(sentence.holders)
    unknown = sorted(own - set(holders))
    for holder in unknown:
        yield Finding("V1", f"The holder {holder} is not known to the paper.", holder)
    text = fold(without_quote_marks(f"{lead} {sentence.text}"))
    footnote = fold(without_quote_marks(sentence.footnote or ""))
    for holder in sorted(own - set(unknown)):
        if not _printed(holders[holder], text) and not _printed(holders[holder], footnote):
            name = holders[holder].name
            yield Finding("V1", f"{name} has evidence here and is named nowhere.", holder)
    yield from _without_evidence(sentence, frame, holders, own)


def _printed(holder: Holder, text: str) -> bool:
    return any(_stands(form, text) for form in forms_of(holder))


def _stands(form: str, text: str) -> bool:
    return form in text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _without_evidence(
    sentence: Sentence, frame: Frame, holders: Mapping[str, Holder], own: set[str]
) -> Iterator[Finding]:
    places = fold(f"{_naming(sentence, frame)} {_SEE_ALSO.sub('', sentence.footnote or '')}")
    rest = _masked(places, [holders[one] for one in sorted(own) if one in holders])
    others = [holder for key, holder in sorted(holders.items()) if key not in own]
    named = [(form, holder) for holder in others for form in forms_of(holder) if form in rest]
    for form, holder in sorted(named, key=lambda pair: (-len(pair[0]), pair[0])):
        if _stands(form, rest):
            rest = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", _MASK, rest)
            yield Finding("V1", f"{holder.name} is named here without evidence.", holder.id)


def _naming(sentence: Sentence, frame: Frame) -> str:
    """Where a sentence names its holders: before the verb and in the brackets after it."""
    outside = take_apart(sentence.text).outside
    if not frame.framed:
        return outside if sentence.kind == "topic" else " ".join(_brackets(outside))
    first = frame.parts[0].start
    return " ".join([outside[: min(first, len(outside))], *_brackets(outside[:first])])


def _brackets(text: str) -> list[str]:
    return re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text)


def _masked(text: str, own: list[Holder]) -> str:
    """``text`` without the names of its own holders, longest first."""
    forms = sorted(
        {form for holder in own for form in forms_of(holder)}, key=lambda f: (-len(f), f)
    )
    for form in forms:
        text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", _MASK, text)
    return text
