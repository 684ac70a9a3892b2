"""The online forum by mail alone: a post, a reply, a new thread, following, confirming.

What is refused is refused while the sender's server waits, so that no message of ours goes to an
address that somebody else has written; its sentence is in that server's hands. What programs send
by themselves meets silence. Sentences for servers are plain English (RFC 5321).
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import translation

from conspectus.contributions.services.by_mail_rules import (
    MOST_HOPS,
    LetterRefusedError,
    reason_for_silence,
)
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import is_own_id
from conspectus.core.models import Mail
from conspectus.core.plain import plain
from conspectus.core.text import LANGUAGES
from conspectus.discussion.addresses import ALL, COMMANDS, CONFIRM, MailAddress, read_address
from conspectus.discussion.models import Category, Post, Subscription, Thread
from conspectus.discussion.rules import plain_subject
from conspectus.discussion.services.links import (
    code_of_post,
    code_of_subscription,
    key_of,
    mail_code,
)
from conspectus.discussion.services.posting import (
    Author,
    Written,
    is_open,
    receive_post,
    verify_post,
)
from conspectus.discussion.services.subscribing import (
    ask_to_end,
    confirm_subscription,
    end_subscription,
    subscribe,
)
from conspectus.formats.letters import Letter, Robot, Vouched
from conspectus.forums.models import Cycle

_NOBODY: Final = re.compile(r"(?:no-?reply|do-?not-?reply)[@+-]", re.IGNORECASE)
_CODE: Final = re.compile(r"([pse])(\d{1,15})-([0-9a-f]{24})")
UNKNOWN: Final = "550 5.1.1"


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Where a mail goes. ``category``, ``thread``: neither for "all" and for confirming."""

    address: MailAddress
    cycle: Cycle
    category: Category | None = None
    thread: Thread | None = None


def place_at(address: str, *, at: dt.datetime) -> MailPlace:
    """What stands behind an address, if it takes mail then.

    Raises:
        LetterRefusedError: nothing does, or it is closed.
    """
    read = read_address(address)
    cycles = Cycle.objects.select_related("scope", "forum")
    cycle = cycles.filter(scope__path=read.scope).first() if read else None
    if read is None or cycle is None:
        raise LetterRefusedError(UNKNOWN, "There is no online forum at this address.")
    if read.detail and read.detail not in COMMANDS and read.place != CONFIRM:
        raise LetterRefusedError(UNKNOWN, f"After + write one of: {', '.join(COMMANDS)}.")
    if read.place in (ALL, CONFIRM):
        if not read.detail:
            raise LetterRefusedError(UNKNOWN, "Write to the address of a category or a thread.")
        return MailPlace(read, cycle)
    place = _found(read, cycle)
    if place.category is None:
        raise LetterRefusedError(UNKNOWN, "There is no such category and no such thread.")
    if not read.detail and not is_open(place.category, place.thread, at=at):
        raise LetterRefusedError("550 5.7.1", "The online forum takes no posts here now.")
    return place


def _found(read: MailAddress, cycle: Cycle) -> MailPlace:
    if read.place.isascii() and read.place.isdigit() and len(read.place) < 10:
        threads = Thread.objects.select_related("category").filter(cycle=cycle)
        thread = threads.filter(number=int(read.place)).first()
        category = thread.category if thread else None
    else:
        thread = None
        category = Category.objects.filter(cycle=cycle, slug__iexact=read.place).first()
    if category is not None:
        category.cycle = cycle
    if thread is not None:
        thread.cycle = cycle
    return MailPlace(read, cycle, category, thread)


def take_mail(place: MailPlace, letter: Letter, *, envelope: str) -> str:
    """What became of a mail, as a sentence for the server that brought it.

    Raises:
        LetterRefusedError: it is not taken, for the reason of its sentence.
    """
    silent = reason_for_silence(letter, envelope=envelope)
    if silent or read_address(letter.sender) is not None:
        return "Nothing is kept of an automatic message."
    _check_author(letter)
    at = stamp()
    with translation.override("en"):
        try:
            if place.address.place == CONFIRM:
                return _confirm(place, at=at)
            if place.address.detail:
                return _follow(place, letter, at=at)
            return _post(place, letter, at=at)
        except LetterRefusedError:
            raise
        except SiteError as error:
            raise LetterRefusedError("550 5.7.1", str(error)) from error


def _check_author(letter: Letter) -> None:
    if letter.hops > MOST_HOPS:
        raise LetterRefusedError("554 5.4.6", "The mail has come through too many servers.")
    if letter.robot is Robot.LIST:
        raise LetterRefusedError(
            "550 5.7.1", "The mail came through a mailing list; send it to this address directly."
        )
    if not letter.sender or _NOBODY.match(letter.sender):
        raise LetterRefusedError(
            "550 5.1.7", "The mail names no sender who can be answered; write from an address."
        )
    if letter.vouched is Vouched.FORGED:
        raise LetterRefusedError(
            "550 5.7.1", "The mail did not come from a server of its sender; send it from there."
        )


def _confirm(place: MailPlace, *, at: dt.datetime) -> str:
    """Whoever knows the code reads the mailbox that it was sent to."""
    code = _CODE.fullmatch(place.address.detail)
    scope = place.cycle.scope
    if code and code[1] == "p":
        post = Post.objects.filter(pk=int(code[2]), thread__cycle__scope=scope).first()
        if post is not None and mail_code(code_of_post(post)) == code[3]:
            verify_post(post, code=code_of_post(post))
            return "The address is confirmed; the post goes on."
    elif code:
        found = Subscription.objects.filter(pk=int(code[2]), scope=scope).first()
        if found is not None and mail_code(code_of_subscription(found)) == code[3]:
            given = code_of_subscription(found)
            if code[1] == "e":
                end_subscription(found, code=given)
                return "No more of these mails."
            confirm_subscription(found, code=given, rhythm=found.rhythm, at=at)
            return "The address is confirmed; posts come by mail."
    raise LetterRefusedError(UNKNOWN, "This address has expired; ask for a new one.")


def _follow(place: MailPlace, letter: Letter, *, at: dt.datetime) -> str:
    email, detail = letter.sender.lower(), place.address.detail
    what = {"category": None if place.thread else place.category, "thread": place.thread}
    if detail == "unsubscribe":
        rows = Subscription.objects.filter(scope=place.cycle.scope, email=email)
        if place.address.place != ALL:
            rows = rows.filter(**what)
        return _unfollow(list(rows), letter, at=at)
    daily = detail == "digest"
    subscribe(
        place.cycle.scope,
        email=email,
        rhythm=Subscription.Rhythm.DAILY if daily else Subscription.Rhythm.EACH,
        language=_language(letter, place.cycle),
        at=at,
        is_verified=letter.vouched is Vouched.RIGHT,
        **what,  # type: ignore[arg-type] # the two by their names
    )
    return "You get a mail to confirm, unless you have confirmed already."


def _unfollow(found: Sequence[Subscription], letter: Letter, *, at: dt.datetime) -> str:
    """At once if it is surely the subscriber who writes; anybody can write an address into a mail.

    The sentence does not tell a stranger whether the address gets any.
    """
    if letter.vouched is Vouched.RIGHT:
        for one in found:
            end_subscription(one, code=code_of_subscription(one))
        return "No more of these mails."
    ask_to_end(found, at=at)
    return "If the address gets such mails, it gets one more that asks to confirm."


def _post(place: MailPlace, letter: Letter, *, at: dt.datetime) -> str:
    text = words_of(letter)
    if not any(map(str.isalnum, text)):
        raise LetterRefusedError("554 5.6.0", "No words of your own were found in the mail.")
    if letter.attachments:
        raise LetterRefusedError(
            "554 5.6.1", "Posts have no files: send the words alone, or the files to a call."
        )
    if not plain(letter.sender_name).strip():
        raise LetterRefusedError(
            "550 5.1.7", "Posts are signed: write with your name beside your address."
        )
    answered = _answered(letter, place)
    thread = place.thread or (answered.thread if answered else None)
    category = thread.category if thread else place.category
    if category is None:
        raise LetterRefusedError(UNKNOWN, "There is no such category and no such thread.")
    category.cycle = place.cycle
    written = Written(
        author=_author(letter, place.cycle),
        text=text,
        title=plain_subject(letter.title),
        language=_language(letter, place.cycle),
        reply_to=answered if answered and thread and answered.thread_id == thread.pk else None,
        message_id=letter.message_id,
        via=Post.Via.MAIL,
    )
    # Of the author's words: servers change heads, programs that answer change ids.
    key = key_of("mail", str(category.pk), str(thread.pk if thread else ""), letter.sender, text)
    is_known = letter.vouched is Vouched.RIGHT
    post = receive_post(category, thread, written, key=key, at=at, is_verified=is_known)
    if post.state == Post.State.UNVERIFIED:
        return "Kept; answer the mail that asks you to confirm."
    return "The post is public." if post.is_shown else "Kept for a moderator."


def words_of(letter: Letter) -> str:
    """What the sender says, its paragraphs parted by empty lines: nothing quoted, no signature."""
    body = letter.body
    return "\n\n".join(body.text[one.start : one.end] for one in body.blocks).strip()


def _author(letter: Letter, cycle: Cycle) -> Author:
    """As the address signed last, where it has been verified; else in a personal capacity."""
    email = letter.sender.lower()
    known = Post.objects.filter(email=email, thread__cycle=cycle, published__isnull=False)
    last = known.select_related("group", "account").order_by("-id").first()
    if last is None:
        return Author(email=email, name=plain(letter.sender_name).strip()[:200])
    return Author(
        email=email,
        name=last.name,
        organisation=last.organisation,
        on_behalf_of=last.on_behalf_of,
        capacity=last.capacity,
        group=last.group,
        account=last.account,
    )


def _answered(letter: Letter, place: MailPlace) -> Post | None:
    """The post that a mail answers: by our mail of it, or by the mail that it was itself."""
    posts = Post.objects.select_related("thread__category").filter(
        thread__cycle=place.cycle, number__isnull=False
    )
    for one in letter.answers:
        if is_own_id(one):
            about = Mail.objects.filter(pk=int(one.partition(".")[0]), kind="post-each")
            parts = (about.values_list("about", flat=True).first() or "").strip("/").split("/")
            if len(parts) == 5 and "/".join(parts[:2]) == place.cycle.scope.path:
                return posts.filter(thread__number=parts[3], number=parts[4]).first()
        found = posts.filter(message_id=one).first()
        if found is not None:
            return found
    return None


def _language(letter: Letter, cycle: Cycle) -> str:
    """That of the words, else that which the mail names, else the forum's."""
    # Imported when called: it loads numpy, which no web process does.
    detect = importlib.import_module("conspectus.engine.language").detect
    found = detect((letter.body.text or letter.title)[:4000], LANGUAGES)
    for code in (found, letter.language, *cycle.forum.languages):
        if code in LANGUAGES:
            return str(code)
    return "en"


def address_of(scope: str, place: str) -> str:
    """What pages print: where to write; "" where the installation takes no mail."""
    return str(MailAddress(scope, place)) if settings.MAIL_DOMAIN else ""
