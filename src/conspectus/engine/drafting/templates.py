"""Sentence templates in English (DRAFTING §2 to §5). Present-tense reporting throughout.

A template receives what the counts and names give and adds nothing: no adjective, no verb above
the source's own. Variation is by rule (a rotation), so the same input gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.corpus import Holder
from conspectus.engine.degree import DegreeNoun
from conspectus.engine.degree_phrase import degree_phrase
from conspectus.engine.grammar.reporting import Reported
from conspectus.engine.language_names import language_name
from conspectus.engine.names import ARTICLE, names_phrase, printed_name
from conspectus.engine.quoting import in_quotation_marks
from conspectus.engine.wordings import SCOPES

_MANY_VERBS: Final = (
    "hold the view that",
    "state that",
    "are of the view that",
    "express the view that",
)
_ONE_VERBS: Final = (
    "states that",
    "holds the view that",
    "is of the view that",
    "expresses the view that",
)
_PLURAL_FORM: Final = {
    "states that": "state that",
    "holds the view that": "hold the view that",
    "is of the view that": "are of the view that",
    "expresses the view that": "express the view that",
    "states": "state",
    "writes": "write",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The words of a sentence before it is bound to its evidence."""

    text: str
    named: tuple[str, ...]
    generator: str
    footnote: str | None = None


def capital(text: str) -> str:
    """The text as it opens a sentence: a leading article in upper case, a name as it is signed.

    A name that begins with a small letter ("iCommons", an e-mail address, a file's name) keeps
    it: written otherwise it would be another name.
    """
    return text[:1].upper() + text[1:] if ARTICLE.match(text) else text


def full_stop(text: str) -> str:
    """The text with a full stop, unless it has a final mark."""
    return text if _CLOSED.search(text) else f"{text}."


_CLOSED: Final = re.compile(r"(?:[.?!]|[.?!。！？…؟][”»」])$")


def shared_sentence(
    clause: str,
    holders: Sequence[Holder],
    word: str,
    of: int,
    turn: int,
    *,
    identical: bool = False,
    may_run: bool = True,
    noun: DegreeNoun = DegreeNoun.CONTRIBUTORS,
) -> Draft:
    """A view of two or more holders: degree, names, clause.

    ``turn`` rotates the forms. ``identical``: the holders use the same words, which is disclosed.
    ``may_run``: whether the names may stand in the running sentence ("A and B hold …").
    """
    names = names_phrase(tuple(holders))
    same = "In identical terms, " if identical else ""
    plain_names = len(holders) <= 3 and turn % 3 == 1 and word in {"two", "several", "number"}
    plain_names = plain_names and may_run and not names_within_names(holders)
    verb = _MANY_VERBS[turn % len(_MANY_VERBS)]
    if plain_names:
        running = names_phrase(tuple(holders), running=True)
        subject = running.text if same else capital(running.text)
        text = f"{same}{subject} {verb} {clause}"
        return Draft(text=full_stop(text), named=running.named, generator="template:shared-names")
    phrase = degree_phrase(word, len(holders), of, noun=noun, names=names.text, capital=not same)
    if phrase.takes == "noun":
        text = f"{phrase.text} the view that {clause}".replace("There was", "There is")
    elif turn % 4 == 2 and not identical and (not _HALTS.search(clause) or clause.endswith(SCOPES)):
        opening = phrase.text[:1].lower() + phrase.text[1:]
        comma = "," if clause.endswith(SCOPES) else ""
        text = f"The view that {clause}{comma} is held by {opening}"
    elif word == "two":
        text = f"{same}{phrase.text} {'state that' if turn % 2 else 'hold the view that'} {clause}"
    else:
        text = f"{same}{phrase.text} {verb} {clause}"
    return Draft(
        text=full_stop(text),
        named=names.named,
        generator="template:shared-degree",
        footnote=names.footnote,
    )


_HALTS: Final = re.compile("[,;:]")
"""A clause with a halt inside does not stand as a subject before its verb."""


def names_within_names(holders: Sequence[Holder]) -> bool:
    """Whether one name stands inside another: brackets part "A" from "A and B, jointly"."""
    names = [printed_name(holder) for holder in holders]
    return any(one != two and one in two for one in names for two in names)


def single_sentence(
    reports: Sequence[Reported], holder: Holder, turn: int, noun: DegreeNoun
) -> Draft:
    """One holder's view, or several of one holder joined by "and that"."""
    first = reports[0]
    bracketed = printed_name(holder)
    running = capital(_subject(holder))
    if not first.is_clause or first.verb:
        link = " that" if first.is_clause else ""
        verb = _number(first.verb, plural=holder.plural)
        tail = "".join(f" and states that {r.clause}" for r in reports[1:] if r.is_clause)
        tail = tail.replace("states", "state") if holder.plural else tail
        text = f"{running} {verb}{link} {first.clause}{tail}"
        return _single(text, holder, "template:performative")
    clauses = " and that ".join(r.clause for r in reports)
    form = turn % 6
    if form == 3 and len(reports) == 1 and "," not in bracketed:
        return _single(
            f"In the view of {printed_name(holder, article=True)}, {clauses}",
            holder,
            "template:in-the-view",
        )
    if form == 1 and "," not in bracketed and not holder.is_chair:
        group = None if _BETWEEN_STATES.search(holder.name) else holder.group
        opening = degree_phrase("one", 1, 1, noun=noun, names=bracketed, group=group)
        return _single(
            f"{opening.text} {_ONE_VERBS[turn % 2]} {clauses}", holder, "template:one-contribution"
        )
    verb = _ONE_VERBS[(turn // 2) % len(_ONE_VERBS)]
    verb = _PLURAL_FORM[verb] if holder.plural else verb
    return _single(f"{running} {verb} {clauses}", holder, "template:single")


_BETWEEN_STATES: Final = re.compile(
    r"\b(?:Organi[sz]ation|Commission|Union|Commonwealth|Council)\b"
)
"""Names of bodies that manifests file under governments, though they are of several States."""


def quotation_sentence(
    quotes: Sequence[str],
    holder: Holder,
    language: str,
    paper_language: str,
    *,
    listed: bool = False,
    spoken: bool = False,
) -> Draft:
    """One holder's views in its own words, each in its own quotation marks.

    ``spoken``: nobody "writes" what was said at a meeting, and words from a transcript are called
    so (DRAFTING §4).
    """
    name = capital(_subject(holder))
    verb = "state" if holder.plural else "states"
    quoted = _row([in_quotation_marks(quote) for quote in quotes])
    if language != paper_language:
        verb = "states" if spoken else "writes"
        verb = _number(verb, plural=holder.plural)
        told = f"in {language_name(language)}; translation pending"
        text = f"{name} {verb} ({told}): {quoted}"
    elif listed:
        verb = "list" if holder.plural else "lists"
        text = f"{name} {verb}, among other points: {quoted}"
    else:
        origin = " (transcript)" if spoken else ""
        text = f"{name} {verb}{origin}: {quoted}"
    return Draft(text=full_stop(text), named=(holder.id,), generator="template:quotation")


def group_sentence(quote: str, holder: Holder, language: str, paper_language: str) -> Draft:
    """What was said in a meeting without attribution, word for word: nobody is named or counted.

    ``holder``: stands for the meeting, under its title.
    """
    where = printed_name(holder, article=True)
    if language != paper_language:
        where = f"{where}; in {language_name(language)}, translation pending"
    text = f"It was said in the group ({where}): {in_quotation_marks(quote)}"
    return Draft(text=full_stop(text), named=(holder.id,), generator="template:group")


def _row(quoted: Sequence[str]) -> str:
    """“A” “B” as “A”; “B”; and “C”: stops before a mark of ours fall away but for the last."""
    *others, last = quoted
    if not others:
        return last
    cut = [re.sub(r"[.;。]+(?=[”»」]$)", "", one) for one in others]
    comma = ";" if len(cut) > 1 else ""
    return f"{'; '.join(cut)}{comma} and {last}"


def topic_sentence(phrase: str, holders: Sequence[Holder], word: str, of: int, turn: int) -> Draft:
    """What is addressed, by whom: an exact phrase and a verb of class B."""
    names = names_phrase(tuple(holders))
    opening = degree_phrase(word, len(holders), of, names=names.text)
    if opening.takes == "noun":
        raise ValueError(word)
    verb = ("address", "refer to", "discuss")[turn % 3]
    return Draft(
        text=full_stop(f"{opening.text} {verb} {phrase}"),
        named=names.named,
        generator="template:topic",
        footnote=names.footnote,
    )


def _subject(holder: Holder) -> str:
    """The holder as a subject: an apposition ("…, in a personal capacity") closes with a comma."""
    name = printed_name(holder, article=True)
    apposed = name.endswith(_APPOSITIONS) or name.lower().startswith("an individual,")
    return f"{name}," if apposed else name


_APPOSITIONS: Final = (", in a personal capacity", ", presiding")


def _single(text: str, holder: Holder, generator: str) -> Draft:
    return Draft(text=full_stop(text), named=(holder.id,), generator=generator)


def _number(verb: str, *, plural: bool) -> str:
    """The reporting verb in the number of its subject."""
    if not plural:
        return verb
    return verb[:-2] if verb.endswith("sses") else verb[:-1]
