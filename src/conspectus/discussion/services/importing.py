"""Mailing lists of before become threads: mbox files and Mailman's archives (RFC 4155).

Each message is a post of its day, in the order of the dates, public at once and mailed to nobody. A
message that was imported is known by its Message-ID, so that the same archive can be read again.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import compat32
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.plain import plain
from conspectus.discussion import rules
from conspectus.discussion.models import Category, Post, Thread
from conspectus.discussion.services.by_mail import words_of
from conspectus.discussion.services.links import key_of
from conspectus.discussion.services.publishing import publish_post
from conspectus.engine.errors import ConspectusError
from conspectus.formats.letters import Letter
from conspectus.formats.readers.mail import shown_addresses, split_mailbox

BATCH: Final = 50
"""Messages in one transaction."""


@dataclass(slots=True)
class Imported:
    """What became of an archive. ``left_out``: a sentence for each message that is no post."""

    posts: int = 0
    threads: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Message:
    letter: Letter
    sent: dt.datetime
    data: bytes


def import_archives(
    category: Category,
    files: Sequence[Path],
    *,
    read: Callable[[bytes], Letter],
    language: str = "",
) -> Imported:
    """Reads mailboxes into threads of a category. ``read``: a mail's bytes → what it says.

    ``language``: of all posts; "" for the forum's first.

    Raises:
        SiteError: a file is no mailbox.
    """
    result = Imported()
    messages = [one for file in files for one in _messages(file, read, result)]
    messages.sort(key=lambda one: (one.sent, one.letter.message_id))
    tongue = language or next(iter(category.cycle.forum.languages), "en")
    for start in range(0, len(messages), BATCH):
        with transaction.atomic():
            for one in messages[start : start + BATCH]:
                _import(category, one, tongue, result)
    return result


def _messages(file: Path, read: Callable[[bytes], Letter], result: Imported) -> Iterable[_Message]:
    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    found = split_mailbox(data)
    if not any(b":" in one.split(b"\n", 1)[0] for one in found):
        raise SiteError(_("“%(name)s” is no mailbox.") % {"name": file.name})
    for number, raw in enumerate(found, start=1):
        bare = shown_addresses(raw)
        sent = _date_of(bare)
        try:
            letter = read(bare)
        except ConspectusError as error:
            result.left_out.append(f"{file.name}, {number}: {error}")
            continue
        if sent is None:
            result.left_out.append(f"{file.name}, {number}: the message has no date.")
        else:
            yield _Message(letter, sent, bare)


def _date_of(data: bytes) -> dt.datetime | None:
    given = message_from_bytes(data, policy=compat32).get("Date", "")
    try:
        when = email.utils.parsedate_to_datetime(str(given))
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return min(when, stamp())


def _import(category: Category, message: _Message, language: str, result: Imported) -> None:
    letter = message.letter
    name = plain(letter.sender_name).strip() or letter.sender.partition("@")[0]
    text = plain(words_of(letter)).strip()
    if not any(map(str.isalnum, text)) or not name:
        result.left_out.append(f"{letter.title or letter.message_id}: no words of its own.")
        return
    mail = letter.message_id or key_of(letter.sender, letter.title, text)
    key = key_of("import", str(category.cycle_id), mail)
    if Post.objects.filter(key=key).exists():
        result.known += 1
        return
    thread, answered = _thread_of(category, message, language, result)
    for part, words in enumerate(rules.parted(text)):
        post = Post.objects.create(
            thread=thread,
            reply_to=answered,
            email=letter.sender.lower()[:254],
            name=name[:200],
            language=language,
            text=words,
            key=key if not part else key_of("part", key, str(part)),
            via=Post.Via.IMPORT,
            message_id=letter.message_id[:300] if not part else "",
            received=message.sent,
        )
        publish_post(post, is_told=False)
        result.posts += 1


def _thread_of(
    category: Category, message: _Message, language: str, result: Imported
) -> tuple[Thread, Post | None]:
    """By what it answers; where that is not here, by an answer's subject; else a new one."""
    letter = message.letter
    posts = Post.objects.select_related("thread").filter(thread__cycle=category.cycle)
    for one in letter.answers:
        found = posts.filter(message_id=one[:300]).first()
        if found is not None:
            return _known(found.thread, category), found
    title = rules.plain_subject(letter.title)
    if title and title != letter.title.strip():
        same = Thread.objects.filter(category=category, title=title).order_by("-last").first()
        if same is not None:
            return _known(same, category), None
    result.threads += 1
    made = Thread.objects.create(
        cycle=category.cycle,
        category=category,
        title=plain(title) or _("Without title"),
        language=language,
        begun=message.sent,
        origin=letter.message_id[:300],
    )
    return _known(made, category), None


def _known(thread: Thread, category: Category) -> Thread:
    """Its cycle needs no query for each post."""
    thread.cycle = category.cycle
    return thread
