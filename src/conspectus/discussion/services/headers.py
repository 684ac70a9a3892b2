"""What the head of a mail of the online forum says: list, thread, where an answer goes."""

from __future__ import annotations

from django.conf import settings

from conspectus.core.mail import sending_domain
from conspectus.core.models import Mail
from conspectus.discussion.addresses import CONFIRM, MailAddress
from conspectus.discussion.models import Post, Subscription
from conspectus.discussion.services.links import code_of_post, code_of_subscription, mail_code


def headers(mail: Mail) -> dict[str, str]:
    """RFC 2919 and 2369 for posts; for what asks to confirm, that an answer confirms."""
    parts = mail.about.strip("/").split("/")
    if len(parts) < 3:
        return {}
    scope = "/".join(parts[:2])
    if mail.kind in ("post-each", "post-digest"):
        return _of_list(scope, parts[3:])
    return _of_confirming(scope, parts[3:])


def _of_list(scope: str, rest: list[str]) -> dict[str, str]:
    forum, cycle = scope.split("/")
    domain = settings.MAIL_DOMAIN or sending_domain()
    made = {
        "List-Id": f"<discussion.{cycle}.{forum}.{domain}>",
        "List-Archive": f"<{settings.PUBLIC_ADDRESS}/{scope}/discussion/>",
        "Precedence": "list",
    }
    if len(rest) != 2:
        return made
    thread, number = rest
    first = f"<thread.{thread}.{cycle}.{forum}@{domain}>"
    made["References"] = first
    if number != "1":
        made["In-Reply-To"] = first
    if settings.MAIL_DOMAIN:
        here = str(MailAddress(scope, thread))
        made |= {"Reply-To": here, "List-Post": f"<mailto:{here}>"}
    return made


def _of_confirming(scope: str, rest: list[str]) -> dict[str, str]:
    if not settings.MAIL_DOMAIN or len(rest) != 2:
        return {}
    kind, key = rest
    if kind == "own":
        post = Post.objects.filter(pk=int(key), state=Post.State.UNVERIFIED).first()
        code = code_of_post(post) if post else ""
    else:
        found = Subscription.objects.filter(pk=int(key)).first()
        code = code_of_subscription(found) if found else ""
    if not code:
        return {}
    does = {"own": "p", "end": "e"}.get(kind, "s")
    detail = f"{does}{key}-{mail_code(code)}"
    return {"Reply-To": str(MailAddress(scope, CONFIRM, detail))}
