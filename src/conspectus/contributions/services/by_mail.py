"""Contributions by e-mail: a mail to the address of a call becomes a draft, never more.

The link in the answer goes on with it, as with a draft that was begun in a browser; so whoever
writes in another's name makes a draft that its owner is told of, and that expires. What is refused
is refused while the sender's server waits: its sentence is in that server's hands, and nothing is
sent to an address that may be a stranger's. Sentences for servers are plain English (RFC 5321).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.contributions.blocks import pieces_of
from conspectus.contributions.models import Call, Contribution, Document, Version
from conspectus.contributions.queries.windows import window_of
from conspectus.contributions.services.by_mail_answers import Understood, answer_letter
from conspectus.contributions.services.by_mail_apart import keep_apart
from conspectus.contributions.services.by_mail_rules import (
    LetterRefusedError,
    check_author,
    check_few,
    language_of_letter,
    reason_for_silence,
)
from conspectus.contributions.services.documents import add_file
from conspectus.contributions.services.drafting import Who, write_who
from conspectus.contributions.services.files import (
    MOST_FILES,
    KeptFile,
    keep_file,
    refuse_unreadable,
)
from conspectus.contributions.services.links import secret_of, token_of
from conspectus.contributions.services.reading import read_version, write_text
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.formats.letters import Attachment, Letter

MOST_WAITING: Final = 10 * 2**30
"""Bytes of files in drafts that came by mail and were not sent: nobody fills the disk unseen."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mail. ``version``: its draft, ``None`` where a robot wrote it."""

    version: Version | None
    is_new: bool = False
    silent: str = ""


def open_call_at(address: str, *, at: dt.datetime) -> Call:
    """The call behind an address (RFC 5233's "+detail" does not count), if it takes mail then.

    Raises:
        LetterRefusedError: there is none, or it is closed.
    """
    local, _sign, domain = address.rpartition("@")
    words = local.partition("+")[0].split(".")
    known = settings.MAIL_DOMAIN and domain.lower() == settings.MAIL_DOMAIN
    if not known or len(words) != 3:  # forum, cycle, call
        raise LetterRefusedError("550 5.1.1", "There is no call for contributions at this address.")
    forum, cycle, slug = words
    found = Call.objects.filter(
        cycle__scope__path__iexact=f"{forum}/{cycle}", slug__iexact=slug, published__isnull=False
    )
    call = found.select_related("cycle__scope", "cycle__forum").first()
    if call is None:
        raise LetterRefusedError("550 5.1.1", "There is no call for contributions at this address.")
    window = window_of(call, at=at)
    if window.is_to_open:
        raise LetterRefusedError(
            "550 5.7.1", f"This call opens on {window.opens:%Y-%m-%d %H:%M} UTC; write then."
        )
    if not window.takes:
        raise LetterRefusedError("550 5.7.1", "This call is closed and takes no contributions.")
    return call


def take_letter(call: Call, letter: Letter, *, envelope: str) -> Taken:
    """A draft from a mail, on the disk when this returns, and the answer to it in the outbox.

    ``envelope``: the sender in the envelope, "" for none. The same words and files from the same
    author to the same call are the same draft and get no second answer: a server that did not
    hear us sends again, and so does a program that answers to answers.

    Raises:
        LetterRefusedError: it is no contribution, or its author has sent very many.
        SiteError: nothing was kept of it, for the reason of its sentence.
    """
    silent = reason_for_silence(letter, envelope=envelope)
    if silent:
        return Taken(None, silent=silent)
    check_author(letter)
    key = _key(call, letter)
    first = Version.objects.filter(contribution__key=key, k=1).first()
    if first is not None:
        return Taken(first)
    check_few(letter)
    _check_room()
    language = language_of_letter(letter, call)
    with translation.override(language):
        kept, left_out = _keep(letter)
        try:
            version = _write(call, letter, key=key, kept=kept, left_out=left_out, language=language)
        except IntegrityError:  # the same mail at this very moment
            return Taken(Version.objects.get(contribution__key=key, k=1))
        except BaseException:
            for one in kept:
                drop_file(one.path)
            raise
    if kept:
        read_version.enqueue(version.pk)
    return Taken(version, is_new=True)


def _key(call: Call, letter: Letter) -> str:
    """Of the author's words and files: servers change heads, programs that answer change ids."""
    made = hashlib.sha256(f"mail\0{call.pk}\0{letter.sender.lower()}\0".encode())
    made.update(hashlib.sha256(letter.body.text.encode()).digest())
    for one in letter.attachments:
        made.update(hashlib.sha256(one.data).digest())
    return made.hexdigest()


def _check_room() -> None:
    drafts = Document.objects.filter(
        version__contribution__via=Contribution.Via.MAIL, version__received__isnull=True
    )
    if (drafts.aggregate(bytes=Sum("size"))["bytes"] or 0) > MOST_WAITING:
        raise LetterRefusedError("452 4.3.1", "Too much mail waits here; it is tried again later.")


def _keep(letter: Letter) -> tuple[list[KeptFile], list[str]]:
    """Files that a reader exists for, on the disk; of each other one the sentence why not."""
    kept: list[KeptFile] = []
    left_out: list[str] = []
    for one in letter.attachments:
        if len(kept) >= MOST_FILES - 1:
            left_out.append(
                _("“%(name)s” was one too many; send it with another mail.") % {"name": one.name}
            )
            continue
        try:
            kept.append(_keep_one(one))
        except SiteError as error:
            left_out.append(str(error))
    return kept, left_out


def _keep_one(attachment: Attachment) -> KeptFile:
    kept = keep_file(BytesIO(attachment.data), name=attachment.name)
    try:
        refuse_unreadable(kept)
    except SiteError:
        drop_file(kept.path)
        raise
    return kept


@transaction.atomic
def _write(
    call: Call,
    letter: Letter,
    *,
    key: str,
    kept: list[KeptFile],
    left_out: list[str],
    language: str,
) -> Version:
    """Draft, documents and answer, in one transaction."""
    if not kept and not letter.body.blocks and not letter.quoted.strip():
        raise LetterRefusedError(
            "554 5.6.0", "No words and no file that can be read were found; send text, PDF or Word."
        )
    contribution = Contribution.objects.create(
        cycle=call.cycle,
        call=call,
        key=key,
        token=token_of(secret_of(key)),
        email=letter.sender,
        via=Contribution.Via.MAIL,
    )
    version = Version(contribution=contribution, language=language, title=letter.title[:300])
    write_who(version, Who(person=letter.sender_name[:200]))
    version.publish, version.licence = call.publish_default, call.licence
    version.save()
    for one in kept:
        add_file(version, kept=one)
    if letter.body.blocks:
        document = Document(version=version, order=len(kept), language=language)
        document.extracted = letter.body.text
        write_text(document, pieces_of(letter.body.text, letter.body.blocks))
    keep_apart(version, quoted=letter.quoted, signature=letter.signature)
    answer_letter(version, letter, Understood(tuple(kept), tuple(left_out)), language=language)
    return version
