"""All checks on one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from conspectus.engine.atom_support import carries_atom
from conspectus.engine.concept_views import carries_concept
from conspectus.engine.corpus import DegreeRule, Holder
from conspectus.engine.degree import DEFAULT_RULE
from conspectus.engine.evidence import Position, Sentence
from conspectus.engine.language import detect
from conspectus.engine.lexicon.marks import LANGUAGES
from conspectus.engine.opposition_support import carries_side
from conspectus.engine.topic_phrase import holds_phrase, topic_phrases
from conspectus.engine.verification import degrees, holders, quotations, verbs
from conspectus.engine.verification.authors import (
    OPPOSITION,
    PARAPHRASE,
    QUOTATION,
    template_of,
)
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.frame import Frame, frame_of
from conspectus.engine.verification.profile import Profile, profile
from conspectus.engine.verification.support import Support, supports_closely
from conspectus.engine.verification.wordings import Said, strayed

CROSS = "cross-language"


def verify_sentence(
    sentence: Sentence,
    *,
    holders: Mapping[str, Holder],
    views: Collection[str],
    addressed_by: Collection[str] | None,
    opposed_views: Collection[str] | None = None,
    rule: DegreeRule = DEFAULT_RULE,
    lead: str = "",
) -> tuple[Finding, ...]:
    """What ``sentence`` says that its evidence does not carry (V1 to V6 and V8).

    ``views``: ids of the views of the paper. ``addressed_by``: ids of those who addressed the
    theme, ``None`` where unknown.
    ``opposed_views``: ids of views that stand in an opposition, ``None`` where unknown. ``lead``:
    for an item of a list, the sentence that opens it. A frame sentence is checked for verbs only.
    """
    found = _findings(sentence, holders, views, addressed_by, opposed_views, rule, lead)
    return tuple(dict.fromkeys(replace(one, sentence=sentence.id) for one in found))


def _findings(
    sentence: Sentence,
    known: Mapping[str, Holder],
    views: Collection[str],
    addressed_by: Collection[str] | None,
    opposed_views: Collection[str] | None,
    rule: DegreeRule,
    lead: str,
) -> Iterator[Finding]:
    names = names_of(known, sentence)
    frame = frame_of(sentence.text, names=names)
    if not sentence.positions:
        yield from verbs.findings(sentence, frame, {}, opposed_views)
        return
    for view in sentence.views:
        if view not in views:
            yield Finding("V1", f"The view {view} is not known to the paper.")
    evidence = {one: _evidence(sentence, one) for one in sentence.holders}
    yield from holders.findings(sentence, frame, known, lead)
    yield from quotations.findings(sentence, {k: tuple(v) for k, v in evidence.items()})
    yield from degrees.findings(sentence, known, addressed_by, opposed_views, rule)
    yield from _carried(sentence, frame, names, evidence)
    profiles = {
        one: profile("\n\n".join(quotes), _language(sentence, one))
        for one, quotes in evidence.items()
    }
    yield from verbs.findings(sentence, frame, profiles, opposed_views)


def names_of(known: Mapping[str, Holder], sentence: Sentence) -> tuple[str, ...]:
    """Names that may open the sentence: those of its holders and of any holder it mentions."""
    found: set[str] = set()
    for key, holder in known.items():
        forms = {holder.name, holder.label, *holder.aliases} - {""}
        if key in sentence.holders or any(form in sentence.text for form in forms):
            found |= forms
    return tuple(sorted(found))


def _positions(sentence: Sentence, holder: str) -> list[Position]:
    return [position for position in sentence.positions if position.holder == holder]


def _evidence(sentence: Sentence, holder: str) -> list[str]:
    """The quotes of one holder's evidence, each once."""
    quotes = (item.quote for one in _positions(sentence, holder) for item in one.evidence)
    return list(dict.fromkeys(quotes))


def _language(sentence: Sentence, holder: str) -> str:
    """The language of the holder's evidence: the sentence's, or what it is written in."""
    if all(position.match != CROSS for position in _positions(sentence, holder)):
        text = " ".join(_evidence(sentence, holder))
        script = detect(text, LANGUAGES) if sentence.language == "en" else None
        return script if script in {"ar", "ru", "zh"} else sentence.language
    text = " ".join(_evidence(sentence, holder))
    others = [code for code in LANGUAGES if code != sentence.language]
    return detect(text, others) or others[0]


def _carried(
    sentence: Sentence, frame: Frame, names: tuple[str, ...], evidence: Mapping[str, list[str]]
) -> Iterator[Finding]:
    """V1, V3, V4, V5: each holder's own evidence carries what the sentence says."""
    if sentence.kind == "topic":
        phrases = topic_phrases(sentence.text)
        for holder, quotes in sorted(evidence.items()):
            if not any(holds_phrase(quote, phrases) for quote in quotes):
                yield Finding("V5", f"{holder} does not speak of what is addressed.", holder)
        return
    template = template_of(sentence.generator)
    if template == QUOTATION:
        return
    claim = profile(sentence.text, sentence.language, names=names)
    wording = frame.parts[0].text.strip(" .,") if len(frame.parts) == 1 else ""
    for holder, quotes in sorted(evidence.items()):
        language = _language(sentence, holder)
        if wording and any(carries_atom(wording, quote) for quote in quotes):
            continue
        if wording and any(carries_concept(wording, quote) for quote in quotes):
            continue
        if template == OPPOSITION and any(carries_side(wording, quote, names) for quote in quotes):
            continue
        if language != sentence.language or template == PARAPHRASE:
            yield from _across(sentence, holder, quotes, language, frame)
            continue
        support = _best_support(claim, [profile(quote, language) for quote in quotes], language)
        for code, reason in zip(support.codes, support.reasons, strict=True):
            yield Finding(code, f"For {holder}, {reason}.", holder)


def _best_support(claim: Profile, evidence: list[Profile], language: str) -> Support:
    """One piece of evidence carries the claim, or each part of it one of them."""
    tried = [supports_closely(claim, one) for one in evidence]
    if len(evidence) > 1 and not any(one.ok for one in tried):
        together = profile("\n\n".join(one.text for one in evidence), language)
        tried.append(supports_closely(claim, together))
    return min(tried, key=lambda support: (len(support.reasons), -support.recall))


def _across(
    sentence: Sentence, holder: str, quotes: list[str], language: str, frame: Frame
) -> Iterator[Finding]:
    """Across languages: the same figures, acronyms and polarity (DESIGN §3)."""
    body = " ".join(part.text for part in frame.parts)
    denied = sum(part.verb.denies for part in frame.parts if part.verb)
    said = [Said(holder, quote, language) for quote in quotes]
    yield from strayed(body, sentence.language, holder, said, denied=denied)
