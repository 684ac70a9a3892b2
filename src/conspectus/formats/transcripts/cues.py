"""Captions with times: WebVTT (W3C), SubRip, and live captions with an id a line, as lines.

A live caption is ``id<TAB>words``, ``id<TAB>time<TAB>words`` or
``id<TAB>time<TAB>speaker<TAB>words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from conspectus.formats.transcripts.lines import Line, LineKind, lines_of

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^{_STAMP}\s*-->\s*{_STAMP}")
_LIVE = re.compile(
    r"^(?P<id>[\w\-.]{1,40})\t(?:(?P<time>\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d+)?|\d+(?:\.\d+)?)\t)?"
    r"(?:(?P<voice>[^\t\n]{1,90})\t)?(?=\S)"
)
_VOICE = re.compile(r"^<v(?:\.[\w.]+)?\s+([^>\n]{1,90})>")
_PARAGRAPH_LENGTH = 480
_ENDS = re.compile(r"[.!?。！？…؟][\"”’)\]]?$")
_MIN_LIVE = 3


def cue_lines(text: str, name: str) -> list[Line] | None:
    """The lines of captions with their times, or ``None`` where ``text`` is none."""
    lines = lines_of(text, markdown=False)
    live = [(line, _LIVE.match(line.words)) for line in lines]
    found = [_live(line, parts) for line, parts in live if parts]
    if len(found) >= _MIN_LIVE and len(found) == len(lines):
        return found
    timings = sum(1 for line in lines if _TIMING.match(line.words))
    if not timings or not (name.casefold().endswith((".vtt", ".srt")) or timings * 6 > len(lines)):
        return None
    return list(_paragraphs(_timed(lines)))


def _live(line: Line, found: re.Match[str]) -> Line:
    return replace(
        line,
        kind=LineKind.WORDS,
        ident=found["id"],
        time=_seconds(found["time"]) if found["time"] else None,
        voice=(found["voice"] or "").strip(),
        mark=line.mark + found.end(),
        words=line.words[found.end() :],
        gap=False,
    )


def _seconds(written: str) -> float:
    parts = [float(part) for part in written.replace(",", ".").split(":")]
    return sum((part * 60.0**power for power, part in enumerate(reversed(parts))), 0.0)


def _timed(lines: list[Line]) -> Iterator[Line]:
    """Lines of cues with time and voice; heads, ids and timings as such."""
    time: float | None = None
    voice = ""
    for place, line in enumerate(lines):
        timing = _TIMING.match(line.words)
        following = lines[place + 1] if place + 1 < len(lines) else None
        if timing:
            hours, minutes, seconds, rest = timing.groups()[:4]
            time = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{rest}")
            voice = ""
        is_id = line.gap and following is not None and _TIMING.match(following.words) and not timing
        is_head = time is None or (line.gap and re.match(r"(?:NOTE|STYLE|REGION)\b", line.words))
        if timing or is_head or is_id:
            yield replace(line, kind=LineKind.TIMING)
            continue
        said = _VOICE.match(line.words)
        voice = said[1].strip() if said else voice
        offset = said.end() if said else 0
        yield replace(
            line,
            kind=LineKind.WORDS,
            time=time,
            voice=voice,
            mark=line.mark + offset,
            words=line.words[offset:],
            gap=False,
        )


def _paragraphs(lines: Iterator[Line]) -> Iterator[Line]:
    """Cues as paragraphs of some eighty words, without lines that repeat one of the last two."""
    recent: list[str] = []
    length = 0
    before = ""
    for line in lines:
        if line.kind is not LineKind.WORDS:
            yield line
            continue
        if line.words in recent:
            yield replace(line, kind=LineKind.REPEATED)
        else:
            opens = length >= _PARAGRAPH_LENGTH and bool(_ENDS.search(before))
            length = 0 if opens else length + len(line.words)
            before = line.words
            yield replace(line, gap=opens)
        recent = [*recent[-1:], line.words]
