"""From the text of a transcript to its turns, with every character accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from conspectus.formats.transcripts.chat import chat_lines
from conspectus.formats.transcripts.cues import cue_lines
from conspectus.formats.transcripts.labels import Labels, find_labels
from conspectus.formats.transcripts.lines import Line, LineKind, lines_of
from conspectus.formats.transcripts.names import HAN
from conspectus.formats.transcripts.roster import PRESENT, attendees_of
from conspectus.formats.transcripts.stage import DISCLAIMER
from conspectus.formats.transcripts.telling import Teller
from conspectus.formats.transcripts.transcript import Attendee, Form, Transcript

_MID_LINE = re.compile(r"\s(?=(?:>>|»)\s*[^:：\n<>]{1,60}[:：]|>>\s)")
_OPEN_LABEL = re.compile(r"^(?:>>|»)\s*[^:：\n]{3,60}$")
_GOES_ON = re.compile(r"^(?:\.{2,}|…)")
_MIN_GOES_ON = 2
_RECORDING = re.compile(
    r"https?://[^\s<>\"')\]]+(?:\.(?:mp[34]|webm|ogg|m4a|wav|m3u8)|youtube\.com/watch[^\s<>\"')\]]*|"
    r"youtu\.be/[\w\-]+|vimeo\.com/\d+)",
    re.IGNORECASE,
)


def read_transcript_text(
    text: str, *, name: str = "", markdown: bool = False, declared: bool = False
) -> Transcript | None:
    """The transcript that ``text`` holds, ``None`` where nobody's turns can be told in it.

    ``text``: decoded, line ends LF. ``name``: a file name, whose suffix tells captions with times.
    ``markdown``: whether "#", "|" and "```" are marks. ``declared``: whether somebody says that it
    is a transcript; a short exchange is then enough.
    """
    timed = cue_lines(text, name)
    lines = timed if timed is not None else lines_of(text, markdown=markdown)
    return told_of(
        text,
        lines,
        is_timed=timed is not None,
        marked=markdown or timed is not None,
        declared=declared or timed is not None,
    )


def told_of(
    text: str,
    lines: Sequence[Line],
    *,
    is_timed: bool = False,
    marked: bool = False,
    declared: bool = False,
) -> Transcript | None:
    """The transcript of these lines of ``text``, ``None`` where they are none.

    ``marked``: whether marks of Markdown or tags may stand in them. ``declared``: as in
    `find_labels`.
    """
    chat = chat_lines(lines)
    lines = chat or lines
    attendees = attendees_of(lines)
    known = {n for a in attendees for n in (a.name, a.short) if n}
    spoken = [line.words for line in lines if line.kind is LineKind.WORDS and not line.nick]
    labels = find_labels(spoken, known, declared=declared)
    if labels is None and not chat and not any(line.voice for line in lines):
        return None
    present = frozenset(one.short for one in attendees if one.short)
    labels = replace(labels or Labels(frozenset()), chat=bool(chat), present=present)
    form = _form(lines, labels, is_timed=is_timed)
    if labels.captions:
        lines = list(_split_captions(text, lines))
    else:
        lines = [part for one in lines for part in _parts(one, labels.inside(one.words))]
    told = _told(text, lines, labels, form, attendees, marked=marked)
    # "Chair: Dan" and nothing more is the head of an agenda.
    return told if len(told.turns) > 1 or not declared or is_timed else None


def _told(
    text: str,
    lines: Sequence[Line],
    labels: Labels,
    form: Form,
    attendees: tuple[Attendee, ...],
    *,
    marked: bool,
) -> Transcript:
    teller = Teller(text, labels, form, attendees, marked=marked)
    for line, is_disclaimer in zip(lines, _disclaimers(lines, labels), strict=True):
        teller.hear(line, is_disclaimer=is_disclaimer)
    return Transcript(
        text=text,
        form=form,
        turns=teller.finished(),
        removed=tuple(sorted(teller.removed, key=lambda r: (r.start, r.end))),
        items=tuple(teller.items),
        attendees=attendees,
        disclaimers=tuple(teller.disclaimers),
        corrections=tuple(teller.corrections),
        recordings=tuple(dict.fromkeys(found[0] for found in _RECORDING.finditer(text))),
    )


def _form(lines: Sequence[Line], labels: Labels, *, is_timed: bool) -> Form:
    if any(line.ident for line in lines):
        return Form.LIVE
    if is_timed:
        return Form.CUES
    if labels.captions:
        return Form.CAPTIONS
    han = [name for name in labels.names if HAN.search(name)]
    if len(han) * 2 > len(labels.names):
        return Form.GAZETTE if any("主席" in name for name in han) else Form.VERBATIM
    goes_on = sum(1 for line in lines if _GOES_ON.match(line.words))
    presence = {
        found["what"].casefold()
        for found in (PRESENT.match(line.words) for line in lines)
        if found and not labels.match(found["what"] + ": x")
    }
    is_scribed = bool(
        presence & {"scribe", "scribes", "scribenick", "regrets", "present", "present+"}
    )
    return Form.SCRIBED if labels.chat or is_scribed or goes_on >= _MIN_GOES_ON else Form.VERBATIM


def _split_captions(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Lines parted where ``>>NAME:`` stands in their middle, and labels broken over two joined."""
    pending: Line | None = None
    for line in lines:
        if pending is not None:
            words = text[pending.mark : line.end].replace("\n", " ")
            start, mark = pending.start, pending.mark
            joined = replace(line, start=start, mark=mark, words=words, gap=True)
            yield from _parts(joined, _captions_inside(joined))
            pending = None
        elif _is_open_label(line, lines):
            pending = line
        else:
            yield from _parts(line, _captions_inside(line))


def _is_open_label(line: Line, lines: Sequence[Line]) -> bool:
    if line.kind is not LineKind.WORDS or not _OPEN_LABEL.match(line.words):
        return False
    if not line.words.isupper():
        return False
    following = next((one for one in lines if one.start > line.start), None)
    return (
        following is not None
        and following.kind is LineKind.WORDS
        and not following.gap
        and bool(re.match(r"[A-Z][A-Z .'()\-]{0,50}:", following.words))
    )


def _captions_inside(line: Line) -> list[tuple[int, int]]:
    return [found.span() for found in _MID_LINE.finditer(line.words)]


def _parts(line: Line, gaps: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The line parted at its gaps (start, end), which belong to no part."""
    if line.kind is not LineKind.WORDS or line.nick or line.quoted or not gaps:
        yield line
        return
    begin = 0
    for start, end in gaps:
        yield _part(line, begin, start)
        begin = end
    yield _part(line, begin, len(line.words))


def _part(line: Line, begin: int, end: int) -> Line:
    words = line.words[begin:end]
    return replace(
        line,
        start=line.mark + begin if begin else line.start,
        mark=line.mark + begin,
        end=line.mark + end,
        words=words,
        gap=line.gap or begin > 0,
    )


def _disclaimers(lines: Sequence[Line], labels: Labels) -> list[bool]:
    """For each line whether it belongs to a paragraph of disclaimer, which may be wrapped."""
    marks = [False] * len(lines)
    begin = 0
    while begin < len(lines):
        end = begin + 1
        while end < len(lines) and not lines[end].gap and _is_plain(lines[end], labels):
            end += 1
        words = " ".join(line.words for line in lines[begin:end])
        if (
            _is_plain(lines[begin], labels)
            and lines[begin].gap
            and len(words) < 1500
            and DISCLAIMER.search(words)
        ):
            marks[begin:end] = [True] * (end - begin)
        begin = end
    return marks


def _is_plain(line: Line, labels: Labels) -> bool:
    return line.kind is LineKind.WORDS and not line.voice and labels.match(line.words) is None
