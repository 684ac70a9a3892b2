"""Links that only a mail to an address holds: to one's own post, to a subscription."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from conspectus.contributions.services.links import address_code
from conspectus.core.models import Scope
from conspectus.core.secret_links import link_mark
from conspectus.core.text import LANGUAGES
from conspectus.discussion.models import Category, Post, Subscription

KIND = "post"
"""The kind of our links in mails."""


def code_of_post(post: Post) -> str:
    """What only the mail to the author's address, or the author's account, holds."""
    return address_code(f"post {post.key}", post.email)


def code_of_subscription(subscription: Subscription) -> str:
    """What only the mail to the subscriber's address holds."""
    return address_code(f"subscription {subscription.pk}", subscription.email)


def participant_of(scope: Scope, email: str) -> str:
    """Who responds, without a name: the same address is the same participant of a cycle."""
    said = f"participant\0{scope.path}\0{email.strip().lower()}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()


def sender_of(network: str) -> str:
    """A network as it is kept to count what it sends: nobody reads an address from it."""
    said = f"sender\0{network}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()


def key_of(*parts: str) -> str:
    """The key of a form or mail: 64 hex digits."""
    return hashlib.sha256("\0".join(("discussion", *parts)).encode()).hexdigest()


def pass_of(scope: Scope, participant: str) -> str:
    """What stands in the link of a participant: nobody makes up another.

    It is of one cycle: in another the same address is another participant, and would count twice.
    """
    return f"{participant}.{address_code(f'participant {scope.path}', participant)}"


def participant_in(scope: Scope, given: str) -> str:
    """The participant whose link in a cycle it is; "" where it is nobody's."""
    participant = given.partition(".")[0]
    right = hmac.compare_digest(pass_of(scope, participant).encode(), given.encode())
    return participant if right and len(participant) == 64 else ""


def mail_code(code: str) -> str:
    """A code as it stands in an address: servers may write that in small letters."""
    return hashlib.sha256(code.encode()).hexdigest()[:24]


def post_mark(post: Post, *, language: str) -> str:
    """The mark in a mail that becomes the link to one's own post."""
    return link_mark(KIND, f"own/{post.pk}/{language}")


def subscription_mark(subscription: Subscription, *, step: str = "follow") -> str:
    """The mark in a mail that becomes the link to a subscription; ``step``: or "end"."""
    return link_mark(KIND, f"{step}/{subscription.pk}/{subscription.language}")


def own_path(post: Post, *, scope: Scope) -> str:
    """The path of the page of one's own post, without language."""
    return f"/{scope.path}/discussion/own/{post.pk}/{code_of_post(post)}/"


def whole_link(what: str) -> str:
    """The link for a mark: ``own|follow|end / key / language``, ``respond`` with a participant."""
    kind, key, language, *more = what.split("/")
    language = language if language in LANGUAGES else "en"
    if kind == "respond":
        category = Category.objects.select_related("cycle__scope").get(pk=int(key))
        scope = category.cycle.scope
        here = f"/{scope.path}/discussion/categories/{category.slug}"
        path = f"{here}/propositions/respond/{pass_of(scope, more[0])}/"
    elif kind == "own":
        post = Post.objects.select_related("thread__cycle__scope").get(pk=int(key))
        path = own_path(post, scope=post.thread.cycle.scope)
    else:
        found = Subscription.objects.select_related("scope").get(pk=int(key))
        code = code_of_subscription(found)
        path = f"/{found.scope.path}/discussion/{kind}/{found.pk}/{code}/"
    return f"{settings.PUBLIC_ADDRESS}/{language}{path}"
