"""One sentence under one act, checked as the whole paper would check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_WHO: Final = frozenset(
    "a an the in of by for on and or as well its their other others another some both all that who "
    "view opinion held is are was there support opposition general identical terms same "
    "one two three four five six seven eight nine several many most number "
    "contribution contributions contributor contributors speaker speakers remote participant "
    "participants online forum written individual addressed this theme "
    "government private sector civil society technical community academic group members member "
    "states behalf personal capacity presiding joint statement representative delegation chair "
    "also further furthermore moreover addition likewise again same e g among them including "
    "example".split()
)
"""Words of a subject: who and how many, as templates say it, and words that join sentences."""
_COUNTING: Final = re.compile(r"\b(?:several|many|most)\b")
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
        found += tuple(_beside(hand, made))
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
    support = supports(sentence.text, drafted, language=sentence.language, names=names)
    told = (
        Finding(code, f"Against the draft, {reason}.", sentence=sentence.id)
        for code, reason in zip(support.codes, support.reasons, strict=True)
    )
    return (*found, *told)


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


def _beside(hand: Hand, sentence: Sentence) -> Iterator[Finding]:
    """What stands before the verb and is neither who says so nor a word that joins sentences.

    "Wrongly, X states that …", "X, Y and the World Bank state that …": no evidence is compared
    with what is outside of the report. "Many, X and Y, state that …": the counts are.
    """
    if not sentence.positions or sentence.language != "en":
        return
    frame = frame_of(sentence.text, names=names_of(hand.holders, sentence))
    if not frame.framed:
        return
    rest = fold(without_quote_marks(frame.subject))
    forms = {form for one in sentence.holders for form in forms_of(hand.holders[one])}
    for form in sorted(forms, key=lambda one: (-len(one), one)):
        rest = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", rest)
    own = {word for form in forms for word in _WORD.findall(form.casefold())}
    for word in dict.fromkeys(_WORD.findall(rest.casefold())):
        if word not in _WHO | own and not word.isdigit():
            shown = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", frame.subject, re.IGNORECASE)
            said = shown.group() if shown else word
            yield Finding("V5", f"“{said}” stands outside of what is reported; nobody says it.")
    counted = sentence.degree.word if sentence.degree else ""
    for word in _COUNTING.findall(rest.casefold()):
        if word != counted:
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
