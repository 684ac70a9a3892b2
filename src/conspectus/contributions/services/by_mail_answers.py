"""The answer to a mail: what was understood of it, and the link with which it goes on.

It goes to an address that anybody can have written. So it repeats little, and nothing that a mail
program makes a link of: nobody can have us send a stranger an advertisement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.contributions.models import Version
from conspectus.contributions.services.by_mail_rules import kind_of
from conspectus.contributions.services.files import KeptFile
from conspectus.contributions.services.links import address_code, mailed_link
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.secret_links import without_marks
from conspectus.core.text import in_language
from conspectus.formats.letters import LeftOut, Letter, Reason

LONGEST_REPEATED: Final = 120
"""Code points of a title, or of the first words, that an answer repeats."""

_LINKS = re.compile(r"\S*(?:://|www\.|@|\w\.\w{2,})\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was kept of the attachments, and of each other one the sentence why not."""

    kept: tuple[KeptFile, ...]
    left_out: tuple[str, ...]


def answer_letter(version: Version, letter: Letter, found: Understood, *, language: str) -> Mail:
    """Puts the answer into the outbox, in the caller's transaction."""
    contribution = version.contribution
    cycle = contribution.cycle
    call = without_marks(in_language(contribution.call.titles, language)[0])
    step = f"verify/{address_code(contribution.key, contribution.email)}/"
    link = mailed_link(contribution, scope=cycle.scope.path, language=language, step=step)
    with translation.override(language):
        lines = [
            _("Your mail for “%(call)s” has come. It is a draft, and not received yet.")
            % {"call": call},
            _("Say who signs, look at the text and send it here, from any device:"),
            link,
            "",
            _("What we have understood:"),
            *_understood(letter, found),
            "",
            _("If you have written no such mail, do nothing: the draft will be deleted."),
        ]
        return queue_mail(
            cycle.scope,
            to=letter.sender,
            subject=_("Your contribution by e-mail: please go on"),
            text="\n".join(lines) + "\n",
            kind=kind_of(letter),
            language=language,
            answers=letter.message_id or f"{contribution.key[:32]}@unnamed.invalid",
        )


def _understood(letter: Letter, found: Understood) -> list[str]:
    lines = [_("Title: %(title)s") % {"title": repeated(letter.title) or "–"}]
    words = letter.body.text
    if letter.body.blocks:
        lines.append(_("Text: “%(words)s”") % {"words": repeated(words)})
    else:
        lines.append(_("No text of your own."))
    lines += [
        _("File: %(name)s (%(size)s kB)")
        % {"name": repeated(one.name, is_file=True), "size": -(-one.size // 1024)}
        for one in found.kept
    ]
    if letter.quoted:
        lines.append(_("Text that you quoted is kept apart and is not published by itself."))
    if letter.signature:
        lines.append(_("Your signature is kept apart and is not published by itself."))
    left = [*map(without_marks, found.left_out), *map(_left_out, letter.left_out)]
    if left:
        lines += ["", _("Left out:"), *(f"- {one}" for one in dict.fromkeys(left) if one)]
    return lines


def repeated(words: str, *, is_file: bool = False) -> str:
    """The beginning of a stranger's words on one line, without anything that looks like a link."""
    plain = without_marks(" ".join(words.split()))
    plain = plain if is_file else _LINKS.sub("[…]", plain)
    if len(plain) <= LONGEST_REPEATED:
        return plain
    return f"{plain[: LONGEST_REPEATED - 1].rstrip()}…"


def _left_out(part: LeftOut) -> str:
    """The sentence for a part of a mail that is no document."""
    named = {"name": repeated(part.name, is_file=True) or "–"}
    sentences = {
        Reason.PICTURE: _("A picture in the text: %(name)s"),
        Reason.SIGNATURE: "",
        Reason.CARD: _("A card or date: %(name)s"),
        Reason.ENCRYPTED: _("What is encrypted cannot be read; send it without encryption."),
        Reason.RICH_TEXT: _(
            "“%(name)s” holds files that only Outlook opens; send them again as HTML or plain text."
        ),
        Reason.ELSEWHERE: _("A part that is not in the mail itself: %(name)s"),
        Reason.EMPTY: _("“%(name)s” is empty."),
    }
    return sentences[part.reason] % named
