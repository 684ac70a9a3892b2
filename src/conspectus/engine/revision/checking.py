"""One sentence under one act, checked as the whole paper would check it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.degree_reading import first_degree_word, stated_degrees
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Sentence
from conspectus.engine.printed_names import forms_of
from conspectus.engine.quoting import fold, take_apart, without_quote_marks
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.sentences import Hand, drafted_otherwise
from conspectus.engine.verification.authors import QUOTATION, template_of
from conspectus.engine.verification.finding import Finding, with_name
from conspectus.engine.verification.frame import frame_of
from conspectus.engine.verification.sentences import names_of, verify_sentence
from conspectus.engine.verification.support import supports

CROSS: Final = "cross-language"
_JOINING: Final = frozenset(
    "a an the in of by for on and or as well its their all that who s view opinion held is are was "
    "there this theme addressed "
    "also further furthermore moreover addition likewise again same similarly however finally "
    "particular contrast part regard "
    "contribution contributions contributor contributors speaker speakers participant participants "
    "remote online forum written individual several many most one two three four five six seven "
    "eight nine number".split()
)
"""Words of a subject that say nothing of their own: what joins sentences, and what is counted."""
_NUMBERS: Final = "one two three four five six seven eight nine".split()
_ALL: Final = frozenset({"all", "both"})
_COUNTING: Final = re.compile(r"several|many|most")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_THIS: Final = re.compile(r"\b(?:In s|S)entence [0-9a-f]{10}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``sentence``: as it would stand in the paper, ``None`` where it cannot be written at all.

    ``findings``: what speaks against it; empty where it may stand.
    """

    sentence: Sentence | None
    findings: tuple[Finding, ...]


def checked(hand: Hand, act: Act, now: Sentence | None = None, *, drafted: str = "") -> Checked:
    """What becomes of ``now`` under ``act`` (reword, add, verbatim, note), and what is found in it.

    ``now``: the sentence as it reads, ``None`` for ``add``. ``drafted``: the text that the engine
    had given it, against which what was found by more than words is held; else that of ``now``.
    No paper is read: the answer takes milliseconds. It is the answer that ``revise`` gives, but
    for what other acts do, and for what only the whole paper can break.
    """
    try:
        made = _made(hand, act, now)
    except ConspectusError as error:
        said = _THIS.sub(lambda found: _called(found.group()), str(error))
        return Checked(sentence=None, findings=(Finding(_code(act, now), said),))
    if now is not None and made.text == now.text and made.footnote == now.footnote:
        return Checked(sentence=made, findings=())
    draft = drafted or (now.text if now is not None else made.text)
    found = (*findings(hand, made, draft), *_framed(hand, act, made))
    if act.kind is ActKind.REWORD:
        found += tuple(_beside(hand, made, draft))
    return Checked(sentence=made, findings=found)


def findings(hand: Hand, sentence: Sentence, drafted: str) -> tuple[Finding, ...]:
    """What the verifier says of a sentence that the engine had drafted as ``drafted``."""
    measures = hand.measures
    found = verify_sentence(
        sentence,
        holders=measures.holders,
        views=measures.views,
        addressed_by=measures.addressed_by(sentence),
        opposed_views=measures.opposed,
        rule=measures.rule,
    )
    if template_of(sentence.generator) == QUOTATION:  # the holder's own words, in its language
        return found
    if not (drafted_otherwise(sentence) or _across_languages(hand, sentence)):
        return found
    names = [measures.holders[one].name for one in sentence.holders]
    if reported(sentence.text, names) == reported(drafted, names):
        return found  # only who says so, and how, is put otherwise
    support = supports(sentence.text, drafted, language=sentence.language, names=names)
    told = (
        Finding(code, f"Against the draft, {reason}.", sentence=sentence.id)
        for code, reason in zip(support.codes, support.reasons, strict=True)
    )
    return (*found, *told)


def reported(text: str, names: Sequence[str]) -> list[tuple[object, ...]]:
    """What a sentence reports, and how strongly; whatever the turn of phrase."""
    return [
        (part.text.strip(), verb.verb_class, verb.strength, verb.denies, verb.modal)
        if (verb := part.verb) is not None
        else (part.text.strip(),)
        for part in frame_of(text, names=names).parts
    ]


def _framed(hand: Hand, act: Act, sentence: Sentence) -> Iterator[Finding]:
    """A sentence that cites nobody counts nobody, names no holder and reports no view.

    Its theme may bear a name.
    """
    if sentence.positions:
        return
    if sentence.language == "en" and frame_of(sentence.text, names=()).framed:
        yield Finding("V1", "The sentence reports what somebody says, and cites nobody.")
    word = first_degree_word(sentence.text) if sentence.language == "en" else None
    if word:
        yield Finding("V6", f"The sentence says “{word}” and cites nobody.")
    name = hand.names.first_in(sentence.text.replace(hand.measures.themes.get(act.theme, ""), ""))
    if name:
        yield Finding("V1", f"The sentence names a holder ({name}) and leads to none of its words.")


def _across_languages(hand: Hand, sentence: Sentence) -> bool:
    """Whether it rests on words of another language, with which its own cannot be compared."""
    spoken = {hand.measures.languages.get(e.source) for p in sentence.positions for e in p.evidence}
    return any(one.match == CROSS for one in sentence.positions) or bool(
        spoken - {None, sentence.language}
    )


def _beside(hand: Hand, sentence: Sentence, drafted: str) -> Iterator[Finding]:
    """What stands before the verb and is neither who says so nor a word that joins sentences.

    "Wrongly, X states that …", "X, Y and the World Bank state that …": no evidence is compared
    with what is outside of the report. "Many, X and Y, state that …", "X, Y and four others": the
    counts are. What the engine had ``drafted`` there ("Others", "a civil society contribution")
    may stay.
    """
    if not sentence.positions or sentence.language != "en":
        return
    names = names_of(hand.holders, sentence)
    frame = frame_of(sentence.text, names=names)
    if not frame.framed:
        return
    forms = {form for one in sentence.holders for form in forms_of(hand.holders[one])}
    own = {word for form in forms for word in _WORD.findall(form.casefold())}
    rest = _without(forms, frame.subject)
    words = list(dict.fromkeys(_WORD.findall(rest)))
    before = set(_WORD.findall(_without(forms, frame_of(drafted, names=names).subject)))
    for word in words:
        if word not in _JOINING | _ALL | own | before and not word.isdigit():
            shown = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", frame.subject, re.IGNORECASE)
            said = shown.group() if shown else word
            yield Finding("V5", f"“{said}” stands outside of what is reported; nobody says it.")
    yield from _counted(sentence, [word for word in words if word not in before])


def _without(forms: Iterable[str], subject: str) -> str:
    """A subject in lower case without these names."""
    rest = fold(without_quote_marks(subject))
    for form in sorted(forms, key=lambda one: (-len(one), one)):
        rest = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", rest)
    return rest.casefold()


def _counted(sentence: Sentence, words: Iterable[str]) -> Iterator[Finding]:
    """Words that count, held against the degree."""
    degree = sentence.degree
    n, of = (degree.n, degree.of) if degree else (len(sentence.holders), 0)
    for word in words:
        figure = int(word) if word.isdigit() and len(word) < 6 else None
        figure = _NUMBERS.index(word) + 1 if word in _NUMBERS else figure
        is_so = (
            figure in {n, of}
            if figure is not None
            else (n == 2 if word == "both" else n == of)
            if word in _ALL
            else word == (degree.word if degree else "")
            if _COUNTING.fullmatch(word)
            else True
        )
        if not is_so:
            yield Finding("V6", f"The sentence says “{word}” where the counts do not.")


def named_for_people(hand: Hand, finding: Finding) -> Finding:
    """The finding with the name of its holder instead of the id."""
    holder = hand.measures.holders.get(finding.holder or "")
    return with_name(finding, holder.name) if holder is not None else finding


def _made(hand: Hand, act: Act, now: Sentence | None) -> Sentence:
    if now is None or act.kind is ActKind.ADD:
        return hand.added(act)
    if act.kind is ActKind.VERBATIM:
        return hand.verbatim(now, act)
    if act.kind is ActKind.NOTE:
        return hand.noted(now, act)
    return hand.reworded(now, act)


def _called(found: str) -> str:
    return "In this sentence" if found.startswith("In") else "The sentence"


def _code(act: Act, now: Sentence | None) -> str:
    """The check that a sentence fails which cannot even be written (DESIGN §5)."""
    quoted = take_apart(act.text)
    degree = now.degree if now is not None else None
    for stated in stated_degrees(quoted.outside):
        same = degree is not None and (stated.word, stated.n or degree.n, stated.of or degree.of)
        if degree is None or same != (degree.word, degree.n, degree.of):
            return "V6"
    return "V2" if quoted.inside or quoted.fault else "V1"
