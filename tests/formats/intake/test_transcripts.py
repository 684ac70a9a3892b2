"""Transcripts and mailboxes: a source a turn, and its speaker as holder."""

from __future__ import annotations

from conspectus.engine.corpus import Capacity, HolderKind, SourceKind

CAPTIONS = """MERIDIAN INTERNET FORUM OPEN CONSULTATION, MORNING SESSION

>>CHAIR OSEI-LINDQVIST: Good morning and welcome. The floor is open.

>>DELEGATION OF BRELLIN: Thank you, Chair. Brellin considers that there should be a treaty.

>>KESTRELWAY TELECOM: Thank you. We would underline one thing, which is the cost of traffic.

>>MS. LEILANI TAUFA-NGATAI (REMOTE): We on the islands need a second cable.

>>ANA SOUSA (BRAZIL): Brazil supports what was said on cables.

>>SPEAKER 3: I agree with all of it.

>>SECRETARIAT: The documents are on the site.

>>CHAIR OSEI-LINDQVIST: Thank you all. We close.
"""

ROW = {
    "ref": "46",
    "title": "Open consultation, transcript",
    "file": "captions.txt",
    "chairs": "Chair Osei-Lindqvist",
    "received": "2026-02-24",
}
MEMBER = {"ref": "9", "organisation": "Kestrelway Telecom", "stakeholder_group": "private sector"}


def turns(loaded):
    holders = {one.id: one for one in loaded.corpus.holders}
    return [
        (source, holders[source.holders[0]])
        for source in loaded.corpus.sources
        if source.kind is not SourceKind.CONTRIBUTION
    ]


def test_each_turn_is_a_source_of_its_own(load):
    found = turns(load(MEMBER, ROW, files={"captions.txt": CAPTIONS}))
    assert [source.id for source, _ in found] == [f"46-{number}" for number in range(1, 9)]
    assert {source.kind for source, _ in found} == {SourceKind.INTERVENTION}
    assert {source.received for source, _ in found} == {"2026-02-24"}
    assert found[2][0].text == (
        "Thank you. We would underline one thing, which is the cost of traffic."
    )
    assert all(
        source.text[block.start : block.end].strip() == source.text[block.start : block.end]
        for source, _ in found
        for block in source.blocks
    )


def test_speakers_are_holders_known_or_new(load):
    found = turns(load(MEMBER, ROW, files={"captions.txt": CAPTIONS}))
    assert [holder.label for _, holder in found] == [
        "Osei-Lindqvist, presiding",
        "the delegation of Brellin",
        "Kestrelway Telecom",
        "Leilani Taufa-Ngatai",
        "Brazil",
        "an unidentified speaker",
        "the secretariat",
        "Osei-Lindqvist, presiding",
    ]
    assert [holder.kind for _, holder in found][2:4] == [
        HolderKind.ORGANISATION,
        HolderKind.PERSON,
    ]
    assert found[2][1].group == "private sector"
    assert found[1][1].group == "governments"


def test_who_presides_is_told_from_who_speaks(load):
    found = turns(load(MEMBER, ROW, files={"captions.txt": CAPTIONS}))
    assert [holder.is_chair for _, holder in found] == [True] + [False] * 5 + [True, True]
    assert [source.capacity for source, _ in found if source.capacity is Capacity.CHAIR] == [
        Capacity.CHAIR
    ] * 3


def test_the_channel_is_that_of_the_speaker(load):
    found = turns(load(MEMBER, ROW, files={"captions.txt": CAPTIONS}))
    assert [source.channel for source, _ in found] == ["room"] * 3 + ["remote"] + ["room"] * 4


def test_what_nobody_certain_said_is_no_evidence(load):
    found = turns(load(MEMBER, ROW, files={"captions.txt": CAPTIONS}))
    assert [source.id for source, _ in found if not source.blocks] == ["46-6"]
    assert found[5][0].text
    assert found[5][0].warnings


def test_what_somebody_signed_is_no_transcript_without_a_word_for_it(load):
    text = "".join(f"Question: What of {n}?\nAnswer: We hold that {n} is good.\n" for n in "abcdef")
    row = {"title": "Our answers", "organisation": "Hivos", "file": "a.txt"}
    (source,) = load(row, files={"a.txt": text}).corpus.sources
    assert source.kind is SourceKind.CONTRIBUTION


def test_a_mailbox_gives_a_post_a_message(load, tmp_path):
    messages = [
        ("Ana Sousa <ana@example.org>", "I hold that posts should be short."),
        ("Hivos <office@example.org>", "> I hold that posts should be short.\n\nWe do not agree."),
    ]
    box = "".join(
        f"From x@example.org Mon Feb  2 10:0{n}:00 2026\nFrom: {sender}\nSubject: Length\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        for n, (sender, text) in enumerate(messages)
    )
    (tmp_path / "list.mbox").write_text(box, encoding="utf-8")
    rows = [{"ref": "5", "title": "Online forum", "file": "list.mbox"}, {"organisation": "Hivos"}]
    found = turns(load(*rows))
    assert [(source.id, source.kind, source.channel) for source, _ in found] == [
        ("5-1", SourceKind.POST, "text"),
        ("5-2", SourceKind.POST, "text"),
    ]
    assert [holder.name for _, holder in found] == ["Ana Sousa", "Hivos"]
    assert "We do not agree." in found[1][0].text


def test_initials_of_speakers_are_persons_and_no_codes_of_countries(load):
    minutes = "\n\n".join(
        f"{who}: I hold that the proposal should be read again, item {n}."
        for n, who in enumerate(["DE", "MM", "JHD", "DE", "MM", "JHD", "DE", "EU", "DE", "EU"])
    )
    loaded = load({"ref": "7", "kind": "transcript", "file": "m.txt"}, files={"m.txt": minutes})
    found = {(holder.kind, holder.label) for _, holder in turns(loaded)}
    assert found == {
        (HolderKind.PERSON, "DE"),
        (HolderKind.PERSON, "MM"),
        (HolderKind.PERSON, "JHD"),
        (HolderKind.ORGANISATION, "the EU"),
    }
