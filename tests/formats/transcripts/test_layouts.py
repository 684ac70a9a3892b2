"""Records that name who speaks in other ways than with a name and a colon."""

from __future__ import annotations

import pytest

from conspectus.formats.transcripts.reading import read_transcript_text
from conspectus.formats.transcripts.transcript import SpeakerKind, Transcript, Why

FRENCH = """\
Compte rendu intégral

M. le président. La parole est à M. Paul Rivet, pour sa question.

M. Paul Rivet. Madame la ministre, nos réseaux doivent rester ouverts.

Nous le demandons depuis dix ans. (Applaudissements sur plusieurs bancs.)

M. le président. La parole est à Mme la ministre.

Mme Anne Duval, ministre des réseaux. Je soutiens cette demande.
"""
RIVET = """\
Madame la ministre, nos réseaux doivent rester ouverts.
Nous le demandons depuis dix ans."""
HEARING = """\
              OPENING STATEMENT OF SENATOR OBI

    Chairman Karr. This hearing will come to order.
    Senator Obi. Thank you, Mr. Chairman. The fund must
be audited.
    Chairman Karr. Thank you. Mr. Tan, you are recognized.
    Mr. Tan. I support an audit.
    [Whereupon, at 11:45 a.m., the hearing was adjourned.]
"""
DUMA = """\
ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Пожалуйста, Орлов.

ОРЛОВ П. Н., председатель комитета по связи, фракция
"СЕТЬ".

Закон следует принять.

ИЗ ЗАЛА. (Не слышно.)

ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Спасибо.

РЕЧНАЯ А. В. Мы против закона.
"""
CONGRESS = """\
DIARIO DE SESIONES

El señor PRESIDENTE: Tiene la palabra la señora ministra.

La señora MINISTRA DE REDES (Ana Robles): La red debe ser abierta. (Rumores.—Protestas).

El señor PRESIDENTE: Silencio.

El señor GARCÍA LÓPEZ: Creemos que la ley debe retirarse.

La señora MINISTRA DE REDES (Ana Robles): No la retiramos.
"""
ARABIC = """\
محضر الجلسة الأولى
الرئاسة : السيد سالم رئيس المجلس.
الرئيس : افتتحت الجلسة.
السيد عمر حسن : يجب أن تنخفض الأسعار.
الرئيس : شكرا.
السيدة ليلى ناصر : نؤيد ذلك.
"""
CHINESE = """\
论坛文字实录

时间:2026年3月1日

主持人:大家好。

王明:网络应当开放。

某报记者:为什么?

王明:因为大家都需要。
"""
TEAMS = """\
Obi, Ada started transcription

Obi, Ada   0:04
Good afternoon.

Karr, Leo (Guest)   0:41
Prices should be capped.

Obi, Ada   1:10
Thank you.

Obi, Ada stopped transcription
"""
DIARISED = """\
Transcript of the session

Speaker 1: (00:03)
Welcome.

Ada Obi: (00:09)
Prices should be capped.

Speaker 1: (01:15)
Thank you.

Ada Obi: (01:20)
And soon.
"""
GERMAN = """\
Plenarprotokoll 1/1

Präsidentin Dr. Eva Stern:
Ich rufe den Tagesordnungspunkt 3 auf.

Volker Berg (Köln) (ABC):
Das Netz muss offen bleiben.
(Beifall bei der ABC)
(Max Tal [XYZ]: Richtig!)
Wir wollen das so.

Präsidentin Dr. Eva Stern:
Das Wort hat der Kollege Tal.

Max Tal (XYZ):
Ich stimme zu.
"""
EVIDENCE = """\
Oral evidence: Networks, HC 1
Members present: Ada Obi (Chair); Leo Karr.

Witnesses: Mia Tan and Tom Reed.
Q1 Chair: What should the Bill do?
Mia Tan: It should open the networks.
Q2 Leo Karr: Do you agree?
Tom Reed: I do not.
Chair: Thank you.
"""
ASSEMBLY = """\
20th plenary meeting

The President ( spoke in Spanish ): I declare open the meeting.

Mr. Le Minh (Viet Nam): We support the forum.

Ms. Roy (Canada) (spoke in French ): We join.

Mrs. Núñez (Cuba): So do we.
"""
FLAT = (
    "Forum of the Islands. Note: The following is the output of the real-time captioning. It "
    "should not be treated as an authoritative record. [ Gavel ] >>CHAIR OBI: Good morning. "
    "The floor is open. >>LEO KARR: We support the forum. >>CHAIR OBI: Thank you."
)
UNNAMED = """\
This text is being provided in a rough draft format.

>> Good morning, everybody.

>> Hello. I am new here.

>> ADA OBI: Thank you. Someone else?

>> Me too.
"""
ICANN = """\
Note: The following is the output of transcribing from an audio recording.

Ada Obi: Welcome. Let me
begin the call. Leo Karr: I am here.

((Crosstalk))

Man: Can you repeat that?

Leo Karr: The fees should fall.

REMOTE INTERVENTION: We have a comment.

Interpreter: He says that he agrees.

Ada Obi: Thanks.

1.2 Approval of the minutes

Leo Karr: Fine.

END
"""
PODCAST = "**Ada Obi:** \\[00:03:51.07\\] Well \\[laughter\\] yes.\n\n" * 2 + (
    "**Leo Karr:** No.\n\n**Ada Obi:** So.\n\n**Leo Karr:** Fine.\n"
)


def read(text: str, *, markdown: bool = False) -> Transcript:
    transcript = read_transcript_text(text, markdown=markdown, declared=True)
    assert transcript is not None
    assert list(transcript.unaccounted()) == []
    return transcript


def said(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text).turns]


def test_a_full_stop_behind_a_title_and_a_name_in_french():
    assert said(FRENCH) == [
        ("M. le président", "La parole est à M. Paul Rivet, pour sa question."),
        ("M. Paul Rivet", RIVET),
        ("M. le président", "La parole est à Mme la ministre."),
        ("Mme Anne Duval", "Je soutiens cette demande."),
    ]
    assert read(FRENCH).turns[0].kind is SpeakerKind.CHAIR


def test_a_hearing_before_senators():
    assert said(HEARING) == [
        ("Chairman Karr", "This hearing will come to order."),
        ("Senator Obi", "Thank you, Mr. Chairman. The fund must be audited."),
        ("Chairman Karr", "Thank you. Mr. Tan, you are recognized."),
        ("Mr. Tan", "I support an audit."),
    ]


def test_family_names_with_initials_in_russian():
    assert said(DUMA) == [
        ("ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ", "Пожалуйста, Орлов."),
        ("ОРЛОВ П. Н.", "Закон следует принять."),
        ("ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ", "Спасибо."),
        ("РЕЧНАЯ А. В.", "Мы против закона."),
    ]
    assert read(DUMA).turns[0].kind is SpeakerKind.CHAIR


def test_an_office_in_spanish_is_its_holder_by_name():
    assert said(CONGRESS) == [
        ("El señor PRESIDENTE", "Tiene la palabra la señora ministra."),
        ("Ana Robles", "La red debe ser abierta."),
        ("El señor PRESIDENTE", "Silencio."),
        ("El señor GARCÍA LÓPEZ", "Creemos que la ley debe retirarse."),
        ("Ana Robles", "No la retiramos."),
    ]
    assert read(CONGRESS).turns[0].kind is SpeakerKind.CHAIR


def test_arabic_speakers_who_speak_once_are_not_the_chair():
    assert said(ARABIC) == [
        ("الرئيس", "افتتحت الجلسة."),
        ("السيد عمر حسن", "يجب أن تنخفض الأسعار."),
        ("الرئيس", "شكرا."),
        ("السيدة ليلى ناصر", "نؤيد ذلك."),
    ]
    assert read(ARABIC).turns[0].kind is SpeakerKind.CHAIR


def test_a_narrow_colon_without_a_space_in_chinese():
    assert said(CHINESE) == [
        ("主持人", "大家好。"),
        ("王明", "网络应当开放。"),
        ("某报记者", "为什么?"),
        ("王明", "因为大家都需要。"),
    ]


def test_names_with_times_on_lines_of_their_own():
    assert said(TEAMS) == [
        ("Ada Obi", "Good afternoon."),
        ("Leo Karr", "Prices should be capped."),
        ("Ada Obi", "Thank you."),
    ]
    assert [turn.time for turn in read(TEAMS).turns] == [4.0, 41.0, 70.0]
    assert read(TEAMS).turns[1].capacity == ""


def test_numbered_speakers_are_known_to_nobody():
    turns = read(DIARISED).turns
    assert [(t.speaker, t.kind, t.time) for t in turns] == [
        ("Speaker 1", SpeakerKind.UNKNOWN, 3.0),
        ("Ada Obi", SpeakerKind.PERSON, 9.0),
        ("Speaker 1", SpeakerKind.UNKNOWN, 75.0),
        ("Ada Obi", SpeakerKind.PERSON, 80.0),
    ]


def test_members_of_a_german_assembly_are_not_their_president():
    assert said(GERMAN) == [
        ("Präsidentin Dr. Eva Stern", "Ich rufe den Tagesordnungspunkt 3 auf."),
        ("Volker Berg", "Das Netz muss offen bleiben. Wir wollen das so."),
        ("Präsidentin Dr. Eva Stern", "Das Wort hat der Kollege Tal."),
        ("Max Tal", "Ich stimme zu."),
    ]
    notes = {n for turn in read(GERMAN).turns for n in turn.stage_notes}
    assert notes == {"(Beifall bei der ABC)", "(Max Tal [XYZ]: Richtig!)"}


def test_numbers_of_questions_are_part_of_the_label():
    assert said(EVIDENCE) == [
        ("Chair", "What should the Bill do?"),
        ("Mia Tan", "It should open the networks."),
        ("Leo Karr", "Do you agree?"),
        ("Tom Reed", "I do not."),
        ("Chair", "Thank you."),
    ]


def test_delegates_who_speak_once_each():
    assert [(t.speaker, t.capacity) for t in read(ASSEMBLY).turns] == [
        ("The President", ""),
        ("Mr. Le Minh", "Viet Nam"),
        ("Ms. Roy", "Canada"),
        ("Mrs. Núñez", "Cuba"),
    ]


def test_captions_all_on_one_line():
    assert said(FLAT) == [
        ("CHAIR OBI", "Good morning. The floor is open."),
        ("LEO KARR", "We support the forum."),
        ("CHAIR OBI", "Thank you."),
    ]


def test_captions_that_name_hardly_anybody():
    assert said(UNNAMED) == [
        ("", "Good morning, everybody."),
        ("", "Hello. I am new here."),
        ("ADA OBI", "Thank you. Someone else?"),
        ("", "Me too."),
    ]


def test_voices_without_names_are_no_evidence_and_names_inside_a_paragraph_are_seen():
    turns = read(ICANN).turns
    assert [(t.speaker, t.doubtful) for t in turns] == [
        ("Ada Obi", False),
        ("Leo Karr", False),
        ("Man", True),
        ("Leo Karr", False),
        ("REMOTE INTERVENTION", True),
        ("Interpreter", True),
        ("Ada Obi", False),
        ("Leo Karr", False),
    ]
    assert turns[0].text == "Welcome. Let me begin the call."
    assert turns[-1].text == "Fine."
    assert [item.title for item in read(ICANN).items] == ["1.2 Approval of the minutes"]


def test_escaped_times_and_notes_leave_the_words():
    assert read(PODCAST, markdown=True).turns[0].text == "Well yes.\nWell yes."


def test_double_spaced_lines_are_no_paragraphs():
    text = ">>ADA OBI: We hold that the\n\nforum should stay.\n\nIt works.\n\n>>LEO KARR: Yes.\n"
    assert said(text)[0] == ("ADA OBI", "We hold that the forum should stay.\nIt works.")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("DEPUTY SECRETARY-GENERAL OBI", SpeakerKind.PERSON),
        ("SECRETARY OF STATE OBI", SpeakerKind.PERSON),
        ("CHAIR OBI", SpeakerKind.CHAIR),
        ("SECRETARY OBI", SpeakerKind.CHAIR),
    ],
)
def test_not_every_secretary_is_the_secretariat(label, kind):
    text = f">>{label}: Good morning.\n>>LEO KARR: Yes.\n"
    assert read(text).turns[0].kind is kind


def test_who_gives_the_floor_presides_though_no_label_says_so():
    text = """\
>>ADA OBI: Welcome. I give the floor to Leo.
>>LEO KARR: The forum should stay. I invite governments to help.
>>ADA OBI: Thank you. The next speaker is Mia.
>>MIA TAN: I would like the forum to move.
>>ADA OBI: Thank you.
"""
    assert [turn.kind for turn in read(text).turns] == [
        SpeakerKind.CHAIR,
        SpeakerKind.PERSON,
        SpeakerKind.CHAIR,
        SpeakerKind.PERSON,
        SpeakerKind.CHAIR,
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A contribution's own labels, a programme, and a mail that quotes another.
        "Privacy: must stay.\n\nAccess: must grow.\n\nDiversity: matters.\n\nOpenness: too.\n",
        "Welcome 09:00\n\nCoffee 10:30\n\nLunch 12:30\n\nCoffee 15:00\n\nClosing 17:00\n",
        "目标:开放网络。\n\n任务:降低价格。\n\n背景:价格高。\n\n方法:合作。\n",
        "> I agree.\n>> I do not.\n>> Nor do I.\n>>> Who does?\n>> Nobody.\n\nFine then.\n",
        "Mr. Obi wrote to us. He asked for more.\n\nMs. Tan did too. We answered.\n",
    ],
)
def test_other_texts_are_no_transcripts(text):
    assert read_transcript_text(text) is None


def test_what_a_clerk_saw_is_a_note_and_a_gap_stays():
    text = ">>ADA OBI: Good.\n\n(The members rise.)\n\n(inaudible)\n\n>>LEO KARR: Yes.\n"
    transcript = read(text)
    assert said(text)[0] == ("ADA OBI", "Good.\n(inaudible)")
    assert Why.STAGE in {removal.why for removal in transcript.removed}


def test_matters_with_colons_are_nobody_though_a_heading_speaks_of_a_record():
    matters = ("Rights", "Openness", "Access")
    said = "stands for rights, openness and access online."
    turns = [f"{name}: the word {turn} {said}" for turn in range(4) for name in matters]
    lines = ["Transcript of principles", *turns]
    assert read_transcript_text("\n".join(lines)) is None
    people = "\n".join(lines).replace("Rights:", "Ana:").replace("Openness:", "Ben:")
    assert read_transcript_text(people) is not None
