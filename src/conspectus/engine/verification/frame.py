"""A sentence of a paper taken apart: who reports, with which verb, and what is reported.

"Several contributors (A, B) held that X and called for Y" has two parts: X under "held", Y under
"called for". Names and degree words are no part of what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from conspectus.engine.lexicon.reporting import ReportingVerb, by_first_word
from conspectus.engine.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DEGREE = re.compile(
    r"^(?:in identical terms,? )?(?:(?:the |an? |some |other |another |\d+ |[a-z]+ of the )*"
    r"(?:[a-z]+ (?:of the [a-z\d]+ )?)?(?:\w+[ -]){0,3}?"
    r"(?:contributions?|contributors?|speakers?|participants?|respondents?)\b"
    r"|some\b|others\b|both\b|it\b|they\b|the same (?:speaker|contributor|contribution)\b)",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"^(?:in identical terms,? )?there (?:was|were|is|are) "
    r"(?P<kind>general support|support|opposition|"
    r"(?:general )?agreement|concern|calls?)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?:it was (?P<verb>stated|said|held|suggested|proposed|recommended|argued|emphasi[sz]ed|"
    r"stressed|noted|pointed out|claimed|observed|recalled)(?: in the group\b)?|"
    r"the view was (?P<held>held|expressed)|"
    r"(?P<noun>support|concern|opposition|a reservation|reservations) (?:was|were) expressed)\b",
    re.IGNORECASE,
)
_NOUN_VERB = {
    "general support": "general support",
    "support": "supported",
    "opposition": "opposed",
    "concern": "expressed concern",
    "call": "called for",
    "calls": "called for",
    "a reservation": "expressed a reservation",
    "reservations": "expressed reservations",
    "agreement": "agreed",
    "general agreement": "agreed",
}
_LINK = re.compile(
    r"^\s*(?:,\s*)?(?:(?:for )?the view that|that|for|about|over|of|on|with|the idea of|"
    r"against|whether)?\s+"
)
_CLAUSE = re.compile(r"\s*(?::|,)?\s*(?:(?:for )?the view that|that|whether)\b")
_GENERAL_SUPPORT = ReportingVerb(form=("general", "support"), verb_class="", modal=1)


_HELD_BY = re.compile(
    r"^(?:in identical terms,? )?the view that (?P<clause>.+) (?:is|was) held by .+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One reported claim: ``text`` is ``sentence[start:end]``; ``verb`` is ``None`` without frame.

    ``clause``: whether a "that" clause follows the verb.
    """

    verb: ReportingVerb | None
    text: str
    start: int
    end: int
    clause: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """``subject``: what stands before the first reporting verb. ``parts``: what is reported."""

    subject: str
    parts: tuple[Part, ...]

    @property
    def framed(self) -> bool:
        """Whether a reporting verb was found."""
        return any(part.verb is not None for part in self.parts)


def frame_of(text: str, *, names: Collection[str] = ()) -> Frame:
    """Take ``text`` apart. ``names``: those of holders that may be its subject.

    A bare wording ("access should be free") is one part without a verb.
    """
    hidden = _hide(text)
    held = _HELD_BY.match(hidden)
    if held is not None:
        clause = text[held.start("clause") : held.end("clause")]
        part = Part(_verb_named("held"), clause, *held.span("clause"), clause=True)
        return Frame(text[held.end("clause") :].strip(" ."), (part,))
    opening = (
        _special_opening(hidden)
        or _in_the_view(text, hidden, names)
        or _opening(text, hidden, names)
    )
    if opening is None:
        return Frame("", (Part(None, text.strip(), 0, len(text), clause=True),))
    verb, subject_end, verb_end = opening
    return Frame(text[:subject_end].strip(), tuple(_parts(text, hidden, verb, verb_end)))


def _hide(text: str) -> str:
    """``text`` with brackets and quotations blanked, at the same offsets."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    quotes = re.sub(r"“[^”]*”|«[^»]*»|「[^」]*」", blank, text)
    inner = re.sub(r"\([^()]*\)", blank, quotes)
    return re.sub(r"\([^()]*\)", blank, inner)


def _special_opening(hidden: str) -> tuple[ReportingVerb, int, int] | None:
    """ "There was general support for", "It was suggested that", "Concern was expressed"."""
    found = _SUPPORT.match(hidden)
    if found:
        name = _NOUN_VERB[found["kind"].casefold()]
        verb = _GENERAL_SUPPORT if name == "general support" else _verb_named(name)
        return verb, found.start("kind"), found.end()
    found = _PASSIVE.match(hidden)
    if found is None:
        return None
    if found["noun"]:
        return _verb_named(_NOUN_VERB[found["noun"].casefold()]), 0, found.end()
    name = found["verb"] or "held"
    return _verb_named(" ".join(fold(word) for word in name.split())), 0, found.end()


_VIEW_OF = re.compile(r"^(?:in identical terms,? )?in the (?:view|opinion) of ", re.IGNORECASE)


def _in_the_view(
    text: str, hidden: str, names: Collection[str]
) -> tuple[ReportingVerb, int, int] | None:
    """ "In the view of X, …"."""
    found = _VIEW_OF.match(hidden)
    if found is None:
        return None
    known = [
        text.find(name, found.end()) + len(name)
        for name in names
        if name and 0 <= text.find(name, found.end()) <= found.end() + _ARTICLE_LENGTH
    ]
    comma = hidden.find(",", max(known, default=found.end()))
    end = comma + 1 if comma >= 0 else found.end()
    return _verb_named("held the view"), end, end


_ARTICLE_LENGTH = 4


def _verb_named(form: str) -> ReportingVerb:
    words = tuple(form.split())
    return next(verb for verb in by_first_word()[words[0]] if verb.form == words)


def _opening(
    text: str, hidden: str, names: Collection[str]
) -> tuple[ReportingVerb, int, int] | None:
    """(verb, end of the subject, end of the verb) where the sentence opens with a report."""
    for verb, start, end in _verbs(hidden):
        if start == 0:
            return None
        if re.search(
            r"\b(?:should|must|may|can|could|shall|be|to)\s*(?:\w+ly\s+)?$", hidden[:start]
        ):
            return None
        subject = text[:start]
        if _is_reporter(subject, hidden[:start], names) or (
            verb.past and _loose(verb, hidden, end)
        ):
            return verb, start, end
        if re.search(r"\b(?:should|must|may|can|could|shall|is|are|needs?)\b", hidden[:start]):
            return None
    return None


def _loose(verb: ReportingVerb, hidden: str, end: int) -> bool:
    """Whether the past verb reports whoever its subject is ("X stated that")."""
    follows = hidden[end:].lstrip(" ,")
    reports = verb.verb_class in "ADEFGHIK" and (
        follows.startswith(("that ", "whether "))
        or len(verb.form) > 1
        or hidden[end:].startswith(":")
    )
    return reports or verb.verb_class in "DEFG" or not follows.strip(" .:")


def _is_reporter(subject: str, hidden: str, names: Collection[str]) -> bool:
    bare = hidden.strip(" ,")
    if _DEGREE.match(bare) and not re.search(r"\b(?:should|must|may|can)\b", bare):
        return True
    folded = fold_names(subject)
    return any(name and fold_names(name) in folded for name in names)


def fold_names(text: str) -> str:
    """A text for the comparison of names: case, quotes, hyphens and white space made alike."""
    plain = re.sub(r"[‘’ʼ]", "'", re.sub(r"[‐‑–]", "-", text))
    return " ".join(plain.casefold().split())


def _verbs(hidden: str, start: int = 0) -> Iterator[tuple[ReportingVerb, int, int]]:
    """(verb, start, end) of the reporting verbs in ``hidden``, in order."""
    words = list(_WORD.finditer(hidden, start))
    folds = [fold(match.group()) for match in words]
    i = 0
    while i < len(words):
        verb = next(
            (
                v
                for v in by_first_word().get(folds[i], ())
                if tuple(folds[i : i + len(v.form)]) == v.form
                and (not v.only_before or folds[i + len(v.form) :][:1] == [v.only_before])
            ),
            None,
        )
        if verb is None or words[i].group()[:1].isupper() or _counts(hidden, words[i]):
            i += 1
            continue
        yield verb, words[i].start(), words[i + len(verb.form) - 1].end()
        i += len(verb.form)


def _counts(hidden: str, word: re.Match[str]) -> bool:
    """Whether the verb belongs to a degree phrase ("contributors that addressed this")."""
    return re.search(r"\b(?:that|who)\s$", hidden[: word.start()]) is not None and hidden[
        word.end() :
    ].startswith(" this")


def _parts(text: str, hidden: str, verb: ReportingVerb, start: int) -> Iterator[Part]:
    """What is reported by ``verb`` from ``start`` on, and by the verbs joined to it."""
    for following, at, end in _verbs(hidden, start):
        joint = re.search(r"(?:,\s*|\s)(?:and|but|or)\s+(?:also\s+)?$", hidden[start:at])
        told = re.match(r"\s+that\b", hidden[end:]) or following.past
        if joint is None or following.past != verb.past or not told:
            continue
        yield _part(text, hidden, verb, start, start + joint.start())
        yield from _parts(text, hidden, following, end)
        return
    for joint in re.finditer(r",? and that\b", hidden[start:]):
        at = start + joint.start()
        if re.search(r"\bthat\b|^\s*,? ", hidden[start:at]):
            yield _part(text, hidden, verb, start, at)
            yield from _parts(text, hidden, verb, at + len(joint.group()) - len(" that"))
            return
    yield _part(text, hidden, verb, start, len(text))


def _part(text: str, hidden: str, verb: ReportingVerb, start: int, end: int) -> Part:
    """The claim under ``verb``, without brackets of names, linking word and full stop."""
    bracket = re.match(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)", text[start:end])
    if bracket:
        start += bracket.end()
    clause = _CLAUSE.match(hidden[start:end]) is not None or verb.form == ("held", "the", "view")
    link = _LINK.match(
        text[start:end].replace(":", " ", 1) if text[start : start + 1] == ":" else text[start:end]
    )
    if link:
        start += link.end()
    body = text[start:end].rstrip().rstrip(".;:, ")
    if verb.after:
        body = re.sub(rf"\s*\b{verb.after}$", "", body)
    return Part(verb, body.strip(), start, start + len(body), clause)
