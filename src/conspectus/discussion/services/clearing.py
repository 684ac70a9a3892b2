"""What nobody has confirmed is forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from conspectus.core.models import Mail
from conspectus.core.retention import cutoff
from conspectus.discussion.models import Post, Subscription, Thread


@transaction.atomic
def clear_unconfirmed() -> int:
    """Deletes posts and wishes for mail whose address nobody has confirmed; how many."""
    before = cutoff("unconfirmed comments")
    never_seen = Q(state=Post.State.UNVERIFIED) | Q(state=Post.State.WITHDRAWN, number__isnull=True)
    posts = Post.objects.filter(never_seen, received__lt=before)
    wishes = Subscription.objects.filter(confirmed__isnull=True, created__lt=before)
    scopes = posts.values_list("pk", "thread__cycle__scope__path")
    abouts = [f"/{path}/discussion/own/{key}/" for key, path in scopes]
    abouts += [
        f"/{path}/discussion/follow/{key}/" for key, path in wishes.values_list("pk", "scope__path")
    ]
    if not abouts:
        return 0
    Mail.objects.filter(about__in=abouts).delete()
    posts.delete()
    wishes.delete()
    Thread.objects.filter(number__isnull=True, begun__lt=before, posts__isnull=True).delete()
    return len(abouts)
