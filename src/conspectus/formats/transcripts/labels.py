"""Which words before a colon introduce a speaker, in one transcript.

Known forms: ``>>NAME:``, ``>> Name:`` and ``>>ORGANISATION:`` of captioners, ``NAME:`` in capitals
or initials, ``Name:`` where a few names recur, ``林委員○○：`` of gazettes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from conspectus.formats.transcripts.label import Label, made_label
from conspectus.formats.transcripts.layouts import Layout, layouts_of
from conspectus.formats.transcripts.names import (
    HAN,
    is_han_speaker,
    is_label_word,
    is_misspelt,
    is_unnamed,
    parts_of_several,
    shape,
)
from conspectus.formats.transcripts.stage import DISCLAIMER, SAYS_RECORD

_REMARKS = r"(?P<remarks>(?:\s*[(\[（][^()\[\]（）\n]{0,60}[)\]）])*\s*¿?\?{0,3})"
_TIME = r"(?P<time>[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s+)?"
_CLOSE = r"(?:\*\*|__)?\s*(?::(?=\s|\*\*|__|$)(?:\*\*|__)?|：(?:\*\*)?)\s*"
_CHEVRON = r"(?P<chevron>>{1,3}|»)"
_CAPTION = re.compile(
    rf"^{_CHEVRON}\s*{_TIME}(?P<name>[^:：\n<>]{{1,90}}?){_REMARKS}\s*[:：]\s*", re.DOTALL
)
_INSIDE = re.compile(r"\s(?:>>|»)\s*[^:：\n<>]{1,60}[:：]")
_UNNAMED = re.compile(rf"^{_CHEVRON}\s*(?=\S)")
_NAMED = re.compile(
    rf"^(?:[.…]\s?|Q\d{{1,4}}\s+)?{_TIME}(?:\*\*|__)?"
    rf"(?P<name>\?{{1,3}}|[^\W\d_][\w.'’\-/&‧·•, ]{{0,60}}?|"
    rf"\[[^\W\d_][\w. ]{{0,30}}\]){_REMARKS}{_CLOSE}",
)
_SLIPPED = re.compile(r"^(?:\*\*|__)?(?P<name>[A-Z]{2,4});(?:\*\*|__)?\s+(?=\S)")
_IN_PARAGRAPH = re.compile(
    r"(?<=[.!?…”\"])\s+(?=(?P<name>[A-Z]{2,4}|"
    r"[^\W\d_a-z][\w.'’\-]*(?: [^\W\d_a-z][\w.'’\-]*){1,3}):\s)"
)
_MIN_TURNS = 4
_MIN_CAPTIONS = 2
_MIN_SHARE = 0.2
_MANY_TURNS = 20
_MIN_OFTEN = 3
_SOON = 5
_MAX_NAME_WORDS = 7
_MAX_NICK_WORDS = 3
_MIN_CHEVRONS = 4
_HEAD_LINES = 80
_TITLE_WORDS = 16
_FEWEST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one text: its names, and whether they stand behind ``>>`` or in a chat.

    ``present``: initials in the list of those present, who may have no turn with a label in order.
    """

    names: frozenset[str]
    captions: bool = False
    chat: bool = False
    present: frozenset[str] = frozenset()
    layouts: tuple[Layout, ...] = ()

    def match(self, words: str) -> Label | None:
        """The label that ``words`` (a line or paragraph) begin with, if it is a speaker's."""
        if self.captions and words[:1] in ">»":
            return _caption(words)
        for layout in self.layouts:
            other = layout.match(words)
            if other:
                return other
        found = _NAMED.match(words)
        if not found:
            return self._slipped(words)
        name = found["name"].strip()
        return _label(found) if self._is_speaker(name) else None

    def _slipped(self, words: str) -> Label | None:
        """The initials of a known speaker with a semicolon where the colon belongs."""
        found = None if self.captions or self.chat else _SLIPPED.match(words)
        is_known = found is not None and found["name"] in self.names | self.present
        return Label(found["name"], found.end()) if found and is_known else None

    def inside(self, words: str) -> list[tuple[int, int]]:
        """Gaps in a paragraph behind which another speaker's initials begin a turn of their own.

        Only behind the end of a sentence, and only initials or a name of two words of somebody who
        is known to be there: nobody is given what a lost line break put behind their own words.
        """
        if self.captions or self.chat:
            return []
        known = self.names | self.present
        return [found.span() for found in _IN_PARAGRAPH.finditer(words) if found["name"] in known]

    def _is_speaker(self, name: str) -> bool:
        if name in self.names | self.present or not name.strip("?"):
            return True
        if HAN.search(name):
            return is_han_speaker(name)
        if self.chat:
            return not is_label_word(name) and len(name.split()) <= _MAX_NICK_WORDS
        if is_unnamed(name):
            return True
        if self.captions:
            return name.isupper() and " " in name and not is_label_word(name)
        several = parts_of_several(name)
        return len(several) > 1 and all(self._is_speaker(one) for one in several)

    def turn_start(self, text: str) -> tuple[str | None, str] | None:
        """(speaker or ``None`` if unnamed, first words) where ``text`` begins a turn."""
        stripped = text.lstrip()
        label = self.match(stripped)
        if label is None:
            return None
        return label.speaker or None, stripped[label.end :].strip()


def _caption(words: str) -> Label | None:
    found = _CAPTION.match(words)
    if found and len(found["name"].split()) <= _MAX_NAME_WORDS + 3:
        return _label(found)
    unnamed = _UNNAMED.match(words)
    return Label("", unnamed.end()) if unnamed else None


def _label(found: re.Match[str]) -> Label:
    return made_label(found["name"], found.end(), found["remarks"], found["time"] or "")


def find_labels(
    texts: Sequence[str], known: Collection[str] = (), *, declared: bool = False
) -> Labels | None:
    """Whose turns these lines or paragraphs hold; ``None`` where they are no transcript.

    Captions: at least two lines with ``>>`` and a name. Else names before a colon must make a
    fifth of all lines (or twenty turns), recur for the greater part, and be two or more; ``known``
    are the names and initials of those present, which count once they stand before a colon. Other
    layouts have their own rules. ``declared``: somebody says that it is a record of speech, which
    the text may also say itself; then a short exchange is enough.
    """
    filled = [t.lstrip() for t in texts if t.strip()]
    declared = declared or _says_record(filled)
    captioned = _is_captioned(filled, declared=declared)
    layouts = () if captioned else layouts_of(filled, declared=declared)
    names = _recurring_names(
        filled, frozenset(known), declared=declared and not any(one.is_stop for one in layouts)
    )
    return Labels(names, captioned, layouts=layouts) if captioned or names or layouts else None


def _says_record(texts: Sequence[str]) -> bool:
    """Whether a disclaimer or a line of the head says that this is what was said."""
    return any(
        DISCLAIMER.search(text)
        or (len(text.split()) <= _TITLE_WORDS and SAYS_RECORD.search(text) and text[:2] != ">>")
        for text in texts[:_HEAD_LINES]
    )


def _is_captioned(texts: Sequence[str], *, declared: bool) -> bool:
    chevrons = sum(1 for text in texts if text.startswith((">>", "»")))
    begin = sum(1 for text in texts if text[:1] in ">»" and _CAPTION.match(text[:140]))
    inside = sum(len(_INSIDE.findall(text)) for text in texts)
    if chevrons and (begin >= _MIN_CAPTIONS or (begin and begin + inside >= _MIN_CAPTIONS)):
        return True
    return declared and (inside >= _MIN_CAPTIONS or chevrons >= _MIN_CHEVRONS)


def _recurring_names(
    texts: Sequence[str], known: frozenset[str], *, declared: bool
) -> frozenset[str]:
    order = [
        match["name"].strip()
        for match in (_NAMED.match(text[:200]) for text in texts)
        if match and not text_is_address(match) and _may_speak(match["name"].strip())
    ]
    counts = Counter(order)
    listed = {name.casefold() for name in known}
    present = [name for name in order if name.casefold() in listed]
    if len(set(present)) > 1 and len(present) >= _MIN_TURNS:
        return frozenset(_accepted(counts, present, len(present), known))
    repeated = [name for name, count in counts.items() if count > 1]
    if _are_matters(repeated, texts):
        return frozenset()
    if declared and repeated and len(counts) > 1 and len(order) >= _FEWEST_TURNS:
        single = [name for name in counts if shape(name) == "words" and name.istitle()]
        said = sum(counts[name] for name in repeated)
        return frozenset(_accepted(counts, repeated, said, known)) | frozenset(single)
    if not _is_conversation(order, counts):
        return frozenset()
    said = sum(counts[name] for name in repeated)
    turns = sum(counts.values())
    is_dense = turns >= _MIN_SHARE * len(texts) or (said >= _MANY_TURNS and len(counts) > 2)
    if len(counts) < 2 or turns < _MIN_TURNS or said < 0.4 * turns or not is_dense:
        return frozenset()
    return frozenset(_accepted(counts, repeated, said, known))


def _may_speak(name: str) -> bool:
    return is_unnamed(name) or not is_label_word(name)


def text_is_address(match: re.Match[str]) -> bool:
    """ "https://…" is no speaker."""
    return match.string[match.end() :].startswith("//")


def _accepted(
    counts: Counter[str], repeated: Sequence[str], said: int, known: frozenset[str]
) -> Iterable[str]:
    """The names that introduce turns: those that recur, and single ones written as they are."""
    shapes: Counter[str] = Counter()
    for name in sorted(set(repeated)):
        shapes[shape(name)] += counts[name]
    usual = {one for one, count in shapes.items() if count >= _MIN_SHARE * said}
    shouted = usual & {"initials", "capitals"}
    folded = {name.casefold() for name in (*known, *repeated)}
    parts = {part for name in repeated for part in name.split() if part[:1].isupper()}
    for name in counts:
        if HAN.search(name):
            if is_han_speaker(name) or counts[name] >= _MIN_OFTEN:
                yield name
        elif (
            name.casefold() in folded
            or shape(name) in usual
            or (shouted and name.isupper())
            or (counts[name] > 1 and shape(name) != "small")
            or is_misspelt(name, repeated)
            or is_unnamed(name)
            or not parts.isdisjoint((name.split()[0], name.split()[-1]))
        ):
            yield name


def _is_conversation(order: Sequence[str], counts: Counter[str]) -> bool:
    """Whether names come back soon, as in an exchange; labels such as "Privacy:" do not."""
    if not counts or max(counts.values()) < _MIN_OFTEN:
        return False
    returns = sum(
        1
        for k, name in enumerate(order)
        if name in order[max(0, k - _SOON) : k] and order[k - 1] != name
    )
    return returns >= 2


def _are_matters(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether most of these are words of the text itself ("Rights:", "Openness:"), not people."""
    plain = {name.lower() for name in names if name.isalpha() and name.istitle()}
    met = {word for text in texts for word in re.findall(r"\b[^\W\d_]+\b", text) if word in plain}
    return len(met) > len(names) / 2
