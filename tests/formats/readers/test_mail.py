from __future__ import annotations

from conspectus.formats.readers import read
from tests.formats.readers.blocks import seen

BODY = """\
Dear secretariat,

we support open standards in every procurement.

On Mon, 3 March 2014 at 10:11, Secretariat <s@example.org> wrote:
> Please send your views.

A second point: access must be affordable.

--
Renée Dupont
Tel. 123

-----Original Message-----
We invite you to submit.
"""
HEAD = (
    "From: =?utf-8?q?Ren=C3=A9e_Dupont?= <r@example.org>\nTo: s@example.org\nSubject: Our views\n"
)


def message(body: str = BODY, kind: str = "text/plain") -> bytes:
    return f"{HEAD}Content-Type: {kind}; charset=utf-8\n\n{body}".encode()


def test_quoted_text_and_signature_stand_apart():
    document = read(message(), "x.eml")
    assert seen(document) == [
        ("paragraph", "Dear secretariat,"),
        ("paragraph", "we support open standards in every procurement."),
        ("quote", "On Mon, 3 March 2014 at 10:11, Secretariat <s@example.org> wrote:"),
        ("quote", "Please send your views."),
        ("paragraph", "A second point: access must be affordable."),
        ("quote", "We invite you to submit."),
    ]
    assert "Renée Dupont Tel. 123" in document.text
    assert document.title == "Our views"


def test_html_message_is_read_as_a_page():
    document = read(message("<p>We agree.</p><script>x()</script>", "text/html"), "x.eml")
    assert seen(document) == [("paragraph", "We agree.")]


def test_attachments_are_named_in_a_warning():
    parts = (
        "--b\nContent-Type: text/plain\n\nSee the annex, please.\n"
        '--b\nContent-Type: application/pdf; name="annex.pdf"\n'
        'Content-Disposition: attachment; filename="annex.pdf"\n\nx\n--b--\n'
    )
    data = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n{parts}'.encode()
    assert read(data, "x.eml").warnings == (
        "“x.eml” carries 1 attachment that was not read (“annex.pdf”): save it beside the message.",
    )


def test_mailbox_gives_one_turn_a_message_and_its_quotations_behind_it():
    post = b"From a@b Mon Jun 01 10:00:00 2009\n" + message()
    document = read(post + b"\n" + post, "x.mbox")
    assert [(b.kind.value, b.speaker) for b in document.blocks] == [
        ("turn", "Renée Dupont"),
        ("quote", None),
        ("quote", None),
        ("quote", None),
    ] * 2
    turn = document.blocks[0]
    assert document.text[turn.start : turn.end].split("\n\n")[2] == (
        "A second point: access must be affordable."
    )


def test_what_is_known_of_incoming_mails_is_known_of_imported_ones():
    body = (
        "Nous soutenons cette proposition.\n\nCordialement,\nZoé Exemple\nTél. 01 23 45 67 89\n\n"
        "Envoyé depuis mon téléphone\n\n"
        "Le 2 mars 2026 à 10:15, Secrétariat <s@e.example> a écrit :\n"
        "> Répondez avant la fin du mois.\n"
    )
    assert seen(read(message(body), "x.eml")) == [
        ("paragraph", "Nous soutenons cette proposition."),
        ("paragraph", "Cordialement,"),
        ("paragraph", "Zoé Exemple"),
        ("quote", "Le 2 mars 2026 à 10:15, Secrétariat <s@e.example> a écrit :"),
        ("quote", "Répondez avant la fin du mois."),
    ]


def test_flowed_lines_are_one_paragraph():
    body = "Access should \nbe affordable.\n> Please send \n> your views.\n>\n> Now.\n"
    document = read(message(body, "text/plain; format=flowed"), "x.eml")
    assert seen(document) == [
        ("paragraph", "Access should be affordable."),
        ("quote", "Please send your views."),
        ("quote", "Now."),
    ]
