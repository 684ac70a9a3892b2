"""Categories, threads and posts for tests, as the services make them."""

from __future__ import annotations

import datetime as dt
from itertools import count

from conspectus.core.clock import stamp
from conspectus.discussion.models import (
    Category,
    Decision,
    Flag,
    Post,
    Proposition,
    ReadMark,
    Subscription,
    Thread,
)
from conspectus.discussion.services.categories import add_category
from conspectus.discussion.services.changing import edit_post
from conspectus.discussion.services.moderating import appeal, flag_post, stop_post
from conspectus.discussion.services.posting import Author, Written, receive_post
from conspectus.discussion.services.propositions import propose
from conspectus.discussion.services.subscribing import subscribe
from conspectus.forums.models import Cycle, Phase
from conspectus.people.models import Account
from tests.factories_site import BEFORE, a_cycle

_keys = count(1)


def a_category(cycle: Cycle | None = None, slug: str = "access", **fields) -> Category:
    """In a cycle whose online forum is open."""
    cycle = cycle or a_cycle()
    Phase.objects.get_or_create(
        cycle=cycle, action=Phase.Action.DISCUSS, defaults={"opens": BEFORE}
    )
    return add_category(cycle, slug=slug, names={"en": f"Category {slug}"}, **fields)


def written(text: str = "Access should be affordable for everyone.", **fields) -> Written:
    of_author = {
        "email": f"author{next(_keys)}@example.org",
        "name": "Ana Example",
        **{name: fields.pop(name) for name in list(fields) if name in Author.__slots__},
    }
    return Written(author=Author(**of_author), text=text, **{"title": "Prices", **fields})


def a_post(
    category: Category | None = None,
    thread: Thread | None = None,
    *,
    is_verified: bool = True,
    **fields,
) -> Post:
    """In a new thread where none is given; public, unless the category is moderated before."""
    category = category or (thread.category if thread else a_category())
    return receive_post(
        category,
        thread,
        written(**fields),
        key=f"post-{next(_keys)}",
        at=stamp(),
        is_verified=is_verified,
    )


def a_proposition(category: Category, text: str = "") -> Proposition:
    n = next(_keys)
    return propose(
        category,
        participant=f"{n:064}",
        text=text or f"Proposition {n} is right.",
        language="en",
        at=stamp(),
    )


def an_online_forum(cycle: Cycle) -> tuple[Post, Post, Subscription]:
    """An edited post in a thread, a post that waits, a subscription; one reported, one appealed."""
    category = a_category(cycle)
    account = Account.objects.create(email="first-moderator@example.org")
    first = a_post(category)
    edit_post(first, text="Access must be affordable.", labels=["proposal"])
    a_post(thread=first.thread, text="> Access\n\nNot here.", reply_to=first)
    at = stamp()
    flag_post(first, reason="off-topic", note="Not about access.", sender="x" * 64, at=at)
    moderated = a_category(cycle, "moderated", moderation=Category.Moderation.BEFORE)
    stopped = a_post(moderated)
    appeal(stop_post(stopped, reason="off-topic", note="No.", by=account), text="It is.")
    waiting = a_post(moderated)
    propose(moderated, participant=f"{9:064}", text="Wait.", language="en", at=at)
    a_proposition(category)
    follows = subscribe(
        cycle.scope, email="reader@example.org", rhythm="each", language="en", at=at
    )
    return first, waiting, follows


def more_of_the_online_forum(cycle: Cycle, account: Account, more: int, at: dt.datetime) -> None:
    """So that each list of the online forum has so many rows more; rows, not services."""
    category = Category.objects.get(cycle=cycle, slug="access")
    first = Thread.objects.get(cycle=cycle, number=1)
    threads = [
        Thread(
            cycle=cycle,
            category=category,
            number=100 + n,
            title=f"Thread {n}",
            begun=at,
            last=at,
            posts_count=1,
            pages=1,
        )
        for n in range(more)
    ]
    Category.objects.bulk_create(
        Category(cycle=cycle, slug=f"more-{n}", names={"en": f"Category {n}"}) for n in range(more)
    )
    made = Thread.objects.bulk_create(threads)
    shown = Post.State.PUBLISHED
    rows = [row(first, f"shown-{n}", at, number=10 + n, page=1, state=shown) for n in range(more)]
    rows += [row(made[n], f"wait-{n}", at, state=Post.State.WAITING) for n in range(more)]
    rows += [row(made[n], f"hide-{n}", at, state=Post.State.HIDDEN, number=2) for n in range(more)]
    posts = Post.objects.bulk_create(rows)
    Post.objects.filter(key__startswith="shown-").update(account=account, reply_to=posts[0])
    Flag.objects.bulk_create(
        Flag(post=one, reason="hatred", sender=f"{one.pk}", at=at) for one in posts[:more]
    )
    Decision.objects.bulk_create(
        Decision(post=one, kind="hidden", reason="hatred", at=at, appeal="No.", appealed=at)
        for one in posts[2 * more :]
    )
    ReadMark.objects.bulk_create(
        ReadMark(account=account, thread=one, number=0, at=at) for one in made
    )
    _more_propositions(category, more, at)


def _more_propositions(category: Category, more: int, at: dt.datetime) -> None:
    fields = {"category": category, "author": "x", "received": at}
    shown, waits = Proposition.State.PUBLISHED, Proposition.State.WAITING
    Proposition.objects.bulk_create(
        Proposition(text=f"Number {n}.", number=n + 10, state=shown, **fields) for n in range(more)
    )
    Proposition.objects.bulk_create(
        Proposition(text=f"Waits {n}.", state=waits, **fields) for n in range(more)
    )


def row(thread: Thread, key: str, at: dt.datetime, **fields) -> Post:
    """A post that no service has looked at."""
    made = {"name": f"Author {key}", "text": f"Words of {key} on access.", **fields}
    return Post(thread=thread, key=key, received=at, **made)
