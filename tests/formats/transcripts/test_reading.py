"""Turns of transcripts of every kind, with nothing of the text lost."""

from __future__ import annotations

import pytest

from conspectus.formats.transcripts.reading import read_transcript_text
from conspectus.formats.transcripts.transcript import Form, SpeakerKind, Transcript, Why

CAPTIONS = """\
FORUM OF THE ISLANDS
OPEN CONSULTATIONS

Note: The following is the output of the real-time captioning. Although it is
largely accurate, in some cases it may be inaccurate due to inaudible passages. It is
posted as an aid, but should not be treated as an authoritative record.

>>ADA OBI: Good morning. Let me start.
We have a full agenda, and
we should begin.
[ Applause ]
>> MODERATOR: Thank you, Ada. >>INDIA: India supports this.
>>THE REPRESENTATIVE OF THE RUSSIAN
FEDERATION: Thank you, Chair.

We also hold that the forum should stay.

>> Yes, I agree.
>>UNKNOWN SPEAKER: (inaudible) the microphone.
>>ICC/BASIS: We think so. (Laughter)
>>LEO KARR (REMOTE): I am on the line. [music]
>>CHAIR: 10:30 is the time.
"""
CORPORATE = """\
ADA OBI:        Hello and welcome.
                This session is recorded.

LEO KARR:       Thank you very much.

                Let me give the floor to Iran.

IRAN:           We believe in it: more work is needed.

Page 2 of 40
UNIDENTIFIED MALE:  Can you hear me?

LEO KARR:       Yes. India?
INDIA:          India agrees.
LEO KARR:       Thank you.
[END OF TRANSCRIPTION]
"""
ASSEMBLY = """\
The meeting was called to order at 10.10 a.m.

Agenda item 7 (continued)

The President: I declare open the meeting.

Mr. Smith (United States of America): We support the draft.

Ms. Rodríguez (Mexico) (spoke in Spanish): We believe that more is needed.

The President (spoke in French): I thank the representative of Mexico.

Mr. Smith (United States of America): I ask for the floor again.

Mrs. O'Brien-Khan (Ireland): Ireland joins.

The President: We close.

The meeting rose at 1 p.m.
"""
MINUTES = """\
## Agenda

* [A first thing](https://example.org/1) - @ada

## First thing

Present: Ada, Leo, Mia
Regrets: Tom

Ada: We should `close` it, see [the issue](https://example.org/2).

Leo: not so sure
... because of *privacy*

Laeo: and more

**agreed to wait**

Ada: then later.

Somebody wrote this down.

```
Ada: a comment to be posted
```

Leo and Mia: we can do it

Mia: ok
"""
CHAT = """\
<mia> scribe: mia
<mia> Topic: Item One
<mia> Ada: I think it is good
<mia> ... and useful
<ada> +1
<mia> Leo: not so sure
<mia> s/sure/certain/
<leo> Ada: I can live with it
<mia> RESOLUTION: close
"""
VERBATIM = """\
# 101st meeting

| Name     | Abbreviation | Organization |
|----------|--------------|--------------|
| Ada Obi  | AOI          | Obi Works    |
| Leo Karr | LKR          | Karr Labs    |

## Items for Stage 2

Presenter: Mia Tan (MTN)

- [slides](https://example.org/s)

AOI: First.

And this goes on.

LKR: I think so.

AOI: Second.

MTN [on the queue]: support

LKR(?): perhaps

AOI: Third.

### Summary

- All was well.
"""
GAZETTE = """\
主席：現在開會。

宣讀第一條。

第一條　本法依憲法制定之。

主席：請林委員政則發言。

林委員政則：（十一時二十九分）主席、各位同仁。本席支持。

一、請政府加強。

主席：謝謝。請張委員明雄發言。

張委員明雄：（在台下）本席反對。

休息（十一時五十二分）

主席：現在繼續開會。

提案人：林政則　張明雄

現在散會。
"""
VTT = """\
WEBVTT

NOTE made by hand

1
00:00:01.000 --> 00:00:03.000
<v Ada Obi>We should close
it now.

2
00:01:03.500 --> 00:01:05.000
<v Leo Karr>I <i>agree</i>.
"""
SRT = """\
1
00:00:01,000 --> 00:00:02,000
>>CHINA: Thank you, Chair.

2
00:00:02,000 --> 00:00:03,000
The Forum should

3
00:00:03,000 --> 00:00:04,000
The Forum should
remain open. >>INDIA: We agree.
"""
LIVE = "a1\t00:00:01\tCHAIR\tWelcome.\na2\t00:00:04\tCHAIR\tBegin.\na3\t00:00:09\tINDIA\tThanks.\n"
SLIPS = """\
**Attendees:**

| Name | Abbreviation | Organization |
|------|--------------|--------------|
| Ada Obi | AOB | Harbour |
| Leo Karr | LKA | Meadow |
| Mia Tan | MTA | Grove |

LKA: Good morning.

AOB: I like the first option. LKA: I am for the second one.

LKA; It costs less.

AOB: As for the API: it stays. MTA: I am no longer sure.

AOB: HTTP: a protocol; see RFC: no label.

LKA: Then I ask AOB: shall we end?

XYZ; nobody of this list.

AOB: Yes.
"""
ALL = {
    "slips": (SLIPS, "", True),
    "captions": (CAPTIONS, "", False),
    "corporate": (CORPORATE, "", False),
    "assembly": (ASSEMBLY, "", False),
    "minutes": (MINUTES, "", True),
    "chat": (CHAT, "", False),
    "verbatim": (VERBATIM, "", True),
    "gazette": (GAZETTE, "", True),
    "vtt": (VTT, "x.vtt", False),
    "srt": (SRT, "x.srt", False),
    "live": (LIVE, "", False),
}


def read(kind: str) -> Transcript:
    text, name, markdown = ALL[kind]
    transcript = read_transcript_text(text, name=name, markdown=markdown)
    assert transcript is not None
    return transcript


def said(kind: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(kind).turns]


@pytest.mark.parametrize("kind", ALL)
def test_every_character_is_said_or_listed_as_left_out(kind):
    transcript = read(kind)
    assert list(transcript.unaccounted()) == []
    for turn in transcript.turns:
        spans = "".join(transcript.text[s.start : s.end] for s in turn.spans)
        assert "".join(spans.split()) == "".join(turn.text.split())


def test_captions_of_a_forum():
    assert said("captions") == [
        ("ADA OBI", "Good morning. Let me start. We have a full agenda, and we should begin."),
        ("MODERATOR", "Thank you, Ada."),
        ("INDIA", "India supports this."),
        (
            "THE REPRESENTATIVE OF THE RUSSIAN FEDERATION",
            "Thank you, Chair.\nWe also hold that the forum should stay.",
        ),
        ("", "Yes, I agree."),
        ("UNKNOWN SPEAKER", "(inaudible) the microphone."),
        ("ICC/BASIS", "We think so."),
        ("LEO KARR", "I am on the line."),
        ("CHAIR", "10:30 is the time."),
    ]


def test_what_speakers_are_and_where_they_speak():
    turns = read("captions").turns
    assert [turn.kind for turn in turns] == [
        SpeakerKind.PERSON,
        SpeakerKind.CHAIR,
        SpeakerKind.ORGANISATION,
        SpeakerKind.ORGANISATION,
        SpeakerKind.UNKNOWN,
        SpeakerKind.UNKNOWN,
        SpeakerKind.ORGANISATION,
        SpeakerKind.PERSON,
        SpeakerKind.CHAIR,
    ]
    assert [turn.doubtful for turn in turns].count(True) == 2
    assert turns[7].channel == "remote"
    assert turns[0].stage_notes == ("[ Applause ]",)


def test_a_disclaimer_over_several_lines_is_one_and_nobody_says_it():
    transcript = read("captions")
    assert len(transcript.disclaimers) == 3
    assert not any("authoritative" in turn.text for turn in transcript.turns)


def test_capitals_before_a_colon_with_indented_lines():
    assert said("corporate") == [
        ("ADA OBI", "Hello and welcome. This session is recorded."),
        ("LEO KARR", "Thank you very much.\nLet me give the floor to Iran."),
        ("IRAN", "We believe in it: more work is needed."),
        ("UNIDENTIFIED MALE", "Can you hear me?"),
        ("LEO KARR", "Yes. India?"),
        ("INDIA", "India agrees."),
        ("LEO KARR", "Thank you."),
    ]


def test_records_of_an_assembly_name_the_delegation_in_brackets():
    turns = read("assembly").turns
    assert [(turn.speaker, turn.capacity) for turn in turns] == [
        ("The President", ""),
        ("Mr. Smith", "United States of America"),
        ("Ms. Rodríguez", "Mexico"),
        ("The President", ""),
        ("Mr. Smith", "United States of America"),
        ("Mrs. O'Brien-Khan", "Ireland"),
        ("The President", ""),
    ]
    assert turns[-1].text == "We close."
    assert [item.title for item in read("assembly").items] == ["Agenda item 7 (continued)"]


def test_minutes_by_a_scribe():
    assert said("minutes") == [
        ("Ada", "We should close it, see the issue."),
        ("Leo", "not so sure ... because of privacy"),
        ("Laeo", "and more"),
        ("Ada", "then later."),
        ("Leo and Mia", "we can do it"),
        ("Mia", "ok"),
    ]
    assert read("minutes").turns[4].kind is SpeakerKind.SEVERAL
    whys = {removal.why for removal in read("minutes").removed}
    assert {Why.HEADING, Why.ATTENDANCE, Why.QUOTED, Why.NOBODY, Why.MARKUP} <= whys


def test_only_the_scribe_of_a_chat_says_what_others_said():
    transcript = read("chat")
    assert [(turn.speaker, turn.channel, turn.text) for turn in transcript.turns] == [
        ("Ada", "", "I think it is good\n... and useful"),
        ("ada", "text", "+1"),
        ("Leo", "", "not so sure"),
        ("leo", "text", "Ada: I can live with it"),
    ]
    assert transcript.corrections == (("sure", "certain"),)
    assert [item.title for item in transcript.items] == ["Item One"]


def test_initials_are_named_by_the_list_of_attendance():
    turns = read("verbatim").turns
    assert [(turn.speaker, turn.name) for turn in turns] == [
        ("AOI", "Ada Obi"),
        ("LKR", "Leo Karr"),
        ("AOI", "Ada Obi"),
        ("MTN", "Mia Tan"),
        ("LKR", "Leo Karr"),
        ("AOI", "Ada Obi"),
    ]
    assert turns[0].text == "First.\nAnd this goes on."
    assert turns[3].channel == "text"
    assert [turn.doubtful for turn in turns].index(True) == 4
    assert {turn.item for turn in turns} == {1}
    assert read("verbatim").items[1].title == "Items for Stage 2"


def test_a_label_with_a_semicolon_or_inside_a_paragraph_still_begins_a_turn():
    """What somebody says is never under another's name because a typist lost a colon or a line."""
    assert said("slips") == [
        ("LKA", "Good morning."),
        ("AOB", "I like the first option."),
        ("LKA", "I am for the second one.\nIt costs less."),
        ("AOB", "As for the API: it stays."),
        ("MTA", "I am no longer sure."),
        ("AOB", "HTTP: a protocol; see RFC: no label."),
        ("LKA", "Then I ask AOB: shall we end?\nXYZ; nobody of this list."),
        ("AOB", "Yes."),
    ]


def test_a_gazette_parts_speech_from_the_bill_that_is_read():
    transcript = read("gazette")
    assert transcript.form is Form.GAZETTE
    assert said("gazette") == [
        ("主席", "現在開會。\n宣讀第一條。"),
        ("主席", "請林委員政則發言。"),
        ("林委員政則", "主席、各位同仁。本席支持。\n一、請政府加強。"),
        ("主席", "謝謝。請張委員明雄發言。"),
        ("張委員明雄", "本席反對。"),
        ("主席", "現在繼續開會。"),
        ("主席", "現在散會。"),
    ]
    assert transcript.turns[2].time == 11 * 3600 + 29 * 60
    assert transcript.turns[2].clock


def test_cues_give_the_time_of_a_turn_and_a_link_to_the_recording():
    transcript = read("vtt")
    assert said("vtt") == [("Ada Obi", "We should close it now."), ("Leo Karr", "I agree.")]
    assert transcript.turns[1].time == 63.5
    linked = read_transcript_text(
        VTT.replace("made by hand", "https://example.org/a.mp4"), name="x.vtt"
    )
    assert linked is not None
    assert linked.recording_at(linked.turns[1]) == "https://example.org/a.mp4#t=63"


def test_rolling_captions_are_said_once():
    assert said("srt") == [
        ("CHINA", "Thank you, Chair. The Forum should remain open."),
        ("INDIA", "We agree."),
    ]
    assert Why.REPEATED in {removal.why for removal in read("srt").removed}


def test_live_captions_keep_the_id_of_the_line_that_opens_a_turn():
    assert [(t.ident, t.speaker, t.text, t.time) for t in read("live").turns] == [
        ("a1", "CHAIR", "Welcome. Begin.", 1.0),
        ("a3", "INDIA", "Thanks.", 9.0),
    ]


def test_an_agenda_is_no_transcript():
    agenda = "# Agenda\n\nNote: bring tea.\n\n* [First](https://example.org)\n\nVenue: here\n"
    assert read_transcript_text(agenda, markdown=True) is None
