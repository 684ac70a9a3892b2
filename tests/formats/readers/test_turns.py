from __future__ import annotations

from conspectus.formats.readers import read

CAPTIONS = """\
INTERNET GOVERNANCE FORUM
OPEN CONSULTATIONS

Note: The following is the output of the real-time captioning. It is posted as an aid, but should
not be treated as an authoritative record.

>>CHAIRMAN DESAI: Good morning, ladies and gentlemen. We will now start the
consultation. I hope you have had a look at the papers.
(Applause.)

Let me give the floor to China.

>>CHINA: Thank you, Mr. Chairman. The Forum should remain open to all.
>> Bertrand de La Chapelle: I would like to support that. (Laughter).
[ Gavel ]
>>ICC/BASIS: Thank you. Note: this is important.
"""


def turns(text: str, name: str = "x.txt") -> list[tuple[str | None, str]]:
    document = read(text.encode(), name)
    return [
        (b.speaker, document.text[b.start : b.end])
        for b in document.blocks
        if b.kind.value == "turn"
    ]


def test_captions_become_turns_of_named_speakers():
    assert turns(CAPTIONS) == [
        (
            "CHAIRMAN DESAI",
            (
                "Good morning, ladies and gentlemen. We will now start the consultation. I hope "
                "you "
                "have had a look at the papers.\n\nLet me give the floor to China."
            ),
        ),
        ("CHINA", "Thank you, Mr. Chairman. The Forum should remain open to all."),
        ("Bertrand de La Chapelle", "I would like to support that."),
        ("ICC/BASIS", "Thank you. Note: this is important."),
    ]


def test_disclaimer_of_the_captioner_is_nobodys_turn():
    assert "authoritative" not in read(CAPTIONS.encode(), "x.txt").text


def test_minutes_with_names_become_turns_and_headings_end_them():
    text = (
        "# Meeting\n\n## Agenda\n\nDan: We should close it.\n\nAmy: I agree with that.\n\n"
        "and there is more to say.\n\nDan: Then it is closed.\n\nAmy: Good.\n\nDan: Next.\n\n"
        "## Conclusions\n\nThe issue was closed.\n"
    )
    assert turns(text, "minutes.md") == [
        ("Dan", "We should close it."),
        ("Amy", "I agree with that.\n\nand there is more to say."),
        ("Dan", "Then it is closed."),
        ("Amy", "Good."),
        ("Dan", "Next."),
    ]
    last = read(text.encode(), "minutes.md").blocks[-1]
    assert last.kind.value == "paragraph"


def test_chinese_minutes_become_turns():
    text = (
        "主席：请发言。\n\n王委员：我支持。\n\n主席：谢谢。\n\n李委员：我反对。\n\n主席：谢谢。\n"
    )
    assert [speaker for speaker, _ in turns(text)] == ["主席", "王委员", "主席", "李委员", "主席"]


def test_labels_of_a_submission_are_no_speakers():
    labels = ["Openness", "Privacy", "Security", "Diversity", "Access"]
    text = "".join(f"{label}: We hold that this is a principle.\n\n" for label in labels * 2)
    assert turns(text) == []


def test_unnamed_turn_has_no_speaker():
    text = ">>CHINA: Thank you.\n>>INDIA: We agree.\n>> And so do we.\n"
    assert turns(text)[-1] == (None, "And so do we.")


def test_speaker_is_printed_before_the_turn_in_the_text():
    assert read(CAPTIONS.encode(), "x.txt").text.count("CHINA: Thank you") == 1


def test_labels_and_names_of_texts_are_no_speakers():
    minutes = "\n\n".join(
        f"{name}: {words}"
        for name, words in (
            ("Amy", "The picker should be simple."),
            ("Dan", "It should be safe."),
            ("Amy", "Yes: both."),
            ("Participants", "Amy, Dan"),
            ("Dan", "We agree."),
            ("view-transitions", "later"),
            ("Amy", "We close."),
            ("Dan", "Good."),
        )
    )
    assert {speaker for speaker, _ in turns(minutes, "minutes.md")} == {"Amy", "Dan"}
    gazette = "\n\n".join(
        f"{name}：{words}"
        for name, words in (
            ("主席", "請問院會有無異議？"),
            ("程序委員會意見", "擬請審查。"),
            ("張委員明雄", "應該增加經費。"),
            ("主席", "請林委員發言。"),
            ("林委員政則", "不應該增加。"),
            ("審查條文", "第一條"),
            ("第六十九條第二項修正為", "「所需經費一千億元。」"),
            ("主席", "請張委員發言。"),
            ("張委員明雄", "應該審查。"),
            ("主席", "散會。"),
        )
    )
    assert {speaker for speaker, _ in turns(gazette, "gazette.md")} == {
        "主席", "張委員明雄", "林委員政則",
    }  # fmt: skip
