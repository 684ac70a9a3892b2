"""Which sentences of a paper are offered to a language model, and which of its wordings stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.corpus import DegreeRule, Holder
from conspectus.engine.embedding import Cache
from conspectus.engine.errors import InvariantError
from conspectus.engine.ids import sentence_id
from conspectus.engine.paper import Section, Sentence, View
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.progress import Progress
from conspectus.engine.quoting import take_apart
from conspectus.engine.rewording.gate import FORM, objection
from conspectus.engine.rewording.prompts import LanguageModel, Prompt, clauses_in, prompt_for
from conspectus.engine.verification import verify_sentence
from conspectus.engine.verification.frame import Frame, frame_of
from conspectus.engine.verification.sentences import names_of

CACHE_KIND: Final = "answers"
GENERATOR: Final = "llm:"
UNCHANGED: Final = "unchanged"
PROMPT_HEX: Final = 12
IDENTICAL: Final = "In identical terms"
"""How a sentence opens that gives the very words of several holders."""
MOST_WORDS: Final = 60
"""Of a sentence (DRAFTING §4)."""
OFFERED: Final = frozenset(
    f"template:{name}"
    for name in ("single", "one-contribution", "in-the-view", "shared-names", "shared-degree")
)
"""Reports of a clause. Quotations, sides of an opposition, whose lengths are balanced, views that
vectors recognized in other words, and what a person has worded stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What the sentences of a paper are held against (see ``verify_sentence``).

    ``addressed``: theme id → ids of the holders that addressed it.
    """

    holders: Mapping[str, Holder]
    views: Mapping[str, View]
    addressed: Mapping[str, Collection[str]]
    opposed: Collection[str]
    rule: DegreeRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """What became of the sentences offered to ``model``.

    ``answered``: how many it answered; of these ``accepted`` stand in ``sections``, in the
    paragraphs ``places``, ``unchanged`` were given back as drafted, and ``refused`` counts the
    others by what they failed: a code of ``gate``, or V1 to V8.
    """

    model: str
    sections: tuple[Section, ...]
    offered: int
    answered: int
    accepted: int
    unchanged: int
    refused: Mapping[str, int]
    places: tuple[str, ...]

    @property
    def figures(self) -> dict[str, object]:
        """The counts as paper.json keeps them."""
        return {
            "name": self.model,
            "sentences_offered": self.offered,
            "wordings_proposed": self.answered,
            "wordings_accepted": self.accepted,
            "wordings_unchanged": self.unchanged,
            "wordings_refused": dict(sorted(self.refused.items())),
        }


Reword = Callable[[Sequence[Section], Standards], Rewording]
"""``reworded`` with its model, cache and listener."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence with its frame, its evidence holder by holder, and what is asked about it."""

    sentence: Sentence
    theme: str
    frame: Frame
    evidence: tuple[tuple[str, ...], ...]
    prompt: Prompt

    @property
    def clauses(self) -> tuple[str, ...]:
        """What is reported, without who reports it."""
        return tuple(part.text for part in self.frame.parts)


def reworded(
    sections: Sequence[Section],
    standards: Standards,
    model: LanguageModel,
    cache: Cache | None,
    tell: Progress,
) -> Rewording:
    """``sections`` with the wordings of ``model`` that pass every check in the place of the drafts.

    Answers are kept in ``cache`` under the model and the prompt; each is checked again in each run.
    """
    offers = list(_offers(sections, standards.holders))
    answers = _answers([offer.prompt for offer in offers], model, cache, tell)
    ids = {s.id for section in sections for p in section.paragraphs for s in p.sentences}
    judged = _judged(offers, answers, standards, model.name, ids)
    accepted = {old: one for old, one in judged.items() if isinstance(one, Sentence)}
    codes = Counter(one for one in judged.values() if isinstance(one, str))
    unchanged = codes.pop(UNCHANGED, 0)
    return Rewording(
        model=model.name,
        sections=tuple(_with(section, accepted) for section in sections),
        offered=len(offers),
        answered=len(judged),
        accepted=len(accepted),
        unchanged=unchanged,
        refused=codes,
        places=tuple(_places(sections, accepted)),
    )


def _judged(
    offers: Sequence[Offer],
    answers: Mapping[str, str],
    standards: Standards,
    model: str,
    ids: Collection[str],
) -> dict[str, Sentence | str]:
    """Id of each sentence that was answered → the new sentence, or the code that says why not.

    ``ids``: those that sentences of the paper have; none may come twice.
    """
    taken = set(ids)
    names = NameIndex(standards.holders.values())
    judged: dict[str, Sentence | str] = {}
    for offer in offers:
        answer = answers.get(offer.prompt.sha256)
        if answer is not None:
            clauses = clauses_in(answer, len(offer.clauses))
            outcome = _checked(offer, clauses, standards, names, model)
            if isinstance(outcome, Sentence):
                again = outcome.id in taken
                taken.add(outcome.id)
                outcome = FORM if again else outcome
            judged[offer.sentence.id] = outcome
    return judged


def _offers(sections: Sequence[Section], holders: Mapping[str, Holder]) -> Iterator[Offer]:
    same = Counter(
        (frozenset(s.views), frozenset(s.holders), s.text)
        for section in sections
        for paragraph in section.paragraphs
        for s in paragraph.sentences
    )
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                key = (frozenset(sentence.views), frozenset(sentence.holders), sentence.text)
                if section.theme is not None and same[key] == 1:
                    yield from offers_of(sentence, section.theme, holders)


def offers_of(sentence: Sentence, theme: str, holders: Mapping[str, Holder]) -> Iterator[Offer]:
    """The sentence, if it reports clauses in English, one for each view, from English evidence."""
    if sentence.generator not in OFFERED or sentence.language != "en":
        return
    if sentence.text.startswith(IDENTICAL):
        return
    if any(position.match != "same-language" for position in sentence.positions):
        return
    frame = frame_of(sentence.text, names=names_of(holders, sentence))
    clauses = [part.text for part in frame.parts if part.verb is not None and part.clause]
    whole = len(clauses) == len(frame.parts) == len(sentence.views)
    placed = all(sentence.text.startswith(part.text, part.start) for part in frame.parts)
    if not (whole and placed) or take_apart(sentence.text).inside:
        return
    evidence = tuple(
        tuple(
            dict.fromkeys(
                item.quote for p in sentence.positions if p.holder == holder for item in p.evidence
            )
        )
        for holder in sentence.holders
    )
    yield Offer(sentence, theme, frame, evidence, prompt_for(clauses, evidence))


def _answers(
    prompts: Sequence[Prompt], model: LanguageModel, cache: Cache | None, tell: Progress
) -> dict[str, str]:
    """Digest of a prompt → its answer, kept or new; each prompt is asked once."""
    wanted = {prompt.sha256: prompt for prompt in prompts}
    found: dict[str, str] = {}
    for digest in wanted:
        kept = cache.get(CACHE_KIND, _key(model, digest)) if cache is not None else None
        if kept is not None:
            found[digest] = kept.decode("utf-8", "surrogatepass")
    missing = [prompt for digest, prompt in wanted.items() if digest not in found]
    tell("wording", len(found), len(wanted))
    for done, (prompt, answer) in enumerate(
        zip(missing, model.answers(missing), strict=True), start=len(found) + 1
    ):
        tell("wording", done, len(wanted))
        if answer is None:
            continue
        found[prompt.sha256] = answer
        if cache is not None:
            key = _key(model, prompt.sha256)
            cache.put(CACHE_KIND, key, answer.encode("utf-8", "surrogatepass"))
    return found


def _key(model: LanguageModel, digest: str) -> str:
    return f"{model.identity}\n{model.name}\n{digest}"


def _checked(
    offer: Offer,
    clauses: tuple[str, ...] | None,
    standards: Standards,
    names: NameIndex,
    model: str,
) -> Sentence | str:
    """The sentence with ``clauses`` in the place of its own, or the code of what it fails."""
    if clauses is None:
        return FORM
    if clauses == offer.clauses:
        return UNCHANGED
    for clause, drafted in zip(clauses, offer.clauses, strict=True):
        code = objection(clause, drafted, offer.evidence, standards.holders, names)
        if code is not None:
            return code
    text = spliced(offer, clauses)
    frame = frame_of(text, names=names_of(standards.holders, offer.sentence))
    if (frame.subject, tuple(part.text for part in frame.parts)) != (offer.frame.subject, clauses):
        return FORM
    if len(text.split()) > MOST_WORDS:
        return FORM
    generator = f"{GENERATOR}{model}:{offer.prompt.sha256[:PROMPT_HEX]}"
    try:
        sentence = replace(
            offer.sentence,
            id=sentence_id(offer.sentence.views, offer.sentence.holders, text),
            text=text,
            generator=generator,
        )
    except InvariantError:
        return FORM
    findings = verify_sentence(
        sentence,
        holders=standards.holders,
        views=standards.views,
        addressed_by=standards.addressed[offer.theme],
        opposed_views=standards.opposed,
        rule=standards.rule,
    )
    return findings[0].code if findings else sentence


def spliced(offer: Offer, clauses: Sequence[str]) -> str:
    """The text of the sentence with each reported clause replaced."""
    text = offer.sentence.text
    for part, clause in sorted(
        zip(offer.frame.parts, clauses, strict=True), key=lambda pair: -pair[0].start
    ):
        text = text[: part.start] + clause + text[part.start + len(part.text) :]
    return text


def _with(section: Section, written: Mapping[str, Sentence]) -> Section:
    paragraphs = tuple(
        replace(p, sentences=tuple(written.get(s.id, s) for s in p.sentences))
        for p in section.paragraphs
    )
    return replace(section, paragraphs=paragraphs)


def _places(sections: Sequence[Section], written: Mapping[str, Sentence]) -> Iterator[str]:
    """Numbers of the paragraphs in which a wording was accepted, in order."""
    for section in sections:
        for paragraph in section.paragraphs:
            if any(sentence.id in written for sentence in paragraph.sentences):
                yield paragraph.number
