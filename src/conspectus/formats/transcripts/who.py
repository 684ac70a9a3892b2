"""Who a label names: name as listed, kind, capacity, channel."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from conspectus.formats.transcripts.label import Label
from conspectus.formats.transcripts.names import is_unnamed, parts_of_several
from conspectus.formats.transcripts.transcript import Attendee, Span, SpeakerKind, Turn

_CHAIR = re.compile(
    r"\b(?:(?:co|vice)[- ]?)?(?:chair|chairman|chairwoman|chairperson|president|moderator|"
    r"facilitator|"
    r"rapporteur|secretariat|secretary(?![- ](?:general|of|for)\b)|presidente|presidenta|"
    r"présidente?|moderador|"
    r"moderadora|modérateur|modératrice|präsident(?:in)?|vizepräsident(?:in)?|vorsitzende[r]?|"
    r"председатель\w*|модератор|ведущ(?:ий|ая)|голова|головуючий)\b"
    r"|主席|主持人|院長|議長|^(?:السيدة? )?(?:ال)?رئيسة?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"^(?:all|everybody|everyone|several|multiple|voices|many|speakers|some|plusieurs|varios|"
    r"mehrere|眾委員|多位委員)\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:remote(?:ly)?|on ?line|virtual(?:ly)?|via (?:zoom|video|phone|webex)|by phone|phone)\b",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"\b(?:queue|tcq|chat|irc|text|written|in writing|matrix|slack|jabber)\b", re.IGNORECASE
)
_LANGUAGE = re.compile(
    r"^(?:spoke|speaking|interpretation|through|via interp|in (?:french|spanish|arabic|chinese|"
    r"russian))",
    re.IGNORECASE,
)


_SAYS_SO = re.compile(
    r"chair|presid|moderat|modérat|facilitat|rapporteur|secretariat|主席|主持人", re.IGNORECASE
)


def names_chair(name: str) -> bool:
    """Whether a name itself says that its bearer presides ("CHAIR OBI", "remote moderator")."""
    return bool(_SAYS_SO.search(name))


class Heard(Protocol):
    """A turn as it was heard."""

    label: Label
    item: int | None
    time: float | None
    clock: bool
    ident: str
    channel: str
    spans: list[Span]
    parts: list[str]
    notes: list[str]


class Identities:
    """Those who are named in one transcript."""

    def __init__(self, attendees: Sequence[Attendee], names: Collection[str]) -> None:
        shorts: dict[str, list[str]] = {}
        for attendee in attendees:
            if attendee.short:
                shorts.setdefault(attendee.short, []).append(attendee.name)
        # Two persons under the same initials: nobody is guessed. One written in two ways
        # ("Daniel Minor", "Dan Minor") is called as the list does that comes first.
        self._shorts = {
            short: found[0]
            for short, found in shorts.items()
            if len({name.split()[-1].casefold() for name in found}) == 1
        }
        self._listed = {a.name.casefold(): a.name for a in attendees}
        for name in sorted(names, reverse=True):
            if not name.islower():
                self._listed.setdefault(name.casefold(), name)

    def turn(self, heard: Heard, *, presides: bool = False) -> Turn:
        """A heard turn with its speaker's name, kind, capacity and channel."""
        label = heard.label
        kind = self.kind(label.speaker)
        if presides and kind is SpeakerKind.PERSON:
            kind = SpeakerKind.CHAIR
        remarks = [r for r in label.remarks if not _LANGUAGE.match(r)]
        return Turn(
            speaker=label.speaker,
            name=self.name(label.speaker),
            kind=kind,
            capacity="; ".join(
                r for r in remarks if not _REMOTE.search(r) and not _TYPED.search(r)
            ),
            channel=heard.channel or _channel(remarks),
            spans=tuple(heard.spans),
            text="\n".join(heard.parts),
            time=label.time if heard.time is None else heard.time,
            clock=heard.clock,
            item=heard.item,
            stage_notes=tuple(heard.notes),
            doubtful=label.doubtful or kind is SpeakerKind.UNKNOWN,
            ident=heard.ident,
        )

    def name(self, speaker: str) -> str:
        """The name in the list of those present, by its initials or letters; else as written."""
        if speaker in self._shorts:
            return self._shorts[speaker]
        return self._listed.get(speaker.casefold(), speaker)

    def kind(self, speaker: str) -> SpeakerKind:
        """What a label names."""
        if is_unnamed(speaker):
            return SpeakerKind.UNKNOWN
        if _SEVERAL.match(speaker):
            return SpeakerKind.SEVERAL
        if _CHAIR.search(speaker):
            return SpeakerKind.CHAIR
        if speaker in self._shorts or (speaker.casefold() in self._listed and speaker.istitle()):
            return SpeakerKind.PERSON
        if _is_body(speaker):
            return SpeakerKind.ORGANISATION
        several = parts_of_several(speaker)
        if len(several) > 1 and all(one.casefold() in self._listed for one in several):
            return SpeakerKind.SEVERAL
        return SpeakerKind.PERSON


def _is_body(speaker: str) -> bool:
    if re.fullmatch(r"[A-Z][A-Za-z]{0,2}", speaker):
        return False
    if "/" in speaker and speaker.isupper():
        return True
    # Tables of areas and bodies that only transcripts need.
    from conspectus.formats.intake.organisation import is_body_name  # noqa: PLC0415
    from conspectus.formats.intake.places import find_area  # noqa: PLC0415

    return is_body_name(speaker) or find_area(speaker) is not None


def _channel(remarks: Sequence[str]) -> str:
    if any(_TYPED.search(r) for r in remarks):
        return "text"
    return "remote" if any(_REMOTE.search(r) for r in remarks) else ""
