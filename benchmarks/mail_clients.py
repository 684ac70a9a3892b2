"""Mails as twelve kinds of client write them: their structure, quoting, attribution, signature.

Written from what is known of these clients, before the reader was tuned. A case says what the
sender did; the client says how it looks on the wire.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import mail_texts as texts
from mail_mime import File, file_part, multipart, text_part, tnef, word

Block = tuple[str, str]
"""Kind and words: "p" a paragraph, "l" an item of a list, "q" a question quoted to be answered."""


@dataclass(frozen=True)
class Case:
    """What somebody sent. ``reply``: "none", "top", "bottom" or "between" (answers in place)."""

    number: int
    language: str
    blocks: tuple[Block, ...]
    reply: str
    signed: bool
    files: tuple[File, ...]
    picture: bool
    variant: int
    asker: str

    @property
    def words(self) -> texts.Words:
        """Those of its language."""
        return texts.WORDS[self.language]

    def attribution(self, table: dict[str, str]) -> str:
        """Who is quoted, as the client says it."""
        return table[self.language].format(name=self.asker, address=texts.ADDRESS)


def wrapped(text: str, width: int, *, flowed: bool = False) -> list[str]:
    """Lines of a paragraph; flowed ones end with a space where they go on (RFC 3676)."""
    if not width:
        return [text]
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{line} " for line in lines[:-1]] + lines[-1:] if flowed else lines


def plain(
    case: Case,
    *,
    width: int = 0,
    flowed: bool = False,
    bullet: str = "- ",
    head: Sequence[str] = (),
    mark: str = "> ",
    tail: Sequence[str] = (),
) -> str:
    """The plain text. ``head``: what stands before a quotation; ``tail``: the signature's lines."""
    own = _own_lines(case, width, bullet, mark, flowed=flowed)
    if flowed:
        own = [f" {line}" if line.startswith((" ", "From ")) else line for line in own]
    quoted: list[str] = list(head)
    for text in case.words.call:
        quoted += [f"{mark}{line}" for line in wrapped(text, width, flowed=flowed)]
        quoted.append(mark.rstrip())
    if case.reply == "none":
        lines = [*own, *tail]
    elif case.reply == "top":
        lines = [*own, *tail, "", *quoted]
    elif case.reply == "bottom":
        lines = [*quoted, "", *own, *tail]
    else:
        lines = [*head, *own, *tail]
    return "\n".join(lines) + "\n"


def _own_lines(case: Case, width: int, bullet: str, mark: str, *, flowed: bool) -> list[str]:
    lines: list[str] = []
    before = ""
    for kind, text in case.blocks:
        if lines and not (kind == before == "l"):
            lines.append("")
        if kind == "l":
            lines.append(f"{bullet}{text}")
        elif kind == "q":
            lines += [f"{mark}{line}" for line in wrapped(text, width, flowed=flowed)]
        else:
            lines += wrapped(text, width, flowed=flowed)
        before = kind
    return [*lines, ""]


def marked_up(
    case: Case,
    paragraph: str,
    *,
    gap: str = "",
    quote: str = '<blockquote type="cite">{}</blockquote>',
    item: str = "<li>{}</li>",
    around: str = "<ul>{}</ul>",
) -> str:
    """The own words as HTML; "{}" in the patterns is the text."""
    made: list[str] = []
    items: list[str] = []
    for kind, text in (*case.blocks, ("", "")):
        if kind != "l" and items:
            made.append(around.format("".join(items)))
            items = []
        safe = html.escape(text, quote=False)
        if kind == "l":
            items.append(item.format(safe))
        elif kind == "q":
            made.append(quote.format(safe))
        elif kind == "p":
            made.append(paragraph.format(safe))
    return gap.join(made)


def placed(case: Case, own: str, quoted: str, head: str = "") -> str:
    """Own words and quotation in their order; ``head`` opens answers that stand in place."""
    return {
        "none": own,
        "top": own + quoted,
        "bottom": quoted + own,
        "between": head + own,
    }[case.reply]


def quoted_html(case: Case, paragraph: str = "<div>{}</div>", gap: str = "<div><br></div>") -> str:
    """The call as it is quoted."""
    return gap.join(paragraph.format(html.escape(text, quote=False)) for text in case.words.call)


def lines_html(lines: Sequence[str]) -> str:
    """Lines with breaks."""
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def mail(case: Case, body: bytes, client: str, *, charset: str = "utf-8", way: str = "B") -> bytes:
    """The whole message."""
    words = case.words
    subject = words.subject if case.reply == "none" else f"Re: {words.subject}"
    head = [
        f"Message-ID: <{client}.{case.number}@mail.example>",
        "Date: Tue, 3 Mar 2026 09:30:00 +0000",
        f"From: {word(words.sender, charset, way)} <contributor{case.number}@mail.example>",
        "To: igf.2026.first@igf.example",
        f"Subject: {word(subject, charset, way)}",
        "MIME-Version: 1.0",
    ]
    if case.reply != "none":
        head.append("In-Reply-To: <call@igf.example>")
    return "\r\n".join(head).encode() + b"\r\n" + body


def with_files(case: Case, body: bytes, naming: str, *, disposition: str = "attachment") -> bytes:
    """Body and attachments in a multipart/mixed, where there are any."""
    if not case.files:
        return body
    parts = [file_part(one, naming, disposition=disposition) for one in case.files]
    return multipart("mixed", [body, *parts])


def alternative(case: Case, text: bytes, page: bytes) -> bytes:
    """Both forms; with a picture that the page shows, in a multipart/related."""
    if not case.picture:
        return multipart("alternative", [text, page])
    picture = File("image001.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, inline=True)
    return multipart(
        "related", [multipart("alternative", [text, page]), file_part(picture, "words")]
    )


def picture_of(case: Case) -> str:
    """The element that shows it."""
    return '<img src="cid:picture1@client" width="80">' if case.picture else ""


def gmail(case: Case) -> bytes:
    """Gmail in a browser: wrapped plain text, a div a line, its classes for quotation and name."""
    said = case.attribution(texts.GMAIL)
    sign = list(case.words.signature)
    tail = ["-- ", *sign] if case.signed else []
    text = plain(
        case,
        width=72,
        bullet="   - ",
        head=[*wrapped(said, 76), ""] if case.reply != "none" else [],
        tail=tail,
    )
    attr = f'<div dir="ltr" class="gmail_attr">{html.escape(said)}<br></div>'
    quote = '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{}</blockquote>'
    own = marked_up(case, "<div>{}</div>", gap="<div><br></div>", quote=quote)
    own = f'<div dir="ltr">{own}</div>'
    sig = ""
    if case.signed:
        sig = (
            '<div><br clear="all"></div><span class="gmail_signature_prefix">-- </span><br>'
            '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">'
            f'<div dir="ltr">{lines_html(sign)}{picture_of(case)}</div></div>'
        )
    cited = quote.format(f'<div dir="ltr">{quoted_html(case)}</div>')
    wrapped_quote = f'<br><div class="gmail_quote gmail_quote_container">{attr}{cited}</div>\r\n'
    if case.reply == "between":
        page = f'<div dir="ltr"><div class="gmail_quote">{attr}{own}</div>{sig}</div>'
    else:
        page = placed(case, own + sig, wrapped_quote)
    body = alternative(
        case, text_part(text, way="quoted-printable"), text_part(page, "html", way="base64")
    )
    return mail(case, with_files(case, body, "words"), "gmail")


def outlook_head(case: Case) -> list[tuple[str, str]]:
    """The lines over what Outlook quotes."""
    sender, sent, to, subject, date = texts.HEADS[case.language]
    who = f"{case.asker} <{texts.ADDRESS}>"
    return [(sender, who), (sent, date), (to, case.words.sender), (subject, case.words.subject)]


def word_page(case: Case) -> str:
    """HTML as Word writes it, with signature in its bookmark."""
    own = marked_up(
        case,
        "<p class=MsoNormal>{}<o:p></o:p></p>",
        gap="<p class=MsoNormal><o:p>&nbsp;</o:p></p>\r\n",
        quote="<p class=MsoNormal style='margin-left:36.0pt'><blockquote>{}</blockquote></p>",
        around="{}",
        item=(
            "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
            "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
            "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
            "<![endif]>{}<o:p></o:p></p>"
        ),
    )
    sig = ""
    if case.signed:
        first, *others = (html.escape(line, quote=False) for line in case.words.signature)
        sig = f'<p class=MsoNormal><a name="_MailAutoSig"><span>{first}</span></a></p>'
        sig += "".join(
            f"<p class=MsoNormal><span style='mso-bookmark:_MailAutoSig'>{line}</span></p>"
            for line in others
        )
    rows = "<br>".join(f"<b>{name}</b> {html.escape(said)}" for name, said in outlook_head(case))
    head = (
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{rows}<o:p></o:p></p></div></div>"
    )
    cited = head + quoted_html(case, "<p class=MsoNormal>{}<o:p></o:p></p>", "")
    inner = placed(case, own + sig, cited)
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
        "<meta name=Generator content='Microsoft Word 15 (filtered medium)'><style><!--\r\n"
        "p.MsoNormal {margin:0cm; font-size:11.0pt;}\r\n--></style><!--[if gte mso 9]><xml>"
        "<o:shapedefaults v:ext='edit' spidmax='1026' /></xml><![endif]--></head>"
        f"<body lang=EN-GB><div class=WordSection1>{inner}</div></body></html>"
    )


def outlook_desktop(case: Case) -> bytes:
    """Outlook with Word, in an old charset; a third of it in Rich Text, as winmail.dat."""
    charset = texts.LEGACY[case.language]
    rows = [f"{name} {said}" for name, said in outlook_head(case)]
    head = ["-----Original Message-----", *rows, ""] if case.variant == 0 else [*rows, ""]
    if case.reply in ("none", "between"):
        head = []
    sign = list(case.words.signature) if case.signed else []
    text = plain(
        case, bullet="*\t", head=head, mark="" if case.reply != "between" else "> ", tail=sign
    )
    said = text_part(text, charset=charset, way="quoted-printable")
    if case.variant == 2 and case.files:
        files = [one for one in case.files if not one.inline]
        packed = File("winmail.dat", "application/ms-tnef", tnef(files))
        body = multipart("mixed", [said, file_part(packed, "words")])
        return mail(case, body, "outlook", charset=charset, way="Q")
    page = text_part(word_page(case), "html", charset=charset, way="quoted-printable")
    body = with_files(
        case, alternative(case, said, page), "legacy" if case.language == "zh" else "words"
    )
    return mail(case, body, "outlook", charset=charset, way="Q")


def outlook_365(case: Case) -> bytes:
    """Outlook in a browser: a rule and a head before what is quoted, its ids."""
    rows = outlook_head(case)
    head = ["_" * 32, *(f"{name} {said}" for name, said in rows), ""]
    tail = ["", *case.words.signature] if case.signed else []
    text = plain(
        case,
        bullet="  *   ",
        head=head if case.reply in ("top", "bottom") else [],
        mark="" if case.reply != "between" else "> ",
        tail=tail,
    )
    own = marked_up(
        case,
        '<div class="elementToProof" style="font-family: Aptos">{}</div>',
        gap='<div class="elementToProof"><br></div>',
        quote='<blockquote style="margin-left:40px">{}</blockquote>',
        item='<li><div class="elementToProof">{}</div></li>',
    )
    sig = ""
    if case.signed:
        sig = (
            f'<div id="Signature"><p>{lines_html(case.words.signature)}</p>{picture_of(case)}</div>'
        )
    fields = "<br>\r\n".join(f"<b>{name}</b> {html.escape(said)}" for name, said in rows)
    cited = (
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{fields}</font>'
        f"<div>&nbsp;</div></div><div dir='ltr'>{quoted_html(case)}</div>"
    )
    page = f'<html><head></head><body dir="ltr">{placed(case, own + sig, cited)}</body></html>'
    body = alternative(case, text_part(text, way="base64"), text_part(page, "html", way="base64"))
    return mail(case, with_files(case, body, "words"), "outlook365", way="Q")


def apple_mail(case: Case) -> bytes:
    """Apple Mail: the attribution stands inside the quotation; files between the words."""
    said = case.attribution(texts.APPLE)
    sign = list(case.words.signature) if case.signed else []
    text = plain(
        case, bullet="• ", head=[f"> {said}", "> "] if case.reply != "none" else [], tail=sign
    )
    own = marked_up(
        case, "<div>{}</div>", gap="<div><br></div>", around='<ul class="MailOutline">{}</ul>'
    )
    sig = f"<div><br></div><div>{'</div><div>'.join(map(html.escape, sign))}</div>" if sign else ""
    cited = (
        f'<div><br><blockquote type="cite"><div>{html.escape(said)}</div>'
        f'<br class="Apple-interchange-newline"><div>{quoted_html(case)}</div></blockquote></div>'
    )
    lead = f'<blockquote type="cite"><div>{html.escape(said)}</div></blockquote>'
    page = placed(case, own + sig, cited, lead)
    page = f'<html><body style="overflow-wrap: break-word;">{page}<br></body></html>'
    words = text_part(text)
    if case.variant == 0:
        return mail(case, with_files(case, words, "2231"), "apple")
    if case.variant == 1 and case.files:
        after = text_part("<html><body><br></body></html>", "html", way="7bit")
        parts = [file_part(one, "2231", disposition="inline") for one in case.files]
        page_part = text_part(page, "html", way="quoted-printable")
        mixed = multipart("mixed", [page_part, *parts, after])
        return mail(case, multipart("alternative", [words, mixed]), "apple")
    body = alternative(case, words, text_part(page, "html", way="quoted-printable"))
    return mail(case, with_files(case, body, "2231"), "apple")


def thunderbird(case: Case) -> bytes:
    """Thunderbird: flowed plain text, or HTML with its classes."""
    said = case.attribution(texts.THUNDERBIRD)
    sign = list(case.words.signature) if case.signed else []
    flowed = "; format=flowed"
    text = plain(
        case,
        width=72,
        flowed=True,
        bullet="  * " if case.variant else "- ",
        head=[said] if case.reply != "none" else [],
        tail=["-- ", *sign] if sign else [],
    )
    words = text_part(text, way="8bit", more=flowed)
    if case.variant == 0:
        return mail(case, with_files(case, words, "2231-continued"), "thunderbird")
    own = marked_up(case, "<p>{}</p>\r\n")
    sig = f'<div class="moz-signature">-- <br>{lines_html(sign)}</div>' if sign else ""
    if sign and case.variant == 2:
        lines = "\n".join(map(html.escape, sign))
        sig = f'<pre class="moz-signature" cols="72">-- \n{lines}</pre>'
    lead = f'<div class="moz-cite-prefix">{html.escape(said)}<br></div>'
    call = quoted_html(case, "<p>{}</p>", "")
    cited = f'{lead}<blockquote type="cite" cite="mid:call@igf.example">{call}</blockquote>'
    page = f"<html><head></head><body>{placed(case, own + sig, cited, lead)}</body></html>"
    body = alternative(case, words, text_part(page, "html", way="8bit"))
    return mail(case, with_files(case, body, "2231-continued"), "thunderbird")


def yahoo(case: Case) -> bytes:
    """Yahoo: what it quotes has no marks in the plain text, only its attribution."""
    said = case.attribution(texts.YAHOO)
    sent = [texts.YAHOO_SENT[case.language]] if case.signed else []
    text = plain(
        case,
        bullet="   - ",
        head=[f"    {said}  ", " "] if case.reply != "none" else [],
        mark="" if case.reply != "between" else "> ",
        tail=sent,
    )
    own = marked_up(
        case,
        '<div dir="ltr" data-setdir="false">{}</div>',
        gap='<div dir="ltr"><br></div>',
        quote="<blockquote>{}</blockquote>",
    )
    own = f'<div class="ydp1yahoo-style-wrap" style="font-size:16px;">{own}</div>'
    sig = ""
    if sent:
        sig = (
            '<div id="ymail_android_signature"><a href="https://mail.onelink.example/107872968">'
            f"{sent[0]}</a></div>"
        )
    cited = (
        '<div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted yahoo_quoted"><div>'
        f"<div>{html.escape(said)}</div><div><br></div><div>{quoted_html(case)}</div></div></div>"
    )
    page = placed(case, own + sig, cited, f"<div>{html.escape(said)}</div>")
    page = f"<html><head></head><body>{page}</body></html>"
    body = alternative(case, text_part(text), text_part(page, "html"))
    return mail(case, with_files(case, body, "words"), "yahoo")


def k9(case: Case) -> bytes:
    """K-9 on Android: breaks instead of paragraphs, its own line as signature."""
    said = case.attribution(texts.K9)
    sent = ["-- ", texts.K9_SENT[case.language]] if case.signed else []
    text = plain(case, head=[said] if case.reply != "none" else [], mark=">", tail=sent)
    own = marked_up(
        case,
        "{}",
        gap="<br><br>",
        around="{}",
        item="- {}<br>",
        quote='<blockquote class="gmail_quote">{}</blockquote>',
    )
    sig = f"<div class='k9mail-signature'>{lines_html(sent)}</div>" if sent else ""
    lead = f'<div dir="auto">{html.escape(said)}</div>'
    cited = (
        f'<br><br><div class="gmail_quote">{lead}<blockquote class="gmail_quote" '
        f'style="margin: 0pt 0pt 0pt 0.8ex;">{quoted_html(case)}</blockquote></div>'
    )
    page = placed(case, f'<div dir="auto">{own}<br>{sig}</div>', cited, lead)
    page = f"<!DOCTYPE html><html><body>{page}</body></html>"
    if case.variant == 0:
        return mail(case, with_files(case, text_part(text, way="8bit"), "2231"), "k9")
    body = alternative(case, text_part(text), text_part(page, "html"))
    return mail(case, with_files(case, body, "2231"), "k9")


def ios_mail(case: Case) -> bytes:
    """The iPhone's: one line as signature, files in the middle, a text part after them."""
    said = case.attribution(texts.APPLE)
    sent = [case.words.phone] if case.signed else []
    text = plain(
        case,
        bullet="- ",
        tail=sent,
        head=[f"> {said}", "> ", "> \ufeff"] if case.reply != "none" else [],
    )
    if case.variant == 0:
        first = text_part(text)
        if not case.files:
            return mail(case, first, "ios")
        parts = [file_part(one, "2231", disposition="inline") for one in case.files]
        return mail(case, multipart("mixed", [first, *parts, text_part("\n", way="7bit")]), "ios")
    own = marked_up(
        case, "<div>{}</div>", gap="<div><br></div>", around="{}", item="<div>- {}</div>"
    )
    sig = f'<div><br></div><div dir="ltr">{sent[0]}</div>' if sent else ""
    lead = f'<blockquote type="cite">{html.escape(said)}<br><br></blockquote>'
    cited = (
        f'<div dir="ltr"><br>{lead}</div><blockquote type="cite"><div dir="ltr">\ufeff'
        f"{quoted_html(case)}</div></blockquote>"
    )
    page = f'<html><body dir="auto">{placed(case, own + sig, cited, lead)}</body></html>'
    body = alternative(case, text_part(text), text_part(page, "html", way="base64"))
    return mail(case, with_files(case, body, "2231", disposition="inline"), "ios")


def mutt(case: Case) -> bytes:
    """Mutt: plain text only, wrapped by an editor; some say a charset that it is not."""
    said = case.attribution(texts.MUTT)
    tail = ["-- ", *case.words.signature] if case.signed else []
    width = 72 if case.language != "zh" else 0
    text = plain(
        case, width=width, bullet="* ", tail=tail, head=[said] if case.reply != "none" else []
    )
    if case.variant == 0:
        body = text_part(text, way="8bit", said="us-ascii")
    elif case.variant == 1:
        body = text_part(text, charset=texts.LEGACY[case.language], way="8bit")
    else:
        body = text_part(text, way="8bit")
    return mail(case, with_files(case, body, "2231"), "mutt", way="Q")


def roundcube(case: Case) -> bytes:
    """Roundcube: under the quotation by default, plain or with its ids."""
    said = case.attribution(texts.ROUNDCUBE)
    sign = list(case.words.signature) if case.signed else []
    text = plain(
        case,
        width=72 if case.language != "zh" else 0,
        flowed=True,
        head=[said] if case.reply != "none" else [],
        bullet=" * ",
        tail=["-- ", *sign] if sign else [],
    )
    words = text_part(text, way="8bit", more="; format=flowed")
    if case.variant == 0:
        return mail(case, with_files(case, words, "words"), "roundcube")
    own = marked_up(case, "<p>{}</p>")
    sig = f'<div id="signature" class="pre">-- <br />{lines_html(sign)}</div>' if sign else ""
    lead = f'<p id="reply-intro">{html.escape(said)}</p>'
    cited = (
        f'{lead}<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid">'
        f'<div id="replybody1">{quoted_html(case)}</div></blockquote>'
    )
    page = f"<html><head></head><body>{placed(case, own + sig, cited, lead)}</body></html>"
    body = alternative(case, words, text_part(page, "html"))
    return mail(case, with_files(case, body, "words"), "roundcube")


def notes(case: Case) -> bytes:
    """Lotus Notes: old charsets, breaks, a head without marks over what was answered."""
    charset = texts.LEGACY[case.language]
    who, to, date, subject = texts.NOTES[case.language]
    rows = [
        f"{who}   {case.asker} <{texts.ADDRESS}>",
        f"{to}     {case.words.sender}",
        f"{date}   03/02/2026 10:15 AM",
        f"{subject}        {case.words.subject}",
    ]
    sign = list(case.words.signature) if case.signed else []
    head = ["", "", *rows, "", ""] if case.reply in ("top", "bottom") else []
    text = plain(
        case, bullet="- ", head=head, tail=sign, mark="" if case.reply != "between" else "> "
    )
    font = '<span style=" font-size:10pt;font-family:sans-serif">{}</span>'
    own = marked_up(
        case,
        font,
        gap="<br>\r\n<br>\r\n",
        around="{}",
        item="- {}<br>",
        quote="<blockquote>{}</blockquote>",
    )
    sig = f"<br><br>{font.format(lines_html(sign))}" if sign else ""
    lines = "<br>\r\n".join(
        font.format(html.escape(row).replace("   ", " &nbsp; ")) for row in rows
    )
    cited = f"<br><br><br>{lines}<br><hr noshade><br><br>{quoted_html(case, font, '<br><br>')}"
    words = text_part(text, charset=charset, way="base64" if case.variant else "8bit")
    if case.variant == 0:
        return mail(case, with_files(case, words, "words"), "notes", charset=charset)
    page = placed(case, own + sig, cited)
    body = alternative(case, words, text_part(page, "html", charset=charset, way="base64"))
    return mail(case, with_files(case, body, "raw"), "notes", charset=charset)


def proton(case: Case) -> bytes:
    """Proton Mail: its own line under the signature, its classes."""
    said = case.attribution(texts.PROTON)
    sign = list(case.words.signature) if case.signed else []
    sent = texts.PROTON_SENT[case.language]
    tail = (
        [*sign, "", sent.replace("Proton Mail", "[Proton Mail](https://proton.me/)")]
        if sign
        else []
    )
    text = plain(case, tail=tail, head=[said, ""] if case.reply != "none" else [])
    font = '<div style="font-family: Arial, sans-serif; font-size: 14px;">{}</div>'
    own = marked_up(case, font, gap=font.format("<br>"), quote="<blockquote>{}</blockquote>")
    sig = ""
    if sign:
        link = sent.replace(
            "Proton Mail", '<a target="_blank" href="https://proton.me/">Proton Mail</a>'
        )
        sig = (
            '<div class="protonmail_signature_block" style="font-size: 14px;">'
            f'<div class="protonmail_signature_block-user">{lines_html(sign)}</div>'
            f'<div><br></div><div class="protonmail_signature_block-proton">{link}</div></div>'
        )
    cited = (
        f'<div class="protonmail_quote">{html.escape(said)}<br>'
        f'<blockquote class="protonmail_quote" type="cite">{quoted_html(case)}</blockquote>'
        "<br></div>"
    )
    page = placed(
        case, own + sig, cited, f'<div class="protonmail_quote">{html.escape(said)}<br></div>'
    )
    if case.variant == 0:
        return mail(case, with_files(case, text_part(text, way="base64"), "words"), "proton")
    body = alternative(case, text_part(text), text_part(page, "html"))
    return mail(case, with_files(case, body, "words"), "proton")


CLIENTS: dict[str, Callable[[Case], bytes]] = {
    "Gmail": gmail,
    "Outlook desktop": outlook_desktop,
    "Outlook 365": outlook_365,
    "Apple Mail": apple_mail,
    "Thunderbird": thunderbird,
    "Yahoo": yahoo,
    "K-9": k9,
    "iOS Mail": ios_mail,
    "mutt": mutt,
    "Roundcube": roundcube,
    "Lotus Notes": notes,
    "Proton Mail": proton,
}
