"""Caption transcripts and minutes: who said what, as turns.

Known forms: ``>>NAME:``, ``>> Name:`` and ``>>NAME NAME (ORGANISATION):`` of real-time captioning,
``NAME:`` in capitals or initials at the start of a paragraph, and "Name:" where few names recur.
Stage notes ("(Applause.)", "[ Gavel ]") are no words of a speaker and go, as does the captioner's
disclaimer ("… should not be treated as an authoritative record").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.headings import looks_like_heading
from conspectus.formats.readers.pieces import Piece, assemble
from conspectus.formats.readers.wrapping import join_lines

_CAPTION = re.compile(r"^\s*(?:>{1,3}|»)\s*(?P<name>[^:：\n]{1,90}?)\s*[:：]\s*(?P<words>.*)$")
_CHEVRON = re.compile(r"^\s*(?:>{2,3}|»)\s*(?P<words>[^\s:][^:]*)$")
_UPPER = re.compile(r"^\s*(?P<name>[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’\- ,()&]{1,70}?)\s*:\s+(?P<words>\S.*)$")
_PLAIN = re.compile(
    r"^\s*(?:\*\*)?(?P<name>[^\W\d_][\w.'’\- ]{0,40}?(?:\s\([^()]{1,40}\))?)(?:\*\*)?\s*"
    r"[:：](?:\*\*)?\s*(?P<words>\S.*)$"
)
_STAGE = re.compile(
    r"[\[(]\s*(?:applause|laughter|laughing|gavel|music|silence|pause|break|inaudible|off ?mic\w*|"
    r"no audio|no sound|video(?: playing)?|speaking[^\])]*|speaker off[^\])]*|lost audio|"
    r"captioner[^\])]*|standing ovation|coffee break|lunch break|end of [^\])]*)\s*\.?\s*[\])]",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"authoritative record|rough(?:ly)? edited (?:copy|transcript)|unedited (?:raw )?transcript|"
    r"realtime captioning|real-time (?:captioning|transcript)|inaccuracies or omissions|"
    r"Communication Access Realtime Translation|\bCART\b.{0,40}(?:provided|captioning)|"
    r"raw (?:output|transcript)|being provided in a rough.?draft format",
    re.IGNORECASE,
)
_DASHES = re.compile(r"^[\W_]{3,}$")
_MIN_TURNS = 4
_LABELS = frozenset(
    "note abstract keywords example background summary recommendation principle figure table source "
    "title date subject re attn tel fax email e-mail phone contact author authors address theme "
    "topic question answer introduction conclusion contents proposal issue objective http https "
    "www attendance present presenter regrets chair chairs scribe agenda location time".split()
)


def looks_like_transcript(text: str) -> bool:
    """Whether most of a text is said by named speakers, in one of the known forms."""
    lines = [line for line in text.split("\n") if line.strip()]
    captions = sum(bool(_CAPTION.match(line)) for line in lines if line.lstrip()[:1] in ">»")
    if captions >= _MIN_TURNS - 1:
        return True
    return bool(_recurring_names(lines))


def _recurring_names(lines: Sequence[str]) -> frozenset[str]:
    """Names before a colon that recur as speakers' do; empty where the text is no transcript."""
    names: Counter[str] = Counter()
    for line in lines:
        match = _UPPER.match(line) or _PLAIN.match(line)
        if match and not match["words"].startswith("//"):
            names[match["name"].strip()] += 1
    for name in list(names):
        if name.lower().strip("s") in _LABELS or name.lower() in _LABELS or len(name.split()) > 6:
            del names[name]
    turns = sum(names.values())
    repeated = [n for n, count in names.items() if count > 1]
    spoken = sum(names[n] for n in repeated)
    if turns < _MIN_TURNS or len(repeated) < 2 or spoken < 0.5 * turns:
        return frozenset()
    if turns < 0.25 * len(lines):
        return frozenset()
    return frozenset(names)


def read_transcript(
    text: str, *, warnings: Iterable[str] = (), channel: str | None = None
) -> Document:
    """Turns of a transcript, one block each; what comes before the first stays as headings.

    Paragraphs of a turn are parted by an empty line inside its block.
    """
    lines = [line.strip() for line in text.replace("\f", "\n").split("\n")]
    names = _recurring_names([line for line in lines if line])
    pieces = list(_turns(lines, names, channel))
    return assemble(pieces, warnings=warnings)


def _turns(lines: Sequence[str], names: frozenset[str], channel: str | None) -> Iterable[Piece]:
    speaker: str | None = None
    paragraphs: list[str] = []
    gap = True
    for line in lines:
        words = _STAGE.sub("", line).strip()
        if not words or _DASHES.match(words) or _DISCLAIMER.search(words):
            gap = True
            continue
        turn = _turn_start(words, names)
        if turn is not None:
            yield from _piece(speaker, paragraphs, channel)
            speaker, paragraphs, gap = turn[0] or speaker, [], True
            words = turn[1].strip()
            if not words:
                continue
        if gap or not paragraphs:
            paragraphs.append(words)
        else:
            paragraphs[-1] = join_lines(paragraphs[-1], words)
        gap = False
    yield from _piece(speaker, paragraphs, channel)


def _turn_start(line: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Speaker and first words where a line begins a turn; no name: the speaker goes on."""
    caption = _CAPTION.match(line)
    if caption:
        return caption["name"].strip(), caption["words"]
    chevron = _CHEVRON.match(line)
    if chevron:
        return "", chevron["words"]
    for form in (_UPPER, _PLAIN):
        match = form.match(line)
        if match and match["name"].strip() in names:
            return match["name"].strip(), match["words"]
    return None


def _piece(speaker: str | None, paragraphs: Sequence[str], channel: str | None) -> Iterable[Piece]:
    if not paragraphs:
        return
    if speaker:
        text = "\n".join(paragraphs)
        yield Piece(kind=BlockKind.TURN, text=text, speaker=speaker, channel=channel)
        return
    for paragraph in paragraphs:
        is_title = looks_like_heading(paragraph)
        kind = BlockKind.HEADING if is_title else BlockKind.PARAGRAPH
        yield Piece(kind=kind, text=paragraph, level=1 if is_title else None)
