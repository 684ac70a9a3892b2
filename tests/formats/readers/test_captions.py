from __future__ import annotations

import pytest

from conspectus.formats.readers import Damaged, read
from tests.formats.readers.blocks import seen

VTT = """\
WEBVTT

00:00:01.000 --> 00:00:03.000
<v Dan Smith>We should close
it now.

00:00:03.000 --> 00:00:05.000
<v Amy Lee>I agree.
"""
SRT = """\
1
00:00:01,000 --> 00:00:02,000
>>CHINA: Thank you, Chair.

2
00:00:02,000 --> 00:00:03,000
The Forum should
remain open.

3
00:00:03,000 --> 00:00:04,000
remain open.
>>INDIA: We agree.
"""


def test_voices_of_webvtt_are_speakers():
    document = read(VTT.encode(), "x.vtt")
    assert [(b.speaker, document.text[b.start : b.end]) for b in document.blocks] == [
        ("Dan Smith", "We should close it now."),
        ("Amy Lee", "I agree."),
    ]


def test_subrip_with_captions_gives_turns_and_says_repeated_lines_once():
    document = read(SRT.encode(), "x.srt")
    assert [(b.speaker, document.text[b.start : b.end]) for b in document.blocks] == [
        ("CHINA", "Thank you, Chair. The Forum should remain open."),
        ("INDIA", "We agree."),
    ]


def test_cues_without_names_give_paragraphs():
    cue = (
        "{0}\n00:00:{0:02},000 --> 00:00:{0:02},900\nThe Forum should stay open to all people.\n\n"
    )
    document = read("".join(cue.format(n) for n in range(1, 3)).encode(), "x.srt")
    assert seen(document) == [("paragraph", "The Forum should stay open to all people.")]


def test_broken_captions_are_refused():
    with pytest.raises(Damaged):
        read(b"00:00:01.000 --> 00:00:xx\nnot a cue", "x.srt")
