"""What is read of one mail: whose words, which files, and what is neither."""

from __future__ import annotations

import base64
import contextlib
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.formats.letters import LetterError, Reason, Robot, Vouched, read_letter

HEAD = "From: Ana <ana@example.org>\r\nSubject: Re: Fwd: Access\r\nMessage-ID: <1@example.org>\r\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\n"


def letter(text, *, head=HEAD, kind=PLAIN):
    data = text if isinstance(text, bytes) else text.encode()
    return read_letter(head.encode() + kind.encode() + data)


def a_page(html):
    return letter(html, kind="Content-Type: text/html; charset=utf-8\r\n\r\n")


def own(read):
    return [read.body.text[one.start : one.end] for one in read.body.blocks]


def test_the_head_says_who_and_about_what():
    read = letter("Access should be affordable.")
    assert (read.sender, read.sender_name, read.title) == ("ana@example.org", "Ana", "Access")
    assert (read.message_id, read.robot) == ("1@example.org", None)
    assert own(read) == ["Access should be affordable."]


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("koi8-r", "Доступ должен быть по средствам каждому."),
        ("windows-1256", "ينبغي أن يكون النفاذ ميسور التكلفة للجميع."),
        ("gb18030", "每个人都应当负担得起接入费用。"),
        ("iso-2022-jp", "アクセスは手頃な価格であるべきです。"),
        ("euc-kr", "접근은 저렴해야 합니다."),
        ("utf-7", "Access costs 5 € everywhere."),
    ],
)
def test_the_charset_that_is_named_is_read(charset, words):
    kind = (
        f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    assert own(letter(base64.encodebytes(words.encode(charset)), kind=kind)) == [words]


@pytest.mark.parametrize("said", ["us-ascii", "iso-8859-1", "x-unknown", "zip"])
def test_utf8_under_another_name_is_utf8(said):
    words = "L’accès doit être abordable pour tous."
    kind = f"Content-Type: text/plain; charset={said}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert own(letter(words, kind=kind)) == [words]


def test_flowed_lines_are_joined_and_quoted_ones_apart():
    text = "Access should \r\nbe affordable.\r\n\r\n> What should \r\n> be done?\r\n-- \r\nAna\r\n"
    read = letter(text, kind="Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n")
    assert own(read) == ["Access should be affordable."]
    assert read.quoted == "What should be done?"
    assert read.signature == "-- \nAna"


def test_what_a_sentence_says_of_writing_is_no_attribution():
    words = "On 2 March 2026 at 10:15 the government wrote:\r\n\r\nAccess is a right."
    assert own(letter(words)) == [
        "On 2 March 2026 at 10:15 the government wrote:",
        "Access is a right.",
    ]


def test_answers_between_the_lines_are_all_there():
    text = "On 2 Mar 2026, IGF wrote:\n> What was done?\n\nCables.\n\n> And next?\n\nSchools.\n"
    read = letter(text)
    assert own(read) == ["Cables.", "Schools."]
    assert read.quoted.splitlines()[-1] == "And next?"


@pytest.mark.parametrize(
    "words",
    [
        "Of all schools\n> 40 % have no line.",
        "We are heard\n>From the first day on.",
        "Cables come first -- always.",
    ],
)
def test_signs_that_mark_quotations_elsewhere_stay_words(words):
    plain = words.replace(">", "").split()
    assert " ".join(own(letter(words))).replace(">", "").split() == plain


def test_what_a_server_or_program_adds_is_no_word_of_the_sender():
    read = letter(
        "Cables first.\n\n[cid:image001.png@01D]\n\nThis message is confidential and privileged.\n"
    )
    assert own(read) == ["Cables first."]


def test_structure_of_a_page_stays_and_what_its_client_quotes_goes():
    read = a_page(
        "<h2>Access</h2><p>Cables first.</p><ul><li>open ducts</li></ul>"
        '<div class="gmail_signature">Ana<br>Tel. 1</div>'
        '<div class="gmail_quote"><div class="gmail_attr">On 2 Mar Secretariat wrote:</div>'
        '<blockquote class="gmail_quote">Please contribute.</blockquote></div>'
    )
    kinds = [one.kind.value for one in read.body.blocks]
    assert own(read) == ["Access", "Cables first.", "open ducts"]
    assert kinds == ["heading", "paragraph", "list_item"]
    assert read.signature == "Ana\nTel. 1"
    assert read.quoted == "On 2 Mar Secretariat wrote:\nPlease contribute."


def test_an_indented_paragraph_of_ones_own_is_no_quotation():
    read = a_page('<blockquote style="margin:0 0 0 40px;border:none">Cables first.</blockquote>')
    assert own(read) == ["Cables first."]


def test_a_reply_of_a_signature_alone_says_nothing():
    read = letter("-- \nAna\nTel. 1\n", head="In-Reply-To: <first@example.org>\n" + HEAD)
    assert own(read) == []
    assert read.signature == "-- \nAna\nTel. 1"


def test_who_writes_into_the_signature_has_written():
    assert own(a_page('<div class="gmail_signature">Cables should come first.</div>')) == [
        "Cables should come first."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "filename*=utf-8''%C3%A9t%C3%A9%20%28final%29.pdf",
        "filename*0*=utf-8''%C3%A9t%C3%A9; filename*1*=%20%28final%29.pdf",
        'filename="=?utf-8?B?w6l0w6kgKGZpbmFsKS5wZGY=?="',
        'filename="=?utf-8?Q?=C3=A9t=C3=A9_?= =?utf-8?Q?=28final=29=2Epdf?="',
        'filename="été (final).pdf"',
        'filename="C:\\\\Users\\\\Ana\\\\été (final).pdf"',
        'filename="../../etc/été (final).pdf"',
    ],
)
def test_names_of_files_in_any_spelling_and_without_paths(line):
    kind = f"Content-Type: application/pdf\r\nContent-Disposition: attachment; {line}\r\n\r\n"
    (one,) = letter("%PDF", kind=kind).attachments
    assert one.name == "été (final).pdf"


def test_a_mail_in_the_mail_is_a_file_and_so_are_its_files():
    inner = EmailMessage()
    inner["Subject"] = "Our position"
    inner.set_content("See the file.")
    inner.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    outer = EmailMessage()
    outer["From"] = "ana@example.org"
    outer.set_content("As sent in May.")
    outer.add_attachment(inner)
    read = read_letter(outer.as_bytes())
    assert [one.name for one in read.attachments] == ["Our position.eml", "a.pdf"]
    assert own(read) == ["As sent in May."]


def test_what_is_no_document_is_named_with_its_reason():
    outer = EmailMessage()
    outer["From"] = "ana@example.org"
    outer.set_content("<p>Cables <img src='cid:logo'></p>", subtype="html")
    outer.add_related(
        b"\x89PNG", maintype="image", subtype="png", cid="<logo>", filename="logo.png"
    )
    outer.make_mixed()
    outer.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="s.p7s")
    outer.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    read = read_letter(outer.as_bytes())
    assert read.attachments == ()
    assert [(one.reason, one.name) for one in read.left_out] == [
        (Reason.PICTURE, "logo.png"),
        (Reason.SIGNATURE, "s.p7s"),
        (Reason.EMPTY, "empty.pdf"),
    ]


def test_winmail_that_cannot_be_opened_is_named():
    kind = 'Content-Type: application/ms-tnef; name="winmail.dat"\r\n\r\n'
    (left,) = letter("no TNEF", kind=kind).left_out
    assert (left.reason, left.name) == (Reason.RICH_TEXT, "winmail.dat")


@pytest.mark.parametrize(
    ("line", "robot"),
    [
        ("Auto-Submitted: auto-replied", Robot.ANSWER),
        ("Auto-Submitted: no", None),
        ("Precedence: auto_reply", Robot.ANSWER),
        ("X-Autoreply: yes", Robot.ANSWER),
        ("Precedence: bulk", Robot.LIST),
        ("List-Id: <all.example.org>", Robot.LIST),
        ("Return-Path: <>", Robot.BOUNCE),
        ("X-Failed-Recipients: a@b.example", Robot.ANSWER),
        ("From: MAILER-DAEMON@example.org", Robot.BOUNCE),
        ("Subject: Réponse automatique : Accès", Robot.ANSWER),
        ("Subject: =?utf-8?B?6Ieq5Yqo5Zue5aSNOiDmjqXlhaU=?=", Robot.ANSWER),
    ],
)
def test_robots_are_known_by_their_heads(line, robot):
    assert letter("Away until Monday.", head=f"{line}\r\n{HEAD}").robot is robot


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        ("mx.example; dmarc=pass (p=none)", Vouched.RIGHT),
        ("mx.example; dkim=pass header.d=example.org; dmarc=fail", Vouched.FORGED),
        ("mx.example 1; spf=fail", Vouched.FORGED),
        ("mx.example; spf=softfail", Vouched.UNKNOWN),
        ("other.example; dmarc=pass", Vouched.UNKNOWN),
        ("mx.example; dkim=pass header.d=mail.example.org", Vouched.RIGHT),
        ("mx.example; spf=pass smtp.mailfrom=bounce@example.org", Vouched.RIGHT),
        # A stranger's own domain, its address, a comment and a quoted string vouch for nobody.
        ("mx.example; dkim=pass header.d=evil.example", Vouched.UNKNOWN),
        ("mx.example; spf=pass smtp.mailfrom=a@evil.example", Vouched.UNKNOWN),
        ("mx.example; spf=none smtp.mailfrom=dmarc=pass@evil.example", Vouched.UNKNOWN),
        ("mx.example; dmarc=fail; spf=pass smtp.mailfrom=dmarc=pass@e.example", Vouched.FORGED),
        ('mx.example; spf=none smtp.mailfrom="; dmarc=pass ;"@e.example', Vouched.UNKNOWN),
        ("mx.example; spf=none (((; dmarc=pass)) smtp.helo=x)", Vouched.UNKNOWN),
        ("mx.example; dkim=fail header.d=example.org", Vouched.UNKNOWN),
    ],
)
def test_only_the_own_servers_word_on_the_sender_is_taken(results, vouched):
    data = f"Authentication-Results: {results}\r\n{HEAD}{PLAIN}Words.".encode()
    assert read_letter(data, trusts="mx.example").vouched is vouched
    assert read_letter(data).vouched is Vouched.UNKNOWN


def test_a_mail_within_mails_is_kept_once_however_often_it_is_wrapped():
    file = b"Content-Type: text/plain; name=a.txt\r\n\r\n" + b"Words. " * 1000
    data = HEAD.encode() + b"".join(
        b"Content-Type: message/rfc822\r\n\r\nSubject: s%d\r\n" % n for n in range(15)
    )
    found = read_letter(data + file)
    assert [one.name for one in found.attachments] == ["s0.eml", "a.txt"]
    assert sum(len(one.data) for one in found.attachments) < 3 * len(data + file)


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\r\n\r\nWords.",
        b"Content-Type: text/plain" + b";a=b" * 250_000 + b"\r\n\r\nWords.",
        b"From: " + b"(a) " * 250_000 + b"\r\n\r\nWords.",
        b"\r\n" + b"From: a\r\n" * 6_000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\na\r\n" * 100_000,
    ],
    ids=["words", "parameters", "comments", "heads", "parts"],
)
def test_what_no_program_writes_is_read_or_refused_at_once(data):
    began = time.process_time()
    with contextlib.suppress(LetterError):
        read_letter(b"From: ana@example.org\r\n" + data)
    assert time.process_time() - began < 3  # took minutes; slow machines have their time


@pytest.mark.parametrize(
    "authors",
    [
        "From: Ana <ana@example.org>, Eve <eve@evil.example>\r\n",
        "From: Ana <ana@example.org>\r\nFrom: Eve <eve@evil.example>\r\n",
    ],
)
def test_of_several_authors_nobody_is_vouched_for(authors):
    data = f"Authentication-Results: mx.example; dmarc=pass\r\n{authors}{PLAIN}Words.".encode()
    found = read_letter(data, trusts="mx.example")
    assert (found.sender, found.vouched) == ("ana@example.org", Vouched.UNKNOWN)


def test_a_tower_of_parts_is_refused_in_a_sentence():
    tower = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(300)
    )
    with pytest.raises(LetterError, match="send the text alone"):
        letter("x", kind=tower)


@settings(max_examples=25)
@given(st.binary(max_size=400), st.sampled_from(["", HEAD, HEAD + PLAIN]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data, before):
    try:
        read = read_letter(before.encode() + data)
    except LetterError:
        return
    read.body.text.encode()
    assert all(one.name and "/" not in one.name for one in read.attachments)
